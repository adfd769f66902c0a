// Reproducible random numbers and a hash of names.
#include "base/rng.h"

#include "base/num.h"

#include <assert.h>
#include <math.h>

uint64_t rng_mix(uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

uint64_t rng_next(Rng *rng) {
    return rng_mix(rng->state += 0x9e3779b97f4a7c15u);
}

uint32_t rng_below(Rng *rng, uint32_t n) {
    assert(n > 0);
    uint32_t reject = (uint32_t)(-n) % n; // values below it would favour small results
    for (;;) {
        uint64_t product = (rng_next(rng) >> 32) * n;
        if ((uint32_t)product >= reject) return (uint32_t)(product >> 32);
    }
}

double rng_unit(Rng *rng) {
    return (double)(rng_next(rng) >> 11) * 0x1p-53;
}

double rng_normal(Rng *rng) {
    double radius = sqrt(-2 * log(1 - rng_unit(rng)));
    return radius * cos(TURN * rng_unit(rng));
}

uint64_t rng_hash(const char *text) {
    uint64_t h = 0xcbf29ce484222325u;
    for (; *text; text++) h = (h ^ (unsigned char)*text) * 0x100000001b3u;
    return rng_mix(h);
}
