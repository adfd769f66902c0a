// Requests about ALiBi: slopes, biases, and logits in the notations of several models.
#include "engine/schemes/alibi.h"

#include "compute/family.h"
#include "engine/attend.h"

static void add_bias(Request *request, const Pe *pe, Result *result) {
    int nq = request_count(request, "q_len", 1, REQUEST_COUNT_MAX),
        nk = request_count(request, "k_len", nq, REQUEST_COUNT_MAX);
    AlibiForm form = request_flag_or(request, "symmetric", true) ? ALIBI_SYMMETRIC : ALIBI_RELATIVE;
    int64_t cells = (int64_t)nq * nk;
    double *out = request_space(request, pe->H * cells);
    if (!out) return;
    for (int64_t e = 0; e < pe->H * cells; e++) {
        int64_t cell = e % cells;
        out[e] = alibi_bias(form, pe->slope[e / cells], nk - nq + cell / nk, cell % nk, nk);
    }
    result_add(result, "bias", (ResultShape){3, {pe->H, nq, nk}}, out);
}

// Logits without a bias (`dots`) plus the bias of a notation; Falcon scales the bias too.
static void add_form(Request *request, const Pe *pe, const char *key, AlibiForm form,
                     const ResultItem *dots, Result *result) {
    int nk = dots->shape[dots->rank - 1], nq = dots->rank > 1 ? dots->shape[dots->rank - 2] : 1;
    double of_bias = form == ALIBI_FALCON ? request_number(request, "scale", -1e6, 1e6) : 1;
    double *out = request_space(request, dots->count);
    if (!out) return;
    for (int e = 0; e < dots->count; e++) {
        int head = e / (nq * nk), i = nk - nq + e / nk % nq, j = e % nk;
        out[e] = dots->at[e] + of_bias * alibi_bias(form, pe->slope[head], i, j, nk);
    }
    ResultShape shape = {dots->rank, {dots->shape[0], dots->shape[1], dots->shape[2]}};
    result_add(result, key, shape, out);
}

static void add_logits(Request *request, const Pe *pe, Result *result) {
    static const char *const forms[] = {"bloom", "mpt", "falcon", NULL};
    static const AlibiForm meanings[] = {ALIBI_KEY, ALIBI_FROM_LAST, ALIBI_FALCON};
    int form = request_word(request, "form", forms, 0);
    Pe plain;
    Result dots = {0};
    if (!family_prepare(request, "nope", &plain)) return;
    family_add_logits(request, &plain, &dots);
    if (!request_ok(request)) return;
    const ResultItem *item = result_find(&dots, "logits");
    int heads = item->count / item->shape[item->rank - 1];
    if (!request_has(request, "q_last")) heads /= item->shape[item->rank - 2];
    if (heads != pe->H) {
        request_fail(request, "q", "found %d heads, expected %d", heads, pe->H);
        return;
    }
    if (request_has(request, "form")) {
        add_form(request, pe, "logits_reference", meanings[form], item, result);
    }
    // Falcon rounds and scales its biases: its logits are of no other notation.
    if (meanings[form] == ALIBI_FALCON || !request_ok(request)) return;
    add_form(request, pe, "logits", ALIBI_RELATIVE, item, result);
    const ResultItem *logits = result_find(result, "logits");
    const double *probs = logits ? family_causal_probs(request, logits) : NULL;
    ResultShape shape = {item->rank, {item->shape[0], item->shape[1], item->shape[2]}};
    if (probs) result_add(result, "probs_causal", shape, probs);
}

bool family_alibi(Request *request, Result *result) {
    const FamilyName names[] = {{"bias_max", "alibi_bias_max"}, {"form", ""}, {NULL, NULL}};
    Pe pe;
    request_count(request, "heads", 1, PE_HEAD_MAX);
    if (!family_prepare_as(request, "alibi", names, &pe)) return false;
    result_add(result, "slopes", (ResultShape){1, {pe.H}}, pe.slope);
    if (request_has(request, "q_len") || request_has(request, "k_len")) {
        add_bias(request, &pe, result);
    }
    if (request_has(request, "q") || request_has(request, "q_last")) {
        add_logits(request, &pe, result);
    }
    return request_ok(request);
}
