// Attention logits of given queries and keys, by definition.
#include "engine/attend.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static double dot(const double *a, const double *b, int D) {
    double sum = 0;
    for (int f = 0; f < D; f++) sum += a[f] * b[f];
    return sum;
}

void attend_dots(AttendRows a, AttendRows b, int D, double scale, double *out) {
    for (int i = 0; i < a.count; i++) {
        for (int j = 0; j < b.count; j++) {
            out[(int64_t)i * b.count + j] =
                scale * dot(a.at + (int64_t)i * D, b.at + (int64_t)j * D, D);
        }
    }
}

// Adds the scheme's vectors to x (T, D) and turns it, in place.
static bool place(const Pe *pe, const int64_t *at, int T, double *x, Arena *arena, Err *err) {
    if (pe->scheme->embed) {
        size_t count = (size_t)T * (size_t)pe->D;
        double *embedded = arena_array(arena, count, sizeof(double));
        if (!pe_embed_at(pe, at, T, embedded, err)) return false;
        for (size_t e = 0; e < count; e++) x[e] += embedded[e];
    }
    return !pe->scheme->turn || pe_turn_at(pe, at, T, x, err);
}

static double *copy(const double *x, int T, int D, Arena *arena) {
    size_t count = (size_t)T * (size_t)D;
    return memcpy(arena_array(arena, count, sizeof(double)), x, count * sizeof(double));
}

bool attend_logits(const Pe *pe, int head, AttendInput in, Arena *arena, double *out, Err *err) {
    assert(head >= 0 && head < pe->H && (!pe->D || in.D == pe->D));
    double *q = copy(in.q, in.queries, in.D, arena), *k = copy(in.k, in.keys, in.D, arena);
    if (!place(pe, in.q_at, in.queries, q, arena, err)) return false;
    if (!place(pe, in.k_at, in.keys, k, arena, err)) return false;
    attend_dots((AttendRows){q, in.queries}, (AttendRows){k, in.keys}, in.D, in.scale, out);
    for (int i = 0; pe->scheme->bias && i < in.queries; i++) {
        for (int j = 0; j < in.keys; j++) {
            double bias = 0;
            pe->scheme->bias(pe, head, in.q_at[i], in.k_at[j], 1, &bias);
            out[(int64_t)i * in.keys + j] += bias;
        }
    }
    return true;
}

void attend_softmax(double *row, int n) {
    double most = -(double)INFINITY, sum = 0;
    for (int j = 0; j < n; j++) {
        if (row[j] > most) most = row[j];
    }
    if (isinf(most)) return;
    for (int j = 0; j < n; j++) {
        row[j] = isnan(row[j]) || isinf(row[j]) ? (double)NAN : exp(row[j] - most);
        if (!isnan(row[j])) sum += row[j];
    }
    for (int j = 0; j < n; j++) row[j] /= sum;
}

int attend_kv_head(int h, int heads, int kv_heads) {
    assert(heads % kv_heads == 0 && h >= 0 && h < heads);
    return h / (heads / kv_heads);
}

double attend_pair(const Pe *pe, int head, AttendPair pair, Arena *arena) {
    AttendInput in = {.q = pair.q,
                      .k = pair.k,
                      .q_at = &pair.q_at,
                      .k_at = &pair.k_at,
                      .queries = 1,
                      .keys = 1,
                      .D = pair.D,
                      .scale = pe->scheme->unscaled ? 1 : 1 / sqrt(pair.D)};
    double logit = 0;
    return attend_logits(pe, head, in, arena, &logit, NULL) ? logit : (double)NAN;
}
