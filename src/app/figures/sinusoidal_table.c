// The sinusoidal table: positions × dimensions with one row read as clock hands; or the dot products of all rows.
#include "app/dial.h"
#include "engine/decay.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_N, 8, 1024}, {KEY_ROW, 0, 1023}, {KEY_D, 2, 256}, {KEY_MAP, 0, 1}};

typedef struct Table {
    FigureView *figure;
    const Pe *pe;
    int n, row, feature; // the row read, and the feature pointed to
    bool halves;
} Table;

static Table table_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Table t = {.figure = figure,
               .pe = figures_pe(figure->view->app->figures, pe_scheme_find("sinusoidal"), state),
               .n = figure_int(state, KEY_N)};
    t.halves = state->value[KEY_COLUMNS] > 0 && t.pe->D > 2;
    t.row = (int)fmin(state->hovering ? state->hover_i : state->value[KEY_ROW], t.n - 1);
    t.feature = (int)fmin(state->hovering ? state->hover_j : state->value[KEY_J], t.pe->D - 1);
    return t;
}

// Where a feature stands among the columns, and back. Halves: all sines, then all cosines.
static int column_of(const Table *t, int feature) {
    return t->halves ? feature % 2 * (t->pe->D / 2) + feature / 2 : feature;
}

static int feature_of(const Table *t, int column) {
    int half = t->pe->D / 2;
    if (!t->halves) return column;
    return column < half ? 2 * column : 2 * (column - half) + 1;
}

// A click, a drag or an arrow moves the row that is read.
static void table_input(const Table *t, UiId id, bool over, int row, int feature) {
    Ui *ui = t->figure->view->ui;
    const FigureState *state = t->figure->state;
    bool shown = state->hovering && state->hover_i == row && state->hover_j == feature;
    if (over && !shown) {
        wish(t->figure->view->wishes,
             (Action){.kind = ACT_HOVER, .target = t->figure->target, .a = row, .b = feature});
    }
    if (over && (ui_clicked(ui, id) || ui_held(ui, id))) {
        if (state->value[KEY_ROW] != row) figure_wish_set(t->figure, KEY_ROW, row);
        if (state->value[KEY_J] != feature) figure_wish_set(t->figure, KEY_J, feature);
    }
    UiArrows go = ui_arrows(ui, id);
    if (go.down) figure_wish_set(t->figure, KEY_ROW, fmin(fmax(t->row + go.down, 0), t->n - 1));
    if (go.right) {
        int to = (int)fmin(fmax(column_of(t, t->feature) + go.right, 0), t->pe->D - 1);
        figure_wish_set(t->figure, KEY_J, feature_of(t, to));
    }
}

static double entry(const Table *t) {
    double angle = pe_angle(t->row, t->pe->freq[t->feature / 2]);
    return t->feature % 2 ? cos(angle) : sin(angle);
}

static void draw_table(const Table *t, Rect r) {
    View *view = t->figure->view;
    HeatmapSpec spec = {.rows = t->n,
                        .cols = t->pe->D,
                        .rows_are_tokens = true,
                        .row_axis = str_of(STR_POSITION_AXIS),
                        .train_line = true,
                        .col_axis = str_of(t->halves ? STR_HALVES_AXIS : STR_FEATURE_AXIS),
                        .missing_from = -1,
                        .bar = true,
                        .cursor_row = t->row,
                        .cursor_col = column_of(t, t->feature),
                        .cursor_value = entry(t),
                        .col_turn = t->halves ? t->pe->D / 2 : 0};
    spec.paint = figure_paint(t->figure, t->pe, NULL);
    int most = (int)fmax(8, r.h * view->ui->in.scale);
    spec.image = figures_map(view->app->figures, &(MapAsk){.pe = t->pe,
                                                           .n = t->n,
                                                           .most_rows = most,
                                                           .most_cols = PE_DIM_MAX,
                                                           .halves = t->halves,
                                                           .paint = spec.paint});
    UiId id = ui_id(t->figure->id, "table");
    FigureCell cell = {0, 0};
    spec.name =
        arena_format(view->ui->arena, "Sinusoidal table, %d positions, %d dimensions, row %d", t->n,
                     t->pe->D, t->row);
    bool over = figure_heatmap(t->figure, id, r, &spec, &cell);
    table_input(t, id, over, cell.i, feature_of(t, cell.j));
}

