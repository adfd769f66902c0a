// The whole log in one go; a few attempts from what the summary's index knows and the events near them.
#include "progress/log.h"

#include "base/str.h"
#include "progress/log_fold.h"
#include "progress/summary.h"

#include <stdio.h>
#include <stdlib.h>

bool log_each(Store *store, const LogFilter *filter,
              bool (*visit)(void *self, const AttemptRow *row), void *self, Err *err) {
    LogFold fold = {.filter = filter, .visit = visit, .self = self};
    EventFilter all = {.card = filter->card, .after = filter->after};
    if (all.after < filter->from) all.after = filter->from;
    if (filter->until > 0) all.before = filter->until + 1;
    EventFilter late = all;
    late.kinds = 1u << EVENT_UNDO | 1u << EVENT_RATE | 1u << EVENT_TEST;
    for (int i = 0; i < filter->begun_count; i++) log_fold_note(&fold, &filter->begun[i]);
    bool ok = store_select(store, &late, log_fold_note, &fold, err);
    log_fold_noted(&fold);
    for (int i = 0; ok && i < filter->begun_count; i++) log_fold_event(&fold, &filter->begun[i]);
    ok = ok && store_select(store, &all, log_fold_event, &fold, err);
    if (ok) log_fold_end(&fold);
    arena_free(&fold.arena);
    return ok;
}

// What is chosen of a log, and where its events are looked for.
typedef struct Choice {
    Store *store;
    LogFilter filter;
    LogFold fold;
    IdSet chosen;
    int late;  // of the late events, those that are behind us
    bool held; // what was looked for belongs to a test that goes on
    // Rows are kept whose last act is in from … before − 1 (0: to the end).
    int64_t from, before;
    Arena *arena;
    AttemptRow *rows;
    int count, capacity;
} Choice;

static bool keep_row(void *self, const AttemptRow *row) {
    Choice *choice = self;
    Arena *arena = choice->arena;
    bool behind = choice->before > 0 && row->last >= choice->before;
    if (row->last < choice->from || behind) return true;
    choice->rows =
        arena_grow(arena, choice->rows, choice->count, &choice->capacity, sizeof *choice->rows);
    AttemptRow *kept = &choice->rows[choice->count++];
    *kept = *row;
    kept->card = arena_copy(arena, row->card);
    kept->task = arena_copy(arena, row->task);
    kept->answer = arena_copy(arena, row->answer);
    return true;
}

// Takes note of what the index does not know. On failure there is nothing to close.
static bool open_choice(Choice *choice, Store *store, const LogFilter *filter, Arena *arena,
                        Err *err) {
    *choice = (Choice){.store = store, .filter = *filter, .arena = arena};
    choice->filter.after = 0;
    choice->fold = (LogFold){.visit = keep_row, .chosen = &choice->chosen};
    choice->fold.filter = &choice->filter;
    choice->fold.self = choice;
    summary_index(store, &choice->fold.arena, &choice->fold.known);
    EventFilter late = {.card = filter->card,
                        .after = choice->fold.known.seq,
                        .kinds = 1u << EVENT_UNDO | 1u << EVENT_RATE | 1u << EVENT_TEST};
    bool ok = store_select(store, &late, log_fold_note, &choice->fold, err);
    log_fold_noted(&choice->fold);
    if (!ok) arena_free(&choice->fold.arena);
    return ok;
}

// Folds the events from … to (0: the end).
static bool fold_range(Choice *choice, int64_t from, int64_t to, Err *err) {
    EventFilter range = {.card = choice->filter.card, .after = from - 1};
    if (to > 0) range.before = to + 1;
    return store_select(choice->store, &range, log_fold_event, &choice->fold, err);
}

// Folds the late events of chosen attempts that are between these two, and passes those up to `before`.
static bool fold_late(Choice *choice, int64_t after, int64_t before, Err *err) {
    const LogIndex *known = &choice->fold.known;
    bool ok = true;
    for (; choice->late < known->late_count; choice->late++) {
        const struct LogLate *late = &known->late[choice->late];
        if (!ok || late->seq >= before) break;
        if (late->seq <= after || !id_set_has(&choice->chosen, late->attempt)) continue;
        ok = fold_range(choice, late->seq, late->seq, err);
    }
    return ok;
}

