// ALiBi: each head subtracts its slope times the distance from the logit.
#include "engine/schemes/alibi.h"

#include "engine/block.h"
#include "engine/pe.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { FORM_SYMMETRIC, FORM_CAUSAL };

// Slopes of all heads, (heads), logits per token: 2^(−bias_max·(h+1)/heads) for powers of two, else those
// of the next lower power followed by every other slope of the next higher one (Press et al. 2022, section 3).
static void alibi_slopes(int heads, double bias_max, double *out) {
    assert(heads >= 1);
    int lower = 1;
    while (lower * 2 <= heads) lower *= 2;
    for (int h = 0; h < lower; h++) out[h] = exp2(-bias_max * (h + 1) / lower);
    for (int h = lower; h < heads; h++) {
        out[h] = exp2(-bias_max * (2 * (h - lower) + 1) / (2 * lower));
    }
}

double alibi_span(double slope, double share) {
    return -log1p(-share) / slope;
}

// Nearest number with 8 significant bits, ties to even. Finite numbers only.
static float round_bfloat16(float x) {
    uint32_t bits = 0;
    memcpy(&bits, &x, sizeof bits);
    bits += 0x7fffu + ((bits >> 16) & 1u);
    bits &= 0xffff0000u;
    memcpy(&x, &bits, sizeof bits);
    return x;
}

double alibi_bias(AlibiForm form, double slope, int64_t i, int64_t j, int64_t n) {
    switch (form) {
    case ALIBI_RELATIVE: return -slope * (double)(i - j);
    case ALIBI_KEY: return slope * (double)j;
    case ALIBI_FROM_LAST: return slope * (double)(j - (n - 1));
    case ALIBI_SYMMETRIC: return -slope * (double)(i < j ? j - i : i - j);
    case ALIBI_FALCON: break;
    }
    return (double)round_bfloat16(round_bfloat16((float)slope) * round_bfloat16((float)j));
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    (void)err;
    pe->H = pe_get_int(pe, "heads");
    pe->slope = arena_array(arena, (size_t)pe->H, sizeof(double));
    alibi_slopes(pe->H, pe_get(pe, "bias_max", 8), pe->slope);
    pe->bias_reach = 12; // e^−12: what is fainter cannot be seen in the softmax
    if (pe_get_int(pe, "form") == FORM_CAUSAL) pe->least = 0;
    return true;
}

// Never −m·(i − j) for keys after the query: that would reward the future.
static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    double slope = pe->slope[head];
    for (int t = 0; t < n; t++) {
        int64_t distance = i - (j0 + t);
        out[t] = -slope * (double)(distance < 0 ? -distance : distance);
        if (distance < pe->least) out[t] = -(double)INFINITY;
    }
}

// Linear on both sides of the query.
static double bias_sum(const Pe *pe, int head, PeBlock block) {
    if (block_first(block) >= 0) return -pe->slope[head] * block_distances(block);
    double before = block_distances(block_within(block, 0, block.most));
    double after = block_distances(block_within(block, block.least, -1));
    return -pe->slope[head] * (before - after);
}

static const char *const forms[] = {"symmetric", "causal", NULL};

static const PeParam params[] = {
    PE_PARAM_HEADS,
    {.id = "bias_max", .label = "Bias max", .unit = "", .initial = 8, .lo = 1, .hi = 32},
    {.id = "form", .label = "Form", .unit = "", .hi = 1, .step = 1, .choices = forms},
};

const PeScheme alibi_scheme = {
    .id = "alibi",
    .title = "ALiBi",
    .place = PE_AT_LOGIT,
    .source = "Press et al. 2022, Train Short, Test Long, section 3",
    .formula = "b^{h}_{ij} = -m_h\\,|i - j|,\\; m_h = 2^{-8(h+1)/H}",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i, k_j \\rangle}{\\sqrt{d}} - m_h\\,|i - j|",
    .note = "One slope per head: the first heads see a few tokens, the last ones hundreds.",
    .logit_note =
        "A penalty that grows with distance, for ever: a longer text only adds larger penalties.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .bias = bias,
    .bias_sum = bias_sum,
};
