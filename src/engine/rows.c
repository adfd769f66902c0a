// Rows of logits by definition.
#include "engine/rows.h"

#include "base/num.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024, KEPT_MAX = 1 << 25 }; // tokens; numbers that are kept rather than made again

// Tokens of a chunk: fewer where sizes change so fast that they would leave the range of double within one.
static int find_length(const Pe *pe) {
    double fastest = 0;
    for (int m = 0; pe->growth && m < pe->pairs; m++) fastest = fmax(fastest, fabs(pe->growth[m]));
    double most = 300 / fmax(fastest, 1e-9); // e^±300
    return most >= CHUNK ? CHUNK : most < 1 ? 1 : (int)most;
}

static void open_chunk(const Rows *rows, RowChunk *chunk, Arena *arena) {
    double scale = tokens_scale(rows->pe, rows->view);
    size_t numbers = (size_t)chunk->n * (size_t)rows->D;
    for (int far = 0; far < (rows->pe->near ? 2 : 1); far++) {
        chunk->side[far] = panels_open(chunk->n, rows->D, scale, arena);
    }
    if (rows->pe->scheme->relate) chunk->content = arena_array(arena, numbers, sizeof(double));
}

static void open_chunks(Rows *rows, Arena *arena) {
    int length = rows->length, first = rows->k0 / length;
    rows->count = rows->k1 > rows->k0 ? (rows->k1 - 1) / length - first + 1 : 0;
    rows->kept = (int64_t)(rows->k1 - rows->k0) * rows->D <= KEPT_MAX;
    rows->chunks = arena_array(arena, (size_t)rows->count + 1, sizeof *rows->chunks);
    RowChunk shared = {.n = length};
    if (!rows->kept) open_chunk(rows, &shared, arena);
    for (int c = 0; c < rows->count; c++) {
        RowChunk *chunk = &rows->chunks[c];
        *chunk = shared;
        chunk->t0 = num_most(rows->k0, (first + c) * length);
        chunk->n = num_least(rows->k1, (first + c + 1) * length) - chunk->t0;
        if (rows->kept) open_chunk(rows, chunk, arena);
    }
}

Rows rows_open(const Pe *pe, const LogitView *view, int k0, int k1, Arena *arena) {
    bool raw = view->stage == STAGE_RAW;
    Rows rows = {.pe = pe,
                 .view = view,
                 .allowed = tokens_reach(pe, view),
                 .D = logits_width(pe, view),
                 .k0 = k0,
                 .k1 = num_most(k0, k1),
                 .length = find_length(pe),
                 .weighed = pe->scheme->weigh && !raw,
                 .biased = pe->scheme->bias && !raw};
    size_t D = (size_t)rows.D, length = CHUNK + PANELS_TILE;
    open_chunks(&rows, arena);
    rows.queries = arena_array(arena, PANELS_TILE * D, sizeof(double));
    rows.asked = arena_array(arena, PANELS_TILE * D, sizeof(double));
    rows.far = arena_array(arena, PANELS_TILE * length, sizeof(double));
    rows.more = arena_array(arena, length, sizeof(double));
    size_t longest = (size_t)num_least(CHUNK, rows.k1 - rows.k0);
    rows.fill = arena_array(arena, longest * D + 1, sizeof(double));
    return rows;
}

int64_t rows_stride(const Rows *rows) {
    return rows->k1 - rows->k0 + PANELS_TILE;
}

static int find_origin(const Rows *rows, const RowChunk *chunk) {
    return chunk->t0 / rows->length * rows->length;
}

static void make_ready(const Rows *rows, RowChunk *chunk) {
    if (chunk->ready) return;
    for (int far = 0; far < (rows->pe->near ? 2 : 1); far++) {
        TokenSpan span = {{PE_KEY, far == 1}, chunk->t0, chunk->n, find_origin(rows, chunk)};
        tokens_fill(rows->pe, rows->view, span, rows->fill);
        panels_fill(&chunk->side[far], rows->fill, chunk->n);
    }
    if (chunk->content) {
        tokens_content(rows->pe, rows->view, (TokenSpan){{PE_KEY, false}, chunk->t0, chunk->n, 0},
                       chunk->content);
    }
    chunk->ready = rows->kept;
}

