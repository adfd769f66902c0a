// Attention logits by definition: one cell, one row, and the colour range.
#include "engine/logits.h"

#include "engine/attend.h"
#include "engine/distance.h"
#include "engine/effect.h"
#include "engine/rows.h"
#include "engine/shares.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

bool logits_masked(const Pe *pe, const LogitView *view, int i, int j) {
    TokenReach allowed = tokens_reach(pe, view);
    if (i - j < allowed.least || i - j > allowed.most) return true;
    if (view->stage == STAGE_RAW || pe->relative || !pe->scheme->bias) return false;
    double bias = 0;
    pe->scheme->bias(pe, view->head, i, j, 1, &bias);
    return bias == -(double)INFINITY;
}

static int clip(int64_t x, int lo, int hi) {
    return x < lo ? lo : x > hi ? hi : (int)x;
}

// Keys from … to − 1 at allowed distances from query i; where the logit depends on distance alone, all of them have one.
static void fill_by_distance(const Pe *pe, const LogitView *view, int i, Arena *arena,
                             double *out) {
    Distance f = distance_open(pe, view, DISTANCE_LOGIT, view->n, arena);
    int from = clip((int64_t)i - f.allowed.most, 0, view->n);
    int to = clip((int64_t)i - f.allowed.least + 1, from, view->n);
    double *value = arena_array(arena, (size_t)(to - from) + 1, sizeof *value);
    distance_run(&f, i - to + 1, to - from, value);
    for (int j = from; j < to; j++) out[j] = value[to - 1 - j];
    if (view->stage != STAGE_SOFTMAX) return;
    Shares shares = shares_open(&f, i, i + 1, view->n, arena);
    Share row = shares_row(&shares, i);
    for (int j = from; j < to; j++) out[j] = shares_of(row, out[j]);
}

static void find_row(const Pe *pe, const LogitView *view, int i, Arena *arena, double *out) {
    assert(i >= 0 && i < view->n && view->head < pe->H);
    int end = tokens_end(pe, view);
    for (int j = 0; j < view->n; j++) out[j] = (double)NAN;
    if (i >= end) return;
    if (tokens_by_distance(pe, view)) {
        fill_by_distance(pe, view, i, arena, out);
        return;
    }
    Rows rows = rows_open(pe, view, 0, end, arena);
    double *tile = arena_array(arena, PANELS_TILE * (size_t)rows_stride(&rows), sizeof *tile);
    rows_fill(&rows, i, 1, tile);
    memcpy(out, tile, (size_t)end * sizeof *out);
    if (view->stage == STAGE_SOFTMAX) attend_softmax(out, view->n);
}

// The logit of an unmasked cell at any stage but softmax.
static double find_logit(const Pe *pe, const LogitView *view, int i, int j, Arena *arena) {
    double tile[PANELS_TILE * (PANELS_TILE + 1)];
    if (tokens_by_distance(pe, view)) {
        Distance f = distance_open(pe, view, DISTANCE_LOGIT, llabs((int64_t)i - j), arena);
        distance_run(&f, (int64_t)i - j, 1, tile);
    } else {
        Rows rows = rows_open(pe, view, j, j + 1, arena);
        rows_fill(&rows, i, 1, tile);
    }
    return tile[0];
}

static double find_at(const Pe *pe, const LogitView *view, int i, int j) {
    assert(i >= 0 && i < view->n && j >= 0 && j < view->n && view->head < pe->H);
    int end = tokens_end(pe, view);
    if (i >= end || j >= end || logits_masked(pe, view, i, j)) return (double)NAN;
    Arena scratch = {0};
    double result = 0;
    if (view->stage == STAGE_SOFTMAX) {
        double *row = arena_array(&scratch, (size_t)view->n, sizeof(double));
        find_row(pe, view, i, &scratch, row);
        result = row[j];
    } else {
        result = find_logit(pe, view, i, j, &scratch);
    }
    arena_free(&scratch);
    return result;
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

// Whether the scheme takes part in raw logits.
static bool is_placed(const Pe *pe) {
    return pe->scheme->embed || pe->scheme->turn || pe->scheme->relate;
}

// The largest |raw logit| that content can reach: three standard deviations if it is random.
static double find_raw_reach(const Pe *pe, const LogitView *view) {
    double D = logits_width(pe, view), scale = tokens_scale(pe, view);
    double amplitude = pe->table ? pe->table_reach : pe_get(pe, "scale", 1);
    bool adds = pe->scheme->embed != NULL;
    // A wave's mean square is half its square.
    double own = adds ? amplitude * amplitude * D / 2 : 0;
    double sized = scale * pe->factor * pe->factor; // turned vectors are multiplied by it
    // Made-up or trained vectors hardly point the same way: few standard deviations of a sum of D.
    double related = pe->scheme->relate ? 2 * pe->table_reach * sqrt(D) * scale : 0;
    switch (view->content) {
    case CONTENT_POSITION:
        if (pe->scheme->relate) return related;
        return adds ? own * scale : pe->scheme->turn ? D * sized : 1;
    case CONTENT_EFFECT:
    case CONTENT_RANDOM: return fmax(3 * sqrt(D), own) * sized + related;
    default: return pow(sqrt(D) + sqrt(own), 2) * sized + related; // |q + e| ≤ |q| + |e|
    }
}

double logits_reach(const Pe *pe, const LogitView *view) {
    if (view->stage == STAGE_SOFTMAX) return 1;
    double raw = find_raw_reach(pe, view);
    if (view->stage == STAGE_RAW || !pe->scheme->bias) return raw;
    // Content that is not shown, or cancels, counts only as far as the scheme acts on it.
    bool acts = is_placed(pe) || (pe->scheme->weigh && view->content == CONTENT_EFFECT);
    bool counts = acts || (view->content != CONTENT_POSITION && view->content != CONTENT_EFFECT);
    double reach = (counts ? raw : 0) + pe->bias_reach;
    return reach > 0 ? reach : 1;
}
