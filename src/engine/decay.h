// How much of a dot product is left at a distance under a scheme with pairs, for equal and for random content, in closed form.
#ifndef ENGINE_DECAY_H
#define ENGINE_DECAY_H

#include "engine/pe.h"

// Σ_r cos(δ·θ_r): the dot product of two sinusoidal rows, and half that of all ones turned by a rotary scheme.
double decay_sum(const Pe *pe, int64_t distance);

// What follows is divided by d, so that q = k = (1, …, 1) starts at 1.

// The mean over distances from … from + width − 1 of Σ_r cos(δ·θ_r) / pairs: the score of all ones, and the expected
// score of q = k with standard normal entries.
double decay_mean(const Pe *pe, int64_t from, int64_t width);
// Standard deviation of the score at a distance for q = k with standard normal entries: each pair's squared length
// has variance 4, so 2·√(Σ_r cos²(δ·θ_r)) / d.
double decay_spread_equal(const Pe *pe, int64_t distance);
// The same for independent standard normal q and k: 1/√d at every distance, around a mean of 0.
double decay_spread_random(const Pe *pe);

// The smallest distance ≤ most at which the sum of cosines is negative, −1 if there is none.
int64_t decay_first_negative(const Pe *pe, int64_t most);

#endif
