// Means of a function of distance over blocks of queries and keys: in closed form, or from sums of a run. Inside
// engine/ only.
#ifndef ENGINE_DISTANCE_MEAN_H
#define ENGINE_DISTANCE_MEAN_H

#include "engine/block.h"
#include "engine/distance.h"

// A number in two parts, so that differences of long sums keep every digit.
typedef struct DistancePair {
    double high, low;
} DistancePair;

// Values at distances near … far, 0 where removed, and sums of their sums: second[x − near] = Σ_{y<x} Σ_{d<y} f(d), for
// x = near … far + 2. The sum over a block is second(first + queries + keys) − second(first + queries) −
// second(first + keys) + second(first).
typedef struct DistanceSums {
    int64_t near, far;
    const double *value;
    const DistancePair *second;
} DistanceSums;

// Blocks of `queries` or one more by `keys` or one more tokens, with distances within near … far.
typedef struct DistanceMeans {
    const Distance *f;
    int64_t queries, keys, near, far;
    bool closed;
    DistanceSums sums, low,
        high; // all distances, or those of blocks that meet the least or the most allowed one
    WaveCells cells;
    Arena *arena;
} DistanceMeans;

// Closed forms cost nothing here; without them, every distance near … far is evaluated.
DistanceMeans distance_means(const Distance *f, PeBlock smallest, int64_t near, int64_t far,
                             Arena *arena);

// The mean over the allowed pairs of the block with this code (waves.h) whose offset is base, or base + 1 if its code
// says so; NaN if none is allowed. One pair: f itself.
double distance_mean(DistanceMeans *means, int64_t base, int code);

#endif
