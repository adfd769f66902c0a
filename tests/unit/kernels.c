// The float kernels: every path of this machine against the engine in double and against the scalar path, to the stated
// tolerances, at sizes that fit no vector and no tile.
#include "engine/kernels.h"

#include "base/rng.h"
#include "engine/attend.h"
#include "engine/schemes/rotary.h"
#include "support/test.h"

#include <float.h>
#include <stdlib.h>

static const double UNIT = (double)FLT_EPSILON / 2; // 2^−24

// Floats with a border on both sides that nobody may write to, one float away from any alignment.
enum { BORDER = 33 };

typedef struct Guarded {
    float *at;
    size_t n;
} Guarded;

static const float UNTOUCHED = -12345;

static Guarded guarded(Arena *arena, size_t n) {
    float *space = arena_array(arena, n + 2 * BORDER, sizeof *space);
    for (size_t e = 0; e < n + 2 * BORDER; e++) space[e] = UNTOUCHED;
    return (Guarded){space + BORDER, n};
}

static bool is_whole(Guarded guard) {
    bool ok = true;
    for (size_t e = 0; e < BORDER; e++) {
        ok = ok && guard.at[guard.n + e] == UNTOUCHED && *(guard.at + e - BORDER) == UNTOUCHED;
    }
    for (size_t e = 0; e < guard.n; e++) ok = ok && guard.at[e] != UNTOUCHED;
    return ok;
}

static float *any_floats(Arena *arena, Rng *rng, size_t n) {
    float *x = guarded(arena, n).at;
    for (size_t e = 0; e < n; e++) x[e] = (float)rng_normal(rng);
    return x;
}

static double *widen(Arena *arena, const float *x, size_t n) {
    double *wide = arena_array(arena, n, sizeof *wide);
    for (size_t e = 0; e < n; e++) wide[e] = (double)x[e];
    return wide;
}

static double find_norm(const double *x, int D) {
    double sum = 0;
    for (int f = 0; f < D; f++) sum += x[f] * x[f];
    return sqrt(sum);
}

// The largest difference of n floats.
static double find_difference(const float *a, const float *b, size_t n) {
    double worst = 0;
    for (size_t e = 0; e < n; e++) worst = fmax(worst, fabs((double)(a[e] - b[e])));
    return worst;
}

// A rotary scheme, its parameters, and a block.
typedef struct Case {
    const char *scheme, *param;
    double value;
    int dim, layout, T, heads;
    int64_t p0;
} Case;

static const Case CASES[] = {
    {"rope", "base", 10000, 128, PE_HALF_SPLIT, 5, 3, 0},
    {"rope", "base", 10000, 128, PE_INTERLEAVED, 5, 3, 63},
    {"rope", "base", 10000, 64, PE_HALF_SPLIT, 70, 2, 1000},
    {"rope", "base", 500000, 2, PE_HALF_SPLIT, 7, 1, 4095},
    {"rope", "base", 10000, 2, PE_INTERLEAVED, 7, 5, 64},
    {"rope", "base", 10000, 6, PE_HALF_SPLIT, 3, 2, 17},
    {"rope", "base", 10000, 7, PE_INTERLEAVED, 3, 2, 17},
    {"rope", "base", 2, 34, PE_HALF_SPLIT, 9, 4, 1048575},
    {"rope", "base", 10000, 50, PE_INTERLEAVED, 9, 4, 2097151},
    {"rope", "base", 10000, 66, PE_HALF_SPLIT, 4, 1, PE_POSITION_MAX - 4},
    {"rope_partial", "partial_rotary_factor", 0.25, 80, PE_HALF_SPLIT, 6, 3, 100},
    {"rope_partial", "partial_rotary_factor", 0.5, 76, PE_INTERLEAVED, 6, 3, 100},
    {"rope_yarn", "factor", 8, 128, PE_HALF_SPLIT, 6, 2, 5000},
};

enum { CASE_COUNT = sizeof CASES / sizeof CASES[0] };

