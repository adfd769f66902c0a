// Requests about NTK-aware scaling, plain and by parts.
#include "engine/schemes/rope_ntk.h"

#include "compute/family_rotary.h"

bool family_rope_ntk(Request *request, Result *result) {
    const char *stretch = request_has(request, "scale") && !request_has(request, "alpha") &&
                                  request_has(request, "variant")
                              ? "scale"
                              : "alpha";
    Pe pe;
    family_read_width(request, "dim");
    request_number(request, stretch, 1, 1e4);
    if (!family_prepare_as(request, "rope_ntk", (const FamilyName[]){{"alpha", stretch}, {0}},
                           &pe)) {
        return false;
    }
    if (!rope_ntk_by_parts(&pe)) {
        result_add_number(result, "base_effective", rope_ntk_base(&pe), request->arena);
    }
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
