// YaRN: fast pairs keep their speed, slow ones are interpolated, those between are blended, and vectors grow a little.
#include "engine/schemes/rope_yarn.h"

#include "engine/schemes/rotary.h"

static bool has(const Pe *pe, const char *flag) {
    return pe_get_int(pe, flag) == 1;
}

static Scaling scaling_of(const Pe *pe) {
    Scaling scaling = rotary_scaling(pe);
    scaling.train = pe_get(pe, "original_max_position_embeddings", 1);
    scaling.scale = pe_get(pe, "factor", 1);
    if (has(pe, "dynamic")) {
        double length = pe_get(pe, "length", 1);
        scaling.scale = length > scaling.train ? length / scaling.train : 1;
    }
    scaling.alpha = pe_get(pe, "beta_slow", 1);
    scaling.beta = pe_get(pe, "beta_fast", 32);
    scaling.ramp = has(pe, "truncate") ? SCALING_RAMP_CODE : SCALING_RAMP_SMOOTH;
    return scaling;
}

void rope_yarn_range(const Pe *pe, double *low, double *high) {
    Scaling scaling = scaling_of(pe);
    scaling_code_range(&scaling, low, high);
}

// As given; else DeepSeek's quotient, if it has both of its weights; else the paper's.
static double find_factor(const Pe *pe, double scale) {
    double given = pe_get(pe, "attention_factor", 0);
    double mscale = pe_get(pe, "mscale", 0), all = pe_get(pe, "mscale_all_dim", 0);
    if (given > 0) return given;
    if (mscale > 0 && all > 0) {
        return scaling_magnitude(scale, mscale) / scaling_magnitude(scale, all);
    }
    return scaling_temperature(scale);
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_open_whole(pe, arena, err)) return false;
    Scaling scaling = scaling_of(pe);
    if (scaling.beta < scaling.alpha) {
        return err_set(err, "rope_yarn: beta_fast is %.10g, allowed are beta_slow = %.10g or more",
                       scaling.beta, scaling.alpha);
    }
    rotary_stretch(pe, &scaling, SCALING_YARN);
    pe->factor = find_factor(pe, scaling.scale);
    return true;
}

static const char *const no_yes[] = {"no", "yes", NULL};

// 0 leaves it to the other rules.
#define PARAM_OVERRIDE(name, says) \
    { .id = (name), .label = (says), .unit = "", .hi = 10 }
#define PARAM_FLAG(name, says, on)                                                      \
    {                                                                                   \
        .id = (name), .label = (says), .unit = "", .initial = (on), .hi = 1, .step = 1, \
        .choices = no_yes                                                               \
    }

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    ROTARY_PARAM_FACTOR("factor", "Scaling factor", 4),
    ROTARY_PARAM_WINDOW("original_max_position_embeddings", "Original context", 2048, 1),
    ROTARY_PARAM_TURNS("beta_fast", "Beta fast", 32),
    ROTARY_PARAM_TURNS("beta_slow", "Beta slow", 1),
    PARAM_FLAG("truncate", "Truncate", 1),
    PARAM_OVERRIDE("mscale", "mscale"),
    PARAM_OVERRIDE("mscale_all_dim", "mscale_all_dim"),
    PARAM_OVERRIDE("attention_factor", "Attention factor (0 = auto)"),
    PARAM_FLAG("dynamic", "Dynamic", 0),
    ROTARY_PARAM_LENGTH,
    PE_PARAM_LAYOUT,
};

const PeScheme rope_yarn_scheme = {
    .id = "rope_yarn",
    .title = "RoPE, YaRN",
    .place = PE_AT_QUERY_KEY,
    .source = "Peng et al. 2023, YaRN, sections 3.2 and 3.4, definitions 2 and 3; the ramp by pair "
              "index as released",
    .formula = "\\theta'_r = (1 - \\gamma_r)\\frac{\\theta_r}{s} + \\gamma_r \\theta_r,\\; "
               "\\gamma_r = 1 - \\mathrm{clamp}\\left(\\frac{r - l}{h - l}\\right)",
    .logit_formula =
        "s_{ij} = m^2\\, \\frac{\\langle R'_i q_i,\\, R'_j k_j \\rangle}{\\sqrt{d}},\\; "
        "m = 0.1 \\ln s + 1",
    .note = "Fast hands keep their speed, slow ones are interpolated, those between are blended.",
    .logit_note =
        "Turned vectors grow with the logarithm of the stretch, which sharpens attention.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    ROTARY_HOOKS,
};
