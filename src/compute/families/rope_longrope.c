// Requests about LongRoPE, with the factors that they bring.
#include "engine/schemes/rope_longrope.h"

#include "compute/family_rotary.h"
#include "engine/schemes/rotary.h"

#include <math.h>

// One factor per pair; NULL without the list. A request with one list uses it for texts of any length.
typedef struct Lists {
    const double *lengthy, *brief;
} Lists;

static const double *read_list(Request *request, const char *key, int pairs) {
    if (!request_has(request, key)) return NULL;
    Numbers list = request_shaped(request, key, 1, &pairs);
    for (int m = 0; m < list.count; m++) {
        if (list.at[m] >= 1e-6) continue;
        request_fail(request, arena_format(request->arena, "%s/%d", key, m),
                     "found %.15g, expected a factor of 0.000001 or more", list.at[m]);
        return NULL;
    }
    return list.at;
}

static Lists read_lists(Request *request, int pairs) {
    Lists lists = {read_list(request, "long_factor", pairs),
                   read_list(request, "short_factor", pairs)};
    if (!lists.lengthy && request_ok(request)) {
        request_fail(request, "long_factor", "found nothing, expected a list of %d factors", pairs);
    }
    if (!lists.brief) lists.brief = lists.lengthy;
    return lists;
}

// 1 for a row of long factors, else 0.
static double use_list(Pe *pe, const void *user) {
    const Lists *lists = user;
    bool lengthy = rope_longrope_long(pe);
    rope_longrope_use(pe, lengthy ? lists->lengthy : lists->brief);
    return lengthy;
}

static const char own[] = "original_max_position_embeddings", longest[] = "max_position_embeddings";

// Without a trained window of its own the longest one counts as such, and the stretch is named by "factor". The size that
// follows from it becomes an override, which stays when the scheme is prepared at other lengths.
static bool name_size(Request *request, Pe *pe) {
    if (request_has(request, "attention_factor")) return true;
    double factor = request_number(request, "factor", 1e-3, 1e4);
    double original = pe_get(pe, own, 2);
    LongropePolicy policy = (LongropePolicy)pe_get_int(pe, "magnitude_policy");
    Err err = {0};
    double size = rope_longrope_magnitude(policy, factor, original);
    if (!request_ok(request)) return false;
    if (pe_set(pe, "attention_factor", size, &err) && pe_prepare(pe, request->arena, &err)) {
        return true;
    }
    return request_fail(request, "factor", "%s", err.text);
}

static bool prepare(Request *request, Pe *pe) {
    const char *window = request_has(request, own) ? own : longest;
    const FamilyName names[] = {{own, window}, {"length", ""}, {0}};
    request_count(request, window, 2, PE_POSITION_MAX);
    if (request_has(request, "attention_factor")) {
        request_number(request, "attention_factor", 1e-6, 10); // 0 would leave it to the policy
    }
    if (!family_prepare_as(request, "rope_longrope", names, pe)) return false;
    if (request_has(request, own) && request_has(request, longest)) return true;
    return name_size(request, pe);
}

// As family_add_rotary does, but the first rows keep plain RoPE, wherever they are.
static void add_table(Request *request, const Pe *pe, Result *result) {
    int pairs = pe->pairs, first = pe_get_int(pe, "start_token_idx");
    result_add(result, "inv_freq", (ResultShape){1, {pairs}}, pe->freq);
    result_add_number(result, "attention_factor", pe->factor, request->arena);
    if (!request_has(request, "positions")) return;
    Integers at = request_positions(request, "positions");
    int64_t count = (int64_t)at.count * pairs;
    if (!request_afford(request, 50.0 * (double)count)) return;
    double *cosines = request_space(request, count), *sines = request_space(request, count);
    if (!request_ok(request)) return;
    Pe plain = rope_longrope_plain(pe);
    if (first > at.count) first = at.count;
    rotary_table(&plain, at.at, first, cosines, sines);
    int64_t done = (int64_t)first * pairs;
    rotary_table(pe, at.at + first, at.count - first, cosines + done, sines + done);
    result_add(result, "cos", (ResultShape){2, {at.count, pairs}}, cosines);
    result_add(result, "sin", (ResultShape){2, {at.count, pairs}}, sines);
}

bool family_rope_longrope(Request *request, Result *result) {
    Pe pe;
    family_read_width(request, "dim");
    if (!prepare(request, &pe)) return false;
    Lists lists = read_lists(request, pe.pairs);
    if (!request_ok(request)) return false;
    if (request_has(request, "seq_lens")) {
        Integers lengths = family_read_lengths(request, "seq_lens");
        double *lengthy = family_add_by_length(request, &pe, lengths, use_list, &lists, result);
        if (!lengthy) return false;
        result_add_whole(result, "uses_long", (ResultShape){1, {lengths.count}}, lengthy);
        result_add_number(result, "attention_factor", pe.factor, request->arena);
        return request_ok(request);
    }
    if (!family_set_length(request, &pe, family_read_length(request, 1))) return false;
    family_add_count(request, "uses_long", (int)use_list(&pe, &lists), result);
    add_table(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
