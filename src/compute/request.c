// Reading the parameters of a request, with every type, range and size checked.
#include "compute/request.h"

#include "base/str.h"
#include "engine/pe.h"

#include <cjson/cJSON.h>

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 400 };

static const double WHOLE_MAX = 9007199254740992.0; // 2^53: beyond it doubles skip whole numbers

bool request_ok(const Request *request) {
    return !request->failed;
}

bool request_fail(Request *request, const char *key, const char *format, ...) {
    if (request->failed) return false;
    request->failed = true;
    char what[WORDS_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    const char *at = request->pointer ? request->pointer : "";
    if (key) return err_set(&request->err, "%s: %s/params/%s: %s", request->file, at, key, what);
    if (*at) return err_set(&request->err, "%s: %s: %s", request->file, at, what);
    return err_set(&request->err, "%s: %s", request->file, what);
}

static const cJSON *find(const Request *request, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(request->params, key);
}

bool request_has(const Request *request, const char *key) {
    const cJSON *item = find(request, key);
    return item && !cJSON_IsNull(item);
}

// What a value is, for an error: "null", "5.5", "the text \"x\"", "a list of 3".
static const char *name_value(Request *request, const cJSON *item) {
    if (!item) return "nothing";
    if (cJSON_IsNull(item)) return "null";
    if (cJSON_IsBool(item)) return cJSON_IsTrue(item) ? "true" : "false";
    if (cJSON_IsString(item)) {
        return arena_format(request->arena, "the text \"%.60s\"", item->valuestring);
    }
    if (cJSON_IsArray(item)) {
        return arena_format(request->arena, "a list of %d", cJSON_GetArraySize(item));
    }
    if (cJSON_IsObject(item)) return "an object";
    return arena_format(request->arena, "%.15g", item->valuedouble);
}

static bool within(const cJSON *item, double lo, double hi) {
    return cJSON_IsNumber(item) && item->valuedouble >= lo && item->valuedouble <= hi;
}

static bool is_whole(double value) {
    return fabs(value) <= WHOLE_MAX && floor(value) == value;
}

double request_number(Request *request, const char *key, double lo, double hi) {
    if (request->failed) return 0;
    const cJSON *item = find(request, key);
    if (within(item, lo, hi)) return item->valuedouble;
    request_fail(request, key, "found %s, expected a number from %.10g to %.10g",
                 name_value(request, item), lo, hi);
    return 0;
}

double request_number_or(Request *request, const char *key, double lo, double hi,
                         double otherwise) {
    return request_has(request, key) ? request_number(request, key, lo, hi) : otherwise;
}

int request_count(Request *request, const char *key, int lo, int hi) {
    if (request->failed) return 0;
    const cJSON *item = find(request, key);
    if (within(item, lo, hi) && is_whole(item->valuedouble)) return (int)item->valuedouble;
    request_fail(request, key, "found %s, expected a whole number from %d to %d",
                 name_value(request, item), lo, hi);
    return 0;
}

int request_count_or(Request *request, const char *key, int lo, int hi, int otherwise) {
    return request_has(request, key) ? request_count(request, key, lo, hi) : otherwise;
}

bool request_flag_or(Request *request, const char *key, bool otherwise) {
    if (request->failed || !request_has(request, key)) return otherwise;
    const cJSON *item = find(request, key);
    if (cJSON_IsBool(item)) return cJSON_IsTrue(item);
    return request_fail(request, key, "found %s, expected true or false",
                        name_value(request, item));
}

const char *request_text(Request *request, const char *key) {
    if (request->failed || !request_has(request, key)) return "";
    const cJSON *item = find(request, key);
    if (cJSON_IsString(item)) return item->valuestring;
    request_fail(request, key, "found %s, expected a text", name_value(request, item));
    return "";
}

static const char *list_words(Arena *arena, const char *const *words) {
    ArenaText list = {.arena = arena};
    for (int w = 0; words[w]; w++) {
        if (w > 0) arena_text_add(&list, ", ", 2);
        arena_text_add(&list, words[w], strlen(words[w]));
    }
    return arena_text_done(&list);
}

int request_word(Request *request, const char *key, const char *const *words, int otherwise) {
    int fallback = otherwise < 0 ? 0 : otherwise;
    if (request->failed || (otherwise >= 0 && !request_has(request, key))) return fallback;
    const cJSON *item = find(request, key);
    for (int w = 0; cJSON_IsString(item) && words[w]; w++) {
        if (str_same(words[w], item->valuestring)) return w;
    }
    request_fail(request, key, "found %s, expected one of %s", name_value(request, item),
                 list_words(request->arena, words));
    return fallback;
}

// "(3, 4)"; −1 is shown as "n".
static const char *show_shape(Arena *arena, int rank, const int *shape) {
    if (rank == 0) return "one number";
    ArenaText text = {.arena = arena};
    for (int r = 0; r < rank; r++) {
        const char *size = shape[r] < 0 ? "n" : arena_format(arena, "%d", shape[r]);
        arena_text_add(&text, r > 0 ? ", " : "(", r > 0 ? 2 : 1);
        arena_text_add(&text, size, strlen(size));
    }
    arena_text_add(&text, ")", 1);
    return arena_format(arena, "an array of %s", arena_text_done(&text));
}

// Copies the numbers of a list; `whole` refuses others. `path` leads to the list.
static bool copy_list(Request *request, const char *path, const cJSON *list, bool whole,
                      double *out) {
    const cJSON *entry = NULL;
    int at = 0;
    cJSON_ArrayForEach(entry, list) {
        bool good = within(entry, -REQUEST_SIZE_MAX, REQUEST_SIZE_MAX) &&
                    (!whole || is_whole(entry->valuedouble));
        if (!good) {
            return request_fail(request, arena_format(request->arena, "%s/%d", path, at),
                                "found %s, expected a %snumber within ±%g",
                                name_value(request, entry), whole ? "whole " : "",
                                REQUEST_SIZE_MAX);
        }
        out[at++] = entry->valuedouble;
    }
    return true;
}

static Numbers take_list(Request *request, const char *path, const cJSON *list, bool whole) {
    int count = cJSON_GetArraySize(list);
    if (count < 1 || count > REQUEST_COUNT_MAX) {
        request_fail(request, path, "found a list of %d, expected 1 to %d numbers", count,
                     REQUEST_COUNT_MAX);
        return (Numbers){0};
    }
    double *out = arena_array(request->arena, (size_t)count, sizeof *out);
    if (!copy_list(request, path, list, whole, out)) return (Numbers){0};
    return (Numbers){out, count, 1, {count}, whole};
}

// The sizes of an array; false, and the request fails, if they are none.
static bool read_shape(Request *request, const char *key, const cJSON *shape, Numbers *out) {
    Arena *arena = request->arena;
    const char *path = arena_format(arena, "%s/shape", key);
    int rank = cJSON_IsArray(shape) ? cJSON_GetArraySize(shape) : 0;
    if (rank < 1 || rank > REQUEST_RANK_MAX) {
        return request_fail(request, path, "found %s, expected a list of 1 to %d sizes",
                            name_value(request, shape), REQUEST_RANK_MAX);
    }
    double product = 1;
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, shape) {
        if (!within(entry, 1, REQUEST_COUNT_MAX) || !is_whole(entry->valuedouble)) {
            return request_fail(request, arena_format(arena, "%s/%d", path, out->rank),
                                "found %s, expected a whole number from 1 to %d",
                                name_value(request, entry), REQUEST_COUNT_MAX);
        }
        out->shape[out->rank++] = (int)entry->valuedouble;
        product *= entry->valuedouble;
    }
    if (product <= REQUEST_COUNT_MAX) return true;
    return request_fail(request, path, "found %.0f numbers, expected at most %d", product,
                        REQUEST_COUNT_MAX);
}

