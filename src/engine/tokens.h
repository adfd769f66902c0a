// Toy tokens: queries and keys of a LogitView, with the scheme's vectors added and turned. Inside engine/ only.
#ifndef ENGINE_TOKENS_H
#define ENGINE_TOKENS_H

#include "engine/logits.h"

// Every token has the same content; and the logit then depends on i − j alone, at every stage.
bool tokens_shared(const LogitView *view);
bool tokens_by_distance(const Pe *pe, const LogitView *view);
// Tokens 0 … end − 1 exist: n, or the rows that the scheme has.
int tokens_end(const Pe *pe, const LogitView *view);
// 1/√D, or 1 for a scheme without it.
double tokens_scale(const Pe *pe, const LogitView *view);
// The position part of a scheme that relates contents is what relating gives; ⟨q, k⟩ itself is left out.
bool tokens_dotless(const Pe *pe, const LogitView *view);

// Distances i − j that are allowed at the view's stage; a bias may remove more only if it does not depend on i − j alone.
typedef struct TokenReach {
    int64_t least, most;
} TokenReach;

TokenReach tokens_reach(const Pe *pe, const LogitView *view);

// Tokens t0 … t0+n−1 as queries or keys. They must exist. Where turning changes sizes, positions count from `origin`, so that
// sizes stay within range at far positions: the same for both sides of a dot product, and any number gives the same one.
typedef struct TokenSpan {
    PeTurn as;
    int t0, n, origin;
} TokenSpan;

// Ready for the dot product: out (n, D).
void tokens_fill(const Pe *pe, const LogitView *view, TokenSpan span, double *out);
// Their content alone: out (n, D).
void tokens_content(const Pe *pe, const LogitView *view, TokenSpan span, double *out);
// The mean of the tokens, in closed form where content is shared: out (D).
void tokens_mean(const Pe *pe, const LogitView *view, TokenSpan span, double *out);

#endif
