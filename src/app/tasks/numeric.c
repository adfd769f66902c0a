// A number, typed into a field with its unit beside it.
#include "app/quiz_words.h"
#include "app/task_view.h"

#include <math.h>

enum { NUMBER_MOST = 40 };

static void draw(Question *q) {
    if (q->attempt->done) return;
    View *view = q->view;
    Ui *ui = view->ui;
    UiId id = ui_id_at(ui_id(ui_id(0, "number"), q->task->id), (int)(q->attempt->seed % 1000000));
    task_caption(q, "room", quiz_room_words(ui->arena, q->task));
    double unit = ui_text_width(ui, TYPE_INTERFACE, q->task->unit);
    Rect r = {q->column.x, q->y, fmin(260 * ui->k, q->column.w - unit - 12), 44 * ui->k};
    // A test, or a round, may begin with the very question that was in view.
    const Quiz *quiz = &view->app->quiz;
    int round = quiz_in_test(view->app) + 2 * quiz->retry + 4 * quiz->review;
    if (view->app->overlay == OVERLAY_NONE) {
        ui_offer_focus(ui, id, round + 8 * q->attempt->tries);
    }
    UiEdit edit = ui_field(ui, id, r, str_of(STR_YOUR_NUMBER), view->app->quiz.answer, NUMBER_MOST);
    if (edit.changed) wish(view->wishes, (Action){.kind = ACT_ANSWER, .text = edit.text});
    if (*q->task->unit) {
        Rect beside = {r.x + r.w + 12, r.y, unit + 1, r.h};
        ui_label(ui, ui_id(id, "unit"), UI_TEXT, beside, (UiInk){TYPE_INTERFACE, COLOR_TEXT},
                 q->task->unit);
    }
    q->y += r.h + 10;
}

const TaskView task_view_numeric = {.draw = draw, .key = {"0 – 9", STR_KEY_TYPE}, .typed = true};
