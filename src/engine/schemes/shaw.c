// Shaw's relative vectors: one learned vector per clipped distance, met by the query (and by the key).
#include "engine/schemes/shaw.h"

#include "base/num.h"
#include "base/rng.h"
#include "engine/pe.h"

#include <assert.h>
#include <math.h>

enum { CLIP_MAX = 32767, ENTRIES_MAX = 1 << 24 }; // of the table, 128 MB

int64_t shaw_distance(ShawSign sign, int64_t i, int64_t j) {
    return sign == SHAW_KEY_MINUS_QUERY ? j - i : i - j;
}

int shaw_row(int64_t distance, int left, int right) {
    if (distance < -left) return 0;
    return distance > right ? left + right : left + (int)distance;
}

// Made up: one wave per feature that is fine near the query and coarse far from it, with some noise. Within ±2.
static void fill_feature(double *column, int rows, int left, int D, Rng *rng) {
    double waves = 0.3 + rng_unit(rng), phase = TURN * rng_unit(rng), height = 0.3 + rng_unit(rng);
    for (int r = 0; r < rows; r++) {
        column[(int64_t)r * D] =
            height * cos(phase + waves * asinh(r - left)) + 0.3 * (rng_unit(rng) - 0.5);
    }
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    int D = pe_get_int(pe, "dim"), left = pe_get_int(pe, "clip_left"),
        right = pe_get_int(pe, "clip_right"), rows = left + right + 1;
    if ((int64_t)rows * D > ENTRIES_MAX) {
        return err_set(err,
                       "shaw: (clip_left + clip_right + 1) × dim is %lld, allowed are at most %d",
                       (long long)rows * D, ENTRIES_MAX);
    }
    pe->D = D;
    pe->distance_reach = fmax(1, fmax(left, right));
    double *table = arena_array(arena, (size_t)rows * (size_t)D, sizeof(double));
    Rng rng = {rng_mix(rng_hash("shaw") + (uint64_t)pe_get_int(pe, "seed"))};
    for (int f = 0; f < D; f++) fill_feature(table + f, rows, left, D, &rng);
    for (int64_t at = 0; at < (int64_t)rows * D; at++) {
        pe->table_reach = fmax(pe->table_reach, fabs(table[at]));
    }
    pe->table = table;
    return true;
}

static double dot(const double *a, const double *b, int D) {
    double sum = 0;
    for (int f = 0; f < D; f++) sum += a[f] * b[f];
    return sum;
}

// NOLINTNEXTLINE(readability-function-size): a hook has the parameters that its stage needs.
static void relate(const Pe *pe, const double *q, const double *k, int64_t i, int64_t j0, int n,
                   double *out) {
    int left = pe_get_int(pe, "clip_left"), right = pe_get_int(pe, "clip_right");
    ShawSign sign = (ShawSign)pe_get_int(pe, "sign");
    bool both = pe_get_int(pe, "variant") == SHAW_KEY_QUERY;
    for (int t = 0; t < n; t++) {
        int row = shaw_row(shaw_distance(sign, i, j0 + t), left, right);
        const double *vector = pe->table + (int64_t)row * pe->D;
        out[t] = dot(q, vector, pe->D);
        if (both) out[t] += dot(k + (int64_t)t * pe->D, vector, pe->D);
    }
}

// The distance i − j that the table can tell: what lies beyond its ends looks like the ends.
static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    int left = pe_get_int(pe, "clip_left"), right = pe_get_int(pe, "clip_right");
    ShawSign sign = (ShawSign)pe_get_int(pe, "sign");
    for (int t = 0; t < n; t++) {
        int clipped = shaw_row(shaw_distance(sign, i, j0 + t), left, right) - left;
        out[t] = sign == SHAW_KEY_MINUS_QUERY ? -clipped : clipped;
    }
}

static const char *const variants[] = {"key", "key_query", NULL};
static const char *const signs[] = {"j-i", "i-j", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    {.id = "clip_left",
     .label = "Clip left",
     .unit = "tokens",
     .initial = 16,
     .lo = 0,
     .hi = CLIP_MAX,
     .step = 1},
    {.id = "clip_right",
     .label = "Clip right",
     .unit = "tokens",
     .initial = 16,
     .lo = 0,
     .hi = CLIP_MAX,
     .step = 1},
    {.id = "variant", .label = "Variant", .unit = "", .hi = 1, .step = 1, .choices = variants},
    {.id = "sign", .label = "Sign", .unit = "", .hi = 1, .step = 1, .choices = signs},
    PE_PARAM_SEED,
};

const PeScheme shaw_scheme = {
    .id = "shaw",
    .title = "Shaw",
    .place = PE_AT_LOGIT,
    .source = "Shaw et al. 2018, Self-Attention with Relative Position Representations, sections "
              "3.1 and 3.2, equation 4; key_query: Huang et al. 2020, method 4",
    .formula = "a_{ij} = W_{\\mathrm{clip}(j - i,\\, -L,\\, R)},\\; W \\in \\mathbb{R}^{(L + R + "
               "1) \\times d}",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i,\\, k_j + a_{ij} \\rangle}{\\sqrt{d}}",
    .note = "One vector per distance up to the clip; beyond it a token 20 away and one 2000 away "
            "look the same.",
    .logit_note = "Each query asks the distance, not only the key: what it adds depends on what "
                  "the query holds.",
    .synthetic = true,
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .relate = relate,
    .distance = distance,
};
