// Measures the engine: every figure is the median of several runs, every share is of what was measured in the same run.
#include "main/bench_engine.h"

#include "engine/logits.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RUNS = 11 };

// Sizes: the ones that the goals name, and small ones.
typedef struct Sizes {
    int tokens, heads, D; // of the rotated block
    int length;           // of queries and keys
    int near, far, cells; // tokens and cells of maps
    int spins, changes;
} Sizes;

static const Sizes WHOLE = {4096, 32, 128, 4096, 1024, 2097152, 1000, 2000000, 50};
static const Sizes SMALL = {64, 4, 128, 128, 128, 2097152, 100, 1000, 1};

enum { HEAD_DIM = 64 };

typedef struct Lab {
    const Kernels *kernels;
    Sizes size;
    Arena data, scratch;
    float *from, *to; // blocks of `floats`
    size_t floats;
    BenchEngine *out;
} Lab;

// Of processor time, so that what else the machine does counts as little as it can.
static double now_ms(void) {
    struct timespec time = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

typedef struct Runs {
    double at[RUNS];
} Runs;

// The new figure, for its goal.
static BenchFigure *add(Lab *lab, Runs runs, const char *id, const char *label, const char *unit) {
    BenchEngine *out = lab->out;
    assert(out->count < BENCH_ENGINE_FIGURES);
    qsort(runs.at, (size_t)out->runs, sizeof runs.at[0], by_size);
    BenchFigure *figure = &out->at[out->count++];
    *figure = (BenchFigure){.id = id,
                            .label = label,
                            .unit = unit,
                            .median = runs.at[out->runs / 2],
                            .least = runs.at[0],
                            .most = runs.at[out->runs - 1]};
    return figure;
}

static void reach_at_least(BenchFigure *figure, double goal) {
    figure->goal = goal;
    figure->at_least = true;
}

static void open_rope(Lab *lab, int D, Pe *pe) {
    pe_init(pe, pe_scheme_find("rope"));
    bool ok = pe_set(pe, "dim", D, NULL) && pe_prepare(pe, &lab->data, NULL);
    assert(ok && "RoPE of an even width");
    (void)ok;
}

// Milliseconds of copying the block, the faster of two ways.
static double copy_block(Lab *lab) {
    double from = now_ms();
    memcpy(lab->to, lab->from, lab->floats * sizeof(float));
    double plain = now_ms() - from;
    from = now_ms();
    kernels_copy(lab->kernels, lab->from, lab->floats, lab->to);
    return fmin(plain, now_ms() - from);
}

static double turn_block(Lab *lab, const Pe *pe) {
    double from = now_ms();
    KernelsTables tables = kernels_tables(pe, 0, lab->size.tokens, &lab->scratch);
    kernels_turn(lab->kernels, &tables, lab->size.heads, lab->size.D, lab->from, lab->to);
    double took = now_ms() - from;
    arena_reset(&lab->scratch);
    return took;
}

static void measure_rope(Lab *lab) {
    Pe pe;
    Runs copies, times, speeds, shares;
    open_rope(lab, lab->size.D, &pe);
    double megabytes = 2 * (double)(lab->floats * sizeof(float)) / 1e6; // read and written
    for (int run = -1; run < lab->out->runs; run++) {
        double copy = copy_block(lab), turn = turn_block(lab, &pe);
        if (run < 0) continue;
        copies.at[run] = megabytes / copy;
        times.at[run] = turn;
        speeds.at[run] = megabytes / turn;
        shares.at[run] = 100 * copy / turn;
    }
    add(lab, copies, "copy_gb_s", "copying 64 MiB, read and written", "GB/s");
    add(lab, times, "rope_ms", "RoPE tables and rotation, 4096 x 32 x 128", "ms");
    add(lab, speeds, "rope_gb_s", "  the same, read and written", "GB/s");
    reach_at_least(add(lab, shares, "rope_percent", "  of copying", "%"), 50);
}

// Billions of multiply-adds a second in registers.
static double find_peak(const Lab *lab) {
    double from = now_ms();
    volatile float sum = kernels_spin(lab->kernels, lab->size.spins);
    (void)sum;
    double count = (double)lab->size.spins * KERNELS_SPIN * kernels_lanes(lab->kernels);
    return count / (now_ms() - from) / 1e6;
}

static double find_logits(Lab *lab, const Pe *pe) {
    int length = lab->size.length;
    KernelsDots job = {
        lab->from, lab->from + (ptrdiff_t)length * HEAD_DIM, length, length, HEAD_DIM, 0.125f};
    double from = now_ms();
    kernels_logits(lab->kernels, pe, (KernelsSpots){0, 0}, job, &lab->scratch, lab->to);
    double took = now_ms() - from;
    arena_reset(&lab->scratch);
    return took;
}

static void measure_logits(Lab *lab) {
    Pe pe;
    Runs peaks, times, speeds, shares;
    open_rope(lab, HEAD_DIM, &pe);
    double count = (double)lab->size.length * lab->size.length * HEAD_DIM / 1e6;
    for (int run = -1; run < lab->out->runs; run++) {
        double peak = find_peak(lab), took = find_logits(lab, &pe);
        if (run < 0) continue;
        peaks.at[run] = peak;
        times.at[run] = took;
        speeds.at[run] = count / took;
        shares.at[run] = 100 * count / took / peak;
    }
    add(lab, peaks, "peak_gmadd_s", "multiply-adds in registers", "G/s");
    add(lab, times, "logits_ms", "logits 4096 x 4096, d = 64, RoPE on both", "ms");
    add(lab, speeds, "logits_gmadd_s", "  multiply-adds of the products", "G/s");
    reach_at_least(add(lab, shares, "logits_percent", "  of those in registers", "%"), 50);
}

static double find_map(Lab *lab, const Pe *pe, int n) {
    int cells = lab->size.cells;
    LogitView view = {.stage = STAGE_BIAS, .content = CONTENT_POSITION, .n = n};
    double from = now_ms();
    logits_map(pe, &view, (MapWindow){0, n, 0, n, cells, cells}, &lab->scratch, lab->to);
    double took = now_ms() - from;
    arena_reset(&lab->scratch);
    return took;
}

static void measure_maps(Lab *lab) {
    Pe pe;
    Runs far, near, ratios;
    open_rope(lab, HEAD_DIM, &pe);
    for (int run = -1; run < lab->out->runs; run++) {
        double of_near = find_map(lab, &pe, lab->size.near);
        double of_far = find_map(lab, &pe, lab->size.far);
        if (run < 0) continue;
        near.at[run] = of_near;
        far.at[run] = of_far;
        ratios.at[run] = of_far / of_near;
    }
    add(lab, near, "map_near_ms", "distance map 1000 x 1000, n = 1,024", "ms");
    add(lab, far, "map_far_ms", "distance map 1000 x 1000, n = 2,097,152", "ms")->goal = 2;
    add(lab, ratios, "map_ratio", "  times that at n = 1,024", "x")->goal = 1.2;
}

// Microseconds that a change of one parameter of a scheme costs.
static double find_change(Lab *lab, Pe *pe) {
    double from = now_ms();
    for (int change = 0; change < lab->size.changes; change++) {
        bool ok = pe_prepare(pe, &lab->scratch, NULL);
        assert(ok && "initial values are allowed");
        (void)ok;
        arena_reset(&lab->scratch);
    }
    return (now_ms() - from) * 1e3 / lab->size.changes;
}

// Of a scheme at 128 features, if it has a width.
static Runs find_changes(Lab *lab, const PeScheme *scheme) {
    Pe pe;
    Runs runs;
    pe_init(&pe, scheme);
    if (pe_param_index(scheme, "dim") >= 0) pe_set(&pe, "dim", 128, NULL);
    for (int run = -1; run < lab->out->runs; run++) {
        double took = find_change(lab, &pe);
        if (run >= 0) runs.at[run] = took;
    }
    return runs;
}

static double find_median(Runs runs, int count) {
    qsort(runs.at, (size_t)count, sizeof runs.at[0], by_size);
    return runs.at[count / 2];
}

// The slowest of all schemes but those that make up trained vectors (learned, Shaw): in use these are read, not computed.
static void measure_changes(Lab *lab) {
    Runs slowest = {{0}};
    int count = lab->out->runs;
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        bool vectors = scheme->synthetic && (scheme->embed || scheme->relate);
        if (!scheme->prepare || vectors) continue;
        Runs runs = find_changes(lab, scheme);
        if (find_median(runs, count) < find_median(slowest, count)) continue;
        slowest = runs;
        lab->out->slowest = scheme->id;
    }
    add(lab, slowest, "change_us", "after a change of a parameter, d = 128: slowest", "us")->goal =
        50;
}

