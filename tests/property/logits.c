// Laws of the logit stages and their maps, for every scheme of the table over random parameters and windows.
#include "engine/logits.h"

#include "base/num.h"
#include "engine/attend.h"
#include "support/any_scheme.h"

enum { ROUNDS = 24, TOKENS_MAX = 60 };

static int below(Rng *rng, int n) {
    return (int)rng_below(rng, (uint32_t)n);
}

static LogitView any_view(const Pe *pe, Rng *rng) {
    return (LogitView){.stage = (LogitStage)below(rng, STAGE_COUNT),
                       .content = (LogitContent)below(rng, CONTENT_COUNT),
                       .causal = below(rng, 2) == 1,
                       .head = below(rng, pe->H),
                       .D = 1 + below(rng, 24),
                       .n = 2 + below(rng, TOKENS_MAX - 2),
                       .seed = rng_next(rng)};
}

static MapWindow any_window(int n, Rng *rng) {
    MapWindow w = {.i0 = below(rng, n), .j0 = below(rng, n)};
    w.i1 = w.i0 + 1 + below(rng, n - w.i0);
    w.j1 = w.j0 + 1 + below(rng, n - w.j0);
    w.rows = 1 + below(rng, w.i1 - w.i0);
    w.cols = 1 + below(rng, w.j1 - w.j0);
    return w;
}

// Prints the view of a law that does not hold.
static void law(bool holds, const Pe *pe, const LogitView *v, const char *what) {
    any_law(holds, pe, what);
    if (!holds) {
        fprintf(stderr, "    stage %d content %d causal %d head %d D %d n %d\n", (int)v->stage,
                (int)v->content, v->causal, v->head, v->D, v->n);
    }
}

static bool same(double a, double b, double tolerance) {
    return isnan(a) ? isnan(b) : fabs(a - b) <= tolerance;
}

// The whole matrix, (n, n).
static double *fill_matrix(const Pe *pe, const LogitView *view, Arena *arena) {
    double *full = arena_array(arena, (size_t)view->n * (size_t)view->n, sizeof(double));
    for (int i = 0; i < view->n; i++) logits_row(pe, view, i, arena, full + (ptrdiff_t)i * view->n);
    return full;
}

static void rows_and_cells_agree(const Pe *pe, const LogitView *view, const double *full,
                                 Rng *rng) {
    int i = below(rng, view->n), j = below(rng, view->n);
    double cell = logits_at(pe, view, i, j), in_row = full[(ptrdiff_t)i * view->n + j];
    law(same(cell, in_row, 1e-12 * (1 + fabs(cell))), pe, view, "one cell equals its row's");
    bool gone = logits_masked(pe, view, i, j) || (pe->rows && (i >= pe->rows || j >= pe->rows));
    law(isnan(cell) == gone, pe, view, "NaN exactly where masked or without a row");
}

static void softmax_rows_sum_to_one(const Pe *pe, const LogitView *view, const double *full) {
    for (int i = 0; view->stage == STAGE_SOFTMAX && i < view->n; i++) {
        double sum = 0;
        bool exists = false; // beyond a table's end, or dropped, a query sees nothing
        for (int j = 0; j < view->n; j++) {
            double share = full[(ptrdiff_t)i * view->n + j];
            sum += isnan(share) ? 0 : share;
            exists = exists || !logits_masked(pe, view, i, j);
        }
        exists = exists && (!pe->rows || i < pe->rows);
        law(fabs(sum - exists) < 1e-12, pe, view, "a softmax row sums to 1");
    }
}

// The unmasked entries of a cell: mean, and the largest size among them.
static double mean_cell(const double *full, int n, MapWindow cell, double *most) {
    double sum = 0, count = 0;
    *most = 0;
    for (int i = cell.i0; i < cell.i1; i++) {
        for (int j = cell.j0; j < cell.j1; j++) {
            double value = full[(ptrdiff_t)i * n + j];
            if (isnan(value)) continue;
            sum += value;
            count++;
            *most = fmax(*most, fabs(value));
        }
    }
    return count > 0 ? sum / count : (double)NAN;
}

static double raw_size(const Pe *pe, const LogitView *view) {
    LogitView random = *view;
    random.content = CONTENT_RANDOM;
    random.stage = STAGE_RAW;
    return logits_reach(pe, &random);
}

