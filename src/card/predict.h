// Predictions: the scale on which a reader says what a figure will show, how far that was from what came, and how both are
// written down. Nothing of it is points, and nothing counts as known.
#ifndef CARD_PREDICT_H
#define CARD_PREDICT_H

#include "card/card.h"

// A prediction that was made: what the reader said, what it is, and how much of the scale lies between, 0 … 1, as it was told.
typedef struct Prediction {
    double guess, outcome, distance;
} Prediction;

// Where a value lies on the scale: 0 at `least`, 1 at `most`, by the logarithm if the scale is.
double predict_place(const Predict *predict, double value);

// The value that the slider can show nearest to this one: whole steps from `least`, or `most`.
double predict_snap(const Predict *predict, double value);

// Where the slider stands before the reader has moved it: the middle of the scale.
double predict_start(const Predict *predict);

// |guess − outcome| / (most − least), in logarithms if the scale is: at most 1 within the scale.
double predict_distance(const Predict *predict, double guess, double outcome);

// The numbers that the outcome is calculated from: those of the lesson's preset and, over them, of the move, by the names of
// the figure's settings. Returns how many, at most EXPR_VARIABLE_MAX; the rest are left out.
int predict_variables(const Lesson *lesson, ExprVariable *out);

// "512,2048,0.25", the value of an EVENT_PREDICT that stands alone, in the arena; and back, false for what is none.
char *prediction_text(Arena *arena, Prediction prediction);
bool prediction_read(const char *text, Prediction *out);

// The middle one, or the mean of the two in the middle, of at least one; they are sorted.
double predict_median(double *distances, int count);

#endif