// The angles that the rows up to the one read have met; arrows and the mouse move the row and the pair.
static void draw_clocks(const Table *t, Rect r) {
    Ui *ui = t->figure->view->ui;
    int pair = t->feature / 2;
    const char *longest = parts_turn(t->figure, t->pe->freq[t->pe->pairs - 1]);
    double line = ui_leading(ui, TYPE_MONO_SMALL), dial = 36 * ui->k,
           text = ui_text_width(ui, TYPE_MONO_SMALL, longest) + 8 * ui->k;
    DialField field = {.id = ui_id(t->figure->id, "clocks"),
                       .name = "Clocks",
                       .value =
                           arena_format(ui->arena, ", row %d, pair %d turns once in %s tokens",
                                        t->row, pair, parts_turn(t->figure, t->pe->freq[pair])),
                       .pe = t->pe,
                       .face = {.train = t->row + 1, .hands = {t->row, (double)NAN}},
                       .needs = {fmax(dial, text), dial + 2 * line, 2},
                       .marked = pair};
    DialGrid grid = dial_field(t->figure, r, &field);
    int under = ui_hot(ui, field.id) ? dial_under(&grid, ui->in.mouse) : -1;
    int over = under >= 0 ? dial_pair(&grid, under) : pair;
    table_input(t, field.id, under >= 0, t->row, 2 * over + t->feature % 2);
}

static void draw_formula(const Table *t, Rect r, const char *tex) {
    if (t->figure->withheld) return;
    ui_formula(t->figure->view->ui, ui_id(t->figure->id, "formula"), r, tex, COLOR_TEXT, true);
}

static const char *entry_tex(const Table *t) {
    const char *wave = t->feature % 2 ? "cos" : "sin";
    return arena_format(t->figure->view->ui->arena,
                        "\\mathrm{PE}(%d, %d) = \\%s(%d \\cdot %.4g) = %.3f", t->row, t->feature,
                        wave, t->row, t->pe->freq[t->feature / 2], entry(t));
}

// Map above, formula, clocks below; lying, the clocks stand beside the map.
static void draw_as_table(const Table *t, Rect r) {
    Ui *ui = t->figure->view->ui;
    double formula = 30 * ui->k, line = ui_leading(ui, TYPE_CAPTION);
    bool clocks = t->figure->state->value[KEY_CLOCKS] > 0 && r.h > 150 * ui->k;
    if (!clocks) {
        draw_formula(t, rect_cut_bottom(&r, formula), entry_tex(t));
        draw_table(t, r);
        return;
    }
    bool beside = r.w > 1.45 * r.h;
    Rect map =
        beside ? rect_cut_left(&r, r.w * 0.52) : rect_cut_top(&r, fmax(r.h * 0.52, 90 * ui->k));
    draw_table(t, map);
    if (beside) {
        rect_cut_left(&r, 20 * ui->k);
    } else {
        rect_cut_top(&r, 6 * ui->k);
    }
    draw_formula(t, rect_cut_top(&r, formula), entry_tex(t));
    const char *note =
        str_fill(ui->arena, STR_CLOCKS_OF, arena_format(ui->arena, "%d", t->row), NULL);
    parts_note(t->figure, "clocks note", rect_cut_top(&r, line + 6), note);
    draw_clocks(t, r);
}

// The numbers to print into the cells of a small map; NULL where cells are too small to hold one.
static const double *cell_values(const Table *t) {
    enum { MOST = 16 };

    if (t->n > MOST) return NULL;
    size_t count = (size_t)t->n * (size_t)t->n;
    double *values = arena_array(t->figure->view->ui->arena, count, sizeof *values);
    for (int i = 0; i < t->n; i++) {
        for (int j = 0; j < t->n; j++) values[i * t->n + j] = decay_sum(t->pe, i - j);
    }
    return values;
}

static LogitView similarity_view(const Table *t) {
    return (LogitView){
        .stage = STAGE_RAW, .content = CONTENT_POSITION, .D = t->pe->D, .n = t->n, .seed = 1};
}

// The card's cells: a ring, and a plate with both positions and the number.
static void draw_marks(const Table *t, Rect map) {
    Ui *ui = t->figure->view->ui;
    const FigureState *state = t->figure->state;
    double cell = map.w / t->n, size = fmax(cell, 8 * ui->k),
           line = ui_leading(ui, TYPE_MONO_SMALL) + 8;
    for (int at = 0; at < state->mark_count; at++) {
        FigureCell mark = state->marks[at];
        if (mark.j < 0 || mark.i >= t->n || mark.j >= t->n) continue;
        Vec2 c = {map.x + (mark.j + 0.5) * cell, map.y + (mark.i + 0.5) * cell};
        Rect ring = {c.x - size / 2, c.y - size / 2, size, size};
        draw_ring(ui->draw, rect_inset(ring, -3), 3, 2, ui_color(ui, COLOR_SURFACE));
        draw_ring(ui->draw, rect_inset(ring, -2), 2, 2, ui_color(ui, COLOR_TEXT));
        const char *value =
            format_number(t->figure->view->ui->arena, decay_sum(t->pe, mark.i - mark.j), 2);
        const char *text = arena_format(ui->arena, "PE(%d)·PE(%d) = %s", mark.i, mark.j, value);
        bool low = c.y > map.y + map.h / 2;
        figure_plate(t->figure, (Vec2){c.x, c.y + (low ? -1 : 1) * (size / 2 + line * 0.7)},
                     rect_inset(map, 4), COLOR_TEXT, text);
        ui_item(ui, (UiItem){.id = ui_id_at(ui_id(t->figure->id, "mark"), at),
                             .role = UI_STATUS,
                             .name = "marked cell",
                             .value = text,
                             .r = ring});
    }
}

