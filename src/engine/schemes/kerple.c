// KERPLE: a learned kernel of the distance per head, logarithm or power, subtracted from the logit.
#include "engine/schemes/kerple.h"

#include "base/rng.h"
#include "engine/pe.h"
#include "engine/schemes/ramps.h"

#include <assert.h>
#include <math.h>

static const double LEAST = 0.01, POWER_MOST = 2;

// The columns of pe->table, (heads, COLUMNS).
enum { BIAS_P, BIAS_A, WEIGHT_P, WEIGHT_A, COLUMNS };

static double power_kernel(double p, double a, double distance) {
    double exponent = fmin(fmax(p, LEAST), POWER_MOST);
    return fmax(a, LEAST) * pow(distance, exponent);
}

static double log_kernel(double p, double a, double distance) {
    return fmax(p, LEAST) * log1p(fmax(a, LEAST) * distance);
}

double kerple_bias(KerpleKind kind, double p, double a, int64_t distance) {
    assert(distance >= 0);
    return -(kind == KERPLE_LOG ? log_kernel : power_kernel)(p, a, (double)distance);
}

double kerple_weight(double p, double a, int64_t distance) {
    assert(distance >= 0);
    return exp(-power_kernel(p, a, (double)distance));
}

// Made up, within the ranges in which training starts: p up to 2, a up to 1. Powers above 1 would leave
// nothing to see but the nearest keys.
static bool prepare(Pe *pe, Arena *arena, Err *err) {
    (void)err;
    bool logarithm = pe_get_int(pe, "kind") == KERPLE_LOG;
    pe->H = pe_get_int(pe, "heads");
    pe->least = 0;       // without a penalty for keys after the query they would be rewarded
    pe->bias_reach = 12; // e^−12: what is fainter cannot be seen in the softmax
    double *table = arena_array(arena, (size_t)pe->H * COLUMNS, sizeof(double));
    Rng rng = {rng_mix(rng_hash("kerple") + (uint64_t)pe_get_int(pe, "seed"))};
    for (int h = 0; h < pe->H; h++) {
        double *head = table + (int64_t)h * COLUMNS, p = rng_unit(&rng), a = rng_unit(&rng);
        head[BIAS_P] = logarithm ? 0.2 + 1.8 * p : 0.2 + 0.7 * p;
        head[BIAS_A] = logarithm ? 0.02 + 0.98 * a : 0.02 + 0.4 * a * a;
        head[WEIGHT_P] = 0.2 + 0.7 * rng_unit(&rng);
        head[WEIGHT_A] = 0.01 + 0.1 * rng_unit(&rng);
        for (int c = 0; c < COLUMNS; c++) pe->table_reach = fmax(pe->table_reach, head[c]);
    }
    pe->table = table;
    return true;
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    KerpleKind kind = (KerpleKind)pe_get_int(pe, "kind");
    const double *row = pe->table + (int64_t)head * COLUMNS;
    for (int t = 0; t < n; t++) {
        int64_t distance = i - (j0 + t);
        out[t] = distance < 0 ? -(double)INFINITY
                              : kerple_bias(kind, row[BIAS_P], row[BIAS_A], distance);
    }
}

static double log_at(const void *head, double x) {
    const double *row = head;
    return log_kernel(row[BIAS_P], row[BIAS_A], x);
}

static double power_at(const void *head, double x) {
    const double *row = head;
    return power_kernel(row[BIAS_P], row[BIAS_A], x);
}

static double bias_sum(const Pe *pe, int head, PeBlock block) {
    Ramp ramps[RAMPS];
    ramps_of(block, ramps);
    RampKernel kernel = {pe_get_int(pe, "kind") == KERPLE_LOG ? log_at : power_at,
                         pe->table + (int64_t)head * COLUMNS};
    double sum = 0;
    for (int r = 0; r < RAMPS; r++) sum += ramp_sum(&ramps[r], kernel);
    return -sum;
}

// Only one kind has weights; the others leave the logits as they are.
static void weigh(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    bool weighs = pe_get_int(pe, "kind") == KERPLE_POWER_W;
    const double *row = pe->table + (int64_t)head * COLUMNS;
    for (int t = 0; t < n; t++) {
        int64_t distance = i - (j0 + t);
        out[t] = weighs && distance > 0 ? kerple_weight(row[WEIGHT_P], row[WEIGHT_A], distance) : 1;
    }
}

static const char *const kinds[] = {"log", "power", "power_w", NULL};

static const PeParam params[] = {
    PE_PARAM_HEADS,
    {.id = "kind", .label = "Kernel", .unit = "", .hi = 2, .step = 1, .choices = kinds},
    PE_PARAM_SEED,
};

const PeScheme kerple_scheme = {
    .id = "kerple",
    .title = "KERPLE",
    .place = PE_AT_LOGIT,
    .source = "Chi et al. 2022, KERPLE: Kernelized Relative Positional Embedding for Length "
              "Extrapolation, section 4, power and logarithmic variants",
    .formula = "b^{h}_{ij} = -p_h \\ln(1 + a_h\\,|i - j|)",
    .logit_formula =
        "s_{ij} = \\frac{\\langle q_i, k_j \\rangle}{\\sqrt{d}} - p_h \\ln(1 + a_h\\,|i - j|)",
    .note = "Two learned numbers per head bend the penalty: steep near the query, almost flat far "
            "away.",
    .logit_note = "A logarithm forgives distance: a key ten times as far costs only a constant "
                  "more.",
    .synthetic = true,
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .weigh = weigh,
    .bias = bias,
    .bias_sum = bias_sum,
};
