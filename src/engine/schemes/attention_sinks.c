// Attention sinks over RoPE: the first keys stay in the cache for ever, and positions count inside it.
#include "engine/schemes/attention_sinks.h"

#include "engine/schemes/rotary.h"

#include <assert.h>
#include <math.h>

enum { START_MAX = 1 << 16 };

bool sinks_see(SinkCache cache, int64_t i, int64_t j) {
    return j <= i && (j < cache.start || i - j < cache.recent);
}

int64_t sinks_count(SinkCache cache, int64_t i) {
    int64_t room = cache.start + cache.recent;
    return i + 1 < room ? i + 1 : room;
}

int64_t sinks_place(SinkCache cache, int64_t i, int64_t j) {
    assert(sinks_see(cache, i, j));
    int64_t dropped = i + 1 - sinks_count(cache, i);
    return j < cache.start ? j : j - dropped;
}

static SinkCache cache_of(const Pe *pe) {
    return (SinkCache){pe_get_int(pe, "start_size"), pe_get_int(pe, "recent_size")};
}

// Recent keys are as far from the query as in the text, so only the sinks are far pairs.
static bool prepare(Pe *pe, Arena *arena, Err *err) {
    SinkCache cache = cache_of(pe);
    pe->relative = false;
    pe->least = 0;
    pe->near = cache.recent;
    pe->distance_reach = fmax(1, (double)(cache.start + cache.recent - 1));
    return rotary_open_whole(pe, arena, err);
}

// A query that meets a sink is turned as from its place in the cache; sinks stand there where they do in the text.
static void turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x) {
    SinkCache cache = cache_of(pe);
    for (int t = 0; t < n; t++) {
        int64_t at = p0 + t;
        if (as.far && as.side == PE_QUERY) at = sinks_place(cache, at, at);
        rotary_turn_to(pe, as.side, (double)at, x + (int64_t)t * pe->D);
    }
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    (void)head;
    SinkCache cache = cache_of(pe);
    for (int t = 0; t < n; t++) out[t] = sinks_see(cache, i, j0 + t) ? 0 : -(double)INFINITY;
}

static void distance(const Pe *pe, int64_t i, int64_t j0, int n, double *out) {
    SinkCache cache = cache_of(pe);
    int64_t query = sinks_place(cache, i, i);
    for (int t = 0; t < n; t++) {
        bool seen = sinks_see(cache, i, j0 + t);
        out[t] = seen ? (double)(query - sinks_place(cache, i, j0 + t)) : (double)NAN;
    }
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
    {.id = "start_size",
     .label = "Sink tokens",
     .unit = "tokens",
     .initial = 4,
     .lo = 0,
     .hi = START_MAX,
     .step = 1},
    ROTARY_PARAM_SPAN("recent_size", "Recent tokens", 12),
};

const PeScheme attention_sinks_scheme = {
    .id = "attention_sinks",
    .title = "Attention sinks",
    .place = PE_AT_LOGIT,
    .source = "Xiao et al. 2024, Efficient Streaming Language Models with Attention Sinks, section "
              "3.2",
    .formula = "j < S \\;\\text{or}\\; i - j < R,\\quad p = \\text{place in the cache}",
    .logit_formula = "s_{ij} = \\frac{\\langle R_{p_i} q_i,\\, R_{p_j} k_j \\rangle}{\\sqrt{d}} "
                     "\\;\\text{if cached, else}\\; -\\infty",
    .note = "The first keys never leave the cache, and are never further away than the cache is "
            "long.",
    .logit_note = "A band and a few columns: the columns take what softmax has to give away.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = turn,
    .bias = bias,
    .distance = distance,
};
