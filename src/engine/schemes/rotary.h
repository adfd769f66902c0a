// What all rotary schemes share: the pairs of a vector are turned by angles that grow with position.
//
// A rotary scheme fills pe->freq (and pe->growth, pe->factor) in its `prepare` and takes these functions as its hooks.
#ifndef ENGINE_SCHEMES_ROTARY_H
#define ENGINE_SCHEMES_ROTARY_H

#include "engine/pe.h"

// Sets width D, the features that turn (the first ones, even in the half_split layout) and the layout, and fills
// freq[m] = base^(−2m/turned), m = 0 … ⌊turned/2⌋−1 (Su et al. 2021, RoFormer, section 3.2.2).
bool rotary_open(Pe *pe, Arena *arena, int D, int turned, Err *err);
// The same for a scheme with the parameters dim, base and layout that turns all of its features.
bool rotary_open_whole(Pe *pe, Arena *arena, Err *err);

// Hooks of PeScheme.
void rotary_turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x);
void rotary_turn_mean(const Pe *pe, PeTurn as, int64_t p0, int64_t width, double *x);
void rotary_waves(const Pe *pe, const double *v, double *weight, double *constant);

// Turns one vector x (D) as at any real position.
void rotary_turn_to(const Pe *pe, PeSide side, double position, double *x);

// Cosine and sine of every pair at `positions`, times the attention factor: (n, pairs) each.
void rotary_table(const Pe *pe, const int64_t *positions, int n, double *cosines, double *sines);

#endif
