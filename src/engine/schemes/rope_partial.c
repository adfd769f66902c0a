// Partial rotary encoding: only the first part of a vector is turned, the rest carries no position.
#include "engine/schemes/rotary.h"

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    int D = pe_get_int(pe, "dim");
    double share = pe_get(pe, "partial_rotary_factor", 1);
    int turned = (int)(D * share);
    bool odd = turned % 2 && pe_get_int(pe, "layout") == PE_HALF_SPLIT;
    if (turned < 2 || odd) {
        return err_set(err,
                       "rope_partial: partial_rotary_factor is %.10g, which turns %d of %d "
                       "features, allowed are %s",
                       share, turned, D,
                       turned < 2 ? "2 or more" : "even numbers in the half_split layout");
    }
    return rotary_open(pe, arena, D, turned, err);
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    {.id = "partial_rotary_factor",
     .label = "Rotary fraction",
     .unit = "",
     .initial = 0.5,
     .hi = 1},
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
};

const PeScheme rope_partial_scheme = {
    .id = "rope_partial",
    .title = "Partial RoPE",
    .place = PE_AT_QUERY_KEY,
    .source =
        "Black et al. 2022, GPT-NeoX-20B, section 2.1.1; partial_rotary_factor in Hugging Face "
        "transformers",
    .formula = "\\theta_r = b^{-2r/d_t},\\; d_t = \\lfloor f d \\rfloor",
    .logit_formula = "s_{ij} = \\frac{\\langle R_i q_i^t,\\, R_j k_j^t \\rangle + "
                     "\\langle q_i^u,\\, k_j^u \\rangle}{\\sqrt{d}}",
    .note = "The first features turn, with frequencies spread over them; the others stay.",
    .logit_note = "What is not turned compares content at any distance alike.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
