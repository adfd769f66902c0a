// Folds events into summaries, with the rules of scoring that card/attempt.h has for a live attempt.
#include "progress/history.h"

#include "base/str.h"
#include "progress/summary.h"

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

bool history_done(const History *history, int task) {
    const Attempt *latest = &history->tasks[task].latest;
    return latest->done && latest->id > history->test;
}

void history_settle(TaskHistory *task) {
    const Outcome *held = &task->held;
    if (held->finished) task->known = held->known;
    if (held->best > task->best) task->best = held->best;
    task->finished += held->finished;
    task->held = (Outcome){0};
}

// attempt_apply leaves out what comes for an attempt that was left for a newer one.
static void add_to_task(TaskHistory *task, const Task *asked, const Event *event, bool counts,
                        Arena *arena) {
    bool was_done = task->latest.done;
    if (!attempt_apply(&task->latest, asked, event, arena)) return;
    Outcome *held = &task->held;
    if (task->latest.points > held->best) held->best = task->latest.points;
    if (task->latest.done && !was_done) {
        held->finished++;
        held->known = task->latest.known;
    }
    if (counts) history_settle(task);
}

// Whatever a test held counts when it ends, be it because the next one begins.
static void add_test(History *history, const Event *event) {
    bool begin;
    if (!event_test(event, &begin)) return;
    for (int i = 0; i < history->task_count; i++) history_settle(&history->tasks[i]);
    history->test = begin ? event->seq : 0;
}

int history_lesson(const Card *card, const Event *event) {
    bool alone = event->kind == EVENT_PREDICT && event->attempt == event->seq;
    for (int i = 0; alone && i < card->lesson_count; i++) {
        if (*event->task && str_same(card->lessons[i].predict.id, event->task)) return i;
    }
    return -1;
}

static void add_prediction(PredictHistory *history, const Event *event) {
    Prediction made;
    if (!prediction_read(event->value, &made)) return;
    if (!history->first) {
        history->first = event->seq;
        history->distance = made.distance;
    }
    history->last = event->seq;
    history->latest = made;
}

// Adds the event if it is one of this card and of a task or prediction that the card still has.
void history_fold(History *history, const Card *card, const Event *event, Arena *arena) {
    if (!str_same(event->card, card->id)) return;
    int lesson = history_lesson(card, event);
    if (lesson >= 0) add_prediction(&history->predictions[lesson], event);
    add_test(history, event);
    int task = card_task_find(card, event->task);
    if (task < 0) return;
    bool counts = history->test == 0 || event->attempt < history->test;
    add_to_task(&history->tasks[task], &card->tasks[task], event, counts, arena);
}

void history_add(History *history, const Card *card, const Event *event, Arena *arena) {
    assert(history->task_count == card->task_count);
    history_fold(history, card, event, arena);
    sum_up(history, card);
}

void history_note_undo(IdSet *undone, const Event *event, Arena *arena) {
    int64_t attempt;
    bool undo = event->kind == EVENT_UNDO && str_integer(event->value, &attempt);
    if (undo) id_set_add(undone, attempt, arena);
}

bool history_is_undone(const IdSet *undone, const Event *event) {
    return event->kind != EVENT_TEST && id_set_has(undone, event->attempt);
}

typedef struct Fold {
    History *history;
    const Card *card;
    Arena *arena, *scratch;
    IdSet *undone;
} Fold;

static bool fold_event(void *self, const Event *event) {
    Fold *fold = self;
    history_note_undo(fold->undone, event, fold->scratch);
    if (!history_is_undone(fold->undone, event)) {
        history_fold(fold->history, fold->card, event, fold->arena);
    }
    return true;
}

History history_new(const Card *card, Arena *arena) {
    return (History){
        .tasks = arena_array(arena, (size_t)card->task_count, sizeof(TaskHistory)),
        .task_count = card->task_count,
        .predictions = arena_array(arena, (size_t)card->lesson_count, sizeof(PredictHistory)),
    };
}

// What is behind the summary, if there is one, else everything; `undone` may know of some already.
static bool fold_all(Store *store, const Summary *from, Fold *fold, Err *err) {
    *fold->history = history_new(fold->card, fold->arena);
    for (int i = 0; from->seq > 0 && i < fold->card->task_count; i++) {
        fold->history->tasks[i] = from->tasks[i];
    }
    for (int i = 0; i < from->begun_count; i++) fold_event(fold, &from->begun[i]);
    EventFilter filter = {.card = fold->card->id, .after = from->seq};
    return store_select(store, &filter, fold_event, fold, err);
}

bool history_load(Store *store, const Card *card, Arena *arena, History *out, Err *err) {
    Arena scratch = {0};
    IdSet undone = {0};
    Summary summary;
    Fold fold = {out, card, arena, &scratch, &undone};
    summary_load(store, card, &scratch, &summary);
    bool ok = fold_all(store, &summary, &fold, err);
    // What was undone is known only now, and it has been counted.
    if (ok && undone.count > 0) ok = fold_all(store, &summary, &fold, err);
    if (!ok) *out = history_new(card, arena);
    sum_up(out, card);
    arena_free(&scratch);
    return ok;
}
