// Writes and reads the summary of a store: lines that say what it is true of, the index of the log, then the parts of the
// cards.
#include "progress/summary.h"

#include "base/file.h"
#include "base/str.h"
#include "progress/filename.h"
#include "progress/record.h"
#include "progress/summary_file.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FORMAT = 4, BYTES_MOST = 1 << 26, ATTEMPT_EVENTS_MOST = 500 };

static const char SUFFIX[] = ".summary";
static const char MARK[] = "phasor-summary";

// One task while the log is folded.
typedef struct Track {
    TaskHistory before; // its latest attempt
    ArenaText begun;    // lines of that attempt's events
    int begun_count;
} Track;

typedef struct Fold {
    const Card *card;
    History history;
    IdSet undone;
    Track *tracks;
    // (card->lesson_count): lines of the first and the latest prediction, if that is another one
    ArenaText *first, *last;
    Arena arena;
    bool fits;
} Fold;

void summary_remove(const char *path) {
    unlink(filename_of(path, SUFFIX, "").text);
}

static int64_t digest_of(const Card *card) {
    return (int64_t)(summary_hash(card->json.at, card->json.size) >> 1);
}

static bool collect(void *self, const Event *event) {
    Fold *fold = self;
    history_note_undo(&fold->undone, event, &fold->arena);
    return true;
}

static void put_event(ArenaText *out, const Event *event) {
    summary_put_word(out, "event");
    summary_put_integer(out, event->seq);
    summary_put_integer(out, event->utc_ms);
    summary_put_integer(out, event->attempt);
    summary_put_integer(out, (int)event->kind);
    summary_put_text(out, event->task);
    summary_put_text(out, event->value);
    summary_put_end(out);
}

static void keep_prediction(Fold *fold, int lesson, const Event *event) {
    Prediction made;
    if (!prediction_read(event->value, &made)) return;
    ArenaText *to = fold->first[lesson].n ? &fold->last[lesson] : &fold->first[lesson];
    to->n = 0;
    put_event(to, event);
}

static bool fold_event(void *self, const Event *event) {
    Fold *fold = self;
    if (history_is_undone(&fold->undone, event)) return true;
    int lesson = history_lesson(fold->card, event);
    if (lesson >= 0) keep_prediction(fold, lesson, event);
    int task = card_task_find(fold->card, event->task);
    if (task >= 0) {
        Track *track = &fold->tracks[task];
        if (event->kind == EVENT_START) {
            track->before = fold->history.tasks[task];
            track->begun.n = 0;
            track->begun_count = 0;
        }
        put_event(&track->begun, event);
        if (++track->begun_count > ATTEMPT_EVENTS_MOST) fold->fits = false;
    }
    history_fold(&fold->history, fold->card, event, &fold->arena);
    return fold->fits;
}

// A line on its way into the text or out of it: one of the two is NULL. One function names the numbers for both ways, so
// that they cannot disagree.
typedef struct Passage {
    ArenaText *out;
    SummaryReader *in;
} Passage;

static void pass_integer(Passage way, int64_t *number) {
    if (way.out) summary_put_integer(way.out, *number);
    if (way.in) *number = summary_take_integer(way.in);
}

// A count: not below 0.
static void pass_int(Passage way, int *number) {
    int64_t wide = *number;
    pass_integer(way, &wide);
    bool fits = wide >= 0 && wide <= INT_MAX;
    if (way.in && !fits) way.in->bad = true;
    *number = fits ? (int)wide : 0;
}

static void pass_flag(Passage way, bool *flag) {
    int64_t number = *flag;
    pass_integer(way, &number);
    *flag = number != 0;
}

static void pass_double(Passage way, double *number) {
    if (way.out) summary_put_double(way.out, *number);
    if (way.in) *number = summary_take_double(way.in);
}

static void pass_item(Passage way, FsrsItem *item) {
    int state = (int)item->state;
    pass_int(way, &state);
    item->state = (FsrsState)state;
    pass_double(way, &item->memory.stability);
    pass_double(way, &item->memory.difficulty);
    pass_int(way, &item->reps);
    pass_int(way, &item->lapses);
    pass_int(way, &item->step);
    pass_int(way, &item->days);
    pass_integer(way, &item->last_ms);
    pass_integer(way, &item->due_ms);
}

