// The numbers of the shared cursor: one line, or as many as it takes, for all panels.
#ifndef APP_READOUT_H
#define APP_READOUT_H

#include "app/figure.h"

// Returns the height; with `draw` false it only measures.
double readout_draw(FigureView *figure, Rect r, bool draw);

#endif
