// A figure made of dials: legend, dials of which one is chosen, words about it.
#include "app/dial.h"

#include <math.h>

// The pair that a click or the arrow keys lead to.
static int choose_pair(FigureView *figure, UiId id, const DialGrid *grid, int pair) {
    Ui *ui = figure->view->ui;
    UiArrows go = ui_arrows(ui, id);
    int to = pair + go.right + go.down * grid->columns,
        under = ui_clicked(ui, id) ? dial_under(grid, ui->in.mouse) : -1;
    if (ui_take_key_on(ui, id, UI_KEY_HOME)) to = 0;
    if (ui_take_key_on(ui, id, UI_KEY_END)) to = grid->pairs - 1;
    if (under >= 0) to = dial_pair(grid, under);
    return to < 0 ? 0 : to < grid->pairs ? to : grid->pairs - 1;
}

void dial_figure(FigureView *figure, Rect r, const Pe *pe, const DialFigure *what) {
    Ui *ui = figure->view->ui;
    int pair = figure_int(figure->state, KEY_PAIR);
    if (pair > pe->pairs - 1) pair = pe->pairs - 1;
    parts_legend(figure, &r, what->legend, what->legend_count);
    double line = ui_leading(ui, TYPE_CAPTION),
           room = parts_detail_height(figure, r.w, what->detail(what->self, pe->pairs - 1)) + line;
    Rect text = rect_cut_bottom(&r, fmin(room, r.h / 2));
    DialField field = {.id = ui_id(figure->id, "dials"),
                       .name = what->name,
                       .value = arena_format(ui->arena, ", pair %d marked", pair),
                       .pe = pe,
                       .face = what->face,
                       .needs = {22, 22, 1},
                       .marked = pair};
    DialGrid grid = dial_field(figure, r, &field);
    int under = ui_hot(ui, field.id) ? dial_under(&grid, ui->in.mouse) : -1,
        to = choose_pair(figure, field.id, &grid, pair);
    if (to != pair) figure_wish_set(figure, KEY_PAIR, to);
    rect_cut_top(&text, line / 2);
    parts_detail(figure, "detail", text,
                 what->detail(what->self, under >= 0 ? dial_pair(&grid, under) : pair));
}
