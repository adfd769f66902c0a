// One option is right: an answer is its id.
#include "card/types/kinds.h"

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    if (!answer_is_known(task, text, out, why)) return false;
    int options[CARD_OPTION_MAX], count = answer_options(task, text, options);
    if (count == 0) return answer_refuse(out, why, "Choose an answer first.");
    if (count > 1) return answer_refuse(out, why, "Choose one answer.");
    return answer_join(task, options, count, out) ||
           answer_refuse(out, why, "The answer is too long.");
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    (void)form;
    int option = task_option_find(task, answer);
    if (option < 0) return (Judgement){.index = -1};
    bool right = task->options[option].correct;
    return (Judgement){right ? VERDICT_RIGHT : VERDICT_WRONG, right ? 1 : 0, option};
}

static char *key(const Task *task, const TaskForm *form, Arena *arena) {
    (void)form;
    for (int i = 0; i < task->option_count; i++) {
        if (task->options[i].correct) return arena_copy(arena, task->options[i].id);
    }
    return arena_copy(arena, "");
}

static char *words(const Task *task, const TaskForm *form, const char *answer, Arena *arena) {
    return answer_texts(task, form, answer, "; ", arena);
}

const TaskKind KIND_single_choice = {.name = "single_choice",
                                     .read = read_answer,
                                     .judge = judge,
                                     .key = key,
                                     .words = words,
                                     .one_option = true};
