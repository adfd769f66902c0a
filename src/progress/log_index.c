// Makes the index in one go through the log, and passes it into a text and out of it.
#include "progress/log_index.h"

#include "base/str.h"
#include "progress/history.h"
#include "progress/task_table.h"

enum { LATE_MOST = 1 << 17 };

static void note_test(LogIndex *index, const Event *event, bool begin, Arena *arena) {
    index->tests = arena_grow(arena, index->tests, index->test_count, &index->test_capacity,
                              sizeof *index->tests);
    index->tests[index->test_count++] =
        (struct LogTest){arena_copy(arena, event->card), event->seq, begin};
}

// What was said last counts.
static void note_rate(LogIndex *index, const Event *event, Arena *arena) {
    if (str_same(event->value, RATE_EASY)) id_set_add(&index->easy, event->attempt, arena);
    if (str_same(event->value, RATE_GOOD)) id_set_remove(&index->easy, event->attempt);
}

void log_index_note(LogIndex *index, const Event *event, Arena *arena) {
    bool begin;
    history_note_undo(&index->undone, event, arena);
    if (event->kind == EVENT_RATE) note_rate(index, event, arena);
    if (event_test(event, &begin)) note_test(index, event, begin, arena);
}

typedef struct Making {
    LogIndex *index;
    Arena *arena;
    TaskTable tasks;
    int64_t *latest; // by the task's number
    int capacity;
} Making;

static int64_t *latest_of(Making *making, const Event *event) {
    int known = making->tasks.count;
    int number = task_table_number(&making->tasks, event->card, event->task, making->arena);
    if (number == known) {
        making->latest = arena_grow(making->arena, making->latest, known, &making->capacity,
                                    sizeof *making->latest);
        making->latest[number] = 0;
    }
    return &making->latest[number];
}

static void add_late(LogIndex *index, const Event *event, Arena *arena) {
    index->late = arena_grow(arena, index->late, index->late_count, &index->late_capacity,
                             sizeof *index->late);
    index->late[index->late_count++] = (struct LogLate){event->seq, event->attempt};
}

static bool add_event(void *self, const Event *event) {
    Making *making = self;
    LogIndex *index = making->index;
    log_index_note(index, event, making->arena);
    if (!*event->task || event->kind == EVENT_UNDO) return true;
    int64_t *latest = latest_of(making, event);
    if (event->kind == EVENT_START) *latest = event->seq;
    bool late = event->attempt == *latest && event->seq - event->attempt > index->reach;
    if (late) add_late(index, event, making->arena);
    return index->late_count <= LATE_MOST;
}

bool log_index_has_late(const LogIndex *index, int64_t seq) {
    int low = 0, high = index->late_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (index->late[middle].seq < seq) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < index->late_count && index->late[low].seq == seq;
}

bool log_index_make(Store *store, int64_t until, int reach, Arena *arena, LogIndex *out, Err *err) {
    *out = (LogIndex){.seq = until, .reach = reach};
    Making making = {.index = out, .arena = arena};
    EventFilter all = {.before = until + 1};
    bool ok = store_select(store, &all, add_event, &making, err);
    for (int i = 0; i < making.tasks.count; i++) {
        if (making.latest[i] > 0) id_set_add(&out->latest, making.latest[i], arena);
    }
    if (!ok || out->late_count > LATE_MOST) *out = (LogIndex){0};
    return ok;
}

static void put_set(ArenaText *out, const char *word, const IdSet *set) {
    summary_put_word(out, word);
    summary_put_integer(out, set->count);
    for (int i = 0; i < set->count; i++) summary_put_integer(out, set->ids[i]);
    summary_put_end(out);
}

void log_index_put(const LogIndex *index, ArenaText *out) {
    summary_put_word(out, "index");
    summary_put_integer(out, index->seq);
    summary_put_integer(out, index->reach);
    summary_put_end(out);
    put_set(out, "undone", &index->undone);
    put_set(out, "easy", &index->easy);
    put_set(out, "latest", &index->latest);
    summary_put_word(out, "tests");
    summary_put_integer(out, index->test_count);
    for (int i = 0; i < index->test_count; i++) {
        summary_put_text(out, index->tests[i].card);
        summary_put_integer(out, index->tests[i].seq);
        summary_put_integer(out, index->tests[i].begin);
    }
    summary_put_end(out);
    summary_put_word(out, "late");
    summary_put_integer(out, index->late_count);
    for (int i = 0; i < index->late_count; i++) {
        summary_put_integer(out, index->late[i].seq);
        summary_put_integer(out, index->late[i].attempt);
    }
    summary_put_end(out);
}

// A line's word and how many items follow; 0 if that cannot be. Each takes two bytes at least.
static int take_count(SummaryReader *in, const char *word) {
    if (!summary_take_word(in, word)) in->bad = true;
    int64_t count = summary_take_integer(in);
    if (count < 0 || count > (in->end - in->at) / 2) in->bad = true;
    return in->bad ? 0 : (int)count;
}

// A number above the one before.
static int64_t take_above(SummaryReader *in, int64_t before) {
    int64_t number = summary_take_integer(in);
    if (number <= before) in->bad = true;
    return number;
}

static void take_set(SummaryReader *in, const char *word, IdSet *out) {
    int count = take_count(in, word);
    *out = (IdSet){arena_array(in->arena, (size_t)count, sizeof *out->ids), 0, count};
    int64_t id = INT64_MIN;
    while (out->count < count && !in->bad) out->ids[out->count++] = id = take_above(in, id);
    summary_take_end(in);
}

static void take_tests(SummaryReader *in, LogIndex *out) {
    out->test_capacity = take_count(in, "tests");
    out->tests = arena_array(in->arena, (size_t)out->test_capacity, sizeof *out->tests);
    int64_t seq = 0;
    while (out->test_count < out->test_capacity && !in->bad) {
        const char *card = summary_take_text(in);
        seq = take_above(in, seq);
        bool begin = summary_take_integer(in) != 0;
        out->tests[out->test_count++] = (struct LogTest){card, seq, begin};
    }
    summary_take_end(in);
}

static void take_late(SummaryReader *in, LogIndex *out) {
    out->late_capacity = take_count(in, "late");
    out->late = arena_array(in->arena, (size_t)out->late_capacity, sizeof *out->late);
    int64_t seq = 0;
    while (out->late_count < out->late_capacity && !in->bad) {
        seq = take_above(in, seq);
        out->late[out->late_count++] = (struct LogLate){seq, summary_take_integer(in)};
    }
    summary_take_end(in);
}

void log_index_take(SummaryReader *in, LogIndex *out) {
    *out = (LogIndex){0};
    if (!summary_take_word(in, "index")) in->bad = true;
    out->seq = summary_take_integer(in);
    out->reach = summary_take_integer(in);
    if (out->reach < 0 || out->reach > LOG_REACH) in->bad = true;
    summary_take_end(in);
    take_set(in, "undone", &out->undone);
    take_set(in, "easy", &out->easy);
    take_set(in, "latest", &out->latest);
    take_tests(in, out);
    take_late(in, out);
    if (in->bad) *out = (LogIndex){0};
}
