// Speeds of RoPE's pairs under each way of stretching a trained window.
#include "engine/scaling.h"

#include <assert.h>
#include <math.h>

static const double full_turn = 6.283185307179586;

enum { PHI3_PAIRS = 48 };

// Phi-3-mini-128k-instruct's configuration (rope_scaling of type "su"). The long ones were stored as float32.
static const double PHI3_LONG[PHI3_PAIRS] = {
    1.0299999713897705, 1.0499999523162842, 1.0499999523162842, 1.0799999237060547,
    1.2299998998641968, 1.2299998998641968, 1.2999999523162842, 1.4499999284744263,
    1.5999999046325684, 1.6499998569488525, 1.8999998569488525, 2.859999895095825,
    3.68999981880188,   5.419999599456787,  5.489999771118164,  5.489999771118164,
    9.09000015258789,   11.579999923706055, 15.65999984741211,  15.769999504089355,
    15.789999961853027, 18.360000610351562, 21.989999771118164, 23.079999923706055,
    30.009998321533203, 32.35000228881836,  32.590003967285156, 35.56000518798828,
    39.95000457763672,  53.840003967285156, 56.20000457763672,  57.95000457763672,
    59.29000473022461,  59.77000427246094,  59.920005798339844, 61.190006256103516,
    61.96000671386719,  62.50000762939453,  63.3700065612793,   63.48000717163086,
    63.48000717163086,  63.66000747680664,  63.850006103515625, 64.08000946044922,
    64.760009765625,    64.80001068115234,  64.81001281738281,  64.81001281738281};
static const double PHI3_SHORT[PHI3_PAIRS] = {
    1.05, 1.05, 1.05, 1.1,  1.1,  1.1,  1.25, 1.25, 1.4, 1.45, 1.55, 1.85, 1.9,  2.0,  2.0,  2.0,
    2.0,  2.0,  2.0,  2.0,  2.0,  2.0,  2.0,  2.0,  2.0, 2.0,  2.0,  2.0,  2.0,  2.0,  2.0,  2.0,
    2.1,  2.1,  2.2,  2.35, 2.35, 2.35, 2.35, 2.4,  2.4, 2.65, 2.7,  2.9,  2.95, 3.05, 3.05, 3.05};

double scaling_frequency(double base, int D, int pair) {
    return pow(base, -2.0 * pair / D);
}

int scaling_pairs(const Scaling *scaling) {
    return scaling->D / 2;
}

double scaling_plain(const Scaling *scaling, int pair) {
    return scaling_frequency(scaling->base, scaling->D, pair);
}

double scaling_ntk_base(const Scaling *scaling) {
    if (scaling->D <= 2) return scaling->base;
    return scaling->base * pow(scaling->scale, scaling->D / (scaling->D - 2.0));
}

double scaling_turns(const Scaling *scaling, int pair) {
    return scaling->train * scaling_plain(scaling, pair) / full_turn;
}

// The index, not a whole one, at which a pair would turn so often within L: from L·b^(−2r/d) = 2π·turns.
static double find_index(const Scaling *scaling, double turns) {
    return scaling->D * log(scaling->train / (turns * full_turn)) / (2 * log(scaling->base));
}

void scaling_code_range(const Scaling *scaling, double *low, double *high) {
    *low = find_index(scaling, scaling->beta);
    *high = find_index(scaling, scaling->alpha);
    if (scaling->ramp != SCALING_RAMP_SMOOTH) {
        *low = floor(*low);
        *high = ceil(*high);
    }
    *low = fmax(*low, 0);
    *high = fmin(*high, scaling->D - 1); // d − 1, not d/2 − 1: as released
}

// How far `at` is on the way from low to high, 0 … 1. A way without length is a step.
static double find_share(double low, double high, double at) {
    if (low == high) return at >= high;
    return fmin(fmax((at - low) / (high - low), 0), 1);
}

double scaling_keep(const Scaling *scaling, int pair) {
    if (scaling->ramp == SCALING_RAMP_PAPER) {
        return find_share(scaling->alpha, scaling->beta, scaling_turns(scaling, pair));
    }
    double low, high;
    scaling_code_range(scaling, &low, &high);
    if (low == high) high += 0.001; // as released, against a division by zero
    return 1 - find_share(low, high, pair);
}

// Between a slower speed and one that is kept in part.
static double blend(double slow, double fast, double keep) {
    return (1 - keep) * slow + keep * fast;
}

double scaling_dynamic(double scale, double length, double train) {
    return length > train ? scale * length / train - (scale - 1) : 1;
}

double scaling_by_parts(const Scaling *scaling, ScalingParts parts, int pair) {
    Scaling part = *scaling;
    part.ramp = SCALING_RAMP_CODE;
    part.beta = parts.beta[0];
    part.alpha = parts.beta[1];
    double slow = blend(scaling_speed(scaling, SCALING_PI, pair),
                        scaling_speed(scaling, SCALING_NTK, pair), scaling_keep(&part, pair));
    part.beta = parts.gamma[0];
    part.alpha = parts.gamma[1];
    return blend(slow, scaling_plain(scaling, pair), scaling_keep(&part, pair));
}

double scaling_magnitude(double scale, double weight) {
    return scale > 1 ? 0.1 * weight * log(scale) + 1 : 1;
}

double scaling_temperature(double scale) {
    return scaling_magnitude(scale, 1);
}

const double *scaling_longrope_factors(bool longer, int *count) {
    *count = PHI3_PAIRS;
    return longer ? PHI3_LONG : PHI3_SHORT;
}

double scaling_longrope_factor(const Scaling *scaling, int pair) {
    int count, last = scaling_pairs(scaling) - 1;
    const double *factors = scaling_longrope_factors(scaling->scale > 1, &count);
    return factors[last > 0 ? (int)lround((double)pair * (count - 1) / last) : 0];
}

double scaling_speed(const Scaling *scaling, ScalingMethod method, int pair) {
    assert(pair >= 0 && pair < scaling_pairs(scaling));
    double plain = scaling_plain(scaling, pair);
    switch (method) {
    case SCALING_PI: return plain / scaling->scale;
    case SCALING_NTK: return scaling_frequency(scaling_ntk_base(scaling), scaling->D, pair);
    case SCALING_YARN: return blend(plain / scaling->scale, plain, scaling_keep(scaling, pair));
    case SCALING_LONGROPE: return plain / scaling_longrope_factor(scaling, pair);
    case SCALING_NONE:
    case SCALING_COUNT: break;
    }
    return plain;
}

void scaling_speeds(const Scaling *scaling, ScalingMethod method, double *out) {
    for (int r = 0; r < scaling_pairs(scaling); r++) out[r] = scaling_speed(scaling, method, r);
}
