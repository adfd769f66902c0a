// Walks over the answers of a task: cells, settings or numbers, evenly where there are too many for all.
#include "formats/card_diagnoses.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Answers looked at in one form, and a step between cells that meets every diagonal.
enum { ANSWERS = 4096, STRIDE = 7919 };

typedef struct Walk {
    const Task *task;
    const TaskForm *form;
    ExprCache *cache;
    ExprVariable said[EXPR_VARIABLE_MAX];
    int said_count;
} Walk;

static bool is_right(const Walk *w) {
    const Task *task = w->task;
    ExprScope said = {w->said, w->said_count, w->cache};
    double value;
    if (task->type != TASK_NUMERIC) {
        return task_value(&task->check, w->form, &said, &value, NULL) && fabs(value) > 0;
    }
    char answer[STR_NUMBER_SIZE];
    str_put_number(w->said[0].value, answer);
    return task_kind(TASK_NUMERIC)->judge(task, w->form, answer).verdict == VERDICT_RIGHT;
}

// The diagnosis that this answer refutes, −1 if none.
static int try_answer(const Walk *w, bool *met) {
    ExprScope said = {w->said, w->said_count, w->cache};
    bool right = is_right(w);
    for (int k = 0; k < w->task->wrong_count; k++) {
        if (!diagnosis_holds(w->task, w->form, k, &said)) continue;
        if (right) return k;
        met[k] = true;
        return -1;
    }
    return -1;
}

static int walk_cells(Walk *w, bool *met) {
    int64_t size = hotspot_size(w->task, w->form), at = 0;
    if (size > HOTSPOT_SEARCH) size = HOTSPOT_SEARCH;
    int64_t all = size * size, count = all < ANSWERS ? all : ANSWERS;
    w->said_count = 2;
    for (int64_t n = 0; n < count; n++, at = (at + (all <= ANSWERS ? 1 : STRIDE)) % all) {
        int64_t row = at / size, column = at % size;
        w->said[0] = (ExprVariable){"i", (double)row};
        w->said[1] = (ExprVariable){"j", (double)column};
        int refuted = try_answer(w, met);
        if (refuted >= 0) return refuted;
    }
    return -1;
}

// Value `n` of `count` on the control's own scale.
static double control_at(const Control *control, int n, int count) {
    double share = count > 1 ? (double)n / (count - 1) : 0;
    double value = control->log ? control->least * pow(control->most / control->least, share)
                                : control->least + share * (control->most - control->least);
    return control_snap(control, value);
}

static int control_count(const Task *task, const Control *control) {
    double steps = floor((control->most - control->least) / control->step + 1e-9) + 1;
    double most = floor(pow(ANSWERS, 1.0 / task->control_count) + 1e-9);
    return (int)fmax(1, parameter_settings(task) <= ANSWERS ? steps : fmin(steps, most));
}

static int walk_settings(Walk *w, bool *met) {
    const Task *task = w->task;
    int count[CARD_CONTROL_MAX], all = 1;
    for (int c = 0; c < CARD_CONTROL_MAX; c++) {
        count[c] = c < task->control_count ? control_count(task, &task->controls[c]) : 1;
        all *= count[c];
    }
    double own[CARD_CONTROL_MAX];
    bool witness = parameter_witness(task, w->form, own, NULL);
    w->said_count = task->control_count;
    for (int n = witness ? -1 : 0; n < all; n++) {
        for (int c = 0, rest = n; c < task->control_count; c++) {
            const Control *control = &task->controls[c];
            double value = n < 0 ? own[c] : control_at(control, rest % count[c], count[c]);
            w->said[c] = (ExprVariable){control->name, value};
            rest /= count[c];
        }
        int refuted = try_answer(w, met);
        if (refuted >= 0) return refuted;
    }
    return -1;
}

// The key and the ends of its tolerance, small whole numbers, numbers near the key and multiples of it.
static double number_at(const Task *task, double key, int n) {
    enum { SMALL = 65, NEAR = 10, TIMES = 48 };

    if (n < 3) return key + (n - 1) * fmax(task->abs_tol, task->rel_tol * fabs(key));
    n -= 3;
    if (n < SMALL) return n;
    n -= SMALL;
    if (n <= 2 * NEAR) return key + n - NEAR;
    n -= 2 * NEAR + 1;
    if (n <= 2 * TIMES) return key * pow(10, (n - TIMES) / 12.0);
    return -key;
}

static int walk_numbers(Walk *w, bool *met) {
    enum { NUMBERS = 187 };

    double key;
    if (!task_value(&w->task->answer, w->form, NULL, &key, NULL)) return -1;
    w->said_count = 2;
    for (int n = 0; n < NUMBERS; n++) {
        w->said[0] = (ExprVariable){"given", number_at(w->task, key, n)};
        w->said[1] = (ExprVariable){"answer", key};
        int refuted = try_answer(w, met);
        if (refuted >= 0) return refuted;
    }
    return -1;
}

static void put_answer(const Walk *w, char answer[ANSWER_MAX + 1]) {
    double values[CARD_CONTROL_MAX] = {0};
    for (int c = 0; c < w->task->control_count; c++) values[c] = w->said[c].value;
    switch (w->task->type) {
    case TASK_NUMERIC: str_put_number(w->said[0].value, answer); break;
    case TASK_PARAMETER: parameter_answer(w->task, values, answer); break;
    default: snprintf(answer, ANSWER_MAX + 1, "i=%.0f,j=%.0f", w->said[0].value, w->said[1].value);
    }
}

int diagnoses_try(const Task *task, const TaskForm *form, ExprCache *cache, bool *met,
                  char answer[ANSWER_MAX + 1]) {
    Walk walk = {.task = task, .form = form, .cache = cache};
    int refuted = -1;
    switch (task->type) {
    case TASK_NUMERIC: refuted = walk_numbers(&walk, met); break;
    case TASK_HOTSPOT: refuted = walk_cells(&walk, met); break;
    case TASK_PARAMETER: refuted = walk_settings(&walk, met); break;
    default: break;
    }
    if (refuted >= 0) put_answer(&walk, answer);
    return refuted;
}
