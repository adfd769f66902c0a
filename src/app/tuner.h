// The parameters of one panel's scheme as controls, made from the scheme's own description.
#ifndef APP_TUNER_H
#define APP_TUNER_H

#include "app/figure.h"

// A strip with a slider, a switch or a choice for each parameter of panel `panel`: first those that are its own, then those that
// follow the shared controls until they are moved here. What does not fit into r is scrolled.
void tuner_draw(FigureView *figure, Rect r, int panel);
// The height at which nothing is scrolled, and the one at which a single row is seen.
double tuner_height(FigureView *figure, double width, int panel);
double tuner_height_least(const FigureView *figure);

// What has the focus when the strip appears.
UiId tuner_first(const FigureView *figure, int panel);

// The nearest value that the parameter may have with at most three digits; of a whole-numbered one the nearest step.
double tuner_round(const PeParam *param, double value);

#endif