// Folds the events near the chosen attempts, the late ones as the index has them, and all that it does not know.
static bool fold_chosen(Choice *choice, Err *err) {
    const IdSet *chosen = &choice->chosen;
    int64_t end = choice->fold.known.seq, reach = choice->fold.known.reach, at = 0;
    bool ok = true;
    choice->late = 0;
    for (int i = 0; ok && i < chosen->count && chosen->ids[i] <= end; i++) {
        int64_t from = chosen->ids[i], to = from + reach;
        while (i + 1 < chosen->count && chosen->ids[i + 1] <= to) to = chosen->ids[++i] + reach;
        if (to > end) to = end;
        ok = fold_late(choice, at, from, err) && fold_range(choice, from, to, err);
        at = to;
    }
    ok = ok && fold_late(choice, at, end + 1, err);
    if (ok && chosen->count > 0) ok = fold_range(choice, at > 0 ? end + 1 : chosen->ids[0], 0, err);
    log_fold_end(&choice->fold);
    return ok;
}

// Attempts in which something was done, newest act first.
typedef struct Acts {
    const Running *held;
    // Negative numbers, so that one that comes later goes to the end.
    IdSet found;
    Arena *arena;
    int left;
    int64_t from; // the act that was looked at last
    bool stopped; // there are more
} Acts;

static bool find_act(void *self, const Event *event) {
    Acts *acts = self;
    bool alone = event->kind != EVENT_START && event->attempt == event->seq;
    if (alone || !*event->task || event->kind == EVENT_UNDO || event->attempt <= 0) return true;
    if (running_holds(acts->held, event)) return true;
    if (!id_set_has(&acts->found, -event->attempt)) {
        acts->stopped = acts->left-- == 0;
        if (acts->stopped) return false;
        id_set_add(&acts->found, -event->attempt, acts->arena);
    }
    acts->from = event->seq;
    return true;
}

// Chooses so many attempts of which an act is before `before`, the newest; *more: there are others.
static bool choose_newest(Choice *choice, int most, bool *more, Err *err) {
    LogFold *fold = &choice->fold;
    Acts acts = {.held = &fold->held, .arena = &fold->arena, .left = most};
    EventFilter newest = {
        .card = choice->filter.card, .before = choice->before, .newest_first = true};
    if (!store_select(choice->store, &newest, find_act, &acts, err)) return false;
    choice->chosen = (IdSet){0};
    for (int i = acts.found.count - 1; i >= 0; i--) {
        id_set_add(&choice->chosen, -acts.found.ids[i], &fold->arena);
    }
    choice->from = acts.from;
    *more = acts.stopped;
    return true;
}

static int newest_first(const void *a, const void *b) {
    int64_t one = ((const AttemptRow *)a)->last, other = ((const AttemptRow *)b)->last;
    return (one < other) - (one > other);
}

int log_newest(Store *store, const LogFilter *filter, int most, Arena *arena, AttemptRow **out,
               Err *err) {
    enum { SPARE = 16 }; // attempts that went on on the page before are chosen in vain

    Choice choice;
    *out = NULL;
    if (!open_choice(&choice, store, filter, arena, err)) return -1;
    bool ok = true, more = true;
    for (choice.before = filter->before; ok && more && choice.count < most;) {
        ok = choose_newest(&choice, most - choice.count + SPARE, &more, err) &&
             fold_chosen(&choice, err);
        choice.before = choice.from;
    }
    arena_free(&choice.fold.arena);
    if (!ok) return -1;
    if (choice.count > 0) {
        qsort(choice.rows, (size_t)choice.count, sizeof *choice.rows, newest_first);
    }
    *out = choice.rows;
    return choice.count < most ? choice.count : most;
}

static bool is_held(void *self, const Event *event) {
    Choice *choice = self;
    choice->held = running_holds(&choice->fold.held, event);
    return false;
}

// Says why there is no row.
static bool not_found(Choice *choice, int64_t id, Err *err) {
    EventFilter one = {.after = id - 1, .before = id + 1, .kinds = 1u << EVENT_START};
    if (id > 0 && !store_select(choice->store, &one, is_held, choice, err)) return false;
    return choice->held
               ? err_set(err, "attempt %lld belongs to a test that has not ended", (long long)id)
               : err_set(err, "there is no attempt %lld in the log", (long long)id);
}

bool log_find(Store *store, const LogFilter *filter, int64_t id, Arena *arena, AttemptRow *out,
              Err *err) {
    Choice choice;
    if (!open_choice(&choice, store, filter, arena, err)) return false;
    id_set_add(&choice.chosen, id, &choice.fold.arena);
    bool ok = id <= 0 || fold_chosen(&choice, err);
    if (ok && choice.count == 0) ok = not_found(&choice, id, err);
    if (ok) *out = choice.rows[0];
    arena_free(&choice.fold.arena);
    return ok;
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
