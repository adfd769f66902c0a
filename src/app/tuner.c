// The parameters of one panel's scheme as controls, made from the scheme's own description.
#include "app/tuner.h"

#include "app/control_grid.h"
#include "app/panel_head.h"
#include "base/str.h"

#include <math.h>

typedef struct Tuner {
    FigureView *figure;
    UiId id;
    int panel;
    Pe pe; // values, not prepared
} Tuner;

static Tuner tuner_of(FigureView *figure, int panel) {
    UiId id = ui_id(ui_id_at(figure->id, panel), "tuner");
    return (Tuner){figure, id, panel, figures_panel_values(figure->state, panel)};
}

static bool is_switch(const PeParam *param) {
    const char *const *words = param->choices;
    return words && words[0] && words[1] && !words[2] &&
           ((str_same(words[0], "no") && str_same(words[1], "yes")) ||
            (str_same(words[0], "off") && str_same(words[1], "on")));
}

static bool is_own(const Tuner *t, int param) {
    return t->figure->state->own[t->panel].set >> param & 1;
}

// The next parameter of a group, −1 if there is none: those that follow the figure's shared controls until they are moved here,
// and the others.
static int next_param(const PeScheme *scheme, bool shared, int after) {
    for (int p = after + 1; p < scheme->param_count; p++) {
        if (figures_feeds(scheme, scheme->params[p].id) == shared) return p;
    }
    return -1;
}

static UiId param_id(UiId id, const PeParam *param) {
    UiId own = ui_id(id, param->id);
    // Of a row of choices each one is an item.
    return param->choices && !is_switch(param) ? ui_id_at(own, 0) : own;
}

UiId tuner_first(const FigureView *figure, int panel) {
    const PeScheme *scheme = pe_scheme_at(figure->state->schemes[panel]);
    UiId id = ui_id(ui_id_at(figure->id, panel), "tuner");
    int first = next_param(scheme, false, -1);
    if (first < 0) first = next_param(scheme, true, -1);
    return first < 0 ? ui_id(id, "shared") : param_id(id, &scheme->params[first]);
}

// A value as the reader sees it: a word, "8,192 tokens", "0.25".
static const char *tuner_text(Arena *arena, const PeParam *param, double value) {
    if (param->choices) return param->choices[(int)value];
    // A long number leaves no room for its unit.
    const char *unit = value < 1e5 ? param->unit : "", *gap = *unit ? " " : "";
    const char *number = value == floor(value) && fabs(value) >= 1000
                             ? format_count(arena, value)
                             : arena_format(arena, "%.4g", value);
    return arena_format(arena, "%s%s%s", number, gap, unit);
}

double tuner_round(const PeParam *param, double value) {
    if (param->step > 0) {
        value = param->lo + round((value - param->lo) / param->step) * param->step;
    } else if (value != 0) {
        double unit = pow(10, floor(log10(fabs(value))) - 2);
        value = unit >= 1 ? round(value / unit) * unit : round(value / unit) / round(1 / unit);
    }
    return fmin(fmax(value, param->lo), param->hi);
}

static void wish_param(const Tuner *t, const PeParam *param, double value) {
    Arena *arena = t->figure->view->ui->arena;
    wish(t->figure->view->wishes,
         (Action){.kind = ACT_PARAM,
                  .target = t->figure->target,
                  .a = t->panel,
                  .text = arena_format(arena, "%s=%.17g", param->id, value)});
}

static void draw_control(const Tuner *t, int index, Rect r) {
    Ui *ui = t->figure->view->ui;
    const PeParam *param = &t->pe.scheme->params[index];
    double value = t->pe.value[index];
    const char *label = param->label;
    bool own = is_own(t, index) && figures_feeds(t->pe.scheme, param->id);
    if (own) label = str_fill(ui->arena, STR_OWN_PARAM, label, NULL);
    UiId id = ui_id(t->id, param->id);
    if (is_switch(param)) {
        bool flip = ui_switch(ui, id, rect_center(r, r.w, 40 * ui->k), label, "", value > 0);
        if (flip) wish_param(t, param, value > 0 ? 0 : 1);
    } else if (param->choices) {
        ui_line(ui, rect_cut_top(&r, ui_leading(ui, TYPE_LABEL) + 4), TYPE_LABEL, COLOR_TEXT,
                label);
        int chosen =
            ui_segments(ui, id, rect_cut_top(&r, 34 * ui->k), label, param->choices, (int)value);
        if (chosen >= 0) wish_param(t, param, chosen);
    } else {
        SliderRange range = {param->lo, param->hi, param->step, param->log && param->lo > 0, 0};
        UiSlide slide = ui_slider(ui, id, r, (UiLabel){label, tuner_text(ui->arena, param, value)},
                                  value, range);
        double to = tuner_round(param, slide.value);
        if (slide.changed && to != value) wish_param(t, param, to);
    }
}

static double head_height(const Ui *ui) {
    return 48 * ui->k;
}

