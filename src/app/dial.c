// Draws dials and lays them out.
#include "app/dial.h"

#include "base/num.h"
#include "engine/schemes/rope.h"

#include <math.h>

typedef struct Dial {
    Vec2 center;
    double radius;
} Dial;

static void draw_hand(Ui *ui, Dial dial, double angle, double length, double width, ColorId color) {
    Vec2 tip = {dial.center.x + cos(angle) * dial.radius * length,
                dial.center.y - sin(angle) * dial.radius * length};
    draw_line(ui->draw, dial.center, tip, width, ui_color(ui, color));
}

// The arc met so far; a pair that has come round is a closed ring on a tinted face.
static void draw_met(Ui *ui, Dial dial, const DialFace *face, Color ink, double width) {
    Color ground = ui_color(ui, COLOR_SUNKEN);
    bool closed = rope_closed(face->speed, face->train);
    draw_disc(ui->draw, dial.center, dial.radius, closed ? color_mix(ground, ink, 0.12) : ground);
    draw_circle(ui->draw, dial.center, dial.radius, 1, ui_color(ui, COLOR_CONTROL));
    double middle = dial.radius - width / 2;
    double angle = fmin((face->train - 1) * face->speed, TURN);
    if (!closed) draw_arc(ui->draw, (Arc){dial.center, middle, 0, angle}, width, ink);
    if (closed) draw_circle(ui->draw, dial.center, middle, width, ink);
}

static DialArc reach_beyond(const DialFace *face, double speed) {
    DialArc none = {0, 0};
    double from = (face->train - 1) * face->speed, to = fmin((face->length - 1) * speed, TURN);
    if (rope_closed(face->speed, face->train) || face->length <= face->train) return none;
    return to > from ? (DialArc){from, to} : none;
}

DialArc dial_added(const DialFace *face) {
    if (!face->now) return reach_beyond(face, face->speed);
    bool inside = (face->length - 1) * face->repaired < face->train * face->speed;
    return inside ? (DialArc){0, 0} : reach_beyond(face, face->repaired);
}

static void draw_ring_arc(Ui *ui, Dial dial, DialArc arc, double width, Color ink) {
    if (arc.to <= arc.from) return;
    Arc ring = {dial.center, dial.radius + 1.5 + width / 2, arc.from, arc.to};
    draw_arc(ui->draw, ring, width, ink);
}

// A second ring outside: the angles that the current length adds; what a repair has pulled back stays as a shadow.
static void draw_added(Ui *ui, Dial dial, const DialFace *face, double width) {
    if (face->now) {
        draw_ring_arc(ui, dial, reach_beyond(face, face->speed), width,
                      color_fade(ui_color(ui, COLOR_MUTED), 0.35));
    }
    draw_ring_arc(ui, dial, dial_added(face), width, ui_color(ui, COLOR_WARNING));
}

static void draw_dial(Ui *ui, Dial dial, const DialFace *face, Color ink) {
    double width = fmin(fmax(dial.radius * 0.14, 2), 5);
    draw_met(ui, dial, face, ink, width);
    draw_added(ui, dial, face, fmax(width * 0.8, 2));
    static const ColorId INKS[] = {COLOR_TEXT, COLOR_MUTED};
    for (int h = 1; h >= 0; h--) {
        if (isnan(face->hands[h])) continue;
        double angle = fmod(face->hands[h] * face->speed, TURN);
        draw_hand(ui, dial, angle, h ? 0.62 : 0.82, h ? 1.5 : 2, INKS[h]);
        draw_disc(ui->draw, dial.center, fmin(2.5, dial.radius * 0.2), ui_color(ui, INKS[h]));
    }
}

static void try_columns(DialGrid *best, DialGrid grid, int columns, DialNeeds needs, double text) {
    grid.columns = columns;
    grid.rows = (grid.shown + columns - 1) / columns;
    grid.cell_w = grid.area.w / columns;
    grid.cell_h = grid.area.h / grid.rows;
    bool narrow = columns > 1 && grid.cell_w<needs.w, low = grid.rows> 1 && grid.cell_h < needs.h;
    if (narrow || low) return;
    double line = text / needs.lines; // the least width of a number
    grid.label = grid.cell_h - text >= 24 && grid.cell_w >= line * 1.7 ? text : 0;
    grid.radius = fmin(grid.cell_w * 0.41, (grid.cell_h - grid.label) * 0.43);
    if (grid.radius > best->radius) *best = grid;
}

// As large as fit into r.
static DialGrid place_dials(const Ui *ui, Rect r, int pairs, DialNeeds needs) {
    double text = needs.lines * ui_leading(ui, TYPE_MONO_SMALL);
    int room = (int)fmax(1, floor(r.w / needs.w)) * (int)fmax(1, floor(r.h / needs.h));
    DialGrid grid = {.area = r, .pairs = pairs, .shown = room < pairs ? room : pairs}, best = grid;
    for (int columns = 1; columns <= grid.shown; columns++) {
        try_columns(&best, grid, columns, needs, text);
    }
    if (best.columns == 0) best.columns = best.rows = 1;
    // Nearer together than the room allows, so that rows stay rows.
    double high = fmin(best.cell_h, best.radius * 2.7 + best.label);
    best.area.y += fmax(0, (r.h - high * best.rows) / 2);
    best.area.h = high * best.rows;
    best.cell_h = high;
    double wide = fmin(best.cell_w, fmax(best.radius * 3.2, needs.w));
    best.area.x += (r.w - wide * best.columns) / 2;
    best.area.w = wide * best.columns;
    best.cell_w = wide;
    return best;
}

static Rect cell_of(const DialGrid *grid, int at) {
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

static void draw_cell(FigureView *figure, const DialGrid *grid, int at, const DialField *field) {
    Ui *ui = figure->view->ui;
    int pair = dial_pair(grid, at);
    DialFace face = field->face;
    face.speed = field->pe->freq[pair];
    if (face.now) face.repaired = face.now[pair];
    Rect cell = cell_of(grid, at);
    rect_cut_bottom(&cell, grid->label > 0 ? 3 : 0);
    Rect label = rect_cut_bottom(&cell, grid->label);
    if (pair == field->marked) {
        Rect box = rect_inset(cell_of(grid, at), 1);
        draw_round(ui->draw, box, 6, ui_color(ui, COLOR_TINT));
        draw_ring(ui->draw, box, 6, 1.5, ui_color(ui, COLOR_ACCENT));
    }
    Dial dial = {{cell.x + cell.w / 2, cell.y + cell.h / 2}, grid->radius};
    draw_dial(ui, dial, &face, figure_series_color(figure, field->pe->scheme->id));
    if (grid->label <= 0) return;
    const char *text = arena_format(ui->arena, at == 0 ? "r=%d" : "%d", pair);
    Rect line = rect_cut_top(&label, label.h / field->needs.lines);
    ui_line_center(ui, line, TYPE_MONO_SMALL, COLOR_MUTED, text);
    if (field->needs.lines > 1) {
        ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_SECONDARY, parts_turn(figure, face.speed));
    }
}

DialGrid dial_field(FigureView *figure, Rect r, const DialField *field) {
    Ui *ui = figure->view->ui;
    DialGrid grid = place_dials(ui, r, field->pe->pairs, field->needs);
    for (int at = 0; at < grid.shown; at++) draw_cell(figure, &grid, at, field);
    ui_ring(ui, field->id, grid.area, 6);
    ui_item(ui, (UiItem){.id = field->id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = field->name,
                         .value = arena_format(ui->arena, "%d of %d pairs%s", grid.shown,
                                               grid.pairs, field->value),
                         .r = grid.area});
    return grid;
}
