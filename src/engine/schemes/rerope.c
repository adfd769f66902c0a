// ReRoPE: distances are true within a window; beyond it they stop, or go on by smaller steps (leaky).
#include "engine/schemes/rerope.h"

#include "engine/schemes/rotary.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

typedef enum Kind { KIND_REROPE, KIND_LEAKY } Kind;

double rerope_query_scale(int64_t i, int64_t training_length) {
    assert(training_length > 1);
    return fmax(1, log((double)i + 1) / log((double)training_length));
}

// What is read of the parameters at every hook.
typedef struct Rule {
    bool leaky;
    double window, factor;
    int64_t training_length; // 0: queries keep their size
} Rule;

static Rule rule_of(const Pe *pe) {
    bool scaled = pe_get_int(pe, "log_scale") == 1;
    return (Rule){.leaky = pe_get_int(pe, "kind") == KIND_LEAKY,
                  .window = (double)pe->near,
                  .factor = pe_get(pe, "factor", 1),
                  .training_length = scaled ? pe_get_int(pe, "training_length") : 0};
}

// Where a vector of a far pair stands: a key at p / f and a query at (p + w·(f − 1)) / f, or all keys at 0 and all
// queries at w.
static double far_place(const Rule *rule, PeSide side, double p) {
    if (!rule->leaky) return side == PE_QUERY ? rule->window : 0;
    return (side == PE_QUERY ? p + rule->window * (rule->factor - 1) : p) / rule->factor;
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    pe->near = pe_get_int(pe, "window");
    pe->relative = pe_get_int(pe, "log_scale") == 0;
    if (pe_get_int(pe, "kind") == KIND_REROPE) pe->distance_reach = (double)pe->near;
    return rotary_open_whole(pe, arena, err);
}

static void turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x) {
    Rule rule = rule_of(pe);
    for (int t = 0; t < n; t++) {
        double *row = x + (int64_t)t * pe->D, at = (double)(p0 + t);
        rotary_turn_to(pe, as.side, as.far ? far_place(&rule, as.side, at) : at, row);
        if (as.side != PE_QUERY || !rule.training_length) continue;
        double scale = rerope_query_scale(p0 + t, rule.training_length);
        for (int f = 0; f < pe->D; f++) row[f] *= scale;
    }
}

static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    Rule rule = rule_of(pe);
    for (int t = 0; t < n; t++) {
        int64_t gap = i - (j0 + t);
        // Not the difference of two places, whose rounding would depend on how far out they are.
        double far = rule.leaky ? ((double)gap + rule.window * (rule.factor - 1)) / rule.factor
                                : rule.window;
        out[t] = llabs(gap) < pe->near ? (double)gap : far;
    }
}

static const char *const kinds[] = {"rerope", "leaky_rerope", NULL};
static const char *const no_yes[] = {"no", "yes", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
    {.id = "kind", .label = "Variant", .unit = "", .hi = 1, .step = 1, .choices = kinds},
    ROTARY_PARAM_SPAN("window", "Window", 16),
    ROTARY_PARAM_FACTOR("factor", "Leak factor", 4),
    {.id = "log_scale",
     .label = "Log-n scaling",
     .unit = "",
     .hi = 1,
     .step = 1,
     .choices = no_yes},
    ROTARY_PARAM_WINDOW("training_length", "Training length", 512, 2),
};

const PeScheme rerope_scheme = {
    .id = "rerope",
    .title = "ReRoPE",
    .place = PE_AT_QUERY_KEY,
    .source =
        "Su 2023, Rectified Rotary Position Embeddings (github.com/bojone/rerope), ReRoPE and "
        "Leaky ReRoPE",
    .formula = "\\delta = i - j \\;\\text{if}\\; |i - j| < w,\\; \\text{else} \\; w \\; "
               "\\text{(leaky:} \\; w + \\frac{i - j - w}{f} \\text{)}",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i,\\, R_{-\\delta} k_j \\rangle}{\\sqrt{d}}",
    .note = "True distances up to the window; beyond it all keys stand at its edge, or creep on by "
            "steps of 1/f.",
    .logit_note = "No angle is new to the model, however long the text: far keys differ by content "
                  "alone, or by little.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = turn,
    .distance = distance,
};
