// Reproducible random numbers: splitmix64 (Steele, Lea, Flood 2014, fig. 15). Not for secrets.
#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stdint.h>

// The state is the seed; any value is a good one.
typedef struct Rng {
    uint64_t state;
} Rng;

uint64_t rng_next(Rng *rng);
// Uniform integer in [0, n), n ≥ 1, without modulo bias.
uint32_t rng_below(Rng *rng, uint32_t n);
// Uniform in [0, 1), 53 bits.
double rng_unit(Rng *rng);
// Standard normal, by Box and Muller; uses two uniforms.
double rng_normal(Rng *rng);
// A well-mixed 64-bit hash of a string (FNV-1a, then splitmix64's finisher), to make seeds of names.
uint64_t rng_hash(const char *text);
uint64_t rng_mix(uint64_t x);

#endif
