// Dynamic NTK scaling: the base rises as the text outgrows the trained length.
#include "engine/schemes/rope_dynamic_ntk.h"

#include "engine/schemes/rotary.h"

static Scaling scaling_of(const Pe *pe) {
    Scaling scaling = rotary_scaling(pe);
    scaling.train = pe_get(pe, "max_position_embeddings", 1);
    scaling.scale =
        scaling_dynamic(pe_get(pe, "factor", 1), pe_get(pe, "length", 1), scaling.train);
    return scaling;
}

double rope_dynamic_ntk_base(const Pe *pe) {
    Scaling scaling = scaling_of(pe);
    return scaling_ntk_base(&scaling);
}

void rope_dynamic_ntk_history(const int64_t *lengths, int n, int64_t max, int64_t *used) {
    int64_t longest = max;
    for (int call = 0; call < n; call++) {
        if (lengths[call] > longest || lengths[call] < max) longest = lengths[call];
        if (longest < max) longest = max;
        used[call] = longest;
    }
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_check_exponent(pe, err) || !rotary_open_whole(pe, arena, err)) return false;
    Scaling scaling = scaling_of(pe);
    rotary_stretch(pe, &scaling, SCALING_NTK);
    return true;
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    ROTARY_PARAM_FACTOR("factor", "Scaling factor", 4),
    ROTARY_PARAM_WINDOW("max_position_embeddings", "Original context", 2048, 1),
    ROTARY_PARAM_LENGTH,
    PE_PARAM_LAYOUT,
};

const PeScheme rope_dynamic_ntk_scheme = {
    .id = "rope_dynamic_ntk",
    .title = "RoPE, dynamic NTK",
    .place = PE_AT_QUERY_KEY,
    .source = "emozilla 2023, Dynamically Scaled RoPE; Peng et al. 2023, YaRN, section 3.3",
    .formula = "b' = b \\left(\\frac{s\\, n}{L} - (s - 1)\\right)^{d/(d-2)},\\; n > L",
    .logit_formula =
        "s_{ij} = \\frac{\\langle R^{(n)}_i q_i,\\, R^{(n)}_j k_j \\rangle}{\\sqrt{d}}",
    .note = "Plain RoPE up to the trained length; beyond it, the base grows with the text.",
    .logit_note = "Another length, another base: keys cached earlier were turned by the old one.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
