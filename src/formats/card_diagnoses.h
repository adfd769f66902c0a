// Tries the diagnoses of a task on its answers. Private to the card loader.
#ifndef FORMATS_CARD_DIAGNOSES_H
#define FORMATS_CARD_DIAGNOSES_H

#include "card/diagnosis.h"
#include "card/task_kind.h"

// Answers looked at in one form, where there are too many for all.
enum { DIAGNOSIS_ANSWERS = 4096 };

// From one answer of a form to the next.
typedef struct Walk {
    const Task *task;
    const TaskForm *form;
    ExprCache *cache;
    bool *met;                            // (task->wrong_count)
    ExprVariable said[EXPR_VARIABLE_MAX]; // the names are there; each answer fills in its values
    int said_count;
    char answer
        [ANSWER_MAX +
         1]; // to be left here with an answer that refutes a diagnosis, in words for the author
} Walk;

// Whether the task's predicate holds for what is said.
bool walk_holds(const Walk *walk);
// Looks at the answer that is said: the diagnosis that it refutes as it is right, −1 if none.
int walk_try(Walk *walk, bool right);

// Of all answers of the task in this form, or of some thousand spread over them, and of its key: met[k] becomes true if the
// check of task->wrongs[k] is the first to hold for a wrong one. −1, or the index of one that holds for a right answer, which is
// in `answer`. met: (task->wrong_count).
int diagnoses_try(const Task *task, const TaskForm *form, ExprCache *cache, bool *met,
                  char answer[ANSWER_MAX + 1]);

#endif
