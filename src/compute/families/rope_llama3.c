// Requests about Llama 3's scaling.
#include "compute/family_rotary.h"

bool family_rope_llama3(Request *request, Result *result) {
    Pe pe;
    family_read_width(request, "dim");
    request_number(request, "factor", 1, 1e4);
    request_count(request, "original_max_position_embeddings", 1, PE_POSITION_MAX);
    if (!family_prepare(request, "rope_llama3", &pe)) return false;
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
