// The table of types, and the figure in which some questions are answered.
#include "app/task_view.h"

#include "app/figure.h"

static const TaskView *const VIEWS[TASK_TYPE_COUNT] = {
#define TASK_TYPE(NAME, name) [TASK_##NAME] = &task_view_##name,
#include "card/task_types.def"
#undef TASK_TYPE
};

const TaskView *task_view(TaskType type) {
    return VIEWS[type];
}

// What is to be observed there would give the answer away.
double task_figure(View *view, Rect r, const Task *task) {
    const Attempt *attempt = app_attempt(view->app);
    TaskForm form = attempt_form(attempt, task);
    Doc observe = task_text(view->ui->arena, &task->visual.observe, &form);
    bool closed = attempt->done && !quiz_in_test(view->app);
    FigureCard card = {
        .title = str_of(view->app->quiz.proving ? STR_PROVE : STR_TASK_FIGURE),
        .note = attempt->done ? flow_plain(view->ui->arena, &observe) : "",
        .name = task->visual.view,
        .target = TARGET_PROOF,
        .withhold = task->visual.withhold && !closed,
        .fixed = task_view(task->type)->figure_fixed && !attempt->done,
    };
    return figure_card(view, ui_id(ui_id(0, "proof"), task->id), r, card);
}

void task_figure_below(Question *q) {
    if (!q->narrow || !quiz_has_figure(q->view->app)) return;
    Rect r = {q->column.x, q->y, q->column.w, 0};
    q->y += task_figure(q->view, r, q->task) + 16;
}
