// The window of the logit matrix at screen resolution: which way of averaging is exact and cheapest.
#include "engine/map.h"

#include "base/num.h"
#include "engine/effect.h"

#include <assert.h>
#include <string.h>

// Distances beyond which closed-form means are cheaper than a run of distances.
enum { FAR_WINDOW = 1 << 16 };

static bool is_causal(const Pe *pe, const LogitView *view) {
    return logits_masked(pe, view, 0, 1);
}

static const int *find_edges(int lo, int hi, int cells, Arena *arena) {
    int *edges = arena_array(arena, (size_t)cells + 1, sizeof(int));
    for (int c = 0; c <= cells; c++) edges[c] = (int)num_edge(lo, hi, cells, c);
    return edges;
}

static void fill_map(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena,
                     float *out) {
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
                  .causal = is_causal(pe, view),
                  .row_edge = find_edges(window.i0, window.i1, window.rows, arena),
                  .col_edge = find_edges(window.j0, window.j1, window.cols, arena)};
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

// Two neighbouring keys. The compiler splits or widens it as the machine needs.
typedef double Lanes __attribute__((vector_size(16)));

// Sixteen sums that stay in registers: eight names, because an array of them would live in memory.
static void multiply_tile(const double *q, const double *panel, int D,
                          double sum[MAP_TILE * MAP_TILE]) {
    const double *qa = q, *qb = qa + D, *qc = qb + D, *qd = qc + D;
    Lanes a0 = {0}, a1 = {0}, b0 = {0}, b1 = {0}, c0 = {0}, c1 = {0}, d0 = {0}, d1 = {0}, k0, k1;
    for (int f = 0; f < D; f++) {
        memcpy(&k0, panel + (int64_t)f * MAP_TILE, sizeof k0);
        memcpy(&k1, panel + (int64_t)f * MAP_TILE + 2, sizeof k1);
        a0 += qa[f] * k0;
        a1 += qa[f] * k1;
        b0 += qb[f] * k0;
        b1 += qb[f] * k1;
        c0 += qc[f] * k0;
        c1 += qc[f] * k1;
        d0 += qd[f] * k0;
        d1 += qd[f] * k1;
    }
    const Lanes all[] = {a0, a1, b0, b1, c0, c1, d0, d1};
    memcpy(sum, all, sizeof all);
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

void logits_map(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena, float *out) {
    if (view->content != CONTENT_EFFECT) {
        fill_map(pe, view, window, arena, out);
        return;
    }
    Effect effect;
    effect_open(&effect, pe, view);
    fill_map(pe, &effect.random, window, arena, out);
    if (!effect.differs) return;
    int cells = window.rows * window.cols;
    float *without = arena_array(arena, (size_t)cells, sizeof *without);
    fill_map(&effect.plain, &effect.random, window, arena, without);
    for (int c = 0; c < cells; c++) out[c] -= without[c];
}
