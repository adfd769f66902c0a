// What maps are put together from: counted pairs, waves, kinds of cells, and shares of rows.
#include "base/num.h"
#include "base/rng.h"
#include "engine/attend.h"
#include "engine/block.h"
#include "engine/distance_mean.h"
#include "engine/lattice.h"
#include "engine/shares.h"
#include "support/test.h"

#include <stdlib.h>

static int below(Rng *rng, int n) {
    return (int)rng_below(rng, (uint32_t)n);
}

static void pairs_are_counted_exactly(Rng *rng) {
    for (int round = 0; round < 400; round++) {
        PeBlock b = {.offset = below(rng, 60) - 30,
                     .queries = 1 + below(rng, 12),
                     .keys = 1 + below(rng, 12),
                     .least = below(rng, 50) - 30};
        b.most = b.least + below(rng, 40);
        int64_t pairs = 0, distances = 0;
        for (int64_t u = 0; u < b.queries; u++) {
            for (int64_t v = 0; v < b.keys; v++) {
                int64_t d = b.offset + u - v;
                if (d < b.least || d > b.most) continue;
                pairs++;
                distances += d;
            }
        }
        CHECK(block_pairs(b) == pairs);
        CHECK(block_distances(b) == (double)distances);
    }
}

// n·(n+1)/2 pairs at or before the query, whose distances sum to (n − 1)·n·(n + 1)/6.
static void the_largest_triangle_does_not_overflow(void) {
    int64_t n = 2097152;
    PeBlock b = {.queries = n, .keys = n, .least = 0, .most = n};
    CHECK(block_pairs(b) == n * (n + 1) / 2);
    double want = (double)(n - 1) * (double)n / 6 * (double)(n + 1);
    CHECK_NEAR(block_distances(b) / want, 1, 1e-15);
    b.least = -n;
    CHECK(block_pairs(b) == n * n && block_distances(b) == 0);
}

static Pe make(const char *id, Arena *arena) {
    Pe pe;
    pe_init(&pe, pe_scheme_find(id));
    CHECK(pe_prepare(&pe, arena, NULL));
    return pe;
}

// A wave at 2^53-rounded angles, by the definition.
static double sum_waves(const Pe *pe, const double *weight, int64_t d) {
    double sum = 0;
    for (int m = 0; m < pe->pairs; m++) {
        double size = pe->growth ? exp(pe->growth[m] * (double)d) : 1;
        sum += weight[m] * size * cos((double)d * pe->freq[m]);
    }
    return sum;
}

static void waves_are_what_they_say(const char *id, Rng *rng) {
    Arena arena = {0};
    Pe pe = make(id, &arena);
    double v[PE_DIM_MAX], run[300];
    for (int f = 0; f < pe.D; f++) v[f] = rng_normal(rng);
    Waves waves = waves_open(&pe, v, 16000000, &arena);
    int64_t starts[] = {-150, 0, 1000, 2000000, 15999000};
    for (int s = 0; s < 5; s++) {
        bool near = starts[s] <= 1000 && starts[s] >= 0;
        waves_run(&waves, starts[s], 300, run);
        for (int t = 0; t < 300; t += 7) {
            double one = 0, want = waves.constant + sum_waves(&pe, waves.weight, starts[s] + t);
            waves_run(&waves, starts[s] + t, 1, &one);
            CHECK(one == run[t]); // where a run begins does not matter
            CHECK_NEAR(one, want, (near ? 1e-11 : 1e-7) * (1 + fabs(want)));
        }
    }
    arena_free(&arena);
}

static void means_of_waves_are_means(const char *id, Rng *rng) {
    Arena arena = {0};
    Pe pe = make(id, &arena);
    double v[PE_DIM_MAX], run[1200];
    for (int f = 0; f < pe.D; f++) v[f] = rng_normal(rng);
    Waves waves = waves_open(&pe, v, 100000, &arena);
    for (int round = 0; round < 60; round++) {
        int queries = 1 + below(rng, 200), keys = 1 + below(rng, 200),
            base = below(rng, 1000) - 300;
        WaveCells cells = waves_cells(&waves, queries, keys, &arena);
        int code = below(rng, 8);
        PeBlock b = {.offset = base + (code & 1),
                     .queries = queries + (code >> 2),
                     .keys = keys + (code >> 1 & 1)};
        double sum = 0, size = 0;
        int count = (int)(b.queries + b.keys - 1);
        waves_run(&waves, block_first(b), count, run);
        for (int t = 0; t < count; t++) {
            b.least = b.most = block_first(b) + t;
            sum += (double)block_pairs(b) * run[t];
            size += (double)block_pairs(b) * fabs(run[t]);
        }
        double pairs = (double)(b.queries * b.keys);
        CHECK_NEAR(waves_mean(&cells, base, code), sum / pairs, 1e-12 * (size / pairs + 1));
    }
    arena_free(&arena);
}

