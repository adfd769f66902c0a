// A map with its axes, training line, cursor and colour bar.
#include "app/figure_parts.h"

#include <math.h>
#include <string.h>

typedef struct Heatmap {
    FigureView *figure;
    UiId id;
    const HeatmapSpec *spec;
    Rect map; // the cells
    Rect bar; // the colour bar, empty if there is none
} Heatmap;

static double row_y(const Heatmap *h, double row) {
    return h->map.y + row / h->spec->rows * h->map.h;
}

static double col_x(const Heatmap *h, double col) {
    return h->map.x + col / h->spec->cols * h->map.w;
}

static Color pixel_color(uint32_t argb) {
    return (Color){(uint8_t)(argb >> 16), (uint8_t)(argb >> 8), (uint8_t)argb, 255};
}

// Room for tick labels at the left and below, and for the bar at the right.
static void place(Heatmap *h, Rect r) {
    Ui *ui = h->figure->view->ui;
    double axis = ui_leading(ui, TYPE_MONO_SMALL) + 2,
           ticks = ui_text_width(ui, TYPE_MONO_SMALL, "000") + 8;
    if (h->spec->bar) {
        h->bar = rect_cut_right(&r, 12 * ui->k + 14 + ui_text_width(ui, TYPE_MONO_SMALL, "+0.0"));
    }
    if (!h->spec->bare_rows) rect_cut_left(&r, ticks);
    rect_cut_bottom(&r, axis);
    if (h->spec->square) {
        double side = fmax(0, fmin(r.w, r.h));
        r = (Rect){r.x + fmax(0, (r.w - side) / 2), r.y, side, side};
    }
    h->map = (Rect){floor(r.x), floor(r.y), fmax(1, floor(r.w)), fmax(1, floor(r.h))};
    if (h->spec->bar) h->bar = (Rect){h->map.x + h->map.w + 8, h->map.y, 12 * ui->k, h->map.h};
}

static void draw_row_ticks(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    Color ink = ui_color(ui, COLOR_BORDER);
    double line = ui_leading(ui, TYPE_MONO_SMALL),
           wide = ui_text_width(ui, TYPE_MONO_SMALL, "0000");
    int step = parts_doubling(s->rows, (int)fmax(2, h->map.h / (2.2 * line)));
    for (int row = 0; row < s->rows; row += step) {
        double y = row_y(h, row + 0.5);
        draw_fill(ui->draw, (Rect){h->map.x - 4, y, 4, 1}, ink);
        ui_line_right(ui, (Rect){h->map.x - 6 - wide, y - line / 2, wide, line}, TYPE_MONO_SMALL,
                      COLOR_MUTED, format_short(ui->arena, row));
    }
}

// "i" of "query i".
static const char *letter_of(const char *axis) {
    const char *space = strrchr(axis, ' ');
    return space ? space + 1 : axis;
}

// The names of the axes at the lower right, below the map: both if there is room, else that of the columns. Returns where they
// begin.
static double draw_axis_names(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    double right = h->map.x + h->map.w, w = 0;
    if (s->cols < 2) return right + ui_text_width(ui, TYPE_MONO_SMALL, "0000");
    const char *both = arena_format(ui->arena, "%s ↓  %s →", s->row_axis, s->col_axis),
               *tries[] = {both, s->col_axis};
    double share[] = {0.55, 0.6}, line = ui_leading(ui, TYPE_MONO_SMALL);
    // Where a cell is asked for, every column has its number: the letters of the axes stand before them.
    if (h->figure->target == TARGET_PROOF) {
        const char *names =
            arena_format(ui->arena, "%s↓%s→", letter_of(s->row_axis), letter_of(s->col_axis));
        w = ui_text_width(ui, TYPE_MONO_SMALL, names);
        Rect left = {h->map.x - 6 - w, h->map.y + h->map.h + 3, w + 1, line};
        bool room = w <= ui_text_width(ui, TYPE_MONO_SMALL, "00000");
        if (room) ui_line(ui, left, TYPE_MONO_SMALL, COLOR_MUTED, names);
        return right + ui_text_width(ui, TYPE_MONO_SMALL, "0000");
    }
    for (int i = 0; i < 2; i++) {
        w = ui_text_width(ui, TYPE_MONO_SMALL, tries[i]);
        if (!*s->col_axis || w > h->map.w * share[i] || (i == 0 && !*s->row_axis)) continue;
        ui_line(ui, (Rect){right - w, h->map.y + h->map.h + 3, w + 1, line}, TYPE_MONO_SMALL,
                COLOR_MUTED, tries[i]);
        return right - w - 6 * ui->k;
    }
    return right + ui_text_width(ui, TYPE_MONO_SMALL, "0000");
}

