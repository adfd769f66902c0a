// ALiBi's slopes, its spans, and the forms in which models write the same bias.
#ifndef ENGINE_SCHEMES_ALIBI_H
#define ENGINE_SCHEMES_ALIBI_H

#include <stdint.h>

// Tokens that hold `share` (say 0.95) of softmax(−slope·distance) over endless keys, as a real number:
// ln(1 / (1 − share)) / slope.
double alibi_span(double slope, double share);

// The same bias in five notations. The first three differ by a constant per row, so that the softmax after
// a causal mask is one and the same.
typedef enum AlibiForm {
    ALIBI_RELATIVE,  // −m·(i − j): positive above the diagonal, only for causal attention
    ALIBI_KEY,       // m·j (BLOOM)
    ALIBI_FROM_LAST, // m·(j − (n − 1)) (MPT)
    ALIBI_SYMMETRIC, // −m·|i − j|
    ALIBI_FALCON, // m·j, slope, position and product rounded to bfloat16; Falcon scales it by 1/√d too
} AlibiForm;

// Logits added for query i, key j among n keys; for ALIBI_FALCON before its scaling.
double alibi_bias(AlibiForm form, double slope, int64_t i, int64_t j, int64_t n);

#endif
