// Windows where the logit depends on i − j alone: one value per distance, then sums of sums.
#include "base/num.h"
#include "engine/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_TOKENS = 64 };

// ⟨token at d, token at 0⟩ for d = least … most. Both sides have the same content, so −d gives the same.
static double *find_raw(const MapJob *job, int least, int most) {
    int D = job->D, at_once = PE_DIM_MAX / D < BLOCK_TOKENS ? PE_DIM_MAX / D : BLOCK_TOKENS;
    double *raw = arena_array(job->arena, (size_t)most - (size_t)least + 1, sizeof(double));
    double *first = arena_array(job->arena, (size_t)D * (size_t)(at_once + 1), sizeof(double));
    double *block = first + D;
    LogitView view = *job->view;
    view.n = most + 1; // distance as a position: it may exceed the window's
    tokens_fill(job->pe, &view, PE_KEY, 0, 1, first);
    for (int d = least; d <= most; d += at_once) {
        int count = most + 1 - d < at_once ? most + 1 - d : at_once;
        tokens_fill(job->pe, &view, PE_KEY, d, count, block);
        for (int t = 0; t < count; t++) {
            double sum = 0;
            for (int f = 0; f < D; f++) sum += block[t * D + f] * first[f];
            raw[d - least + t] = sum * job->scale;
        }
    }
    return raw;
}

// Without embedding and turning, all distances are alike.
static bool is_constant(const Pe *pe) {
    return !pe->scheme->embed && !pe->scheme->turn;
}

// Logits (no mask) at the distances near … far.
static double *find_logits(const MapJob *job, int near, int far) {
    int count = far - near + 1;
    double *value = arena_array(job->arena, (size_t)count, sizeof(double));
    if (job->view->stage != STAGE_RAW) {
        tokens_bias(job->pe, job->view->head, far, near, value);
        for (int a = 0, b = count - 1; a < b; a++, b--) {
            double swap = value[a];
            value[a] = value[b];
            value[b] = swap;
        }
    }
    int most = num_most(abs(near), abs(far));
    int least = near <= 0 && far >= 0 ? 0 : near > 0 ? near : -far;
    bool constant = is_constant(job->pe);
    const double *raw = constant ? find_raw(job, 0, 0) : find_raw(job, least, most);
    for (int d = near; d <= far; d++) value[d - near] += raw[constant ? 0 : abs(d) - least];
    return value;
}

DistanceSums map_sum_distances(const double *value, int near, int far, bool causal, Arena *arena) {
    int count = far - near + 3;
    double *second = arena_array(arena, (size_t)count, sizeof(double)), first = 0;
    for (int at = 1; at < count; at++) {
        second[at] = second[at - 1] + first; // first is Σ_{y < near + at − 1}
        int d = near + at - 1;
        if (d <= far && !(causal && d < 0)) first += value[d - near];
    }
    return (DistanceSums){near, far, value, second};
}

// Unmasked pairs of a cell: Σ of the number of d ≥ 0 below, twice summed.
static double count_pairs(bool causal, MapWindow c) {
    if (!causal) return (double)(c.i1 - c.i0) * (c.j1 - c.j0);
    int64_t ends[4] = {c.i1 - c.j0 + 1, c.i0 - c.j0 + 1, c.i1 - c.j1 + 1, c.i0 - c.j1 + 1};
    double pairs[4];
    for (int e = 0; e < 4; e++) pairs[e] = ends[e] > 1 ? (double)((ends[e] - 1) * ends[e]) / 2 : 0;
    return pairs[0] - pairs[1] - pairs[2] + pairs[3];
}

double map_cell_mean(const DistanceSums *sums, bool causal, MapWindow c) {
    if (c.i1 - c.i0 == 1 && c.j1 - c.j0 == 1) {
        int d = c.i0 - c.j0;
        return causal && d < 0 ? (double)NAN : sums->value[d - sums->near];
    }
    double count = count_pairs(causal, c);
    if (count < 0.5) return (double)NAN;
    const double *s = sums->second;
    int shift = 1 - sums->near;
    double total = s[c.i1 - c.j0 + shift] - s[c.i0 - c.j0 + shift] - s[c.i1 - c.j1 + shift] +
                   s[c.i0 - c.j1 + shift];
    return total / count;
}

