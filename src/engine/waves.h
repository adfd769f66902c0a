// Sums of waves against distance, Σ weight[m]·e^(growth[m]·d)·cos(freq[m]·d): at runs of distances and averaged over
// blocks, by the addition theorem.
//
// The powers z^d of z = e^(growth + i·freq) are products of at most four table entries, one for each digit of |d| to
// base 64, and each of these of two cosines and sines of exact multiples. So a value depends on d alone, never on
// where a run begins, and its error is that of the angle (2^-53 of it) and of a few roundings.
#ifndef ENGINE_WAVES_H
#define ENGINE_WAVES_H

#include "engine/pe.h"

enum { WAVES_DIGITS = 4 }; // of |d| < 64^4 = PE_POSITION_MAX

typedef struct Waves {
    int pairs, width; // width: pairs rounded up to a whole tile, the rest weighs nothing
    double constant;
    const double *freq, *growth; // (pairs); growth may be NULL
    double *weight;              // (width)
    const double
        *digit[2][WAVES_DIGITS]; // z^±(a·64^k): (64, 2, width), real parts then imaginary ones
} Waves;

// The waves of a scheme that has them, for content v (D), or NULL if it adds vectors; distances within ±reach.
// Costs about 28·pairs sines for each digit of `reach`.
Waves waves_open(const Pe *pe, const double *v, int64_t reach, Arena *arena);

// At distances d0 … d0+n−1, the constant added: out (n). Costs 2·pairs multiply-adds a distance.
void waves_run(const Waves *waves, int64_t d0, int n, double *out);

// Means over blocks of `queries` or `queries + 1` by `keys` or `keys + 1` tokens, as a window's cells are.
typedef struct WaveCells {
    const Waves *waves;
    int64_t queries, keys;
    double *part[8]; // by code: (2, width)
    int64_t at;      // the distance whose power is in `power`
    double *power;   // (2, width)
    int64_t far_at;  // as above, rounded to 64² tokens, of …
    double *far;     // … this one, (2, width)
    bool known;
} WaveCells;

// How a block differs from the smallest one: code = 4·(one query more) + 2·(one key more) + (offset one larger).
WaveCells waves_cells(const Waves *waves, int64_t queries, int64_t keys, Arena *arena);
// The mean, the constant added, over the block with this code whose offset is base, or base + 1 if its code says so.
// Geometric sums from the smallest distance on: cells over which the waves shrink away from it cannot overflow;
// where they grow beyond the range of double the result is infinite or NaN.
double waves_mean(WaveCells *cells, int64_t base, int code);

#endif
