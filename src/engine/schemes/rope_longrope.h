// LongRoPE: its two lists of factors, for short texts and for long ones, and the size of its vectors.
#ifndef ENGINE_SCHEMES_ROPE_LONGROPE_H
#define ENGINE_SCHEMES_ROPE_LONGROPE_H

#include "engine/pe.h"

// Whether a text is answered by the long factors.
bool rope_longrope_long(const Pe *pe);
// Divides the plain frequencies of a prepared scheme by a model's own factors (pairs), all of them above 0.
void rope_longrope_use(Pe *pe, const double *factors);

// As what a vector grows once `original` tokens become `scale` times as many: su √(1 + ln s / ln L) (Ding et al. 2024, as in
// Phi-3), yarn 0.1 ln s + 1; 1 for s ≤ 1. original ≥ 2.
typedef enum LongropePolicy { LONGROPE_SU, LONGROPE_YARN } LongropePolicy;

double rope_longrope_magnitude(LongropePolicy policy, double scale, double original);

// The scheme as it treats positions that stay plain: RoPE's own frequencies, and vectors that do not grow.
Pe rope_longrope_plain(const Pe *pe);

#endif
