// All options that are right: letters and clicks put them in and take them out.
#include "app/task_view.h"

static void draw(Question *q) {
    if (!q->attempt->done) task_caption(q, "choose all", str_of(STR_CHOOSE_ALL));
    task_options(q, UI_CHECKBOX);
}

// Puts the option into the answer in progress, or takes it out.
static bool choose(const Task *task, int option, char answer[ANSWER_MAX + 1], Err *err) {
    int chosen[CARD_OPTION_MAX], count = 0;
    for (int i = 0; i < task->option_count; i++) {
        if (answer_has(answer, task->options[i].id) != (i == option)) chosen[count++] = i;
    }
    return answer_join(task, chosen, count, answer) || err_set(err, "choose: too much");
}

// What kind of mistake it was, and not how many of them.
static const char *part(Arena *arena, const Task *task, const char *answer, double share) {
    (void)arena, (void)share;
    bool missing = false, extra = false;
    for (int i = 0; i < task->option_count; i++) {
        bool chosen = answer_has(answer, task->options[i].id), right = task->options[i].correct;
        missing = missing || (right && !chosen);
        extra = extra || (chosen && !right);
    }
    return str_of(missing && extra ? STR_CHOICE_MIXED
                  : missing        ? STR_CHOICE_MISSING
                                   : STR_CHOICE_EXTRA);
}

const TaskView task_view_multiple_choice = {.draw = draw,
                                            .keys = task_letters,
                                            .key = {"A – E", STR_KEY_TOGGLE},
                                            .key_shown = true,
                                            .points_held = true,
                                            .choose = choose,
                                            .part = part};
