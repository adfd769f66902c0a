// Windows of content that differs from token to token: a logit is bilinear, so a cell's mean is ⟨mean q, mean k⟩.
#include "base/num.h"
#include "engine/distance_mean.h"
#include "engine/map.h"
#include "engine/panels.h"

#include <math.h>
#include <string.h>

enum { KEPT_MAX = 1 << 23 }; // numbers of the window's tokens that are kept rather than made again

// Tokens of one side of the window, all kept or made one at a time.
typedef struct Source {
    const MapJob *job;
    PeTurn as;
    int t0;
    double *kept, *one;
} Source;

static Source open_source(const MapJob *job, PeTurn as) {
    const MapWindow *w = &job->window;
    int t0 = as.side == PE_QUERY ? w->i0 : w->j0, t1 = as.side == PE_QUERY ? w->i1 : w->j1;
    t1 = num_least(t1, job->end);
    Source source = {.job = job, .as = as, .t0 = t0};
    // A span of many tokens with the same content may have a mean in closed form.
    bool kept = !tokens_shared(job->view) || t1 - t0 <= 1 << 12;
    if (t1 > t0 && kept && (int64_t)(t1 - t0) * job->D <= KEPT_MAX) {
        source.kept = arena_array(job->arena, (size_t)(t1 - t0) * (size_t)job->D, sizeof(double));
        tokens_fill(job->pe, job->view, (TokenSpan){as, t0, t1 - t0, 0}, source.kept);
    } else {
        source.one = arena_array(job->arena, (size_t)job->D, sizeof(double));
    }
    return source;
}

static const double *read_token(const Source *source, int token) {
    if (source->kept) return source->kept + (int64_t)(token - source->t0) * source->job->D;
    tokens_fill(source->job->pe, source->job->view, (TokenSpan){source->as, token, 1, 0},
                source->one);
    return source->one;
}

static void find_mean(const Source *source, int t0, int t1, double *out) {
    const MapJob *job = source->job;
    if (!source->kept) {
        tokens_mean(job->pe, job->view, (TokenSpan){source->as, t0, t1 - t0, 0}, out);
        return;
    }
    memset(out, 0, (size_t)job->D * sizeof(double));
    for (int t = t0; t < t1; t++) {
        const double *x = read_token(source, t);
        for (int f = 0; f < job->D; f++) out[f] += x[f];
    }
    for (int f = 0; f < job->D; f++) out[f] /= t1 - t0;
}

// Means of all cells along one side: (cells rounded up to whole tiles, D), zeros where no token exists.
static double *find_means(const Source *source, const int *edge, int cells) {
    const MapJob *job = source->job;
    int padded = (cells + PANELS_TILE - 1) / PANELS_TILE * PANELS_TILE;
    double *means = arena_array(job->arena, (size_t)padded * (size_t)job->D, sizeof(double));
    for (int c = 0; c < cells; c++) {
        int to = num_least(edge[c + 1], job->end);
        if (edge[c] < to) find_mean(source, edge[c], to, means + (int64_t)c * job->D);
    }
    return means;
}

// Pairs turned as near ones, or as far ones.
typedef struct Side {
    Source queries, keys;
    const double *q; // means of rows, (rows rounded up, D)
    Panels k;        // of columns
    double *dots;    // of four rows with all columns
    double *sums;    // scratch: sums of keys, (tokens of a column + 1, D)
} Side;

static Side open_side(const MapJob *job, bool far) {
    const MapWindow *w = &job->window;
    size_t width = (size_t)((w->j1 - w->j0) / w->cols) + 2;
    Side side = {.queries = open_source(job, (PeTurn){PE_QUERY, far}),
                 .keys = open_source(job, (PeTurn){PE_KEY, far})};
    side.q = find_means(&side.queries, job->row_edge, w->rows);
    side.k = panels_open(w->cols, job->D, job->scale, job->arena);
    panels_fill(&side.k, find_means(&side.keys, job->col_edge, w->cols), w->cols);
    side.dots = arena_array(job->arena, (size_t)side.k.stride * PANELS_TILE, sizeof(double));
    side.sums = arena_array(job->arena, width * (size_t)job->D, sizeof(double));
    return side;
}

// Sums of a cell's keys up to each.
static void sum_keys(Side *side, MapWindow cell) {
    int D = side->keys.job->D;
    memset(side->sums, 0, (size_t)D * sizeof(double));
    for (int j = cell.j0; j < cell.j1; j++) {
        double *sum = side->sums + (int64_t)(j - cell.j0) * D;
        const double *key = read_token(&side->keys, j);
        for (int f = 0; f < D; f++) sum[D + f] = sum[f] + key[f];
    }
}

// The keys j of a cell with i − j within least … most, as a span from the cell's first key.
typedef struct Span {
    int from, to;
} Span;

