// Maps of any length, for every scheme of the table: single tokens equal the matrix to the last bit, cells equal the mean
// over it to 1e-9, and every zoom level equals the mean of the next.
#include "base/num.h"
#include "engine/attend.h"
#include "engine/block.h"
#include "engine/map.h"
#include "support/any_scheme.h"

enum { ROUNDS = 10, FAR_END = 2097152 };

static int below(Rng *rng, int n) {
    return (int)rng_below(rng, (uint32_t)n);
}

static void law(bool holds, const Pe *pe, const LogitView *v, const char *what) {
    any_law(holds, pe, what);
    if (!holds) {
        fprintf(stderr, "    stage %d content %d causal %d head %d D %d n %d\n", (int)v->stage,
                (int)v->content, v->causal, v->head, v->D, v->n);
    }
}

static LogitView any_view(const Pe *pe, int n, Rng *rng) {
    return (LogitView){.stage = (LogitStage)below(rng, STAGE_COUNT),
                       .content = (LogitContent)below(rng, CONTENT_COUNT),
                       .causal = below(rng, 2) == 1,
                       .head = below(rng, pe->H),
                       .D = 1 + below(rng, 8),
                       .n = n,
                       .seed = rng_next(rng)};
}

// A span of at most `most` tokens of n: where it begins.
static int any_span(int n, int most, Rng *rng, int *end) {
    int length = 1 + below(rng, n < most ? n : most), start = below(rng, n - length + 1);
    *end = start + length;
    return start;
}

static MapWindow any_window(int n, int most, Rng *rng) {
    MapWindow w = {0};
    w.i0 = any_span(n, most, rng, &w.i1);
    w.j0 = any_span(n, most, rng, &w.j1);
    if (below(rng, 2)) { // about the diagonal
        w.j0 = w.i0;
        w.j1 = w.i1;
    }
    return w;
}

static bool same_bits(double a, double b) {
    return isnan(a) ? isnan(b) : a == b;
}

// Rows of the matrix that a window looks at: (i1 − i0, n).
static double *fill_rows(const Pe *pe, const LogitView *view, MapWindow w, Arena *arena) {
    double *rows = arena_array(arena, (size_t)(w.i1 - w.i0) * (size_t)view->n, sizeof(double));
    for (int i = w.i0; i < w.i1; i++) {
        logits_row(pe, view, i, arena, rows + (ptrdiff_t)(i - w.i0) * view->n);
    }
    return rows;
}

static void single_tokens_are_the_matrix(const Pe *pe, const LogitView *view, MapWindow w,
                                         const double *rows, Arena *arena) {
    w.rows = w.i1 - w.i0;
    w.cols = w.j1 - w.j0;
    size_t cells = (size_t)w.rows * (size_t)w.cols;
    double *exact = arena_array(arena, cells, sizeof *exact);
    float *rounded = arena_array(arena, cells, sizeof *rounded);
    map_fill(pe, view, w, arena, exact);
    logits_map(pe, view, w, arena, rounded);
    bool same = true, round = true;
    for (size_t at = 0; at < cells; at++) {
        int i = (int)at / w.cols, j = w.j0 + (int)at % w.cols;
        double want = rows[(ptrdiff_t)i * view->n + j];
        same = same && same_bits(exact[at], want);
        round = round && same_bits((double)rounded[at], (double)(float)want);
    }
    law(same, pe, view, "single tokens are the matrix");
    law(round, pe, view, "and its rounding");
}

static void cells_are_means(const Pe *pe, const LogitView *view, MapWindow w, const double *rows,
                            Arena *arena) {
    double *got = arena_array(arena, (size_t)w.rows * (size_t)w.cols, sizeof *got);
    map_fill(pe, view, w, arena, got);
    // An effect is the difference of two logits, and as exact as these.
    LogitView random = *view;
    random.content = CONTENT_RANDOM;
    double own = view->content == CONTENT_EFFECT ? logits_reach(pe, &random) : 0, worst = 0;
    bool gone = true;
    for (int cell = 0; cell < w.rows * w.cols; cell++) {
        double sum = 0, size = 0, count = 0;
        int r = cell / w.cols, c = cell % w.cols, i1 = (int)num_edge(w.i0, w.i1, w.rows, r + 1),
            j1 = (int)num_edge(w.j0, w.j1, w.cols, c + 1);
        for (int i = (int)num_edge(w.i0, w.i1, w.rows, r); i < i1; i++) {
            for (int j = (int)num_edge(w.j0, w.j1, w.cols, c); j < j1; j++) {
                double value = rows[(ptrdiff_t)(i - w.i0) * view->n + j];
                if (isnan(value)) continue;
                sum += value;
                size += fabs(value) + own;
                count++;
            }
        }
        gone = gone && isnan(got[cell]) == (count == 0);
        if (count > 0) worst = fmax(worst, fabs(got[cell] * count - sum) / (size + 1e-280));
    }
    if (worst > 1e-9) fprintf(stderr, "    off by %g, %d x %d cells\n", worst, w.rows, w.cols);
    law(worst <= 1e-9, pe, view, "cells are means");
    law(gone, pe, view, "cells without a logit are NaN");
}

