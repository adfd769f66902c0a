// Requests about partial rotary encoding.
#include "compute/family_rotary.h"

#include <math.h>

// What the scheme takes for a width that a request may give as such: half a feature more survives the rounding down.
static double share_of(int turned, int D) {
    return fmin((turned + 0.5) / D, 1);
}

static bool prepare(Request *request, Pe *pe) {
    const FamilyName names[] = {{"dim", "head_dim"}, {0}};
    int D = request_count(request, "head_dim", 2, PE_DIM_MAX);
    bool given = request_has(request, "rotary_dim");
    int turned = given ? request_count(request, "rotary_dim", 2, D) : 0;
    bool share = request_has(request, "partial_rotary_factor");
    if (!given) request_number(request, "partial_rotary_factor", 0, 1);
    if (!family_prepare_as(request, "rope_partial", names, pe)) return false;
    if (given && share && pe->turned != turned) {
        return request_fail(request, "rotary_dim",
                            "found %d, expected %d, the whole part of head_dim · "
                            "partial_rotary_factor",
                            turned, pe->turned);
    }
    if (share) return true;
    Err err = {0};
    if (pe_set(pe, "partial_rotary_factor", share_of(turned, D), &err) &&
        pe_prepare(pe, request->arena, &err)) {
        return true;
    }
    return request_fail(request, "rotary_dim", "%s", err.text);
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
