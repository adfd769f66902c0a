// The learned table and a text that runs past its last row; or the formula's rows in the same place.
#include "app/figure_parts.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_N, 8, 4096}, {KEY_ROWS, 8, 4096}, {KEY_D, 2, 256}, {KEY_TABLE, 0, 1}};

typedef struct Cliff {
    FigureView *figure; // its training length is the number of rows
    const Pe *pe;
    int n, rows, i, j;
    bool formula, cursor;
} Cliff;

static int missing(const Cliff *c) {
    return !c->formula && c->n > c->rows ? c->n - c->rows : 0;
}

static double value_at(const Cliff *c) {
    float row[PE_DIM_MAX];
    if (c->i >= c->rows && !c->formula) return (double)NAN;
    pe_encode_map(c->pe, c->i, c->i + 1, 1, c->pe->D, row);
    return (double)row[c->j];
}

// The tokens as a strip on the table's scale: those with a row plain, those without in the colour of warnings and hatched.
static void draw_tokens(const Cliff *c, Rect strip) {
    Ui *ui = c->figure->view->ui;
    double share = fmin((double)c->rows / c->n, 1), line = ui_leading(ui, TYPE_MONO_SMALL);
    Rect with = {strip.x, strip.y, strip.w, strip.h * share},
         without = {strip.x, strip.y + with.h, strip.w, strip.h - with.h};
    draw_fill(
        ui->draw, with,
        color_fade(figure_series_color(c->figure, c->formula ? "sinusoidal" : "learned"), 0.28));
    Color beyond = ui_color(ui, COLOR_WARNING);
    draw_fill(ui->draw, without,
              color_fade(c->formula ? figure_series_color(c->figure, "sinusoidal") : beyond,
                         c->formula ? 0.16 : 0.28));
    if (!c->formula) draw_hatch(ui->draw, without, 5, color_fade(beyond, 0.8));
    draw_ring(ui->draw, strip, 0, 1, ui_color(ui, COLOR_CONTROL));
    double wide = ui_text_width(ui, TYPE_MONO_SMALL, "00000");
    int step = parts_doubling(c->n, (int)fmax(2, strip.h / (2.4 * line)));
    double edge = c->n > c->rows ? with.y + with.h : -1e6;
    for (int at = 0; at < c->n; at += step) {
        double y = strip.y + (at + 0.5) / c->n * strip.h;
        if (fabs(y - edge) < line * 0.9) continue;
        ui_line_right(ui, (Rect){strip.x - wide - 6, y - line / 2, wide, line}, TYPE_MONO_SMALL,
                      COLOR_MUTED, arena_format(ui->arena, "%d", at));
    }
    if (edge > 0) {
        ui_line_right(ui, (Rect){strip.x - wide - 6, edge - line / 2, wide, line}, TYPE_MONO_SMALL,
                      missing(c) ? COLOR_WARNING : COLOR_TEXT,
                      arena_format(ui->arena, "%d", c->rows));
    }
}

// From a token to its row; a cross where there is none.
static void draw_lookup(const Cliff *c, Rect strip, double right, int token) {
    Ui *ui = c->figure->view->ui;
    bool gone = !c->formula && token >= c->rows;
    double y = strip.y + (token + 0.5) / c->n * strip.h, s = 4 * ui->k, tip = right - 3;
    Color ink = ui_color(ui, gone ? COLOR_WARNING : COLOR_TEXT);
    Vec2 shaft[] = {{strip.x + strip.w + 2, y}, {tip - (gone ? 2 * s : 0), y}},
         head[] = {{tip - s, y - s}, {tip, y}, {tip - s, y + s}};
    draw_fill(ui->draw, (Rect){strip.x, y - 1, strip.w, 2}, ink);
    if (!gone) {
        draw_path(ui->draw, shaft, 2, 1.5, ink);
        draw_path(ui->draw, head, 3, 1.5, ink);
        return;
    }
    draw_dashes(ui->draw, shaft, 2, (Stroke){1.5, 4, 3}, ink);
    draw_line(ui->draw, (Vec2){tip - 2 * s, y - s}, (Vec2){tip, y + s}, 2, ink);
    draw_line(ui->draw, (Vec2){tip - 2 * s, y + s}, (Vec2){tip, y - s}, 2, ink);
}

