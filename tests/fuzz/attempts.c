// Any sequence of what a learner can do, on tasks of every type: a card's history is kept as it happens, and at the end what
// the log, a summary and a fresh start say must be the same. Points never fall, what is known follows the rule, and a test
// that goes on shows nothing of what it holds.
#include "base/str.h"
#include "formats/card_json.h"
#include "progress/log.h"
#include "progress/summary.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MOST = 120, TASKS_MOST = 8 };

static const Zone ZONE = {120, 4};

typedef struct Play {
    const uint8_t *at, *end;
    const Card *card;
    Store *store;
    Arena arena;
    History history; // as it happens
    int64_t latest[TASKS_MOST], clock;
    bool undone[EVENTS_MOST];
    bool summed; // a summary was written
} Play;

static int next(Play *play) {
    return play->at < play->end ? *play->at++ : 0;
}

// A few bytes of the input as text; what is no UTF-8 the store refuses.
static const char *next_text(Play *play) {
    size_t n = (size_t)next(play) % 40, left = (size_t)(play->end - play->at);
    if (n > left) n = left;
    char *text = arena_text(&play->arena, (const char *)play->at, n);
    play->at += n;
    return text;
}

// Mostly the right answer, an option, or a number; else anything.
static const char *next_answer(Play *play, int index) {
    static const char *const PIECES[] = {
        "two",  "three", "four,two", "one,five,ten", "ten,one,five", "3072", "4096",
        "1027", "7,1",   "8,3",      "base=20",      "base=30",      "sum",  "two,four"};
    const int pieces = sizeof PIECES / sizeof *PIECES;
    int what = next(play);
    if (what < 64) return next_text(play);
    if (index < play->card->task_count && what < 128) {
        const Task *task = &play->card->tasks[index];
        TaskForm form = attempt_form(&play->history.tasks[index].latest, task);
        return task_kind(task->type)->key(task, &form, &play->arena);
    }
    return PIECES[what % pieces];
}

static const char *next_value(Play *play, EventKind kind, int index) {
    static const char *const SURE[] = {"sure", "think", "guess", "easy", "good"};
    switch (kind) {
    case EVENT_START:
        if (next(play) < 16 || index >= play->card->task_count) return next_text(play);
        return attempt_start_value(&play->arena, &play->card->tasks[index], (uint64_t)next(play));
    case EVENT_HINT: return next(play) < 200 ? "h1" : next_text(play);
    case EVENT_CHECK: return next_answer(play, index);
    case EVENT_CONFIDENCE:
    case EVENT_RATE: return next(play) < 240 ? SURE[next(play) % 5] : next_text(play);
    case EVENT_UNDO: return arena_format(&play->arena, "%d", next(play) % EVENTS_MOST);
    case EVENT_TEST: return next(play) < 230 ? (next(play) % 2 ? "begin" : "end") : next_text(play);
    default: return next_text(play);
    }
}

// Starts and checks come often.
static EventKind next_kind(Play *play) {
    static const EventKind KINDS[] = {EVENT_START,      EVENT_START,   EVENT_CHECK, EVENT_CHECK,
                                      EVENT_CHECK,      EVENT_CHECK,   EVENT_HINT,  EVENT_REVEAL,
                                      EVENT_CONFIDENCE, EVENT_PREDICT, EVENT_UNDO,  EVENT_RATE,
                                      EVENT_TEST};
    return KINDS[(size_t)next(play) % (sizeof KINDS / sizeof *KINDS)];
}

static Event next_event(Play *play) {
    EventKind kind = next_kind(play);
    int index = next(play) % (play->card->task_count + 1), when = next(play);
    bool own = kind == EVENT_START || kind == EVENT_TEST;
    play->clock += when < 8 ? -(int64_t)when * 3600000 : (int64_t)when * 600000;
    Event event = {.utc_ms = play->clock, .kind = kind, .card = play->card->id, .task = ""};
    if (kind != EVENT_TEST) {
        event.task = index < play->card->task_count ? play->card->tasks[index].id : "gone";
    }
    if (!own) event.attempt = when % 16 ? play->latest[index] : next(play) % EVENTS_MOST;
    event.value = next_value(play, kind, index);
    if (kind == EVENT_UNDO) str_integer(event.value, &event.attempt);
    return event;
}

