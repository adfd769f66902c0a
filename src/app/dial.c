// Draws dials, lays them out, and lets one be chosen.
#include "app/dial.h"

#include <math.h>

static const double full_turn = 6.283185307179586;

bool dial_closed(double speed, double length) {
    return full_turn / speed <= length;
}

static void draw_hand(FigureView *figure, Dial dial, double angle, double length, double width,
                      ColorId color) {
    Ui *ui = figure->view->ui;
    Vec2 tip = {dial.center.x + cos(angle) * dial.radius * length,
                dial.center.y - sin(angle) * dial.radius * length};
    draw_line(ui->draw, dial.center, tip, width, ui_color(ui, color));
}

// The arc met in training; a pair that has come round is a closed ring on a tinted face.
static void draw_met(FigureView *figure, Dial dial, const DialFace *face, double width) {
    Ui *ui = figure->view->ui;
    Color rope = figure_series_color(figure, "rope"), ground = ui_color(ui, COLOR_SUNKEN);
    bool closed = dial_closed(face->speed, face->train);
    draw_disc(ui->draw, dial.center, dial.radius, closed ? color_mix(ground, rope, 0.12) : ground);
    draw_circle(ui->draw, dial.center, dial.radius, 1, ui_color(ui, COLOR_CONTROL));
    double middle = dial.radius - width / 2;
    double angle = fmin((face->train - 1) * face->speed, full_turn);
    if (!closed) draw_arc(ui->draw, (Arc){dial.center, middle, 0, angle}, width, rope);
    if (closed) draw_circle(ui->draw, dial.center, middle, width, rope);
}

static DialArc reach_beyond(const DialFace *face, double speed) {
    DialArc none = {0, 0};
    double from = (face->train - 1) * face->speed, to = fmin((face->length - 1) * speed, full_turn);
    if (dial_closed(face->speed, face->train) || face->length <= face->train) return none;
    return to > from ? (DialArc){from, to} : none;
}

DialArc dial_added(const DialFace *face) {
    if (!face->now) return reach_beyond(face, face->speed);
    bool inside = (face->length - 1) * face->repaired < face->train * face->speed;
    return inside ? (DialArc){0, 0} : reach_beyond(face, face->repaired);
}

static void draw_ring_arc(FigureView *figure, Dial dial, DialArc arc, double width, Color ink) {
    if (arc.to <= arc.from) return;
    Arc ring = {dial.center, dial.radius + 1.5 + width / 2, arc.from, arc.to};
    draw_arc(figure->view->ui->draw, ring, width, ink);
}

// A second ring outside: the angles that the current length adds; what a repair has pulled back stays as a shadow.
static void draw_added(FigureView *figure, Dial dial, const DialFace *face, double width) {
    Ui *ui = figure->view->ui;
    if (face->now) {
        draw_ring_arc(figure, dial, reach_beyond(face, face->speed), width,
                      color_fade(ui_color(ui, COLOR_MUTED), 0.35));
    }
    draw_ring_arc(figure, dial, dial_added(face), width, ui_color(ui, COLOR_WARNING));
}

void dial_draw(FigureView *figure, Dial dial, const DialFace *face) {
    Ui *ui = figure->view->ui;
    double width = fmin(fmax(dial.radius * 0.14, 2), 5);
    draw_met(figure, dial, face, width);
    draw_added(figure, dial, face, fmax(width * 0.8, 2));
    static const ColorId INKS[] = {COLOR_TEXT, COLOR_MUTED};
    for (int h = 1; h >= 0; h--) {
        if (isnan(face->hands[h])) continue;
        double angle = fmod(face->hands[h] * face->speed, full_turn);
        draw_hand(figure, dial, angle, h ? 0.62 : 0.82, h ? 1.5 : 2, INKS[h]);
        draw_disc(ui->draw, dial.center, fmin(2.5, dial.radius * 0.2), ui_color(ui, INKS[h]));
    }
}

static void try_columns(DialGrid *best, DialGrid grid, int columns, double line) {
    grid.columns = columns;
    grid.rows = (grid.shown + columns - 1) / columns;
    grid.cell_w = grid.area.w / columns;
    grid.cell_h = grid.area.h / grid.rows;
    grid.label = grid.cell_h - line >= 24 && grid.cell_w >= line * 1.7 ? line : 0;
    grid.radius = fmin(grid.cell_w * 0.41, (grid.cell_h - grid.label) * 0.43);
    if (grid.radius > best->radius) *best = grid;
}