static Span find_keys(MapWindow cell, int i, int64_t least, int64_t most) {
    int64_t from = i - most - cell.j0, to = i - least + 1 - cell.j0, all = cell.j1 - cell.j0;
    from = from < 0 ? 0 : from > all ? all : from;
    to = to < from ? from : to > all ? all : to;
    return (Span){(int)from, (int)to};
}

// ⟨q_i, Σ k⟩ over a span of the cell's keys.
static double dot_span(const Side *side, int i, Span span) {
    int D = side->keys.job->D;
    const double *q = read_token(&side->queries, i), *to = side->sums + (int64_t)span.to * D,
                 *from = side->sums + (int64_t)span.from * D;
    double sum = 0;
    for (int f = 0; f < D; f++) sum += q[f] * (to[f] - from[f]);
    return sum;
}

// Everything that a row of cells needs.
typedef struct Means {
    const MapJob *job;
    Side near, far;
    Distance bias;
    DistanceMeans biases;
} Means;

static int64_t larger(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b) {
    return a < b ? a : b;
}

// Mean raw logit over the allowed pairs of a cell of which only some are allowed, or near: O((queries + keys)·D).
static double find_crossing(Means *means, MapWindow cell) {
    const MapJob *job = means->job;
    int64_t least = job->allowed.least, most = job->allowed.most, near = job->pe->near, count = 0;
    double total = 0;
    sum_keys(&means->near, cell);
    if (near) sum_keys(&means->far, cell);
    for (int i = cell.i0; i < cell.i1; i++) {
        Span all = find_keys(cell, i, least, most);
        count += all.to - all.from;
        if (near) {
            Span inner = find_keys(cell, i, larger(least, 1 - near), smaller(most, near - 1));
            inner.from = num_least(num_most(inner.from, all.from), all.to);
            inner.to = num_most(inner.from, num_least(inner.to, all.to));
            total += dot_span(&means->far, i, (Span){all.from, inner.from}) +
                     dot_span(&means->near, i, inner) +
                     dot_span(&means->far, i, (Span){inner.to, all.to});
        } else {
            total += dot_span(&means->near, i, all);
        }
    }
    return count ? job->scale * total / (double)count : (double)NAN;
}

static double find_cell(Means *means, MapWindow cell, double near_dot, double far_dot) {
    const MapJob *job = means->job;
    int64_t near = job->pe->near;
    cell.i1 = num_least(cell.i1, job->end);
    cell.j1 = num_least(cell.j1, job->end);
    int64_t first = (int64_t)cell.i0 - cell.j1 + 1, last = (int64_t)cell.i1 - 1 - cell.j0;
    bool empty = cell.i0 >= cell.i1 || cell.j0 >= cell.j1;
    if (empty || last < job->allowed.least || first > job->allowed.most) return (double)NAN;
    bool whole = first >= job->allowed.least && last <= job->allowed.most;
    bool all_near = !near || (first > -near && last < near),
         all_far = first >= near || last <= -near;
    if (!whole || !(all_near || all_far)) return find_crossing(means, cell);
    return all_near ? near_dot : far_dot;
}

// The mean bias of a cell; all tokens exist.
static double find_bias(Means *means, MapWindow cell) {
    int code = (cell.i1 - cell.i0 > means->biases.queries ? 4 : 0) +
               (cell.j1 - cell.j0 > means->biases.keys ? 2 : 0);
    return distance_mean(&means->biases, (int64_t)cell.i0 - cell.j0, code);
}

static Means open_means(const MapJob *job) {
    Means means = {.job = job, .near = open_side(job, false)};
    if (job->pe->near) means.far = open_side(job, true);
    means.bias = distance_open(job->pe, job->view, DISTANCE_BIAS, map_reach(job), job->arena);
    return means;
}

void map_by_means(const MapJob *job) {
    const MapWindow *w = &job->window;
    Means means = open_means(job);
    PeBlock smallest = {.queries = (w->i1 - w->i0) / w->rows, .keys = (w->j1 - w->j0) / w->cols};
    if (job->biased) {
        means.biases =
            distance_means(&means.bias, smallest, map_near(job), map_far(job), job->arena);
    }
    double *row = arena_array(job->arena, (size_t)w->cols, sizeof *row);
    for (int r = 0; r < w->rows; r++) {
        for (int far = 0; r % PANELS_TILE == 0 && far < (job->pe->near ? 2 : 1); far++) {
            Side *side = far ? &means.far : &means.near;
            panels_dots(&side->k, side->q + (int64_t)r * job->D, w->cols, side->k.stride,
                        side->dots);
        }
        for (int c = 0; c < w->cols; c++) {
            int64_t at = (int64_t)(r % PANELS_TILE) * means.near.k.stride + c;
            MapWindow cell = map_cell(job, r, c);
            row[c] = find_cell(&means, cell, means.near.dots[at],
                               means.far.dots ? means.far.dots[at] : 0);
            if (job->biased && !isnan(row[c])) row[c] += find_bias(&means, cell);
        }
        map_put_row(job, r, row);
    }
}
