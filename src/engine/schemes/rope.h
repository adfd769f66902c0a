// Rotary encoding: its wavelengths, and the order of the pairs.
#ifndef ENGINE_SCHEMES_ROPE_H
#define ENGINE_SCHEMES_ROPE_H

#include "engine/pe.h"

// Tokens per full turn of pair m, 2π / θ_m.
double rope_wavelength(const Pe *pe, int pair);
// Whether a pair of so many radians a token completes a full turn within `length` tokens: every relative angle was met in
// training.
bool rope_closed(double speed, double length);
// How many pairs do.
int rope_closed_pairs(const Pe *pe, int64_t length);

// How Meta's interleaved rows of W_q and W_k become half-split rows: row r of the result is row from[r]
// of the original, head by head. (rows) must be a multiple of 2·heads.
void rope_permute_rows(int heads, int rows, int *from);
// Rewrites n vectors (n, D) from pairs (2m, 2m+1) to all first members, then all second ones. D even.
void rope_split_pairs(int D, int n, double *x);

#endif
