// Requests about RoPE: tables, turned vectors in both layouts, logits, and the order of rows of a converted weight.
#include "engine/schemes/rope.h"

#include "compute/family.h"

#include <string.h>

enum { ROWS_MOST = 1 << 20 };

static bool answer_permutation(Request *request, Result *result) {
    int heads = request_count(request, "heads", 1, PE_HEAD_MAX);
    int shape[2] = {request_count_or(request, "rows", 1, ROWS_MOST, -1),
                    request_count_or(request, "cols", 1, ROWS_MOST, -1)};
    Numbers w = request_shaped(request, "w", 2, shape);
    int rows = w.shape[0], cols = w.shape[1];
    if (request_ok(request) && rows % (2 * heads) != 0) {
        const char *key = shape[0] > 0 ? "rows" : "w";
        return request_fail(request, key, "found %d rows, expected a multiple of %d", rows,
                            2 * heads);
    }
    double *index = request_space(request, rows), *out = request_space(request, w.count);
    if (!request_ok(request)) return false;
    int *from = arena_array(request->arena, (size_t)rows, sizeof *from);
    rope_permute_rows(heads, rows, from);
    for (int r = 0; r < rows; r++) {
        index[r] = from[r];
        memcpy(out + (int64_t)r * cols, w.at + (int64_t)from[r] * cols, (size_t)cols * sizeof *out);
    }
    result_add_whole(result, "row_from", (ResultShape){1, {rows}}, index);
    ResultShape whole = {2, {rows, cols}};
    (w.whole ? result_add_whole : result_add)(result, "w_permuted", whole, out);
    return true;
}

// x turned in a layout; as DeepSeek stores it if `halves`: pairs side by side are turned, then taken apart.
static void add_turned(Request *request, const Pe *pe, const char *key, PeLayout layout,
                       bool halves, Result *result) {
    Integers at = request_positions(request, "positions");
    Numbers x = request_shaped(request, "x", 2, (const int[]){at.count, pe->D});
    if (!request_afford(request, 50.0 * x.count)) return;
    double *out = request_space(request, x.count);
    if (!out) return;
    memcpy(out, x.at, (size_t)x.count * sizeof *out);
    Pe turning = *pe;
    turning.layout = layout;
    Err err = {0};
    if (!pe_turn_at(&turning, (PeTurn){0}, (PeSpots){at.at, at.count}, out, &err)) {
        request_fail(request, "positions", "%s", err.text);
        return;
    }
    if (halves) rope_split_pairs(pe->D, at.count, out);
    result_add(result, key, (ResultShape){2, {at.count, pe->D}}, out);
}

bool family_rope(Request *request, Result *result) {
    static const char *const odd_rules[] = {"floor", NULL};
    if (request_has(request, "w")) return answer_permutation(request, result);
    Pe pe;
    family_read_width(request, "dim");
    request_word(request, "odd_rule", odd_rules, 0);
    if (!family_prepare(request, "rope", &pe)) return false;
    family_add_rotary(request, &pe, result);
    if (request_has(request, "x") && request_has(request, "layout")) {
        add_turned(request, &pe, "out", pe.layout, false, result);
    } else if (request_has(request, "x")) {
        add_turned(request, &pe, "half_split", PE_HALF_SPLIT, false, result);
        add_turned(request, &pe, "interleaved", PE_INTERLEAVED, false, result);
        add_turned(request, &pe, "out", PE_INTERLEAVED, true, result);
    }
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