// v with what the scheme does to it at a position: out (D).
static void place(const Pe *pe, PeSide side, const double *v, int position, double *out) {
    for (int f = 0; f < pe->D; f++) out[f] = pe->scheme->embed ? 0 : v[f];
    if (pe->scheme->embed) pe->scheme->embed(pe, position, 1, out);
    if (pe->scheme->turn) pe->scheme->turn(pe, (PeTurn){side, false}, position, 1, out);
}

static void check_meeting(const Pe *pe, const double *v, int i, int j) {
    double a[PE_DIM_MAX], b[PE_DIM_MAX], value = 0, dot = 0, size = 0;
    Arena arena = {0};
    place(pe, PE_QUERY, v, i, a);
    place(pe, PE_KEY, v, j, b);
    for (int f = 0; f < pe->D; f++) {
        dot += a[f] * b[f];
        size += fabs(a[f] * b[f]);
    }
    Waves waves = waves_open(pe, pe->scheme->embed ? NULL : v, 500, &arena);
    waves_run(&waves, i - j, 1, &value);
    CHECK_NEAR(value, dot, 1e-12 * (1 + size));
    arena_free(&arena);
}

static void turned_vectors_meet_as_their_waves_say(Rng *rng) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        Arena arena = {0};
        Pe pe = make(pe_scheme_at(s)->id, &arena);
        double v[PE_DIM_MAX] = {0};
        for (int f = 0; f < pe.D; f++) v[f] = rng_normal(rng);
        bool placed = pe.scheme->embed || pe.scheme->turn; // else they are the waves of a bias
        for (int round = 0; placed && pe.scheme->waves && pe.relative && round < 20; round++) {
            int i = below(rng, 500), j = below(rng, 500);
            if (!pe.near || abs(i - j) < pe.near) check_meeting(&pe, v, i, j);
        }
        arena_free(&arena);
    }
}

static void cells_find_their_kind(Rng *rng) {
    for (int round = 0; round < 300; round++) {
        MapWindow w = {.i0 = below(rng, 50), .j0 = below(rng, 50)};
        w.rows = 1 + below(rng, 20);
        w.cols = below(rng, 2) ? w.rows : 1 + below(rng, 20);
        w.i1 = w.i0 + w.rows + below(rng, 60);
        w.j1 = w.j0 + w.cols + below(rng, 60);
        Lattice l = lattice_of(w);
        bool ok = true;
        for (int cell = 0; cell < w.rows * w.cols; cell++) {
            int r = cell / w.cols, c = cell % w.cols;
            int64_t i = num_edge(w.i0, w.i1, w.rows, r), j = num_edge(w.j0, w.j1, w.cols, c);
            int64_t height = num_edge(w.i0, w.i1, w.rows, r + 1) - i,
                    width = num_edge(w.j0, w.j1, w.cols, c + 1) - j, k = l.p * r - l.q * c;
            int64_t row = lattice_row_part(&l, r), col = lattice_col_part(&l, c);
            int code = lattice_row_code(&l, row) + lattice_col_code(&l, col) + (row < col);
            ok = ok && height == l.height + (code >> 2) && width == l.width + (code >> 1 & 1);
            ok = ok && i - j == lattice_base(&l, k) + (code & 1);
            ok = ok && (lattice_codes(&l, k) >> code & 1) && k >= l.least && k <= l.most;
        }
        CHECK(ok);
    }
}

