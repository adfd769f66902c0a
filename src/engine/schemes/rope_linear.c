// Position interpolation: all pairs turn slower by one factor, so that far positions land among trained ones.
#include "engine/schemes/rotary.h"

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_open_whole(pe, arena, err)) return false;
    Scaling scaling = rotary_scaling(pe);
    scaling.scale = pe_get(pe, "factor", 1);
    rotary_stretch(pe, &scaling, SCALING_PI);
    return true;
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    ROTARY_PARAM_FACTOR("factor", "Scaling factor", 4),
    PE_PARAM_LAYOUT,
};

const PeScheme rope_linear_scheme = {
    .id = "rope_linear",
    .title = "RoPE, interpolated",
    .place = PE_AT_QUERY_KEY,
    .source =
        "Chen et al. 2023, Extending Context Window via Positional Interpolation, section 2.3, "
        "equation 4",
    .formula = "\\theta'_r = \\frac{\\theta_r}{s},\\; \\theta_r = b^{-2r/d}",
    .logit_formula =
        "s_{ij} = \\frac{\\langle R_{i/s}\\, q_i,\\, R_{j/s}\\, k_j \\rangle}{\\sqrt{d}}",
    .note = "Every clock hand is slowed by the same factor, the fast ones included.",
    .logit_note = "The picture of plain RoPE, stretched: neighbours are harder to tell apart.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