static void check_window(const Pe *pe, const LogitView *view, MapWindow w, Rng *rng) {
    Arena arena = {0};
    const double *rows = fill_rows(pe, view, w, &arena);
    single_tokens_are_the_matrix(pe, view, w, rows, &arena);
    for (int zoom = 0; zoom < 3; zoom++) {
        w.rows = 1 + below(rng, w.i1 - w.i0);
        w.cols = 1 + below(rng, w.j1 - w.j0);
        if (zoom == 0 && w.cols > w.rows && w.j1 - w.j0 == w.i1 - w.i0) w.cols = w.rows;
        cells_are_means(pe, view, w, rows, &arena);
    }
    arena_free(&arena);
}

static void far_tokens_are_the_matrix(const Pe *pe, Rng *rng) {
    Arena arena = {0};
    LogitView view = any_view(pe, FAR_END, rng);
    view.stage = (LogitStage)below(rng, STAGE_SOFTMAX);
    int i0 = below(rng, 2) ? FAR_END - 12 : below(rng, FAR_END - 12);
    MapWindow w = {i0, i0 + 9, i0 - 3 > 0 ? i0 - 3 : 0, i0 + 8, 9, 0};
    if (below(rng, 2)) w.j1 = 11 + (w.j0 = below(rng, FAR_END - 12));
    w.cols = w.j1 - w.j0;
    double exact[9 * 12];
    map_fill(pe, &view, w, &arena, exact);
    bool same = true;
    for (int at = 0; at < w.rows * w.cols; at++) {
        double want = logits_at(pe, &view, w.i0 + at / w.cols, w.j0 + at % w.cols);
        same = same && same_bits(exact[at], want);
    }
    law(same, pe, &view, "far tokens are the matrix");
    arena_free(&arena);
}

// Vectors from outside, which do not know of distances, waves or rows; of a relative scheme at other positions, too.
static double attend_from_outside(const Pe *pe, const LogitView *view, int i, int j, Arena *arena) {
    int D = logits_width(pe, view), shift = pe->relative && !pe->rows ? num_least(i, j) : 0;
    LogitTokens tokens = logits_tokens(arena, view->seed, D, num_most(i, j) + 1);
    double *q = tokens.side[0] + (ptrdiff_t)i * D, *k = tokens.side[1] + (ptrdiff_t)j * D;
    for (int f = 0; view->content == CONTENT_ONES && f < D; f++) q[f] = k[f] = 1;
    if (pe->scheme->embed) shift = 0; // content meets e_i
    AttendPair pair = {.q = q, .k = k, .q_at = i - shift, .k_at = j - shift, .D = D};
    double want = attend_pair(pe, view->head, pair, arena);
    double scale = pe->scheme->unscaled ? 1 : 1 / sqrt(D);
    return view->content == CONTENT_EFFECT ? want - scale * any_dot(q, k, D) : want;
}

static void logits_are_those_of_attention(const Pe *pe, LogitContent content, Rng *rng) {
    LogitView view = any_view(pe, 2400, rng);
    view.stage = STAGE_BIAS;
    view.content = content;
    for (int round = 0; round < 12; round++) {
        Arena arena = {0};
        int i = below(rng, 2) ? below(rng, 200) : below(rng, view.n);
        int j = num_least(num_most(i + 50 - below(rng, 150), 0), view.n - 1);
        double got = logits_at(pe, &view, i, j);
        double want = attend_from_outside(pe, &view, i, j, &arena);
        bool gone = isnan(want) || want == -(double)INFINITY;
        bool same = gone ? isnan(got) : fabs(got - want) <= 1e-9 * (view.D + pe->D + fabs(want));
        if (!same) fprintf(stderr, "    %d, %d: got %.12g, want %.12g\n", i, j, got, want);
        law(same, pe, &view, "logits are those of attention");
        arena_free(&arena);
    }
}

