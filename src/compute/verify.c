// Answers compared with what a file expects of them.
#include "compute/answer.h"
#include "compute/print.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

// Passes if |got − want| ≤ a + r·|want|.
typedef struct Tolerance {
    double a, r;
} Tolerance;

static const cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

__attribute__((format(printf, 3, 4))) static bool complain(Answer *answer, const char *key,
                                                           const char *format, ...) {
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    Err err;
    const Request *request = &answer->request;
    err_set(&err, "%s: %s/expect%s%.80s: %s", request->file, request->pointer, key ? "/" : "",
            key ? key : "", what);
    answer->sink.complain(answer->sink.user, err.text);
    return false;
}

// tol[key].f64 = [a, r]; exact without one.
static bool read_tolerance(Answer *answer, const char *key, Tolerance *out) {
    *out = (Tolerance){0};
    const cJSON *f64 = get(get(get(answer->root, "tol"), key), "f64");
    if (!f64) return true;
    const cJSON *a = cJSON_GetArrayItem(f64, 0), *r = cJSON_GetArrayItem(f64, 1);
    bool good = cJSON_IsArray(f64) && cJSON_GetArraySize(f64) == 2 && cJSON_IsNumber(a) &&
                cJSON_IsNumber(r) && a->valuedouble >= 0 && r->valuedouble >= 0;
    if (!good) {
        return complain(answer, key, "found a tolerance that is not two numbers of 0 or more");
    }
    *out = (Tolerance){a->valuedouble, r->valuedouble};
    return true;
}

static bool same_shape(const ResultItem *item, const cJSON *want) {
    const cJSON *shape = get(want, "shape"), *entry = NULL;
    if (cJSON_IsArray(want)) return item->rank == 1 && item->count == cJSON_GetArraySize(want);
    if (!shape) return item->rank == 0;
    bool same = cJSON_IsArray(shape) && cJSON_GetArraySize(shape) == item->rank;
    int r = 0;
    cJSON_ArrayForEach(entry, shape) {
        same = same && cJSON_IsNumber(entry) && entry->valuedouble == item->shape[r];
        if (same) r++;
    }
    return same;
}

static bool same_number(double got, const cJSON *want, Tolerance tolerance) {
    if (cJSON_IsNull(want)) return isnan(got) || (isinf(got) && got < 0);
    if (!cJSON_IsNumber(want) || !isfinite(got)) return false;
    double x = want->valuedouble;
    return fabs(got - x) <= tolerance.a + tolerance.r * fabs(x);
}

static const char *show(Arena *arena, double value) {
    ArenaText text = {.arena = arena};
    print_number(&text, value);
    return arena_text_done(&text);
}

static const char *show_want(Arena *arena, const cJSON *want) {
    if (cJSON_IsNull(want)) return "null";
    return cJSON_IsNumber(want) ? show(arena, want->valuedouble) : "no number";
}

static bool check_number(Answer *answer, const char *key, const ResultItem *item, int at,
                         const cJSON *want) {
    Tolerance tolerance;
    if (!read_tolerance(answer, key, &tolerance)) return false;
    if (same_number(item->at[at], want, tolerance)) return true;
    Arena *arena = answer->request.arena;
    return complain(answer, key, "number %d is %s, expected %s ± %g + %g·|expected|", at,
                    show(arena, item->at[at]), show_want(arena, want), tolerance.a, tolerance.r);
}

static bool check_key(Answer *answer, const cJSON *want) {
    const char *key = want->string;
    const ResultItem *item = result_find(&answer->result, key);
    if (!item) return complain(answer, key, "the answer has no such key");
    const cJSON *list = cJSON_IsArray(want) ? want : get(want, "data"), *entry = NULL;
    if (!same_shape(item, want) || (item->rank > 0 && cJSON_GetArraySize(list) != item->count)) {
        return complain(answer, key,
                        "the answer has %d numbers in %d dimensions, expected another shape",
                        item->count, item->rank);
    }
    if (item->rank == 0) return check_number(answer, key, item, 0, want);
    int at = 0;
    cJSON_ArrayForEach(entry, list) {
        if (!check_number(answer, key, item, at++, entry)) return false;
    }
    return true;
}

static bool check_all(Answer *answer) {
    const cJSON *expect = get(answer->root, "expect"), *want = NULL;
    if (!cJSON_IsObject(expect) || !expect->child) {
        return complain(answer, NULL, "found nothing to compare with");
    }
    bool ok = true;
    cJSON_ArrayForEach(want, expect) {
        if (!check_key(answer, want)) ok = false;
    }
    return ok;
}

ComputeTally compute_verify(const char *file, Bytes json, ComputeSink sink) {
    return answer_all(file, json, sink, check_all);
}
