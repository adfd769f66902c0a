// Arrays of a scheme, made row by row: what `phasor compute SCHEME` prints.
#ifndef MAIN_SCHEME_TABLE_H
#define MAIN_SCHEME_TABLE_H

#include "engine/logits.h"
#include "engine/pe.h"

enum { TABLE_POSITIONS_MAX = 1 << 20, TABLE_SIDE_MAX = 4096, TABLE_RANK_MAX = 3, TABLE_MOST = 2 };

typedef enum TableWhat {
    TABLE_VECTORS,
    TABLE_FREQ,
    TABLE_BIAS,
    TABLE_LOGITS,
    TABLE_WHATS
} TableWhat;

extern const char *const table_whats[]; // "table", "freq", "bias", "logits"

typedef enum TableContent { TABLE_POSITION, TABLE_ONES, TABLE_RANDOM } TableContent;

// What is asked for. Positions stand for queries and keys where there are both.
typedef struct TableJob {
    Pe pe;
    const int64_t *at;
    int count;
    int head; // −1: all
    TableContent content;
    int block_first, block_head; // of the logits kept in `block`; block_head −1: none
    double *block, *q, *k;
    Arena arena, scratch;
} TableJob;

// One axis: the labels of its entries, counted from 0 if there are none.
typedef struct TableAxis {
    const char *name; // "position", "head"
    const int64_t *label;
    int size;
} TableAxis;

typedef struct Table {
    const char *key; // as in a request's answer: "cos"
    int rank;
    TableAxis axis[TABLE_RANK_MAX];
    // One row of the last axis; rows are numbered through all other axes.
    void (*fill)(TableJob *job, int64_t row, double *out);
} Table;

// The first thing that the scheme has.
TableWhat table_first(const Pe *pe);

// The arrays (1 or 2, of the same axes) that are asked for. False with a sentence if the scheme has no such thing or a
// position does not exist. The job must live as long as they are filled.
bool table_open(TableJob *job, TableWhat what, Table out[TABLE_MOST], int *count, Err *err);

#endif
