// Requests about position interpolation.
#include "compute/family_rotary.h"

bool family_rope_linear(Request *request, Result *result) {
    Pe pe;
    family_read_width(request, "dim");
    request_number(request, "factor", 1, 1e4);
    if (!family_prepare(request, "rope_linear", &pe)) return false;
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