// Pairs of a cell that are not removed, of a scheme that removes by distance alone.
static double count_pairs(const Pe *pe, const LogitView *view, MapWindow w, int r, int c) {
    TokenReach allowed = tokens_reach(pe, view);
    int64_t i0 = num_edge(w.i0, w.i1, w.rows, r), j0 = num_edge(w.j0, w.j1, w.cols, c);
    PeBlock b = {.offset = i0 - j0,
                 .queries = num_edge(w.i0, w.i1, w.rows, r + 1) - i0,
                 .keys = num_edge(w.j0, w.j1, w.cols, c + 1) - j0,
                 .least = allowed.least,
                 .most = allowed.most};
    return (double)block_pairs(b);
}

static void every_zoom_level_is_the_mean_of_the_next(const Pe *pe, LogitView view, MapWindow w) {
    Arena arena = {0};
    int rows = w.rows, cols = w.cols;
    MapWindow fine = w;
    fine.rows = 2 * rows;
    fine.cols = 2 * cols;
    double *coarse = arena_array(&arena, (size_t)rows * (size_t)cols, sizeof(double));
    double *four = arena_array(&arena, 4 * (size_t)rows * (size_t)cols, sizeof(double));
    map_fill(pe, &view, w, &arena, coarse);
    map_fill(pe, &view, fine, &arena, four);
    double worst = 0;
    for (int cell = 0; cell < rows * cols; cell++) {
        double sum = 0, count = 0, size = 0;
        for (int part = 0; part < 4; part++) {
            int r = 2 * (cell / cols) + part / 2, c = 2 * (cell % cols) + part % 2;
            double pairs = count_pairs(pe, &view, fine, r, c), mean = four[r * 2 * cols + c];
            if (pairs <= 0) continue;
            sum += pairs * mean;
            size += pairs * fabs(mean);
            count += pairs;
        }
        bool there = isnan(coarse[cell]) == (count <= 0) && !isnan(sum);
        if (!there) worst = (double)INFINITY;
        if (count > 0) worst = fmax(worst, fabs(sum - count * coarse[cell]) / (size + 1e-280));
    }
    if (worst > 1e-9) fprintf(stderr, "    off by %g\n", worst);
    law(worst <= 1e-9, pe, &view, "a zoom level is the mean of the next");
    arena_free(&arena);
}

// Whole maps of millions of tokens, where what is not worked out token by token must be right.
static void check_far(const Pe *pe, Rng *rng) {
    if (!pe->relative || pe->rows || pe->scheme->relate) return;
    for (int stage = 0; stage < STAGE_SOFTMAX; stage++) {
        LogitView view = {.stage = (LogitStage)stage,
                          .content = (LogitContent)below(rng, CONTENT_RANDOM),
                          .head = below(rng, pe->H),
                          .D = 4,
                          .n = FAR_END};
        if (pe->scheme->embed) view.content = CONTENT_POSITION;
        bool grows = pe->growth && stage != STAGE_MASK; // beyond the range of double
        bool paired = pe->near > 0;                     // every token is turned
        int end = pe->near ? 20000 : FAR_END;
        if (grows || (paired && stage != STAGE_RAW)) continue;
        MapWindow w = {0, end, 0, end, 30, 30};
        every_zoom_level_is_the_mean_of_the_next(pe, view, w);
        w = (MapWindow){end / 2, end, end / 3, end, 20, 33};
        every_zoom_level_is_the_mean_of_the_next(pe, view, w);
    }
}

static void check_scheme(const PeScheme *scheme, Rng *rng) {
    for (int round = 0; round < ROUNDS; round++) {
        Arena arena = {0};
        Pe pe = any_scheme(scheme, rng, &arena);
        LogitView view = any_view(&pe, 2 + below(rng, 150), rng);
        check_window(&pe, &view, any_window(view.n, 90, rng), rng);
        view = any_view(&pe, 4096, rng);
        if (view.stage != STAGE_SOFTMAX || view.content < CONTENT_RANDOM) {
            check_window(&pe, &view, any_window(view.n, round ? 40 : 300, rng), rng);
        }
        far_tokens_are_the_matrix(&pe, rng);
        logits_are_those_of_attention(&pe, CONTENT_RANDOM, rng);
        logits_are_those_of_attention(&pe, CONTENT_ONES, rng);
        logits_are_those_of_attention(&pe, CONTENT_EFFECT, rng);
        arena_free(&arena);
    }
}

int main(void) {
    Rng rng = {20240609};
    for (int s = 0; s < pe_scheme_count(); s++) {
        Arena arena = {0};
        Pe pe;
        pe_init(&pe, pe_scheme_at(s));
        CHECK(pe_prepare(&pe, &arena, NULL));
        check_scheme(pe.scheme, &rng);
        check_far(&pe, &rng);
        arena_free(&arena);
    }
    return test_end();
}