// Four megabytes and more, of which the first two can be written in whole aligned vectors.
static const Case LARGE[] = {
    {"rope", "base", 10000, 128, PE_HALF_SPLIT, 128, 72, 77},
    {"rope", "base", 10000, 128, PE_INTERLEAVED, 128, 72, 77},
    {"rope", "base", 10000, 122, PE_HALF_SPLIT, 128, 72, 77},
    {"rope_partial", "partial_rotary_factor", 122 / 128.0, 128, PE_HALF_SPLIT, 128, 72, 77},
};

static void open_scheme(Pe *pe, const Case *c, Arena *arena) {
    Err err = {0};
    pe_init(pe, pe_scheme_find(c->scheme));
    bool ok = pe_set(pe, "dim", c->dim, &err) && pe_set(pe, "layout", c->layout, &err) &&
              pe_set(pe, c->param, c->value, &err) && pe_prepare(pe, arena, &err);
    if (!ok) fprintf(stderr, "%s\n", err.text);
    CHECK(ok);
}

static void tables_equal_the_closed_form(const Pe *pe, const Case *c, Arena *arena) {
    KernelsTables tables = kernels_tables(pe, c->p0, c->T, arena);
    size_t entries = (size_t)c->T * (size_t)pe->pairs;
    double *cosines = arena_array(arena, 2 * entries, sizeof(double)), *sines = cosines + entries;
    double worst = 0;
    for (int t = 0; t < c->T; t++) {
        int64_t position = c->p0 + t;
        ptrdiff_t row = (ptrdiff_t)t * pe->pairs;
        rotary_table(pe, &position, 1, cosines + row, sines + row);
    }
    for (size_t e = 0; e < entries; e++) {
        worst = fmax(worst, fabs((double)tables.cosines[e] - cosines[e]));
        worst = fmax(worst, fabs((double)tables.sines[e] - sines[e]));
    }
    CHECK_NEAR(worst, 0, UNIT * pe->factor);
}

// The largest error of a turned vector as a share of what is allowed. want: (D), before it was turned.
static double find_turn_error(const Pe *pe, int64_t position, const float *got, double *want) {
    double worst = 0, before[PE_DIM_MAX];
    int step = pe->layout == PE_HALF_SPLIT ? 1 : 2, gap = step == 1 ? pe->pairs : 1;
    memcpy(before, want, (size_t)pe->D * sizeof(double));
    pe->scheme->turn(pe, (PeTurn){PE_QUERY, false}, position, 1, want);
    for (int m = 0; m < pe->pairs; m++) {
        int a = m * step, b = a + gap;
        double allowed = 4 * UNIT * pe->factor * hypot(before[a], before[b]);
        worst = fmax(worst, fabs((double)got[a] - want[a]) / allowed);
        worst = fmax(worst, fabs((double)got[b] - want[b]) / allowed);
    }
    for (int f = 2 * pe->pairs; f < pe->D; f++) worst += (double)got[f] != before[f];
    return worst;
}

static void turned_vectors_equal_the_scheme(const Kernels *kernels, const Pe *pe, const Case *c,
                                            Arena *arena) {
    Rng rng = {rng_hash(c->scheme) + (uint64_t)c->dim};
    int D = pe->D;
    size_t n = (size_t)c->T * (size_t)c->heads * (size_t)D;
    float *x = any_floats(arena, &rng, n);
    double *wide = widen(arena, x, n), worst = 0;
    Guarded out = guarded(arena, n);
    KernelsTables tables = kernels_tables(pe, c->p0, c->T, arena);
    kernels_turn(kernels, &tables, c->heads, D, x, out.at);
    CHECK(is_whole(out));
    for (int v = 0; v < c->T * c->heads; v++) {
        int64_t at = (int64_t)v * D;
        worst = fmax(worst, find_turn_error(pe, c->p0 + v / c->heads, out.at + at, wide + at));
    }
    CHECK_NEAR(worst, 0, 1);
    kernels_turn(kernels, &tables, c->heads, D, x, x);
    CHECK(find_difference(x, out.at, n) == 0);
}

// Queries and keys of a case, and what their dot products should be. An error is a share of what is allowed.
typedef struct Product {
    KernelsDots job;
    double *q, *k;
} Product;

static Product any_product(int queries, int keys, int D, Rng *rng, Arena *arena) {
    size_t n_q = (size_t)queries * (size_t)D, n_k = (size_t)keys * (size_t)D;
    float *q = any_floats(arena, rng, n_q), *k = any_floats(arena, rng, n_k);
    return (Product){.job = {q, k, queries, keys, D, (float)(1 / sqrt(D))},
                     .q = widen(arena, q, n_q),
                     .k = widen(arena, k, n_k)};
}

