// The parameters of one panel's scheme as controls, made from the scheme's own description.
#ifndef APP_TUNER_H
#define APP_TUNER_H

#include "app/figure.h"

// A strip with a slider, a switch or a choice for each parameter of panel `panel`: those that are its own first, then those that
// follow the shared controls until they are moved here. Returns the height; with `draw` false it only measures.
double tuner_draw(FigureView *figure, Rect r, int panel, bool draw);

// What has the focus when the strip appears.
UiId tuner_first(const FigureView *figure, int panel);

// A value as the reader sees it: a word, "8,192 tokens", "0.25".
const char *tuner_text(Arena *arena, const PeParam *param, double value);

// The nearest value that the parameter may have with at most three digits; of a whole-numbered one the nearest step.
double tuner_round(const PeParam *param, double value);

#endif
