// The ways to average a window of the logit matrix over cells. Inside engine/ only.
#ifndef ENGINE_MAP_H
#define ENGINE_MAP_H

#include "engine/tokens.h"

// Where cells go, (rows, cols): rounded, or as they are. One of them.
typedef struct MapOut {
    float *rounded;
    double *exact;
} MapOut;

typedef struct MapJob {
    const Pe *pe;
    const LogitView *view;
    MapWindow window;
    Arena *arena;                   // scratch
    int D, end;                     // width of q and k; tokens that exist
    double scale;                   // of ⟨q, k⟩
    TokenReach allowed;             // distances, at the view's stage
    bool biased;                    // the scheme's bias takes part
    const int *row_edge, *col_edge; // (rows + 1), (cols + 1): the window's borders in tokens
    MapOut out;
} MapJob;

// logits_map with every cell as computed, before it is rounded to float: out (rows, cols).
void map_fill(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena, double *out);

// Shared content and a relative scheme: from distances alone.
void map_by_distance(const MapJob *job);
double map_distance_cost(const MapJob *job); // multiply-adds besides looking up
// The softmax of the same.
void map_by_shares(const MapJob *job);
// Raw, bias and mask stages: ⟨mean q, mean k⟩ per cell, plus the mean bias of a relative scheme.
void map_by_means(const MapJob *job);
// Any stage: every logit of the window, row by row. With `plain`, less those of that scheme.
void map_by_rows(const MapJob *job, const Pe *plain);

void map_put_row(const MapJob *job, int r, const double *row);

// Cell (r, c) of the window as tokens.
static inline MapWindow map_cell(const MapJob *job, int r, int c) {
    return (MapWindow){
        job->row_edge[r], job->row_edge[r + 1], job->col_edge[c], job->col_edge[c + 1], 1, 1};
}

// The smallest and the largest distance of the window.
static inline int64_t map_near(const MapJob *job) {
    return (int64_t)job->window.i0 - (job->window.j1 - 1);
}

static inline int64_t map_far(const MapJob *job) {
    return (int64_t)job->window.i1 - 1 - job->window.j0;
}

static inline int64_t map_reach(const MapJob *job) {
    int64_t near = map_near(job), far = map_far(job);
    return (-near > far ? -near : far) + 4; // some more, for powers that begin behind a cell
}

#endif
