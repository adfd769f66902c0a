// Requests about positions kept within what was trained: new positions, effective distances, logits.
#include "engine/schemes/remap.h"

#include "compute/family.h"
#include "compute/places.h"
#include "engine/schemes/rerope.h"

static const char *const KINDS[] = {
    "clamp", "modulo", "truncate_left", "rerope", "leaky_rerope", "self_extend", NULL};

enum { KIND_REROPE = 3, KIND_SELF_EXTEND = 5 };

// The text ends with the last of the positions, unless the request says how long it is.
static int find_length(Request *request, const Places *places) {
    int64_t last = 0;
    for (int t = 0; t < places->keys.count; t++) {
        if (places->keys.at[t] > last) last = places->keys.at[t];
    }
    return request_count_or(request, "length", 1, PE_POSITION_MAX, (int)last + 1);
}

static void add_remapped(Request *request, RemapKind kind, int length, const Places *places,
                         Result *result) {
    int most = request_count(request, "max_positions", 1, PE_POSITION_MAX);
    double *out = request_space(request, places->keys.count);
    if (!request_ok(request)) return;
    for (int t = 0; t < places->keys.count; t++) {
        out[t] = (double)remap_position(kind, most, length, places->keys.at[t]);
    }
    result_add_whole(result, "remapped", (ResultShape){1, {places->keys.count}}, out);
}

static void add_distances(Request *request, const Pe *pe, const Places *places, bool whole,
                          Result *result) {
    int nq = places->queries.count, nk = places->keys.count;
    double *out = places_space(request, places);
    if (!out) return;
    for (int64_t cell = 0; cell < (int64_t)nq * nk; cell++) {
        int64_t i = places->queries.at[cell / nk], j = places->keys.at[cell % nk];
        pe->scheme->distance(pe, i, j, 1, &out[cell]);
    }
    ResultShape shape = {2, {nq, nk}};
    (whole ? result_add_whole : result_add)(result, "effective_distance", shape, out);
}

static void add_query_scale(Request *request, const Places *places, Result *result) {
    int length = request_count(request, "training_length", 2, PE_POSITION_MAX);
    double *out = request_space(request, places->queries.count);
    if (!request_ok(request)) return;
    for (int t = 0; t < places->queries.count; t++) {
        out[t] = rerope_query_scale(places->queries.at[t], length);
    }
    result_add(result, "query_log_scale", (ResultShape){1, {places->queries.count}}, out);
}

// The engine's scheme of the kind; what the request says by other means than a parameter is set here.
static bool prepare(Request *request, int kind, int length, Pe *pe) {
    Err err = {0};
    bool ok = false;
    if (kind == KIND_SELF_EXTEND) {
        request_count(request, "group_size", 1, PE_POSITION_MAX);
        request_count(request, "neighbor_window", 1, PE_POSITION_MAX);
        return family_prepare(request, "self_extend", pe);
    }
    if (kind >= KIND_REROPE) {
        request_count(request, "window", 1, PE_POSITION_MAX);
        if (kind > KIND_REROPE) request_number(request, "factor", 1, 1e4);
        if (!family_prepare(request, "rerope", pe)) return false;
        ok = pe_set(pe, "log_scale", request_has(request, "training_length"), &err);
    } else {
        const FamilyName names[] = {{"length", ""}, {NULL, NULL}};
        if (!family_prepare_as(request, "remap", names, pe)) return false;
        ok = pe_set(pe, "length", length, &err);
    }
    ok = ok && pe_prepare(pe, request->arena, &err);
    return ok || request_fail(request, NULL, "%s", err.text);
}

bool family_remap(Request *request, Result *result) {
    int kind = request_word(request, "kind", KINDS, -1);
    Places places = places_read(request);
    if (!request_ok(request)) return false;
    int length = find_length(request, &places);
    bool renumbers = kind < KIND_REROPE;
    if (renumbers) add_remapped(request, (RemapKind)kind, length, &places, result);
    Pe pe;
    if (renumbers && !request_has(request, "q")) return request_ok(request);
    if (!prepare(request, kind, length, &pe)) return false;
    add_distances(request, &pe, &places, kind <= KIND_REROPE, result);
    bool scaled = kind >= KIND_REROPE && kind < KIND_SELF_EXTEND;
    if (scaled && request_has(request, "training_length")) {
        add_query_scale(request, &places, result);
    }
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
