// Windows without a shortcut (the softmax of differing content): every logit, four query rows at a time.
#include "base/num.h"
#include "engine/attend.h"
#include "engine/map.h"

#include <math.h>
#include <string.h>

// What all rows share. Keys k0 … k1−1 are looked at: the window's, or all of them for a softmax.
typedef struct Rows {
    const MapJob *job;
    int k0, k1;
    double *queries; // (4, D)
    MapPanels keys;
    double *logits; // (4, stride)
    double *bias; // by distance i1−1−k0 … i0−(k1−1), if the scheme is relative; or one row
    double *sums; // (cols)
    int *counts;  // (cols)
} Rows;

static bool has_bias(const MapJob *job) {
    return job->pe->scheme->bias && job->view->stage != STAGE_RAW;
}

static Rows open_rows(const MapJob *job) {
    const MapWindow *w = &job->window;
    bool softmax = job->view->stage == STAGE_SOFTMAX;
    Rows rows = {.job = job,
                 .k0 = softmax ? 0 : w->j0,
                 .k1 = num_least(job->end, softmax ? job->end : w->j1)};
    int last = num_least(w->i1, job->end), keys = rows.k1 - rows.k0;
    if (job->causal) keys = num_least(keys, last - rows.k0); // no query looks further
    if (keys < 0) keys = 0;
    rows.k1 = rows.k0 + keys;
    double *plain = arena_array(job->arena, (size_t)keys * (size_t)job->D, sizeof(double));
    tokens_fill(job->pe, job->view, PE_KEY, rows.k0, keys, plain);
    rows.keys = map_pack(job, plain, keys);
    rows.queries = arena_array(job->arena, MAP_TILE * (size_t)job->D, sizeof(double));
    rows.logits = arena_array(job->arena, MAP_TILE * (size_t)rows.keys.stride, sizeof(double));
    rows.sums = arena_array(job->arena, (size_t)w->cols, sizeof(double));
    rows.counts = arena_array(job->arena, (size_t)w->cols, sizeof(int));
    if (has_bias(job) && keys > 0) {
        rows.bias =
            arena_array(job->arena, (size_t)w->i1 - (size_t)w->i0 + (size_t)keys, sizeof(double));
        if (job->pe->relative) {
            tokens_bias(job->pe, job->view->head, w->i1 - 1 - rows.k0, w->i0 - (rows.k1 - 1),
                        rows.bias);
        }
    }
    return rows;
}

// Bias of query i for keys k0 …: a slice of the run of distances.
static const double *find_bias(const Rows *rows, int i) {
    const MapJob *job = rows->job;
    if (job->pe->relative) return rows->bias + (job->window.i1 - 1 - i);
    job->pe->scheme->bias(job->pe, job->view->head, i, rows->k0, rows->k1 - rows->k0, rows->bias);
    return rows->bias;
}

// Raw logits of four queries from i on, as far as they exist and as any of them looks.
static void compute_tile(const Rows *rows, int i, int last) {
    const MapJob *job = rows->job;
    int count = num_least(MAP_TILE, last - i), keys = rows->k1 - rows->k0;
    if (job->causal) keys = num_least(keys, i + count - rows->k0);
    if (count <= 0 || keys <= 0) return;
    tokens_fill(job->pe, job->view, PE_QUERY, i, count, rows->queries);
    map_dots(&rows->keys, rows->queries, keys, rows->logits);
}

static void add_row(const Rows *rows, int i, double *row) {
    const MapJob *job = rows->job;
    const MapWindow *w = &job->window;
    int n = rows->k1 - rows->k0;
    if (job->causal) n = num_least(n, i + 1 - rows->k0);
    if (n <= 0) return;
    if (rows->bias) {
        const double *bias = find_bias(rows, i);
        for (int j = 0; j < n; j++) row[j] += bias[j];
    }
    if (job->view->stage == STAGE_SOFTMAX) attend_softmax(row, n);
    int next = w->j0;
    for (int c = 0; c < w->cols; c++) {
        int from = next - rows->k0;
        next = job->col_edge[c + 1];
        int to = num_least(next - rows->k0, n);
        if (to <= from) break;
        for (int j = from; j < to; j++) rows->sums[c] += row[j];
        rows->counts[c] += to - from;
    }
}

void map_by_rows(const MapJob *job, float *out) {
    const MapWindow *w = &job->window;
    Rows rows = open_rows(job);
    int last = num_least(w->i1, job->end);
    for (int r = 0; r < w->rows; r++) {
        MapWindow cell = map_cell(job, r, 0);
        memset(rows.sums, 0, (size_t)w->cols * sizeof(double));
        memset(rows.counts, 0, (size_t)w->cols * sizeof(int));
        for (int i = cell.i0; i < num_least(cell.i1, last); i++) {
            int lane = (i - w->i0) % MAP_TILE;
            if (lane == 0) compute_tile(&rows, i, last);
            add_row(&rows, i, rows.logits + (int64_t)lane * rows.keys.stride);
        }
        for (int c = 0; c < w->cols; c++) {
            out[(int64_t)r * w->cols + c] =
                rows.counts[c] ? (float)(rows.sums[c] / rows.counts[c]) : NAN;
        }
    }
}
