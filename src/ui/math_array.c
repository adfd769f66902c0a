// Matrices, cases and aligned equations: cells in rows and columns, centred on the axis.
#include "ui/math_parser.h"
#include "ui/math_setter.h"

#include <string.h>

// Distances in em, as LaTeX has them at 10 points.
static const double strut_ascent = 0.84, strut_descent = 0.36; // \arraystretch 1.0 of 12 points
static const double row_gap = 0.12, row_gap_wide = 0.3;        // the latter is \jot
static const double column_gap = 1, pair_gap = 2, small_gap = 0.5;

typedef struct Grid {
    MathPiece *cells; // rows × columns
    double widths[MATH_MOST_COLUMNS];
    double ascents[MATH_MOST_ROWS], descents[MATH_MOST_ROWS];
} Grid;

static MathStyle cell_style(const MathNode *node, MathStyle style) {
    if (node->flags & MATH_SMALL) return math_style_up(style);
    if (node->flags & MATH_STRETCHED) {
        if (style.level == LEVEL_TEXT) style.level = LEVEL_DISPLAY;
    } else if (style.level == LEVEL_DISPLAY) {
        style.level = LEVEL_TEXT;
    }
    return style;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void set_cells(MathSetter *setter, const MathNode *node, MathStyle style, Grid *grid) {
    double strut = math_style_size(setter, style);
    size_t count = (size_t)node->rows * (size_t)node->columns;
    grid->cells = arena_array(setter->arena, count, sizeof *grid->cells);
    for (int r = 0; r < node->rows; r++) {
        grid->ascents[r] = strut_ascent * strut;
        grid->descents[r] = strut_descent * strut;
        for (int c = 0; c < node->columns; c++) {
            const MathNode *cell = node->cells[r * node->columns + c];
            MathPiece piece = math_piece_begin(setter);
            if (cell) piece = math_set_node(setter, cell, style);
            piece.width += piece.italic;
            grid->cells[r * node->columns + c] = piece;
            if (piece.width > grid->widths[c]) grid->widths[c] = piece.width;
            if (piece.ascent > grid->ascents[r]) grid->ascents[r] = piece.ascent;
            if (piece.descent > grid->descents[r]) grid->descents[r] = piece.descent;
        }
    }
}

static char align_of(const MathNode *node, int column) {
    return node->align[(size_t)column % strlen(node->align)];
}

static double gap_before(const MathNode *node, int column, double em) {
    if (column == 0) return 0;
    if (node->flags & MATH_SMALL) return small_gap * em;
    if (!(node->flags & MATH_STRETCHED)) return column_gap * em;
    return column % 2 ? 0 : pair_gap * em;
}

static double place_row(MathSetter *setter, const MathNode *node, const Grid *grid, int row,
                        double y, double em) {
    double x = 0;
    for (int c = 0; c < node->columns; c++) {
        const MathPiece *cell = &grid->cells[row * node->columns + c];
        double room = grid->widths[c] - cell->width;
        char align = align_of(node, c);
        x += gap_before(node, c, em);
        math_piece_move(setter, cell, x + (align == 'r' ? room : align == 'c' ? room / 2 : 0), y);
        x += grid->widths[c];
    }
    return x;
}

// Rows from y = 0 downwards, then everything up so that the middle is on the axis.
static void place_rows(MathSetter *setter, const MathNode *node, MathStyle style, const Grid *grid,
                       MathPiece *all) {
    double em = math_style_size(setter, style), y = 0;
    double gap = (node->flags & (MATH_STRETCHED | MATH_LOOSE) ? row_gap_wide : row_gap) * em;
    for (int r = 0; r < node->rows; r++) {
        y += grid->ascents[r] + (r ? grid->descents[r - 1] + gap : 0);
        all->width = place_row(setter, node, grid, r, y, em);
    }
    double height = y + (node->rows ? grid->descents[node->rows - 1] : 0);
    double axis = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_AXIS_HEIGHT);
    math_piece_end(setter, all);
    math_piece_move(setter, all, 0, -height / 2 - axis);
    all->ascent = height / 2 + axis;
    all->descent = height / 2 - axis;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_array(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathPiece all = math_piece_begin(setter);
    MathStyle inner = cell_style(node, style);
    Grid grid = {0};
    set_cells(setter, node, inner, &grid);
    place_rows(setter, node, inner, &grid, &all);
    if (!node->open && !node->close) return all;
    return math_set_enclosed(setter, all, node->open, node->close, style);
}
