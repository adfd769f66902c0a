// Schemes with random but seeded parameters, small enough to be compared with a brute-force computation.
#ifndef TESTS_SUPPORT_ANY_SCHEME_H
#define TESTS_SUPPORT_ANY_SCHEME_H

#include "base/rng.h"
#include "engine/pe.h"
#include "support/test.h"

static inline double any_cap(const PeParam *param) {
    static const struct {
        const char *id;
        double most;
    } caps[] = {{"dim", 40},       {"head_dim", 40},       {"rotary_dim", 40},
                {"rows", 70},      {"heads", 20},          {"max_distance", 200},
                {"buckets", 64},   {"mlp_width", 12},      {"hidden_size", 64},
                {"clip_left", 40}, {"clip_right", 40},     {"window", 60},
                {"start_size", 9}, {"recent_size", 50},    {"max_positions", 90},
                {"length", 120},   {"group_size", 9},      {"neighbor_window", 50},
                {"factor", 64},    {"training_length", 80}};

    for (size_t c = 0; c < sizeof caps / sizeof caps[0]; c++) {
        if (strcmp(caps[c].id, param->id) == 0) return caps[c].most;
    }
    return param->hi;
}

static inline double any_value(const PeParam *param, Rng *rng) {
    double lo = param->lo, hi = any_cap(param), x = rng_unit(rng);
    double value = param->log ? lo * pow(hi / lo, x) : lo + (hi - lo) * x;
    if (param->step > 0) value = lo + param->step * round((value - lo) / param->step);
    return fmin(fmax(value, lo), hi);
}

// The scheme with random parameters, drawn again until they make sense together.
static inline Pe any_scheme(const PeScheme *scheme, Rng *rng, Arena *arena) {
    Pe pe;
    do {
        pe_init(&pe, scheme);
        for (int p = 0; p < scheme->param_count; p++) {
            CHECK(pe_set(&pe, scheme->params[p].id, any_value(&scheme->params[p], rng), NULL));
        }
    } while (!pe_prepare(&pe, arena, NULL));
    return pe;
}

static inline void any_normals(Rng *rng, int count, double *out) {
    for (int t = 0; t < count; t++) out[t] = rng_normal(rng);
}

static inline double any_dot(const double *a, const double *b, int D) {
    double sum = 0;
    for (int f = 0; f < D; f++) sum += a[f] * b[f];
    return sum;
}

// Reports the scheme's name once when a law does not hold.
static inline void any_law(bool holds, const Pe *pe, const char *law) {
    test_note(holds, pe->scheme->id, 0, law);
    for (int p = 0; !holds && p < pe->scheme->param_count; p++) {
        fprintf(stderr, "    %s = %.17g\n", pe->scheme->params[p].id, pe->value[p]);
    }
}

#endif
