// Which cells of a window cover the same distances. With x = row's begin, y = column's begin in steps:
// ⌊x⌋ − ⌊y⌋ is ⌊x − y⌋, and one more where x's part of a token is smaller than y's.
#include "engine/lattice.h"

#include <assert.h>

static int64_t find_divisor(int64_t a, int64_t b) {
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// ⌊a / b⌋ and the rest, also of negative numbers.
static int64_t divide_down(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

static int64_t rest_of(int64_t a, int64_t b) {
    return a - divide_down(a, b) * b;
}

Lattice lattice_of(MapWindow w) {
    int64_t down = (int64_t)(w.i1 - w.i0) * w.cols, across = (int64_t)(w.j1 - w.j0) * w.rows;
    int64_t common = find_divisor(down, across), cells = (int64_t)w.rows * w.cols;
    assert(common > 0 && cells > 0);
    int64_t shared = find_divisor(common, cells);
    Lattice lattice = {.p = down / common,
                       .q = across / common,
                       .step = common / shared,
                       .parts = cells / shared,
                       .offset = (int64_t)w.i0 - w.j0,
                       .height = (w.i1 - w.i0) / w.rows,
                       .width = (w.j1 - w.j0) / w.cols};
    assert(lattice.parts > 0);
    lattice.row_rest = lattice.step * lattice.p % lattice.parts;
    lattice.col_rest = lattice.step * lattice.q % lattice.parts;
    lattice.least = -lattice.q * (w.cols - 1);
    lattice.most = lattice.p * (w.rows - 1);
    return lattice;
}

int64_t lattice_base(const Lattice *l, int64_t k) {
    return l->offset + divide_down(l->step * k, l->parts);
}

int64_t lattice_row_part(const Lattice *l, int64_t r) {
    return l->step * l->p * r % l->parts;
}

int64_t lattice_col_part(const Lattice *l, int64_t c) {
    return l->step * l->q * c % l->parts;
}

int lattice_row_code(const Lattice *l, int64_t row_part) {
    return row_part + l->row_rest >= l->parts ? 4 : 0;
}

int lattice_col_code(const Lattice *l, int64_t col_part) {
    return col_part + l->col_rest >= l->parts ? 2 : 0;
}

// The rest of the difference of two rests, without a division.
static int64_t wrap(const Lattice *l, int64_t difference) {
    return difference < 0 ? difference + l->parts : difference;
}

// As the row's part goes round, its kind changes where the row or the column becomes higher or wider, and where either
// part begins again.
int lattice_codes(const Lattice *l, int64_t k) {
    int64_t lag = rest_of(l->step * k, l->parts);
    const int64_t changes[4] = {0, wrap(l, -l->row_rest), lag, wrap(l, lag - l->col_rest)};
    int codes = 0;
    for (int e = 0; e < 4; e++) {
        int64_t row = changes[e], col = wrap(l, row - lag);
        codes |= 1 << (lattice_row_code(l, row) + lattice_col_code(l, col) + (row < col));
    }
    return codes;
}
