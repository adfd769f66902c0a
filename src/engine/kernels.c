// Which path of the float kernels this machine runs, and what is the same on all of them.
#include "engine/kernels.h"

#include "base/str.h"
#include "engine/kernels_path.h"

#include <assert.h>
#include <math.h>

// From plain to best.
static const Kernels *const paths[] = {
    &kernels_scalar,
    &kernels_v128,
#if defined __x86_64__
    &kernels_v256,
    &kernels_v512,
#endif
};

enum { PATHS = sizeof paths / sizeof paths[0] };

// What a path is compiled for (CMakeLists.txt) is what is asked here.
static bool runs_here(const Kernels *kernels) {
#if defined __x86_64__
    if (kernels == &kernels_v256) {
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    }
    if (kernels == &kernels_v512) {
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma");
    }
#endif
    (void)kernels;
    return true;
}

int kernels_count(void) {
    int count = 0;
    for (int p = 0; p < PATHS; p++) count += runs_here(paths[p]);
    return count;
}

const Kernels *kernels_at(int index) {
    assert(index >= 0 && index < kernels_count());
    int p = 0;
    for (int left = index; left > 0 || !runs_here(paths[p]); p++) left -= runs_here(paths[p]);
    return paths[p];
}

const Kernels *kernels_best(void) {
    return kernels_at(kernels_count() - 1);
}

const Kernels *kernels_find(const char *name) {
    for (int i = 0; i < kernels_count(); i++) {
        if (str_same(name, kernels_at(i)->name)) return kernels_at(i);
    }
    return NULL;
}

const char *kernels_name(const Kernels *kernels) {
    return kernels->name;
}

int kernels_lanes(const Kernels *kernels) {
    return kernels->lanes;
}

// Positions whose angles are joined from two: the last 64 have closed forms of their own.
enum { STEP = 64 };

// Cosines and sines of one position, (pairs) each.
typedef struct Angles {
    double *cosines, *sines;
} Angles;

static void fill_angles(const Pe *pe, int64_t position, double size, Angles out) {
    for (int m = 0; m < pe->pairs; m++) {
        double angle = pe_angle(position, pe->freq[m]);
        out.cosines[m] = size * cos(angle);
        out.sines[m] = size * sin(angle);
    }
}

static void join_angles(Angles a, Angles b, int pairs, float *restrict cosines,
                        float *restrict sines) {
    for (int m = 0; m < pairs; m++) {
        cosines[m] = (float)(a.cosines[m] * b.cosines[m] - a.sines[m] * b.sines[m]);
        sines[m] = (float)(a.sines[m] * b.cosines[m] + a.cosines[m] * b.sines[m]);
    }
}

KernelsTables kernels_tables(const Pe *pe, int64_t p0, int T, Arena *arena) {
    assert(pe->freq && !pe->growth && !pe->near && p0 >= 0 && T > 0 && p0 + T <= PE_POSITION_MAX);
    size_t pairs = (size_t)pe->pairs, entries = (size_t)T * pairs, angles = (STEP + 1) * pairs;
    // One piece, so that an arena that is reset between calls gives the same one again.
    double *space = arena_alloc(arena, 2 * (angles * sizeof(double) + entries * sizeof(float)));
    float *cosines = (float *)(space + 2 * angles), *sines = cosines + entries;
    Angles far = {space, space + angles}, near = {space + pairs, space + angles + pairs};
    for (int b = 0; b < STEP; b++) {
        fill_angles(pe, b, 1, (Angles){near.cosines + b * pe->pairs, near.sines + b * pe->pairs});
    }
    int64_t far_at = -1;
    for (int t = 0; t < T; t++) {
        int64_t b = (p0 + t) % STEP, row = (int64_t)t * pe->pairs;
        if (p0 + t - b != far_at) {
            far_at = p0 + t - b;
            fill_angles(pe, far_at, pe->factor, far);
        }
        Angles own = {near.cosines + b * pe->pairs, near.sines + b * pe->pairs};
        join_angles(far, own, pe->pairs, cosines + row, sines + row);
    }
    return (KernelsTables){cosines, sines, T, pe->pairs, pe->layout};
}

void kernels_turn(const Kernels *kernels, const KernelsTables *tables, int heads, int D,
                  const float *x, float *out) {
    assert(heads > 0 && 2 * tables->pairs <= D);
    kernels->turn(tables, (KernelsBlock){heads, D, x, out});
}

void kernels_dots(const Kernels *kernels, KernelsDots job, Arena *arena, float *out) {
    assert(job.queries > 0 && job.keys > 0 && job.D > 0);
    kernels->dots(&job, arena, out);
}

static const float *turn_side(const Kernels *kernels, const KernelsTables *tables, int D,
                              const float *x, Arena *arena) {
    float *out = arena_array(arena, (size_t)tables->T * (size_t)D, sizeof *out);
    kernels_turn(kernels, tables, 1, D, x, out);
    return out;
}

void kernels_logits(const Kernels *kernels, const Pe *pe, KernelsSpots at, KernelsDots job,
                    Arena *arena, float *out) {
    assert(job.D == pe->D);
    KernelsTables of_q = kernels_tables(pe, at.q_at, job.queries, arena), of_k = of_q;
    if (at.k_at != at.q_at || job.keys != job.queries) {
        of_k = kernels_tables(pe, at.k_at, job.keys, arena);
    }
    job.q = turn_side(kernels, &of_q, job.D, job.q, arena);
    job.k = turn_side(kernels, &of_k, job.D, job.k, arena);
    kernels_dots(kernels, job, arena, out);
}

void kernels_copy(const Kernels *kernels, const float *from, size_t n, float *to) {
    kernels->copy(from, n, to);
}

float kernels_spin(const Kernels *kernels, int64_t rounds) {
    // Towards 2, so that numbers neither grow nor vanish.
    return kernels->spin(rounds, 0.5f, 1);
}
