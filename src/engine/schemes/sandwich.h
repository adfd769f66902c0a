// Sandwich's bias: the similarity of two sinusoidal vectors, less that of a vector with itself.
#ifndef ENGINE_SCHEMES_SANDWICH_H
#define ENGINE_SCHEMES_SANDWICH_H

#include "engine/pe.h"

// Logits that a prepared Sandwich adds at a distance ≥ 0: (Σ cos(distance·freq) − pairs) / (8·(head + 1) / heads).
double sandwich_bias(const Pe *pe, int head, int64_t distance);

#endif
