// Windows of content that differs from token to token: a logit is bilinear, so a cell's mean is ⟨mean q, mean k⟩.
#include "base/num.h"
#include "engine/map.h"

#include <math.h>
#include <string.h>

enum { KEPT_MAX = 1 << 23 }; // numbers of the window's tokens that are kept rather than made again

// Tokens of one side of the window, all kept or made one at a time.
typedef struct Source {
    const MapJob *job;
    PeSide side;
    int t0;
    double *kept, *one;
} Source;

static Source open_source(const MapJob *job, PeSide side, int t0, int t1) {
    if (t1 > job->end) t1 = job->end;
    Source source = {.job = job, .side = side, .t0 = t0};
    bool closed = tokens_shared(job->view) && !job->causal; // means come from closed forms
    if (t1 > t0 && !closed && (int64_t)(t1 - t0) * job->D <= KEPT_MAX) {
        source.kept = arena_array(job->arena, (size_t)(t1 - t0) * (size_t)job->D, sizeof(double));
        tokens_fill(job->pe, job->view, side, t0, t1 - t0, source.kept);
    } else {
        source.one = arena_array(job->arena, (size_t)job->D, sizeof(double));
    }
    return source;
}

static const double *read_token(const Source *source, int token) {
    if (source->kept) return source->kept + (int64_t)(token - source->t0) * source->job->D;
    tokens_fill(source->job->pe, source->job->view, source->side, token, 1, source->one);
    return source->one;
}

static void add_vector(double *sum, const double *x, int D) {
    for (int f = 0; f < D; f++) sum[f] += x[f];
}

static void find_mean(const Source *source, int t0, int t1, double *out) {
    const MapJob *job = source->job;
    if (!source->kept) {
        tokens_mean(job->pe, job->view, source->side, t0, t1, out);
        return;
    }
    memset(out, 0, (size_t)job->D * sizeof(double));
    for (int t = t0; t < t1; t++) add_vector(out, read_token(source, t), job->D);
    for (int f = 0; f < job->D; f++) out[f] /= t1 - t0;
}

// Means of all cells along one side: (cells rounded up to whole tiles, D), zeros where no token exists.
static double *find_means(const Source *source, int t1, int cells) {
    const MapJob *job = source->job;
    int padded = (cells + MAP_TILE - 1) / MAP_TILE * MAP_TILE;
    double *means = arena_array(job->arena, (size_t)padded * (size_t)job->D, sizeof(double));
    for (int c = 0; c < cells; c++) {
        int from = (int)num_edge(source->t0, t1, cells, c);
        int to = (int)num_edge(source->t0, t1, cells, c + 1);
        if (to > job->end) to = job->end;
        if (from < to) find_mean(source, from, to, means + (int64_t)c * job->D);
    }
    return means;
}

// Mean raw logit over the part of a cell with j ≤ i: keys are summed up while i grows, O((queries + keys)·D).
static double find_crossing(const Source *queries, const Source *keys, MapWindow cell,
                            double *sum) {
    const MapJob *job = queries->job;
    int D = job->D, next = cell.j0;
    double total = 0;
    int64_t count = 0;
    memset(sum, 0, (size_t)D * sizeof(double));
    for (int i = cell.i0 > cell.j0 ? cell.i0 : cell.j0; i < cell.i1; i++) {
        for (; next < cell.j1 && next <= i; next++) add_vector(sum, read_token(keys, next), D);
        const double *q = read_token(queries, i);
        for (int f = 0; f < D; f++) total += q[f] * sum[f];
        count += next - cell.j0;
    }
    return count ? job->scale * total / (double)count : (double)NAN;
}

// The mean bias of cells; NULL if there is none at this stage.
static DistanceSums *sum_bias(const MapJob *job) {
    const MapWindow *w = &job->window;
    if (!job->pe->scheme->bias || job->view->stage == STAGE_RAW) return NULL;
    int near = w->i0 - (w->j1 - 1), far = w->i1 - 1 - w->j0, count = far - near + 1;
    double *reversed = arena_array(job->arena, (size_t)count, sizeof(double));
    double *value = arena_array(job->arena, (size_t)count, sizeof(double));
    tokens_bias(job->pe, job->view->head, far, near, reversed);
    for (int at = 0; at < count; at++) value[at] = reversed[count - 1 - at];
    DistanceSums *sums = arena_alloc(job->arena, sizeof *sums);
    *sums = map_sum_distances(value, near, far, job->causal, job->arena);
    return sums;
}

// Everything that a row of cells needs.
typedef struct Means {
    const MapJob *job;
    Source queries, keys;
    const DistanceSums *bias;
    double *scratch; // (D)
} Means;

static double finish_cell(const Means *means, MapWindow cell, double raw) {
    const MapJob *job = means->job;
    if (cell.i1 > job->end) cell.i1 = job->end;
    if (cell.j1 > job->end) cell.j1 = job->end;
    bool empty = cell.i0 >= cell.i1 || cell.j0 >= cell.j1;
    if (empty || (job->causal && cell.j0 >= cell.i1)) return (double)NAN;
    if (job->causal && cell.j1 - 1 > cell.i0) {
        raw = find_crossing(&means->queries, &means->keys, cell, means->scratch);
    }
    return raw + (means->bias ? map_cell_mean(means->bias, job->causal, cell) : 0);
}

void map_by_means(const MapJob *job, float *out) {
    const MapWindow *w = &job->window;
    Means means = {.job = job,
                   .queries = open_source(job, PE_QUERY, w->i0, w->i1),
                   .keys = open_source(job, PE_KEY, w->j0, w->j1),
                   .bias = sum_bias(job),
                   .scratch = arena_array(job->arena, (size_t)job->D, sizeof(double))};
    const double *q = find_means(&means.queries, w->i1, w->rows);
    MapPanels k = map_pack(job, find_means(&means.keys, w->j1, w->cols), w->cols);
    double *raw = arena_array(job->arena, (size_t)k.stride * MAP_TILE, sizeof(double));
    for (int r = 0; r < w->rows; r++) {
        if (r % MAP_TILE == 0) map_dots(&k, q + (int64_t)r * job->D, w->cols, raw);
        for (int c = 0; c < w->cols; c++) {
            double at = raw[(int64_t)(r % MAP_TILE) * k.stride + c];
            out[(int64_t)r * w->cols + c] = (float)finish_cell(&means, map_cell(job, r, c), at);
        }
    }
}
