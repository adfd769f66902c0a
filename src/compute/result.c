// Named arrays, in the order in which they were added.
#include "compute/result.h"

#include "base/str.h"

#include <assert.h>

static ResultItem *add(Result *result, const char *key, ResultShape shape, const double *at) {
    assert(result->count < RESULT_MAX && shape.rank <= RESULT_RANK_MAX);
    ResultItem *item = &result->item[result->count++];
    *item = (ResultItem){.key = key, .at = at, .count = 1, .rank = shape.rank};
    for (int r = 0; r < shape.rank; r++) {
        item->shape[r] = shape.at[r];
        item->count *= shape.at[r];
    }
    return item;
}

void result_add(Result *result, const char *key, ResultShape shape, const double *at) {
    add(result, key, shape, at);
}

void result_add_whole(Result *result, const char *key, ResultShape shape, const double *at) {
    add(result, key, shape, at)->whole = true;
}

void result_add_number(Result *result, const char *key, double value, Arena *arena) {
    double *at = arena_alloc(arena, sizeof *at);
    *at = value;
    add(result, key, (ResultShape){0}, at);
}

const ResultItem *result_find(const Result *result, const char *key) {
    for (int i = 0; i < result->count; i++) {
        if (str_same(result->item[i].key, key)) return &result->item[i];
    }
    return NULL;
}
