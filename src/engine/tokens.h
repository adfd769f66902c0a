// Toy tokens: queries and keys of a LogitView, with the scheme's vectors added and turned. Inside engine/ only.
#ifndef ENGINE_TOKENS_H
#define ENGINE_TOKENS_H

#include "engine/logits.h"

// Every token has the same content; and the logit then depends on i − j alone.
bool tokens_shared(const LogitView *view);
bool tokens_by_distance(const Pe *pe, const LogitView *view);
// Tokens 0 … end − 1 exist: n, or the rows that the scheme has.
int tokens_end(const Pe *pe, const LogitView *view);
// 1/√D, or 1 for a scheme without it.
double tokens_scale(const Pe *pe, const LogitView *view);

// Tokens t0 … t0+n−1 of one side, ready for the dot product: out (n, D). They must exist.
void tokens_fill(const Pe *pe, const LogitView *view, PeSide side, int t0, int n, double *out);
// The mean of tokens t0 … t1−1, in closed form where content is shared: out (D).
void tokens_mean(const Pe *pe, const LogitView *view, PeSide side, int t0, int t1, double *out);

// Bias for the distances i − j = far, far − 1 …, near (far ≥ near; either may be negative): out (far − near + 1).
// Zeros for a scheme without one.
void tokens_bias(const Pe *pe, int head, int far, int near, double *out);

#endif
