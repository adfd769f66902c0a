// RoPE's pairs as clocks in a panel: hands of query and key.
#include "app/dial.h"
#include "app/panel.h"

#include <math.h>

void figure_dials(FigureView *figure, UiId id, Rect r, const Pe *pe) {
    Ui *ui = figure->view->ui;
    const FigureState *state = figure->state;
    int i = 0, j = 0;
    bool cursor = figure_cursor(state, figure_int(state, KEY_N), &i, &j);
    DialGrid grid = dial_grid(ui, r, pe->pairs, (DialNeeds){40 * ui->k, 40 * ui->k, 1});
    Color ink = figure_series_color(figure, pe->scheme->id);
    DialFace face = {.train = state->value[KEY_TRAIN],
                     .length = state->value[KEY_N],
                     .hands = {cursor ? i : (double)NAN, cursor ? j : (double)NAN}};
    int chosen = figure_int(state, KEY_FEATURE) / 2;
    for (int at = 0; at < grid.shown; at++) {
        Rect cell = dial_cell(&grid, at);
        int pair = dial_pair(&grid, at);
        if (pair == chosen) draw_round(ui->draw, cell, 6, ui_color(ui, COLOR_TINT));
        if (pair != chosen && ui_hot(ui, id) && rect_has(cell, ui->in.mouse))
            figure_wish_set(figure, KEY_FEATURE, 2 * pair);
        Rect label = rect_cut_bottom(&cell, grid.label);
        face.speed = pe->freq[dial_pair(&grid, at)];
        dial_draw(figure, (Dial){{cell.x + cell.w / 2, cell.y + cell.h / 2}, grid.radius}, &face,
                  ink);
        const char *text = arena_format(ui->arena, "r=%d", dial_pair(&grid, at));
        if (grid.label > 0) ui_line_center(ui, label, TYPE_MONO_SMALL, COLOR_MUTED, text);
    }
    const char *value = arena_format(ui->arena, "%d of %d pairs, query at %d, key at %d",
                                     grid.shown, pe->pairs, i, j);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = "RoPE dials",
                         .value = value,
                         .r = r});
    ui_ring(ui, id, r, 6);
}