static void pass_task(Passage way, TaskHistory *history, TaskReview *review) {
    int rating = (int)review->rating;
    pass_int(way, &history->finished);
    pass_flag(way, &history->known);
    pass_double(way, &history->best);
    pass_item(way, &review->item);
    pass_item(way, &review->before);
    pass_int(way, &rating);
    review->rating = (FsrsRating)rating;
    pass_integer(way, &review->attempt);
    pass_integer(way, &review->due_ms);
    pass_flag(way, &review->known);
    pass_flag(way, &review->sure);
}

// No test goes on: what the attempts before the latest came to counts.
static void put_task(ArenaText *out, TaskHistory *before, TaskReview *review) {
    history_settle(before);
    summary_put_word(out, "task");
    pass_task((Passage){.out = out}, before, review);
    summary_put_end(out);
}

static bool is_time(int64_t utc_ms) {
    const int64_t most = (int64_t)1 << 53;
    return utc_ms >= -most && utc_ms <= most;
}

// Whether the numbers are within the bounds that those of a log keep; a NaN is not. Sums with them cannot overflow.
static bool is_item(const FsrsItem *item) {
    const int days_most = 1000000;
    const FsrsMemory *memory = &item->memory;
    return item->state <= FSRS_RELEARNING && memory->stability >= 0 &&
           memory->stability <= days_most && memory->difficulty >= 0 && memory->difficulty <= 10 &&
           item->reps < INT_MAX && item->lapses <= item->reps && item->step == 0 &&
           item->days <= days_most && is_time(item->last_ms) && is_time(item->due_ms);
}

static bool is_task(const TaskHistory *history, const TaskReview *review) {
    return history->finished < INT_MAX && history->best >= 0 && history->best <= 1 &&
           is_item(&review->item) && is_item(&review->before) && review->rating <= FSRS_EASY &&
           review->attempt >= 0 && is_time(review->due_ms);
}

static void take_task(SummaryReader *in, TaskHistory *history, TaskReview *review) {
    if (!summary_take_word(in, "task")) in->bad = true;
    pass_task((Passage){.in = in}, history, review);
    if (!is_task(history, review)) in->bad = true;
    summary_take_end(in);
}

// FSRS's name and weights, the days, and the program: states made by others are not used.
static void put_maker(ArenaText *out, const Schedule *schedule) {
    summary_put_word(out, MARK);
    summary_put_integer(out, FORMAT);
    summary_put_word(out, PHASOR_VERSION);
    summary_put_word(out, schedule->name);
    for (int i = 0; i < FSRS_WEIGHT_COUNT; i++) summary_put_double(out, schedule->model.weights[i]);
    summary_put_double(out, schedule->model.retention);
    summary_put_end(out);
}

static void put_lines(ArenaText *out, ArenaText *lines) {
    arena_text_add(out, arena_text_done(lines), lines->n);
}

// A place for lines of each lesson.
static ArenaText *lines_new(Fold *fold) {
    ArenaText *lines = arena_array(&fold->arena, (size_t)fold->card->lesson_count, sizeof *lines);
    for (int i = 0; i < fold->card->lesson_count; i++) lines[i].arena = &fold->arena;
    return lines;
}

// The fold of one card up to `seq`, and its part of the text.
static bool put_card(ArenaText *out, Store *store, Fold *fold, Zone zone, int64_t seq, Err *err) {
    const Card *card = fold->card;
    Schedule schedule = schedule_new(card, zone, &fold->arena);
    EventFilter undone = {.card = card->id, .kinds = 1u << EVENT_UNDO, .before = seq + 1};
    EventFilter all = {.card = card->id, .before = seq + 1};
    fold->fits = true;
    fold->tracks = arena_array(&fold->arena, (size_t)card->task_count, sizeof *fold->tracks);
    for (int i = 0; i < card->task_count; i++) fold->tracks[i].begun.arena = &fold->arena;
    fold->first = lines_new(fold);
    fold->last = lines_new(fold);
    fold->history = history_new(card, &fold->arena);
    if (!store_select(store, &undone, collect, fold, err) ||
        !store_select(store, &all, fold_event, fold, err) ||
        !schedule_fold(store, card, seq, &fold->arena, &schedule, err)) {
        return false;
    }
    // Such a card is folded anew each time.
    if (!fold->fits || fold->history.test != 0) return true;
    summary_put_word(out, "card");
    summary_put_text(out, card->id);
    summary_put_integer(out, digest_of(card));
    summary_put_integer(out, card->task_count);
    summary_put_end(out);
    for (int i = 0; i < card->task_count; i++) {
        put_task(out, &fold->tracks[i].before, &schedule.tasks[i]);
    }
    for (int i = 0; i < card->task_count; i++) {
        put_lines(out, &fold->tracks[i].begun);
    }
    for (int i = 0; i < card->lesson_count; i++) {
        put_lines(out, &fold->first[i]);
        put_lines(out, &fold->last[i]);
    }
    return true;
}

