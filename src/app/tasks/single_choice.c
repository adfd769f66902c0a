// One of several options: a letter or a click chooses it.
#include "app/task_view.h"

static void draw(Question *q) {
    task_options(q, UI_RADIO);
}

static bool choose(const Task *task, int option, char answer[ANSWER_MAX + 1], Err *err) {
    return answer_join(task, &option, 1, answer) || err_set(err, "choose: too much");
}

const TaskView task_view_single_choice = {.draw = draw,
                                          .keys = task_letters,
                                          .key = {"A – D", STR_KEY_CHOOSE},
                                          .key_shown = true,
                                          .choose = choose};
