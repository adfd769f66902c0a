// One of several options: a letter or a click chooses it.
#include "app/task_view.h"

static void draw(Question *q) {
    task_options(q, UI_RADIO);
}

const TaskView task_view_single_choice = {
    .draw = draw, .keys = task_letters, .key = {"A – D", STR_KEY_CHOOSE}, .options_judged = true};
