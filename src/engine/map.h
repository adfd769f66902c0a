// The ways to average a window of the logit matrix over cells. Inside engine/ only.
#ifndef ENGINE_MAP_H
#define ENGINE_MAP_H

#include "engine/tokens.h"

typedef struct MapJob {
    const Pe *pe;
    const LogitView *view;
    MapWindow window;
    Arena *arena; // scratch
    int D, end;   // width of q and k; tokens that exist
    double scale; // of ⟨q, k⟩
    bool causal;  // keys after the query are removed
} MapJob;

// Shared content and a relative scheme: everything from one run of distances.
void map_by_distance(const MapJob *job, float *out);
// Raw, bias and mask stages: ⟨mean q, mean k⟩ per cell, plus the mean bias of a relative scheme.
void map_by_means(const MapJob *job, float *out);
// Any stage: every logit of the window, row by row.
void map_by_rows(const MapJob *job, float *out);

// Mean over a cell of a function of i − j, by second sums. Values for distances near … far.
typedef struct DistanceSums {
    int near, far;
    const double *value;  // value[d − near]
    const double *second; // second[d − near] = Σ_{x<d} Σ_{y<x} value(y), for d up to far + 2
} DistanceSums;

// `value` must live as long as the sums; with `causal`, negative distances count as removed.
DistanceSums map_sum_distances(const double *value, int near, int far, bool causal, Arena *arena);
// Mean over queries i0 … i1−1 and keys j0 … j1−1, NaN if all are removed.
double map_cell_mean(const DistanceSums *sums, bool causal, MapWindow cell);

// Cell (r, c) of the window as tokens.
static inline MapWindow map_cell(const MapWindow *w, int r, int c) {
    return (MapWindow){map_edge(w->i0, w->i1, w->rows, r),
                       map_edge(w->i0, w->i1, w->rows, r + 1),
                       map_edge(w->j0, w->j1, w->cols, c),
                       map_edge(w->j0, w->j1, w->cols, c + 1),
                       1,
                       1};
}

// Dot products in tiles of four by four, several features at a time.
enum { MAP_TILE = 4 };

// Keys (n, D) rewritten so that four neighbours lie together: (⌈n/4⌉, D, 4), zeros behind the last.
double *map_pack(const double *x, int n, int D, Arena *arena);
// Queries q (4, D) with packed keys k0 … k1−1 (k0 a multiple of 4): out[a·stride + k], overshooting k1 to
// the next multiple of 4.
void map_dots(const double *q, const double *packed, int D, int k0, int k1, double scale,
              double *out, int stride);

#endif
