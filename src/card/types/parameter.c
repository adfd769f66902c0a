// Controls to be set so that a predicate holds: an answer is "name=value,name=value", any right one is accepted.
#include "base/str.h"
#include "card/types/kinds.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// To 12 digits: 0.1 + 2 · 0.1 is 0.3.
static double round_off(double value) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.12g", value);
    double rounded;
    return str_number(digits, &rounded) ? rounded : value;
}

static double last_step(const Control *control) {
    return floor((control->most - control->least) / control->step + 1e-9);
}

static double step_value(const Control *control, double step) {
    double value = round_off(control->least + step * control->step);
    return fmin(fmax(value, control->least), control->most);
}

double control_snap(const Control *control, double value) {
    double step = round((value - control->least) / control->step);
    if (!(step >= 0)) return control->least;
    return step_value(control, fmin(step, last_step(control)));
}

static bool split(const char *word, char *name, size_t size, double *value) {
    size_t n = strcspn(word, "= ");
    const char *rest = word + n + strspn(word + n, " ");
    if (*rest != '=' || n == 0 || n >= size) return false;
    memcpy(name, word, n);
    name[n] = '\0';
    rest++;
    return str_number(rest + strspn(rest, " "), value);
}

enum { WORD_MAX = 100 };

// Fills the values of the controls that the text names.
static bool read_values(const Task *task, const char *text, double *values, bool *seen, Err *why) {
    char word[WORD_MAX], name[EXPR_NAME_MAX + 2];
    for (const char *at = text; answer_next(&at, word, sizeof word);) {
        double value;
        if (!split(word, name, sizeof name, &value)) {
            return err_set(why, "Write “name=value”, with a decimal point and no separators.");
        }
        int c = task_control_find(task, name);
        if (c < 0) return err_set(why, "There is no control “%s”.", name);
        if (seen[c]) return err_set(why, "“%s” is set twice.", name);
        values[c] = value;
        seen[c] = true;
    }
    return true;
}

static bool check_value(const Control *control, double *value, Err *why) {
    char least[STR_NUMBER_SIZE], most[STR_NUMBER_SIZE], step[STR_NUMBER_SIZE];
    str_put_number(control->least, least);
    str_put_number(control->most, most);
    str_put_number(control->step, step);
    if (!(*value >= control->least && *value <= control->most)) {
        return err_set(why, "“%s” goes from %s to %s.", control->name, least, most);
    }
    double allowed = control_snap(control, *value);
    if (fabs(allowed - *value) > 1e-6 * control->step) {
        return err_set(why, "“%s” goes from %s in steps of %s.", control->name, least, step);
    }
    *value = allowed;
    return true;
}

static bool read_all(const Task *task, const char *text, double *values, Err *why) {
    bool seen[CARD_CONTROL_MAX] = {false};
    if (text[strspn(text, " ,")] == '\0') return err_set(why, "Set the controls first.");
    if (!read_values(task, text, values, seen, why)) return false;
    for (int c = 0; c < task->control_count; c++) {
        if (!seen[c]) return err_set(why, "“%s” is not set.", task->controls[c].name);
        if (!check_value(&task->controls[c], &values[c], why)) return false;
    }
    return task->control_count > 0;
}

bool parameter_values(const Task *task, const char *answer, double *values) {
    return read_all(task, answer, values, NULL);
}

void parameter_answer(const Task *task, const double *values, char out[ANSWER_MAX + 1]) {
    size_t n = 0;
    out[0] = '\0';
    for (int c = 0; c < task->control_count; c++) {
        char number[STR_NUMBER_SIZE];
        str_put_number(values[c], number);
        // 8 controls of 32 + 32 + 2 bytes are less than ANSWER_MAX.
        n += (size_t)snprintf(out + n, ANSWER_MAX + 1 - n, "%s%s=%s", c ? "," : "",
                              task->controls[c].name, number);
    }
}

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    double values[CARD_CONTROL_MAX] = {0};
    out[0] = '\0';
    if (!read_all(task, text, values, why)) return false;
    parameter_answer(task, values, out);
    return true;
}

