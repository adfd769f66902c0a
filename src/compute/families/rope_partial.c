// Requests about partial rotary encoding.
#include "compute/family_rotary.h"

#include <math.h>

// A request may give the width that is turned instead of the share: half a feature more survives the rounding down.
static bool prepare_width(Request *request, int D, Pe *pe) {
    int turned = request_count(request, "rotary_dim", 2, D);
    double base = request_number_or(request, "base", 2, 1e8, 10000);
    int layout = request_word(request, "layout", pe_layouts, PE_HALF_SPLIT);
    if (request_ok(request) && turned % 2 && layout == PE_HALF_SPLIT) {
        request_fail(request, "rotary_dim",
                     "found %d, expected an even number in the half_split layout", turned);
    }
    if (!request_ok(request)) return false;
    Err err = {0};
    pe_init(pe, pe_scheme_find("rope_partial"));
    bool ok = pe_set(pe, "dim", D, &err) && pe_set(pe, "base", base, &err) &&
              pe_set(pe, "layout", layout, &err) &&
              pe_set(pe, "partial_rotary_factor", fmin((turned + 0.5) / D, 1), &err);
    if (ok && pe_prepare(pe, request->arena, &err)) return true;
    return request_fail(request, "rotary_dim", "%s", err.text);
}

static bool prepare(Request *request, Pe *pe) {
    int D = family_read_width(request, "head_dim");
    bool width = request_has(request, "rotary_dim");
    if (width && !request_has(request, "partial_rotary_factor")) {
        return prepare_width(request, D, pe);
    }
    request_number(request, "partial_rotary_factor", 0, 1);
    const FamilyName names[] = {{"dim", "head_dim"}, {0}};
    if (!family_prepare_as(request, "rope_partial", names, pe)) return false;
    int turned = width ? request_count(request, "rotary_dim", 2, D) : pe->turned;
    if (!request_ok(request) || turned == pe->turned) return request_ok(request);
    return request_fail(request, "rotary_dim",
                        "found %d, expected %d, the whole part of head_dim · partial_rotary_factor",
                        turned, pe->turned);
}

bool family_rope_partial(Request *request, Result *result) {
    Pe pe;
    if (!prepare(request, &pe)) return false;
    family_add_count(request, "rotary_dim", pe.turned, result);
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