// Similarity against distance: the map is this curve, shifted row by row.
static void draw_curve(const Table *t, Rect r, int distance) {
    Ui *ui = t->figure->view->ui;
    double most = t->pe->pairs;
    PlotSpec plot = {.x0 = -(t->n - 1),
                     .x1 = t->n - 1,
                     .y0 = -most,
                     .y1 = most,
                     .x_label = str_of(STR_SIMILARITY_AXIS),
                     .y_label = str_of(STR_SIMILARITY_CURVE)};
    Rect inner = figure_plot(t->figure, r, &plot);
    int count = 2 * t->n - 1;
    Vec2 *points = arena_array(ui->arena, (size_t)count, sizeof *points);
    for (int at = 0; at < count; at++) {
        points[at] = plot_point(&plot, inner, at - t->n + 1, decay_sum(t->pe, at - t->n + 1));
    }
    draw_path(ui->draw, points, count, 2, figure_series_color(t->figure, "sinusoidal"));
    Vec2 dot = plot_point(&plot, inner, distance, decay_sum(t->pe, distance));
    plot_cursor(t->figure, inner, dot.x);
    parts_dot(t->figure, dot, 4, ui_color(ui, COLOR_TEXT));
}

static void draw_as_similarity(const Table *t, Rect r) {
    View *view = t->figure->view;
    Ui *ui = view->ui;
    int i = 0, j = 0;
    bool cursor = figure_cursor(t->figure->state, t->n, &i, &j);
    bool beside = r.w - r.h > 280 * ui->k;
    Rect map = beside ? rect_cut_left(&r, r.h + 60 * ui->k)
                      : rect_cut_top(&r, fmin(r.w, r.h - 40 * ui->k));
    LogitView logits = similarity_view(t);
    HeatmapSpec spec = {.rows = t->n,
                        .cols = t->n,
                        .rows_are_tokens = true,
                        .cols_are_tokens = true,
                        .row_axis = "i",
                        .col_axis = "j",
                        .train_line = true,
                        .missing_from = -1,
                        .bar = true,
                        .square = true,
                        .values = cell_values(t),
                        .cursor_row = cursor ? i : -1,
                        .cursor_col = cursor ? j : -1,
                        .cursor_value = cursor ? decay_sum(t->pe, i - j) : (double)NAN};
    // The engine's map is divided by √d; the bar shows the plain dot product.
    double most = t->pe->pairs, scale = sqrt(t->pe->D);
    Paint paint = figure_paint(t->figure, t->pe, NULL);
    spec.paint = (Paint){paint.map, -most, most, 0, paint.missing};
    paint.lo = -most / scale;
    paint.hi = most / scale;
    int cells = (int)fmax(8, fmin(map.w, map.h) * ui->in.scale);
    spec.image = figures_map(view->app->figures, &(MapAsk){.pe = t->pe,
                                                           .view = &logits,
                                                           .n = t->n,
                                                           .most_rows = cells,
                                                           .most_cols = cells,
                                                           .paint = paint});
    UiId id = ui_id(t->figure->id, "similarity");
    FigureCell at = {0, 0};
    spec.name = arena_format(ui->arena, "Dot products of all rows, %d positions", t->n);
    bool over = figure_heatmap(t->figure, id, map, &spec, &at);
    figure_cursor_input(t->figure, id, over, at, (FigureCell){i, j}, (FigureCell){t->n, t->n});
    draw_marks(t, figure_heatmap_cells(t->figure, map, &spec));
    if (beside) rect_cut_left(&r, 20 * ui->k);
    const char *tex = arena_format(
        ui->arena, "\\mathrm{PE}(%d)\\cdot\\mathrm{PE}(%d) = \\sum_r \\cos(%d\\,\\theta_r) = %.2f",
        i, j, i > j ? i - j : j - i, decay_sum(t->pe, i - j));
    draw_formula(t, rect_cut_top(&r, fmin(52 * ui->k, r.h)), tex);
    if (r.h > 110 * ui->k) draw_curve(t, r, i - j);
}

static void draw(FigureView *figure, Rect r) {
    Table t = table_of(figure);
    if (figure->state->value[KEY_MAP] > 0) {
        draw_as_similarity(&t, r);
    } else {
        draw_as_table(&t, r);
    }
}

const FigureInfo figure_sinusoidal_table = {FIGURE_CONTROLS(CONTROLS), .height = 520, .draw = draw};
