// How many pairs of a block of queries and keys lie at which distance, counted exactly.
#ifndef ENGINE_BLOCK_H
#define ENGINE_BLOCK_H

#include "engine/pe.h"

// The smallest and the largest distance between a query and a key of the block, allowed or not.
static inline int64_t block_first(PeBlock b) {
    return b.offset - b.keys + 1;
}

static inline int64_t block_last(PeBlock b) {
    return b.offset + b.queries - 1;
}

// The same block with only distances least … most allowed, of those that were.
PeBlock block_within(PeBlock b, int64_t least, int64_t most);

// Pairs that are allowed. Exact for up to 2^24 tokens a side.
int64_t block_pairs(PeBlock b);

// The sum of their distances. Counted in whole numbers, then rounded twice: exact to 2^-52 of
// (largest |distance|)·pairs, for blocks with queries·keys·(queries + keys) < 2^65 (2^21 tokens a side).
double block_distances(PeBlock b);

#endif
