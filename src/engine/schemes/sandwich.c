// Sandwich: the similarity of sinusoidal vectors as a bias, weaker from head to head.
#include "engine/schemes/sandwich.h"

#include "engine/schemes/ramps.h"

#include <assert.h>
#include <math.h>

// Waves count from 1, so that the first one already is slower than a radian per token; as NeMo has it.
static bool prepare(Pe *pe, Arena *arena, Err *err) {
    (void)err;
    int size = pe_get_int(pe, "hidden_size");
    pe->H = pe_get_int(pe, "heads");
    pe->pairs = size / 2;
    pe->freq = arena_array(arena, (size_t)pe->pairs, sizeof(double));
    double base = pe_get(pe, "base", 1);
    for (int m = 0; m < pe->pairs; m++) pe->freq[m] = pow(base, -2.0 * (m + 1) / size);
    pe->least = 0; // the mean of what lies after the query is not smaller: causal attention only
    pe->bias_reach = 12; // e^−12: what is fainter cannot be seen in the softmax
    return true;
}

double sandwich_bias(const Pe *pe, int head, int64_t distance) {
    assert(distance >= 0 && head >= 0 && head < pe->H);
    double sum = 0;
    for (int m = 0; m < pe->pairs; m++) sum += cos(pe_angle(distance, pe->freq[m]));
    return (sum - pe->pairs) / (8.0 * (head + 1) / pe->H);
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    for (int t = 0; t < n; t++) {
        int64_t distance = i - (j0 + t);
        out[t] = distance < 0 ? -(double)INFINITY : sandwich_bias(pe, head, distance);
    }
}

// Σ s·sin(f·s) over n numbers s that are 1 apart and centred at 0: the derivative of sin(n·f/2) / sin(f/2), or its
// series where both parts of that would cancel.
static double sum_odd(double f, double n) {
    if (n * f < 0.1) {
        double n2 = n * n, second = n * (n2 - 1) / 12, fourth = second * (3 * n2 - 7) / 20,
               sixth = second * (3 * n2 * n2 - 18 * n2 + 31) / 112;
        return f * (second - f * f * (fourth / 6 - f * f * sixth / 120));
    }
    double s = sin(f / 2), c = cos(f / 2);
    return (sin(n * f / 2) * c - n * cos(n * f / 2) * s) / (2 * s * s);
}

// Σ pairs·cos(f·distance) over a ramp, around its middle.
static double sum_wave(const Ramp *ramp, double f) {
    double n = (double)ramp->count, step = (double)ramp->step, half = sin(f / 2);
    double middle = (double)ramp->first + (n - 1) / 2,
           pairs = (double)ramp->pairs + step * (n - 1) / 2;
    double sum = pairs * sin(n * f / 2) / half * cos(f * middle);
    return step == 0 ? sum : sum - step * sum_odd(f, n) * sin(f * middle);
}

static double bias_sum(const Pe *pe, int head, PeBlock block) {
    Ramp ramps[RAMPS];
    ramps_of(block, ramps);
    double sum = 0;
    for (int r = 0; r < RAMPS; r++) {
        if (ramps[r].count == 0) continue;
        double pairs = ramp_pairs(&ramps[r]);
        for (int m = 0; m < pe->pairs; m++) sum += sum_wave(&ramps[r], pe->freq[m]) - pairs;
    }
    return sum / (8.0 * (head + 1) / pe->H);
}

static const PeParam params[] = {
    PE_PARAM_HEADS,
    {.id = "hidden_size",
     .label = "Hidden size",
     .unit = "",
     .initial = 128,
     .lo = 2,
     .hi = PE_DIM_MAX,
     .step = 2,
     .log = true},
    PE_PARAM_BASE,
};

const PeScheme sandwich_scheme = {
    .id = "sandwich",
    .title = "Sandwich",
    .place = PE_AT_LOGIT,
    .source = "Chi et al. 2023, Dissecting Transformer Length Extrapolation via the Lens of "
              "Receptive Field Analysis, section 5, Sandwich",
    .formula = "b^{h}_{ij} = \\frac{H}{8(h+1)} \\left(\\sum_{r=1}^{d/2} \\cos\\left((i - "
               "j)\\,b^{-2r/d}\\right) - \\frac{d}{2}\\right)",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i, k_j \\rangle}{\\sqrt{d}} + b^{h}_{ij}",
    .note = "Sinusoidal vectors met with each other and nothing learned: the sum of waves falls "
            "like a logarithm.",
    .logit_note = "Falls steeply at first and flattens out, with ripples where the waves fall in "
                  "step.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .bias = bias,
    .bias_sum = bias_sum,
};
