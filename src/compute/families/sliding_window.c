// Requests about windows of attention: who sees whom, and RoPE's logits and shares within the window.
#include "engine/schemes/sliding_window.h"

#include "compute/family.h"
#include "compute/places.h"
#include "engine/attend.h"

#include <math.h>
#include <string.h>

static const char *const KINDS[] = {"sliding", "chunked", NULL};

static void add_allowed(Request *request, const Places *places, WindowKind kind, int64_t window,
                        Result *result) {
    int nq = places->queries.count, nk = places->keys.count;
    double *allowed = places_space(request, places), *legacy = places_space(request, places),
           *count = request_space(request, nq);
    if (!request_ok(request)) return;
    for (int64_t cell = 0; cell < (int64_t)nq * nk; cell++) {
        int64_t i = places->queries.at[cell / nk], j = places->keys.at[cell % nk];
        allowed[cell] = window_sees(kind, window, i, j);
        legacy[cell] = window_sees_legacy(window, i, j);
        count[cell / nk] += allowed[cell];
    }
    result_add_whole(result, "allowed", (ResultShape){2, {nq, nk}}, allowed);
    if (kind == WINDOW_SLIDING) {
        result_add_whole(result, "allowed_legacy_hf", (ResultShape){2, {nq, nk}}, legacy);
    }
    result_add_whole(result, "row_count", (ResultShape){1, {nq}}, count);
}

// Shares of 0 for what a query does not see; nothing (null) for one that sees no key.
static void add_probs(Request *request, Result *result) {
    const ResultItem *logits = result_find(result, "logits");
    double *out = logits ? request_space(request, logits->count) : NULL;
    if (!out) return;
    memcpy(out, logits->at, (size_t)logits->count * sizeof *out);
    int n = logits->shape[logits->rank - 1];
    for (int row = 0; row < logits->count / n; row++) {
        double *share = out + (int64_t)row * n;
        attend_softmax(share, n);
        for (int j = 0; j < n; j++) share[j] = isnan(share[j]) ? 0 : share[j];
    }
    ResultShape shape = {logits->rank, {logits->shape[0], logits->shape[1], logits->shape[2]}};
    result_add(result, "probs", shape, out);
}

bool family_sliding_window(Request *request, Result *result) {
    bool chunks = request_has(request, "chunk_size") && !request_has(request, "window");
    WindowKind kind =
        (WindowKind)request_word(request, "kind", KINDS, chunks ? WINDOW_CHUNKED : WINDOW_SLIDING);
    const char *key =
        kind == WINDOW_CHUNKED && request_has(request, "chunk_size") ? "chunk_size" : "window";
    int window = request_count(request, key, 1, PE_POSITION_MAX);
    Places places = places_read(request);
    if (!request_ok(request)) return false;
    add_allowed(request, &places, kind, window, result);
    if (!request_has(request, "q")) return request_ok(request);
    Pe pe;
    Err err = {0};
    const FamilyName names[] = {{"window", key}, {"kind", ""}, {NULL, NULL}};
    if (!family_prepare_as(request, "sliding_window", names, &pe)) return false;
    if (!pe_set(&pe, "kind", kind, &err) || !pe_prepare(&pe, request->arena, &err)) {
        return request_fail(request, NULL, "%s", err.text);
    }
    family_add_logits(request, &pe, result);
    add_probs(request, result);
    return request_ok(request);
}
