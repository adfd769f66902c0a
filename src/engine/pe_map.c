// The encoding as a picture: vectors, cosines or biases, averaged over cells.
#include "base/num.h"
#include "engine/pe.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void pe_mean_cos_sin(int64_t p0, int64_t width, double freq, double *c, double *s) {
    double middle = freq * ((double)p0 + (double)(width - 1) / 2), half = sin(freq / 2);
    double w = (double)width;
    // Frequencies at whole turns do not occur (freq ≤ 1), so the kernel's denominator is 0 only at freq 0.
    double kernel = half > 0 ? sin(w * freq / 2) / (w * half) : 1;
    *c = kernel * cos(middle);
    *s = kernel * sin(middle);
}

// Positions from … to − 1.
typedef struct Span {
    int64_t from, to;
} Span;

PePicture pe_picture(const PeScheme *scheme) {
    if (scheme->distance) return PE_PICTURE_DISTANCES;
    if (scheme->embed) return PE_PICTURE_VECTORS;
    if (scheme->turn) return PE_PICTURE_COSINES;
    return scheme->bias ? PE_PICTURE_BIASES : PE_PICTURE_NONE;
}

int pe_picture_width(const Pe *pe) {
    switch (pe_picture(pe->scheme)) {
    case PE_PICTURE_VECTORS: return pe->D;
    case PE_PICTURE_COSINES: return pe->pairs;
    case PE_PICTURE_BIASES: return pe->H;
    default: return 0;
    }
}

double pe_picture_reach(const Pe *pe) {
    switch (pe_picture(pe->scheme)) {
    case PE_PICTURE_VECTORS: return pe->table ? pe->table_reach : pe_get(pe, "scale", 1);
    case PE_PICTURE_BIASES: return pe->bias_reach;
    case PE_PICTURE_DISTANCES: return pe->distance_reach; // 0: as far as is shown
    default: return 1;
    }
}

// Mean of the vectors p0 … p1−1: (D).
static void mean_vector(const Pe *pe, int64_t p0, int64_t p1, double *out) {
    if (pe->scheme->embed_mean && p1 - p0 > 1) {
        pe->scheme->embed_mean(pe, p0, p1 - p0, out);
        return;
    }
    double row[PE_DIM_MAX];
    memset(out, 0, (size_t)pe->D * sizeof(double));
    for (int64_t p = p0; p < p1; p++) {
        pe->scheme->embed(pe, p, 1, row);
        for (int f = 0; f < pe->D; f++) out[f] += row[f] / (double)(p1 - p0);
    }
}

static void mean_cosines(const Pe *pe, int64_t p0, int64_t p1, double *out) {
    for (int m = 0; m < pe->pairs; m++) {
        double sine = 0;
        pe_mean_cos_sin(p0, p1 - p0, pe->freq[m], &out[m], &sine);
    }
}

// One row of cells over positions p0 … p1−1, averaged across features too.
static void fill_features(const Pe *pe, int64_t p0, int64_t p1, int cols, float *out) {
    double full[PE_DIM_MAX] = {0};
    int width = pe_picture_width(pe);
    if (pe->rows && p1 > pe->rows) p1 = pe->rows;
    bool exists = p0 < p1;
    if (exists) (pe->scheme->embed ? mean_vector : mean_cosines)(pe, p0, p1, full);
    for (int c = 0; c < cols; c++) {
        int from = (int)num_edge(0, width, cols, c), to = (int)num_edge(0, width, cols, c + 1);
        double sum = 0;
        for (int f = from; exists && f < to; f++) sum += full[f];
        out[c] = exists ? (float)(sum / (to - from)) : NAN;
    }
}

// Mean bias of one head for keys d0 … d1−1 tokens before the query.
static double mean_run(const Pe *pe, int head, int64_t d0, int64_t d1) {
    double sum = 0, run[256];
    for (int64_t d = d0; d < d1; d += 256) {
        int count = d1 - d < 256 ? (int)(d1 - d) : 256;
        pe->scheme->bias(pe, head, d1, d1 - d - count + 1, count, run);
        for (int t = 0; t < count; t++) sum += run[t];
    }
    return sum / (double)(d1 - d0);
}

// The same of heads h0 … h1−1: counted, where the scheme can and keys are not removed.
static double mean_bias(const Pe *pe, int h0, int h1, int64_t d0, int64_t d1) {
    PeBlock keys = {.offset = d1 - 1, .queries = 1, .keys = d1 - d0, .least = d0, .most = d1 - 1};
    bool counted = pe->scheme->bias_sum && pe->relative && d0 >= pe->least && d1 - 1 <= pe->most;
    double sum = 0;
    for (int h = h0; h < h1; h++) {
        sum += counted ? pe->scheme->bias_sum(pe, h, keys) / (double)(d1 - d0)
                       : mean_run(pe, h, d0, d1);
    }
    return sum / (h1 - h0);
}

// Adds query i's distances to the keys of each cell that are not removed.
static void add_distances(const Pe *pe, int64_t i, Span keys, int cols, double *sums,
                          int64_t *counts) {
    double run[256];
    for (int c = 0; c < cols; c++) {
        int64_t from = num_edge(keys.from, keys.to, cols, c),
                to = num_edge(keys.from, keys.to, cols, c + 1);
        for (int64_t j = from; j < to; j += 256) {
            int count = to - j < 256 ? (int)(to - j) : 256;
            pe->scheme->distance(pe, i, j, count, run);
            for (int t = 0; t < count; t++) {
                if (isnan(run[t])) continue;
                sums[c] += run[t];
                counts[c]++;
            }
        }
    }
}

// One row of cells: queries q0 … q1−1 by all keys.
static void fill_distances(const Pe *pe, Span queries, Span keys, int cols, float *out) {
    Arena scratch = {0};
    double *sums = arena_array(&scratch, (size_t)cols, sizeof *sums);
    int64_t *counts = arena_array(&scratch, (size_t)cols, sizeof *counts);
    for (int64_t i = queries.from; i < queries.to; i++) {
        add_distances(pe, i, keys, cols, sums, counts);
    }
    for (int c = 0; c < cols; c++) {
        out[c] = counts[c] ? (float)(sums[c] / (double)counts[c]) : NAN;
    }
    arena_free(&scratch);
}

void pe_encode_map(const Pe *pe, int64_t p0, int64_t p1, int rows, int cols, float *out) {
    PePicture picture = pe_picture(pe->scheme);
    assert(p0 >= 0 && p0 < p1 && p1 <= PE_POSITION_MAX && rows > 0 && cols > 0);
    for (int r = 0; r < rows; r++) {
        float *row = out + (int64_t)r * cols;
        int64_t from = num_edge(p0, p1, rows, r), to = num_edge(p0, p1, rows, r + 1);
        int h0 = (int)num_edge(0, pe->H, rows, r), h1 = (int)num_edge(0, pe->H, rows, r + 1);
        for (int c = 0; picture == PE_PICTURE_NONE && c < cols; c++) row[c] = NAN;
        if (picture == PE_PICTURE_VECTORS || picture == PE_PICTURE_COSINES) {
            fill_features(pe, from, to, cols, row);
        }
        if (picture == PE_PICTURE_DISTANCES) {
            fill_distances(pe, (Span){from, to}, (Span){p0, p1}, cols, row);
        }
        for (int c = 0; picture == PE_PICTURE_BIASES && c < cols; c++) {
            row[c] = (float)mean_bias(pe, h0, h1, num_edge(p0, p1, cols, c),
                                      num_edge(p0, p1, cols, c + 1));
        }
    }
}