static bool put_index(Store *store, SummaryOf of, StoreMark mark, ArenaText *out, Err *err) {
    Arena scratch = {0};
    LogIndex index;
    bool ok = log_index_make(store, mark.seq, of.reach, &scratch, &index, err);
    if (ok) log_index_put(&index, out);
    arena_free(&scratch);
    return ok;
}

static bool write_all(Store *store, SummaryOf of, StoreMark mark, ArenaText *out, Err *err) {
    Card none = {0};
    Schedule maker = schedule_new(&none, of.zone, out->arena);
    put_maker(out, &maker);
    summary_put_integer(out, mark.seq);
    summary_put_integer(out, mark.sum);
    summary_put_integer(out, of.zone.offset_min);
    summary_put_integer(out, of.zone.rollover_hour);
    summary_put_end(out);
    bool ok = put_index(store, of, mark, out, err);
    for (int i = 0; ok && i < of.card_count; i++) {
        Fold fold = {.card = of.cards[i]};
        if (fold.card->json.size > 0) ok = put_card(out, store, &fold, of.zone, mark.seq, err);
        arena_free(&fold.arena);
    }
    int64_t hash = (int64_t)(summary_hash(out->at, out->n) >> 1);
    summary_put_word(out, "end");
    summary_put_integer(out, hash);
    summary_put_end(out);
    return ok;
}

bool summary_write(Store *store, SummaryOf of, Err *err) {
    StoreMark mark = store_mark(store, 0);
    if (mark.seq < of.least || mark.seq == 0 || !*store_path(store)) return true;
    Arena arena = {0};
    ArenaText out = {.arena = &arena};
    bool ok = write_all(store, of, mark, &out, err);
    ok = ok && file_write(filename_of(store_path(store), SUFFIX, "").text, out.at, out.n, err);
    arena_free(&arena);
    return ok;
}

// Whether the text is whole: the hash in its last line is that of all before it.
static bool is_whole(Bytes text) {
    size_t at = text.size;
    while (at > 0 && !(text.at[at - 1] == '\n' && at < text.size)) at--;
    SummaryReader last = {.at = text.at + at, .end = text.at + text.size};
    bool end = summary_take_word(&last, "end");
    int64_t hash = summary_take_integer(&last);
    summary_take_end(&last);
    return end && !last.bad && hash == (int64_t)(summary_hash(text.at, at) >> 1);
}

// Moves behind the head if it is true of this program and this store.
static bool take_head(SummaryReader *in, Store *store, Summary *out) {
    Arena scratch = {0};
    ArenaText maker = {.arena = &scratch};
    Card none = {0};
    Schedule schedule = schedule_new(&none, (Zone){0}, &scratch);
    put_maker(&maker, &schedule);
    bool same = (size_t)(in->end - in->at) > maker.n && memcmp(in->at, maker.at, maker.n) == 0;
    in->at += same ? maker.n : 0;
    arena_free(&scratch);
    if (!same) return false;
    out->seq = summary_take_integer(in);
    int64_t sum = summary_take_integer(in);
    out->zone.offset_min = (int)summary_take_integer(in);
    out->zone.rollover_hour = (int)summary_take_integer(in);
    summary_take_end(in);
    return !in->bad && out->seq > 0 && store_mark(store, out->seq).sum == sum;
}

// Moves behind the line that begins the card's part.
static bool find_card(SummaryReader *in, const Card *card) {
    while (!in->bad && in->at < in->end) {
        if (!summary_take_word(in, "card")) {
            summary_skip_line(in);
            continue;
        }
        bool same = str_same(summary_take_text(in), card->id);
        int64_t digest = summary_take_integer(in);
        int64_t count = summary_take_integer(in);
        summary_take_end(in);
        if (same) return !in->bad && digest == digest_of(card) && count == card->task_count;
    }
    return false;
}

