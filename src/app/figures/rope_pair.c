// A query and a key on one circle for one pair of RoPE: turn both and their dot product stays, turn one and it changes.
#include "app/figure_parts.h"
#include "base/num.h"

#include <math.h>

enum { NEAR = 128, FAR = 1024, GHOSTS_MOST = 64 };

typedef struct Hands {
    FigureView *figure;
    const Pe *pe;
    int i, j, pair;
    double speed, most; // radians per token; largest position that can be chosen
    Vec2 center;
    double radius;
} Hands;

static Hands hands_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Hands h = {.figure = figure, .pe = parts_rope(figure)};
    h.i = figure_int(state, KEY_I);
    h.j = figure_int(state, KEY_J);
    h.pair = figure_int(state, KEY_PAIR);
    if (h.pair > h.pe->pairs - 1) h.pair = h.pe->pairs - 1;
    h.speed = h.pe->freq[h.pair];
    h.most = fmax(h.i, h.j) <= NEAR ? NEAR : fmax(fmax(h.i, h.j), FAR);
    return h;
}

// Moves one of the two; together, the other moves by the same amount, and both stop when either meets an end.
static void move_to(const Hands *h, FigureKey key, double to) {
    double now = key == KEY_I ? h->i : h->j, other = key == KEY_I ? h->j : h->i;
    double by = fmin(fmax(round(to), 0), h->most) - now;
    bool together = h->figure->state->value[KEY_TOGETHER] > 0;
    if (together) by = fmin(fmax(by, -other), h->most - other);
    if (by == 0) return;
    figure_wish_set(h->figure, key, now + by);
    if (together) figure_wish_set(h->figure, key == KEY_I ? KEY_J : KEY_I, other + by);
}

static Vec2 on_circle(const Hands *h, double position, double share) {
    double angle = fmod(position * h->speed, TURN);
    return (Vec2){h->center.x + cos(angle) * h->radius * share,
                  h->center.y - sin(angle) * h->radius * share};
}

// Every position up to the farther hand leaves a dot, as long as they can be told apart.
static void draw_ghosts(const Hands *h) {
    Ui *ui = h->figure->view->ui;
    int last = h->i > h->j ? h->i : h->j;
    if (last > GHOSTS_MOST) return;
    for (int p = 0; p <= last; p++) {
        draw_disc(ui->draw, on_circle(h, p, 1), 2 * ui->k, ui_color(ui, COLOR_MUTED));
    }
}

static void draw_circle_and_axes(const Hands *h) {
    Ui *ui = h->figure->view->ui;
    Color border = ui_color(ui, COLOR_BORDER);
    draw_disc(ui->draw, h->center, h->radius, ui_color(ui, COLOR_SUNKEN));
    draw_line(ui->draw, (Vec2){h->center.x - h->radius, h->center.y},
              (Vec2){h->center.x + h->radius, h->center.y}, 1, border);
    draw_line(ui->draw, (Vec2){h->center.x, h->center.y - h->radius},
              (Vec2){h->center.x, h->center.y + h->radius}, 1, border);
    draw_circle(ui->draw, h->center, h->radius, 1.5, ui_color(ui, COLOR_CONTROL));
}

// The angle between the hands, from the key to the query; more than a turn is drawn as the whole circle.
static void draw_between(const Hands *h) {
    Ui *ui = h->figure->view->ui;
    double from = fmod(h->j * h->speed, TURN), by = (h->i - h->j) * h->speed;
    if (by == 0) return;
    if (fabs(by) > TURN) by = by > 0 ? TURN : -TURN;
    double radius = h->radius * 0.34;
    Color ink = figure_series_color(h->figure, "rope");
    draw_arc(ui->draw, (Arc){h->center, radius, from, from + by}, 3, ink);
    double end = from + by, s = 5 * ui->k, way = by > 0 ? 1 : -1;
    Vec2 tip = {h->center.x + cos(end) * radius, h->center.y - sin(end) * radius};
    Vec2 ahead = {-sin(end) * way, -cos(end) * way}, out = {cos(end), -sin(end)};
    Vec2 arrow[] = {{tip.x + ahead.x * s, tip.y + ahead.y * s},
                    {tip.x - ahead.x * s + out.x * s, tip.y - ahead.y * s + out.y * s},
                    {tip.x - ahead.x * s - out.x * s, tip.y - ahead.y * s - out.y * s}};
    draw_poly(ui->draw, arrow, 3, ink);
}