// What JSON would have to escape is left out.
static void copy_name(const char *from, char out[BENCH_CPU_SIZE]) {
    int n = 0;
    for (; *from && n < BENCH_CPU_SIZE - 1; from++) {
        bool plain = *from >= ' ' && *from <= '~' && *from != '"' && *from != '\\';
        if (plain) out[n++] = *from;
    }
    out[n] = '\0';
}

// "model name : …" of the first processor.
static void find_cpu(char out[BENCH_CPU_SIZE]) {
    char line[256];
    copy_name("unknown", out);
    FILE *file = fopen("/proc/cpuinfo", "r");
    if (!file) return;
    while (fgets(line, sizeof line, file)) {
        const char *colon = strchr(line, ':');
        if (!colon || strncmp(line, "model name", 10) != 0) continue;
        copy_name(colon[1] == ' ' ? colon + 2 : colon + 1, out);
        break;
    }
    (void)fclose(file);
}

void bench_engine(const Kernels *kernels, bool quick, BenchEngine *out) {
    *out = (BenchEngine){
        .path = kernels_name(kernels), .slowest = "", .runs = quick ? 1 : RUNS, .quick = quick};
    find_cpu(out->cpu);
    Lab lab = {.kernels = kernels, .size = quick ? SMALL : WHOLE, .out = out};
    lab.floats = (size_t)lab.size.tokens * (size_t)lab.size.heads * (size_t)lab.size.D;
    lab.from = arena_array(&lab.data, lab.floats, sizeof(float));
    lab.to = arena_array(&lab.data, lab.floats, sizeof(float));
    for (size_t e = 0; e < lab.floats; e++) lab.from[e] = (float)(e % 1009) / 1009 - 0.5f;
    measure_rope(&lab);
    measure_logits(&lab);
    measure_maps(&lab);
    measure_changes(&lab);
    arena_free(&lab.scratch);
    arena_free(&lab.data);
}