// Rows whose largest logit is never the same: gathered outwards, or all at once.
static void shares_are_a_softmax(void) {
    Arena arena = {0};
    Pe pe = make("xpos", &arena);
    LogitView view = {.stage = STAGE_SOFTMAX, .content = CONTENT_ONES, .n = 300};
    Distance f = distance_open(&pe, &view, DISTANCE_LOGIT, view.n, &arena);
    Shares shares = shares_open(&f, 100, 103, view.n, &arena);
    for (int i = 100; i < 103; i++) {
        double row[300];
        Share share = shares_row(&shares, i);
        distance_run(&f, i - 299, 300, row);
        double last = row[299 - i], got = shares_of(share, last); // of key i
        attend_softmax(row, 300);
        CHECK_NEAR(got / row[299 - i], 1, 1e-12);
    }
    arena_free(&arena);
}

// Queries × keys of what a scheme tells as distances, cell by cell.
static void told_distances_are_averaged(const char *id, Rng *rng) {
    Arena arena = {0};
    Pe pe = make(id, &arena);
    int p0 = below(rng, 30), n = 41, rows = 1 + below(rng, n), cols = 1 + below(rng, n);
    float out[41 * 41];
    pe_encode_map(&pe, p0, p0 + n, rows, cols, out);
    bool ok = true;
    for (int cell = 0; cell < rows * cols; cell++) {
        int r = cell / cols, c = cell % cols;
        double sum = 0, count = 0;
        for (int64_t i = num_edge(p0, p0 + n, rows, r); i < num_edge(p0, p0 + n, rows, r + 1);
             i++) {
            for (int64_t j = num_edge(p0, p0 + n, cols, c); j < num_edge(p0, p0 + n, cols, c + 1);
                 j++) {
                double one = 0;
                pe.scheme->distance(&pe, i, j, 1, &one);
                if (isnan(one)) continue;
                sum += one;
                count++;
            }
        }
        double got = (double)out[cell];
        ok = ok && (count > 0 ? fabs(got - sum / count) <= 1e-6 * (1 + fabs(got)) : isnan(got));
    }
    CHECK(ok);
    arena_free(&arena);
}

static double find_cost(const char *id, LogitStage stage, LogitContent content, int n) {
    Arena arena = {0};
    Pe pe = make(id, &arena);
    LogitView view = {.stage = stage, .content = content, .D = 64, .n = n};
    int cells = n < 500 ? n : 500;
    double cost = logits_map_cost(&pe, &view, (MapWindow){0, n, 0, n, cells, cells});
    arena_free(&arena);
    return cost;
}

static void a_cost_is_known_before(void) {
    int far = 2097152;
    // What has a closed form does not grow with the text, what looks at tokens does, and at logits does twice.
    CHECK_NEAR(find_cost("rope", STAGE_RAW, CONTENT_POSITION, far) /
                   find_cost("rope", STAGE_RAW, CONTENT_POSITION, 1000),
               1, 0.2);
    CHECK_NEAR(find_cost("rope", STAGE_RAW, CONTENT_RANDOM, far) /
                   find_cost("rope", STAGE_RAW, CONTENT_RANDOM, far / 2),
               2, 0.1);
    CHECK_NEAR(find_cost("rope", STAGE_SOFTMAX, CONTENT_RANDOM, 100000) /
                   find_cost("rope", STAGE_SOFTMAX, CONTENT_RANDOM, 50000),
               4, 0.1);
    CHECK_NEAR(find_cost("fire", STAGE_BIAS, CONTENT_POSITION, 4000) /
                   find_cost("fire", STAGE_BIAS, CONTENT_POSITION, 2000),
               4, 0.1);
    CHECK(find_cost("rope", STAGE_RAW, CONTENT_EFFECT, 3000) >
          find_cost("rope", STAGE_RAW, CONTENT_RANDOM, 3000));
}

int main(void) {
    Rng rng = {42};
    pairs_are_counted_exactly(&rng);
    the_largest_triangle_does_not_overflow();
    waves_are_what_they_say("rope", &rng);
    waves_are_what_they_say("rope_p", &rng);
    means_of_waves_are_means("rope", &rng);
    means_of_waves_are_means("rope_p", &rng);
    means_of_waves_are_means("xpos", &rng);
    turned_vectors_meet_as_their_waves_say(&rng);
    cells_find_their_kind(&rng);
    shares_are_a_softmax();
    for (int round = 0; round < 20; round++) {
        told_distances_are_averaged("rerope", &rng);
        told_distances_are_averaged("sliding_window", &rng);
        told_distances_are_averaged("self_extend", &rng);
    }
    a_cost_is_known_before();
    return test_end();
}
