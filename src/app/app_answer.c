// The answer in progress, and the figure in which some questions are answered: each follows the other.
#include "app/app_handlers.h"
#include "app/task_view.h"
#include "base/str.h"

#include <string.h>

static void set_answer(char *answer, const char *text) {
    memmove(answer, text, strlen(text) + 1);
}

bool quiz_has_figure(const App *app) {
    const Task *task = app_task(app);
    const TaskView *view = task ? task_view(task->type) : NULL;
    return view && view->in_figure && *task->visual.view && view->in_figure(task);
}

// Shows an answer in the figure of the question.
static void to_figure(App *app, const char *answer) {
    const Task *task = app_task(app);
    if (quiz_has_figure(app)) task_view(task->type)->to_figure(task, answer, &app->quiz.proof);
}

FigureState quiz_figure(const App *app) {
    const Task *task = app_task(app);
    TaskForm form = attempt_form(app_attempt(app), task);
    return figure_state_of(task, &form);
}

void quiz_reset_figure(App *app) {
    app->quiz.proof = quiz_figure(app);
    to_figure(app, "");
    quiz_follow_figure(app, TARGET_PROOF, KEY_COUNT);
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

void quiz_follow_figure(App *app, int target, FigureKey changed) {
    const Attempt *attempt = app_attempt(app);
    bool open = attempt && attempt->id && !attempt->done && !app->quiz.results;
    if (target != TARGET_PROOF || !open || !quiz_has_figure(app)) return;
    app->quiz.note[0] = '\0';
    task_view(app_task(app)->type)->from_figure(app, changed);
}

// The attempt that can still be worked on; NULL and an error if there is none.
const Attempt *quiz_open(const App *app, Err *err) {
    const Attempt *attempt = app_attempt(app);
    if (attempt && !attempt->done && attempt->id) return attempt;
    StrId done = quiz_in_test(app) ? STR_TEST_ANSWERED : STR_DONE_ALREADY;
    err_set(err, "%s", str_of(attempt ? done : STR_NO_QUESTION));
    return NULL;
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
    const TaskView *view = task_view(task->type);
    int option = attempt->order[(int)action->a];
    app->quiz.note[0] = '\0';
    if (!view->choose) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    return view->choose(task, option, app->quiz.answer, err);
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
    if (!task_kind(task->type)->in_order) return err_set(err, "%s", str_of(STR_NO_QUESTION));
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
