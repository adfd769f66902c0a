// Tries the diagnoses of a task on its answers. Private to the card loader.
#ifndef FORMATS_CARD_DIAGNOSES_H
#define FORMATS_CARD_DIAGNOSES_H

#include "card/diagnosis.h"
#include "card/task_kind.h"

// Of all answers of the task in this form, or of some thousand spread over them, and of its key: met[k] becomes true if the
// check of task->wrongs[k] is the first to hold for a wrong one. −1, or the index of one that holds for a right answer, which is
// in `answer`. met: (task->wrong_count).
int diagnoses_try(const Task *task, const TaskForm *form, ExprCache *cache, bool *met,
                  char answer[ANSWER_MAX + 1]);

#endif
