// A quick hash of bytes and numbers, for keys of caches that live in memory only.
#ifndef SDL_HASH_H
#define SDL_HASH_H

#include "base/rng.h"

#include <stddef.h>
#include <string.h>

// Eight bytes at a time; each step is a bijection of the state, and rng_mix spreads the result. The seed is spread first, or
// seeds and texts that differ in the same low bits would meet.
static inline uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n) {
    const char *at = bytes;
    uint64_t h = rng_mix(seed ^ (n * 0x9E3779B97F4A7C15ULL)), word;
    for (; n >= 8; n -= 8, at += 8) {
        memcpy(&word, at, 8);
        h = (h ^ word) * 0xD6E8FEB86659FD93ULL;
        h ^= h >> 32;
    }
    word = 0;
    if (n) memcpy(&word, at, n);
    return rng_mix(h ^ word);
}

#endif
