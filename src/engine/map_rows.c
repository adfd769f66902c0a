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

void map_by_rows(const MapJob *job, const Pe *plain) {
    const MapWindow *w = &job->window;
    Rows rows = open_rows(job, job->pe), bare = {0};
    int64_t stride = rows_stride(&rows), numbers = PANELS_TILE * stride;
    double *tile = arena_array(job->arena, 2 * (size_t)numbers, sizeof *tile);
    if (plain) bare = open_rows(job, plain);
    Sums sums = {arena_array(job->arena, (size_t)w->cols, sizeof(double)),
                 arena_array(job->arena, (size_t)w->cols, sizeof(int64_t))};
    int last = num_least(w->i1, job->end);
    for (int r = 0; r < w->rows; r++) {
        memset(sums.sum, 0, (size_t)w->cols * sizeof *sums.sum);
        memset(sums.count, 0, (size_t)w->cols * sizeof *sums.count);
        for (int i = job->row_edge[r]; i < num_least(job->row_edge[r + 1], last); i++) {
            int lane = (i - w->i0) % PANELS_TILE, count = num_least(PANELS_TILE, last - i);
            double *row = tile + lane * stride;
            if (lane == 0) rows_fill(&rows, i, count, tile);
            if (lane == 0 && plain) rows_fill(&bare, i, count, tile + numbers);
            for (int64_t t = 0; plain && t < rows.k1 - rows.k0; t++) row[t] -= row[numbers + t];
            if (job->view->stage == STAGE_SOFTMAX) attend_softmax(row, rows.k1 - rows.k0);
            add_row(job, &rows, row, &sums);
        }
        for (int c = 0; c < w->cols; c++) {
            sums.sum[c] = sums.count[c] ? sums.sum[c] / (double)sums.count[c] : (double)NAN;
        }
        map_put_row(job, r, sums.sum);
    }
}
