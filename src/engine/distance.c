// The logit as a function of distance: waves or turned pairs, then what relates, weighs and adds.
#include "engine/distance.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { RUN = 256 };

// ⟨v, v⟩ of what neither adds nor turns.
static double find_constant(const Distance *f) {
    double sum = 0;
    int D = logits_width(f->pe, &f->view);
    if (tokens_dotless(f->pe, &f->view)) return 0;
    for (int m = 0; m < D; m++) sum += f->pair[m] * f->pair[m];
    return sum;
}

Distance distance_open(const Pe *pe, const LogitView *view, DistancePart part, int64_t reach,
                       Arena *arena) {
    const PeScheme *scheme = pe->scheme;
    Distance f = {.pe = pe,
                  .view = *view,
                  .allowed = tokens_reach(pe, view),
                  .scale = tokens_scale(pe, view),
                  .logit = part == DISTANCE_LOGIT,
                  .biased = scheme->bias && view->stage != STAGE_RAW};
    if (!f.logit) return f;
    int D = logits_width(pe, view);
    f.view.n = PE_POSITION_MAX; // a distance serves as a position
    f.pair = arena_array(arena, 2 * (size_t)D, sizeof(double));
    tokens_content(pe, view, (TokenSpan){.n = 1}, f.pair);
    bool placed = scheme->embed || scheme->turn;
    f.paired = placed && (!scheme->waves || pe->near || tokens_dotless(pe, view));
    if (placed && !f.paired) f.waves = waves_open(pe, scheme->embed ? NULL : f.pair, reach, arena);
    if (!placed) f.waves.constant = find_constant(&f);
    return f;
}

// ⟨turned query, turned key⟩ at positions max(d, 0) and max(−d, 0).
static double find_pair(const Distance *f, int64_t d) {
    const Pe *pe = f->pe;
    int D = logits_width(pe, &f->view);
    bool far = pe->near && llabs(d) >= pe->near;
    double sum = 0, *q = f->pair, *k = q + D;
    if (tokens_dotless(pe, &f->view)) return 0;
    tokens_fill(pe, &f->view, (TokenSpan){{PE_QUERY, far}, d > 0 ? (int)d : 0, 1, 0}, q);
    tokens_fill(pe, &f->view, (TokenSpan){{PE_KEY, far}, d < 0 ? (int)-d : 0, 1, 0}, k);
    for (int m = 0; m < D; m++) sum += q[m] * k[m];
    return sum;
}

static void fill_raw(const Distance *f, int64_t d0, int n, double *out) {
    if (f->waves.pairs) {
        waves_run(&f->waves, d0, n, out);
    } else {
        for (int t = 0; t < n; t++) out[t] = f->paired ? find_pair(f, d0 + t) : f->waves.constant;
    }
    for (int t = 0; t < n; t++) out[t] *= f->scale;
    if (!f->pe->scheme->relate) return;
    double *q = f->pair, *k = q + logits_width(f->pe, &f->view), gain = 0;
    tokens_content(f->pe, &f->view, (TokenSpan){.n = 1}, q);
    tokens_content(f->pe, &f->view, (TokenSpan){.n = 1}, k);
    for (int t = 0; t < n; t++) {
        int64_t d = d0 + t;
        f->pe->scheme->relate(f->pe, q, k, d > 0 ? d : 0, d < 0 ? -d : 0, 1, &gain);
        out[t] += gain * f->scale;
    }
}

typedef void (*Hook)(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out);

// A hook's values at distances d0 …: it gives them by key, so from the far end.
static void fill_hook(const Distance *f, Hook hook, int64_t d0, int n, double *out) {
    int64_t last = d0 + n - 1, i = last > 0 ? last : 0;
    hook(f->pe, f->view.head, i, i - last, n, out);
    for (int a = 0, b = n - 1; a < b; a++, b--) {
        double swap = out[a];
        out[a] = out[b];
        out[b] = swap;
    }
}

static void fill_block(const Distance *f, int64_t d0, int n, double *out) {
    const PeScheme *scheme = f->pe->scheme;
    double more[RUN];
    memset(out, 0, (size_t)n * sizeof *out);
    if (f->logit) fill_raw(f, d0, n, out);
    if (!f->biased && !(scheme->weigh && f->view.stage != STAGE_RAW)) return;
    if (f->logit && scheme->weigh) {
        fill_hook(f, scheme->weigh, d0, n, more);
        for (int t = 0; t < n; t++) out[t] *= more[t];
    }
    if (!f->biased) return;
    fill_hook(f, scheme->bias, d0, n, more);
    for (int t = 0; t < n; t++) out[t] += more[t];
}

void distance_run(const Distance *f, int64_t d0, int n, double *out) {
    for (int t = 0; t < n; t += RUN) fill_block(f, d0 + t, num_least(RUN, n - t), out + t);
}

bool distance_closed(const Distance *f) {
    const PeScheme *scheme = f->pe->scheme;
    if (f->biased && !scheme->bias_sum) return false;
    if (!f->logit) return true;
    return !f->paired && !scheme->relate && !(scheme->weigh && f->view.stage != STAGE_RAW);
}
