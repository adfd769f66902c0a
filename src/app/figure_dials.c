// The pairs of a rotary scheme as clocks in a panel: hands of query and key.
#include "app/dial.h"
#include "app/panel.h"

#include <math.h>

void figure_dials(FigureView *figure, UiId id, Rect r, const Pe *pe) {
    Ui *ui = figure->view->ui;
    const FigureState *state = figure->state;
    int i = 0, j = 0, pair = figure_int(state, KEY_FEATURE) / 2;
    bool cursor = figure_cursor(state, figure_int(state, KEY_N), &i, &j);
    DialField field = {.id = id,
                       .name = arena_format(ui->arena, "%s dials", pe->scheme->title),
                       .value = arena_format(ui->arena, ", query at %d, key at %d", i, j),
                       .pe = pe,
                       .face = {.train = state->value[KEY_TRAIN],
                                .length = state->value[KEY_N],
                                .hands = {cursor ? i : (double)NAN, cursor ? j : (double)NAN}},
                       .needs = {40 * ui->k, 40 * ui->k, 1},
                       .marked = pair < pe->pairs ? pair : pe->pairs - 1};
    DialGrid grid = dial_field(figure, r, &field);
    // Pointing is enough: the readout reads the pair pointed to last.
    int under = ui_hot(ui, id) ? dial_under(&grid, ui->in.mouse) : -1;
    int to = under >= 0 ? dial_pair(&grid, under) : pair;
    if (to != pair) figure_wish_set(figure, KEY_FEATURE, 2 * to);
}
