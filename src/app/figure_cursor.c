// What mouse and arrow keys wish for on a picture of the shared cursor.
#include "app/figure.h"

#include <math.h>

static double within(double at, int end) {
    return fmin(fmax(at, 0), fmax(end - 1, 0));
}

void figure_cursor_input(FigureView *figure, UiId id, bool over, FigureCell at, FigureCell now,
                         FigureCell end) {
    Ui *ui = figure->view->ui;
    const FigureState *state = figure->state;
    Actions *wishes = figure->view->wishes;
    bool shown = state->hovering && state->hover_i == at.i && state->hover_j == at.j;
    if (over && !shown && !ui->walked) {
        wish(wishes, (Action){.kind = ACT_HOVER, .target = figure->target, .a = at.i, .b = at.j});
    }
    if (over && ui_clicked(ui, id)) {
        wish(wishes, (Action){.kind = ACT_PIN, .target = figure->target, .a = at.i, .b = at.j});
    }
    UiArrows go = ui_arrows(ui, id);
    if (!go.down && !go.right) return;
    wish(wishes, (Action){.kind = ACT_PIN,
                          .target = figure->target,
                          .a = within(now.i + go.down, end.i),
                          .b = within(now.j + go.right, end.j)});
}
