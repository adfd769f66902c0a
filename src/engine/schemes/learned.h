// Learned positions: which row a token gets, and tables stretched to more rows.
#ifndef ENGINE_SCHEMES_LEARNED_H
#define ENGINE_SCHEMES_LEARNED_H

#include <stdbool.h>
#include <stdint.h>

// GPT-2's rule: row = position + offset. A row at or beyond the table's end does not exist: no wrapping.
void learned_rows_at(const int64_t *positions, int n, int offset, int64_t *rows);
// OPT's rule for n tokens with a 0/1 attention mask: the running count of real tokens, minus one, plus
// `offset`; masked tokens get row offset − 1. The first `past` tokens are left out of rows (n − past).
void learned_rows_of_mask(const int64_t *mask, int n, int past, int offset, int64_t *rows);
// RoBERTa's rule: real tokens count on from padding + past + 1; padding tokens get row `padding`. rows (n).
void learned_rows_of_ids(const int64_t *ids, int n, int64_t padding, int64_t past, int64_t *rows);

// Linear interpolation of a table (rows, D) to (new_rows, D). `corners` keeps first and last row where they
// are; otherwise rows are cell centres and the ends are clamped (PyTorch's interpolate, mode "linear").
void learned_resize(const double *table, int rows, int D, int new_rows, bool corners, double *out);

#endif
