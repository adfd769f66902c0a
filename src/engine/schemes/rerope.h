// ReRoPE and Leaky ReRoPE: true distances in a window, and what becomes of those beyond it.
#ifndef ENGINE_SCHEMES_REROPE_H
#define ENGINE_SCHEMES_REROPE_H

#include <stdint.h>

// By how much query i grows so that attention stays as sharp in longer texts: max(1, ln(i + 1) / ln(training length)).
double rerope_query_scale(int64_t i, int64_t training_length);

#endif