static double find_dots_error(const Product *product, const float *got, double units,
                              Arena *arena) {
    const KernelsDots *job = &product->job;
    double *want = arena_array(arena, (size_t)job->queries * (size_t)job->keys, sizeof *want);
    double worst = 0, scale = (double)job->scale;
    attend_dots((AttendRows){product->q, job->queries}, (AttendRows){product->k, job->keys}, job->D,
                scale, want);
    for (int i = 0; i < job->queries; i++) {
        double of_q = find_norm(product->q + (ptrdiff_t)i * job->D, job->D);
        for (int j = 0; j < job->keys; j++) {
            double of_k = find_norm(product->k + (ptrdiff_t)j * job->D, job->D);
            ptrdiff_t cell = (ptrdiff_t)i * job->keys + j;
            double error = fabs((double)got[cell] - want[cell]);
            worst = fmax(worst, error / (units * UNIT * scale * of_q * of_k));
        }
    }
    return worst;
}

static void dots_equal_double(const Kernels *kernels, int queries, int keys, int D) {
    Arena arena = {0};
    Rng rng = {(uint64_t)(queries * 1000 + keys * 10 + D)};
    Product product = any_product(queries, keys, D, &rng, &arena);
    Guarded out = guarded(&arena, (size_t)queries * (size_t)keys);
    // In memory of their own, so that a sanitizer sees what is read behind the last query.
    size_t bytes = (size_t)queries * (size_t)D * sizeof(float);
    float *q = memcpy(malloc(bytes), product.job.q, bytes);
    product.job.q = q;
    kernels_dots(kernels, product.job, &arena, out.at);
    free(q);
    CHECK(is_whole(out));
    CHECK_NEAR(find_dots_error(&product, out.at, D + 2, &arena), 0, 1);
    arena_free(&arena);
}

static void logits_equal_double(const Kernels *kernels, const Pe *pe, const Case *c, Arena *arena) {
    Rng rng = {rng_hash("logits") + (uint64_t)c->dim};
    int keys = c->layout == PE_HALF_SPLIT ? c->T : c->T + 13;
    KernelsSpots at = {c->p0, c->p0 / 2};
    Product product = any_product(c->T, keys, pe->D, &rng, arena);
    Guarded out = guarded(arena, (size_t)c->T * (size_t)keys);
    kernels_logits(kernels, pe, at, product.job, arena, out.at);
    CHECK(is_whole(out));
    pe->scheme->turn(pe, (PeTurn){PE_QUERY, false}, at.q_at, c->T, product.q);
    pe->scheme->turn(pe, (PeTurn){PE_KEY, false}, at.k_at, keys, product.k);
    CHECK_NEAR(find_dots_error(&product, out.at, pe->D + 14, arena), 0, 1);
}

// Blocks so large that they are written past the caches, if where they lie (in floats from an aligned place) and their
// width allow it.
static void large_blocks_equal_the_scalar_path(const Kernels *kernels, Case c, int shift) {
    Arena arena = {0};
    Rng rng = {7};
    Pe pe;
    open_scheme(&pe, &c, &arena);
    size_t n = (size_t)c.T * (size_t)c.heads * (size_t)c.dim;
    float *x = arena_array(&arena, n, sizeof *x), *want = arena_array(&arena, n, sizeof *x);
    float *got = (float *)arena_array(&arena, n + 64, sizeof *x) + shift;
    for (size_t e = 0; e < n; e++) x[e] = (float)rng_unit(&rng);
    KernelsTables tables = kernels_tables(&pe, c.p0, c.T, &arena);
    kernels_turn(kernels, &tables, c.heads, c.dim, x, got);
    kernels_turn(kernels_at(0), &tables, c.heads, c.dim, x, want);
    CHECK_NEAR(find_difference(got, want, n), 0, 8 * UNIT * sqrt(2));
    int keys = shift ? 1040 : 1016 + c.dim % 16; // 1024 or not a multiple of a line
    KernelsDots job = {x, x + 512, 1033, keys, 3, 0.5f};
    kernels_dots(kernels, job, &arena, got);
    kernels_dots(kernels_at(0), job, &arena, want);
    CHECK_NEAR(find_difference(got, want, (size_t)(1033 * keys)), 0, 2 * (3 + 2) * UNIT * 0.5 * 3);
    arena_free(&arena);
}

