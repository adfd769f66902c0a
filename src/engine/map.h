// The ways to average a window of the logit matrix over cells. Inside engine/ only.
#ifndef ENGINE_MAP_H
#define ENGINE_MAP_H

#include "engine/tokens.h"

typedef struct MapJob {
    const Pe *pe;
    const LogitView *view;
    MapWindow window;
    Arena *arena;                   // scratch
    int D, end;                     // width of q and k; tokens that exist
    double scale;                   // of ⟨q, k⟩
    bool causal;                    // keys after the query are removed
    const int *row_edge, *col_edge; // (rows + 1), (cols + 1): the window's borders in tokens
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
static inline MapWindow map_cell(const MapJob *job, int r, int c) {
    return (MapWindow){
        job->row_edge[r], job->row_edge[r + 1], job->col_edge[c], job->col_edge[c + 1], 1, 1};
}

// Keys (n, D) rewritten so that four neighbours lie together, for dot products in tiles of four by four:
// (⌈n/4⌉, D, 4), zeros behind the last.
enum { MAP_TILE = 4 };

typedef struct MapPanels {
    double *at;
    int D, stride; // stride: n rounded up to whole tiles
    double scale;  // of a dot product
} MapPanels;

MapPanels map_pack(const MapJob *job, const double *x, int n);
// Scaled dot products of queries q (4, D) with keys 0 … n−1: out (4, stride), written up to the next whole tile.
void map_dots(const MapPanels *panels, const double *q, int n, double *out);

#endif
