// Arrays of a scheme, made row by row: vectors, tables of cosines, frequencies, biases, logits.
#include "main/scheme_table.h"

#include "base/num.h"
#include "engine/attend.h"
#include "engine/schemes/rotary.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64, CONTENT_WIDTH = 64, CONTENT_MAX = 1 << 23 };

const char *const table_whats[] = {"table", "freq", "bias", "logits", NULL};

static bool is_rotary(const Pe *pe) {
    return pe->scheme->turn && pe->freq;
}

static bool has(const Pe *pe, TableWhat what) {
    switch (what) {
    case TABLE_VECTORS: return pe->scheme->embed || is_rotary(pe) || pe->scheme->distance;
    case TABLE_FREQ: return pe->freq || pe->slope;
    case TABLE_BIAS: return pe->scheme->bias;
    case TABLE_LOGITS:
    case TABLE_WHATS: break;
    }
    return true;
}

TableWhat table_first(const Pe *pe) {
    TableWhat what = TABLE_VECTORS;
    if (!has(pe, what)) what = TABLE_BIAS;
    return has(pe, what) ? what : TABLE_LOGITS;
}

static void fill_vector(TableJob *job, int64_t row, double *out) {
    bool exists = pe_embed_at(&job->pe, &job->at[row], 1, out, NULL);
    assert(exists);
    (void)exists;
}

static void fill_cosines(TableJob *job, int64_t row, double *out) {
    double *sines = arena_array(&job->scratch, (size_t)job->pe.pairs, sizeof *sines);
    rotary_table(&job->pe, &job->at[row], 1, out, sines);
    arena_reset(&job->scratch);
}

static void fill_sines(TableJob *job, int64_t row, double *out) {
    double *cosines = arena_array(&job->scratch, (size_t)job->pe.pairs, sizeof *cosines);
    rotary_table(&job->pe, &job->at[row], 1, cosines, out);
    arena_reset(&job->scratch);
}

static void fill_freq(TableJob *job, int64_t row, double *out) {
    (void)row;
    memcpy(out, job->pe.freq, (size_t)job->pe.pairs * sizeof *out);
}

static void fill_slopes(TableJob *job, int64_t row, double *out) {
    (void)row;
    memcpy(out, job->pe.slope, (size_t)job->pe.H * sizeof *out);
}

static void fill_distance(TableJob *job, int64_t row, double *out) {
    for (int j = 0; j < job->count; j++) {
        job->pe.scheme->distance(&job->pe, job->at[row], job->at[j], 1, out + j);
    }
}

static int head_of(const TableJob *job, int64_t row) {
    return job->head >= 0 ? job->head : (int)(row / job->count);
}

static void fill_bias(TableJob *job, int64_t row, double *out) {
    int64_t i = job->at[row % job->count];
    for (int j = 0; j < job->count; j++) {
        job->pe.scheme->bias(&job->pe, head_of(job, row), i, job->at[j], 1, out + j);
        out[j] += 0.0; // −0 is 0 for people
    }
}

static int width_of(const Pe *pe) {
    return pe->D ? pe->D : CONTENT_WIDTH;
}

// Queries are done in blocks, so that keys are not made anew for each.
static void fill_block(TableJob *job, int head, int first) {
    int D = width_of(&job->pe), n = num_least(BLOCK, job->count - first);
    AttendInput in = {.q = job->q + (int64_t)first * D,
                      .k = job->k,
                      .q_at = job->at + first,
                      .k_at = job->at,
                      .queries = n,
                      .keys = job->count,
                      .D = D,
                      .scale = job->pe.scheme->unscaled ? 1 : 1 / sqrt(D)};
    bool exists = attend_logits(&job->pe, head, in, &job->scratch, job->block, NULL);
    assert(exists);
    (void)exists;
    arena_reset(&job->scratch);
    job->block_first = first;
    job->block_head = head;
}

static void fill_logits(TableJob *job, int64_t row, double *out) {
    int i = (int)(row % job->count), head = head_of(job, row), first = i - i % BLOCK;
    if (job->block_head != head || job->block_first != first) fill_block(job, head, first);
    memcpy(out, job->block + (int64_t)(i - first) * job->count, (size_t)job->count * sizeof *out);
}