static void draw_col_ticks(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    Color ink = ui_color(ui, COLOR_BORDER);
    double line = ui_leading(ui, TYPE_MONO_SMALL),
           wide = ui_text_width(ui, TYPE_MONO_SMALL, "0000"), free = draw_axis_names(h);
    int turn = s->col_turn > 0 ? s->col_turn : s->cols;
    int step = parts_doubling(s->cols, (int)fmax(2, h->map.w / (1.6 * wide)));
    for (int first = 0; first < s->cols; first += turn) {
        for (int col = first; col < first + turn && col < s->cols; col += step) {
            const char *text = format_short(ui->arena, col - first);
            double x = col_x(h, col + 0.5), half = ui_text_width(ui, TYPE_MONO_SMALL, text) / 2;
            draw_fill(ui->draw, (Rect){x, h->map.y + h->map.h, 1, 4}, ink);
            if (x + half > free) continue;
            ui_line_center(ui, (Rect){x - wide / 2, h->map.y + h->map.h + 3, wide, line},
                           TYPE_MONO_SMALL, COLOR_MUTED, text);
        }
        if (first > 0) {
            draw_fill(ui->draw, (Rect){round(col_x(h, first)), h->map.y, 1, h->map.h},
                      color_fade(ui_color(ui, COLOR_TEXT), 0.5));
        }
    }
}

// Numbers in the cells, black or white, whichever can be read on the cell's colour.
static void draw_values(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    double w = h->map.w / s->cols, t = h->map.h / s->rows;
    if (!s->values || w < ui_text_width(ui, TYPE_MONO_SMALL, "−0.00") + 2 ||
        t < ui_leading(ui, TYPE_MONO_SMALL)) {
        return;
    }
    for (int at = 0; at < s->rows * s->cols; at++) {
        if (isnan(s->values[at])) continue;
        Color cell = s->image.argb && s->image.w == s->cols && s->image.h == s->rows
                         ? pixel_color(s->image.argb[at])
                         : ui_color(ui, COLOR_SURFACE);
        const char *text = format_number(h->figure->view->ui->arena, s->values[at],
                                         fabs(s->values[at]) < 10 ? 2 : 1);
        if (*text == '+') text++;
        int row = at / s->cols, col = at % s->cols;
        Rect box = {col_x(h, col), row_y(h, row), w, t};
        parts_on_cell(h->figure, box, cell, text);
    }
}

// Thin lines between cells that are large enough to be told apart.
static void draw_grid(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    Color ink = color_fade(ui_color(ui, COLOR_SURFACE), 0.55);
    for (int row = 1; h->map.h / s->rows >= 12 && row < s->rows; row++) {
        draw_fill(ui->draw, (Rect){h->map.x, round(row_y(h, row)), h->map.w, 1}, ink);
    }
    for (int col = 1; h->map.w / s->cols >= 12 && col < s->cols; col++) {
        draw_fill(ui->draw, (Rect){round(col_x(h, col)), h->map.y, 1, h->map.h}, ink);
    }
}

// Beyond the training length: hatched, never another colour scale. Rows that do not exist: hatched densely.
static void draw_beyond(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    double train = h->figure->state->value[KEY_TRAIN];
    if (s->missing_from >= 0 && s->missing_from < s->rows) {
        double y = row_y(h, s->missing_from);
        Rect gone = {h->map.x, y, h->map.w, h->map.y + h->map.h - y};
        draw_hatch(ui->draw, gone, 6, color_fade(ui_color(ui, COLOR_TEXT), 0.3));
        if (gone.h > 24 * ui->k && gone.w > 60 * ui->k) {
            double w = ui_text_width(ui, TYPE_LABEL, str_of(STR_NO_ROW)) + 16;
            Rect label = rect_center(gone, w, 24 * ui->k);
            draw_round(ui->draw, label, 6, ui_color(ui, COLOR_SURFACE));
            ui_line_center(ui, label, TYPE_LABEL, COLOR_WARNING, str_of(STR_NO_ROW));
        }
    }
    if (!s->train_line) return;
    bool rows = s->rows_are_tokens && train < s->rows, cols = s->cols_are_tokens && train < s->cols;
    double y = rows ? row_y(h, train) : h->map.y + h->map.h,
           x = cols ? col_x(h, train) : h->map.x + h->map.w;
    Rect below = {h->map.x, y, h->map.w, h->map.y + h->map.h - y},
         right = {x, h->map.y, h->map.x + h->map.w - x, y - h->map.y};
    if (rows && s->missing_from < 0) parts_beyond(h->figure, below);
    if (cols) parts_beyond(h->figure, right);
    Vec2 corner = {x, y};
    if (rows) parts_train_line(h->figure, (Vec2){h->map.x, y}, corner);
    if (cols) parts_train_line(h->figure, (Vec2){x, h->map.y}, corner);
}