// {"shape", "dtype", "data"}.
static Numbers take_array(Request *request, const char *key, const cJSON *object) {
    Numbers out = {0};
    const cJSON *dtype = cJSON_GetObjectItemCaseSensitive(object, "dtype"),
                *data = cJSON_GetObjectItemCaseSensitive(object, "data");
    if (!read_shape(request, key, cJSON_GetObjectItemCaseSensitive(object, "shape"), &out)) {
        return (Numbers){0};
    }
    const char *type = dtype ? cJSON_GetStringValue(dtype) : "float64";
    bool whole = type && str_same(type, "int64");
    if (!whole && !(type && str_same(type, "float64"))) {
        request_fail(request, arena_format(request->arena, "%s/dtype", key),
                     "found %s, expected \"float64\" or \"int64\"", name_value(request, dtype));
        return (Numbers){0};
    }
    int want = 1;
    for (int r = 0; r < out.rank; r++) want *= out.shape[r];
    const char *path = arena_format(request->arena, "%s/data", key);
    if (!cJSON_IsArray(data) || cJSON_GetArraySize(data) != want) {
        request_fail(request, path, "found %s, expected the %d numbers of its shape",
                     name_value(request, data), want);
        return (Numbers){0};
    }
    Numbers list = take_list(request, path, data, whole);
    out.at = list.at;
    out.count = list.count;
    out.whole = whole;
    return list.at ? out : (Numbers){0};
}

