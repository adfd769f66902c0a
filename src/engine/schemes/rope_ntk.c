// NTK-aware scaling: a larger base slows the last pairs and leaves the first ones alone; and its variant by parts.
#include "engine/schemes/rope_ntk.h"

#include "engine/schemes/rotary.h"

bool rope_ntk_by_parts(const Pe *pe) {
    return pe_get_int(pe, "variant") == 1;
}

static Scaling scaling_of(const Pe *pe) {
    Scaling scaling = rotary_scaling(pe);
    scaling.scale = pe_get(pe, "alpha", 1);
    scaling.train = pe_get(pe, "original_max_position_embeddings", 1);
    return scaling;
}

double rope_ntk_base(const Pe *pe) {
    Scaling scaling = scaling_of(pe);
    return scaling_ntk_base(&scaling);
}

// A ramp runs from more turns to fewer.
static bool check_ramp(const Pe *pe, const char *more, const char *fewer, Err *err) {
    double high = pe_get(pe, more, 0), low = pe_get(pe, fewer, 0);
    if (high >= low) return true;
    return err_set(err, "rope_ntk: %s is %.10g, allowed are %s = %.10g or more", more, high, fewer,
                   low);
}

static bool prepare_parts(Pe *pe, Err *err) {
    if (!check_ramp(pe, "beta_0", "beta_1", err)) return false;
    if (!check_ramp(pe, "gamma_0", "gamma_1", err)) return false;
    Scaling scaling = scaling_of(pe);
    ScalingParts parts = {{pe_get(pe, "beta_0", 0), pe_get(pe, "beta_1", 0)},
                          {pe_get(pe, "gamma_0", 0), pe_get(pe, "gamma_1", 0)}};
    for (int m = 0; m < pe->pairs; m++) pe->freq[m] = scaling_by_parts(&scaling, parts, m);
    return true;
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_check_exponent(pe, err) || !rotary_open_whole(pe, arena, err)) return false;
    if (rope_ntk_by_parts(pe)) return prepare_parts(pe, err);
    Scaling scaling = scaling_of(pe);
    rotary_stretch(pe, &scaling, SCALING_NTK);
    return true;
}

static const char *const variants[] = {"plain", "by_parts", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    ROTARY_PARAM_FACTOR("alpha", "Alpha", 4),
    PE_PARAM_LAYOUT,
    {.id = "variant", .label = "Variant", .unit = "", .hi = 1, .step = 1, .choices = variants},
    ROTARY_PARAM_WINDOW("original_max_position_embeddings", "Original context", 2048, 1),
    ROTARY_PARAM_TURNS("beta_0", "Beta 0", 1.25),
    ROTARY_PARAM_TURNS("beta_1", "Beta 1", 0.75),
    ROTARY_PARAM_TURNS("gamma_0", "Gamma 0", 16),
    ROTARY_PARAM_TURNS("gamma_1", "Gamma 1", 2),
};

const PeScheme rope_ntk_scheme = {
    .id = "rope_ntk",
    .title = "RoPE, NTK-aware",
    .place = PE_AT_QUERY_KEY,
    .source =
        "bloc97 2023, NTK-Aware Scaled RoPE; Peng et al. 2023, YaRN, section 3.1, definition 1 "
        "(by parts: section 3.2)",
    .formula = "\\theta'_r = b'^{-2r/d},\\; b' = b\\, s^{d/(d-2)}",
    .logit_formula = "s_{ij} = \\frac{\\langle R'_i q_i,\\, R'_j k_j \\rangle}{\\sqrt{d}}",
    .note =
        "Raising the base slows the last pair by the whole factor and the first one not at all.",
    .logit_note = "Near the diagonal as trained, far from it as if interpolated.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
