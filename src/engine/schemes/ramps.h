// Sums of a bias over a block of queries and keys, by how many pairs lie at each distance.
#ifndef ENGINE_SCHEMES_RAMPS_H
#define ENGINE_SCHEMES_RAMPS_H

#include "engine/pe.h"

enum { RAMPS = 3 };

// Distances first … first + count − 1: `pairs` pairs at the first one, `step` more at each further one.
typedef struct Ramp {
    int64_t first, count, pairs, step;
} Ramp;

// A block has more and more pairs per distance, then as many as its shorter side, then fewer and fewer; cut to its least
// … most. Empty ramps have a count of 0.
void ramps_of(PeBlock block, Ramp out[RAMPS]);
// All pairs of a ramp.
double ramp_pairs(const Ramp *ramp);

// A function of distances x ≥ 0 that is smooth beyond the first few, as powers and logarithms are.
typedef struct RampKernel {
    double (*at)(const void *self, double x);
    const void *self;
} RampKernel;

// Σ pairs·kernel(distance), all distances ≥ 0: one by one up to 64, beyond by an integral in pieces that double (Gauss and
// Legendre's ten points) with differences at its ends (the sum of Euler and Maclaurin in central differences), to 1e-14
// of it. Costs some hundred evaluations, however long the ramp is.
double ramp_sum(const Ramp *ramp, RampKernel kernel);

#endif