static void rows_of_tables_depend_on_position_alone(void) {
    Arena arena = {0};
    Pe pe;
    open_scheme(&pe, &CASES[0], &arena);
    size_t row = (size_t)pe.pairs;
    // So far that another splitting of the angles would show.
    KernelsTables whole = kernels_tables(&pe, 1000000, 300, &arena);
    KernelsTables part = kernels_tables(&pe, 1000101, 150, &arena);
    CHECK(find_difference(whole.cosines + 101 * row, part.cosines, 150 * row) == 0);
    CHECK(find_difference(whole.sines + 101 * row, part.sines, 150 * row) == 0);
    CHECK(whole.T == 300 && whole.pairs == 64 && whole.layout == PE_HALF_SPLIT);
    arena_free(&arena);
}

static void measuring_does_what_it_says(const Kernels *kernels) {
    Arena arena = {0};
    Rng rng = {3};
    float *x = any_floats(&arena, &rng, 1003);
    Guarded out = guarded(&arena, 1003);
    float *aligned = arena_array(&arena, 1003, sizeof *aligned);
    kernels_copy(kernels, x, 1003, out.at);
    kernels_copy(kernels, x, 1003, aligned);
    CHECK(is_whole(out) && find_difference(x, out.at, 1003) == 0);
    CHECK(find_difference(x, aligned, 1003) == 0);
    // Every lane of every sum has halved its distance from 2 a hundred times.
    double want = 2.0 * KERNELS_SPIN * kernels_lanes(kernels);
    CHECK_NEAR((double)kernels_spin(kernels, 100), want, 1e-3);
    arena_free(&arena);
}

static void test_path(const Kernels *kernels) {
    static const int SIZES[][3] = {{1, 1, 1},    {6, 64, 64},  {5, 3, 7},     {7, 65, 64},
                                   {13, 31, 33}, {97, 130, 8}, {12, 16, 128}, {200, 17, 3}};
    for (size_t s = 0; s < sizeof SIZES / sizeof SIZES[0]; s++) {
        dots_equal_double(kernels, SIZES[s][0], SIZES[s][1], SIZES[s][2]);
    }
    for (int c = 0; c < CASE_COUNT; c++) {
        Arena arena = {0};
        Pe pe;
        open_scheme(&pe, &CASES[c], &arena);
        turned_vectors_equal_the_scheme(kernels, &pe, &CASES[c], &arena);
        if (CASES[c].p0 + CASES[c].T < PE_POSITION_MAX) {
            logits_equal_double(kernels, &pe, &CASES[c], &arena);
        }
        arena_free(&arena);
    }
    for (size_t c = 0; c < sizeof LARGE / sizeof LARGE[0]; c++) {
        large_blocks_equal_the_scalar_path(kernels, LARGE[c], 0);
    }
    large_blocks_equal_the_scalar_path(kernels, LARGE[0], 5);
    measuring_does_what_it_says(kernels);
}

int main(void) {
    CHECK(kernels_count() >= 2);
    CHECK_TEXT(kernels_name(kernels_at(0)), "scalar");
    CHECK(kernels_best() == kernels_at(kernels_count() - 1));
    CHECK(kernels_find("no such path") == NULL);
    rows_of_tables_depend_on_position_alone();
    for (int c = 0; c < CASE_COUNT; c++) {
        Arena arena = {0};
        Pe pe;
        open_scheme(&pe, &CASES[c], &arena);
        tables_equal_the_closed_form(&pe, &CASES[c], &arena);
        arena_free(&arena);
    }
    for (int i = 0; i < kernels_count(); i++) {
        int failed = test_failed;
        CHECK(kernels_find(kernels_name(kernels_at(i))) == kernels_at(i));
        test_path(kernels_at(i));
        if (test_failed > failed) {
            fprintf(stderr, "    on the path %s\n", kernels_name(kernels_at(i)));
        }
    }
    return test_end();
}
