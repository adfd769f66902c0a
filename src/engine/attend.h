// Attention logits of given queries and keys: what the stages of logits.h do, with vectors from outside.
#ifndef ENGINE_ATTEND_H
#define ENGINE_ATTEND_H

#include "engine/pe.h"

// Queries (Tq, D) and keys (Tk, D) as they enter, and the position of each (any order, repeats allowed).
typedef struct AttendInput {
    const double *q, *k;
    const int64_t *q_at, *k_at;
    int Tq, Tk, D;
    double scale; // factor of ⟨q, k⟩
} AttendInput;

// scale·⟨turn(q + e), turn(k + e)⟩ + bias of one head: out (Tq, Tk). Scratch memory comes from `arena`.
// False if a position does not exist. D must be the scheme's own, if it has one.
bool attend_logits(const Pe *pe, int head, AttendInput in, Arena *arena, double *out, Err *err);

// ⟨a_i, b_j⟩·scale for rows of a (Ta, D) and b (Tb, D): out (Ta, Tb). For parts of a logit (content with
// position, position with position).
void attend_dots(const double *a, int Ta, const double *b, int Tb, int D, double scale,
                 double *out);

// Softmax of n logits in place, its largest entry removed first. NaN and −∞ are masked and stay as NaN;
// a row without any other entry is left as it is.
void attend_softmax(double *row, int n);

// The key-value head that query head h reads when `heads` query heads share `kv_heads` (GQA).
int attend_kv_head(int h, int heads, int kv_heads);

#endif