DialGrid dial_grid(const Ui *ui, Rect r, int pairs, double least) {
    double line = ui_leading(ui, TYPE_MONO_SMALL);
    int room = (int)fmax(1, floor(r.w / least)) * (int)fmax(1, floor(r.h / least));
    DialGrid grid = {.area = r, .pairs = pairs, .shown = room < pairs ? room : pairs}, best = grid;
    for (int columns = 1; columns <= grid.shown; columns++) try_columns(&best, grid, columns, line);
    if (best.columns == 0) best.columns = best.rows = 1;
    // Nearer together than the room allows, so that rows stay rows.
    double high = fmin(best.cell_h, best.radius * 2.7 + best.label);
    best.area.y += fmax(0, (r.h - high * best.rows) / 2);
    best.area.h = high * best.rows;
    best.cell_h = high;
    double wide = fmin(best.cell_w, best.radius * 3.2);
    best.area.x += (r.w - wide * best.columns) / 2;
    best.area.w = wide * best.columns;
    best.cell_w = wide;
    return best;
}

Rect dial_cell(const DialGrid *grid, int at) {
    int row = at / grid->columns, column = at % grid->columns;
    return (Rect){grid->area.x + column * grid->cell_w, grid->area.y + row * grid->cell_h,
                  grid->cell_w, grid->cell_h};
}

int dial_pair(const DialGrid *grid, int at) {
    if (grid->shown <= 1) return 0;
    return (int)((double)at * (grid->pairs - 1) / (grid->shown - 1) + 0.5);
}

int dial_under(const DialGrid *grid, Vec2 point) {
    if (!rect_has(grid->area, point)) return -1;
    int column = (int)((point.x - grid->area.x) / grid->cell_w);
    int at = (int)((point.y - grid->area.y) / grid->cell_h) * grid->columns + column;
    return column < grid->columns && at < grid->shown ? at : -1;
}

static void draw_cell(FigureView *figure, const DialGrid *grid, int at, const DialFace *face) {
    Ui *ui = figure->view->ui;
    Rect cell = dial_cell(grid, at);
    rect_cut_bottom(&cell, grid->label > 0 ? 3 : 0);
    Rect label = rect_cut_bottom(&cell, grid->label);
    if (face->marked) {
        Rect box = rect_inset(dial_cell(grid, at), 1);
        draw_round(ui->draw, box, 6, ui_color(ui, COLOR_TINT));
        draw_ring(ui->draw, box, 6, 1.5, ui_color(ui, COLOR_ACCENT));
    }
    Dial dial = {{cell.x + cell.w / 2, cell.y + cell.h / 2}, grid->radius};
    dial_draw(figure, dial, face);
    if (grid->label <= 0) return;
    const char *text = arena_format(ui->arena, at == 0 ? "r=%d" : "%d", dial_pair(grid, at));
    ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_MUTED, text);
}

// The pair that the arrow keys lead to.
static int step_pair(FigureView *figure, UiId id, const DialGrid *grid, int pair) {
    Ui *ui = figure->view->ui;
    int step = ui_take_key_on(ui, id, UI_KEY_RIGHT) - ui_take_key_on(ui, id, UI_KEY_LEFT);
    int rows = ui_take_key_on(ui, id, UI_KEY_DOWN) - ui_take_key_on(ui, id, UI_KEY_UP);
    int to = pair + step + rows * grid->columns;
    if (ui_take_key_on(ui, id, UI_KEY_HOME)) to = 0;
    if (ui_take_key_on(ui, id, UI_KEY_END)) to = grid->pairs - 1;
    return to < 0 ? 0 : to < grid->pairs ? to : grid->pairs - 1;
}

int dial_field(FigureView *figure, UiId id, Rect r, const Pe *pe, DialFace face, const char *name) {
    Ui *ui = figure->view->ui;
    DialGrid grid = dial_grid(ui, r, pe->pairs, 22);
    int pair = figure_int(figure->state, KEY_PAIR);
    if (pair > pe->pairs - 1) pair = pe->pairs - 1;
    for (int at = 0; at < grid.shown; at++) {
        face.speed = pe->freq[dial_pair(&grid, at)];
        if (face.now) face.repaired = face.now[dial_pair(&grid, at)];
        face.marked = dial_pair(&grid, at) == pair;
        draw_cell(figure, &grid, at, &face);
    }
    int under = ui_hot(ui, id) ? dial_under(&grid, ui->in.mouse) : -1;
    int to = under >= 0 && ui_clicked(ui, id) ? dial_pair(&grid, under)
                                              : step_pair(figure, id, &grid, pair);
    if (to != pair) figure_wish_set(figure, KEY_PAIR, to);
    ui_ring(ui, id, grid.area, 6);
    const char *value = arena_format(ui->arena, "%d dials of %d pairs, pair %d marked", grid.shown,
                                     pe->pairs, pair);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = name,
                         .value = value,
                         .r = grid.area});
    return under >= 0 ? dial_pair(&grid, under) : pair;
}
