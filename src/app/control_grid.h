// Places controls in rows of columns, one after another.
#ifndef APP_CONTROL_GRID_H
#define APP_CONTROL_GRID_H

#include "app/figure.h"

typedef struct ControlGrid {
    const Ui *ui;
    Rect row; // the one being filled
    double top, gap;
    int columns, across;
} ControlGrid;

// For `count` controls in r, of which only place and width matter.
ControlGrid control_grid(const FigureView *figure, Rect r, int count);
// Whether a choice of these words (NULL: something else) does not fit into a column.
bool control_grid_wide(const ControlGrid *grid, const char *const *words);
// The place of the next control, a row of its own if it is wide.
Rect control_grid_next(ControlGrid *grid, bool wide);
// From the top of the first to the bottom of the last.
double control_grid_height(const ControlGrid *grid);

#endif
