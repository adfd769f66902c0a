// Self-Extend: true positions near the query, and beyond a window positions that groups of tokens share.
#include "engine/schemes/rotary.h"

#include <math.h>

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    pe->near = pe_get_int(pe, "neighbor_window");
    pe->least = 0;
    pe->relative = pe_get_int(pe, "group_size") == 1;
    return rotary_open_whole(pe, arena, err);
}

// Where a vector of a far pair stands. A group that does not divide the window gives a fraction, as in the released
// code when it reads a prompt.
static double far_place(const Pe *pe, PeSide side, int64_t p) {
    int64_t group = pe_get_int(pe, "group_size"), shared = p / group;
    double window = (double)pe->near, shift = window - window / (double)group;
    return (double)shared + (side == PE_QUERY ? shift : 0);
}

static void turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x) {
    for (int t = 0; t < n; t++) {
        double at = as.far ? far_place(pe, as.side, p0 + t) : (double)(p0 + t);
        rotary_turn_to(pe, as.side, at, x + (int64_t)t * pe->D);
    }
}

// Only what the rule removes; else nothing is added.
static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    (void)pe;
    (void)head;
    for (int t = 0; t < n; t++) out[t] = j0 + t > i ? -(double)INFINITY : 0;
}

static double bias_sum(const Pe *pe, int head, PeBlock block) {
    (void)pe;
    (void)head;
    (void)block;
    return 0;
}

static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    double query = far_place(pe, PE_QUERY, i);
    for (int t = 0; t < n; t++) {
        int64_t gap = i - (j0 + t);
        double far = query - far_place(pe, PE_KEY, j0 + t);
        out[t] = gap < 0 ? (double)NAN : gap < pe->near ? (double)gap : far;
    }
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
    ROTARY_PARAM_SPAN("group_size", "Group size", 4),
    ROTARY_PARAM_SPAN("neighbor_window", "Neighbor window", 16),
};

const PeScheme self_extend_scheme = {
    .id = "self_extend",
    .title = "Self-Extend",
    .place = PE_AT_QUERY_KEY,
    .source = "Jin et al. 2024, LLM Maybe LongLM: Self-Extend LLM Context Window Without Tuning, "
              "section 3",
    .formula = "\\delta = i - j \\;\\text{if}\\; i - j < w,\\; \\text{else} \\; \\lfloor i/g "
               "\\rfloor - \\lfloor j/g \\rfloor + w - w/g",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i,\\, R_{-\\delta} k_j \\rangle}{\\sqrt{d}}",
    .note = "Near tokens keep their distance; far ones move up to the window's edge in groups that "
            "share a step.",
    .logit_note =
        "A sharp band of true distances, and beyond it a staircase: g tokens look equally "
        "far.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = turn,
    .bias = bias,
    .distance = distance,
    .bias_sum = bias_sum,
};
