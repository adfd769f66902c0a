// Requests about T5's relative bias: buckets by three ways of rounding, biases of a table, logits.
#include "compute/family.h"
#include "engine/schemes/t5.h"

#include <stdlib.h>

enum { BUCKETS_MOST = 256, DISTANCE_MOST = 65536 };

// The defaults are those of Hugging Face's _relative_position_bucket.
typedef struct Rule {
    bool bidirectional;
    int buckets, max_distance;
} Rule;

typedef int (*Bucket)(int64_t relative_position, bool bidirectional, int buckets, int max_distance);

static Rule read_rule(Request *request) {
    Rule rule = {.bidirectional = request_flag_or(request, "bidirectional", true),
                 .buckets = request_count_or(request, "num_buckets", 1, BUCKETS_MOST, 32),
                 .max_distance = request_count_or(request, "max_distance", 1, DISTANCE_MOST, 128)};
    int exact = t5_exact_count(rule.bidirectional, rule.buckets);
    if (exact < 1) {
        request_fail(request, "num_buckets", "found %d, expected %d or more: one exact bucket",
                     rule.buckets, rule.bidirectional ? 4 : 2);
    } else if (rule.max_distance <= exact) {
        request_fail(request, "max_distance", "found %d, expected more than the %d exact buckets",
                     rule.max_distance, exact);
    }
    return rule;
}

// Every distance is decided once: rounding exactly is costly near whole numbers.
static void add_buckets(Request *request, const char *key, Bucket bucket, const Rule *rule,
                        Integers relative, Result *result) {
    double *out = request_space(request, relative.count);
    double *known = request_space(request, 2 * ((int64_t)rule->max_distance + 1)); // bucket + 1
    if (!request_ok(request)) return;
    for (int t = 0; t < relative.count; t++) {
        int64_t distance = llabs(relative.at[t]);
        if (distance > rule->max_distance) distance = rule->max_distance;
        double *slot = &known[2 * distance + (relative.at[t] > 0 ? 1 : 0)];
        if (*slot == 0) {
            *slot =
                1 + bucket(relative.at[t], rule->bidirectional, rule->buckets, rule->max_distance);
        }
        out[t] = *slot - 1;
    }
    result_add_whole(result, key, (ResultShape){1, {relative.count}}, out);
}

static void add_all_buckets(Request *request, const Rule *rule, Result *result) {
    Integers relative =
        request_integers(request, "relative_position", -PE_POSITION_MAX, PE_POSITION_MAX);
    add_buckets(request, "bucket", t5_bucket_float, rule, relative, result);
    add_buckets(request, "bucket_exact", t5_bucket, rule, relative, result);
    add_buckets(request, "bucket_f64_log", t5_bucket_double, rule, relative, result);
}

static bool use_table(Request *request, const Rule *rule, Pe *pe) {
    Numbers table = request_shaped(request, "bias_table", 2, (const int[]){rule->buckets, -1});
    if (!request_ok(request)) return false;
    Err err = {0};
    pe_init(pe, pe_scheme_find("t5"));
    bool ok = pe_set(pe, "heads", table.shape[1], &err) &&
              pe_set(pe, "buckets", rule->buckets, &err) &&
              pe_set(pe, "max_distance", rule->max_distance, &err) &&
              pe_set(pe, "bidirectional", rule->bidirectional, &err) &&
              pe_prepare(pe, request->arena, &err) &&
              pe_use_table(pe, table.at, table.shape[0], table.shape[1], &err);
    return ok || request_fail(request, "bias_table", "%s", err.text);
}

static void add_bias(Request *request, const Pe *pe, int nq, int nk, Result *result) {
    int start = request_count_or(request, "query_start", 0, PE_POSITION_MAX / 2, 0);
    double *out = request_space(request, (int64_t)pe->H * nq * nk);
    if (!out) return;
    for (int row = 0; row < pe->H * nq; row++) {
        pe->scheme->bias(pe, row / nq, start + row % nq, 0, nk, out + (int64_t)row * nk);
    }
    result_add(result, "bias", (ResultShape){3, {pe->H, nq, nk}}, out);
}

bool family_t5_bias(Request *request, Result *result) {
    Rule rule = read_rule(request);
    if (!request_ok(request)) return false;
    if (request_has(request, "relative_position")) add_all_buckets(request, &rule, result);
    bool biases = request_has(request, "bias_table") || request_has(request, "q");
    Pe pe;
    if (!biases || !use_table(request, &rule, &pe)) return request_ok(request);
    family_add_logits(request, &pe, result);
    const ResultItem *logits = result_find(result, "logits");
    if (logits && logits->rank >= 2) {
        const int *sizes = logits->shape + logits->rank - 2;
        add_bias(request, &pe, sizes[0], sizes[1], result);
    } else if (request_has(request, "q_len")) {
        int nq = request_count(request, "q_len", 1, REQUEST_COUNT_MAX),
            nk = request_count(request, "k_len", 1, REQUEST_COUNT_MAX);
        add_bias(request, &pe, nq, nk, result);
    }
    return request_ok(request);
}
