// Folds events into summaries, with the rules of scoring that card/attempt.h has for a live attempt.
#include "progress/history.h"

#include "base/str.h"

#include <assert.h>

// What the tasks add up to. Few enough to be counted anew after every event.
static void sum_up(History *history, const Card *card) {
    history->known = 0;
    history->points = 0;
    for (int i = 0; i < history->task_count; i++) {
        if (!task_is_asked(&card->tasks[i])) continue;
        history->known += history->tasks[i].known;
        history->points += history->tasks[i].best;
    }
}

// attempt_apply leaves out what comes for an attempt that was left for a newer one.
static void add_to_task(TaskHistory *task, const Task *asked, const Event *event) {
    if (!attempt_apply(&task->latest, asked, event)) return;
    if (!task->latest.done) return;
    task->finished++;
    task->known = task->latest.known;
    if (task->latest.points > task->best) task->best = task->latest.points;
}

// Adds the event if it is one of this card and of a task that the card still has.
static void add(History *history, const Card *card, const Event *event) {
    if (!str_same(event->card, card->id)) return;
    int task = card_task_find(card, event->task);
    if (task >= 0) add_to_task(&history->tasks[task], &card->tasks[task], event);
}

void history_add(History *history, const Card *card, const Event *event) {
    assert(history->task_count == card->task_count);
    add(history, card, event);
    sum_up(history, card);
}

typedef struct Fold {
    History *history;
    const Card *card;
} Fold;

static bool fold_event(void *self, const Event *event) {
    Fold *fold = self;
    add(fold->history, fold->card, event);
    return true;
}

static History empty_history(const Card *card, Arena *arena) {
    return (History){
        .tasks = arena_array(arena, (size_t)card->task_count, sizeof(TaskHistory)),
        .task_count = card->task_count,
    };
}

bool history_load(Store *store, const Card *card, Arena *arena, History *out, Err *err) {
    *out = empty_history(card, arena);
    bool ok = store_each(store, card->id, fold_event, &(Fold){out, card}, err);
    if (!ok) *out = empty_history(card, arena);
    sum_up(out, card);
    return ok;
}
