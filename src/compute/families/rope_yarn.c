// Requests about YaRN: frequencies and sizes, fixed or by the text's length, and DeepSeek's scale of the softmax.
#include "engine/schemes/rope_yarn.h"

#include "compute/family_rotary.h"
#include "engine/scaling.h"

#include <math.h>

static const double FACTOR_MOST = 1e4;

// DeepSeek's temperature does not enter the turned vectors but the softmax.
static void add_softmax_scale(Request *request, Result *result) {
    int D = request_count(request, "qk_head_dim", 1, PE_DIM_MAX);
    double factor = request_number(request, "factor", 1, FACTOR_MOST);
    double weight = request_number_or(request, "mscale_all_dim", 0, 10, 0);
    if (!request_ok(request)) return;
    double mscale = scaling_magnitude(factor, weight);
    result_add_number(result, "mscale", mscale, request->arena);
    result_add_number(result, "softmax_scale", mscale * mscale / sqrt(D), request->arena);
}

// Without a length of its own the window that was trained is the longest one; without a factor it is their quotient.
static bool prepare(Request *request, bool dynamic, Pe *pe) {
    const char *const own = "original_max_position_embeddings", *const longest =
                                                                    "max_position_embeddings";
    const char *window = request_has(request, own) ? own : longest;
    int original = request_count(request, window, 1, PE_POSITION_MAX);
    bool quotient = !dynamic && !request_has(request, "factor") && request_has(request, own) &&
                    request_has(request, longest);
    if (!dynamic && !quotient) request_number(request, "factor", 1, FACTOR_MOST);
    if (request_has(request, "attention_factor")) {
        request_number(request, "attention_factor", 1e-6, 10); // 0 would leave it to the rules
    }
    const FamilyName names[] = {{own, window}, {"length", ""}, {0}};
    if (!family_prepare_as(request, "rope_yarn", names, pe)) return false;
    if (!quotient) return true;
    int most = request_count(request, longest, original, PE_POSITION_MAX);
    Err err = {0};
    if (!request_ok(request)) return false;
    if (pe_set(pe, "factor", (double)most / original, &err) &&
        pe_prepare(pe, request->arena, &err)) {
        return true;
    }
    return request_fail(request, longest, "%s", err.text);
}

static double factor_of(Pe *pe, const void *user) {
    (void)user;
    return pe->factor;
}

// Up to the longest text that needs no stretch, all lengths are answered alike.
static int64_t stretched_length(Request *request, const Pe *pe, int64_t length) {
    int original = pe_get_int(pe, "original_max_position_embeddings");
    int plain = request_count_or(request, "max_position_embeddings", 1, PE_POSITION_MAX, original);
    return length > plain ? length : original < length ? original : length;
}

static void add_rows(Request *request, Pe *pe, Result *result) {
    Integers lengths = family_read_lengths(request, "seq_lens");
    if (!request_ok(request)) return;
    int64_t *used = arena_array(request->arena, (size_t)lengths.count, sizeof *used);
    for (int row = 0; row < lengths.count; row++) {
        used[row] = stretched_length(request, pe, lengths.at[row]);
    }
    Integers at = {used, lengths.count};
    double *factors = family_add_by_length(request, pe, at, factor_of, NULL, result);
    if (factors) result_add(result, "attention_factor", (ResultShape){1, {at.count}}, factors);
}

static void add_range(Request *request, const Pe *pe, Result *result) {
    double *range = request_space(request, 2);
    if (!range) return;
    rope_yarn_range(pe, &range[0], &range[1]);
    result_add(result, "correction_range", (ResultShape){1, {2}}, range);
}

bool family_rope_yarn(Request *request, Result *result) {
    if (request_has(request, "qk_head_dim")) {
        add_softmax_scale(request, result);
        if (!request_has(request, "dim")) return request_ok(request);
    }
    Pe pe;
    bool dynamic = request_flag_or(request, "dynamic", false);
    family_read_width(request, "dim");
    if (!prepare(request, dynamic, &pe)) return false;
    add_range(request, &pe, result);
    if (request_has(request, "seq_lens")) {
        add_rows(request, &pe, result);
        return request_ok(request);
    }
    int64_t length = family_read_length(request, 1);
    if (dynamic && !family_set_length(request, &pe, stretched_length(request, &pe, length))) {
        return false;
    }
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
