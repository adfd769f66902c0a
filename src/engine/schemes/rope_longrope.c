// LongRoPE: every pair has a factor of its own, found by a search, in one list for short texts and one for long ones.
#include "engine/schemes/rope_longrope.h"

#include "engine/schemes/rotary.h"

#include <assert.h>
#include <math.h>

bool rope_longrope_long(const Pe *pe) {
    return pe_get(pe, "length", 1) > pe_get(pe, "original_max_position_embeddings", 1);
}

double rope_longrope_magnitude(LongropePolicy policy, double scale, double original) {
    if (policy == LONGROPE_YARN) return scaling_temperature(scale);
    return scale > 1 ? sqrt(1 + log(scale) / log(original)) : 1;
}

// freq holds the slowed frequencies and behind them the plain ones.
Pe rope_longrope_plain(const Pe *pe) {
    Pe plain = *pe;
    plain.freq = pe->freq + pe->pairs;
    plain.factor = 1;
    return plain;
}

void rope_longrope_use(Pe *pe, const double *factors) {
    const double *plain = rope_longrope_plain(pe).freq;
    for (int m = 0; m < pe->pairs; m++) {
        assert(factors[m] > 0);
        pe->freq[m] = plain[m] / factors[m];
    }
}

static double find_factor(const Pe *pe) {
    double given = pe_get(pe, "attention_factor", 0);
    double original = pe_get(pe, "original_max_position_embeddings", 1);
    if (given > 0) return given;
    return rope_longrope_magnitude((LongropePolicy)pe_get_int(pe, "magnitude_policy"),
                                   pe_get(pe, "max_position_embeddings", 1) / original, original);
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    if (!rotary_open_whole(pe, arena, err)) return false;
    double *both = arena_array(arena, 2 * (size_t)pe->pairs, sizeof *both);
    double *factors = arena_array(arena, (size_t)pe->pairs, sizeof *factors);
    Scaling scaling = rotary_scaling(pe);
    scaling.scale = rope_longrope_long(pe) ? 2 : 1; // that there is a stretch picks the long list
    for (int m = 0; m < pe->pairs; m++) {
        both[pe->pairs + m] = pe->freq[m];
        factors[m] = scaling_longrope_factor(&scaling, m);
    }
    pe->freq = both;
    rope_longrope_use(pe, factors);
    pe->factor = find_factor(pe);
    pe->relative = pe_get_int(pe, "start_token_idx") == 0;
    return true;
}

// How many of the positions p0 … p0+count−1 stay plain.
static int64_t count_plain(const Pe *pe, int64_t p0, int64_t count) {
    int64_t left = pe_get_int(pe, "start_token_idx") - p0;
    return left < 0 ? 0 : left < count ? left : count;
}

static void turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x) {
    int first = (int)count_plain(pe, p0, n);
    Pe plain = rope_longrope_plain(pe);
    rotary_turn(&plain, as, p0, first, x);
    rotary_turn(pe, as, p0 + first, n - first, x + (int64_t)first * pe->D);
}

static void turn_mean(const Pe *pe, PeTurn as, int64_t p0, int64_t width, double *x) {
    int64_t first = count_plain(pe, p0, width);
    double start[PE_DIM_MAX], share = (double)first / (double)width;
    for (int f = 0; first > 0 && f < pe->D; f++) start[f] = x[f];
    if (first < width) rotary_turn_mean(pe, as, p0 + first, width - first, x);
    if (first == 0) return;
    Pe plain = rope_longrope_plain(pe);
    rotary_turn_mean(&plain, as, p0, first, start);
    for (int f = 0; f < pe->D; f++) {
        x[f] = first < width ? share * start[f] + (1 - share) * x[f] : start[f];
    }
}

static const char *const policies[] = {"su", "yarn", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    ROTARY_PARAM_WINDOW("max_position_embeddings", "Extended context", 131072, 1),
    ROTARY_PARAM_WINDOW("original_max_position_embeddings", "Original context", 4096, 2),
    ROTARY_PARAM_LENGTH,
    {.id = "magnitude_policy",
     .label = "Magnitude policy",
     .unit = "",
     .hi = 1,
     .step = 1,
     .choices = policies},
    {.id = "attention_factor", .label = "Attention factor (0 = auto)", .unit = "", .hi = 10},
    {.id = "start_token_idx", .label = "Start tokens", .unit = "tokens", .hi = 65536, .step = 1},
    PE_PARAM_LAYOUT,
};

const PeScheme rope_longrope_scheme = {
    .id = "rope_longrope",
    .title = "LongRoPE",
    .place = PE_AT_QUERY_KEY,
    .source = "Ding et al. 2024, LongRoPE, section 3.1, equation 3; factors of Phi-3-mini-128k",
    .formula = "\\theta'_r = \\frac{\\theta_r}{\\lambda_r}\\;(p \\ge \\hat{n}),\\; "
               "\\theta'_r = \\theta_r\\;(p < \\hat{n})",
    .logit_formula =
        "s_{ij} = m^2\\, \\frac{\\langle R'_i q_i,\\, R'_j k_j \\rangle}{\\sqrt{d}},\\; "
        "m = \\sqrt{1 + \\frac{\\ln s}{\\ln L}}",
    .note =
        "Each pair has its own factor, found by a search: here those published with Phi-3-mini.",
    .logit_note = "One token beyond the trained length swaps the short factors for the long ones.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = turn,
    .turn_mean = turn_mean,
    .waves = rotary_waves,
};
