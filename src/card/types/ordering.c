// Items in the right order: an answer is all their ids.
#include "card/types/kinds.h"

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    if (!answer_is_known(task, text, out, why)) return false;
    int items[CARD_OPTION_MAX], count = answer_options(task, text, items), words = 0;
    char word[CARD_ID_MAX + 2];
    for (const char *at = text; answer_next(&at, word, sizeof word);) words++;
    if (words == 0) return answer_refuse(out, why, "Put the items in order first.");
    if (count < words) return answer_refuse(out, why, "An item is there twice.");
    if (count < task->option_count) return answer_refuse(out, why, "Some items are missing.");
    return answer_join(task, items, count, out) ||
           answer_refuse(out, why, "The answer is too long.");
}

// Length of the longest common subsequence of two orders of the same items: as each item stands once in both, the longest
// part of one that has rising places in the other.
static int longest_common(const int *a, const int *b, int count) {
    int place[CARD_OPTION_MAX] = {0}, length[CARD_OPTION_MAX], most = 0;
    for (int i = 0; i < count; i++) place[b[i]] = i;
    for (int i = 0; i < count; i++) {
        length[i] = 1;
        for (int j = 0; j < i; j++) {
            if (place[a[j]] < place[a[i]] && length[j] >= length[i]) length[i] = length[j] + 1;
        }
        if (length[i] > most) most = length[i];
    }
    return most;
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    (void)form;
    int items[CARD_OPTION_MAX], count = answer_options(task, answer, items);
    if (count == 0 || count < task->option_count || !task->sequence) {
        return (Judgement){.index = -1};
    }
    int most = longest_common(items, task->sequence, count);
    if (most == count) return (Judgement){VERDICT_RIGHT, 1, -1};
    // A single item is in order with itself, however they stand: that much earns nothing.
    double share = task->partial == PARTIAL_OFF ? 0 : (most - 1.0) / (count - 1);
    return (Judgement){VERDICT_WRONG, share, -1};
}

static char *key(const Task *task, const TaskForm *form, Arena *arena) {
    (void)form;
    char out[ANSWER_MAX + 1] = "";
    if (task->sequence) (void)answer_join(task, task->sequence, task->option_count, out);
    return arena_copy(arena, out);
}

static char *words(const Task *task, const TaskForm *form, const char *answer, Arena *arena) {
    return answer_texts(task, form, answer, " → ", arena);
}

const TaskKind KIND_ordering = {.name = "ordering",
                                .read = read_answer,
                                .judge = judge,
                                .key = key,
                                .words = words,
                                .in_order = true};
