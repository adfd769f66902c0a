// A window of attention over RoPE: each query sees the last W keys, or those of its own chunk.
#include "engine/schemes/sliding_window.h"

#include "engine/schemes/rotary.h"

#include <math.h>

bool window_sees(WindowKind kind, int64_t window, int64_t i, int64_t j) {
    if (j > i) return false;
    return kind == WINDOW_CHUNKED ? i / window == j / window : i - j < window;
}

bool window_sees_legacy(int64_t window, int64_t i, int64_t j) {
    return j <= i && j >= i - window;
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    int window = pe_get_int(pe, "window");
    pe->least = 0;
    pe->most = window - 1;
    pe->distance_reach = fmax(1, window - 1);
    pe->relative = pe_get_int(pe, "kind") == WINDOW_SLIDING;
    return rotary_open_whole(pe, arena, err);
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    (void)head;
    WindowKind kind = (WindowKind)pe_get_int(pe, "kind");
    for (int t = 0; t < n; t++) {
        out[t] = window_sees(kind, pe->most + 1, i, j0 + t) ? 0 : -(double)INFINITY;
    }
}

// Within the window nothing is added.
static double bias_sum(const Pe *pe, int head, PeBlock block) {
    (void)pe;
    (void)head;
    (void)block;
    return 0;
}

static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    WindowKind kind = (WindowKind)pe_get_int(pe, "kind");
    for (int t = 0; t < n; t++) {
        bool seen = window_sees(kind, pe->most + 1, i, j0 + t);
        out[t] = seen ? (double)(i - (j0 + t)) : (double)NAN;
    }
}

static const char *const kinds[] = {"sliding", "chunked", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
    ROTARY_PARAM_SPAN("window", "Window", 16),
    {.id = "kind", .label = "Kind", .unit = "", .hi = 1, .step = 1, .choices = kinds},
};

const PeScheme sliding_window_scheme = {
    .id = "sliding_window",
    .title = "Sliding window",
    .place = PE_AT_LOGIT,
    .source = "Beltagy et al. 2020, Longformer, section 3.1; Jiang et al. 2023, Mistral 7B, "
              "section 2; chunked: Llama 4",
    .formula = "0 \\le i - j < W \\quad \\text{or, chunked,} \\quad \\lfloor i / W \\rfloor = "
               "\\lfloor j / W \\rfloor",
    .logit_formula =
        "s_{ij} = \\frac{\\langle R_i q_i,\\, R_j k_j \\rangle}{\\sqrt{d}} \\;\\text{if} "
        "\\; 0 \\le i - j < W,\\; \\text{else} \\; -\\infty",
    .note = "A band as wide as the window: a query sees W keys, its own among them, however long "
            "the text is.",
    .logit_note = "RoPE inside the band and nothing outside: distances beyond W − 1 never occur.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = rotary_turn,
    .bias = bias,
    .distance = distance,
    .turn_mean = rotary_turn_mean,
    .waves = rotary_waves,
    .bias_sum = bias_sum,
};
