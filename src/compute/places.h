// Where the queries and keys of a request stand, for answers that need no vectors (masks, indices, distances).
#ifndef COMPUTE_PLACES_H
#define COMPUTE_PLACES_H

#include "compute/request.h"

typedef struct Places {
    Integers queries, keys;
} Places;

// "query_positions" and "key_positions", else "positions", else counted up (queries from "query_start") as far as there
// are vectors q and k, or "n". So family_add_logits places them. Fails if the request says nothing of it, or two things.
Places places_read(Request *request);

// Room for an answer of (queries, keys); NULL if the request has failed.
double *places_space(Request *request, const Places *places);

#endif
