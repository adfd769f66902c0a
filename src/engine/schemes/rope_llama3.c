// Llama 3's scaling: pairs that turn often are kept, slow ones are divided by a factor, those between are blended by turns.
#include "engine/schemes/rotary.h"

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_open_whole(pe, arena, err)) return false;
    Scaling scaling = rotary_scaling(pe);
    scaling.scale = pe_get(pe, "factor", 1);
    scaling.train = pe_get(pe, "original_max_position_embeddings", 1);
    scaling.alpha = pe_get(pe, "low_freq_factor", 1);
    scaling.beta = pe_get(pe, "high_freq_factor", 4);
    scaling.ramp = SCALING_RAMP_PAPER;
    if (scaling.beta < scaling.alpha) { // equal in Llama 4 Scout: a step instead of a blend
        return err_set(err,
                       "rope_llama3: high_freq_factor is %.10g, allowed are low_freq_factor = "
                       "%.10g or more",
                       scaling.beta, scaling.alpha);
    }
    rotary_stretch(pe, &scaling, SCALING_YARN);
    return true;
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    ROTARY_PARAM_FACTOR("factor", "Scaling factor", 8),
    ROTARY_PARAM_WINDOW("original_max_position_embeddings", "Original context", 8192, 1),
    ROTARY_PARAM_TURNS("low_freq_factor", "Low freq factor", 1),
    ROTARY_PARAM_TURNS("high_freq_factor", "High freq factor", 4),
    PE_PARAM_LAYOUT,
};

const PeScheme rope_llama3_scheme = {
    .id = "rope_llama3",
    .title = "RoPE, Llama 3",
    .place = PE_AT_QUERY_KEY,
    .source = "Grattafiori et al. 2024, The Llama 3 Herd of Models, section 3.4.2; the rule as in "
              "llama-models, apply_scaling",
    .formula = "\\theta'_r = (1 - \\gamma_r)\\frac{\\theta_r}{s} + \\gamma_r \\theta_r,\\; "
               "\\gamma_r = \\mathrm{clamp}\\left(\\frac{L\\theta_r/2\\pi - l}{h - l}\\right)",
    .logit_formula = "s_{ij} = \\frac{\\langle R'_i q_i,\\, R'_j k_j \\rangle}{\\sqrt{d}}",
    .note = "YaRN's blend, by how often a hand turns within the trained length.",
    .logit_note = "The diagonals of plain RoPE nearby, slower waves far away; no change of size.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
