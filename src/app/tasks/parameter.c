// Controls to be set: sliders, which the figure follows where they are settings of it.
#include "app/task_view.h"

// Arrow steps of a doubling: 1.5 %, so that they do not pass over what is right within 1 %.
static const double FINE = 48;

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

const TaskView task_view_parameter = {
    .draw = draw, .key = {"← →", STR_KEY_SET}, .figure_last = true};