static bool head_button(const Tuner *t, Rect *r, const char *name, StrId label, const char *key) {
    Ui *ui = t->figure->view->ui;
    double w = ui_button_width(ui, str_of(label), key);
    if (w > r->w) return false;
    Rect place = rect_cut_right(r, w);
    rect_cut_right(r, 8);
    return ui_button(ui, ui_id(t->id, name), rect_center(place, w, 36 * ui->k), BUTTON_PLAIN,
                     str_of(label), key);
}

// Whose parameters these are, and the ways back: to the initial values, to fewer panels, to the shared controls.
static void draw_head(const Tuner *t, Rect r) {
    Ui *ui = t->figure->view->ui;
    Actions *wishes = t->figure->view->wishes;
    r.h -= 8 * ui->k;
    int target = t->figure->target;
    bool close = head_button(t, &r, "shared", STR_SHARED_CONTROLS, "Esc");
    if (close) {
        wish(wishes, (Action){.kind = ACT_TUNE, .a = -1});
        ui_focus(ui, panel_head_button(t->figure->id, t->panel));
    }
    bool one = t->figure->state->scheme_count == 1;
    if (!one && head_button(t, &r, "remove", STR_REMOVE_PANEL, "")) {
        wish(wishes, (Action){.kind = ACT_REMOVE, .target = target, .a = t->panel});
    }
    bool own = t->figure->state->own[t->panel].set != 0;
    if (own && head_button(t, &r, "defaults", STR_DEFAULTS, "")) {
        wish(wishes, (Action){.kind = ACT_DEFAULTS, .target = target, .a = t->panel});
    }
    const char *panel = arena_format(ui->arena, "%d", t->panel + 1),
               *title = str_fill(ui->arena, STR_PARAMETERS_OF, t->pe.scheme->title, panel);
    // Short of room it says only whose they are.
    if (ui_text_width(ui, TYPE_INTERFACE_MEDIUM, title) > r.w) title = t->pe.scheme->title;
    ui_label(ui, ui_id(t->id, "title"), UI_HEADING, r, (UiInk){TYPE_INTERFACE_MEDIUM, COLOR_TEXT},
             title);
}

static double draw_group(const Tuner *t, Rect r, bool shared, bool draw) {
    const PeScheme *scheme = t->pe.scheme;
    int count = 0;
    for (int p = next_param(scheme, shared, -1); p >= 0; p = next_param(scheme, shared, p)) count++;
    if (count == 0) return 0;
    ControlGrid grid = control_grid(t->figure, r, scheme->param_count);
    for (int p = next_param(scheme, shared, -1); p >= 0; p = next_param(scheme, shared, p)) {
        const PeParam *param = &scheme->params[p];
        const char *const *words = is_switch(param) ? NULL : param->choices;
        Rect place = control_grid_next(&grid, control_grid_wide(&grid, words));
        if (draw) draw_control(t, p, place);
    }
    return control_grid_height(&grid) + 8;
}

static double draw_caption(const Tuner *t, Rect r, const char *name, StrId text, bool draw) {
    Ui *ui = t->figure->view->ui;
    r.h = ui_leading(ui, TYPE_CAPTION);
    if (draw) {
        ui_label(ui, ui_id(t->id, name), UI_TEXT, r, (UiInk){TYPE_CAPTION, COLOR_MUTED},
                 str_of(text));
    }
    return r.h + 6 * ui->k;
}

// All groups, one below the other; returns the height.
static double draw_groups(const Tuner *t, Rect r, bool draw) {
    double top = r.y;
    r.y += draw_group(t, r, false, draw);
    bool own = r.y > top, shared = next_param(t->pe.scheme, true, -1) >= 0;
    if (own && shared) r.y += draw_caption(t, r, "follow", STR_FOLLOW_SHARED, draw);
    if (!own && !shared) r.y += draw_caption(t, r, "none", STR_NO_PARAMETERS, draw);
    r.y += draw_group(t, r, true, draw);
    return r.y - top;
}

double tuner_height(FigureView *figure, double width, int panel) {
    Tuner t = tuner_of(figure, panel);
    return head_height(figure->view->ui) + draw_groups(&t, (Rect){0, 0, width, 0}, false);
}

double tuner_height_least(const FigureView *figure) {
    return head_height(figure->view->ui) + figure_control_height(figure) + 8;
}

void tuner_draw(FigureView *figure, Rect r, int panel) {
    Tuner t = tuner_of(figure, panel);
    draw_head(&t, rect_cut_top(&r, head_height(figure->view->ui)));
    double height = draw_groups(&t, (Rect){0, 0, r.w, 0}, false);
    // The clip leaves room for rings and thumbs at the sides.
    Page page = page_begin_kind(figure->view, rect_pad(r, -14, 0), PAGE_STRIP);
    draw_groups(&t, (Rect){r.x, page.top, r.w, 0}, true);
    page_end(figure->view, page, height);
}
