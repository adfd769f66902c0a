// Attention over shuffled tokens, and the numbers of permutations.
#include "engine/shuffle.h"

#include "engine/attend.h"
#include "engine/tokens.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { VALUES = 2 }; // beside PE_QUERY and PE_KEY

// The content of the tokens in their order: (n, D).
static double *find_content(const ShuffleView *view, int side, const int *order, Arena *arena) {
    Pe plain;
    pe_init(&plain, pe_scheme_find("nope"));
    LogitView tokens = {.content = CONTENT_RANDOM,
                        .D = view->D,
                        .n = view->n,
                        .seed = view->seed + (side == VALUES)};
    double *content = arena_array(arena, (size_t)view->n * (size_t)view->D, sizeof *content);
    for (int p = 0; p < view->n; p++) {
        TokenSpan token = {{side == PE_QUERY ? PE_QUERY : PE_KEY, false}, order[p], 1, 0};
        tokens_fill(&plain, &tokens, token, content + (int64_t)p * view->D);
    }
    return content;
}

static void add_values(const ShuffleView *view, const double *weights, const double *values,
                       double *out) {
    memset(out, 0, (size_t)view->n * (size_t)view->D * sizeof *out);
    for (int p = 0; p < view->n; p++) {
        for (int key = 0; key < view->n; key++) {
            double weight = weights[p * view->n + key];
            if (isnan(weight)) continue;
            for (int f = 0; f < view->D; f++) {
                out[p * view->D + f] += weight * values[key * view->D + f];
            }
        }
    }
}

bool shuffle_attend(const Pe *pe, const ShuffleView *view, const int *order, Arena *arena,
                    double *weights, double *out) {
    int n = view->n;
    int64_t *at = arena_array(arena, (size_t)n, sizeof *at);
    for (int p = 0; p < n; p++) at[p] = p;
    AttendInput in = {.q = find_content(view, PE_QUERY, order, arena),
                      .k = find_content(view, PE_KEY, order, arena),
                      .q_at = at,
                      .k_at = at,
                      .queries = n,
                      .keys = n,
                      .D = view->D,
                      .scale = pe->scheme->unscaled ? 1 : 1 / sqrt(view->D)};
    if (!attend_logits(pe, view->head, in, arena, weights, NULL)) return false;
    for (int p = 0; p < n; p++) {
        for (int key = p + 1; view->causal && key < n; key++) weights[p * n + key] = (double)NAN;
        attend_softmax(weights + (int64_t)p * n, n);
    }
    add_values(view, weights, find_content(view, VALUES, order, arena), out);
    return true;
}

double shuffle_error(const Pe *pe, const ShuffleView *view, const int *order, Arena *arena) {
    assert(view->n <= SHUFFLE_MOST);
    int own[SHUFFLE_MOST], n = view->n, D = view->D;
    for (int t = 0; t < n; t++) own[t] = t;
    double *weights = arena_array(arena, (size_t)n * (size_t)n, sizeof *weights);
    double *before = arena_array(arena, (size_t)n * (size_t)D, sizeof *before);
    double *after = arena_array(arena, (size_t)n * (size_t)D, sizeof *after), most = 0;
    if (!shuffle_attend(pe, view, own, arena, weights, before)) return (double)NAN;
    if (!shuffle_attend(pe, view, order, arena, weights, after)) return (double)NAN;
    for (int p = 0; p < n; p++) {
        for (int f = 0; f < D; f++) {
            most = fmax(most, fabs(after[p * D + f] - before[order[p] * D + f]));
        }
    }
    return most;
}

static int factorial(int n) {
    int product = 1;
    for (int i = 2; i <= n; i++) product *= i;
    return product;
}

int shuffle_number(const int *order, int n) {
    assert(n >= 0 && n <= SHUFFLE_MOST);
    int number = 0;
    for (int p = 0; p < n; p++) {
        int smaller = 0;
        for (int other = 0; other < n; other++) {
            if (other != p && order[other] == order[p]) return -1;
            smaller += other > p && order[other] < order[p];
        }
        if (order[p] < 0 || order[p] >= n) return -1;
        number += smaller * factorial(n - 1 - p);
    }
    return number;
}

void shuffle_order(int number, int n, int *order) {
    assert(n >= 0 && n <= SHUFFLE_MOST);
    int left[SHUFFLE_MOST], all = factorial(n);
    for (int t = 0; t < n; t++) left[t] = t;
    number = (number % all + all) % all;
    for (int p = 0; p < n; p++) {
        int block = factorial(n - 1 - p), at = number / block;
        number %= block;
        order[p] = left[at];
        memmove(left + at, left + at + 1, (size_t)(n - p - at - 1) * sizeof *left);
    }
}
