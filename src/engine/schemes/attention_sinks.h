// A cache that keeps the first and the latest keys: which ones a query sees, and where they stand in it.
#ifndef ENGINE_SCHEMES_ATTENTION_SINKS_H
#define ENGINE_SCHEMES_ATTENTION_SINKS_H

#include <stdbool.h>
#include <stdint.h>

// The first `start` keys and the latest `recent` ones, the query's own among them (1 or more).
typedef struct SinkCache {
    int64_t start, recent;
} SinkCache;

// Whether query i sees key j (Xiao et al. 2024, section 3.2).
bool sinks_see(SinkCache cache, int64_t i, int64_t j);
// How many keys query i sees.
int64_t sinks_count(SinkCache cache, int64_t i);
// Where a key that query i sees stands in the cache, 0 … count − 1; the query itself is at count − 1. These are
// the positions by which they are turned.
int64_t sinks_place(SinkCache cache, int64_t i, int64_t j);

#endif
