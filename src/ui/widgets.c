// Buttons, tabs, switches, segments and sliders.
#include "ui/widgets.h"

#include <math.h>
#include <string.h>

enum { RADIUS = 8 };

void ui_ring(Ui *ui, UiId id, Rect r, double radius) {
    if (ui_focused(ui, id)) {
        draw_ring(ui->draw, rect_inset(r, -4), radius + 4, 2, ui_color(ui, COLOR_ACCENT));
    }
}

void ui_surface(Ui *ui, Rect r, double radius) {
    if (ui->theme == THEME_LIGHT) {
        draw_shadow(ui->draw, (Rect){r.x, r.y + 2, r.w, r.h}, radius, 10, (Color){26, 28, 33, 20});
    }
    draw_round(ui->draw, r, radius, ui_color(ui, COLOR_SURFACE));
    draw_ring(ui->draw, r, radius, ui->theme == THEME_CONTRAST ? 2 : 1, ui_color(ui, COLOR_BORDER));
}

double ui_chip_width(const Ui *ui, const char *text) {
    return *text ? ui_text_width(ui, TYPE_CHIP, text) + 12 * ui->k : 0;
}

double ui_chip(Ui *ui, double x, double middle, const char *text) {
    double w = ui_chip_width(ui, text), h = 18 * ui->k;
    if (w <= 0) return 0;
    Rect r = {x, middle - h / 2, w, h};
    draw_round(ui->draw, r, 4, ui_color(ui, COLOR_SUNKEN));
    draw_text(ui->draw, (Vec2){x + 6 * ui->k, ui_baseline(ui, TYPE_CHIP, r.y, r.h)},
              ui_style(ui, TYPE_CHIP), ui_color(ui, COLOR_SECONDARY), text, -1);
    return w;
}

double ui_button_width(const Ui *ui, const char *label, const char *key) {
    double chip = ui_chip_width(ui, key);
    return ui_text_width(ui, TYPE_INTERFACE_MEDIUM, label) + 36 * ui->k +
           (chip > 0 ? chip + 10 * ui->k : 0);
}

static void button_face(Ui *ui, UiId id, Rect r, ButtonLook look) {
    bool hot = ui_hot(ui, id);
    if (look == BUTTON_PRIMARY) {
        Color face = ui_color(ui, COLOR_ACCENT);
        draw_round(ui->draw, r, RADIUS,
                   hot ? color_mix(face, ui_color(ui, COLOR_TEXT), 0.12) : face);
        return;
    }
    if (look == BUTTON_PLAIN) {
        draw_round(ui->draw, r, RADIUS, ui_color(ui, hot ? COLOR_SUNKEN : COLOR_SURFACE));
        draw_ring(ui->draw, r, RADIUS, 1, ui_color(ui, COLOR_CONTROL));
    } else if (hot) {
        draw_round(ui->draw, r, RADIUS, ui_color(ui, COLOR_SUNKEN));
    }
}

bool ui_button(Ui *ui, UiId id, Rect r, ButtonLook look, const char *label, const char *key) {
    button_face(ui, id, r, look);
    ui_ring(ui, id, r, RADIUS);
    ColorId ink = look == BUTTON_PRIMARY ? COLOR_ON_ACCENT : COLOR_TEXT;
    double chip = ui_chip_width(ui, key), text = ui_text_width(ui, TYPE_INTERFACE_MEDIUM, label);
    double gap = chip > 0 ? 10 * ui->k : 0, x = r.x + (r.w - text - gap - chip) / 2;
    if (x < r.x + 6) x = r.x + 6;
    ui_line(ui, (Rect){x, r.y, r.x + r.w - x - 4, r.h}, TYPE_INTERFACE_MEDIUM, ink, label);
    if (chip > 0) ui_chip(ui, x + text + gap, r.y + r.h / 2, key);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE,
                         .name = label,
                         .value = key,
                         .r = r});
    return ui_clicked(ui, id);
}

bool ui_tab(Ui *ui, UiId id, Rect r, const char *label, const char *key, bool on) {
    if (on) {
        draw_round(ui->draw, r, RADIUS, ui_color(ui, COLOR_TINT));
    } else if (ui_hot(ui, id)) {
        draw_round(ui->draw, r, RADIUS, ui_color(ui, COLOR_SUNKEN));
    }
    ui_ring(ui, id, rect_inset(r, 3), RADIUS);
    double chip = ui_chip_width(ui, key), text = ui_text_width(ui, TYPE_INTERFACE_MEDIUM, label);
    double gap = chip > 0 ? 8 * ui->k : 0, x = r.x + (r.w - text - gap - chip) / 2;
    ui_line(ui, (Rect){x, r.y, text + 2, r.h}, TYPE_INTERFACE_MEDIUM,
            on ? COLOR_ACCENT : COLOR_SECONDARY, label);
    ui_chip(ui, x + text + gap, r.y + r.h / 2, key);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_TAB,
                         .state = UI_FOCUSABLE | (on ? (unsigned)UI_CHECKED : 0u),
                         .name = label,
                         .value = key,
                         .r = r});
    return ui_clicked(ui, id);
}

