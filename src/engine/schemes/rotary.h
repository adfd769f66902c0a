// What all rotary schemes share: the pairs of a vector are turned by angles that grow with position.
//
// A rotary scheme fills pe->freq (and pe->growth, pe->factor) in its `prepare` and takes these functions as its hooks.
#ifndef ENGINE_SCHEMES_ROTARY_H
#define ENGINE_SCHEMES_ROTARY_H

#include "engine/pe.h"
#include "engine/scaling.h"

enum { ROTARY_SPAN_MAX = 1 << 21 };

// Rows that several rotary schemes have in their lists of parameters.
#define ROTARY_PARAM_FACTOR(name, says, times)                                              \
    {                                                                                       \
        .id = (name), .label = (says), .unit = "×", .initial = (times), .lo = 1, .hi = 1e4, \
        .log = true                                                                         \
    }
#define ROTARY_PARAM_WINDOW(name, says, tokens, least)                                       \
    {                                                                                        \
        .id = (name), .label = (says), .unit = "tokens", .initial = (tokens), .lo = (least), \
        .hi = PE_POSITION_MAX, .step = 1, .log = true                                        \
    }
// So many turns within the trained length.
#define ROTARY_PARAM_TURNS(name, says, turns)                                                      \
    {                                                                                              \
        .id = (name), .label = (says), .unit = "turns", .initial = (turns), .lo = 1e-3, .hi = 1e4, \
        .log = true                                                                                \
    }
// So many tokens, as wide as a window of attention may be.
#define ROTARY_PARAM_SPAN(name, says, tokens)                                          \
    {                                                                                  \
        .id = (name), .label = (says), .unit = "tokens", .initial = (tokens), .lo = 1, \
        .hi = ROTARY_SPAN_MAX, .step = 1, .log = true                                  \
    }
// How many tokens the text has now: what depends on it is prepared again when it grows.
#define ROTARY_PARAM_LENGTH                                                                     \
    {                                                                                           \
        .id = "length", .label = "Sequence length", .unit = "tokens", .initial = 4096, .lo = 1, \
        .hi = PE_POSITION_MAX, .step = 1, .log = true                                           \
    }

// Sets width D, the features that turn (the first ones, even in the half_split layout) and the layout, and fills
// freq[m] = base^(−2m/turned), m = 0 … ⌊turned/2⌋−1 (Su et al. 2021, RoFormer, section 3.2.2).
bool rotary_open(Pe *pe, Arena *arena, int D, int turned, Err *err);
// The same for a scheme with the parameters dim, base and layout that turns all of its features.
bool rotary_open_whole(Pe *pe, Arena *arena, Err *err);

// NTK's exponent d / (d − 2) exists: false for the parameter dim = 2.
bool rotary_check_exponent(const Pe *pe, Err *err);

// The turned features and their base as the closed forms of engine/scaling take them; nothing is stretched yet.
Scaling rotary_scaling(const Pe *pe);
// Gives every pair its speed under a method.
void rotary_stretch(Pe *pe, const Scaling *scaling, ScalingMethod method);

// Hooks of PeScheme, and all of them for schemes that differ in their frequencies alone.
#define ROTARY_HOOKS .turn = rotary_turn, .turn_mean = rotary_turn_mean, .waves = rotary_waves
void rotary_turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x);
void rotary_turn_mean(const Pe *pe, PeTurn as, int64_t p0, int64_t width, double *x);
void rotary_waves(const Pe *pe, const double *v, double *weight, double *constant);

// Turns one vector x (D) as at any real position.
void rotary_turn_to(const Pe *pe, PeSide side, double position, double *x);
// The same with the size of the pairs (pe->growth) as at another position.
void rotary_turn_sized(const Pe *pe, PeSide side, double position, double sized_as, double *x);

// Cosine and sine of every pair at `positions`, times the attention factor: (n, pairs) each.
void rotary_table(const Pe *pe, const int64_t *positions, int n, double *cosines, double *sines);

#endif
