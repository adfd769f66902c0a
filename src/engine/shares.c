// Softmax of rows whose logits depend on i − j alone.
#include "engine/shares.h"

#include <math.h>

// Keys with a smaller largest logit count for less.
static double scale_down(double largest, double to) {
    return largest < to ? exp(largest - to) : 1;
}

static Share add_key(Share s, double logit) {
    if (!isfinite(logit)) return (Share){logit, (double)NAN};
    if (s.largest >= logit) return (Share){s.largest, s.sum + exp(logit - s.largest)};
    return (Share){logit, s.sum * exp(s.largest - logit) + 1};
}

static Share add_shares(Share a, Share b) {
    double largest = fmax(a.largest, b.largest);
    if (b.sum == 0) return a;
    if (a.sum == 0) return b;
    return (Share){largest,
                   a.sum * scale_down(a.largest, largest) + b.sum * scale_down(b.largest, largest)};
}

static int64_t clip(int64_t d, int64_t lo, int64_t hi) {
    return d < lo ? lo : d > hi ? hi : d;
}

// Shares of the first 0, 1, … count keys from distance d on in direction `step`: (count + 1).
static const Share *gather(const Shares *s, int64_t d, int step, int64_t count, Arena *arena) {
    Share *out = arena_array(arena, (size_t)count + 1, sizeof *out);
    out[0] = (Share){-(double)INFINITY, 0};
    for (int64_t t = 0; t < count; t++, d += step) {
        bool there = s->value && d >= s->near && d <= s->far;
        out[t + 1] = there ? add_key(out[t], s->value[d - s->near]) : out[t];
    }
    return out;
}

Shares shares_open(const Distance *f, int i0, int i1, int n, Arena *arena) {
    Shares s = {.f = f, .n = n};
    s.near = clip((int64_t)i0 - (n - 1), f->allowed.least, f->allowed.most + 1);
    s.far = clip((int64_t)i1 - 1, f->allowed.least - 1, f->allowed.most);
    // Rows are gathered from distance 0 on, even if no row looks at itself.
    if (s.near > 0 && f->allowed.least <= 0) s.near = 0;
    if (s.far < -1 && f->allowed.most >= -1) s.far = -1;
    int64_t count = s.far - s.near + 1;
    if (count > 0) {
        double *value = arena_array(arena, (size_t)count, sizeof *value);
        distance_run(f, s.near, (int)count, value);
        s.value = value;
    }
    s.before = gather(&s, 0, 1, s.far >= 0 ? s.far + 1 : 0, arena);
    s.after = gather(&s, -1, -1, s.near < 0 ? -s.near : 0, arena);
    return s;
}

Share shares_row(const Shares *s, int i) {
    int64_t before = clip((int64_t)i + 1, 0, s->far >= 0 ? s->far + 1 : 0);
    int64_t after = clip((int64_t)s->n - 1 - i, 0, s->near < 0 ? -s->near : 0);
    return add_shares(s->before[before], s->after[after]);
}

double shares_of(Share row, double logit) {
    return exp(logit - row.largest) / row.sum;
}
