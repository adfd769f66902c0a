// Which cells of a window cover the same distances: a window's cells have at most two sizes a side, and cells on the same
// diagonal have at most two offsets. Inside engine/ only.
#ifndef ENGINE_LATTICE_H
#define ENGINE_LATTICE_H

#include "engine/logits.h"

// Cell heights and widths in tokens are p and q steps of the same length, step/parts tokens. Row r and column c then meet on
// diagonal k = p·r − q·c, and the offset of their cell is base(k) or base(k) + 1.
typedef struct Lattice {
    int64_t p, q, step, parts;
    int64_t row_rest,
        col_rest; // the parts of a token by which a row and a column are more than whole tokens
    int64_t least, most;   // diagonals
    int64_t offset;        // of the window: i0 − j0
    int64_t height, width; // of the smallest cells, in tokens
} Lattice;

Lattice lattice_of(MapWindow window);

// The smaller one of the offsets on diagonal k: between query and key where the cells begin.
int64_t lattice_base(const Lattice *lattice, int64_t k);

// The parts of a token by which row r or column c begins behind the whole token where its cell begins, 0 … parts − 1.
int64_t lattice_row_part(const Lattice *lattice, int64_t r);
int64_t lattice_col_part(const Lattice *lattice, int64_t c);

// The kinds of cells that occur on diagonal k, as a bit for each code (4·(one token higher) + 2·(one token wider) + (offset
// one larger)): at most four.
int lattice_codes(const Lattice *lattice, int64_t k);
// The kind of the cell whose row and column begin at these parts: what they add to its code, and both together.
int lattice_row_code(const Lattice *lattice, int64_t row_part);
int lattice_col_code(const Lattice *lattice, int64_t col_part);

#endif
