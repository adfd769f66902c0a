// What comes later and changes an attempt – that it was undone, or easy, or begun in a test that goes on – is collected before.
#include "progress/log_fold.h"

#include "base/str.h"

#include <stdio.h>

// The attempt at one task that is going on.
typedef struct LogSlot {
    const char *card, *task;
    const Task *asked;
    Attempt attempt;
    AttemptRow row;
    char answer[ANSWER_MAX + 1]; // of the last try, when the task is not there to keep it
    bool open;                   // begun and not yet visited
} Slot;

static const Task *find_task(const LogFilter *filter, const char *card, const char *task) {
    for (int i = 0; i < filter->card_count; i++) {
        if (!str_same(filter->cards[i]->id, card)) continue;
        int index = card_task_find(filter->cards[i], task);
        if (index >= 0) return &filter->cards[i]->tasks[index];
    }
    return NULL;
}

static Slot *slot_of(LogFold *fold, const Event *event) {
    int count = fold->tasks.count;
    int number = task_table_number(&fold->tasks, event->card, event->task, &fold->arena);
    if (number < count) return fold->slots[number];
    Slot *slot = arena_alloc(&fold->arena, sizeof *slot);
    *slot = (Slot){.card = fold->tasks.names[number].card,
                   .task = fold->tasks.names[number].task,
                   .asked = find_task(fold->filter, event->card, event->task)};
    fold->slots =
        arena_grow(&fold->arena, fold->slots, count, &fold->slot_capacity, sizeof(Slot *));
    fold->slots[number] = slot;
    return slot;
}

// Rule: known is good; a first try with later hints, or a second one without hints, is hard; all else is again. Easy only
// if the learner says so.
static int rating_of(const Attempt *attempt) {
    if (!attempt->done) return 0;
    if (attempt->known) return attempt->easy ? RATING_EASY : RATING_GOOD;
    bool hard = attempt->right && (attempt->tries == 1 || (attempt->tries == 2 && !attempt->hints));
    return hard ? RATING_HARD : RATING_AGAIN;
}

static void close_slot(LogFold *fold, Slot *slot) {
    Attempt *attempt = &slot->attempt;
    AttemptRow *row = &slot->row;
    if (!slot->open) return;
    slot->open = false;
    row->answer = slot->answer;
    row->undone = id_set_has(&fold->known.undone, row->id);
    if (slot->asked) {
        attempt->easy = attempt->known && id_set_has(&fold->known.easy, row->id);
        row->answer = attempt->tries ? attempt_answer(attempt, attempt->tries - 1) : "";
        row->tries = attempt->tries;
        row->hints = attempt->hints;
        row->done = attempt->done;
        row->right = attempt->right;
        row->revealed = attempt->revealed;
        row->known = attempt->known;
        row->confidence = attempt->confidence;
        row->points = attempt->points;
        row->seed = attempt->seed;
        row->rating = rating_of(attempt);
    }
    fold->stopped = !fold->visit(fold->self, row);
}

static void note_last(Slot *slot, const Event *event) {
    slot->row.end_ms = event->utc_ms;
    slot->row.last = event->seq;
}

// Without the task nothing can be judged; what was said is still told.
static void note_unjudged(Slot *slot, const Event *event) {
    note_last(slot, event);
    slot->row.hints += event->kind == EVENT_HINT;
    if (event->kind != EVENT_CHECK) return;
    slot->row.tries++;
    snprintf(slot->answer, sizeof slot->answer, "%s", event->value);
}

static void begin_slot(LogFold *fold, Slot *slot, const Event *event) {
    slot->open = true;
    slot->answer[0] = '\0';
    slot->row = (AttemptRow){.id = event->seq,
                             .start_ms = event->utc_ms,
                             .card = slot->card,
                             .task = slot->task,
                             .asked = slot->asked,
                             .test = running_begin(&fold->now, slot->card)};
    note_last(slot, event);
    if (slot->asked) attempt_apply(&slot->attempt, slot->asked, event, &fold->arena);
}

static void continue_slot(LogFold *fold, Slot *slot, const Event *event) {
    if (!slot->asked) {
        note_unjudged(slot, event);
    } else if (attempt_apply(&slot->attempt, slot->asked, event, &fold->arena)) {
        note_last(slot, event);
        if (slot->attempt.done) close_slot(fold, slot);
    }
}

// The tests that go on where the event is.
static void pass_tests(LogFold *fold, int64_t seq) {
    const LogIndex *known = &fold->known;
    for (; fold->tests_passed < known->test_count; fold->tests_passed++) {
        const struct LogTest *test = &known->tests[fold->tests_passed];
        if (test->seq > seq) return;
        running_set(&fold->now, test->card, test->begin ? test->seq : 0, &fold->arena);
    }
}

// Whether the index says that the attempt was left before the event came. The start of the attempt it was left for may not be
// among the events that are folded.
static bool is_left(const LogFold *fold, const Event *event) {
    const LogIndex *known = &fold->known;
    if (event->seq > known->seq) {
        return event->attempt <= known->seq && !id_set_has(&known->latest, event->attempt);
    }
    return event->seq - event->attempt > known->reach && !log_index_has_late(known, event->seq);
}

bool log_fold_event(void *self, const Event *event) {
    LogFold *fold = self;
    pass_tests(fold, event->seq);
    if (event->attempt <= fold->filter->after || !*event->task || event->kind == EVENT_UNDO) {
        return true;
    }
    if (is_left(fold, event)) return true;
    Slot *slot = slot_of(fold, event);
    if (event->kind == EVENT_START) {
        close_slot(fold, slot); // also by an attempt that is not chosen, or is held back
        bool held = running_holds(&fold->held, event);
        bool chosen = !fold->chosen || id_set_has(fold->chosen, event->seq);
        if (!fold->stopped && chosen && !held) begin_slot(fold, slot, event);
    } else if (slot->open && event->attempt == slot->row.id) {
        continue_slot(fold, slot, event);
    }
    return !fold->stopped;
}

bool log_fold_note(void *self, const Event *event) {
    LogFold *fold = self;
    log_index_note(&fold->known, event, &fold->arena);
    return true;
}

void log_fold_noted(LogFold *fold) {
    pass_tests(fold, INT64_MAX);
    fold->held = fold->now;
    fold->now = (Running){0};
    fold->tests_passed = 0;
}

void log_fold_end(LogFold *fold) {
    for (;;) {
        Slot *first = NULL;
        for (int i = 0; i < fold->tasks.count; i++) {
            Slot *slot = fold->slots[i];
            if (slot->open && (!first || slot->row.id < first->row.id)) first = slot;
        }
        if (!first || fold->stopped) break;
        close_slot(fold, first);
    }
    fold->now = (Running){0};
    fold->tests_passed = 0;
}