Numbers request_numbers(Request *request, const char *key) {
    if (request->failed) return (Numbers){0};
    const cJSON *item = find(request, key);
    if (cJSON_IsArray(item)) return take_list(request, key, item, false);
    if (cJSON_IsObject(item)) return take_array(request, key, item);
    if (within(item, -REQUEST_SIZE_MAX, REQUEST_SIZE_MAX)) {
        double *one = arena_alloc(request->arena, sizeof *one);
        *one = item->valuedouble;
        return (Numbers){.at = one, .count = 1};
    }
    request_fail(request, key, "found %s, expected an array of numbers", name_value(request, item));
    return (Numbers){0};
}

Numbers request_shaped(Request *request, const char *key, int rank, const int *shape) {
    assert(rank >= 0 && rank <= REQUEST_RANK_MAX);
    if (!request->failed && !request_has(request, key)) {
        request_fail(request, key, "found %s, expected %s", name_value(request, find(request, key)),
                     show_shape(request->arena, rank, shape));
    }
    Numbers out = request_numbers(request, key);
    if (request->failed) return (Numbers){0};
    bool same = out.rank == rank;
    for (int r = 0; same && r < rank; r++) same = shape[r] < 0 || shape[r] == out.shape[r];
    if (same) return out;
    request_fail(request, key, "found %s, expected %s",
                 show_shape(request->arena, out.rank, out.shape),
                 show_shape(request->arena, rank, shape));
    return (Numbers){0};
}

// Where the entry of a list or array stands.
static const char *entry_path(Request *request, const char *key, const Numbers *of, int at) {
    if (of->rank == 0) return key;
    bool object = cJSON_IsObject(find(request, key));
    return arena_format(request->arena, object ? "%s/data/%d" : "%s/%d", key, at);
}

Integers request_integers(Request *request, const char *key, int64_t lo, int64_t hi) {
    if (!request->failed && !request_has(request, key)) {
        request_fail(request, key, "found %s, expected a list of whole numbers from %lld to %lld",
                     name_value(request, find(request, key)), (long long)lo, (long long)hi);
    }
    Numbers numbers = request_numbers(request, key);
    if (!request->failed && numbers.rank > 1) {
        request_fail(request, key, "found %s, expected a list of whole numbers",
                     show_shape(request->arena, numbers.rank, numbers.shape));
    }
    if (request->failed) return (Integers){0};
    int64_t *out = arena_array(request->arena, (size_t)numbers.count, sizeof *out);
    for (int at = 0; at < numbers.count; at++) {
        double value = numbers.at[at];
        if (!is_whole(value) || value < (double)lo || value > (double)hi) {
            request_fail(request, entry_path(request, key, &numbers, at),
                         "found %.15g, expected a whole number from %lld to %lld", value,
                         (long long)lo, (long long)hi);
            return (Integers){0};
        }
        out[at] = (int64_t)value;
    }
    return (Integers){out, numbers.count};
}

Integers request_positions(Request *request, const char *key) {
    return request_integers(request, key, 0, PE_POSITION_MAX - 1);
}

double *request_space(Request *request, int64_t count) {
    if (request->failed) return NULL;
    assert(count >= 0);
    if (count > REQUEST_COUNT_MAX - request->space) {
        request_fail(request, NULL, "asks for an answer of %lld numbers, at most %d are allowed",
                     (long long)request->space + count, REQUEST_COUNT_MAX);
        return NULL;
    }
    request->space += count;
    return arena_array(request->arena, (size_t)(count ? count : 1), sizeof(double));
}

bool request_afford(Request *request, double steps) {
    if (request->failed) return false;
    request->work += steps;
    if (request->work <= REQUEST_WORK_MAX) return true;
    return request_fail(request, NULL, "asks for %.3g multiplications, at most %.3g are allowed",
                        request->work, REQUEST_WORK_MAX);
}
