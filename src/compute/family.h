// A family of requests: every request with the same "scheme" is answered by one function.
//
// One family is one file in compute/families/ and one row in families.def.
#ifndef COMPUTE_FAMILY_H
#define COMPUTE_FAMILY_H

#include "compute/request.h"
#include "compute/result.h"
#include "engine/pe.h"

// Answers a request: every key that its parameters allow. False if it is refused; the request says why.
typedef bool (*Family)(Request *request, Result *result);

Family family_find(const char *scheme); // NULL if there is none
const char *family_list(Arena *arena);  // "alibi, attention_sinks, …"

#define FAMILY(name) bool family_##name(Request *request, Result *result);
#include "compute/families.def"
#undef FAMILY

// What several families share.

// A scheme of the engine, prepared with those of the request's parameters that have the same name as the scheme's own
// (numbers, flags and words; JSON's names win over the scheme's initial values). A missing "dim" is the width of the
// vectors q, q_last or x, if there are any. Failures are the request's.
bool family_prepare(Request *request, const char *scheme, Pe *pe);

// The same with a name of the scheme's parameter for one of the request's, as {"factor", "scale"}; ends with {NULL}.
// The key "" keeps the scheme's own value.
typedef struct FamilyName {
    const char *param, *key;
} FamilyName;

bool family_prepare_as(Request *request, const char *scheme, const FamilyName *names, Pe *pe);

// "dim", or what a family calls it under `key`; the width of the request's vectors if it is missing. Fails without both.
int family_read_width(Request *request, const char *key);

// Adds inv_freq, attention_factor and, where the request has positions, cos and sin of a rotary scheme.
void family_add_rotary(Request *request, const Pe *pe, Result *result);
// Adds "logits" of q and k (or q_last and k_all) if the request has them: q and k of (T, D) or (H, T, D), positions,
// scale, heads and kv_heads as the request says; vectors without positions are counted up from 0, queries from
// "query_start"; the scale is 1/√D if there is none. Does nothing without q and q_last.
void family_add_logits(Request *request, const Pe *pe, Result *result);

// Softmax of each row of logits (…, nq, nk) after a causal mask, the last query being that of the last key; masked entries
// are 0. NULL if the request has failed.
const double *family_causal_probs(Request *request, const ResultItem *logits);

#endif