// Hatching follows the edge of a triangle in strips of one cell, at most 64 of them: keys after the query in rows, keys too far
// back in columns, so that the lines of neighbouring strips meet.
static void draw_masked(const Heatmap *h) {
    const HeatmapSpec *s = h->spec;
    DrawList *draw = h->figure->view->ui->draw;
    Color ink = color_fade(ui_color(h->figure->view->ui, COLOR_TEXT), 0.12);
    int strips = s->rows < 64 ? s->rows : 64;
    double right = h->map.x + h->map.w, bottom = h->map.y + h->map.h;
    for (int i = 0; (s->causal || s->most > 0) && i < strips; i++) {
        double from = (double)i * s->rows / strips, to = (double)(i + 1) * s->rows / strips;
        double y = row_y(h, from), x = col_x(h, strips < s->rows ? to : from + 1);
        Rect after = {x, y, right - x, row_y(h, to) - y};
        if (s->causal && after.w >= 1) draw_hatch(draw, after, 7, ink);
        double left = col_x(h, from), top = row_y(h, to + s->most);
        Rect back = {left, top, col_x(h, to) - left, bottom - top};
        if (s->most > 0 && back.h >= 1) draw_hatch(draw, back, 7, ink);
    }
}

static void draw_cursor(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    Color ink = ui_color(ui, COLOR_TEXT), halo = color_fade(ui_color(ui, COLOR_SURFACE), 0.7);
    double y = row_y(h, s->cursor_row + 0.5), x = col_x(h, s->cursor_col + 0.5);
    if (s->cursor_row >= 0 && s->cursor_row < s->rows) {
        draw_fill(ui->draw, (Rect){h->map.x, round(y), h->map.w, 1}, color_fade(ink, 0.75));
    }
    if (s->cursor_col >= 0 && s->cursor_col < s->cols) {
        draw_fill(ui->draw, (Rect){round(x), h->map.y, 1, h->map.h}, color_fade(ink, 0.75));
    }
    if (s->cursor_row < 0 || s->cursor_col < 0 || s->cursor_row >= s->rows ||
        s->cursor_col >= s->cols) {
        return;
    }
    double w = fmax(7, h->map.w / s->cols), t = fmax(7, h->map.h / s->rows);
    Rect cell = {round(x - w / 2), round(y - t / 2), round(w), round(t)};
    draw_ring(ui->draw, rect_inset(cell, -2), 2, 2, halo);
    draw_ring(ui->draw, rect_inset(cell, -1), 1, 1.5, ink);
}

// Where there are no negative numbers, none needs a sign.
static const char *bar_number(FigureView *figure, const Paint *paint, double value) {
    Arena *arena = figure->view->ui->arena;
    const char *sign = value < 0 ? "−" : value > 0 && paint->lo < 0 ? "+" : "";
    double size = fabs(value);
    if (size >= 1000) return arena_format(arena, "%s%s", sign, format_short(arena, size));
    return size >= 10 || size == floor(size) ? arena_format(arena, "%s%.0f", sign, size)
                                             : arena_format(arena, "%s%.2g", sign, size);
}

// Where a value stands on the bar, 0 at the bottom, 1 at the top.
static double bar_place(const Paint *paint, double value) {
    double t = paint->log_floor > 0
                   ? 1 - log10(fmax(value, paint->log_floor)) / log10(paint->log_floor)
                   : (value - paint->lo) / (paint->hi - paint->lo);
    return fmin(fmax(t, 0), 1);
}

static void bar_label(const Heatmap *h, double t, const char *text) {
    Ui *ui = h->figure->view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL), y = h->bar.y + (1 - t) * h->bar.h;
    y = fmin(fmax(y - line / 2, h->bar.y - 2), h->bar.y + h->bar.h - line + 2);
    ui_line(ui, (Rect){h->bar.x + h->bar.w + 5, y, 60 * ui->k, line}, TYPE_MONO_SMALL, COLOR_MUTED,
            text);
}

static void draw_bar(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const Paint *paint = &h->spec->paint;
    int steps = (int)fmin(fmax(h->bar.h, 1), 128);
    for (int i = 0; i < steps; i++) {
        double from = floor(h->bar.y + h->bar.h * i / steps),
               to = floor(h->bar.y + h->bar.h * (i + 1) / steps);
        draw_fill(ui->draw, (Rect){h->bar.x, from, h->bar.w, to - from},
                  colormap_at(paint->map, 1 - (i + 0.5) / steps));
    }
    if (paint->log_floor > 0) {
        bar_label(h, 1, "1");
        bar_label(h, 0.5, "0.01");
        bar_label(h, 0, "1e−4");
    } else {
        bar_label(h, 1, bar_number(h->figure, paint, paint->hi));
        bar_label(h, 0.5, bar_number(h->figure, paint, (paint->lo + paint->hi) / 2));
        bar_label(h, 0, bar_number(h->figure, paint, paint->lo));
    }
    if (h->spec->unit) {
        ui_line(ui,
                (Rect){h->bar.x - 2, h->bar.y + h->bar.h + 3, 70 * ui->k,
                       ui_leading(ui, TYPE_MONO_SMALL)},
                TYPE_MONO_SMALL, COLOR_MUTED, h->spec->unit);
    }
    if (isnan(h->spec->cursor_value)) return;
    double y = round(h->bar.y + (1 - bar_place(paint, h->spec->cursor_value)) * h->bar.h);
    draw_fill(ui->draw, (Rect){h->bar.x - 3, y - 2, h->bar.w + 6, 4}, ui_color(ui, COLOR_SURFACE));
    draw_fill(ui->draw, (Rect){h->bar.x - 3, y - 1, h->bar.w + 6, 2}, ui_color(ui, COLOR_TEXT));
}

