// Reads reference files (tests/golden/data) and compares numbers with them, key by key.
#ifndef TESTS_SUPPORT_GOLDEN_H
#define TESTS_SUPPORT_GOLDEN_H

#include "base/arena.h"
#include "base/file.h"
#include "support/test.h"

#include <cjson/cJSON.h>

#include <stdint.h>

enum { GOLDEN_KEYS = 16 };

// One open file. Arrays that are read from it live in `arena`.
typedef struct Golden {
    const char *name;
    cJSON *root, *params, *expect;
    Arena arena;
    const char *checked[GOLDEN_KEYS];
    int checked_count;
} Golden;

// Row-major numbers; NaN where the file says null. rank 0 for a plain number.
typedef struct Numbers {
    double *at;
    int count, rank, shape[3];
} Numbers;

static inline cJSON *golden_get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static inline bool golden_open(Golden *golden, const char *path, const char *name) {
    Bytes bytes = {0};
    Err err = {0};
    *golden = (Golden){.name = name};
    bool read = file_read(path, 1 << 24, &golden->arena, &bytes, &err);
    golden->root = read ? cJSON_ParseWithLength(bytes.at, bytes.size) : NULL;
    golden->params = golden_get(golden->root, "params");
    golden->expect = golden_get(golden->root, "expect");
    if (!golden->expect) fprintf(stderr, "%s: not a reference file %s\n", path, err.text);
    return golden->expect != NULL;
}

static inline void golden_close(Golden *golden) {
    cJSON_Delete(golden->root);
    arena_free(&golden->arena);
}

static inline bool golden_has(const Golden *golden, const char *param) {
    return golden_get(golden->params, param) != NULL;
}

static inline bool golden_expects(const Golden *golden, const char *key) {
    return golden_get(golden->expect, key) != NULL;
}

static inline double golden_number(const Golden *golden, const char *param, double otherwise) {
    const cJSON *item = golden_get(golden->params, param);
    if (cJSON_IsBool(item)) return cJSON_IsTrue(item);
    return cJSON_IsNumber(item) ? item->valuedouble : otherwise;
}

static inline const char *golden_text(const Golden *golden, const char *param) {
    const char *text = cJSON_GetStringValue(golden_get(golden->params, param));
    return text ? text : "";
}

// An {"shape", "data"} object, a plain list, or one number.
static inline Numbers golden_numbers(Golden *golden, const cJSON *item) {
    Numbers numbers = {0};
    const cJSON *shape = golden_get(item, "shape"),
                *list = cJSON_IsArray(item) ? item : golden_get(item, "data");
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, shape) {
        if (numbers.rank < 3) numbers.shape[numbers.rank++] = entry->valueint;
    }
    numbers.count = list ? cJSON_GetArraySize(list) : 1;
    if (cJSON_IsArray(item)) numbers.shape[numbers.rank++] = numbers.count;
    numbers.at = arena_array(&golden->arena, (size_t)numbers.count, sizeof(double));
    if (!list) numbers.at[0] = item && cJSON_IsNumber(item) ? item->valuedouble : (double)NAN;
    int at = 0;
    cJSON_ArrayForEach(entry, list) {
        numbers.at[at++] = cJSON_IsNumber(entry) ? entry->valuedouble : (double)NAN;
    }
    return numbers;
}

static inline Numbers golden_param(Golden *golden, const char *param) {
    return golden_numbers(golden, golden_get(golden->params, param));
}

static inline int64_t *golden_integers(Golden *golden, const char *param, int *count) {
    Numbers numbers = golden_param(golden, param);
    int64_t *whole = arena_array(&golden->arena, (size_t)numbers.count, sizeof(int64_t));
    for (int t = 0; t < numbers.count; t++) whole[t] = (int64_t)numbers.at[t];
    *count = numbers.count;
    return whole;
}

// Zeroed doubles for a result.
static inline double *golden_space(Golden *golden, int count) {
    return arena_array(&golden->arena, (size_t)count, sizeof(double));
}

static inline bool golden_close_enough(double got, double want, double a, double r) {
    if (isnan(want)) return isnan(got) || (isinf(got) && got < 0);
    return fabs(got - want) <= a + r * fabs(want);
}

// Compares all values of one expected key; one check per key.
static inline void golden_check(Golden *golden, const char *key, const double *got, int count) {
    Numbers want = golden_numbers(golden, golden_get(golden->expect, key));
    const cJSON *tol = golden_get(golden_get(golden_get(golden->root, "tol"), key), "f64");
    double a = tol ? cJSON_GetArrayItem(tol, 0)->valuedouble : 0;
    double r = tol ? cJSON_GetArrayItem(tol, 1)->valuedouble : 0;
    int bad = count == want.count ? -1 : 0;
    for (int t = 0; bad < 0 && t < count; t++) {
        if (!golden_close_enough(got[t], want.at[t], a, r)) bad = t;
    }
    test_note(bad < 0, golden->name, 0, key);
    if (bad >= 0) {
        fprintf(stderr, "    %d values, expected %d; number %d: got %.17g, want %.17g ± %g\n",
                count, want.count, bad, got[bad], want.at[bad], a + r * fabs(want.at[bad]));
    }
    if (golden->checked_count < GOLDEN_KEYS) golden->checked[golden->checked_count++] = key;
}

// Fails for every expected key that nobody compared.
static inline void golden_check_complete(const Golden *golden) {
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, golden->expect) {
        bool found = false;
        for (int c = 0; c < golden->checked_count; c++) {
            found = found || strcmp(golden->checked[c], item->string) == 0;
        }
        test_note(found, golden->name, 0, item->string);
        if (!found) fprintf(stderr, "    this expected key was not compared\n");
    }
}

#endif
