// Attention logits of given queries and keys: what the stages of logits.h do, with vectors from outside.
#ifndef ENGINE_ATTEND_H
#define ENGINE_ATTEND_H

#include "engine/pe.h"

// Queries (queries, D) and keys (keys, D) as they enter, and the position of each (any order, repeats allowed).
typedef struct AttendInput {
    const double *q, *k;
    const int64_t *q_at, *k_at;
    int queries, keys, D;
    double scale; // factor of ⟨q, k⟩
} AttendInput;

// One query and one key, (D) each, and their positions.
typedef struct AttendPair {
    const double *q, *k;
    int64_t q_at, k_at;
    int D;
} AttendPair;

// attend_logits for one pair, divided by √D unless the scheme's own attention is not; NaN if a position does not exist.
double attend_pair(const Pe *pe, int head, AttendPair pair, Arena *arena);

// scale·⟨turn(q + e), turn(k + e)⟩ + bias of one head: out (queries, keys). Scratch memory comes from `arena`.
// False if a position does not exist. D must be the scheme's own, if it has one.
bool attend_logits(const Pe *pe, int head, AttendInput in, Arena *arena, double *out, Err *err);

// Vectors (count, D).
typedef struct AttendRows {
    const double *at;
    int count;
} AttendRows;

// ⟨a_i, b_j⟩·scale for all rows: out (a.count, b.count). For parts of a logit (content with position,
// position with position).
void attend_dots(AttendRows a, AttendRows b, int D, double scale, double *out);

// Softmax of n logits in place, its largest entry removed first. NaN and −∞ are masked and stay as NaN;
// a row without any other entry is left as it is. One with +∞, a logit beyond the range of double, is all NaN.
void attend_softmax(double *row, int n);

// The key-value head that query head h reads when `heads` query heads share `kv_heads` (GQA).
int attend_kv_head(int h, int heads, int kv_heads);

#endif