// A handle on the upper edge, or on the left edge where only the rows are tokens, moves the training length.
static void train_handle(const Heatmap *h) {
    Ui *ui = h->figure->view->ui;
    const HeatmapSpec *s = h->spec;
    double train = h->figure->state->value[KEY_TRAIN], end = s->cols_are_tokens ? s->cols : s->rows;
    if (!s->train_line || train > end || !(s->cols_are_tokens || s->rows_are_tokens)) return;
    UiId id = ui_id(h->id, "train");
    double x = s->cols_are_tokens ? col_x(h, train) : h->map.x,
           y = s->cols_are_tokens ? h->map.y : row_y(h, train), size = 5 * ui->k;
    Vec2 above[] = {{x - size, y - size * 1.6}, {x + size, y - size * 1.6}, {x, y}},
         beside[] = {{x - size * 1.6, y - size}, {x - size * 1.6, y + size}, {x, y}};
    draw_poly(ui->draw, s->cols_are_tokens ? above : beside, 3,
              ui_color(ui, ui_hot(ui, id) ? COLOR_ACCENT : COLOR_TEXT));
    Rect grip =
        s->cols_are_tokens ? (Rect){x - 10, y - 12, 20, 16} : (Rect){x - 12, y - 10, 16, 20};
    if (ui_held(ui, id)) {
        double part = s->cols_are_tokens ? (ui->in.mouse.x - h->map.x) / h->map.w
                                         : (ui->in.mouse.y - h->map.y) / h->map.h;
        double to = fmin(fmax(round(part * end), 2), end);
        if (to != train) figure_wish_set(h->figure, KEY_TRAIN, to);
    }
    UiArrows go = ui_arrows(ui, id);
    if (go.right + go.down) figure_wish_set(h->figure, KEY_TRAIN, train + go.right + go.down);
    ui_ring(ui, id, grip, 4);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SLIDER,
                         .state = UI_FOCUSABLE,
                         .name = "Training length",
                         .value = arena_format(ui->arena, "%.0f", train),
                         .r = grip});
}

Rect figure_heatmap_cells(FigureView *figure, Rect r, const HeatmapSpec *spec) {
    Heatmap h = {.figure = figure, .spec = spec};
    place(&h, r);
    return h.map;
}

bool figure_heatmap(FigureView *figure, UiId id, Rect r, const HeatmapSpec *what,
                    FigureCell *cell) {
    Ui *ui = figure->view->ui;
    HeatmapSpec own = *what;
    const HeatmapSpec *spec = &own;
    Heatmap h = {.figure = figure, .id = id, .spec = spec};
    if (figure->withheld) {
        own.cursor_value = (double)NAN;
        own.values = NULL;
    }
    place(&h, r);
    draw_image(ui->draw, h.map, spec->image);
    draw_grid(&h);
    draw_masked(&h);
    draw_beyond(&h);
    draw_ring(ui->draw, rect_inset(h.map, -1), 0, 1, ui_color(ui, COLOR_BORDER));
    draw_values(&h);
    draw_cursor(&h);
    if (!spec->bare_rows) draw_row_ticks(&h);
    draw_col_ticks(&h);
    if (spec->bar) draw_bar(&h);
    ui_ring(ui, id, h.map, 2);
    const char *value = isnan(spec->cursor_value)
                            ? ""
                            : format_number(figure->view->ui->arena, spec->cursor_value, 3);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = spec->name,
                         .value = value,
                         .r = h.map});
    train_handle(&h);
    // What lies below the header is not pointed to, even while the mouse is held on the map.
    if (!ui_hot(ui, id) || !rect_has(rect_meet(h.map, ui->clip), ui->in.mouse)) return false;
    cell->i = (int)fmin((ui->in.mouse.y - h.map.y) / h.map.h * spec->rows, spec->rows - 1);
    cell->j = (int)fmin((ui->in.mouse.x - h.map.x) / h.map.w * spec->cols, spec->cols - 1);
    return true;
}
