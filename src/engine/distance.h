// Logits that depend on the distance i − j alone: every token has the same content, and the scheme is relative.
//
// One function gives them to cells, rows and maps, so that all show the same numbers:
// f(d) = (scale·(constant + Σ waves) + relate)·weight + bias, as far as the scheme and the stage have these.
// Inside engine/ only.
#ifndef ENGINE_DISTANCE_H
#define ENGINE_DISTANCE_H

#include "engine/tokens.h"
#include "engine/waves.h"

// What is summed: all of the logit, or the bias alone.
typedef enum DistancePart { DISTANCE_LOGIT, DISTANCE_BIAS } DistancePart;

typedef struct Distance {
    const Pe *pe;
    LogitView view;
    TokenReach allowed; // at the view's stage
    double scale;
    bool logit, biased; // what takes part
    bool paired;        // every distance by turning a pair: there is no closed form
    Waves waves;        // otherwise; without pairs if the scheme neither adds nor turns
    double *pair;       // scratch, (2, D)
} Distance;

// For distances within ±reach.
Distance distance_open(const Pe *pe, const LogitView *view, DistancePart part, int64_t reach,
                       Arena *arena);

// f at distances d0 … d0+n−1, all of them allowed: out (n).
void distance_run(const Distance *f, int64_t d0, int n, double *out);

// Whether means over blocks have a closed form.
bool distance_closed(const Distance *f);

#endif
