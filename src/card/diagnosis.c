// Finds the diagnosis of a wrong answer and fills its numbers into what the card says.
#include "card/diagnosis.h"

#include "card/task_kind.h"

#include <assert.h>
#include <math.h>

int diagnosis_names(const Task *task, const char **names) {
    const TaskKind *kind = task_kind(task->type);
    return kind && kind->names ? kind->names(task, names) : 0;
}

int diagnosis_values(const Task *task, const TaskForm *form, const char *answer,
                     ExprVariable *out) {
    const char *names[EXPR_VARIABLE_MAX];
    double values[EXPR_VARIABLE_MAX];
    if (diagnosis_names(task, names) == 0) return 0;
    int count = task_kind(task->type)->values(task, form, answer, values);
    for (int i = 0; i < count; i++) out[i] = (ExprVariable){names[i], values[i]};
    return count;
}

bool diagnosis_holds(const Task *task, const TaskForm *form, int wrong, const ExprScope *said) {
    assert(wrong >= 0 && wrong < task->wrong_count);
    double value;
    const Sum *check = &task->wrongs[wrong].check;
    return check->expr && task_value(check, form, said, &value, NULL) && fabs(value) > 0;
}

int diagnosis_find(const Task *task, const TaskForm *form, const ExprScope *said) {
    for (int i = 0; i < task->wrong_count; i++) {
        if (diagnosis_holds(task, form, i, said)) return i;
    }
    return -1;
}

Doc diagnosis_text(Arena *arena, const Task *task, const TaskForm *form, const char *answer,
                   int wrong) {
    assert(wrong >= 0 && wrong < task->wrong_count);
    const Wrong *what = &task->wrongs[wrong];
    ExprVariable said[EXPR_VARIABLE_MAX];
    int count = diagnosis_values(task, form, answer, said);
    TaskForm all = *form;
    double value;
    ExprScope scope = {said, count, NULL};
    for (int i = 0; i < count; i++) all.values[all.count++] = said[i];
    if (task_value(&what->value, form, &scope, &value, NULL)) {
        all.values[all.count++] = (ExprVariable){"value", value};
    }
    return task_text(arena, &what->feedback, &all);
}
