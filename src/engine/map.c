// The window of the logit matrix at screen resolution: which way of averaging is exact and cheapest.
#include "engine/map.h"

#include <assert.h>
#include <string.h>

enum {
    FAR_WINDOW = 1 << 16
}; // distances beyond which closed-form means are cheaper than a run of distances

int map_edge(int lo, int hi, int cells, int c) {
    return lo + (int)((int64_t)(hi - lo) * c / cells);
}

static bool is_causal(const Pe *pe, const LogitView *view) {
    return logits_masked(pe, view, 0, 1);
}

void logits_map(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena, float *out) {
    assert(window.i0 >= 0 && window.i1 <= view->n && window.rows <= window.i1 - window.i0);
    assert(window.j0 >= 0 && window.j1 <= view->n && window.cols <= window.j1 - window.j0);
    assert(window.rows > 0 && window.cols > 0 && view->head >= 0 && view->head < pe->H);
    MapJob job = {.pe = pe,
                  .view = view,
                  .window = window,
                  .arena = arena,
                  .D = logits_width(pe, view),
                  .end = tokens_end(pe, view),
                  .scale = tokens_scale(pe, view),
                  .causal = is_causal(pe, view)};
    bool softmax = view->stage == STAGE_SOFTMAX;
    bool near = window.i1 - window.i0 + window.j1 - window.j0 <= FAR_WINDOW;
    bool biased = pe->scheme->bias && view->stage != STAGE_RAW;
    if (tokens_by_distance(pe, view) && (near || softmax || job.causal)) {
        map_by_distance(&job, out);
    } else if (!softmax && (pe->relative || !biased)) {
        map_by_means(&job, out);
    } else {
        map_by_rows(&job, out);
    }
}

MapPanels map_pack(const MapJob *job, const double *x, int n) {
    int count = (n + MAP_TILE - 1) / MAP_TILE, D = job->D;
    double *at = arena_array(job->arena, (size_t)count * (size_t)D, MAP_TILE * sizeof(double));
    for (int k = 0; k < n; k++) {
        double *panel = at + (int64_t)(k / MAP_TILE) * D * MAP_TILE + k % MAP_TILE;
        for (int f = 0; f < D; f++) panel[(int64_t)f * MAP_TILE] = x[(int64_t)k * D + f];
    }
    return (MapPanels){at, D, count * MAP_TILE, job->scale};
}

// Sixteen sums that stay in registers.
static void multiply_tile(const double *restrict q, const double *restrict panel, int D,
                          double sum[restrict MAP_TILE * MAP_TILE]) {
    double s[MAP_TILE][MAP_TILE] = {{0}};
    for (int f = 0; f < D; f++) {
        for (int a = 0; a < MAP_TILE; a++) {
            for (int b = 0; b < MAP_TILE; b++) s[a][b] += q[a * D + f] * panel[f * MAP_TILE + b];
        }
    }
    memcpy(sum, s, sizeof s);
}

void map_dots(const MapPanels *panels, const double *q, int n, double *out) {
    for (int k = 0; k < n; k += MAP_TILE) {
        double sum[MAP_TILE * MAP_TILE];
        multiply_tile(q, panels->at + (int64_t)k * panels->D, panels->D, sum);
        for (int a = 0; a < MAP_TILE; a++) {
            double *row = out + (int64_t)a * panels->stride + k;
            for (int b = 0; b < MAP_TILE; b++) row[b] = panels->scale * sum[a * MAP_TILE + b];
        }
    }
}
