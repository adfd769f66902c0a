// Requests about dynamic NTK scaling: at one length, at several, and through a row of calls.
#include "engine/schemes/rope_dynamic_ntk.h"

#include "compute/family_rotary.h"

static double base_of(Pe *pe, const void *user) {
    (void)user;
    return rope_dynamic_ntk_base(pe);
}

static void add_rows(Request *request, Pe *pe, Integers lengths, Result *result) {
    double *bases = family_add_by_length(request, pe, lengths, base_of, NULL, result);
    if (!bases) return;
    result_add(result, "base_effective", (ResultShape){1, {lengths.count}}, bases);
    result_add_number(result, "attention_factor", pe->factor, request->arena);
}

// Every call's length becomes that by whose frequencies it is answered.
static Integers read_calls(Request *request, int64_t max) {
    Integers calls = family_read_lengths(request, "call_lengths");
    if (!request_ok(request)) return calls;
    int64_t *used = arena_array(request->arena, (size_t)calls.count, sizeof *used);
    rope_dynamic_ntk_history(calls.at, calls.count, max, used);
    return (Integers){used, calls.count};
}

bool family_rope_dynamic_ntk(Request *request, Result *result) {
    Pe pe;
    family_read_width(request, "dim");
    request_number(request, "factor", 1, 1e4);
    int max = request_count(request, "max_position_embeddings", 1, PE_POSITION_MAX);
    if (!family_prepare_as(request, "rope_dynamic_ntk", (const FamilyName[]){{"length", ""}, {0}},
                           &pe)) {
        return false;
    }
    if (request_has(request, "call_lengths")) {
        add_rows(request, &pe, read_calls(request, max), result);
        return request_ok(request);
    }
    if (request_has(request, "seq_lens")) {
        add_rows(request, &pe, family_read_lengths(request, "seq_lens"), result);
        return request_ok(request);
    }
    if (!family_set_length(request, &pe, family_read_length(request, max))) return false;
    result_add_number(result, "base_effective", rope_dynamic_ntk_base(&pe), request->arena);
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