static void a_bias_is_all_that_a_bias_scheme_changes(const Pe *pe, const LogitView *view,
                                                     Rng *rng) {
    const PeScheme *scheme = pe->scheme;
    bool more = scheme->embed || scheme->turn || scheme->relate || scheme->weigh;
    if (view->content != CONTENT_EFFECT || view->stage != STAGE_BIAS || !scheme->bias) return;
    if (more) return;
    int i = below(rng, view->n), j = below(rng, view->n);
    double effect = logits_at(pe, view, i, j), bias = 0;
    pe->scheme->bias(pe, view->head, i, j, 1, &bias);
    if (isnan(effect)) return;
    law(fabs(effect - bias) < 1e-9, pe, view, "the effect of a bias scheme is its bias");
}

static void a_map_is_a_mean(const Pe *pe, const LogitView *view, const double *full, MapWindow w) {
    Arena scratch = {0};
    float *out = arena_array(&scratch, (size_t)w.rows * (size_t)w.cols, sizeof(float));
    logits_map(pe, view, w, &scratch, out);
    bool ok = true;
    for (int r = 0; r < w.rows; r++) {
        for (int c = 0; c < w.cols; c++) {
            MapWindow cell = {(int)num_edge(w.i0, w.i1, w.rows, r),
                              (int)num_edge(w.i0, w.i1, w.rows, r + 1),
                              (int)num_edge(w.j0, w.j1, w.cols, c),
                              (int)num_edge(w.j0, w.j1, w.cols, c + 1),
                              1,
                              1};
            double most = 0, want = mean_cell(full, view->n, cell, &most),
                   got = (double)out[r * w.cols + c];
            // An effect is a difference of two floats as large as random logits become.
            if (view->content == CONTENT_EFFECT) most = fmax(most, raw_size(pe, view));
            double tolerance =
                view->stage == STAGE_SOFTMAX ? 1e-6 * fabs(want) + 1e-18 : 1e-6 * most + 1e-9;
            if (ok && !same(want, got, tolerance)) {
                fprintf(stderr, "    cell %d %d: got %.12g, want %.12g\n", r, c, got, want);
                ok = false;
            }
        }
    }
    law(ok, pe, view, "a map shows the mean of each cell");
    arena_free(&scratch);
}

static void a_fine_map_is_the_matrix(const Pe *pe, const LogitView *view, const double *full) {
    a_map_is_a_mean(pe, view, full, (MapWindow){0, view->n, 0, view->n, view->n, view->n});
}

static void more_tokens_change_nothing(const Pe *pe, const LogitView *view, Rng *rng) {
    if (view->stage == STAGE_SOFTMAX && !view->causal && pe->least != 0) {
        return; // every key counts there
    }
    LogitView longer = *view;
    longer.n = view->n + 1 + below(rng, 50);
    int i = below(rng, view->n), j = below(rng, view->n);
    double before = logits_at(pe, view, i, j), after = logits_at(pe, &longer, i, j);
    law(same(before, after, 0), pe, view, "more tokens change nothing that was there");
    law(logits_reach(pe, view) == logits_reach(pe, &longer), pe, view,
        "the colour range ignores n");
    law(logits_reach(pe, view) > 0, pe, view, "the colour range is not empty");
}

static void diagonals_are_constant_where_claimed(const Pe *pe, const LogitView *view,
                                                 const double *full) {
    bool mixes = pe->scheme->embed && view->content != CONTENT_POSITION;
    if (!pe->relative || mixes || view->content >= CONTENT_RANDOM || view->stage == STAGE_SOFTMAX) {
        return;
    }
    bool constant = true;
    for (int i = 1; i < view->n; i++) {
        for (int j = 1; j < view->n; j++) {
            double here = full[(ptrdiff_t)i * view->n + j],
                   before = full[(ptrdiff_t)(i - 1) * view->n + j - 1];
            constant = constant && same(here, before, 1e-10 * (1 + fabs(here)));
        }
    }
    law(constant, pe, view, "diagonals are constant");
}

static void position_alone_stays_within_reach(const Pe *pe, const LogitView *view,
                                              const double *full) {
    bool grows =
        pe->growth || (pe->near && !pe->relative); // with distance, or with the query's position
    if (view->content >= CONTENT_RANDOM || view->content == CONTENT_EQUAL || grows) return;
    // What falls for ever is shown down to a floor.
    bool beyond = pe->scheme->bias &&
                  !pe->relative; // FIRE: keys after the query may lie further than its text
    if (pe->slope || pe->bias_reach == 12.0 || beyond) return;
    double reach = logits_reach(pe, view) * (1 + 1e-9);
    bool inside = true;
    // One sine more than cosines (odd width) may pass half the width by half a feature.
    if (pe->D % 2) reach *= 1 + 1.0 / pe->D;
    for (int at = 0; at < view->n * view->n; at++) inside = inside && !(fabs(full[at]) > 2 * reach);
    law(inside, pe, view, "position alone does not leave the colour range far behind");
}

