// Requests about Shaw's relative vectors: which row of the table a pair reads, and logits.
#include "engine/schemes/shaw.h"

#include "compute/family.h"
#include "compute/places.h"

#include <stdlib.h>

enum { CLIP_MOST = 1 << 20 };

// How a request counts distances. Without clipping (BERT) those of max_position or more do not exist.
typedef struct Rule {
    ShawSign sign;
    int left, right;
    bool clips;
} Rule;

static const char *const SIGNS[] = {"j-i", "i-j", NULL};

// Clips left … right, or −max_length … max_length − 1, or has a row for every distance below max_position.
static Rule read_rule(Request *request) {
    bool table = request_has(request, "max_position");
    Rule rule = {.clips = !table};
    if (table) {
        rule.left = rule.right = request_count(request, "max_position", 1, CLIP_MOST) - 1;
    } else if (request_has(request, "clip_left") || !request_has(request, "max_length")) {
        rule.left = request_count(request, "clip_left", 0, CLIP_MOST);
        rule.right = request_count(request, "clip_right", 0, CLIP_MOST);
    } else {
        rule.left = request_count(request, "max_length", 1, CLIP_MOST);
        rule.right = rule.left - 1;
    }
    int otherwise = table ? SHAW_QUERY_MINUS_KEY : SHAW_KEY_MINUS_QUERY;
    rule.sign = (ShawSign)request_word(request, "sign", SIGNS, otherwise);
    return rule;
}

static void add_index(Request *request, const Rule *rule, Result *result) {
    Places places = places_read(request);
    double *out = places_space(request, &places);
    if (!out) return;
    int nq = places.queries.count, nk = places.keys.count;
    for (int64_t cell = 0; cell < (int64_t)nq * nk; cell++) {
        int64_t i = places.queries.at[cell / nk], j = places.keys.at[cell % nk];
        int64_t distance = shaw_distance(rule->sign, i, j);
        if (!rule->clips && llabs(distance) > rule->right) {
            request_fail(
                request, "max_position",
                "found %d, expected more than %lld, the distance of query %lld and key %lld",
                rule->right + 1, (long long)llabs(distance), (long long)i, (long long)j);
            return;
        }
        out[cell] = shaw_row(distance, rule->left, rule->right);
    }
    result_add_whole(result, "index", (ResultShape){2, {nq, nk}}, out);
}

// The scheme with the request's table instead of a made-up one.
static bool prepare(Request *request, const Rule *rule, ShawVariant variant, Pe *pe) {
    Numbers table =
        request_shaped(request, "rel_table", 2, (const int[]){rule->left + rule->right + 1, -1});
    if (!request_ok(request)) return false;
    Err err = {0};
    pe_init(pe, pe_scheme_find("shaw"));
    bool ok = pe_set(pe, "dim", table.shape[1], &err) && pe_set(pe, "variant", variant, &err) &&
              pe_set(pe, "clip_left", rule->left, &err) &&
              pe_set(pe, "clip_right", rule->right, &err) && pe_set(pe, "sign", rule->sign, &err) &&
              pe_prepare(pe, request->arena, &err);
    if (!ok) return request_fail(request, "rel_table", "%s", err.text);
    pe->table = table.at;
    return true;
}

bool family_shaw(Request *request, Result *result) {
    static const char *const VARIANTS[] = {"key", "key_query", "index_only", NULL};
    int variant = request_word(request, "variant", VARIANTS, SHAW_KEY);
    Rule rule = read_rule(request);
    if (!request_ok(request)) return false;
    add_index(request, &rule, result);
    bool logits = variant != 2 && (request_has(request, "rel_table") || request_has(request, "q"));
    Pe pe;
    if (!logits || !prepare(request, &rule, (ShawVariant)variant, &pe)) return request_ok(request);
    family_add_logits(request, &pe, result);
    return request_ok(request);
}
