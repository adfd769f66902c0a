// Dot products of queries with many keys, in tiles of four by four.
#include "engine/panels.h"

#include <assert.h>
#include <string.h>

Panels panels_open(int n, int D, double scale, Arena *arena) {
    int count = (n + PANELS_TILE - 1) / PANELS_TILE;
    double *at = arena_array(arena, (size_t)count * (size_t)D + 1, PANELS_TILE * sizeof(double));
    return (Panels){at, D, count * PANELS_TILE, scale};
}

void panels_fill(Panels *panels, const double *x, int n) {
    int D = panels->D;
    assert(n <= panels->stride);
    for (int k = 0; k < n; k++) {
        double *panel = panels->at + (int64_t)(k / PANELS_TILE) * D * PANELS_TILE + k % PANELS_TILE;
        for (int f = 0; f < D; f++) panel[(int64_t)f * PANELS_TILE] = x[(int64_t)k * D + f];
    }
}

// Two neighbouring keys. The compiler splits or widens it as the machine needs.
typedef double Lanes __attribute__((vector_size(16)));

// Sixteen sums that stay in registers: eight names, because an array of them would live in memory.
static void multiply_tile(const double *q, const double *panel, int D,
                          double sum[PANELS_TILE * PANELS_TILE]) {
    const double *qa = q, *qb = qa + D, *qc = qb + D, *qd = qc + D;
    Lanes a0 = {0}, a1 = {0}, b0 = {0}, b1 = {0}, c0 = {0}, c1 = {0}, d0 = {0}, d1 = {0}, k0, k1;
    for (int f = 0; f < D; f++) {
        memcpy(&k0, panel + (int64_t)f * PANELS_TILE, sizeof k0);
        memcpy(&k1, panel + (int64_t)f * PANELS_TILE + 2, sizeof k1);
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

void panels_dots(const Panels *panels, const double *q, int n, int64_t stride, double *out) {
    for (int k = 0; k < n; k += PANELS_TILE) {
        double sum[PANELS_TILE * PANELS_TILE];
        multiply_tile(q, panels->at + (int64_t)k * panels->D, panels->D, sum);
        for (int a = 0; a < PANELS_TILE; a++) {
            double *row = out + a * stride + k;
            for (int b = 0; b < PANELS_TILE; b++) row[b] = panels->scale * sum[a * PANELS_TILE + b];
        }
    }
}
