// Attention logits of given queries and keys, by definition.
#include "engine/attend.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
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

// The vectors of one side, (T, D).
typedef struct AttendSide {
    const double *x;
    int D;
} AttendSide;

// A copy of them with the scheme's vectors added and turned; NULL if a position does not exist.
static double *place(const Pe *pe, PeTurn as, PeSpots at, AttendSide side, Arena *arena, Err *err) {
    int D = side.D;
    size_t count = (size_t)at.count * (size_t)D;
    double *out = memcpy(arena_array(arena, count, sizeof(double)), side.x, count * sizeof(double));
    if (pe->scheme->embed) {
        double *embedded = arena_array(arena, count, sizeof(double));
        if (!pe_embed_at(pe, at.position, at.count, embedded, err)) return NULL;
        for (size_t e = 0; e < count; e++) out[e] += embedded[e];
    }
    bool ok = !pe->scheme->turn || pe_turn_at(pe, as, at, out, err);
    return ok ? out : NULL;
}

// ⟨q, k⟩·scale of all pairs, queries and keys turned as near or as far ones.
static bool find_dots(const Pe *pe, bool far, const AttendInput *in, Arena *arena, double *out,
                      Err *err) {
    const double *q = place(pe, (PeTurn){PE_QUERY, far}, (PeSpots){in->q_at, in->queries},
                            (AttendSide){in->q, in->D}, arena, err);
    if (!q) return false;
    const double *k = place(pe, (PeTurn){PE_KEY, far}, (PeSpots){in->k_at, in->keys},
                            (AttendSide){in->k, in->D}, arena, err);
    if (!k) return false;
    attend_dots((AttendRows){q, in->queries}, (AttendRows){k, in->keys}, in->D, in->scale, out);
    return true;
}

// What one pair gains and is weighed by, at positions i and j.
static double finish_pair(const Pe *pe, int head, const AttendInput *in, int query, int key,
                          double logit) {
    const PeScheme *scheme = pe->scheme;
    int64_t i = in->q_at[query], j = in->k_at[key];
    double gain = 0, weight = 1, bias = 0;
    if (scheme->relate) {
        scheme->relate(pe, in->q + (int64_t)query * in->D, in->k + (int64_t)key * in->D, i, j, 1,
                       &gain);
    }
    if (scheme->weigh) scheme->weigh(pe, head, i, j, 1, &weight);
    if (scheme->bias) scheme->bias(pe, head, i, j, 1, &bias);
    return (logit + gain * in->scale) * weight + bias;
}

bool attend_logits(const Pe *pe, int head, AttendInput in, Arena *arena, double *out, Err *err) {
    assert(head >= 0 && head < pe->H && (!pe->D || in.D == pe->D));
    double *far = NULL;
    if (!find_dots(pe, false, &in, arena, out, err)) return false;
    if (pe->near) {
        far = arena_array(arena, (size_t)in.queries * (size_t)in.keys, sizeof(double));
        if (!find_dots(pe, true, &in, arena, far, err)) return false;
    }
    for (int64_t cell = 0; cell < (int64_t)in.queries * in.keys; cell++) {
        int query = (int)(cell / in.keys), key = (int)(cell % in.keys);
        if (far && llabs(in.q_at[query] - in.k_at[key]) >= pe->near) out[cell] = far[cell];
        out[cell] = finish_pair(pe, head, &in, query, key, out[cell]);
    }
    return true;
}

void attend_softmax(double *row, int n) {
    double most = -(double)INFINITY, sum = 0;
    for (int j = 0; j < n; j++) {
        if (row[j] > most) most = row[j];
    }
    for (int j = 0; most > 0 && isinf(most) && j < n; j++) row[j] = (double)NAN;
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
