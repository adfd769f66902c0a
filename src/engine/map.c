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

double *map_pack(const double *x, int n, int D, Arena *arena) {
    int panels = (n + MAP_TILE - 1) / MAP_TILE;
    double *packed = arena_array(arena, (size_t)panels * (size_t)D, MAP_TILE * sizeof(double));
    for (int k = 0; k < n; k++) {
        double *panel = packed + (int64_t)(k / MAP_TILE) * D * MAP_TILE + k % MAP_TILE;
        for (int f = 0; f < D; f++) panel[f * MAP_TILE] = x[(int64_t)k * D + f];
    }
    return packed;
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

void map_dots(const double *q, const double *packed, int D, int k0, int k1, double scale,
              double *out, int stride) {
    assert(k0 % MAP_TILE == 0);
    for (int k = k0; k < k1; k += MAP_TILE) {
        double sum[MAP_TILE * MAP_TILE];
        multiply_tile(q, packed + (int64_t)k * D, D, sum);
        for (int a = 0; a < MAP_TILE; a++) {
            for (int b = 0; b < MAP_TILE; b++)
                out[a * stride + k + b] = scale * sum[a * MAP_TILE + b];
        }
    }
}
