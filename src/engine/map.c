// The window of the logit matrix at screen resolution: which way of averaging is exact and cheapest.
#include "engine/map.h"

#include "base/num.h"
#include "engine/effect.h"

#include <assert.h>
#include <math.h>

// Distances beyond which turning every pair costs more than means of turned tokens.
enum { FAR_WINDOW = 1 << 12 };

static const int *find_edges(int lo, int hi, int cells, Arena *arena) {
    int *edges = arena_array(arena, (size_t)cells + 1, sizeof(int));
    for (int c = 0; c <= cells; c++) edges[c] = (int)num_edge(lo, hi, cells, c);
    return edges;
}

static MapJob open_job(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena) {
    assert(window.i0 >= 0 && window.i1 <= view->n && window.rows <= window.i1 - window.i0);
    assert(window.j0 >= 0 && window.j1 <= view->n && window.cols <= window.j1 - window.j0);
    assert(window.rows > 0 && window.cols > 0 && view->head >= 0 && view->head < pe->H);
    return (MapJob){.pe = pe,
                    .view = view,
                    .window = window,
                    .arena = arena,
                    .D = logits_width(pe, view),
                    .end = tokens_end(pe, view),
                    .scale = tokens_scale(pe, view),
                    .allowed = tokens_reach(pe, view),
                    .biased = pe->scheme->bias && view->stage != STAGE_RAW,
                    .row_edge = find_edges(window.i0, window.i1, window.rows, arena),
                    .col_edge = find_edges(window.j0, window.j1, window.cols, arena)};
}

typedef enum MapWay { BY_DISTANCE, BY_SHARES, BY_MEANS, BY_ROWS } MapWay;

// Means of turned vectors say all about a cell's raw logits, and a mean bias can be added.
static bool is_bilinear(const Pe *pe, const LogitView *view) {
    const PeScheme *scheme = pe->scheme;
    bool raw = view->stage == STAGE_RAW;
    if (view->stage == STAGE_SOFTMAX || scheme->relate || pe->growth) return false;
    return raw || ((pe->relative || !scheme->bias) && !scheme->weigh);
}

static MapWay find_way(const Pe *pe, const LogitView *view, const MapWindow *w) {
    bool shared = tokens_by_distance(pe, view);
    if (view->stage == STAGE_SOFTMAX) return shared ? BY_SHARES : BY_ROWS;
    bool paired = pe->scheme->turn && (!pe->scheme->waves || pe->near);
    bool far = w->i1 - w->i0 + w->j1 - w->j0 > FAR_WINDOW;
    if (shared && !(paired && far && is_bilinear(pe, view))) return BY_DISTANCE;
    return is_bilinear(pe, view) ? BY_MEANS : BY_ROWS;
}

static void fill_job(const MapJob *job) {
    switch (find_way(job->pe, job->view, &job->window)) {
    case BY_DISTANCE: map_by_distance(job); break;
    case BY_SHARES: map_by_shares(job); break;
    case BY_MEANS: map_by_means(job); break;
    case BY_ROWS: map_by_rows(job, NULL); break;
    }
}

// What the scheme changes: the difference of two maps, or of single logits where the scheme removes some by more than
// their distance, which the map without it would show.
static void fill_effect(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena,
                        double *out) {
    Effect effect;
    effect_open(&effect, pe, view);
    MapJob job = open_job(pe, &effect.random, window, arena);
    job.out.exact = out;
    if (effect.differs && job.biased && !pe->relative) {
        map_by_rows(&job, &effect.plain);
        return;
    }
    fill_job(&job);
    if (!effect.differs) return;
    MapJob plain = open_job(&effect.plain, &effect.random, window, arena);
    int cells = window.rows * window.cols;
    plain.out.exact = arena_array(arena, (size_t)cells, sizeof(double));
    fill_job(&plain);
    for (int c = 0; c < cells; c++) out[c] -= plain.out.exact[c];
}

// Multiply-adds for making one token, or a logit by itself, besides its dot product: draws, sines, exponentials.
enum { TOKEN_COST = 16, CALL_COST = 16 };

static double find_row_cost(const MapJob *job, double queries) {
    const PeScheme *scheme = job->pe->scheme;
    bool softmax = job->view->stage == STAGE_SOFTMAX;
    double keys = softmax ? job->end : job->window.j1 - job->window.j0;
    double reach = (double)job->allowed.most - (double)job->allowed.least + 1;
    double logits = queries * fmin(keys, reach + queries), D = job->D;
    double each = D * (job->pe->near ? 2 : 1) + (scheme->relate ? D : 0) + CALL_COST;
    // Where sizes change, queries are turned anew for every chunk of keys; the rest is made once, or per four queries.
    bool again = keys * D > 1 << 25;
    return logits * each + (queries + keys * (again ? queries / 4 : 1)) * D * TOKEN_COST;
}

static double find_cost(const MapJob *job) {
    const MapWindow *w = &job->window;
    double queries = w->i1 - w->i0, keys = w->j1 - w->j0, D = job->D;
    double cells = (double)w->rows * w->cols;
    switch (find_way(job->pe, job->view, w)) {
    case BY_DISTANCE: return cells + map_distance_cost(job);
    case BY_SHARES: return (job->view->n + queries) * (D + 4 * CALL_COST) + queries * w->cols;
    case BY_MEANS: {
        double sides = job->pe->near ? 2 : 1;
        return sides * D * ((queries + keys) * TOKEN_COST + cells);
    }
    default: return find_row_cost(job, queries);
    }
}

double logits_map_cost(const Pe *pe, const LogitView *view, MapWindow window) {
    Arena arena = {0};
    LogitView shown = *view;
    if (view->content == CONTENT_EFFECT) shown.content = CONTENT_RANDOM;
    MapJob job = open_job(pe, &shown, window, &arena);
    bool twice = view->content == CONTENT_EFFECT && view->stage != STAGE_SOFTMAX;
    double cost = find_cost(&job) * (twice ? 2 : 1);
    arena_free(&arena);
    return cost;
}

void map_put_row(const MapJob *job, int r, const double *row) {
    int64_t at = (int64_t)r * job->window.cols;
    for (int c = 0; c < job->window.cols; c++) {
        if (job->out.exact) job->out.exact[at + c] = row[c];
        if (job->out.rounded) job->out.rounded[at + c] = (float)row[c];
    }
}

void map_fill(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena, double *out) {
    if (view->content == CONTENT_EFFECT) {
        fill_effect(pe, view, window, arena, out);
        return;
    }
    MapJob job = open_job(pe, view, window, arena);
    job.out.exact = out;
    fill_job(&job);
}

void logits_map(const Pe *pe, const LogitView *view, MapWindow window, Arena *arena, float *out) {
    if (view->content == CONTENT_EFFECT) {
        int cells = window.rows * window.cols;
        double *exact = arena_array(arena, (size_t)cells, sizeof *exact);
        fill_effect(pe, view, window, arena, exact);
        for (int c = 0; c < cells; c++) out[c] = (float)exact[c];
        return;
    }
    MapJob job = open_job(pe, view, window, arena);
    job.out.rounded = out;
    fill_job(&job);
}
