// Softmax windows where the logit depends on i − j alone: a cell is a row's weights summed over its keys, divided by the
// row's sum, and that summed over its rows. Only positive numbers are added, so nothing cancels.
#include "base/num.h"
#include "engine/block.h"
#include "engine/map.h"
#include "engine/shares.h"

#include <math.h>
#include <string.h>

// Rows of cells that are filled together, so that weights stay in the cache; the largest difference of two rows' largest
// logits for which both have weights within the range of double.
enum { TOGETHER = 8, RANGE = 600 };

typedef struct Table {
    const MapJob *job;
    Shares shares;
    double largest;        // of all rows' logits
    const double *portion; // (rows of tokens) e^(largest − the row's largest) / the row's sum
    int width;             // of the narrowest cells
    const double
        *sum[2]; // of the weights of so many keys, or one more, by the distance of the last
} Table;

typedef double Lanes __attribute__((vector_size(16)));

static double dot(const double *a, const double *b, int n) {
    Lanes sum[2] = {{0}, {0}};
    int m = 0;
    for (; m + 4 <= n; m += 4) {
        Lanes x[2], y[2];
        memcpy(x, a + m, sizeof x);
        memcpy(y, b + m, sizeof y);
        for (int l = 0; l < 2; l++) sum[l] += x[l] * y[l];
    }
    Lanes all = sum[0] + sum[1];
    double rest = 0;
    for (; m < n; m++) rest += a[m] * b[m];
    return all[0] + all[1] + rest;
}

// Portions of all rows; false if their largest logits are too far apart.
static bool find_portions(Table *t) {
    const MapWindow *w = &t->job->window;
    double *portion = arena_array(t->job->arena, (size_t)(w->i1 - w->i0), sizeof *portion);
    double least = (double)INFINITY;
    t->largest = -(double)INFINITY;
    for (int i = w->i0; i < w->i1; i++) {
        Share row = shares_row(&t->shares, i);
        if (!isfinite(row.largest)) continue;
        t->largest = fmax(t->largest, row.largest);
        least = fmin(least, row.largest);
    }
    for (int i = w->i0; i < w->i1; i++) {
        Share row = shares_row(&t->shares, i);
        portion[i - w->i0] = exp(t->largest - row.largest) / row.sum;
    }
    t->portion = portion;
    return t->largest - least <= RANGE;
}

// Sums over `width` neighbours from each on that has as many, out of sums from the end and the beginning of blocks of that
// many (van Herk).
static const double *sum_neighbours(const double *x, int64_t count, int width, Arena *arena) {
    double *sum = arena_array(arena, (size_t)count, sizeof *sum), begin = 0;
    for (int64_t at = count - 1; at >= 0; at--) {
        bool last = (at + 1) % width == 0 || at == count - 1;
        sum[at] = x[at] + (last ? 0 : sum[at + 1]);
    }
    for (int64_t at = 0; at < count; at++) {
        begin = at % width ? begin + x[at] : x[at];
        int64_t from = at - width + 1;
        if (from >= 0 && from % width) sum[from] += begin;
    }
    return sum;
}

static void find_sums(Table *t) {
    const MapJob *job = t->job;
    const Shares *s = &t->shares;
    int64_t near = map_near(job), count = map_far(job) - near + 1;
    double *weight = arena_array(job->arena, (size_t)count, sizeof *weight);
    for (int64_t d = near; d < near + count; d++) {
        if (d < s->near || d > s->far) continue;
        weight[d - near] = exp(s->value[d - s->near] - t->largest);
    }
    t->width = (job->window.j1 - job->window.j0) / job->window.cols;
    for (int more = 0; more < 2; more++) {
        t->sum[more] = sum_neighbours(weight, count, t->width + more, job->arena);
    }
}

static double find_cell(const Table *t, MapWindow cell) {
    const MapJob *job = t->job;
    int height = cell.i1 - cell.i0, width = cell.j1 - cell.j0;
    PeBlock block = {(int64_t)cell.i0 - cell.j0, height, width, job->allowed.least,
                     job->allowed.most};
    int64_t pairs = block_pairs(block);
    if (!pairs) return (double)NAN;
    if (height == 1 && width == 1) {
        return shares_of(shares_row(&t->shares, cell.i0),
                         t->shares.value[block.offset - t->shares.near]);
    }
    const double *sum = t->sum[width - t->width] + (block_first(block) - map_near(job));
    return dot(t->portion + (cell.i0 - job->window.i0), sum, height) / (double)pairs;
}

void map_by_shares(const MapJob *job) {
    const MapWindow *w = &job->window;
    Distance f = distance_open(job->pe, job->view, DISTANCE_LOGIT, job->view->n, job->arena);
    Table t = {.job = job, .shares = shares_open(&f, w->i0, w->i1, job->view->n, job->arena)};
    if (!find_portions(&t)) {
        map_by_rows(job, NULL);
        return;
    }
    find_sums(&t);
    double *rows = arena_array(job->arena, TOGETHER * (size_t)w->cols, sizeof *rows);
    for (int r0 = 0; r0 < w->rows; r0 += TOGETHER) {
        int count = num_least(TOGETHER, w->rows - r0);
        for (int c = 0; c < w->cols; c++) {
            for (int r = 0; r < count; r++) {
                rows[(int64_t)r * w->cols + c] = find_cell(&t, map_cell(job, r0 + r, c));
            }
        }
        for (int r = 0; r < count; r++) map_put_row(job, r0 + r, rows + (int64_t)r * w->cols);
    }
}
