// Folds events into attempts, task by task, with card/attempt's rules. What comes later and changes an attempt – that it was
// undone, or easy – is collected before.
#include "progress/log.h"

#include "base/str.h"
#include "progress/history.h"

#include <stdio.h>
#include <string.h>

// The attempt at one task that is going on.
typedef struct Slot {
    char *card, *task;
    const Task *asked;
    Attempt attempt;
    AttemptRow row;
    char answer[ANSWER_MAX + 1]; // of the last try, when the task is not there to keep it
    bool open;                   // begun and not yet visited
} Slot;

typedef struct Fold {
    const LogFilter *filter;
    bool (*visit)(void *self, const AttemptRow *row);
    void *self;
    Arena arena;
    IdSet undone, easy;
    Running held; // tests that go on at the end of the log
    Running now;  // and where the fold is
    Slot **slots;
    int count, capacity;
    int *table; // slots by hash of their names, −1 where there is none
    int table_size;
    bool stopped;
} Fold;

static uint32_t hash_of(const char *card, const char *task) {
    uint32_t hash = 2166136261u;
    for (; *card; card++) hash = (hash ^ (unsigned char)*card) * 16777619u;
    hash = (hash ^ '/') * 16777619u;
    for (; *task; task++) hash = (hash ^ (unsigned char)*task) * 16777619u;
    return hash;
}

// Where the names are in the table, or where they go.
static int place_of(const Fold *fold, const char *card, const char *task) {
    int at = (int)(hash_of(card, task) % (uint32_t)fold->table_size);
    while (fold->table[at] >= 0) {
        const Slot *slot = fold->slots[fold->table[at]];
        if (str_same(slot->card, card) && str_same(slot->task, task)) break;
        at = at + 1 == fold->table_size ? 0 : at + 1;
    }
    return at;
}

// At most half of the table is used.
static void grow_table(Fold *fold) {
    if (2 * (fold->count + 1) < fold->table_size) return;
    fold->table_size = fold->table_size ? 2 * fold->table_size : 256;
    fold->table = arena_array(&fold->arena, (size_t)fold->table_size, sizeof *fold->table);
    for (int i = 0; i < fold->table_size; i++) fold->table[i] = -1;
    for (int i = 0; i < fold->count; i++) {
        fold->table[place_of(fold, fold->slots[i]->card, fold->slots[i]->task)] = i;
    }
}

static const Task *find_task(const LogFilter *filter, const char *card, const char *task) {
    for (int i = 0; i < filter->card_count; i++) {
        if (!str_same(filter->cards[i]->id, card)) continue;
        int index = card_task_find(filter->cards[i], task);
        if (index >= 0) return &filter->cards[i]->tasks[index];
    }
    return NULL;
}

