// xPos: RoPE whose queries shrink and whose keys grow with position, so that far keys count less.
#include "engine/schemes/xpos.h"

#include "engine/schemes/rotary.h"

#include <math.h>

double xpos_zeta(const Pe *pe, int pair) {
    double gamma = pe_get(pe, "gamma", 0.4);
    return (2.0 * pair + gamma * pe->D) / ((1 + gamma) * pe->D);
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_open_whole(pe, arena, err)) return false;
    pe->growth = arena_array(arena, (size_t)pe->pairs, sizeof(double));
    double span = pe_get(pe, "scale_base", 512);
    for (int m = 0; m < pe->pairs; m++) pe->growth[m] = log(xpos_zeta(pe, m)) / span;
    return true;
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    {.id = "scale_base",
     .label = "Scale base",
     .unit = "tokens",
     .initial = 512,
     .lo = 1,
     .hi = PE_POSITION_MAX,
     .log = true},
    {.id = "gamma",
     .label = "Gamma",
     .unit = "",
     .initial = 0.4,
     .lo = 1e-3,
     .hi = 1e3,
     .log = true},
    {.id = "layout",
     .label = "Pairs",
     .unit = "",
     .initial = PE_INTERLEAVED,
     .hi = 1,
     .step = 1,
     .choices = pe_layouts},
};

const PeScheme xpos_scheme = {
    .id = "xpos",
    .title = "xPos",
    .place = PE_AT_QUERY_KEY,
    .source = "Sun et al. 2022, A Length-Extrapolatable Transformer, section 3.2; "
              "the span as in torchscale, XPOS",
    .formula = "\\zeta_r = \\frac{2r/d + \\gamma}{1 + \\gamma},\\; q_p^r\\, \\zeta_r^{p/B},\\; "
               "k_p^r\\, \\zeta_r^{-p/B}",
    .logit_formula = "s_{ij} = \\frac{1}{\\sqrt{d}} \\sum_r \\zeta_r^{(i-j)/B}\\, "
                     "\\langle R_i q_i^r,\\, R_j k_j^r \\rangle",
    .note =
        "Clock hands as in RoPE; a query's shrink with position and a key's grow, the fast ones "
        "most.",
    .logit_note =
        "Fast pairs fade with distance, so that far keys are compared by slow ones alone.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = rotary_turn,
    .waves = rotary_waves,
};
