// Places controls in rows of columns, one after another.
#include "app/control_grid.h"

#include <math.h>

ControlGrid control_grid(const FigureView *figure, Rect r, int count) {
    double k = figure->view->ui->k, gap = 20 * k;
    return (ControlGrid){.ui = figure->view->ui,
                         .row = {r.x, r.y, r.w, figure_control_height(figure)},
                         .top = r.y,
                         .gap = gap,
                         .columns =
                             (int)fmax(1, fmin(count, floor((r.w + gap) / (190 * k + gap))))};
}

bool control_grid_wide(const ControlGrid *grid, const char *const *words) {
    double widest = 0, column = rect_column(grid->row, 0, grid->columns, grid->gap).w;
    int count = 0;
    for (; words && words[count]; count++) {
        widest = fmax(widest, ui_text_width(grid->ui, TYPE_CAPTION, words[count]));
    }
    return count * (widest + 8) > column;
}

Rect control_grid_next(ControlGrid *grid, bool wide) {
    if (grid->across == grid->columns || (wide && grid->across > 0)) {
        grid->row.y += grid->row.h + 8;
        grid->across = 0;
    }
    Rect place = wide ? grid->row : rect_column(grid->row, grid->across, grid->columns, grid->gap);
    grid->across = wide ? grid->columns : grid->across + 1;
    return place;
}

double control_grid_height(const ControlGrid *grid) {
    return grid->row.y + grid->row.h - grid->top;
}
