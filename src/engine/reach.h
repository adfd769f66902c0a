// How far a sliding window lets a token look through many layers: in theory, and where the influence really comes from.
#ifndef ENGINE_REACH_H
#define ENGINE_REACH_H

#include "base/arena.h"

#include <stdint.h>

// A query sees itself and the window − 1 tokens before it, so each layer reaches window − 1 further.
int64_t reach_most(int window, int layers);

// Influence of the token `distance` back on one output after `layers` layers, for distances 0 … reach_most, in the
// arena. A toy: each layer keeps `keep` (0 … 1) of its input and adds (1 − keep) times the plain mean over the window
// (uniform attention, W_v the identity). Sums to 1. reach_most(window, layers) must be below 2^22.
double *reach_influence(int window, int layers, double keep, Arena *arena);

// The smallest distance within which `share` of the influence lies. `influence` has count entries.
int64_t reach_within(const double *influence, int64_t count, double share);

#endif
