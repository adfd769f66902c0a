// T5's relative bias: one learned number per head and bucket of distances, added to the logit.
#include "engine/schemes/t5.h"

#include "base/num.h"
#include "base/rng.h"
#include "engine/block.h"
#include "engine/pe.h"

#include <assert.h>
#include <math.h>

enum { BUCKETS_MAX = 256, DISTANCE_MAX = 65536, LIMBS = 160 };

typedef int (*LogStep)(int64_t distance, int exact, int steps, int max_distance);

int t5_exact_count(bool bidirectional, int buckets) {
    return (bidirectional ? buckets / 2 : buckets) / 2;
}

bool t5_bucket_allowed(bool bidirectional, int buckets, int max_distance) {
    int exact = t5_exact_count(bidirectional, buckets);
    return exact >= 1 && max_distance > exact;
}

// The rule around the logarithm: the side (bidirectional), then one bucket per distance, then log steps.
static int find_bucket(int64_t relative, bool bidirectional, int buckets, int max_distance,
                       LogStep step) {
    assert(t5_bucket_allowed(bidirectional, buckets, max_distance));
    int per_side = bidirectional ? buckets / 2 : buckets;
    int side = bidirectional && relative > 0 ? per_side : 0;
    int64_t distance = relative < 0 ? -relative : bidirectional ? relative : 0;
    int exact = per_side / 2, steps = per_side - exact;
    if (distance < exact) return side + (int)distance;
    if (distance >= max_distance) return side + per_side - 1;
    int far = exact + step(distance, exact, steps, max_distance);
    return side + (far < per_side ? far : per_side - 1);
}

// A natural number in base 2^32, lowest limb first.
typedef struct Big {
    uint32_t limb[LIMBS];
    int used;
} Big;

static void multiply(Big *big, uint32_t factor, int times) {
    for (int t = 0; t < times; t++) {
        uint64_t carry = 0;
        for (int l = 0; l < big->used; l++) {
            carry += (uint64_t)big->limb[l] * factor;
            big->limb[l] = (uint32_t)carry;
            carry >>= 32;
        }
        if (!carry) continue;
        assert(big->used < LIMBS);
        big->limb[big->used++] = (uint32_t)carry;
    }
}

static bool at_least(const Big *a, const Big *b) {
    if (a->used != b->used) return a->used > b->used;
    for (int l = a->used - 1; l >= 0; l--) {
        if (a->limb[l] != b->limb[l]) return a->limb[l] > b->limb[l];
    }
    return true;
}

// (distance / exact)^steps ≥ (max_distance / exact)^k, multiplied out. At most 256 factors below 2^17.
static bool reaches(int64_t distance, int exact, int steps, int max_distance, int k) {
    Big left = {{1}, 1}, right = {{1}, 1};
    multiply(&left, (uint32_t)distance, steps);
    multiply(&left, (uint32_t)exact, k);
    multiply(&right, (uint32_t)max_distance, k);
    multiply(&right, (uint32_t)exact, steps);
    return at_least(&left, &right);
}

static double log_ratio(int64_t distance, int exact, int steps, int max_distance) {
    return log((double)distance / exact) / log((double)max_distance / exact) * steps;
}

// Double settles all but near-integers; those are compared exactly.
static int step_exact(int64_t distance, int exact, int steps, int max_distance) {
    double ratio = log_ratio(distance, exact, steps, max_distance);
    int near = (int)lround(ratio);
    if (fabs(ratio - near) > 1e-9) return (int)ratio;
    return reaches(distance, exact, steps, max_distance, near) ? near : near - 1;
}

static int step_double(int64_t distance, int exact, int steps, int max_distance) {
    return (int)log_ratio(distance, exact, steps, max_distance);
}

static int step_float(int64_t distance, int exact, int steps, int max_distance) {
    float top = logf((float)distance / (float)exact);
    float bottom = (float)log((double)max_distance / exact);
    return (int)(top / bottom * (float)steps);
}

int t5_bucket(int64_t relative_position, bool bidirectional, int buckets, int max_distance) {
    assert(buckets <= BUCKETS_MAX && max_distance <= DISTANCE_MAX);
    return find_bucket(relative_position, bidirectional, buckets, max_distance, step_exact);
}

int t5_bucket_float(int64_t relative_position, bool bidirectional, int buckets, int max_distance) {
    return find_bucket(relative_position, bidirectional, buckets, max_distance, step_float);
}

int t5_bucket_double(int64_t relative_position, bool bidirectional, int buckets, int max_distance) {
    return find_bucket(relative_position, bidirectional, buckets, max_distance, step_double);
}

// What trained tables tend to look like: near keys high, far keys low, steep in some heads and flat in
// others, with a little unevenness. Within ±2.
static double synthetic_bias(uint64_t seed, int head, int bucket, int per_side) {
    Rng of_head = {rng_mix(seed * 1000003u + (uint64_t)head)};
    double steep = 0.4 + rng_unit(&of_head), bend = 0.6 + 0.8 * rng_unit(&of_head);
    double phase = TURN * rng_unit(&of_head);
    bool after = bucket >= per_side;
    double x = (double)(after ? bucket - per_side : bucket) / per_side;
    double fall = steep * (1 - 2 * pow(x, bend)) - (after ? 0.3 * steep : 0);
    return fall + 0.15 * sin(phase + 9 * x);
}

