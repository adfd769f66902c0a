// What a card says to a wrong answer that it expects, with the learner's numbers: task->wrongs by their `check`.
//
// A check and the feedback may name what was answered: i and j of a hotspot's cell, the controls of a parameter task, `given` of
// a number, whose key is `answer`. In the feedback {value} stands for the diagnosis's own calculation.
#ifndef CARD_DIAGNOSIS_H
#define CARD_DIAGNOSIS_H

#include "card/task_form.h"

// The names that the answers of a task give, in `names` of EXPR_VARIABLE_MAX; returns how many.
int diagnosis_names(const Task *task, const char **names);
// The same with what they are in an answer (card/task_kind.h), in `out` of EXPR_VARIABLE_MAX; returns how many, 0 if it is none.
int diagnosis_values(const Task *task, const TaskForm *form, const char *answer, ExprVariable *out);

// Whether the check of task->wrongs[wrong] holds; false if it has none.
bool diagnosis_holds(const Task *task, const TaskForm *form, int wrong, const ExprScope *said);
// The first one that holds, −1 if none does.
int diagnosis_find(const Task *task, const TaskForm *form, const ExprScope *said);

// The feedback of task->wrongs[wrong] to the answer; what is new is in the arena.
Doc diagnosis_text(Arena *arena, const Task *task, const TaskForm *form, const char *answer,
                   int wrong);

#endif