static bool bench_reached(const BenchFigure *figure) {
    if (figure->goal <= 0) return true;
    return figure->at_least ? figure->median >= figure->goal : figure->median <= figure->goal;
}

void bench_engine_print(const BenchEngine *engine) {
    printf(
        "%s, vectors: %s; one thread, its processor time, the median of %d (least … most)%s.\n\n",
        engine->cpu, engine->path, engine->runs, engine->quick ? ", SMALL SIZES" : "");
    for (int i = 0; i < engine->count; i++) {
        const BenchFigure *figure = &engine->at[i];
        printf("%-46s %8.2f %-4s (%.2f … %.2f)", figure->label, figure->median, figure->unit,
               figure->least, figure->most);
        if (figure->goal > 0) {
            printf("  %s %s %g", bench_reached(figure) ? "reaches" : "MISSES ",
                   figure->at_least ? "at least" : "at most", figure->goal);
        }
        putchar('\n');
    }
    printf("%-46s %s\n", "  the slowest scheme there", engine->slowest);
}

void bench_engine_print_json(const BenchEngine *engine, int indent) {
    printf("{\n%*s  \"cpu\": \"%s\",\n%*s  \"vectors\": \"%s\",\n", indent, "", engine->cpu, indent,
           "", engine->path);
    printf("%*s  \"runs\": %d,\n%*s  \"small_sizes\": %s,\n%*s  \"slowest_scheme\": \"%s\"", indent,
           "", engine->runs, indent, "", engine->quick ? "true" : "false", indent, "",
           engine->slowest);
    for (int i = 0; i < engine->count; i++) {
        const BenchFigure *figure = &engine->at[i];
        printf(",\n%*s  \"%s\": {\"median\": %.4g, \"least\": %.4g, \"most\": %.4g", indent, "",
               figure->id, figure->median, figure->least, figure->most);
        if (figure->goal > 0) {
            printf(", \"%s\": %g, \"reached\": %s", figure->at_least ? "at_least" : "at_most",
                   figure->goal, bench_reached(figure) ? "true" : "false");
        }
        putchar('}');
    }
    printf("\n%*s}", indent, "");
}
