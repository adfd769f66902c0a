// Turned vectors, and one row of frequencies per length of the text.
#include "compute/family_rotary.h"

#include <string.h>

void family_add_count(Request *request, const char *key, int count, Result *result) {
    double *at = arena_alloc(request->arena, sizeof *at);
    *at = count;
    result_add_whole(result, key, (ResultShape){0}, at);
}

void family_add_turned(Request *request, const Pe *pe, Result *result) {
    if (!request_has(request, "x")) return;
    Integers at = request_positions(request, "positions");
    Numbers x = request_shaped(request, "x", 2, (const int[]){at.count, pe->D});
    if (!request_ok(request) || !request_afford(request, 50.0 * x.count)) return;
    double *out = request_space(request, x.count);
    if (!out) return;
    memcpy(out, x.at, (size_t)x.count * sizeof *out);
    Err err = {0};
    if (!pe_turn_at(pe, (PeTurn){0}, (PeSpots){at.at, at.count}, out, &err)) {
        request_fail(request, "positions", "%s", err.text);
        return;
    }
    result_add(result, "out", (ResultShape){2, {at.count, pe->D}}, out);
}

int64_t family_read_length(Request *request, int64_t otherwise) {
    if (request_has(request, "seq_len")) {
        return request_count(request, "seq_len", 1, PE_POSITION_MAX);
    }
    static const char *const keys[] = {"positions", "query_positions", "key_positions"};
    int64_t longest = 0;
    for (int k = 0; k < 3; k++) {
        if (!request_has(request, keys[k])) continue;
        Integers at = request_positions(request, keys[k]);
        for (int t = 0; t < at.count; t++) {
            if (at.at[t] >= longest) longest = at.at[t] + 1;
        }
    }
    return longest ? longest : otherwise;
}

Integers family_read_lengths(Request *request, const char *key) {
    return request_integers(request, key, 1, PE_POSITION_MAX);
}

bool family_set_length(Request *request, Pe *pe, int64_t length) {
    if (!request_ok(request)) return false;
    Err err = {0};
    if (pe_set(pe, "length", (double)length, &err) && pe_prepare(pe, request->arena, &err)) {
        return true;
    }
    return request_fail(request, NULL, "%s", err.text);
}

double *family_add_by_length(Request *request, Pe *pe, Integers lengths, FamilyRowOf of,
                             const void *user, Result *result) {
    if (!request_ok(request)) return NULL;
    int pairs = pe->pairs;
    int64_t count = (int64_t)lengths.count * pairs;
    if (!request_afford(request, 100.0 * (double)count)) return NULL;
    double *rows = request_space(request, count), *values = request_space(request, lengths.count);
    if (!request_ok(request)) return NULL;
    for (int row = 0; row < lengths.count; row++) {
        if (!family_set_length(request, pe, lengths.at[row])) return NULL;
        values[row] = of(pe, user);
        memcpy(rows + (int64_t)row * pairs, pe->freq, (size_t)pairs * sizeof *rows);
    }
    result_add(result, "inv_freq", (ResultShape){2, {lengths.count, pairs}}, rows);
    return values;
}
