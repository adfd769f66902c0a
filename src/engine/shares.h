// Softmax of rows whose logits depend on i − j alone: each row's largest logit and sum, gathered once for all rows.
//
// The sum over a row is gathered outwards from the query: keys at distance 0, 1, 2 …, and keys after it at −1, −2 …; so row
// i + 1 goes on where row i ended. Inside engine/ only.
#ifndef ENGINE_SHARES_H
#define ENGINE_SHARES_H

#include "engine/distance.h"

// e^(logit − largest), summed up over some keys.
typedef struct Share {
    double largest, sum; // −∞ and 0 if there is no key
} Share;

typedef struct Shares {
    const Distance *f;
    int n;
    int64_t near, far;           // distances that the rows meet
    const double *value;         // f at near … far
    const Share *before, *after; // of keys at distances 0 … t and −1 … −t
} Shares;

// For rows i0 … i1−1 of n keys.
Shares shares_open(const Distance *f, int i0, int i1, int n, Arena *arena);

// All of row i. NaN sums where a logit is not finite.
Share shares_row(const Shares *shares, int i);

// Softmax of a logit of that row.
double shares_of(Share row, double logit);

#endif