static void check_attempt(const Attempt *attempt, const Task *task) {
    assert(attempt->points >= 0 && attempt->points <= 1);
    bool rule = attempt->right && attempt->tries == 1 && attempt->hints <= 1 && !attempt->revealed;
    assert(attempt->known == rule);
    assert(!attempt->right || attempt->done);
    assert(attempt->tries <= attempt_try_limit(task) && attempt->hints <= task->hint_count);
}

// What one more event did to the sums.
static void check_step(Play *play, const History *before, const TaskHistory *tasks,
                       const Event *event) {
    const History *now = &play->history;
    assert(now->points >= before->points);
    for (int t = 0; t < now->task_count; t++) {
        const Attempt *attempt = &now->tasks[t].latest, *was = &tasks[t].latest;
        check_attempt(attempt, &play->card->tasks[t]);
        assert(attempt->id != was->id || attempt->points >= was->points);
        assert(now->tasks[t].best >= tasks[t].best);
    }
    // In a test only attempts from before it change what is seen.
    if (before->test == 0 || now->test != before->test || event->attempt < before->test) return;
    assert(now->known == before->known && !(now->points > before->points));
}

static bool same_history(const History *a, const History *b) {
    bool same = a->known == b->known && fabs(a->points - b->points) < 1e-9 && a->test == b->test;
    for (int t = 0; t < a->task_count; t++) {
        const TaskHistory *x = &a->tasks[t], *y = &b->tasks[t];
        const Attempt *p = &x->latest, *q = &y->latest;
        same = same && x->finished == y->finished && x->known == y->known &&
               !(fabs(x->best - y->best) > 0) && p->id == q->id && p->tries == q->tries &&
               p->hints == q->hints && p->done == q->done && p->easy == q->easy &&
               p->confidence == q->confidence && p->known == q->known &&
               p->predictions == q->predictions && p->seed == q->seed;
    }
    return same;
}

static void reload(Play *play, History *out) {
    Err err = {0};
    bool ok = history_load(play->store, play->card, &play->arena, out, &err);
    assert(ok);
}

static void step(Play *play) {
    Event event = next_event(play);
    Err err = {0};
    if (!store_append(play->store, &event, &err)) {
        assert(err.text[0] && !strchr(err.text, '\n'));
        return;
    }
    if (event.kind == EVENT_START) {
        int task = card_task_find(play->card, event.task);
        play->latest[task < 0 ? play->card->task_count : task] = event.seq;
    }
    if (event.kind == EVENT_UNDO) play->undone[event.attempt] = true;
    if (play->undone[event.attempt]) { // what it was is known only from the whole log
        reload(play, &play->history);
        return;
    }
    History before = play->history;
    TaskHistory tasks[TASKS_MOST];
    memcpy(tasks, before.tasks, (size_t)before.task_count * sizeof *tasks);
    history_add(&play->history, play->card, &event, &play->arena);
    check_step(play, &before, tasks, &event);
}

// The sums, from the rows of the log.
typedef struct Rows {
    const Play *play;
    TaskHistory tasks[TASKS_MOST];
    int64_t seen[EVENTS_MOST];
    int count;
} Rows;

static bool add_row(void *self, const AttemptRow *row) {
    Rows *rows = self;
    int64_t test = rows->play->history.test;
    assert(test == 0 || row->id < test);
    assert(row->points >= 0 && row->points <= 1 && rows->count < EVENTS_MOST);
    for (int i = 0; i < rows->count; i++) assert(rows->seen[i] != row->id);
    rows->seen[rows->count++] = row->id;
    if (!row->asked) return true;
    bool rule = row->right && row->tries == 1 && row->hints <= 1 && !row->revealed;
    assert(row->known == rule && (row->rating >= RATING_GOOD) == row->known);
    assert((row->rating > 0) == row->done);
    TaskHistory *task = &rows->tasks[row->asked - rows->play->card->tasks];
    if (row->undone) return true;
    task->best = fmax(task->best, row->points);
    task->finished += row->done;
    if (row->done) task->known = row->known;
    return true;
}

