// FIRE: a small network turns the distance, as a share of the query's own position, into a bias.
#include "engine/schemes/fire.h"

#include "base/rng.h"
#include "engine/pe.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH_MAX = 1024 };

double fire_input(FireScale scale, int64_t i, int64_t j) {
    double distance = log1p(fabs(scale.c * (double)(i - j)));
    return distance / (log1p(fabs(scale.c * fmax((double)i, scale.threshold))) + scale.eps);
}

double fire_output(const FireNet *net, int head, double input) {
    const double *w2 = net->w2 + (int64_t)head * net->width;
    double sum = net->b2[head];
    for (int u = 0; u < net->width; u++) sum += w2[u] * fmax(0, net->w1[u] * input + net->b1[u]);
    return sum;
}

// The weights in pe->table: w1, b1, w2, b2, one after the other.
static FireNet net_of(const Pe *pe, const double *table) {
    int width = pe_get_int(pe, "mlp_width");
    const double *w2 = table + 2 * (int64_t)width;
    return (FireNet){width, table, table + width, w2, w2 + (int64_t)width * pe->H};
}

static FireScale scale_of(const Pe *pe) {
    return (FireScale){.c = pe_get(pe, "c", 0),
                       .threshold = fabs(pe_get(pe, "L_multiplier", 1) * pe_get(pe, "init_L", 0)),
                       .eps = pe_get(pe, "eps", 0)};
}

// Made up: unit u wakes at the share u / width, the first one falls all along and the others bend it.
static double *make_weights(const Pe *pe, int width, Arena *arena) {
    double *table = arena_array(arena, (size_t)(width + 1) * (size_t)(pe->H + 2), sizeof(double));
    Rng rng = {rng_mix(rng_hash("fire") + (uint64_t)pe_get_int(pe, "seed"))};
    for (int u = 0; u < width; u++) {
        table[u] = 1;
        table[width + u] = -(double)u / width;
    }
    double *w2 = table + 2 * (int64_t)width, *b2 = w2 + (int64_t)width * pe->H;
    for (int h = 0; h < pe->H; h++) {
        double fall = 0.5 + 1.5 * rng_unit(&rng), bend = 3.0 / width;
        for (int u = 0; u < width; u++) {
            w2[(int64_t)h * width + u] = u == 0 ? -fall : bend * (rng_unit(&rng) - 0.5);
        }
        b2[h] = 0.5 * fall;
    }
    return table;
}

// Between two neighbouring wakings the output is a line, so the largest is at one of them or at 1.
static double find_reach(const FireNet *net, int heads) {
    double reach = 0;
    for (int h = 0; h < heads; h++) {
        for (int u = 0; u <= net->width; u++) {
            reach = fmax(reach, fabs(fire_output(net, h, (double)u / net->width)));
        }
    }
    return reach;
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    (void)err;
    int width = pe_get_int(pe, "mlp_width");
    pe->H = pe_get_int(pe, "heads");
    pe->relative = false;
    pe->distance_reach = 1;
    pe->table = make_weights(pe, width, arena);
    for (int at = 0; at < width * (pe->H + 2) + pe->H; at++) {
        pe->table_reach = fmax(pe->table_reach, fabs(pe->table[at]));
    }
    FireNet net = net_of(pe, pe->table);
    pe->bias_reach = find_reach(&net, pe->H);
    return true;
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    FireNet net = net_of(pe, pe->table);
    FireScale scale = scale_of(pe);
    for (int t = 0; t < n; t++) out[t] = fire_output(&net, head, fire_input(scale, i, j0 + t));
}

// The share of the way back that the network reads, 0 … 1 for keys up to the query's own.
static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    FireScale scale = scale_of(pe);
    for (int t = 0; t < n; t++) out[t] = fire_input(scale, i, j0 + t);
}

static const PeParam params[] = {
    PE_PARAM_HEADS,
    {.id = "mlp_width",
     .label = "MLP width",
     .unit = "",
     .initial = 32,
     .lo = 1,
     .hi = WIDTH_MAX,
     .step = 1,
     .log = true},
    {.id = "c", .label = "c", .unit = "", .initial = 0.1, .lo = 1e-4, .hi = 1e3, .log = true},
    {.id = "init_L",
     .label = "Threshold L",
     .unit = "tokens",
     .initial = 512,
     .lo = 1,
     .hi = 1e6,
     .log = true},
    {.id = "L_multiplier",
     .label = "L multiplier",
     .unit = "×",
     .initial = 1,
     .lo = 1e-3,
     .hi = 1e3,
     .log = true},
    {.id = "eps",
     .label = "Epsilon",
     .unit = "",
     .initial = 1e-6,
     .lo = 1e-12,
     .hi = 0.1,
     .log = true},
    PE_PARAM_SEED,
};

const PeScheme fire_scheme = {
    .id = "fire",
    .title = "FIRE",
    .place = PE_AT_LOGIT,
    .source = "Li et al. 2024, Functional Interpolation for Relative Positions Improves Long "
              "Context Transformers, section 3, progressive interpolation",
    .formula = "b^{h}_{ij} = f_h\\left(\\frac{\\psi(i - j)}{\\psi(\\max(L, i))}\\right),\\; "
               "\\psi(x) = \\ln(c\\,x + 1)",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i, k_j \\rangle}{\\sqrt{d}} + "
                     "f_h\\left(\\frac{\\psi(i - j)}{\\psi(\\max(L, i))}\\right)",
    .note =
        "A network reads distance as a share of the way back to the start: no text is too long.",
    .logit_note = "Rows stretch as the query moves on: the same distance costs less in a longer "
                  "text.",
    .synthetic = true,
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .bias = bias,
    .distance = distance,
};
