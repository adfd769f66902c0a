// KERPLE's kernels of the distance, as factors and logits.
#ifndef ENGINE_SCHEMES_KERPLE_H
#define ENGINE_SCHEMES_KERPLE_H

#include <stdint.h>

typedef enum KerpleKind { KERPLE_LOG, KERPLE_POWER, KERPLE_POWER_W } KerpleKind;

// Logits added at a distance ≥ 0 by one head's learned p and a: −p·ln(1 + a·distance), or −a·distance^p (Chi et al. 2022,
// section 4). As the released code does, p and a are taken as 0.01 or more, and the power's p as at most 2.
double kerple_bias(KerpleKind kind, double p, double a, int64_t distance);
// What scaled logits are multiplied by in KERPLE_POWER_W: exp(−a·distance^p), clamped like the power.
double kerple_weight(double p, double a, int64_t distance);

#endif