static int by_seq(const void *a, const void *b) {
    int64_t one = ((const Event *)a)->seq, other = ((const Event *)b)->seq;
    return (one > other) - (one < other);
}

static void take_events(SummaryReader *in, const Card *card, Summary *out) {
    Event *events = NULL;
    int count = 0, capacity = 0;
    while (summary_take_word(in, "event")) {
        Event event = {.card = card->id, .seq = summary_take_integer(in)};
        event.utc_ms = summary_take_integer(in);
        event.attempt = summary_take_integer(in);
        int64_t kind = summary_take_integer(in);
        event.task = summary_take_text(in);
        event.value = summary_take_text(in);
        summary_take_end(in);
        if (kind < 0 || kind >= EVENT_KIND_COUNT) in->bad = true;
        if (in->bad) return;
        event.kind = (EventKind)kind;
        Record record = record_of(&event);
        if (event.seq > out->seq || record_fault(&record)) in->bad = true;
        events = arena_grow(in->arena, events, count, &capacity, sizeof *events);
        events[count++] = event;
    }
    if (count > 0) qsort(events, (size_t)count, sizeof *events, by_seq);
    out->begun = events;
    out->begun_count = count;
}

typedef struct Change {
    const Summary *summary;
    bool found;
} Change;

// An attempt that is folded again, since it was the latest one, may be called easy.
static bool find_change(void *self, const Event *event) {
    Change *change = self;
    const Summary *summary = change->summary;
    change->found = event->attempt <= summary->seq;
    for (int i = 0; event->kind == EVENT_RATE && i < summary->begun_count; i++) {
        if (summary->begun[i].attempt == event->attempt) change->found = false;
    }
    return !change->found;
}

// An attempt that it has counted may have been undone since.
static bool is_changed(Store *store, const Card *card, const Summary *summary) {
    Change change = {.summary = summary};
    EventFilter late = {
        .card = card->id, .after = summary->seq, .kinds = 1u << EVENT_UNDO | 1u << EVENT_RATE};
    return !store_select(store, &late, find_change, &change, NULL) || change.found;
}

static bool read_card(SummaryReader *in, Store *store, const Card *card, Summary *out) {
    if (!take_head(in, store, out) || !find_card(in, card)) return false;
    out->tasks = arena_array(in->arena, (size_t)card->task_count, sizeof *out->tasks);
    out->reviews = arena_array(in->arena, (size_t)card->task_count, sizeof *out->reviews);
    for (int i = 0; i < card->task_count; i++) take_task(in, &out->tasks[i], &out->reviews[i]);
    take_events(in, card, out);
    return !in->bad && !is_changed(store, card, out);
}

// The text of the store's summary, in `scratch`, if it is whole.
static bool read_text(const Store *store, Arena *scratch, SummaryReader *in) {
    FileName name = filename_of(store_path(store), SUFFIX, "");
    Bytes text;
    if (!*store_path(store) || filename_size(name.text) < 0) return false;
    if (!file_read(name.text, BYTES_MOST, scratch, &text, NULL) || !is_whole(text)) return false;
    in->at = text.at;
    in->end = text.at + text.size;
    return true;
}

bool summary_load(Store *store, const Card *card, Arena *arena, Summary *out) {
    *out = (Summary){0};
    Arena scratch = {0};
    SummaryReader in = {.arena = arena};
    bool ok =
        card->json.size > 0 && read_text(store, &scratch, &in) && read_card(&in, store, card, out);
    arena_free(&scratch);
    if (!ok) *out = (Summary){0};
    return ok;
}

bool summary_index(Store *store, Arena *arena, LogIndex *out) {
    *out = (LogIndex){0};
    Arena scratch = {0};
    SummaryReader in = {.arena = arena};
    Summary head = {0};
    bool ok = read_text(store, &scratch, &in) && take_head(&in, store, &head);
    if (ok) log_index_take(&in, out);
    arena_free(&scratch);
    ok = ok && !in.bad && out->seq <= head.seq;
    if (!ok) *out = (LogIndex){0};
    return ok;
}
