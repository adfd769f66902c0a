// The controls of a figure: a slider, a switch or a choice for each of its keys.
#include "app/control_grid.h"
#include "app/format.h"

#include <math.h>

// A value as the reader sees it: words by name, head from 0, numbers with separators.
static const char *control_text(FigureView *figure, FigureKey key) {
    Arena *arena = figure->view->ui->arena;
    const FigureKeyInfo *info = figure_key_info(key);
    double value = figure->state->value[key];
    if (info->words) return info->words[(int)value];
    if (key == KEY_HEAD) {
        return arena_format(arena, "%d of 0–%d", (int)value,
                            figure_int(figure->state, KEY_HEADS) - 1);
    }
    if (info->step <= 0) return arena_format(arena, "%.3g", value);
    // A long number leaves no room for its unit.
    const char *unit = value < 1e5 ? info->unit : "";
    return arena_format(arena, "%s%s%s", format_count(arena, value), *unit ? " " : "", unit);
}

// A head or a position can be no further than there are.
static double control_end(const FigureState *state, const FigureControl *control) {
    if (control->key == KEY_HEAD) return state->value[KEY_HEADS] - 1;
    if (control->key == KEY_ROW) return fmin(control->hi, state->value[KEY_N] - 1);
    return control->hi;
}

double figure_control_height(const FigureView *figure) {
    return 56 * figure->view->ui->k;
}

void figure_segments(FigureView *figure, FigureKey key, Rect r, const char *const *labels) {
    const FigureKeyInfo *info = figure_key_info(key);
    int now = figure_int(figure->state, key),
        chosen = ui_segments(figure->view->ui, ui_id(figure->id, info->id), r, info->label,
                             labels ? labels : info->words, now);
    if (chosen >= 0) figure_wish_set(figure, key, chosen);
}

void figure_choice(FigureView *figure, FigureKey key, Rect r, const char *const *labels) {
    Ui *ui = figure->view->ui;
    ui_line(ui, rect_cut_top(&r, ui_leading(ui, TYPE_LABEL) + 4), TYPE_LABEL, COLOR_TEXT,
            figure_key_info(key)->label);
    figure_segments(figure, key, rect_cut_top(&r, 34 * ui->k), labels);
}

void figure_switch(FigureView *figure, FigureKey key, Rect r) {
    Ui *ui = figure->view->ui;
    const FigureKeyInfo *info = figure_key_info(key);
    bool on = figure->state->value[key] > 0;
    if (ui_switch(ui, ui_id(figure->id, info->id), rect_center(r, r.w, 40 * ui->k), info->label, "",
                  on)) {
        figure_wish_set(figure, key, on ? 0 : 1);
    }
}

UiSlide figure_slider(FigureView *figure, FigureControl control, Rect r, const char *text) {
    const FigureKeyInfo *info = figure_key_info(control.key);
    double hi = fmax(control_end(figure->state, &control), control.lo),
           now = fmin(fmax(figure->state->value[control.key], control.lo), hi);
    SliderRange range = {control.lo, hi, info->step, info->log && control.lo > 0, 0};
    return ui_slider(figure->view->ui, ui_id(figure->id, info->id), r,
                     (UiLabel){info->label, text ? text : control_text(figure, control.key)}, now,
                     range);
}

static void control_draw(FigureView *figure, const FigureControl *control, Rect r) {
    const FigureKeyInfo *info = figure_key_info(control->key);
    if (figure_key_is_switch(control->key)) {
        figure_switch(figure, control->key, r);
    } else if (info->words) {
        figure_choice(figure, control->key, r, NULL);
    } else {
        UiSlide slide = figure_slider(figure, *control, r, NULL);
        if (slide.changed) figure_wish_set(figure, control->key, slide.value);
    }
}

double figure_controls(FigureView *figure, const FigureControl *controls, int count, Rect r,
                       bool draw) {
    if (count == 0) return 0;
    ControlGrid grid = control_grid(figure, r, count);
    for (int i = 0; i < count; i++) {
        FigureKey key = controls[i].key;
        const char *const *words = figure_key_is_switch(key) ? NULL : figure_key_info(key)->words;
        Rect place = control_grid_next(&grid, control_grid_wide(&grid, words));
        if (draw) control_draw(figure, &controls[i], place);
    }
    return control_grid_height(&grid);
}