bool ui_switch(Ui *ui, UiId id, Rect r, const char *label, const char *key, bool on) {
    double h = 24 * ui->k, w = 40 * ui->k, middle = r.y + r.h / 2;
    Rect track = {r.x, middle - h / 2, w, h};
    draw_round(ui->draw, track, h / 2, ui_color(ui, on ? COLOR_ACCENT : COLOR_CONTROL));
    double knob = h / 2 - 3;
    draw_disc(ui->draw, (Vec2){on ? track.x + w - h / 2 : track.x + h / 2, middle}, knob,
              ui_color(ui, on ? COLOR_ON_ACCENT : COLOR_SURFACE));
    double x = r.x + w + 12 * ui->k, text = ui_text_width(ui, TYPE_LABEL, label);
    ui_line(ui, (Rect){x, r.y, r.x + r.w - x, r.h}, TYPE_LABEL, COLOR_TEXT, label);
    if (x + text + 50 * ui->k < r.x + r.w || !*key) ui_chip(ui, x + text + 12 * ui->k, middle, key);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SWITCH,
                         .state = UI_FOCUSABLE | (on ? (unsigned)UI_CHECKED : 0u),
                         .name = label,
                         .value = on ? "on" : "off",
                         .r = r});
    ui_ring(ui, id, (Rect){r.x, track.y, w, h}, h / 2);
    return ui_clicked(ui, id);
}

// Left and Right go on from the part that has the focus: the part chosen, −1 if none is.
static int segment_keys(Ui *ui, UiId id, int part, int count) {
    int to = part + ui_take_key_on(ui, ui_id_at(id, part), UI_KEY_RIGHT) -
             ui_take_key_on(ui, ui_id_at(id, part), UI_KEY_LEFT);
    if (to == part || to < 0 || to >= count) return -1;
    ui_focus(ui, ui_id_at(id, to));
    return to;
}

int ui_segments(Ui *ui, UiId id, Rect r, const char *name, const char *const *labels, int now) {
    int chosen = -1, count = 0;
    while (labels[count]) count++;
    draw_round(ui->draw, r, RADIUS, ui_color(ui, COLOR_SURFACE));
    for (int i = 0; i < count && chosen < 0; i++) chosen = segment_keys(ui, id, i, count);
    for (int i = 0; i < count; i++) {
        UiId part = ui_id_at(id, i);
        Rect cell = rect_column(r, i, count, 0);
        bool on = i == now;
        if (on) {
            draw_round(ui->draw, rect_inset(cell, 1), RADIUS - 1, ui_color(ui, COLOR_TINT));
        } else if (ui_hot(ui, part)) {
            draw_round(ui->draw, rect_inset(cell, 1), RADIUS - 1, ui_color(ui, COLOR_SUNKEN));
        }
        if (i > 0 && !on && i - 1 != now) {
            draw_fill(ui->draw, (Rect){cell.x, cell.y + 8, 1, cell.h - 16},
                      ui_color(ui, COLOR_BORDER));
        }
        if (on) draw_ring(ui->draw, cell, RADIUS, 1.5, ui_color(ui, COLOR_ACCENT));
        TypeId type =
            ui_text_width(ui, TYPE_LABEL, labels[i]) < cell.w - 8 ? TYPE_LABEL : TYPE_CAPTION;
        ui_line_center(ui, rect_pad(cell, 2, 0), type, on ? COLOR_ACCENT : COLOR_SECONDARY,
                       labels[i]);
        ui_ring(ui, part, rect_inset(cell, 3), RADIUS);
        ui_item(ui, (UiItem){.id = part,
                             .role = UI_RADIO,
                             .state = UI_FOCUSABLE | (on ? (unsigned)UI_CHECKED : 0u),
                             .name = labels[i],
                             .value = name,
                             .r = cell});
        if (ui_clicked(ui, part)) chosen = i;
    }
    draw_ring(ui->draw, r, RADIUS, 1, color_fade(ui_color(ui, COLOR_CONTROL), 0.8));
    return chosen;
}

static double to_unit(double value, SliderRange range) {
    if (range.hi <= range.lo) return 0;
    double t = range.log ? log(value / range.lo) / log(range.hi / range.lo)
                         : (value - range.lo) / (range.hi - range.lo);
    return fmin(fmax(t, 0), 1);
}

