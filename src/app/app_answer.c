// The answer in progress, and the figure in which some questions are answered: each follows the other.
#include "app/app_handlers.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

static void set_answer(char *answer, const char *text) {
    memmove(answer, text, strlen(text) + 1);
}

// The figure's key that a control of the task moves, KEY_COUNT if it moves none.
static FigureKey control_key(const Control *control) {
    return figure_key_find(control->name);
}

bool quiz_has_figure(const App *app) {
    const Task *task = app_task(app);
    if (!task || !*task->visual.view) return false;
    if (task->type == TASK_HOTSPOT) return true;
    for (int c = 0; c < task->control_count; c++) {
        if (control_key(&task->controls[c]) < KEY_COUNT) return true;
    }
    return false;
}

void quiz_values(const App *app, double *values) {
    const Task *task = app_task(app);
    if (parameter_values(task, app->quiz.answer, values)) return;
    for (int c = 0; c < task->control_count; c++) {
        const Control *control = &task->controls[c];
        FigureKey key = control_key(control);
        double now = key < KEY_COUNT ? app->quiz.proof.value[key] : control->least;
        values[c] = control_snap(control, now);
    }
}

static void show_cell(FigureState *figure, const char *answer) {
    int64_t i, j;
    bool is_cell = hotspot_cell(answer, &i, &j) && figure_check(KEY_I, (double)i, NULL) &&
                   figure_check(KEY_J, (double)j, NULL);
    figure->value[KEY_PINNED] = is_cell ? 1 : 0;
    if (!is_cell) return;
    figure_set(figure, KEY_I, (double)i);
    figure_set(figure, KEY_J, (double)j);
}

// Shows an answer in the figure of the question.
static void to_figure(App *app, const char *answer) {
    const Task *task = app_task(app);
    FigureState *figure = &app->quiz.proof;
    if (!quiz_has_figure(app)) return;
    if (task->type == TASK_HOTSPOT) show_cell(figure, answer);
    double values[CARD_CONTROL_MAX];
    if (task->type != TASK_PARAMETER || !parameter_values(task, answer, values)) return;
    for (int c = 0; c < task->control_count; c++) {
        FigureKey key = control_key(&task->controls[c]);
        if (key < KEY_COUNT) figure_set(figure, key, values[c]);
    }
}

FigureState quiz_figure(const App *app) {
    const Task *task = app_task(app);
    TaskForm form = attempt_form(app_attempt(app), task);
    return figure_state_of(task, &form);
}

void quiz_start_figure(App *app) {
    if (!quiz_has_figure(app)) return;
    app->quiz.proof = quiz_figure(app);
    to_figure(app, app->quiz.answer);
}

// A learner's own right answer rather than another one that is right, too.
void quiz_show_key(App *app) {
    const Attempt *attempt = app_attempt(app);
    if (!attempt || !attempt->done || !quiz_has_figure(app)) return;
    if (attempt->right) {
        set_answer(app->quiz.key, attempt_answer(attempt, attempt->tries - 1));
    }
    to_figure(app, app->quiz.key);
}

static void from_controls(App *app, const Task *task, FigureKey changed) {
    double values[CARD_CONTROL_MAX];
    bool moved = false;
    quiz_values(app, values);
    for (int c = 0; c < task->control_count; c++) {
        FigureKey key = control_key(&task->controls[c]);
        if (key >= KEY_COUNT || (changed < KEY_COUNT && key != changed)) continue;
        values[c] = control_snap(&task->controls[c], app->quiz.proof.value[key]);
        moved = true;
    }
    if (!moved) return;
    parameter_answer(task, values, app->quiz.answer);
    to_figure(app, app->quiz.answer);
}

static void from_cell(App *app) {
    const FigureState *figure = &app->quiz.proof;
    app->quiz.answer[0] = '\0';
    if (figure->value[KEY_PINNED] > 0) {
        snprintf(app->quiz.answer, sizeof app->quiz.answer, "%d,%d", figure_int(figure, KEY_I),
                 figure_int(figure, KEY_J));
    }
}

