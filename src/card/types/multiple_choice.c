// Any number of options is right: an answer is their ids in authored order. Right is all of them and no other.
#include "card/types/kinds.h"

#include <math.h>

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    if (!answer_is_known(task, text, out, why)) return false;
    int options[CARD_OPTION_MAX], count = 0;
    for (int i = 0; i < task->option_count; i++) {
        if (answer_has(text, task->options[i].id)) options[count++] = i;
    }
    if (count == 0) return answer_refuse(out, why, "Choose at least one answer.");
    return answer_join(task, options, count, out) ||
           answer_refuse(out, why, "The answer is too long.");
}

// How the choice meets the key.
typedef struct Meeting {
    int hits, slips; // right ones and wrong ones chosen
    int keys, count;
} Meeting;

static Meeting meet(const Task *task, const char *answer) {
    Meeting m = {.count = task->option_count};
    for (int i = 0; i < task->option_count; i++) {
        bool chosen = answer_has(answer, task->options[i].id), right = task->options[i].correct;
        m.keys += right;
        m.hits += chosen && right;
        m.slips += chosen && !right;
    }
    return m;
}

static double share_of(Partial partial, Meeting m) {
    int misjudged = m.slips + m.keys - m.hits;
    switch (partial) {
    case PARTIAL_OFF: return 0;
    case PARTIAL_EACH: return (double)(m.count - misjudged) / m.count;
    case PARTIAL_NET: return fmax(0, (double)(m.count - 2 * misjudged) / m.count);
    default: return fmax(0, (double)(m.hits - m.slips) / m.keys);
    }
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    (void)form;
    Meeting m = meet(task, answer);
    if (m.hits + m.slips == 0 || m.keys == 0) return (Judgement){.index = -1};
    if (m.hits == m.keys && m.slips == 0) return (Judgement){VERDICT_RIGHT, 1, -1};
    return (Judgement){VERDICT_WRONG, share_of(task->partial, m), -1};
}

static char *key(const Task *task, const TaskForm *form, Arena *arena) {
    (void)form;
    char *ids = arena_copy(arena, "");
    for (int i = 0; i < task->option_count; i++) {
        if (!task->options[i].correct) continue;
        ids = arena_format(arena, "%s%s%s", ids, *ids ? "," : "", task->options[i].id);
    }
    return ids;
}

static char *words(const Task *task, const TaskForm *form, const char *answer, Arena *arena) {
    return answer_texts(task, form, answer, "; ", arena);
}

const TaskKind KIND_multiple_choice = {
    .name = "multiple_choice", .read = read_answer, .judge = judge, .key = key, .words = words};