static const double *make_table(const Pe *pe, int per_side, Arena *arena) {
    double *table = arena_array(arena, (size_t)pe->buckets * (size_t)pe->H, sizeof(double));
    uint64_t seed = rng_mix(rng_hash("t5") + (uint64_t)pe_get_int(pe, "seed"));
    for (int b = 0; b < pe->buckets; b++) {
        for (int h = 0; h < pe->H; h++) table[b * pe->H + h] = synthetic_bias(seed, h, b, per_side);
    }
    return table;
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    pe->H = pe_get_int(pe, "heads");
    int buckets = pe_get_int(pe, "buckets"), far = pe_get_int(pe, "max_distance");
    bool bidirectional = pe_get_int(pe, "bidirectional") == 1;
    if (t5_exact_count(bidirectional, buckets) < 1) {
        return err_set(err, "t5: buckets is %d, allowed are %d or more when bidirectional is %s",
                       buckets, bidirectional ? 4 : 2, bidirectional ? "yes" : "no");
    }
    if (!t5_bucket_allowed(bidirectional, buckets, far)) {
        return err_set(err, "t5: max_distance is %d, allowed are more than the %d exact buckets",
                       far, t5_exact_count(bidirectional, buckets));
    }
    pe->buckets = buckets;
    pe->far = far;
    pe->bucket = arena_array(arena, (size_t)far + 1, sizeof(int));
    for (int d = 0; d <= far; d++) pe->bucket[d] = t5_bucket(-d, bidirectional, buckets, far);
    pe->table = make_table(pe, bidirectional ? buckets / 2 : buckets, arena);
    for (int at = 0; at < buckets * pe->H; at++) {
        pe->table_reach = fmax(pe->table_reach, fabs(pe->table[at]));
    }
    pe->bias_reach = pe->table_reach;
    return true;
}

// Then the bucket of the farthest keys is not the last one, but the last of its side.
static bool is_bidirectional(const Pe *pe) {
    return pe->bucket[pe->far] < pe->buckets / 2;
}

static int find_entry(const Pe *pe, bool bidirectional, int64_t after) {
    int64_t distance = after < 0 ? -after : bidirectional ? after : 0;
    int bucket = pe->bucket[distance < pe->far ? distance : pe->far];
    return bidirectional && after > 0 ? bucket + pe->buckets / 2 : bucket;
}

static void bias(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out) {
    bool bidirectional = is_bidirectional(pe);
    for (int t = 0; t < n; t++) {
        int bucket = find_entry(pe, bidirectional, j0 + t - i);
        out[t] = pe->table[(int64_t)bucket * pe->H + head];
    }
}

// Pairs counted bucket by bucket, from the smallest distance to the largest.
static double bias_sum(const Pe *pe, int head, PeBlock block) {
    bool bidirectional = is_bidirectional(pe);
    block = block_within(block, block_first(block), block_last(block));
    double sum = 0;
    if (block.least >= pe->far) { // one bucket
        return (double)block_pairs(block) * pe->table[(int64_t)pe->bucket[pe->far] * pe->H + head];
    }
    for (int64_t d = block.least; d <= block.most;) {
        int bucket = find_entry(pe, bidirectional, -d);
        int64_t end = d;
        // Beyond the last step nothing changes on that side; one-sided, nothing does after the query.
        if (d >= pe->far) end = block.most;
        if (d < -pe->far) end = -pe->far - 1;
        if (d < 0 && !bidirectional) end = -1;
        if (end > block.most) end = block.most;
        while (end < block.most && find_entry(pe, bidirectional, -end - 1) == bucket) end++;
        double pairs = (double)block_pairs(block_within(block, d, end));
        sum += pairs * pe->table[(int64_t)bucket * pe->H + head];
        d = end + 1;
    }
    return sum;
}

static const char *const no_yes[] = {"no", "yes", NULL};

static const PeParam params[] = {
    PE_PARAM_HEADS,
    {.id = "buckets",
     .label = "Buckets",
     .unit = "",
     .initial = 32,
     .lo = 2,
     .hi = BUCKETS_MAX,
     .step = 1,
     .log = true},
    {.id = "max_distance",
     .label = "Max distance",
     .unit = "tokens",
     .initial = 128,
     .lo = 2,
     .hi = DISTANCE_MAX,
     .step = 1,
     .log = true},
    {.id = "bidirectional",
     .label = "Bidirectional",
     .unit = "",
     .hi = 1,
     .step = 1,
     .choices = no_yes},
    PE_PARAM_SEED,
};

const PeScheme t5_scheme = {
    .id = "t5",
    .title = "T5 bias",
    .place = PE_AT_LOGIT,
    .source = "Raffel et al. 2020, Exploring the Limits of Transfer Learning, section 2.1",
    .formula = "b^{h}_{ij} = \\beta^{h}_{\\mathrm{bucket}(j-i)}",
    .logit_formula = "s_{ij} = \\langle q_i, k_j \\rangle + \\beta^{h}_{\\mathrm{bucket}(j-i)}",
    .note = "A staircase: near distances have a bias each, far ones share ever wider steps.",
    .logit_note = "The same band on every row; past the last step all distances look alike.",
    .synthetic = true,
    .unscaled = true,
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .bias = bias,
    .bias_sum = bias_sum,
};