static void draw_map(const Cliff *c, Rect r) {
    View *view = c->figure->view;
    Ui *ui = view->ui;
    rect_cut_left(&r, ui_text_width(ui, TYPE_MONO_SMALL, "00000") + 6);
    Rect strip = rect_cut_left(&r, 18 * ui->k), gap = rect_cut_left(&r, 34 * ui->k);
    HeatmapSpec spec = {.rows = c->n,
                        .cols = c->pe->D,
                        .rows_are_tokens = true,
                        .row_axis = str_of(STR_POSITION_AXIS),
                        .col_axis = str_of(STR_FEATURE_AXIS),
                        .missing_from = missing(c) ? c->rows : -1,
                        .bar = true,
                        .bare_rows = true,
                        .train_line = c->formula,
                        .cursor_row = c->cursor ? c->i : -1,
                        .cursor_col = c->cursor ? c->j : -1,
                        .cursor_value = c->cursor ? value_at(c) : (double)NAN};
    spec.paint = figure_paint(c->figure, c->pe, NULL);
    int most = (int)fmax(8, r.h * ui->in.scale);
    spec.image = figures_map(view->app->figures, &(MapAsk){.pe = c->pe,
                                                           .n = c->n,
                                                           .most_rows = most,
                                                           .most_cols = PE_DIM_MAX,
                                                           .paint = spec.paint});
    Rect map = figure_heatmap_cells(c->figure, r, &spec);
    UiId id = ui_id(c->figure->id, "table");
    FigureCell at = {0, 0};
    spec.name = arena_format(ui->arena, "%s, %d positions, %d dimensions", c->pe->scheme->title,
                             c->n, c->pe->D);
    bool over = figure_heatmap(c->figure, id, r, &spec, &at);
    figure_cursor_input(c->figure, id, over, at, (FigureCell){c->i, c->j},
                        (FigureCell){c->n, c->pe->D});
    strip.y = map.y;
    strip.h = map.h;
    draw_tokens(c, strip);
    if (c->cursor) draw_lookup(c, strip, gap.x + gap.w, c->i);
    if (missing(c) && c->i != c->rows) draw_lookup(c, strip, gap.x + gap.w, c->rows);
}

static const char *count_text(const Cliff *c) {
    View *view = c->figure->view;
    Arena *arena = view->ui->arena;
    const char *n = format_count(arena, c->n), *rows = format_count(arena, c->rows);
    if (missing(c)) return str_fill(arena, STR_CLIFF_COUNT, format_count(arena, missing(c)), n);
    if (!c->formula) return str_fill(arena, STR_CLIFF_ALL, n, rows);
    return c->n > c->rows ? str_fill(arena, STR_CLIFF_FORMULA, n, rows)
                          : str_fill(arena, STR_CLIFF_FORMULA_ALL, n, NULL);
}

static const char *cursor_text(const Cliff *c) {
    View *view = c->figure->view;
    Arena *arena = view->ui->arena;
    const char *name = c->formula ? "PE" : "W";
    if (c->i >= c->rows && !c->formula) {
        return arena_format(arena, "token %d → row %d: %s", c->i, c->i, str_of(STR_NO_ROW));
    }
    return arena_format(arena, "token %d → %s[%d, %d] = %s", c->i, name, c->i, c->j,
                        format_number(view->ui->arena, value_at(c), 3));
}

static void draw(FigureView *figure, Rect r) {
    // The scheme takes its rows from the training length: here the table says how many there are.
    FigureState state = *figure->state;
    state.value[KEY_TRAIN] = state.value[KEY_ROWS];
    FigureView own = *figure;
    own.state = &state;
    Cliff c = {.figure = &own,
               .n = figure_int(&state, KEY_N),
               .rows = figure_int(&state, KEY_ROWS),
               .formula = state.value[KEY_TABLE] > 0};
    c.pe = figures_pe(figure->view->app->figures,
                      pe_scheme_find(c.formula ? "sinusoidal" : "learned"), &state);
    c.cursor = figure_cursor(&state, c.n, &c.i, &c.j);
    if (c.j >= c.pe->D) c.j = c.pe->D - 1;
    Ui *ui = figure->view->ui;
    double line = ui_leading(ui, TYPE_INTERFACE_MEDIUM), small = ui_leading(ui, TYPE_CAPTION),
           mono = ui_leading(ui, TYPE_MONO);
    figure_line(&own, "count", rect_cut_top(&r, line + 6), TYPE_INTERFACE_MEDIUM,
                missing(&c) ? COLOR_WARNING : COLOR_TEXT, count_text(&c));
    Rect note = rect_cut_bottom(&r, c.formula ? 0 : small), cursor = rect_cut_bottom(&r, mono);
    rect_cut_bottom(&r, 4);
    draw_map(&c, r);
    figure_line(&own, "cursor", cursor, TYPE_MONO, COLOR_TEXT,
                c.cursor ? cursor_text(&c) : str_of(STR_CURSOR_NONE));
    if (!c.formula) parts_note(&own, "synthetic", note, str_of(STR_CLIFF_SYNTHETIC));
}

const FigureInfo figure_learned_cliff = {FIGURE_CONTROLS(CONTROLS), .height = 460, .draw = draw};
