// Finds the diagnosis of a wrong answer and fills its numbers into what the card says.
#include "card/diagnosis.h"

#include "base/str.h"
#include "card/task_kind.h"

#include <assert.h>
#include <math.h>

static int number_values(const Task *task, const TaskForm *form, const char *answer,
                         ExprVariable *out) {
    double given, key;
    if (!str_number(answer, &given)) return 0;
    out[0] = (ExprVariable){"given", given};
    if (!task_value(&task->answer, form, NULL, &key, NULL)) return 1;
    out[1] = (ExprVariable){"answer", key};
    return 2;
}

static int cell_values(const char *answer, ExprVariable *out) {
    int64_t i, j;
    if (!hotspot_cell(answer, &i, &j)) return 0;
    out[0] = (ExprVariable){"i", (double)i};
    out[1] = (ExprVariable){"j", (double)j};
    return 2;
}

static int control_values(const Task *task, const char *answer, ExprVariable *out) {
    double values[CARD_CONTROL_MAX] = {0};
    if (!parameter_values(task, answer, values)) return 0;
    for (int c = 0; c < task->control_count; c++) {
        out[c] = (ExprVariable){task->controls[c].name, values[c]};
    }
    return task->control_count;
}

int diagnosis_values(const Task *task, const TaskForm *form, const char *answer,
                     ExprVariable *out) {
    switch (task->type) {
    case TASK_NUMERIC: return number_values(task, form, answer, out);
    case TASK_HOTSPOT: return cell_values(answer, out);
    case TASK_PARAMETER: return control_values(task, answer, out);
    default: return 0;
    }
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
