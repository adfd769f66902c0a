// FIRE's bias: a small network that reads the distance relative to the query's position.
#ifndef ENGINE_SCHEMES_FIRE_H
#define ENGINE_SCHEMES_FIRE_H

#include <stdint.h>

// How a distance is squeezed: log(|c·d| + 1), and positions below `threshold` count as it.
typedef struct FireScale {
    double c, threshold, eps;
} FireScale;

// One hidden layer of rectified units: w1 and b1 (width), w2 (heads, width), b2 (heads).
typedef struct FireNet {
    int width;
    const double *w1, *b1, *w2, *b2;
} FireNet;

// ψ(i − j) / (ψ(max(i, threshold)) + eps) with ψ(x) = log(|c·x| + 1) and |i − j| (Li et al. 2024, section 3).
double fire_input(FireScale scale, int64_t i, int64_t j);
// The network's output for one head.
double fire_output(const FireNet *net, int head, double input);

#endif
