// How each type of task looks and is answered in a terminal: one row each.
#ifndef MAIN_QUIZ_TYPES_H
#define MAIN_QUIZ_TYPES_H

#include "main/quiz_print.h"

typedef struct QuizType {
    const char *how;   // a line below the question, "" if it needs none
    const char *input; // "two numbers", in the help
    // Whether the line is meant as an answer here; then `out` is what to apply.
    bool (*take)(const Task *task, const Attempt *attempt, const char *line,
                 char out[ANSWER_MAX + 1]);
    void (*show)(Sitting *sitting); // what there is to choose from
    // After a try, or on return to it: what may be said about it.
    void (*tell)(Sitting *sitting, int try_index);
    void (*end)(Sitting *sitting); // the right answer, once the task is done
} QuizType;

const QuizType *quiz_type(TaskType type);

#endif
