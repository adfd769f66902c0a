// The parts of the quiz: a question with its options, hints and feedback; the row of all questions; the result.
#ifndef APP_QUIZ_VIEW_H
#define APP_QUIZ_VIEW_H

#include "app/view.h"

// How high a question is, in all and down to its last buttons, below which a figure may follow; and how far below its top begins
// what the last step brought up (INFINITY if nowhere).
typedef struct QuizHeight {
    double whole, buttons, news;
} QuizHeight;

// The question at r.x, r.y in r.w, narrow if there is no room for a figure beside it.
QuizHeight quiz_question(View *view, Rect r, const Task *task, bool narrow);

// The result page; returns the height.
double quiz_results(View *view, Rect r);

// One small square for each question, showing how it stands; a click goes there. Returns the height.
double quiz_row(View *view, Rect r);

#endif
