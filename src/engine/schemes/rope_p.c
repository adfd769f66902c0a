// p-RoPE: the slowest pairs are not turned at all, the others keep their frequencies.
#include "engine/schemes/rotary.h"

#include <math.h>

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_open_whole(pe, arena, err)) return false;
    int kept = (int)floor(pe_get(pe, "p", 1) * pe->D / 2);
    for (int m = kept; m < pe->pairs; m++) pe->freq[m] = 0;
    return true;
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    {.id = "p", .label = "Rotary fraction p", .unit = "", .initial = 0.75, .hi = 1},
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
};

const PeScheme rope_p_scheme = {
    .id = "rope_p",
    .title = "p-RoPE",
    .place = PE_AT_QUERY_KEY,
    .source = "Barbero et al. 2024, Round and Round We Go!, section 6.1 and appendix D",
    .formula = "\\theta_r = b^{-2r/d} \\;(r < \\lfloor p d / 2 \\rfloor),\\; \\theta_r = 0 "
               "\\;(r \\ge \\lfloor p d / 2 \\rfloor)",
    .logit_formula = "s_{ij} = \\frac{\\langle R_i q_i,\\, R_j k_j \\rangle}{\\sqrt{d}}",
    .note = "The slowest hands stand still: p = 1 is RoPE, p = 0 no position at all.",
    .logit_note = "Pairs that stand still compare content at any distance alike.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
