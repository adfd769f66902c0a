// Requests of a text, one or a list of them, answered one after another.
#include "compute/compute.h"

#include "base/str.h"
#include "compute/answer.h"
#include "compute/family.h"
#include "compute/print.h"
#include "formats/json_place.h"

#include <cjson/cJSON.h>

#include <string.h>

// A word of the list that is two letters away at most, or NULL.
static const char *nearest_family(Arena *arena, const char *word) {
    enum { AWAY_MOST = 2 };

    const char *best = NULL;
    char *list = arena_copy(arena, family_list(arena));
    int least = AWAY_MOST + 1;
    while (list && *list) {
        char *end = strstr(list, ", ");
        if (end) *end = '\0';
        int away = str_distance(word, list, AWAY_MOST);
        if (away < least) {
            least = away;
            best = list;
        }
        list = end ? end + 2 : NULL;
    }
    return best;
}

// What is wrong with a request before its parameters are read; `at` is the field or "".
static Family refuse(Request *request, const char *at, const char *what) {
    request->failed = true;
    const char *pointer = arena_format(request->arena, "%s%s", request->pointer, at);
    err_set(&request->err, "%s: %s%s%s", request->file, pointer, *pointer ? ": " : "", what);
    return NULL;
}

static Family refuse_scheme(Request *request, const cJSON *scheme) {
    const char *word = cJSON_GetStringValue(scheme), *list = family_list(request->arena);
    const char *found = "no text", *guess = "";
    if (word) {
        const char *near = nearest_family(request->arena, word);
        found = arena_format(request->arena, "\"%.60s\"", word);
        if (near) guess = arena_format(request->arena, " (did you mean %s?)", near);
    }
    return refuse(
        request, "/scheme",
        arena_format(request->arena, "found %s, expected one of %s%s", found, list, guess));
}

// Reads "scheme", "case" and "params"; the family that answers, or NULL and the request has failed.
static Family open_request(Request *request, const cJSON *root) {
    const cJSON *scheme = cJSON_GetObjectItemCaseSensitive(root, "scheme"),
                *name = cJSON_GetObjectItemCaseSensitive(root, "case"),
                *params = cJSON_GetObjectItemCaseSensitive(root, "params");
    if (!cJSON_IsObject(root)) return refuse(request, "", "found no object, expected a request");
    Family family = cJSON_IsString(scheme) ? family_find(scheme->valuestring) : NULL;
    if (!family) return refuse_scheme(request, scheme);
    if (name && !cJSON_IsString(name)) {
        return refuse(request, "/case", "found no text, expected the name of the case");
    }
    if (!params) return refuse(request, "/params", "found nothing, expected an object");
    if (!cJSON_IsObject(params)) {
        return refuse(request, "/params", "found no object, expected one");
    }
    request->scheme = scheme->valuestring;
    request->name = name ? name->valuestring : "";
    request->params = params;
    return family;
}

static bool answer_one(Answer *answer, const cJSON *root, AnswerUse use) {
    Request *request = &answer->request;
    answer->root = root;
    Family family = open_request(request, root);
    bool ok = family && family(request, &answer->result) && request_ok(request);
    if (ok && answer->result.count == 0) {
        ok = request_fail(request, NULL, "found no parameters that %s answers", request->scheme);
    }
    if (ok) return use(answer);
    answer->sink.complain(answer->sink.user, request->err.text);
    return false;
}

static void count_one(ComputeTally *tally, const char *file, ComputeSink sink, const cJSON *root,
                      int index, AnswerUse use) {
    Arena arena = {0};
    Answer *answer = arena_alloc(&arena, sizeof *answer);
    const char *pointer = index < 0 ? "" : arena_format(&arena, "/%d", index);
    answer->request = (Request){.file = file, .pointer = pointer, .arena = &arena};
    answer->sink = sink;
    if (answer_one(answer, root, use)) {
        tally->passed++;
    } else {
        tally->failed++;
    }
    arena_free(&arena);
}

static ComputeTally refuse_text(ComputeSink sink, const Err *err) {
    sink.complain(sink.user, err->text);
    return (ComputeTally){.failed = 1};
}

ComputeTally answer_all(const char *file, Bytes json, ComputeSink sink, AnswerUse use) {
    ComputeTally tally = {0};
    JsonPlace place;
    Err why = {0}, err;
    if (!json_check(json, &place, &why)) {
        err_set(&err, "%s:%d:%d: %s", file, place.line, place.column, why.text);
        return refuse_text(sink, &err);
    }
    cJSON *root = cJSON_ParseWithLength(json.at, json.size);
    if (!root) {
        err_set(&err, "%s: found JSON that cannot be read", file);
        return refuse_text(sink, &err);
    }
    const cJSON *item = NULL;
    int index = 0;
    if (!cJSON_IsArray(root)) count_one(&tally, file, sink, root, -1, use);
    if (cJSON_IsArray(root)) {
        cJSON_ArrayForEach(item, root) count_one(&tally, file, sink, item, index++, use);
    }
    cJSON_Delete(root);
    return tally;
}

static bool print_one(Answer *answer) {
    const Request *request = &answer->request;
    const char *line =
        print_answer(request->arena, request->scheme, request->name, &answer->result);
    answer->sink.answer(answer->sink.user, line);
    return true;
}

ComputeTally compute_text(const char *file, Bytes json, ComputeSink sink) {
    return answer_all(file, json, sink, print_one);
}