// Position alone: zeros where vectors are added, ones where they are turned.
static void make_content(TableJob *job) {
    int D = width_of(&job->pe);
    size_t count = (size_t)job->count * (size_t)D;
    job->block = arena_array(&job->arena, (size_t)BLOCK * (size_t)job->count, sizeof(double));
    job->block_head = -1;
    if (job->content == TABLE_RANDOM) {
        LogitTokens tokens = logits_tokens(&job->arena, 1, D, job->count);
        job->q = tokens.side[PE_QUERY];
        job->k = tokens.side[PE_KEY];
        return;
    }
    bool ones = job->content == TABLE_ONES || job->pe.scheme->turn;
    job->q = job->k = arena_array(&job->arena, count, sizeof(double));
    for (size_t e = 0; e < count; e++) job->q[e] = ones ? 1 : 0;
}

static bool check_positions(const TableJob *job, TableWhat what, Err *err) {
    int64_t rows = job->pe.rows ? job->pe.rows : PE_POSITION_MAX;
    for (int t = 0; what != TABLE_FREQ && t < job->count; t++) {
        if (job->at[t] < rows) continue;
        return err_set(err, "--positions: found %lld, expected 0 … %lld", (long long)job->at[t],
                       (long long)rows - 1);
    }
    bool square = what == TABLE_BIAS || what == TABLE_LOGITS ||
                  (what == TABLE_VECTORS && job->pe.scheme->distance);
    int most = TABLE_SIDE_MAX;
    if (what == TABLE_LOGITS) most = num_least(most, CONTENT_MAX / width_of(&job->pe));
    if (!square || job->count <= most) return true;
    return err_set(err, "--positions: found %d, expected %d at most for queries and keys",
                   job->count, most);
}

static Table make_square(const TableJob *job, const char *key,
                         void (*fill)(TableJob *job, int64_t row, double *out)) {
    Table table = {.key = key, .fill = fill};
    bool heads = job->pe.H > 1 && job->head < 0 && fill != fill_distance;
    if (heads) table.axis[table.rank++] = (TableAxis){"head", NULL, job->pe.H};
    table.axis[table.rank++] = (TableAxis){"query", job->at, job->count};
    table.axis[table.rank++] = (TableAxis){"key", job->at, job->count};
    return table;
}

static Table make_rows(const TableJob *job, const char *key, const char *name, int cols,
                       void (*fill)(TableJob *job, int64_t row, double *out)) {
    TableAxis rows = {"position", job->at, job->count};
    return (Table){.key = key, .rank = 2, .axis = {rows, {name, NULL, cols}}, .fill = fill};
}

static int open_vectors(const TableJob *job, Table out[TABLE_MOST]) {
    const Pe *pe = &job->pe;
    if (pe->scheme->distance) {
        out[0] = make_square(job, "effective_distance", fill_distance);
        return 1;
    }
    if (pe->scheme->embed) {
        out[0] = make_rows(job, "pe", "feature", pe->D, fill_vector);
        return 1;
    }
    out[0] = make_rows(job, "cos", "pair", pe->pairs, fill_cosines);
    out[1] = make_rows(job, "sin", "pair", pe->pairs, fill_sines);
    return 2;
}

static Table open_freq(const TableJob *job) {
    const Pe *pe = &job->pe;
    bool slopes = !pe->freq;
    TableAxis axis =
        slopes ? (TableAxis){"head", NULL, pe->H} : (TableAxis){"pair", NULL, pe->pairs};
    return (Table){.key = slopes ? "slopes" : "inv_freq",
                   .rank = 1,
                   .axis = {axis},
                   .fill = slopes ? fill_slopes : fill_freq};
}

bool table_open(TableJob *job, TableWhat what, Table out[TABLE_MOST], int *count, Err *err) {
    if (!has(&job->pe, what)) {
        char list[80];
        size_t n = 0;
        for (TableWhat w = 0; w < TABLE_WHATS; w++) {
            if (!has(&job->pe, w)) continue;
            n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", n ? ", " : "", table_whats[w]);
        }
        return err_set(err, "--what: found %s, which %s does not have, expected %s",
                       table_whats[what], job->pe.scheme->id, list);
    }
    if (job->head >= job->pe.H) {
        return err_set(err, "--head: found %d, expected 0 … %d", job->head, job->pe.H - 1);
    }
    if (!check_positions(job, what, err)) return false;
    *count = 1;
    switch (what) {
    case TABLE_VECTORS: *count = open_vectors(job, out); break;
    case TABLE_FREQ: out[0] = open_freq(job); break;
    case TABLE_BIAS: out[0] = make_square(job, "bias", fill_bias); break;
    case TABLE_LOGITS:
    case TABLE_WHATS:
        make_content(job);
        out[0] = make_square(job, "logits", fill_logits);
        break;
    }
    return true;
}
