// All options that are right: letters and clicks put them in and take them out.
#include "app/task_view.h"

static void draw(Question *q) {
    if (!q->attempt->done) task_caption(q, "choose all", str_of(STR_CHOOSE_ALL));
    task_options(q, UI_CHECKBOX);
}

const TaskView task_view_multiple_choice = {
    .draw = draw, .keys = task_letters, .key = {"A – E", STR_KEY_TOGGLE}};
