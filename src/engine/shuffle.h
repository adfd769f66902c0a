// Attention over a few seeded tokens in any order: what only moves, and what changes, when they are shuffled.
#ifndef ENGINE_SHUFFLE_H
#define ENGINE_SHUFFLE_H

#include "engine/pe.h"

#include <assert.h>

enum { SHUFFLE_MOST = 12 }; // tokens whose orders can be numbered in an int

// The toy that is shown: so many tokens, and so many orders of them.
enum { SHUFFLE_TOKENS = 6, SHUFFLE_ORDERS = 1 * 2 * 3 * 4 * 5 * 6 };

static_assert(SHUFFLE_TOKENS == 6, "SHUFFLE_ORDERS is 6!");

// A toy: query, key and value of a token are three seeded vectors, W_q, W_k and W_v the identity, one head.
typedef struct ShuffleView {
    int n, D; // tokens; width, the scheme's own if it has one
    int head;
    bool causal;
    uint64_t seed;
} ShuffleView;

// f(PX): token order[p] stands at position p. weights (n, n): row p its softmax over the keys, NaN where masked;
// out (n, D): the weighted sums of the values. Scratch memory comes from `arena`. False if a position does not exist.
bool shuffle_attend(const Pe *pe, const ShuffleView *view, const int *order, Arena *arena,
                    double *weights, double *out);

// The largest |f(PX) − P f(X)| over all numbers of all outputs; NaN if a position does not exist.
double shuffle_error(const Pe *pe, const ShuffleView *view, const int *order, Arena *arena);

// Orders of n ≤ SHUFFLE_MOST tokens by number, 0 … n! − 1, 0 being the tokens' own order (Lehmer code). The number
// of something that is not a permutation is −1; a number out of range counts from the other end.
int shuffle_number(const int *order, int n);
void shuffle_order(int number, int n, int *order);

#endif
