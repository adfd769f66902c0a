// Controls to be set: sliders, which the figure follows where they are settings of it.
#include "app/task_view.h"

// Arrow steps of a doubling: 1.5 %, so that they do not pass over what is right within 1 %.
static const double FINE = 48;

// The figure's key that a control of the task moves, KEY_COUNT if it moves none.
static FigureKey control_key(const Control *control) {
    return figure_key_find(control->name);
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

static bool in_figure(const Task *task) {
    for (int c = 0; c < task->control_count; c++) {
        if (control_key(&task->controls[c]) < KEY_COUNT) return true;
    }
    return false;
}

static void to_figure(const Task *task, const char *answer, FigureState *figure) {
    double values[CARD_CONTROL_MAX];
    if (!parameter_values(task, answer, values)) return;
    for (int c = 0; c < task->control_count; c++) {
        FigureKey key = control_key(&task->controls[c]);
        if (key < KEY_COUNT) figure_set(figure, key, values[c]);
    }
}

static void from_figure(App *app, FigureKey changed) {
    const Task *task = app_task(app);
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
    to_figure(task, app->quiz.answer, &app->quiz.proof);
}

static void control_slider(Question *q, int c, double *values) {
    View *view = q->view;
    Ui *ui = view->ui;
    const Control *control = &q->task->controls[c];
    const char *name = *control->label.source ? flow_plain(ui->arena, task_doc(q, &control->label))
                                              : control->name;
    SliderRange range = {control->least, control->most, control->step,
                         control->log && control->least > 0, FINE};
    Rect r = {q->column.x, q->y, q->column.w, 48 * ui->k};
    UiSlide slide = ui_slider(ui, ui_id(ui_id(0, "control"), control->name), r,
                              (UiLabel){name, task_number(ui->arena, values[c])}, values[c], range);
    q->y += r.h + 10;
    double before = values[c];
    values[c] = control_snap(control, slide.value);
    if (!slide.changed || values[c] == before) return;
    char answer[ANSWER_MAX + 1];
    parameter_answer(q->task, values, answer);
    wish(view->wishes, (Action){.kind = ACT_ANSWER, .text = arena_copy(ui->arena, answer)});
}

static void draw(Question *q) {
    if (q->attempt->done) {
        task_figure_below(q);
    } else {
        double values[CARD_CONTROL_MAX] = {0};
        quiz_values(q->view->app, values);
        bool finer = false;
        for (int c = 0; c < q->task->control_count; c++) {
            finer = finer || q->task->controls[c].log;
            control_slider(q, c, values);
        }
        if (finer) task_caption(q, "how to set", str_of(STR_HOW_TO_SET));
    }
}

const TaskView task_view_parameter = {.draw = draw,
                                      .key = {"← →", STR_KEY_SET},
                                      .figure_last = true,
                                      .in_figure = in_figure,
                                      .to_figure = to_figure,
                                      .from_figure = from_figure};