// ⟨q, k⟩·scale of all queries with a chunk.
static void multiply(Rows *rows, const RowChunk *chunk, int i, int count, double *out) {
    int64_t stride = rows_stride(rows);
    for (int far = 0; far < (rows->pe->near ? 2 : 1); far++) {
        TokenSpan span = {{PE_QUERY, far == 1}, i, count, find_origin(rows, chunk)};
        tokens_fill(rows->pe, rows->view, span, rows->queries);
        panels_dots(&chunk->side[far], rows->queries, chunk->n, far ? CHUNK + PANELS_TILE : stride,
                    far ? rows->far : out);
    }
    for (int a = 0; rows->pe->near && a < count; a++) {
        const double *from = rows->far + (int64_t)a * (CHUNK + PANELS_TILE);
        for (int t = 0; t < chunk->n; t++) {
            bool far = llabs((int64_t)i + a - chunk->t0 - t) >= rows->pe->near;
            if (far) out[a * stride + t] = from[t];
        }
    }
}

// What one query gains, is weighed by and is given, and which of its keys are left.
static void finish(const Rows *rows, const RowChunk *chunk, int i, const double *q, double *out) {
    const Pe *pe = rows->pe;
    int j0 = chunk->t0, n = chunk->n, head = rows->view->head;
    double *more = rows->more, scale = tokens_scale(pe, rows->view);
    if (pe->scheme->relate) {
        pe->scheme->relate(pe, q, chunk->content, i, j0, n, more);
        for (int t = 0; t < n; t++) out[t] += more[t] * scale;
    }
    if (rows->weighed) {
        pe->scheme->weigh(pe, head, i, j0, n, more);
        for (int t = 0; t < n; t++) out[t] *= more[t];
    }
    memset(more, 0, (size_t)n * sizeof *more);
    if (rows->biased) pe->scheme->bias(pe, head, i, j0, n, more);
    for (int t = 0; t < n; t++) {
        int64_t d = (int64_t)i - j0 - t;
        bool gone = d < rows->allowed.least || d > rows->allowed.most ||
                    (rows->biased && more[t] == -(double)INFINITY);
        double logit = isnan(out[t]) ? (double)INFINITY : out[t] + more[t];
        out[t] = gone ? (double)NAN : logit;
    }
}

static bool is_removed(const Rows *rows, const RowChunk *chunk, int i, int count) {
    return (int64_t)i + count - 1 - chunk->t0 < rows->allowed.least ||
           (int64_t)i - (chunk->t0 + chunk->n - 1) > rows->allowed.most;
}

void rows_fill(Rows *rows, int i, int count, double *out) {
    assert(count > 0 && count <= PANELS_TILE);
    int64_t stride = rows_stride(rows);
    bool dotless = tokens_dotless(rows->pe, rows->view);
    if (rows->pe->scheme->relate) {
        tokens_content(rows->pe, rows->view, (TokenSpan){{PE_QUERY, false}, i, count, 0},
                       rows->asked);
    }
    for (int c = 0; c < rows->count; c++) {
        RowChunk *chunk = &rows->chunks[c];
        double *at = out + (chunk->t0 - rows->k0);
        bool removed = is_removed(rows, chunk, i, count);
        if (!removed) {
            make_ready(rows, chunk);
            multiply(rows, chunk, i, count, at);
        }
        for (int a = 0; a < count; a++) {
            double *row = at + a * stride;
            if (dotless) memset(row, 0, (size_t)chunk->n * sizeof *row);
            if (!removed) finish(rows, chunk, i + a, rows->asked + (int64_t)a * rows->D, row);
            for (int t = 0; removed && t < chunk->n; t++) row[t] = (double)NAN;
        }
    }
}
