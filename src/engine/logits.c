// Attention logits by definition: one cell, one row, and the colour range.
#include "engine/logits.h"

#include "engine/attend.h"
#include "engine/effect.h"
#include "engine/tokens.h"

#include <assert.h>
#include <math.h>

bool logits_masked(const Pe *pe, const LogitView *view, int i, int j) {
    if (j <= i) return false;
    switch (view->stage) {
    case STAGE_RAW: return false;
    case STAGE_BIAS: return pe->least == 0;
    case STAGE_MASK: return true;
    default: return view->causal || pe->least == 0;
    }
}

static double find_raw(const Pe *pe, const LogitView *view, int i, int j) {
    double q[PE_DIM_MAX], k[PE_DIM_MAX], sum = 0;
    int D = logits_width(pe, view);
    tokens_fill(pe, view, PE_QUERY, i, 1, q);
    tokens_fill(pe, view, PE_KEY, j, 1, k);
    for (int f = 0; f < D; f++) sum += q[f] * k[f];
    return sum * tokens_scale(pe, view);
}

// The logit of an unmasked cell at any stage but softmax.
static double find_logit(const Pe *pe, const LogitView *view, int i, int j) {
    double logit = find_raw(pe, view, i, j), bias = 0;
    if (view->stage == STAGE_RAW || !pe->scheme->bias) return logit;
    pe->scheme->bias(pe, view->head, i, j, 1, &bias);
    return logit + bias;
}

static void find_row(const Pe *pe, const LogitView *view, int i, Arena *arena, double *out) {
    assert(i >= 0 && i < view->n && view->head < pe->H);
    int D = logits_width(pe, view), end = tokens_end(pe, view);
    for (int j = 0; j < view->n; j++) out[j] = (double)NAN;
    if (i >= end) return;
    double *q = arena_array(arena, 2 * (size_t)D, sizeof(double)), *k = q + D;
    tokens_fill(pe, view, PE_QUERY, i, 1, q);
    for (int j = 0; j < end && !logits_masked(pe, view, i, j); j++) {
        double bias = 0;
        tokens_fill(pe, view, PE_KEY, j, 1, k);
        if (view->stage != STAGE_RAW && pe->scheme->bias) {
            pe->scheme->bias(pe, view->head, i, j, 1, &bias);
        }
        attend_dots((AttendRows){q, 1}, (AttendRows){k, 1}, D, tokens_scale(pe, view), &out[j]);
        out[j] += bias;
    }
    if (view->stage == STAGE_SOFTMAX) attend_softmax(out, view->n);
}

static double find_at(const Pe *pe, const LogitView *view, int i, int j) {
    assert(i >= 0 && i < view->n && j >= 0 && j < view->n && view->head < pe->H);
    int end = tokens_end(pe, view);
    if (i >= end || j >= end || logits_masked(pe, view, i, j)) return (double)NAN;
    if (view->stage != STAGE_SOFTMAX) return find_logit(pe, view, i, j);
    Arena scratch = {0};
    double *row = arena_array(&scratch, (size_t)view->n, sizeof(double));
    find_row(pe, view, i, &scratch, row);
    double share = row[j];
    arena_free(&scratch);
    return share;
}

double logits_at(const Pe *pe, const LogitView *view, int i, int j) {
    if (view->content != CONTENT_EFFECT) return find_at(pe, view, i, j);
    Effect effect;
    effect_open(&effect, pe, view);
    double with = find_at(pe, &effect.random, i, j);
    return effect.differs ? with - find_at(&effect.plain, &effect.random, i, j) : with;
}

void logits_row(const Pe *pe, const LogitView *view, int i, Arena *arena, double *out) {
    if (view->content != CONTENT_EFFECT) {
        find_row(pe, view, i, arena, out);
        return;
    }
    Effect effect;
    effect_open(&effect, pe, view);
    find_row(pe, &effect.random, i, arena, out);
    if (!effect.differs) return;
    double *without = arena_array(arena, (size_t)view->n, sizeof *without);
    find_row(&effect.plain, &effect.random, i, arena, without);
    for (int j = 0; j < view->n; j++) out[j] -= without[j];
}

// The largest |raw logit| that content can reach: three standard deviations if it is random.
static double find_raw_reach(const Pe *pe, const LogitView *view) {
    double D = logits_width(pe, view), scale = tokens_scale(pe, view);
    double amplitude = pe->table ? pe->table_reach : pe_get(pe, "scale", 1);
    bool adds = pe->scheme->embed != NULL;
    // A wave's mean square is half its square.
    double own = adds ? amplitude * amplitude * D / 2 : 0;
    switch (view->content) {
    case CONTENT_POSITION: return adds ? own * scale : pe->scheme->turn ? D * scale : 1;
    case CONTENT_EFFECT:
    case CONTENT_RANDOM: return fmax(3 * sqrt(D), own) * scale;
    default: return pow(sqrt(D) + sqrt(own), 2) * scale; // |q + e| ≤ |q| + |e|
    }
}

double logits_reach(const Pe *pe, const LogitView *view) {
    if (view->stage == STAGE_SOFTMAX) return 1;
    double raw = find_raw_reach(pe, view);
    if (view->stage == STAGE_RAW || !pe->scheme->bias) return raw;
    double bias = pe->bias_reach;
    if (view->content == CONTENT_EFFECT) return bias;
    return view->content == CONTENT_POSITION ? bias : raw + bias;
}
