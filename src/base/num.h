// Small arithmetic that several folders need.
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdint.h>

static const double TURN = 6.283185307179586; // 2π radians

static inline int num_least(int a, int b) {
    return a < b ? a : b;
}

static inline int num_most(int a, int b) {
    return a > b ? a : b;
}

// Border c of `cells` cells over the whole numbers lo … hi − 1: cell c covers [num_edge(c), num_edge(c + 1)).
static inline int64_t num_edge(int64_t lo, int64_t hi, int cells, int c) {
    return lo + (hi - lo) * c / cells;
}

#endif
