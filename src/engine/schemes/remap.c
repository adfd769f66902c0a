// RoPE at positions that are kept below a maximum: clamped, wrapped around, or cut off on the left.
#include "engine/schemes/remap.h"

#include "engine/schemes/rotary.h"

#include <math.h>

int64_t remap_position(RemapKind kind, int64_t most, int64_t length, int64_t p) {
    switch (kind) {
    case REMAP_CLAMP: return p < most ? p : most - 1;
    case REMAP_MODULO: return p % most;
    case REMAP_TRUNCATE_LEFT: break;
    }
    int64_t dropped = length > most ? length - most : 0;
    return p < dropped ? -1 : p - dropped;
}

// What is read of the parameters at every hook.
typedef struct Rule {
    RemapKind kind;
    int64_t most, length;
} Rule;

static Rule rule_of(const Pe *pe) {
    return (Rule){(RemapKind)pe_get_int(pe, "kind"), pe_get_int(pe, "max_positions"),
                  pe_get_int(pe, "length")};
}

static int64_t remapped(const Rule *rule, int64_t p) {
    return remap_position(rule->kind, rule->most, rule->length, p);
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    pe->relative = false;
    pe->distance_reach = fmax(1, pe_get_int(pe, "max_positions") - 1);
    return rotary_open_whole(pe, arena, err);
}

// Dropped tokens are not turned: their logits are removed.
static void turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x) {
    Rule rule = rule_of(pe);
    for (int t = 0; t < n; t++) {
        int64_t at = remapped(&rule, p0 + t);
        if (at >= 0) rotary_turn_to(pe, as.side, (double)at, x + (int64_t)t * pe->D);
    }
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    (void)head;
    Rule rule = rule_of(pe);
    bool kept = remapped(&rule, i) >= 0;
    for (int t = 0; t < n; t++) {
        out[t] = kept && remapped(&rule, j0 + t) >= 0 ? 0 : -(double)INFINITY;
    }
}

static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    Rule rule = rule_of(pe);
    int64_t query = remapped(&rule, i);
    for (int t = 0; t < n; t++) {
        int64_t key = remapped(&rule, j0 + t);
        out[t] = query >= 0 && key >= 0 ? (double)(query - key) : (double)NAN;
    }
}

static const char *const kinds[] = {"clamp", "modulo", "truncate_left", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
    {.id = "kind", .label = "Rule", .unit = "", .hi = 2, .step = 1, .choices = kinds},
    ROTARY_PARAM_SPAN("max_positions", "Max positions", 16),
    ROTARY_PARAM_WINDOW("length", "Sequence length", 64, 1),
};

const PeScheme remap_scheme = {
    .id = "remap",
    .title = "Remapped positions",
    .place = PE_AT_QUERY_KEY,
    .source = "Beltagy et al. 2020, Longformer, section 5 (positions repeated modulo the trained "
              "ones); clamping and cutting off the left are common practice",
    .formula = "p' = \\min(p, M - 1), \\quad p \\bmod M, \\quad \\text{or} \\; p - (n - M)",
    .logit_formula = "s_{ij} = \\frac{\\langle R_{i'} q_i,\\, R_{j'} k_j \\rangle}{\\sqrt{d}}",
    .note = "No position is new to the model, but tokens that share one cannot be told apart.",
    .logit_note = "Clamping turns the far corner flat, wrapping repeats it as tiles, cutting drops "
                  "rows and columns.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = turn,
    .bias = bias,
    .distance = distance,
};
