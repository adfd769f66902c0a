// Pairs of a block by distance. With e = d − first the pairs are u + v = e, 0 ≤ u < queries, 0 ≤ v < keys:
// a quadrant's corner of e < t, less the corners that begin behind the last query or key, plus the one behind both.
#include "engine/block.h"

#include <assert.h>

PeBlock block_within(PeBlock b, int64_t least, int64_t most) {
    if (b.least < least) b.least = least;
    if (b.most > most) b.most = most;
    return b;
}

// Pairs of natural numbers with a sum below t, and the sum of these sums. Unsigned: what wraps in between cancels.
static uint64_t count_corner(int64_t t) {
    return t <= 0 ? 0 : (uint64_t)t * ((uint64_t)t + 1) / 2;
}

static uint64_t sum_corner(int64_t t) {
    if (t <= 1) return 0;
    uint64_t factor[3] = {(uint64_t)t - 1, (uint64_t)t, (uint64_t)t + 1}, product = 1;
    for (int f = 0; f < 3; f++) product *= factor[f] % 3 == 0 ? factor[f] / 3 : factor[f];
    return product;
}

// Pairs with first ≤ d < first + t.
static uint64_t count_below(PeBlock b, int64_t t) {
    return count_corner(t) - count_corner(t - b.queries) - count_corner(t - b.keys) +
           count_corner(t - b.queries - b.keys);
}

// The sum of d − first over them.
static uint64_t sum_below(PeBlock b, int64_t t) {
    uint64_t queries = (uint64_t)b.queries, keys = (uint64_t)b.keys;
    int64_t past_q = t - b.queries, past_k = t - b.keys, past = past_q - b.keys;
    return sum_corner(t) - sum_corner(past_q) - queries * count_corner(past_q) -
           sum_corner(past_k) - keys * count_corner(past_k) + sum_corner(past) +
           (queries + keys) * count_corner(past);
}

// Allowed distances as e = from … to − 1, empty if to ≤ from.
static void find_span(PeBlock b, int64_t *from, int64_t *to) {
    int64_t first = block_first(b), last = block_last(b);
    *from = b.least > first ? b.least - first : 0;
    *to = (b.most < last ? b.most : last) + 1 - first;
}

static bool is_whole(PeBlock b) {
    return b.least <= block_first(b) && b.most >= block_last(b);
}

int64_t block_pairs(PeBlock b) {
    if (is_whole(b)) return b.queries * b.keys;
    int64_t from, to;
    find_span(b, &from, &to);
    return to > from ? (int64_t)(count_below(b, to) - count_below(b, from)) : 0;
}

double block_distances(PeBlock b) {
    double all = (double)b.queries * (double)b.keys;
    if (is_whole(b)) return all * ((double)b.offset + (double)(b.queries - b.keys) / 2);
    assert(all * (double)(b.queries + b.keys) / 2 < 0x1p64); // the largest sum of d − first
    int64_t from, to;
    find_span(b, &from, &to);
    if (to <= from) return 0;
    uint64_t above = sum_below(b, to) - sum_below(b, from);
    return (double)block_first(b) * (double)block_pairs(b) + (double)above;
}