static void check_log(const Play *play) {
    Rows rows = {.play = play};
    LogFilter filter = {.cards = &play->card, .card_count = 1};
    Err err = {0};
    bool ok = log_each(play->store, &filter, add_row, &rows, &err);
    assert(ok);
    for (int t = 0; t < play->history.task_count; t++) {
        const TaskHistory *want = &play->history.tasks[t], *got = &rows.tasks[t];
        assert(got->finished == want->finished && got->known == want->known);
        assert(!(fabs(got->best - want->best) > 0));
    }
    Arena arena = {0};
    AttemptRow *newest = NULL, one;
    int count = log_newest(play->store, &filter, 5, &arena, &newest, &err);
    assert(count == (rows.count < 5 ? rows.count : 5));
    for (int i = 0; i < count; i++) {
        assert(i == 0 || newest[i].last < newest[i - 1].last);
        ok = log_find(play->store, &filter, newest[i].id, &arena, &one, &err);
        assert(ok && one.tries == newest[i].tries && one.known == newest[i].known);
    }
    if (play->history.test > 0) { // neither shown nor taken back
        assert(!log_find(play->store, &filter, play->history.test + 1, &arena, &one, &err));
        assert(!log_undo(play->store, play->history.test + 1, 0, &err));
    }
    arena_free(&arena);
}

static void check_schedules(Play *play) {
    Schedule loaded, folded = schedule_new(play->card, ZONE, &play->arena);
    Err err = {0};
    bool ok = schedule_load(play->store, play->card, ZONE, &play->arena, &loaded, &err) &&
              schedule_fold(play->store, play->card, 0, &play->arena, &folded, &err);
    assert(ok);
    for (int t = 0; t < loaded.task_count; t++) {
        const TaskReview *a = &loaded.tasks[t], *b = &folded.tasks[t];
        assert(a->attempt == b->attempt && a->due_ms == b->due_ms && a->known == b->known);
        assert(a->rating == b->rating && a->sure == b->sure && a->item.reps == b->item.reps);
        assert(!(fabs(a->item.memory.stability - b->item.memory.stability) > 0));
        assert(isfinite(a->item.memory.stability) && isfinite(a->item.memory.difficulty));
    }
}

static void sum_up(Play *play) {
    Err err = {0};
    bool ok = summary_write(play->store, (SummaryOf){&play->card, 1, ZONE, 1, 3}, &err);
    assert(ok);
    play->summed = true;
}

static void play_all(Play *play) {
    Err err = {0};
    History end;
    play->history = history_new(play->card, &play->arena);
    for (int i = 0; i < EVENTS_MOST - 2 && play->at < play->end; i++) {
        bool sum = *store_path(play->store) && *play->at == 255;
        if (sum) sum_up(play);
        step(play);
    }
    reload(play, &end);
    assert(same_history(&end, &play->history));
    if (play->summed) {
        check_schedules(play);
        check_log(play);
        summary_remove(store_path(play->store));
        reload(play, &end);
        assert(same_history(&end, &play->history));
    }
    check_schedules(play);
    check_log(play);
    if (play->history.test == 0) return;
    Event over = {.kind = EVENT_TEST, .card = play->card->id, .task = "", .value = "end"};
    bool ok = store_append(play->store, &over, &err);
    assert(ok);
    reload(play, &play->history);
    check_log(play);
}

static void remove_files(const char *path) {
    static const char *const ENDINGS[] = {"", "-wal", "-shm", ".lock", ".summary"};
    char name[100];
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        snprintf(name, sizeof name, "%s%s", path, ENDINGS[i]);
        unlink(name);
    }
}

// Loaded once; it lives as long as the program.
static const Card *the_card(void) {
    static Card card;
    CardIssues issues = {0};
    if (card.task_count > 0) return &card;
    const char *path = PHASOR_SOURCE_DIR "/tests/support/types.json";
    bool ok = card_load(path, (CardParse){0}, &card, &issues);
    assert(ok && card.task_count < TASKS_MOST);
    card_issues_free(&issues);
    return &card;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char folder[] = "/dev/shm/phasor-fuzz-XXXXXX", path[64] = "";
    Err err = {0};
    // Only a file can have a summary; it takes longer.
    bool file = size > 0 && data[0] < 32 && mkdtemp(folder);
    if (file) snprintf(path, sizeof path, "%s/s.db", folder);
    Play play = {.at = data, .end = data + size, .card = the_card(), .clock = 1700000000000};
    StoreMode mode = store_open(path, &play.store, &err);
    assert(mode == (file ? STORE_WRITE : STORE_MEMORY));
    next(&play);
    play_all(&play);
    store_close(play.store);
    if (file) {
        remove_files(path);
        rmdir(folder);
    }
    arena_free(&play.arena);
    return 0;
}
