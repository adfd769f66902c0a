// Keys rewritten so that four neighbours lie together, for dot products with queries in tiles of four by four. Each product
// adds its features in order, so it is the same to the last bit as one computed alone.
#ifndef ENGINE_PANELS_H
#define ENGINE_PANELS_H

#include "base/arena.h"

#include <stdint.h>

enum { PANELS_TILE = 4 };

// (⌈n/4⌉, D, 4), zeros behind the last key.
typedef struct Panels {
    double *at;
    int D, stride; // stride: n rounded up to whole tiles
    double scale;  // of a dot product
} Panels;

Panels panels_open(int n, int D, double scale, Arena *arena);
// Keys x (n, D), as many as fit.
void panels_fill(Panels *panels, const double *x, int n);
// Scaled dot products of queries q (4, D) with keys 0 … n−1: out (4, stride), written up to the next whole tile.
void panels_dots(const Panels *panels, const double *q, int n, int64_t stride, double *out);

#endif
