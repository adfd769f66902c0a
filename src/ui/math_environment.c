// \begin{matrix} and its relatives: rows and columns between delimiters.
#include "ui/math_parser.h"

#include <string.h>

typedef struct Environment {
    const char *name;
    uint32_t open, close;
    const char *align; // repeated; NULL: written behind the name, as array has it
    unsigned flags;
} Environment;

static const Environment environments[] = {
    {.name = "matrix", .align = "c"},
    {.name = "pmatrix", .open = '(', .close = ')', .align = "c"},
    {.name = "bmatrix", .open = '[', .close = ']', .align = "c"},
    {.name = "Bmatrix", .open = '{', .close = '}', .align = "c"},
    {.name = "vmatrix", .open = '|', .close = '|', .align = "c"},
    {.name = "Vmatrix", .open = 0x2016, .close = 0x2016, .align = "c"},
    {.name = "smallmatrix", .align = "c", .flags = MATH_SMALL},
    {.name = "cases", .open = '{', .align = "l", .flags = MATH_LOOSE},
    {.name = "aligned", .align = "rl", .flags = MATH_STRETCHED},
    {.name = "split", .align = "rl", .flags = MATH_STRETCHED},
    {.name = "gathered", .align = "c", .flags = MATH_STRETCHED},
    {.name = "array"},
};

typedef struct Grid {
    MathNode **cells; // in reading order
    int *row_of;
    int count, capacity, row_capacity;
    int rows, columns;
} Grid;

static const Environment *find_environment(const char *name, int size) {
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++) {
        const char *known = environments[i].name;
        if (strlen(known) == (size_t)size && memcmp(known, name, (size_t)size) == 0) {
            return &environments[i];
        }
    }
    return NULL;
}

static bool add_cell(MathParser *parser, Grid *grid, int row, int column, MathNode *cell) {
    if (row >= MATH_MOST_ROWS || column >= MATH_MOST_COLUMNS) {
        math_parser_fail(parser, parser->token.at, "a matrix has at most %d rows and %d columns",
                         MATH_MOST_ROWS, MATH_MOST_COLUMNS);
        return false;
    }
    grid->cells =
        arena_grow(parser->arena, grid->cells, grid->count, &grid->capacity, sizeof(MathNode *));
    grid->row_of = arena_grow(parser->arena, grid->row_of, grid->count, &grid->row_capacity,
                              sizeof *grid->row_of);
    grid->cells[grid->count] = cell;
    grid->row_of[grid->count++] = row;
    if (row >= grid->rows) grid->rows = row + 1;
    if (column >= grid->columns) grid->columns = column + 1;
    return true;
}

// The right-hand cell of an aligned pair begins behind an empty atom, so that "= b" keeps its space.
static MathNode *lead_with_nothing(const MathParser *parser, MathNode *row) {
    MathNode *empty = math_parser_node(parser, MATH_ROW, CLASS_ORD);
    empty->next = row->body;
    row->body = empty;
    return row;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void parse_cells(MathParser *parser, const Environment *kind, Grid *grid) {
    int row = 0, column = 0;
    bool paired = kind->flags & MATH_STRETCHED;
    while (!parser->failed) {
        MathNode *cell = math_parser_row(parser);
        if (!cell) return;
        bool line_end = math_token_is(&parser->token, "\\");
        bool align = parser->token.kind == TOKEN_ALIGN;
        bool nothing = column == 0 && !cell->body && !line_end && !align;
        if (nothing) return; // behind the last \\ there is no row
        if (paired && column % 2 == 1) cell = lead_with_nothing(parser, cell);
        if (!add_cell(parser, grid, row, column, cell)) return;
        if (!line_end && !align) return;
        row += line_end;
        column = line_end ? 0 : column + 1;
        math_parser_advance(parser);
    }
}

// {lcr}, as \begin{array} takes it.
static const char *parse_align(MathParser *parser, const MathToken *begin) {
    const char *spec;
    int size;
    if (!math_parser_word(parser, begin, &spec, &size)) return NULL;
    char *align = arena_text(parser->arena, spec, (size_t)size);
    if (size == 0 || strspn(align, "lcr") != (size_t)size) {
        math_parser_fail(parser, begin->at, "array columns are letters l, c and r");
        return NULL;
    }
    return align;
}

static void fill_array(MathParser *parser, MathNode *node, const Grid *grid) {
    node->rows = grid->rows;
    node->columns = grid->columns;
    node->cells =
        arena_array(parser->arena, (size_t)grid->rows * (size_t)grid->columns, sizeof(MathNode *));
    for (int i = 0, column = 0; i < grid->count; i++) {
        column = i > 0 && grid->row_of[i] == grid->row_of[i - 1] ? column + 1 : 0;
        node->cells[grid->row_of[i] * grid->columns + column] = grid->cells[i];
    }
}

static bool parse_end(MathParser *parser, const MathToken *begin, const Environment *kind) {
    const char *name;
    int size;
    if (!math_token_is(&parser->token, "end")) {
        math_parser_fail(parser, begin->at, "\\begin{%s} is never ended", kind->name);
        return false;
    }
    MathToken end = parser->token;
    math_parser_advance(parser);
    if (!math_parser_word(parser, &end, &name, &size)) return false;
    if (find_environment(name, size) == kind) return true;
    math_parser_fail(parser, end.at, "\\begin{%s} is ended by \\end{%.*s}", kind->name,
                     size < 40 ? size : 40, name);
    return false;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathNode *math_parser_environment(MathParser *parser, const MathToken *begin) {
    const char *name;
    int size;
    if (!math_parser_word(parser, begin, &name, &size)) return NULL;
    const Environment *kind = find_environment(name, size);
    if (!kind) {
        return math_parser_fail(parser, begin->at, "unknown environment %.*s",
                                size < 40 ? size : 40, name);
    }
    bool in_option = parser->in_option;
    int fences = parser->fences;
    parser->in_option = false;
    parser->fences = 0;
    const char *align = kind->align ? kind->align : parse_align(parser, begin);
    Grid grid = {0};
    parse_cells(parser, kind, &grid);
    if (parser->failed || !parse_end(parser, begin, kind)) return NULL;
    parser->in_option = in_option;
    parser->fences = fences;
    MathClass class = kind->open ? CLASS_INNER : CLASS_ORD;
    MathNode *node = math_parser_node(parser, MATH_ARRAY, class);
    node->open = kind->open;
    node->close = kind->close;
    node->align = align;
    node->flags = kind->flags;
    fill_array(parser, node, &grid);
    return node;
}