// The position that a mouse on the circle asks for: the nearest one whose hand points there.
static void drag(const Hands *h, UiId id, FigureKey key) {
    Ui *ui = h->figure->view->ui;
    if (!ui_held(ui, id)) return;
    double now = key == KEY_I ? h->i : h->j;
    double angle = atan2(h->center.y - ui->in.mouse.y, ui->in.mouse.x - h->center.x);
    double by = remainder(angle - now * h->speed, TURN);
    move_to(h, key, now + round(by / h->speed));
}

static void steps(const Hands *h, UiId id, FigureKey key) {
    Ui *ui = h->figure->view->ui;
    double to = key == KEY_I ? h->i : h->j, now = to;
    UiArrows go = ui_arrows(ui, id);
    to += go.right - go.down;
    if (ui_take_key_on(ui, id, UI_KEY_HOME)) to = 0;
    if (to != now) move_to(h, key, to);
}

static void draw_hand(const Hands *h, FigureKey key) {
    Ui *ui = h->figure->view->ui;
    bool query = key == KEY_I;
    int position = query ? h->i : h->j;
    Color ink = ui_color(ui, query ? COLOR_ACCENT : COLOR_TEXT);
    UiId id = ui_id(h->figure->id, query ? "query hand" : "key hand");
    Vec2 tip = on_circle(h, position, 1), line[] = {h->center, tip};
    // The query is a solid hand with a full knob, the key a dashed one with an open knob.
    double knob = (ui_hot(ui, id) ? 9 : 7.5) * ui->k;
    parts_stroke(h->figure, line, 2, query ? 0 : 6, ink);
    draw_disc(ui->draw, tip, knob, query ? ink : ui_color(ui, COLOR_SURFACE));
    draw_circle(ui->draw, tip, knob, 2, ink);
    double line_h = ui_leading(ui, TYPE_MONO), room = 18 * ui->k;
    // Outside the circle, the two apart even where the hands point the same way.
    const char *text = arena_format(ui->arena, query ? "q, i = %d" : "k, j = %d", position);
    double w = ui_text_width(ui, TYPE_MONO, text) + 2;
    Vec2 at = on_circle(h, position, 1 + room / h->radius);
    double x = at.x < h->center.x ? at.x - w : at.x;
    bool near = hypot(on_circle(h, h->i, 1).x - on_circle(h, h->j, 1).x,
                      on_circle(h, h->i, 1).y - on_circle(h, h->j, 1).y) < line_h * 1.2;
    double y = at.y - line_h / 2;
    bool up = (on_circle(h, h->i, 1).y < on_circle(h, h->j, 1).y) == query;
    if (near) y += up ? -line_h * 0.6 : line_h * 0.6;
    ui_line(ui, (Rect){x, y, w, line_h}, TYPE_MONO, query ? COLOR_ACCENT : COLOR_TEXT, text);
    Rect grip = {tip.x - 22, tip.y - 22, 44, 44};
    drag(h, id, key);
    steps(h, id, key);
    ui_ring(ui, id, (Rect){tip.x - knob, tip.y - knob, 2 * knob, 2 * knob}, knob);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SLIDER,
                         .state = UI_FOCUSABLE,
                         .name = query ? "Hand of the query" : "Hand of the key",
                         .value = arena_format(ui->arena, "position %d, angle %.3f", position,
                                               position * h->speed),
                         .r = grip});
}

static void draw_circle_part(Hands *h, Rect r) {
    Ui *ui = h->figure->view->ui;
    double side = ui_text_width(ui, TYPE_MONO, "q, i = 999") + 22 * ui->k;
    double above = ui_leading(ui, TYPE_MONO) + 14 * ui->k;
    h->radius = fmax(20, fmin(r.w / 2 - side, r.h / 2 - above));
    h->center = (Vec2){r.x + r.w / 2, r.y + r.h / 2};
    draw_circle_and_axes(h);
    draw_ghosts(h);
    draw_between(h);
    draw_hand(h, KEY_J);
    draw_hand(h, KEY_I);
}

