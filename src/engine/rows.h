// Rows of logits by definition, for any scheme and content: queries against a span of keys. Inside engine/ only.
//
// A logit is ((⟨turned q, turned k⟩ + relate)·scale)·weight + bias, as engine/attend has it, as far as the stage has these.
#ifndef ENGINE_ROWS_H
#define ENGINE_ROWS_H

#include "engine/panels.h"
#include "engine/tokens.h"

// Keys up to the next multiple of a fixed length: where turning changes sizes, positions count from there.
typedef struct RowChunk {
    int t0, n;
    bool ready;
    Panels side[2];  // as near ones and as far ones
    double *content; // (n, D), for `relate`
} RowChunk;

typedef struct Rows {
    const Pe *pe;
    const LogitView *view;
    TokenReach allowed;
    int D, k0, k1, count; // keys k0 … k1−1 in `count` chunks
    int length;           // of a whole chunk
    bool weighed, biased; // what takes part at this stage
    bool kept;            // all chunks are, else one at a time
    RowChunk *chunks;
    double *queries, *asked; // (4, D): ready for the dot product; their content
    double *far,
        *more;    // (4, length of a chunk) of far pairs; (length of a chunk) of a hook's values
    double *fill; // (length of a chunk, D)
} Rows;

// Keys must exist.
Rows rows_open(const Pe *pe, const LogitView *view, int k0, int k1, Arena *arena);

// Logits of up to four queries from i on, which exist: out (4, stride), stride at least rows_stride. NaN where removed; a logit
// beyond the range of double is infinite, and its sign may be lost.
void rows_fill(Rows *rows, int i, int count, double *out);
int64_t rows_stride(const Rows *rows);

#endif
