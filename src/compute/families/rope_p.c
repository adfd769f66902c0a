// Requests about p-RoPE.
#include "compute/family_rotary.h"
#include "engine/attend.h"

#include <math.h>

// Logits of the turned vectors, each a query and a key.
static void add_self_logits(Request *request, const ResultItem *turned, Result *result) {
    int n = turned->shape[0], D = turned->shape[1];
    if (!request_afford(request, (double)n * n * D)) return;
    double scale = request_number_or(request, "scale", -1e6, 1e6, 1 / sqrt(D));
    double *out = request_space(request, (int64_t)n * n);
    if (!out) return;
    const AttendRows rows = {turned->at, n};
    attend_dots(rows, rows, D, scale, out);
    result_add(result, "self_logits", (ResultShape){2, {n, n}}, out);
}

static int count_turning(const Pe *pe) {
    int turning = 0;
    for (int m = 0; m < pe->pairs; m++) turning += pe->freq[m] > 0;
    return turning;
}

bool family_rope_p(Request *request, Result *result) {
    const FamilyName names[] = {{"dim", "head_dim"}, {0}};
    Pe pe;
    family_read_width(request, "head_dim");
    request_number(request, "p", 0, 1);
    if (!family_prepare_as(request, "rope_p", names, &pe)) return false;
    family_add_count(request, "rope_angles", count_turning(&pe), result);
    family_add_rotary(request, &pe, result);
    family_add_turned(request, &pe, result);
    const ResultItem *turned = result_find(result, "out");
    if (turned) add_self_logits(request, turned, result);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