static double from_unit(double t, SliderRange range) {
    t = fmin(fmax(t, 0), 1);
    double value =
        range.log ? range.lo * pow(range.hi / range.lo, t) : range.lo + t * (range.hi - range.lo);
    if (range.step > 0) value = range.lo + round((value - range.lo) / range.step) * range.step;
    return fmin(fmax(value, range.lo), range.hi);
}

// The value `steps` steps away; on a logarithmic slider a step is a part of a doubling, but at least one step.
static double stepped(double value, int steps, SliderRange range) {
    double step = range.step > 0 ? range.step : (range.hi - range.lo) / 100;
    double to = value + steps * step;
    if (range.log) {
        double by = pow(2, steps / (range.per_doubling > 0 ? range.per_doubling : 16));
        bool coarse = range.step > 0 && fabs(value * by - value) <= step;
        if (!coarse) to = value * by;
    }
    if (range.step > 0) to = range.lo + round((to - range.lo) / range.step) * range.step;
    return fmin(fmax(to, range.lo), range.hi);
}

static double slider_keys(Ui *ui, UiId id, double value, SliderRange range) {
    static const struct {
        UiKey key;
        int steps;
    } KEYS[] = {{UI_KEY_LEFT, -1}, {UI_KEY_DOWN, -1},       {UI_KEY_RIGHT, 1},
                {UI_KEY_UP, 1},    {UI_KEY_PAGE_DOWN, -10}, {UI_KEY_PAGE_UP, 10}};

    bool here = ui->focus == id && ui->top == ui->layer;
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
        while (ui_take_key_on(ui, id, KEYS[i].key)) value = stepped(value, KEYS[i].steps, range);
        SliderRange fine = {.lo = range.lo, .hi = range.hi, .step = range.step};
        while (here && ui_take_key(ui, KEYS[i].key, UI_SHIFT)) {
            ui->focus_shown = true;
            value = stepped(value, KEYS[i].steps, fine);
        }
    }
    if (ui_take_key_on(ui, id, UI_KEY_HOME)) value = range.lo;
    if (ui_take_key_on(ui, id, UI_KEY_END)) value = range.hi;
    return value;
}

static void slider_draw(Ui *ui, UiId id, Rect track, double t, double ghost) {
    double middle = track.y + track.h / 2, x = track.x + t * track.w, knob = 9 * ui->k;
    draw_round(ui->draw, (Rect){track.x, middle - 2, track.w, 4}, 2, ui_color(ui, COLOR_BORDER));
    if (x > track.x) {
        draw_round(ui->draw, (Rect){track.x, middle - 2, x - track.x, 4}, 2,
                   ui_color(ui, COLOR_ACCENT));
    }
    if (ghost >= 0) {
        draw_disc(ui->draw, (Vec2){track.x + ghost * track.w, middle}, knob * 0.7,
                  color_fade(ui_color(ui, COLOR_ACCENT), 0.35));
    }
    draw_disc(ui->draw, (Vec2){x, middle}, knob, ui_color(ui, COLOR_SURFACE));
    draw_circle(ui->draw, (Vec2){x, middle}, knob, 2, ui_color(ui, COLOR_ACCENT));
    ui_ring(ui, id, (Rect){x - knob, middle - knob, 2 * knob, 2 * knob}, knob);
}

UiSlide ui_slider(Ui *ui, UiId id, Rect r, UiLabel label, double value, SliderRange range) {
    Rect rest = r, head = rect_cut_top(&rest, ui_leading(ui, TYPE_LABEL) + 4);
    Rect track = rect_pad(rest, 9 * ui->k, 0);
    double before = value;
    if (ui_held(ui, id)) {
        if (ui->in.pressed & UI_MOUSE_LEFT) ui->drag_from = value;
        value = from_unit((ui->in.mouse.x - track.x) / track.w, range);
    }
    value = slider_keys(ui, id, value, range);
    double number = ui_text_width(ui, TYPE_MONO, label.text);
    ui_line_right(ui, head, TYPE_MONO, COLOR_SECONDARY, label.text);
    ui_line(ui, (Rect){head.x, head.y, head.w - number - 8, head.h}, TYPE_LABEL, COLOR_TEXT,
            label.name);
    double ghost = ui_held(ui, id) && ui->drag_from != value ? to_unit(ui->drag_from, range) : -1;
    slider_draw(ui, id, track, to_unit(value, range), ghost);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_SLIDER,
                         .state = UI_FOCUSABLE,
                         .name = label.name,
                         .value = label.text,
                         .r = r});
    return (UiSlide){value != before, value};
}
