// What a card may write about a figure.
#ifndef MAIN_FIGURE_LIST_H
#define MAIN_FIGURE_LIST_H

#include "app/figure.h"

// Prints one line for each figure; or, for one, what it shows and every key of its presets with its range and its default.
void figure_list_all(void);
void figure_list_print(FigureId id);

#endif
