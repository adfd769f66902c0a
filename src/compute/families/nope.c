// Requests about attention without positions: logits and their shares after a causal mask.
#include "compute/family.h"

bool family_nope(Request *request, Result *result) {
    Pe pe;
    if (!request_has(request, "q") && !request_has(request, "q_last")) {
        return request_fail(request, "q", "found nothing, expected an array of (n, D)");
    }
    if (!family_prepare(request, "nope", &pe)) return false;
    family_add_logits(request, &pe, result);
    const ResultItem *logits = result_find(result, "logits");
    const double *probs = logits ? family_causal_probs(request, logits) : NULL;
    if (!probs) return false;
    ResultShape shape = {logits->rank, {logits->shape[0], logits->shape[1], logits->shape[2]}};
    result_add(result, "probs_causal", shape, probs);
    return true;
}
