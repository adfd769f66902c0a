// Dynamic NTK scaling: its base, and which length counts in a row of calls.
#ifndef ENGINE_SCHEMES_ROPE_DYNAMIC_NTK_H
#define ENGINE_SCHEMES_ROPE_DYNAMIC_NTK_H

#include "engine/pe.h"

// The base at the text's length.
double rope_dynamic_ntk_base(const Pe *pe);

// One object called with texts of these lengths one after another, `max` being the trained one: it grows with a longer text,
// keeps what it has for shorter ones, and starts again below `max` (Hugging Face transformers, dynamic_rope_update).
// used (n): the length by whose frequencies each call is answered.
void rope_dynamic_ntk_history(const int64_t *lengths, int n, int64_t max, int64_t *used);

#endif
