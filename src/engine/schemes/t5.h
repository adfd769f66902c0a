// T5's buckets: which learned bias a distance shares, by three ways of rounding the logarithm.
#ifndef ENGINE_SCHEMES_T5_H
#define ENGINE_SCHEMES_T5_H

#include <stdbool.h>
#include <stdint.h>

// The bucket of relative_position = key − query, 0 … buckets − 1, by the rule for real numbers, decided
// exactly in integers (Raffel et al. 2020, section 2.1). Needs t5_bucket_allowed, buckets ≤ 256 and
// max_distance ≤ 65536.
int t5_bucket(int64_t relative_position, bool bidirectional, int buckets, int max_distance);
// As Hugging Face Transformers ships it: the logarithm in float32. Differs at a few exact powers.
int t5_bucket_float(int64_t relative_position, bool bidirectional, int buckets, int max_distance);
// The same formula in double.
int t5_bucket_double(int64_t relative_position, bool bidirectional, int buckets, int max_distance);

// Distances below this have a bucket of their own.
int t5_exact_count(bool bidirectional, int buckets);
// At least one exact bucket, and max_distance beyond them.
bool t5_bucket_allowed(bool bidirectional, int buckets, int max_distance);

#endif
