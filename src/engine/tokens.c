// Toy tokens: seeded content that never changes when more tokens are added.
#include "engine/tokens.h"

#include "base/num.h"
#include "base/rng.h"

#include <assert.h>
#include <math.h>
#include <string.h>

int logits_width(const Pe *pe, const LogitView *view) {
    int D = pe->D ? pe->D : view->D;
    assert(D >= 1 && D <= PE_DIM_MAX);
    return D;
}

bool tokens_shared(const LogitView *view) {
    return view->content < CONTENT_RANDOM;
}

bool tokens_by_distance(const Pe *pe, const LogitView *view) {
    bool mixes = pe->scheme->embed && view->content != CONTENT_POSITION; // v · e_i depends on i
    bool ends = tokens_end(pe, view) < view->n;
    return view->content < CONTENT_RANDOM && pe->relative && !mixes && !ends;
}

bool tokens_dotless(const Pe *pe, const LogitView *view) {
    return pe->scheme->relate && view->content == CONTENT_POSITION;
}

TokenReach tokens_reach(const Pe *pe, const LogitView *view) {
    if (view->stage == STAGE_RAW) return (TokenReach){-PE_POSITION_MAX, PE_POSITION_MAX};
    bool causal = view->stage == STAGE_MASK || (view->stage == STAGE_SOFTMAX && view->causal);
    return (TokenReach){causal && pe->least < 0 ? 0 : pe->least, pe->most};
}

int tokens_end(const Pe *pe, const LogitView *view) {
    return pe->rows && pe->rows < view->n ? (int)pe->rows : view->n;
}

double tokens_scale(const Pe *pe, const LogitView *view) {
    return pe->scheme->unscaled ? 1 : 1 / sqrt(logits_width(pe, view));
}

// D standard normals, two from each draw (Box and Muller); the first ones do not depend on D.
static void fill_normal(uint64_t state, int D, double *out) {
    Rng rng = {state};
    for (int f = 0; f < D; f += 2) {
        double radius = sqrt(-2 * log(1 - rng_unit(&rng)));
        double angle = TURN * rng_unit(&rng);
        out[f] = radius * cos(angle);
        if (f + 1 < D) out[f + 1] = radius * sin(angle);
    }
}

static uint64_t token_state(const LogitView *view, PeSide side, int token) {
    return rng_mix(rng_mix(view->seed + 0x9e3779b97f4a7c15u) + 2 * (uint64_t)token + side);
}

LogitTokens logits_tokens(Arena *arena, uint64_t seed, int D, int n) {
    LogitTokens tokens = {.seed = seed, .D = D, .n = n};
    LogitView view = {.seed = seed};
    for (int side = 0; side < 2; side++) {
        tokens.side[side] = arena_array(arena, (size_t)n * (size_t)D, sizeof(double));
        for (int t = 0; t < n; t++) {
            fill_normal(token_state(&view, (PeSide)side, t), D, tokens.side[side] + (int64_t)t * D);
        }
    }
    return tokens;
}

static void fill_random(const LogitView *view, PeSide side, int token, int D, double *out) {
    const LogitTokens *known = view->tokens;
    if (known && known->seed == view->seed && known->D == D && token < known->n) {
        memcpy(out, known->side[side] + (int64_t)token * D, (size_t)D * sizeof *out);
        return;
    }
    fill_normal(token_state(view, side, token), D, out);
}

static void fill_content(const Pe *pe, const LogitView *view, PeSide side, int token, double *out) {
    int D = logits_width(pe, view);
    bool gives = pe->scheme->turn || pe->scheme->relate;
    double all = view->content == CONTENT_ONES || (view->content == CONTENT_POSITION && gives);
    switch (view->content) {
    case CONTENT_RANDOM: fill_random(view, side, token, D, out); return;
    case CONTENT_EQUAL: fill_normal(rng_mix(view->seed), D, out); return;
    default:
        for (int f = 0; f < D; f++) out[f] = all;
    }
}

// Adds embedded rows in blocks small enough for the stack.
static void add_embedded(const Pe *pe, int t0, int n, double *out) {
    double block[PE_DIM_MAX];
    int at_once = PE_DIM_MAX / pe->D;
    for (int t = 0; t < n; t += at_once) {
        int count = n - t < at_once ? n - t : at_once;
        pe->scheme->embed(pe, t0 + t, count, block);
        double *rows = out + (int64_t)t * pe->D;
        for (int e = 0; e < count * pe->D; e++) rows[e] += block[e];
    }
}

void tokens_content(const Pe *pe, const LogitView *view, TokenSpan span, double *out) {
    assert(span.n == 0 || span.t0 + span.n <= tokens_end(pe, view));
    int D = logits_width(pe, view);
    for (int t = 0; t < span.n; t++) {
        double *row = out + (int64_t)t * D;
        if (t && tokens_shared(view)) {
            memcpy(row, out, (size_t)D * sizeof(double));
        } else {
            fill_content(pe, view, span.as.side, span.t0 + t, row);
        }
    }
}

void tokens_fill(const Pe *pe, const LogitView *view, TokenSpan span, double *out) {
    tokens_content(pe, view, span, out);
    if (pe->scheme->embed) add_embedded(pe, span.t0, span.n, out);
    int64_t origin = pe->growth ? span.origin : 0;
    if (pe->scheme->turn) pe->scheme->turn(pe, span.as, span.t0 - origin, span.n, out);
}

static void mean_by_sum(const Pe *pe, const LogitView *view, TokenSpan span, double *out) {
    double block[PE_DIM_MAX];
    int D = logits_width(pe, view), at_once = PE_DIM_MAX / D;
    memset(out, 0, (size_t)D * sizeof(double));
    for (int t = 0; t < span.n; t += at_once) {
        int count = num_least(span.n - t, at_once);
        tokens_fill(pe, view, (TokenSpan){span.as, span.t0 + t, count, span.origin}, block);
        for (int e = 0; e < count; e++) {
            for (int f = 0; f < D; f++) out[f] += block[e * D + f];
        }
    }
    for (int f = 0; f < D; f++) out[f] /= span.n;
}

void tokens_mean(const Pe *pe, const LogitView *view, TokenSpan span, double *out) {
    const PeScheme *scheme = pe->scheme;
    bool closed = (!scheme->embed || scheme->embed_mean) && (!scheme->turn || scheme->turn_mean);
    bool both = scheme->embed && scheme->turn; // the mean of a product is not the product of means
    if (!tokens_shared(view) || !closed || both || pe->growth || span.n == 1) {
        mean_by_sum(pe, view, span, out);
        return;
    }
    double mean[PE_DIM_MAX] = {0};
    int D = logits_width(pe, view);
    fill_content(pe, view, span.as.side, span.t0, out);
    if (scheme->embed) scheme->embed_mean(pe, span.t0, span.n, mean);
    for (int f = 0; f < D; f++) out[f] += mean[f];
    if (scheme->turn) scheme->turn_mean(pe, span.as, span.t0, span.n, out);
}