// The dot product on a scale from −1 to 1.
static void draw_scale(const Hands *h, Rect r, double dot) {
    Ui *ui = h->figure->view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL), y = r.y + r.h - line - 8 * ui->k;
    double pad = ui_text_width(ui, TYPE_MONO_SMALL, "+0.990") / 2;
    Rect track = {r.x + pad, y - 3, r.w - 2 * pad, 6};
    double middle = track.x + track.w / 2, x = middle + dot * track.w / 2;
    Color ink = figure_series_color(h->figure, "rope");
    draw_round(ui->draw, track, 3, ui_color(ui, COLOR_SUNKEN));
    draw_fill(ui->draw, (Rect){fmin(middle, x), track.y, fabs(x - middle), 6}, ink);
    draw_fill(ui->draw, (Rect){round(middle), track.y - 3, 1, 12}, ui_color(ui, COLOR_CONTROL));
    draw_disc(ui->draw, (Vec2){x, y}, 6 * ui->k, ink);
    static const char *const ENDS[] = {"−1", "0", "1"};
    for (int e = 0; e < 3; e++) {
        Rect label = {track.x + track.w * e / 2 - pad, y + 7 * ui->k, 2 * pad, line};
        ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_MUTED, ENDS[e]);
    }
    ui_item(ui, (UiItem){.id = ui_id(h->figure->id, "dot product"),
                         .role = UI_STATUS,
                         .name = "Dot product",
                         .value = format_number(h->figure->view->ui->arena, dot, 3),
                         .r = (Rect){r.x, track.y - 8, r.w, line + 24}});
}

static double draw_formulas(const Hands *h, Rect r, double dot) {
    View *view = h->figure->view;
    Arena *arena = view->ui->arena;
    Ui *ui = view->ui;
    UiId id = ui_id(h->figure->id, "formula");
    double before = r.y, gap = 9 * ui->k;
    const char *speed =
        arena_format(arena, "q = k = (1, 0),\\quad \\theta_{%d} = %.0f^{-2 \\cdot %d/%d} = %.4g",
                     h->pair, pe_get(h->pe, "base", 0), h->pair, h->pe->D, h->speed);
    const char *rule = "\\langle R_i q,\\, R_j k \\rangle = \\cos\\left((i-j)\\,\\theta\\right)";
    const char *numbers =
        arena_format(arena, "= \\cos(%d \\cdot %.4g) = \\cos(%.4g) = %s", h->i - h->j, h->speed,
                     (h->i - h->j) * h->speed, parts_tex(h->figure, dot, 3));
    const char *lines[] = {speed, rule, numbers};
    for (int at = 0; at < 3; at++) {
        ColorId color = at == 0 ? COLOR_SECONDARY : COLOR_TEXT;
        Rect line = {r.x, r.y, r.w, 0};
        r.y += ui_formula(ui, ui_id_at(id, at), line, lines[at], color, false) + gap;
    }
    return r.y - before;
}

static void slide(const Hands *h, FigureKey key, Rect r) {
    View *view = h->figure->view;
    double now = key == KEY_I ? h->i : h->j;
    UiSlide slider = figure_slider(h->figure, (FigureControl){key, 0, h->most}, r,
                                   format_count(view->ui->arena, now));
    if (slider.changed) move_to(h, key, slider.value);
}

static void draw_controls(const Hands *h, Rect r) {
    Ui *ui = h->figure->view->ui;
    FigureView *figure = h->figure;
    double row = figure_control_height(figure), gap = 20 * ui->k;
    Rect top = rect_cut_top(&r, row);
    slide(h, KEY_I, rect_column(top, 0, 2, gap));
    slide(h, KEY_J, rect_column(top, 1, 2, gap));
    rect_cut_top(&r, 6 * ui->k);
    Rect below = rect_cut_top(&r, row);
    figure_switch(figure, KEY_TOGETHER, rect_column(below, 0, 2, gap));
    if (h->pe->pairs < 2) return;
    const char *text = arena_format(ui->arena, "%d of %d", h->pair, h->pe->pairs);
    UiSlide pair = figure_slider(figure, (FigureControl){KEY_PAIR, 0, h->pe->pairs - 1},
                                 rect_column(below, 1, 2, gap), text);
    if (pair.changed) figure_wish_set(figure, KEY_PAIR, pair.value);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    Hands h = hands_of(figure);
    double dot = cos((h.i - h.j) * h.speed), formulas = 96 * ui->k, scale = 44 * ui->k;
    Rect controls = rect_cut_bottom(&r, 2 * figure_control_height(figure) + 6 * ui->k);
    rect_cut_bottom(&r, 8 * ui->k);
    double text = formulas + scale;
    bool beside = r.h - text < 190 * ui->k && r.w > 430 * ui->k;
    Rect words =
        beside ? rect_cut_right(&r, r.w * 0.48) : rect_cut_bottom(&r, fmin(text, r.h * 0.6));
    draw_circle_part(&h, r);
    if (beside) words = rect_center(words, words.w, fmin(text, words.h));
    draw_controls(&h, controls);
    if (figure->withheld) return;
    Rect bar = words;
    double used = draw_formulas(&h, words, dot);
    rect_cut_top(&bar, used);
    draw_scale(&h, rect_cut_top(&bar, scale), dot);
}

const FigureInfo figure_rope_pair = {.height = 560, .draw = draw};