static int names(const Task *task, const char **out) {
    for (int c = 0; c < task->control_count; c++) out[c] = task->controls[c].name;
    return task->control_count;
}

static int values_of(const Task *task, const TaskForm *form, const char *answer, double *out) {
    (void)form;
    return parameter_values(task, answer, out) ? task->control_count : 0;
}

static bool holds(const Task *task, const TaskForm *form, const double *values, ExprCache *cache) {
    ExprVariable set[CARD_CONTROL_MAX];
    for (int c = 0; c < task->control_count; c++) {
        set[c] = (ExprVariable){task->controls[c].name, values[c]};
    }
    ExprScope scope = {set, task->control_count, cache};
    double value;
    return task_value(&task->check, form, &scope, &value, NULL) && fabs(value) > 0;
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    double values[CARD_CONTROL_MAX] = {0};
    if (!parameter_values(task, answer, values)) return (Judgement){.index = -1};
    if (holds(task, form, values, NULL)) return (Judgement){VERDICT_RIGHT, 1, -1};
    return (Judgement){VERDICT_WRONG, 0, answer_diagnosis(task, form, answer)};
}

bool parameter_witness(const Task *task, const TaskForm *form, double *values, Err *err) {
    for (int c = 0; c < task->control_count; c++) {
        const Control *control = &task->controls[c];
        if (!task_value(&control->witness, form, NULL, &values[c], err)) return false;
        values[c] = control_snap(control, values[c]);
    }
    return task->control_count > 0;
}

double parameter_settings(const Task *task) {
    double settings = 1;
    for (int c = 0; c < task->control_count; c++) settings *= last_step(&task->controls[c]) + 1;
    return settings;
}

// The last control changes fastest.
bool parameter_find(const Task *task, const TaskForm *form, bool wanted, ExprCache *cache,
                    double *values) {
    double settings = parameter_settings(task), until = cache->work + SEARCH_WORK;
    if (settings > PARAMETER_SEARCH) return false;
    for (int setting = 0; setting < (int)settings && cache->work < until; setting++) {
        int rest = setting;
        for (int c = task->control_count - 1; c >= 0; c--) {
            int steps = (int)last_step(&task->controls[c]) + 1;
            values[c] = step_value(&task->controls[c], rest % steps);
            rest /= steps;
        }
        if (holds(task, form, values, cache) == wanted) return true;
    }
    return false;
}

static char *key(const Task *task, const TaskForm *form, Arena *arena) {
    double values[CARD_CONTROL_MAX] = {0};
    char out[ANSWER_MAX + 1] = "";
    ExprCache cache = {0};
    bool own = parameter_witness(task, form, values, NULL) && holds(task, form, values, &cache);
    if (own || parameter_find(task, form, true, &cache, values)) {
        parameter_answer(task, values, out);
    }
    expr_cache_free(&cache);
    return arena_copy(arena, out);
}

// As the learner sees the control; by its name if it has no label.
static const char *label_of(const Control *control, const TaskForm *form, Arena *arena) {
    if (!control->label.source || !*control->label.source) return control->name;
    return task_text(arena, &control->label, form).source;
}

static char *words(const Task *task, const TaskForm *form, const char *answer, Arena *arena) {
    double values[CARD_CONTROL_MAX] = {0};
    if (!parameter_values(task, answer, values)) return arena_copy(arena, answer);
    char *said = arena_copy(arena, "");
    for (int c = 0; c < task->control_count; c++) {
        said =
            arena_format(arena, "%s%s%s = %s", said, c ? ", " : "",
                         label_of(&task->controls[c], form, arena), task_number(arena, values[c]));
    }
    return said;
}

const TaskKind KIND_parameter = {.name = "parameter",
                                 .read = read_answer,
                                 .judge = judge,
                                 .key = key,
                                 .words = words,
                                 .names = names,
                                 .values = values_of};
