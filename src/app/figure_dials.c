// RoPE's pairs as clocks.
#include "app/panel.h"

#include <math.h>

typedef struct Dial {
    Vec2 center;
    double radius;
} Dial;

static void hand(Ui *ui, Dial dial, double angle, double length, double width, Color color) {
    Vec2 tip = {dial.center.x + cos(angle) * dial.radius * length, dial.center.y - sin(angle) * dial.radius * length};
    draw_line(ui->draw, dial.center, tip, width, color);
}

static void dial_draw(FigureView *figure, Dial dial, double speed, int i, int j, bool cursor) {
    Ui *ui = figure->view->ui;
    double turn = 6.283185307179586, trained = fmin((figure->state->value[KEY_TRAIN] - 1) * speed, turn);
    Color rope = figure_series_color(figure, "rope");
    draw_disc(ui->draw, dial.center, dial.radius, ui_color(ui, COLOR_SUNKEN));
    draw_circle(ui->draw, dial.center, dial.radius, 1, ui_color(ui, COLOR_CONTROL));
    // The arc met in training; a pair that has come round is a closed ring.
    if (trained >= turn) draw_circle(ui->draw, dial.center, dial.radius, 2.5, rope);
    else draw_arc(ui->draw, dial.center, dial.radius - 1.25, 0, trained, 2.5, rope);
    if (!cursor) return;
    double now = (figure->state->value[KEY_N] - 1) * speed;
    if (now > trained && trained < turn) {
        draw_arc(ui->draw, dial.center, dial.radius + 2.5, trained, fmin(now, turn), 1.5, ui_color(ui, COLOR_WARNING));
    }
    hand(ui, dial, fmod(speed * j, turn), 0.62, 1.5, ui_color(ui, COLOR_MUTED));
    hand(ui, dial, fmod(speed * i, turn), 0.82, 2, ui_color(ui, COLOR_TEXT));
    draw_disc(ui->draw, dial.center, 2.5, ui_color(ui, COLOR_TEXT));
}

void figure_dials(FigureView *figure, UiId id, Rect r, const Pe *pe) {
    Ui *ui = figure->view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL), cell_w = fmax(44 * ui->k, 0), cell_h = cell_w + line;
    int columns = (int)fmax(1, floor(r.w / cell_w)), rows = (int)fmax(1, floor(r.h / cell_h));
    int shown = columns * rows < pe->pairs ? columns * rows : pe->pairs;
    if (shown < 1) return;
    if (columns > shown) columns = shown;
    rows = (shown + columns - 1) / columns;
    cell_w = r.w / columns;
    cell_h = fmin(r.h / rows, cell_w * 1.25 + line);
    double radius = fmin(cell_w * 0.42, (cell_h - line) * 0.45);
    int i = 0, j = 0, n = figure_int(figure->state, KEY_N);
    bool cursor = figure_cursor(figure->state, n, &i, &j);
    double top = r.y + fmax(0, (r.h - rows * cell_h) / 2);
    for (int at = 0; at < shown; at++) {
        int pair = shown > 1 ? (int)((double)at * (pe->pairs - 1) / (shown - 1) + 0.5) : 0;
        Rect cell = {r.x + at % columns * cell_w, top + at / columns * cell_h, cell_w, cell_h};
        Dial dial = {{cell.x + cell_w / 2, cell.y + (cell_h - line) / 2}, radius};
        dial_draw(figure, dial, pe->freq[pair], i, j, cursor);
        Rect label = {cell.x, cell.y + cell_h - line, cell_w, line};
        ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_MUTED, arena_format(ui->arena, "r=%d", pair));
    }
    const char *value = arena_format(ui->arena, "%d of %d pairs, query at %d, key at %d", shown, pe->pairs, i, j);
    ui_item(ui, id, UI_FIGURE, UI_FOCUSABLE, "RoPE dials", value, r);
    ui_ring(ui, id, r, 6);
}
