// Walks over the answers of a task, as its type goes from one to the next, and looks for diagnoses that hold.
#include "formats/card_diagnoses.h"

#include "formats/card_task_types.h"

#include <math.h>
#include <string.h>

bool walk_holds(const Walk *walk) {
    ExprScope said = {walk->said, walk->said_count, walk->cache};
    double value;
    return task_value(&walk->task->check, walk->form, &said, &value, NULL) && fabs(value) > 0;
}

int walk_try(Walk *walk, bool right) {
    ExprScope said = {walk->said, walk->said_count, walk->cache};
    for (int k = 0; k < walk->task->wrong_count; k++) {
        if (!diagnosis_holds(walk->task, walk->form, k, &said)) continue;
        if (right) return k;
        walk->met[k] = true;
        return -1;
    }
    return -1;
}

int diagnoses_try(const Task *task, const TaskForm *form, ExprCache *cache, bool *met,
                  char answer[ANSWER_MAX + 1]) {
    const char *names[EXPR_VARIABLE_MAX];
    const CardTaskType *type = card_task_type(task->type);
    Walk walk = {.task = task, .form = form, .cache = cache};
    if (!type->walk) return -1;
    walk.met = met;
    walk.said_count = diagnosis_names(task, names);
    for (int i = 0; i < walk.said_count; i++) walk.said[i].name = names[i];
    int refuted = type->walk(&walk);
    if (refuted >= 0) memcpy(answer, walk.answer, sizeof walk.answer);
    return refuted;
}