// e^(logit − largest) by distance, with sums of everything at least as far out on the same side, so that
// faint tails are not lost in the sum of what is near.
typedef struct Weights {
    int near, far;
    const double *tail; // tail[d − near]: d ≥ 0: Σ_{x ≥ d}, d < 0: Σ_{x ≤ d}
} Weights;

static Weights find_weights(const MapJob *job, int near, int far) {
    double *value = find_logits(job, near, far), most = -(double)INFINITY;
    int count = far - near + 1;
    for (int at = 0; at < count; at++) {
        if (job->causal && near + at < 0) value[at] = -(double)INFINITY;
        most = fmax(most, value[at]);
    }
    for (int at = 0; at < count; at++) value[at] = exp(value[at] - most);
    for (int d = near + 1; d < 0 && d <= far; d++) value[d - near] += value[d - near - 1];
    for (int d = far - 1; d >= 0 && d >= near; d--) value[d - near] += value[d - near + 1];
    return (Weights){near, far, value};
}

// Σ of weights for distances lo … hi, within near … far.
static double sum_weights(const Weights *w, int lo, int hi) {
    double sum = 0;
    if (hi >= 0) {
        int from = lo > 0 ? lo : 0;
        sum += w->tail[from - w->near] - (hi < w->far ? w->tail[hi + 1 - w->near] : 0);
    }
    if (lo < 0) {
        int to = hi < -1 ? hi : -1;
        sum += w->tail[to - w->near] - (lo > w->near ? w->tail[lo - 1 - w->near] : 0);
    }
    return sum;
}

// Shares of row i in whole cells on one side of the diagonal are differences of neighbouring tails.
static void add_softmax_row(const MapJob *job, const Weights *weights, int i, double *sums) {
    const int *edge = job->col_edge;
    int last = job->causal ? i : job->end - 1, c = 0, cols = job->window.cols;
    double whole = 1 / sum_weights(weights, i - last, i);
    const double *tail = weights->tail;
    int at = i + 1 - weights->near; // of the tail from distance i + 1 on
    for (; c < cols && edge[c + 1] <= i + 1; c++) {
        double beyond = i + 1 - edge[c] <= weights->far ? tail[at - edge[c]] : 0;
        sums[c] += (tail[at - edge[c + 1]] - beyond) * whole;
    }
    for (; c < cols && edge[c] <= last; c++) {
        int j1 = edge[c + 1] - 1 < last ? edge[c + 1] - 1 : last;
        sums[c] += sum_weights(weights, i - j1, i - edge[c]) * whole;
    }
}

static void map_softmax(const MapJob *job, float *out) {
    const MapWindow *w = &job->window;
    int near = job->causal ? 0 : w->i0 - (job->end - 1);
    Weights weights = find_weights(job, near, w->i1 - 1);
    double *sums = arena_array(job->arena, (size_t)w->cols, sizeof(double));
    for (int r = 0; r < w->rows; r++) {
        memset(sums, 0, (size_t)w->cols * sizeof(double));
        MapWindow row = map_cell(job, r, 0);
        for (int i = row.i0; i < row.i1; i++) add_softmax_row(job, &weights, i, sums);
        for (int c = 0; c < w->cols; c++) {
            double count = count_pairs(job->causal, map_cell(job, r, c));
            out[(int64_t)r * w->cols + c] = count < 0.5 ? NAN : (float)(sums[c] / count);
        }
    }
}

void map_by_distance(const MapJob *job, float *out) {
    if (job->view->stage == STAGE_SOFTMAX) {
        map_softmax(job, out);
        return;
    }
    const MapWindow *w = &job->window;
    int near = w->i0 - (w->j1 - 1), far = w->i1 - 1 - w->j0;
    const double *value = find_logits(job, near, far);
    DistanceSums sums = map_sum_distances(value, near, far, job->causal, job->arena);
    for (int r = 0; r < w->rows; r++) {
        for (int c = 0; c < w->cols; c++) {
            out[(int64_t)r * w->cols + c] =
                (float)map_cell_mean(&sums, job->causal, map_cell(job, r, c));
        }
    }
}