// Stages recomputed from the tokens of a random view by the functions that take vectors from outside.
static void random_tokens_are_standard_normal(void) {
    Pe pe;
    Arena arena = {0};
    pe_init(&pe, pe_scheme_find("nope"));
    CHECK(pe_prepare(&pe, &arena, NULL));
    LogitView view = {.stage = STAGE_RAW, .content = CONTENT_RANDOM, .D = 64, .n = 200, .seed = 3};
    double sum = 0, squares = 0, *full = fill_matrix(&pe, &view, &arena);
    for (int at = 0; at < 200 * 200; at++) {
        sum += full[at];
        squares += full[at] * full[at];
    }
    CHECK_NEAR(sum / 40000, 0, 0.05); // ⟨q, k⟩/√D has mean 0 and variance 1
    CHECK_NEAR(squares / 40000, 1, 0.05);
    arena_free(&arena);
}

static void far_windows_agree_with_single_cells(Rng *rng) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        Arena arena = {0};
        Pe pe;
        pe_init(&pe, pe_scheme_at(s));
        CHECK(pe_prepare(&pe, &arena, NULL));
        LogitView view = {.stage = (LogitStage)below(rng, 3),
                          .content = (LogitContent)below(rng, 3),
                          .D = 8,
                          .n = 2000000};
        MapWindow w = {1999900, 1999930, 1999800, 1999920, 30, 120};
        float out[30 * 120];
        logits_map(&pe, &view, w, &arena, out);
        for (int t = 0; t < 20; t++) {
            int r = below(rng, 30), c = below(rng, 120);
            double want = logits_at(&pe, &view, w.i0 + r, w.j0 + c);
            law(same((double)out[r * 120 + c], want, 1e-6 * (1 + fabs(want))), &pe, &view,
                "far windows are exact");
        }
        arena_free(&arena);
    }
}

static void coarse_far_maps_equal_sums_of_fine_ones(void) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        Arena arena = {0};
        Pe pe;
        pe_init(&pe, pe_scheme_at(s));
        CHECK(pe_prepare(&pe, &arena, NULL));
        LogitView view = {.stage = STAGE_BIAS, .content = CONTENT_POSITION, .D = 8, .n = 100000};
        float out[8 * 8], *fine = arena_array(&arena, 512 * 512, sizeof(float));
        MapWindow whole = {0, 65536, 0, 65536, 8, 8}; // beyond a run of distances
        if (logits_map_cost(&pe, &view, whole) > 2e7) {
            arena_free(&arena);
            continue;
        }
        logits_map(&pe, &view, whole, &arena, out);
        logits_map(&pe, &view, (MapWindow){0, 8192, 8192, 16384, 512, 512}, &arena, fine);
        double sum = 0;
        for (int at = 0; at < 512 * 512; at++) sum += (double)fine[at];
        double want = sum / (512 * 512), got = (double)out[1];
        bool gone = pe.rows > 0;
        law(gone ? isnan(got) : same(got, want, 1e-5 * (1 + fabs(want))), &pe, &view,
            "both ways of averaging agree");
        arena_free(&arena);
    }
}

static void check_round(const Pe *pe, Rng *rng) {
    Arena arena = {0};
    LogitView view = any_view(pe, rng);
    const double *full = fill_matrix(pe, &view, &arena);
    rows_and_cells_agree(pe, &view, full, rng);
    softmax_rows_sum_to_one(pe, &view, full);
    a_fine_map_is_the_matrix(pe, &view, full);
    for (int t = 0; t < 4; t++) a_map_is_a_mean(pe, &view, full, any_window(view.n, rng));
    more_tokens_change_nothing(pe, &view, rng);
    a_bias_is_all_that_a_bias_scheme_changes(pe, &view, rng);
    diagonals_are_constant_where_claimed(pe, &view, full);
    position_alone_stays_within_reach(pe, &view, full);
    arena_free(&arena);
}

int main(void) {
    Rng rng = {20240608};
    for (int s = 0; s < pe_scheme_count(); s++) {
        for (int round = 0; round < ROUNDS; round++) {
            Arena arena = {0};
            Pe pe = any_scheme(pe_scheme_at(s), &rng, &arena);
            check_round(&pe, &rng);
            arena_free(&arena);
        }
    }
    random_tokens_are_standard_normal();
    for (int t = 0; t < 6; t++) far_windows_agree_with_single_cells(&rng);
    coarse_far_maps_equal_sums_of_fine_ones();
    return test_end();
}
