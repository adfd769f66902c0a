// What a lesson asks its reader to foresee: the table of it, and its outcome. Private to the card loader.
#ifndef FORMATS_CARD_PREDICT_H
#define FORMATS_CARD_PREDICT_H

#include "formats/card_shapes.h"

extern const Shape PREDICT_SHAPE;

// What concerns the lesson as a whole: settings that its figure does not have, names without a value in the calculation.
void card_predict_check(Reader *reader, const Node *lesson_node, const Lesson *lesson);

// Calculates every outcome of a card that has been read. An error for an id that is taken, an outcome without a value or
// outside its scale, and a slider that would begin at it.
void card_predict_outcomes(Card *card, CardIssues *issues);

#endif
