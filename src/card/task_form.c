// Draws the values of a task's variables.
#include "card/task_form.h"

#include "base/rng.h"

#include <assert.h>
#include <math.h>

static int64_t choice_count(const Variable *variable) {
    switch (variable->kind) {
    case VARIABLE_CHOOSE: return variable->choice_count;
    case VARIABLE_INT: return variable->most - variable->least + 1;
    case VARIABLE_SUM: break;
    }
    return 1;
}

int64_t task_form_count(const Task *task) {
    int64_t count = 1;
    for (int i = 0; i < task->variable_count; i++) {
        int64_t more = choice_count(&task->variables[i]);
        count = count > INT64_MAX / more ? INT64_MAX : count * more;
    }
    return count;
}

bool task_value(const Sum *sum, const TaskForm *form, const ExprScope *more, double *out,
                Err *err) {
    ExprVariable all[EXPR_VARIABLE_MAX];
    int count = 0;
    for (int i = 0; i < form->count; i++) all[count++] = form->values[i];
    for (int i = 0; more && i < more->count; i++) {
        assert(count < EXPR_VARIABLE_MAX);
        all[count++] = more->variables[i];
    }
    *out = 0;
    if (!sum->expr) return err_set(err, "found no calculation");
    ExprScope scope = {.variables = all, .count = count, .cache = more ? more->cache : NULL};
    return expr_value(sum->expr, scope, out, err);
}

// The value of a variable whose choice is `choice`, after those that are in the form.
static bool value_of(const Variable *variable, int64_t choice, const TaskForm *form, double *out,
                     Err *err) {
    switch (variable->kind) {
    case VARIABLE_CHOOSE: *out = variable->choices[choice]; return true;
    case VARIABLE_INT: *out = (double)(variable->least + choice); return true;
    case VARIABLE_SUM: break;
    }
    Err why = {0};
    if (task_value(&variable->sum, form, NULL, out, &why)) return true;
    return err_set(err, "%s: %s", variable->name, why.text);
}

// `choices`: of each variable, in turn.
static bool form_of(const Task *task, const int64_t *choices, TaskForm *out, Err *err) {
    assert(task->variable_count <= CARD_VARIABLE_MAX);
    *out = (TaskForm){0};
    bool ok = true;
    for (int i = 0; i < task->variable_count; i++) {
        double value = 0;
        ok = ok && value_of(&task->variables[i], choices[i], out, &value, err);
        out->values[out->count++] = (ExprVariable){task->variables[i].name, ok ? value : 0};
    }
    return ok;
}

bool task_form(const Task *task, uint64_t seed, TaskForm *out, Err *err) {
    // Not the numbers that shuffle the options.
    Rng rng = {rng_mix(seed ^ rng_hash("form"))};
    int64_t choices[CARD_VARIABLE_MAX] = {0};
    for (int i = 0; i < task->variable_count; i++) {
        int64_t count = choice_count(&task->variables[i]);
        assert(count >= 1 && count <= UINT32_MAX);
        if (count > 1) choices[i] = rng_below(&rng, (uint32_t)count);
    }
    return form_of(task, choices, out, err);
}

bool task_form_at(const Task *task, int64_t index, TaskForm *out, Err *err) {
    assert(index >= 0 && index < task_form_count(task));
    int64_t choices[CARD_VARIABLE_MAX] = {0};
    for (int i = task->variable_count - 1; i >= 0; i--) {
        int64_t count = choice_count(&task->variables[i]);
        choices[i] = index % count;
        index /= count;
    }
    return form_of(task, choices, out, err);
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the loader
static bool has_sums(const Value *values, int count) {
    for (int i = 0; i < count; i++) {
        if (values[i].kind == VALUE_SUM) return true;
        if (values[i].kind == VALUE_LIST && has_sums(values[i].list, values[i].count)) return true;
    }
    return false;
}

bool value_has_sums(const Value *value) {
    return has_sums(value, 1);
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the loader
static const Value *values_of(Arena *arena, const Value *from, int count, const TaskForm *form) {
    if (!has_sums(from, count)) return from;
    Value *values = arena_array(arena, (size_t)count, sizeof *values);
    for (int i = 0; i < count; i++) {
        values[i] = from[i];
        if (from[i].kind == VALUE_LIST) {
            values[i].list = values_of(arena, from[i].list, from[i].count, form);
        } else if (from[i].kind == VALUE_SUM) {
            double value;
            bool ok = task_value(&(Sum){from[i].word, from[i].expr}, form, NULL, &value, NULL);
            values[i].kind = VALUE_NUMBER;
            values[i].number = ok ? value : (double)NAN;
        }
    }
    return values;
}

Visual task_visual(Arena *arena, const Visual *visual, const TaskForm *form) {
    Visual shown = *visual;
    shown.preset = values_of(arena, visual->preset, visual->preset_count, form);
    return shown;
}

// Whether what stands before the learner says the value.
static bool is_told(const Task *task, const char *name) {
    bool told = task_text_names(&task->prompt, name);
    for (int i = 0; i < task->option_count; i++) {
        told = told || task_text_names(&task->options[i].text, name);
    }
    return told;
}

static char *form_words(Arena *arena, const Task *task, const TaskForm *form, bool all) {
    char *words = arena_copy(arena, "");
    for (int i = 0; i < form->count && i < task->variable_count; i++) {
        if (task->variables[i].kind == VARIABLE_SUM) continue;
        if (!all && is_told(task, form->values[i].name)) continue;
        words = arena_format(arena, "%s%s%s = %s", words, *words ? ", " : "", form->values[i].name,
                             task_number(arena, form->values[i].value));
    }
    return words;
}

char *task_form_words(Arena *arena, const Task *task, const TaskForm *form) {
    return form_words(arena, task, form, true);
}

char *task_form_untold(Arena *arena, const Task *task, const TaskForm *form) {
    return form_words(arena, task, form, false);
}
