// No positional encoding: content alone, and the causal mask.
#include "engine/pe.h"

const PeScheme nope_scheme = {
    .id = "nope",
    .title = "NoPE",
    .place = PE_AT_NONE,
    .source = "Kazemnejad et al. 2023, The Impact of Positional Encoding on Length Generalization, "
              "section 5",
    .formula = "e_p = 0",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i, k_j \\rangle}{\\sqrt{d}}",
    .note = "Nothing is added anywhere: without a mask, shuffled tokens give shuffled outputs.",
    .logit_note = "Only the causal mask tells positions apart: row i is shared by i + 1 keys.",
};