void quiz_follow_figure(App *app, int target, FigureKey changed) {
    const Attempt *attempt = app_attempt(app);
    bool open = attempt && attempt->id && !attempt->done && !app->quiz.results;
    if (target != TARGET_PROOF || !open || !quiz_has_figure(app)) return;
    const Task *task = app_task(app);
    app->quiz.note[0] = '\0';
    if (task->type == TASK_PARAMETER) {
        from_controls(app, task, changed);
        return;
    }
    bool cell = changed == KEY_I || changed == KEY_J;
    if (cell) app->quiz.proof.value[KEY_PINNED] = 1;
    if (cell || changed == KEY_PINNED || changed == KEY_COUNT) from_cell(app);
}

// The attempt that can still be worked on; NULL and an error if there is none.
const Attempt *quiz_open(const App *app, Err *err) {
    const Attempt *attempt = app_attempt(app);
    if (attempt && !attempt->done && attempt->id) return attempt;
    StrId done = quiz_in_test(app) ? STR_TEST_ANSWERED : STR_DONE_ALREADY;
    err_set(err, "%s", str_of(attempt ? done : STR_NO_QUESTION));
    return NULL;
}

// Puts the option into the answer in progress, or takes it out.
static bool toggle(App *app, const Task *task, int option, Err *err) {
    int chosen[CARD_OPTION_MAX], count = 0;
    for (int i = 0; i < task->option_count; i++) {
        if (answer_has(app->quiz.answer, task->options[i].id) != (i == option)) chosen[count++] = i;
    }
    return answer_join(task, chosen, count, app->quiz.answer) || err_set(err, "choose: too much");
}

int quiz_order(const App *app, int *order) {
    const Task *task = app_task(app);
    int count = answer_options(task, app->quiz.answer, order);
    if (count == task->option_count) return count;
    const Attempt *attempt = app_attempt(app);
    for (int place = 0; place < attempt->order_count; place++) order[place] = attempt->order[place];
    return attempt->order_count;
}

// a: the place on the screen, 0 = A.
bool apply_choose(App *app, const Action *action, Err *err) {
    const Attempt *attempt = quiz_open(app, err);
    if (!attempt) return false;
    if (!(action->a >= 0 && action->a < attempt->order_count)) {
        return err_set(err, "choose: found %g, allowed are 0 to %d", action->a,
                       attempt->order_count - 1);
    }
    const Task *task = app_task(app);
    int option = attempt->order[(int)action->a];
    app->quiz.note[0] = '\0';
    if (task->type == TASK_MULTIPLE_CHOICE) return toggle(app, task, option, err);
    if (task->type != TASK_SINGLE_CHOICE) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    set_answer(app->quiz.answer, task->options[option].id);
    return true;
}

bool apply_answer(App *app, const Action *action, Err *err) {
    if (!quiz_open(app, err)) return false;
    size_t most = ANSWER_MAX;
    if (strlen(action->text) > most) return err_set(err, "answer: at most %zu bytes", most);
    app->quiz.note[0] = '\0';
    set_answer(app->quiz.answer, action->text);
    to_figure(app, app->quiz.answer);
    return true;
}

// a, b: places in the order in progress, 0 = the first; what is at a goes to b, and those between make room.
bool apply_move(App *app, const Action *action, Err *err) {
    const Attempt *attempt = quiz_open(app, err);
    const Task *task = app_task(app);
    if (!attempt) return false;
    if (task->type != TASK_ORDERING) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    int order[CARD_OPTION_MAX], count = quiz_order(app, order);
    bool inside = action->a >= 0 && action->a < count && action->b >= 0 && action->b < count;
    if (!inside) {
        return err_set(err, "move: found %g and %g, allowed are 0 to %d", action->a, action->b,
                       count - 1);
    }
    int from = (int)action->a, to = (int)action->b, moved = order[from];
    for (int at = from; at < to; at++) order[at] = order[at + 1];
    for (int at = from; at > to; at--) order[at] = order[at - 1];
    order[to] = moved;
    app->quiz.note[0] = '\0';
    answer_join(task, order, count, app->quiz.answer);
    return true;
}
