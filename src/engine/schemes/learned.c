// Learned absolute encoding: one trained vector per position, and nothing beyond the table's end.
#include "engine/schemes/learned.h"

#include "base/num.h"
#include "base/rng.h"
#include "engine/pe.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { ENTRIES_MAX = 1 << 24 }; // of the table, 128 MB

void learned_rows_at(const int64_t *positions, int n, int offset, int64_t *rows) {
    for (int t = 0; t < n; t++) rows[t] = positions[t] + offset;
}

void learned_rows_of_mask(const int64_t *mask, int n, int past, int offset, int64_t *rows) {
    int64_t count = 0;
    for (int t = 0; t < n; t++) {
        count += mask[t];
        if (t >= past) rows[t - past] = count * mask[t] - 1 + offset;
    }
}

void learned_rows_of_ids(const int64_t *ids, int n, int64_t padding, int64_t past, int64_t *rows) {
    int64_t count = 0;
    for (int t = 0; t < n; t++) {
        bool real = ids[t] != padding;
        count += real;
        rows[t] = padding + (real ? count + past : 0);
    }
}

void learned_resize(const double *table, int rows, int D, int new_rows, bool corners, double *out) {
    assert(rows >= 1 && new_rows >= 1);
    for (int r = 0; r < new_rows; r++) {
        double at = corners ? new_rows > 1 ? r * ((double)(rows - 1) / (new_rows - 1)) : 0
                            : fmax(0, (r + 0.5) * ((double)rows / new_rows) - 0.5);
        int low = at < rows - 1 ? (int)at : rows - 1, high = low < rows - 1 ? low + 1 : low;
        double part = at - low;
        for (int f = 0; f < D; f++) {
            out[(int64_t)r * D + f] =
                (1 - part) * table[(int64_t)low * D + f] + part * table[(int64_t)high * D + f];
        }
    }
}

// Trained tables are mostly smooth waves of few frequencies with some noise; so are these made-up ones.
static void fill_feature(double *column, int64_t rows, int D, Rng *rng) {
    double waves = 0.5 + 4 * rng_unit(rng), phase = TURN * rng_unit(rng);
    double height = 0.3 + 0.7 * rng_unit(rng);
    for (int64_t p = 0; p < rows; p++) {
        double angle = phase + TURN * waves * (double)p / (double)rows;
        column[p * D] = height * cos(angle) + 0.3 * (rng_unit(rng) - 0.5);
    }
}

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    int D = pe_get_int(pe, "dim"), rows = pe_get_int(pe, "rows");
    if ((int64_t)rows * D > ENTRIES_MAX) {
        return err_set(err, "learned: rows × dim is %lld, allowed are at most %d",
                       (long long)rows * D, ENTRIES_MAX);
    }
    pe->D = D;
    pe->rows = rows;
    pe->relative = false;
    double *table = arena_array(arena, (size_t)rows * (size_t)D, sizeof(double));
    Rng rng = {rng_mix(rng_hash("learned") + (uint64_t)pe_get_int(pe, "seed"))};
    for (int f = 0; f < D; f++) fill_feature(table + f, rows, D, &rng);
    for (int64_t at = 0; at < (int64_t)rows * D; at++) {
        pe->table_reach = fmax(pe->table_reach, fabs(table[at]));
    }
    pe->table = table;
    return true;
}

static void embed(const Pe *pe, int64_t p0, int n, double *out) {
    memcpy(out, pe->table + p0 * pe->D, (size_t)n * (size_t)pe->D * sizeof(double));
}

static const PeParam params[] = {
    PE_PARAM_DIM,
    {.id = "rows",
     .label = "Rows",
     .unit = "positions",
     .initial = 512,
     .lo = 1,
     .hi = 65536,
     .step = 1,
     .log = true},
    PE_PARAM_SEED,
};

const PeScheme learned_scheme = {
    .id = "learned",
    .title = "Learned",
    .place = PE_AT_INPUT,
    .source = "Radford et al. 2018 (GPT), section 3.1; Gehring et al. 2017, section 3.1",
    .formula = "e_p = W_p,\\; W \\in \\mathbb{R}^{L \\times d},\\; 0 \\le p < L",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i + W_i,\\, k_j + W_j \\rangle}{\\sqrt{d}}",
    .note = "A table with an end: position L has no row, so the model cannot run there.",
    .logit_note = "No law ties the diagonals together; beyond the last row there is nothing.",
    .synthetic = true,
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .embed = embed,
};
