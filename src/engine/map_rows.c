// Windows without a shortcut: every logit, four query rows at a time.
#include "base/num.h"
#include "engine/attend.h"
#include "engine/map.h"
#include "engine/rows.h"

#include <math.h>
#include <string.h>

// Means along one row of cells.
typedef struct Sums {
    double *sum; // (cols)
    int64_t *count;
} Sums;

// Keys that are looked at: the window's, or all of them for a softmax; none that no query looks at.
static Rows open_rows(const MapJob *job, const Pe *pe) {
    const MapWindow *w = &job->window;
    bool softmax = job->view->stage == STAGE_SOFTMAX;
    int last = num_least(w->i1, job->end) - 1;
    int k0 = softmax ? 0 : w->j0, k1 = num_least(job->end, softmax ? job->end : w->j1);
    int64_t from = (int64_t)w->i0 - job->allowed.most, to = (int64_t)last - job->allowed.least + 1;
    if (from > k0) k0 = (int)from;
    if (to < k1) k1 = (int)to;
    return rows_open(pe, job->view, k0, k1, job->arena);
}

static void add_row(const MapJob *job, const Rows *rows, const double *row, Sums *sums) {
    const MapWindow *w = &job->window;
    for (int c = 0; c < w->cols; c++) {
        int from = num_most(job->col_edge[c], rows->k0);
        int to = num_least(job->col_edge[c + 1], rows->k1);
        for (int j = from; j < to; j++) {
            double value = row[j - rows->k0];
            if (isnan(value)) continue;
            sums->sum[c] += value;
            sums->count[c]++;
        }
    }
}

// What rows are made of, and with `bare`, less what.
typedef struct Tile {
    Rows rows, bare;
    double *at, *less; // (4, stride); less is NULL without `bare`
    int last;          // tokens of the window that exist end here
} Tile;

static Tile open_tile(const MapJob *job, const Pe *plain) {
    Tile tile = {.rows = open_rows(job, job->pe), .last = num_least(job->window.i1, job->end)};
    size_t numbers = PANELS_TILE * (size_t)rows_stride(&tile.rows);
    tile.at = arena_array(job->arena, numbers, sizeof(double));
    if (!plain) return tile;
    tile.bare = open_rows(job, plain);
    tile.less = arena_array(job->arena, numbers, sizeof(double));
    return tile;
}

// Row i of the stage, NaN where removed. Rows come in order, from the window's first on.
static double *find_row(const MapJob *job, Tile *tile, int i) {
    int lane = (i - job->window.i0) % PANELS_TILE, keys = tile->rows.k1 - tile->rows.k0;
    int64_t at = lane * rows_stride(&tile->rows);
    int count = num_least(PANELS_TILE, tile->last - i);
    if (lane == 0) rows_fill(&tile->rows, i, count, tile->at);
    if (lane == 0 && tile->less) rows_fill(&tile->bare, i, count, tile->less);
    for (int t = 0; tile->less && t < keys; t++) tile->at[at + t] -= tile->less[at + t];
    if (job->view->stage == STAGE_SOFTMAX) attend_softmax(tile->at + at, keys);
    return tile->at + at;
}

void map_by_rows(const MapJob *job, const Pe *plain) {
    int cols = job->window.cols;
    Tile tile = open_tile(job, plain);
    Sums sums = {arena_array(job->arena, (size_t)cols, sizeof(double)),
                 arena_array(job->arena, (size_t)cols, sizeof(int64_t))};
    for (int r = 0; r < job->window.rows; r++) {
        memset(sums.sum, 0, (size_t)cols * sizeof *sums.sum);
        memset(sums.count, 0, (size_t)cols * sizeof *sums.count);
        for (int i = job->row_edge[r]; i < num_least(job->row_edge[r + 1], tile.last); i++) {
            add_row(job, &tile.rows, find_row(job, &tile, i), &sums);
        }
        for (int c = 0; c < cols; c++) {
            sums.sum[c] = sums.count[c] ? sums.sum[c] / (double)sums.count[c] : (double)NAN;
        }
        map_put_row(job, r, sums.sum);
    }
}
