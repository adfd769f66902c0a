// What a reader is asked to predict of a figure, and how it came out.
#ifndef APP_PREDICT_VIEW_H
#define APP_PREDICT_VIEW_H

#include "app/view.h"

// Draws the panel of a lesson that asks for a prediction, of the card shown, at the top of *r and sets its height; returns the
// link of its texts that was followed, or NULL.
const Run *predict_panel(View *view, Rect *r, int lesson);

// How far off a distance is: "25 % of the scale off", "exactly that"; in the arena.
const char *predict_distance_words(Arena *arena, double distance);

#endif