static Slot *slot_of(Fold *fold, const Event *event) {
    grow_table(fold);
    int at = place_of(fold, event->card, event->task);
    if (fold->table[at] >= 0) return fold->slots[fold->table[at]];
    Slot *slot = arena_alloc(&fold->arena, sizeof *slot);
    *slot = (Slot){.card = arena_copy(&fold->arena, event->card),
                   .task = arena_copy(&fold->arena, event->task),
                   .asked = find_task(fold->filter, event->card, event->task)};
    fold->slots =
        arena_grow(&fold->arena, fold->slots, fold->count, &fold->capacity, sizeof(Slot *));
    fold->table[at] = fold->count;
    fold->slots[fold->count++] = slot;
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

static void close_slot(Fold *fold, Slot *slot) {
    Attempt *attempt = &slot->attempt;
    AttemptRow *row = &slot->row;
    if (!slot->open) return;
    slot->open = false;
    row->answer = slot->answer;
    row->undone = id_set_has(&fold->undone, row->id);
    if (slot->asked) {
        attempt->easy = attempt->known && id_set_has(&fold->easy, row->id);
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

// Without the task nothing can be judged; what was said is still told.
static void note_unjudged(Slot *slot, const Event *event) {
    slot->row.end_ms = event->utc_ms;
    slot->row.hints += event->kind == EVENT_HINT;
    if (event->kind != EVENT_CHECK) return;
    slot->row.tries++;
    snprintf(slot->answer, sizeof slot->answer, "%s", event->value);
}

static void begin_slot(Fold *fold, Slot *slot, const Event *event) {
    slot->open = true;
    slot->answer[0] = '\0';
    slot->row = (AttemptRow){.id = event->seq,
                             .start_ms = event->utc_ms,
                             .end_ms = event->utc_ms,
                             .card = slot->card,
                             .task = slot->task,
                             .asked = slot->asked,
                             .test = running_begin(&fold->now, slot->card)};
    if (slot->asked) attempt_apply(&slot->attempt, slot->asked, event, &fold->arena);
}

static bool fold_event(void *self, const Event *event) {
    Fold *fold = self;
    const LogFilter *filter = fold->filter;
    bool behind = filter->before > 0 && event->attempt >= filter->before;
    running_add(&fold->now, event, &fold->arena);
    if (event->attempt <= filter->after || !*event->task || event->kind == EVENT_UNDO) return true;
    if (running_holds(&fold->held, event)) return true;
    Slot *slot = slot_of(fold, event);
    if (event->kind == EVENT_START) {
        close_slot(fold, slot); // also by an attempt that the filter leaves out
        if (!fold->stopped && !behind) begin_slot(fold, slot, event);
    } else if (slot->open && event->attempt == slot->row.id) {
        if (!slot->asked) {
            note_unjudged(slot, event);
        } else if (attempt_apply(&slot->attempt, slot->asked, event, &fold->arena)) {
            slot->row.end_ms = event->utc_ms;
            if (slot->attempt.done) close_slot(fold, slot);
        }
    }
    return !fold->stopped;
}

// What was said last counts.
static void note_rate(Fold *fold, const Event *event) {
    if (str_same(event->value, RATE_EASY)) id_set_add(&fold->easy, event->attempt, &fold->arena);
    if (str_same(event->value, RATE_GOOD)) id_set_remove(&fold->easy, event->attempt);
}

static bool collect(void *self, const Event *event) {
    Fold *fold = self;
    running_add(&fold->held, event, &fold->arena);
    history_note_undo(&fold->undone, event, &fold->arena);
    if (event->kind == EVENT_RATE) note_rate(fold, event);
    return true;
}

// Slots that are still open, by the numbers of their attempts.
static void close_rest(Fold *fold) {
    for (;;) {
        Slot *first = NULL;
        for (int i = 0; i < fold->count; i++) {
            Slot *slot = fold->slots[i];
            if (slot->open && (!first || slot->row.id < first->row.id)) first = slot;
        }
        if (!first || fold->stopped) return;
        close_slot(fold, first);
    }
}

// The tests that went on where the fold begins.
static bool begin_running(Store *store, const LogFilter *filter, int64_t after, Fold *fold,
                          Err *err) {
    const Running *known = filter->running;
    for (int i = 0; known && i < known->count; i++) {
        running_set(&fold->held, known->at[i].card, known->at[i].begin, &fold->arena);
        running_set(&fold->now, known->at[i].card, known->at[i].begin, &fold->arena);
    }
    if (known || after <= 0) return true;
    return running_load(store, filter->card, after, &fold->arena, &fold->held, err) &&
           running_load(store, filter->card, after, &fold->arena, &fold->now, err);
}

bool log_each(Store *store, const LogFilter *filter,
              bool (*visit)(void *self, const AttemptRow *row), void *self, Err *err) {
    Fold fold = {.filter = filter, .visit = visit, .self = self};
    EventFilter all = {.card = filter->card, .after = filter->after};
    if (all.after < filter->from) all.after = filter->from;
    if (filter->until > 0) all.before = filter->until + 1;
    EventFilter late = all;
    late.kinds = 1u << EVENT_UNDO | 1u << EVENT_RATE | 1u << EVENT_TEST;
    bool ok = begin_running(store, filter, all.after, &fold, err);
    for (int i = 0; i < filter->begun_count; i++) collect(&fold, &filter->begun[i]);
    ok = ok && store_select(store, &late, collect, &fold, err);
    for (int i = 0; ok && i < filter->begun_count; i++) fold_event(&fold, &filter->begun[i]);
    ok = ok && store_select(store, &all, fold_event, &fold, err);
    if (ok && !fold.stopped) close_rest(&fold);
    arena_free(&fold.arena);
    return ok;
}

typedef struct Page {
    Arena *arena;
    AttemptRow *rows;
    int count, capacity;
} Page;

// Rows come almost by number: those of attempts that were done late move up.
static bool keep_row(void *self, const AttemptRow *row) {
    Page *page = self;
    page->rows =
        arena_grow(page->arena, page->rows, page->count, &page->capacity, sizeof *page->rows);
    int at = page->count++;
    for (; at > 0 && page->rows[at - 1].id < row->id; at--) page->rows[at] = page->rows[at - 1];
    page->rows[at] = *row;
    page->rows[at].card = arena_copy(page->arena, row->card);
    page->rows[at].task = arena_copy(page->arena, row->task);
    page->rows[at].answer = arena_copy(page->arena, row->answer);
    return true;
}

typedef struct Starts {
    const Running *held;
    int64_t last;
    int left;
} Starts;

static bool count_start(void *self, const Event *event) {
    Starts *starts = self;
    if (running_holds(starts->held, event)) return true;
    starts->last = event->seq;
    return --starts->left > 0;
}

int log_newest(Store *store, const LogFilter *filter, int most, Arena *arena, AttemptRow **out,
               Err *err) {
    Page page = {.arena = arena};
    Running held;
    if (filter->running) {
        held = *filter->running;
    } else if (!running_load(store, filter->card, filter->until, arena, &held, err)) {
        return -1;
    }
    Starts starts = {.held = &held, .left = most};
    EventFilter begun = {.card = filter->card,
                         .after = filter->after,
                         .before = filter->before,
                         .kinds = 1u << EVENT_START,
                         .newest_first = true};
    *out = NULL;
    if (!store_select(store, &begun, count_start, &starts, err)) return -1;
    if (starts.last == 0) return 0;
    LogFilter recent = *filter;
    if (starts.left == 0) recent.after = starts.last - 1;
    if (!log_each(store, &recent, keep_row, &page, err)) return -1;
    *out = page.rows;
    return page.count;
}

static bool is_held(void *self, const Event *event) {
    Starts *starts = self;
    starts->left = running_holds(starts->held, event);
    return false;
}

// Says why there is no row.
static bool not_found(Store *store, int64_t id, Err *err) {
    Arena scratch = {0};
    Running held = {0};
    Starts starts = {.held = &held};
    EventFilter one = {.after = id - 1, .before = id + 1, .kinds = 1u << EVENT_START};
    bool ok = id <= 0 || (running_load(store, NULL, 0, &scratch, &held, err) &&
                          store_select(store, &one, is_held, &starts, err));
    arena_free(&scratch);
    if (!ok) return false;
    return starts.left > 0
               ? err_set(err, "attempt %lld belongs to a test that has not ended", (long long)id)
               : err_set(err, "there is no attempt %lld in the log", (long long)id);
}

bool log_find(Store *store, const LogFilter *filter, int64_t id, Arena *arena, AttemptRow *out,
              Err *err) {
    LogFilter one = *filter;
    one.after = id - 1;
    one.before = id + 1;
    AttemptRow *rows = NULL;
    int count = id > 0 ? log_newest(store, &one, 1, arena, &rows, err) : 0;
    if (count < 0) return false;
    if (count == 0) return not_found(store, id, err);
    *out = rows[0];
    return true;
}

bool log_undo(Store *store, int64_t id, int64_t utc_ms, Err *err) {
    Arena arena = {0};
    AttemptRow row = {0};
    char value[32];
    snprintf(value, sizeof value, "%lld", (long long)id);
    bool ok = log_find(store, &(LogFilter){0}, id, &arena, &row, err);
    if (ok && row.undone) ok = err_set(err, "attempt %lld was undone before", (long long)id);
    if (ok) {
        Event event = {.utc_ms = utc_ms,
                       .attempt = id,
                       .kind = EVENT_UNDO,
                       .card = row.card,
                       .task = row.task,
                       .value = value};
        ok = store_append(store, &event, err);
    }
    arena_free(&arena);
    return ok;
}
