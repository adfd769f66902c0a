// What a request is answered with: named arrays and numbers, printed as one JSON object and compared with expectations.
#ifndef COMPUTE_RESULT_H
#define COMPUTE_RESULT_H

#include "base/arena.h"

#include <stdbool.h>

enum { RESULT_MAX = 24, RESULT_RANK_MAX = 3 };

// Row-major; NaN and −∞ mean masked and are printed as null. Rank 0 is a plain number.
typedef struct ResultItem {
    const char *key;
    const double *at; // not owned: the request's arena
    int count, rank, shape[RESULT_RANK_MAX];
    bool whole; // dtype int64
} ResultItem;

typedef struct Result {
    ResultItem item[RESULT_MAX];
    int count;
} Result;

typedef struct ResultShape {
    int rank, at[RESULT_RANK_MAX];
} ResultShape;

// Adds an array under a key: result_add(result, "cos", (ResultShape){2, {n, pairs}}, cosines). The same with whole numbers.
void result_add(Result *result, const char *key, ResultShape shape, const double *at);
void result_add_whole(Result *result, const char *key, ResultShape shape, const double *at);
// One plain number; whole if it is one of a count.
void result_add_number(Result *result, const char *key, double value, Arena *arena);

const ResultItem *result_find(const Result *result, const char *key); // NULL if there is none

#endif
