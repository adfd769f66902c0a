// Positions of queries and keys from lists, vectors or a count.
#include "compute/places.h"

#include "engine/pe.h"

// How many vectors there are under a key: (n, D) or (heads, n, D). 0 if there are none.
static int count_vectors(Request *request, const char *key) {
    if (!request_has(request, key)) return 0;
    Numbers numbers = request_numbers(request, key);
    if (request_ok(request) && numbers.rank >= 2) return numbers.shape[numbers.rank - 2];
    request_fail(request, key, "found no table, expected an array of (n, D) or (heads, n, D)");
    return 0;
}

static Integers count_up(Request *request, int64_t first, int count) {
    int64_t *at = arena_array(request->arena, (size_t)count, sizeof *at);
    for (int t = 0; t < count; t++) at[t] = first + t;
    return (Integers){at, count};
}

// Of one side, whose positions are listed under one of two keys, or which has vectors.
static Integers read_side(Request *request, const char *positions, const char *vectors,
                          int64_t first) {
    int count = count_vectors(request, vectors), n = count;
    if (request_has(request, "n")) n = request_count(request, "n", 1, REQUEST_COUNT_MAX);
    if (!request_has(request, positions)) positions = "positions";
    if (request_has(request, positions)) {
        Integers at = request_positions(request, positions);
        if (count && request_ok(request) && at.count != count) {
            request_fail(request, positions, "found %d positions, expected %d, one per vector",
                         at.count, count);
        }
        return at;
    }
    if (count && n != count) {
        request_fail(request, "n", "found %d, expected %d, the vectors of %s", n, count, vectors);
    }
    if (request_ok(request) && !n) {
        request_fail(request, positions, "found nothing, expected positions, vectors or \"n\"");
    }
    return request_ok(request) ? count_up(request, first, n) : (Integers){0};
}

Places places_read(Request *request) {
    int start = request_count_or(request, "query_start", 0, PE_POSITION_MAX / 2, 0);
    Places places = {.queries = read_side(request, "query_positions", "q", start)};
    places.keys = read_side(request, "key_positions", "k", 0);
    return places;
}

double *places_space(Request *request, const Places *places) {
    if (!request_ok(request)) return NULL;
    return request_space(request, (int64_t)places->queries.count * places->keys.count);
}
