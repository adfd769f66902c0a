// Means of a function of distance over blocks.
#include "engine/distance_mean.h"

#include <assert.h>
#include <math.h>

// a + b without loss (Knuth, The Art of Computer Programming, volume 2, section 4.2.2, theorem B).
static DistancePair add(double a, double b) {
    double high = a + b, part = high - a;
    return (DistancePair){high, (a - (high - part)) + (b - part)};
}

static DistancePair add_pairs(DistancePair a, DistancePair b) {
    DistancePair sum = add(a.high, b.high);
    return add(sum.high, sum.low + a.low + b.low);
}

static DistancePair negate(DistancePair a) {
    return (DistancePair){-a.high, -a.low};
}

static DistanceSums sum_run(const Distance *f, int64_t near, int64_t far, Arena *arena) {
    assert(near <= far);
    int64_t count = far - near + 1;
    double *value = arena_array(arena, (size_t)count, sizeof *value);
    DistancePair *second = arena_array(arena, (size_t)count + 2, sizeof *second), first = {0};
    int64_t from = near > f->allowed.least ? near : f->allowed.least;
    int64_t to = far < f->allowed.most ? far : f->allowed.most;
    if (from <= to) distance_run(f, from, (int)(to - from + 1), value + (from - near));
    for (int64_t at = 0; at < count; at++) {
        first = add_pairs(first, (DistancePair){value[at], 0});
        second[at + 2] = add_pairs(second[at + 1], first);
    }
    return (DistanceSums){near, far, value, second};
}

static double sum_block(const DistanceSums *sums, PeBlock b) {
    int64_t at = block_first(b) - sums->near;
    assert(at >= 0 && block_last(b) <= sums->far);
    const DistancePair *second = sums->second + at;
    DistancePair whole = add_pairs(second[b.queries + b.keys], negate(second[b.queries]));
    DistancePair less = add_pairs(second[0], negate(second[b.keys]));
    return add_pairs(whole, less).high;
}

DistanceMeans distance_means(const Distance *f, PeBlock smallest, int64_t near, int64_t far,
                             Arena *arena) {
    DistanceMeans means = {.f = f,
                           .queries = smallest.queries,
                           .keys = smallest.keys,
                           .near = near,
                           .far = far,
                           .arena = arena};
    // Single pairs must be f itself, so it is evaluated; with cells that small there are few distances.
    bool single = smallest.queries == 1 && smallest.keys == 1;
    // Sums serve all of them then, unless what fades with distance would be lost in what is near.
    means.closed = distance_closed(f) && !(single && !f->pe->growth);
    if (!means.closed || single) means.sums = sum_run(f, near, far, arena);
    if (means.closed && f->logit && f->waves.pairs) {
        means.cells = waves_cells(&f->waves, smallest.queries, smallest.keys, arena);
    }
    return means;
}

// The sum over a block that meets the end of what is allowed.
static double sum_cut(DistanceMeans *means, PeBlock b) {
    TokenReach allowed = means->f->allowed;
    bool low = block_first(b) < allowed.least;
    DistanceSums *sums = low ? &means->low : &means->high;
    if (!sums->value) {
        int64_t end = low ? allowed.least : allowed.most, span = means->queries + means->keys + 2;
        int64_t near = end - span > means->near ? end - span : means->near;
        int64_t far = end + span < means->far ? end + span : means->far;
        *sums = sum_run(means->f, near, far, means->arena);
    }
    return sum_block(sums, b);
}

static double mean_closed(DistanceMeans *means, PeBlock b, int64_t base, int code) {
    const Distance *f = means->f;
    double mean = 0;
    if (f->logit) {
        mean = f->waves.pairs ? waves_mean(&means->cells, base, code) : f->waves.constant;
        mean *= f->scale;
    }
    if (!f->biased) return mean;
    double sum = f->pe->scheme->bias_sum(f->pe, f->view.head, b);
    return mean + sum / ((double)b.queries * (double)b.keys);
}

double distance_mean(DistanceMeans *means, int64_t base, int code) {
    TokenReach allowed = means->f->allowed;
    PeBlock b = {.offset = base + (code & 1),
                 .queries = means->queries + (code >> 2),
                 .keys = means->keys + (code >> 1 & 1),
                 .least = allowed.least,
                 .most = allowed.most};
    int64_t first = block_first(b), last = block_last(b);
    if (last < allowed.least || first > allowed.most) return (double)NAN;
    if (b.queries == 1 && b.keys == 1 && means->sums.value) {
        return means->sums.value[b.offset - means->sums.near];
    }
    if (!means->closed) return sum_block(&means->sums, b) / (double)block_pairs(b);
    bool whole = first >= allowed.least && last <= allowed.most;
    return whole ? mean_closed(means, b, base, code) : sum_cut(means, b) / (double)block_pairs(b);
}
