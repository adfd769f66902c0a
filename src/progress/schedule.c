// FSRS over the log: local days between attempts, whole days until the next.
#include "progress/schedule.h"

#include "base/str.h"
#include "base/utc.h"
#include "progress/log.h"
#include "progress/summary.h"

#include <assert.h>
#include <stdlib.h>

_Static_assert((int)FSRS_AGAIN == (int)RATING_AGAIN && (int)FSRS_HARD == (int)RATING_HARD &&
                   (int)FSRS_GOOD == (int)RATING_GOOD && (int)FSRS_EASY == (int)RATING_EASY,
               "a row's rating is one of the model's");

static int64_t shift_of(Zone zone) {
    return (zone.offset_min - zone.rollover_hour * 60) * UTC_MINUTE_MS;
}

int64_t zone_day(Zone zone, int64_t utc_ms) {
    return utc_day_at(utc_ms + shift_of(zone));
}

int64_t zone_day_start(Zone zone, int64_t day) {
    return day * UTC_DAY_MS - shift_of(zone);
}

// Times from a broken clock, or a broken file, stay where sums with them cannot overflow.
static int64_t sane(int64_t utc_ms) {
    const int64_t most = (int64_t)1 << 52;
    return utc_ms > most ? most : utc_ms < -most ? -most : utc_ms;
}

static FsrsItem rated(const Schedule *schedule, const FsrsItem *before, FsrsRating rating,
                      int64_t now) {
    int64_t days = 0;
    if (before->reps) {
        days = zone_day(schedule->zone, now) - zone_day(schedule->zone, before->last_ms);
    }
    if (days < 0) days = 0;
    if (days > schedule->model.days_most) days = schedule->model.days_most;
    return fsrs_review(&schedule->model, *before, rating, now, (int)days);
}

static int64_t due_after(const Schedule *schedule, const FsrsItem *item) {
    return zone_day_start(schedule->zone, zone_day(schedule->zone, item->last_ms) + item->days);
}

int64_t schedule_due_if(const Schedule *schedule, int task, int64_t attempt, FsrsRating rating) {
    assert(task >= 0 && task < schedule->task_count);
    const TaskReview *review = &schedule->tasks[task];
    if (attempt == 0 || review->attempt != attempt) return 0;
    FsrsItem item = rated(schedule, &review->before, rating, review->item.last_ms);
    return due_after(schedule, &item);
}

void schedule_add(Schedule *schedule, const Card *card, const AttemptRow *row) {
    if (!row->done || row->undone || row->rating == 0 || !str_same(row->card, card->id)) return;
    int index = card_task_find(card, row->task);
    if (index < 0) return;
    TaskReview *task = &schedule->tasks[index];
    if (task->attempt != row->id) task->before = task->item;
    int64_t now = sane(row->end_ms);
    task->rating = (FsrsRating)row->rating;
    task->item = rated(schedule, &task->before, task->rating, now);
    task->attempt = row->id;
    task->due_ms = due_after(schedule, &task->item);
    task->known = row->known;
    task->sure = row->confidence == CONFIDENCE_SURE;
}

typedef struct Fold {
    Schedule *schedule;
    const Card *card;
} Fold;

static bool add_row(void *self, const AttemptRow *row) {
    Fold *fold = self;
    schedule_add(fold->schedule, fold->card, row);
    return true;
}

// Tasks are asked again on another day; within a day the quiz itself asks again what was missed.
Schedule schedule_new(const Card *card, Zone zone, Arena *arena) {
    Schedule schedule = {.name = FSRS_NAME,
                         .model = fsrs_default(),
                         .zone = zone,
                         .tasks = arena_array(arena, (size_t)card->task_count, sizeof(TaskReview)),
                         .task_count = card->task_count};
    schedule.model.learning.count = schedule.model.relearning.count = 0;
    return schedule;
}

static bool fold_log(Store *store, const LogFilter *filter, const Card *card, Schedule *out,
                     Err *err) {
    return log_each(store, filter, add_row, &(Fold){out, card}, err);
}

bool schedule_fold(Store *store, const Card *card, int64_t until, Arena *arena, Schedule *out,
                   Err *err) {
    LogFilter filter = {.cards = &card, .card_count = 1, .card = card->id, .until = until};
    if (fold_log(store, &filter, card, out, err)) return true;
    *out = schedule_new(card, out->zone, arena);
    return false;
}

bool schedule_load(Store *store, const Card *card, Zone zone, Arena *arena, Schedule *out,
                   Err *err) {
    Arena scratch = {0};
    Summary summary;
    bool use = summary_load(store, card, &scratch, &summary) &&
               summary.zone.offset_min == zone.offset_min &&
               summary.zone.rollover_hour == zone.rollover_hour;
    LogFilter filter = {.cards = &card,
                        .card_count = 1,
                        .card = card->id,
                        .begun = summary.begun,
                        .begun_count = summary.begun_count,
                        .from = summary.seq};
    *out = schedule_new(card, zone, arena);
    for (int i = 0; use && i < card->task_count; i++) out->tasks[i] = summary.reviews[i];
    bool ok = use ? fold_log(store, &filter, card, out, err)
                  : schedule_fold(store, card, 0, arena, out, err);
    if (!ok) *out = schedule_new(card, zone, arena);
    arena_free(&scratch);
    return ok;
}

bool schedule_is_due(const Schedule *schedule, int task, int64_t now_ms) {
    assert(task >= 0 && task < schedule->task_count);
    const TaskReview *review = &schedule->tasks[task];
    bool ahead = zone_day(schedule->zone, review->item.last_ms) > zone_day(schedule->zone, now_ms);
    return review->item.reps > 0 && (ahead || review->due_ms <= now_ms);
}

ScheduleCount schedule_count(const Schedule *schedule, const Card *card, const char *section,
                             int64_t now_ms) {
    ScheduleCount count = {0};
    for (int i = 0; i < schedule->task_count; i++) {
        const Task *task = &card->tasks[i];
        if (!task_is_asked(task) || (section && !str_same(task->section, section))) continue;
        count.asked++;
        count.begun += schedule->tasks[i].item.reps > 0;
        count.known += schedule->tasks[i].known;
        count.due += schedule_is_due(schedule, i, now_ms);
    }
    return count;
}

static double urgency(const Schedule *schedule, int task, int64_t now_ms) {
    const TaskReview *review = &schedule->tasks[task];
    double days =
        (double)(zone_day(schedule->zone, now_ms) - zone_day(schedule->zone, review->item.last_ms));
    double recall =
        fsrs_retrievability(&schedule->model, days > 0 ? days : 0, review->item.memory.stability);
    return review->sure && !review->known ? recall - 2 : recall;
}

int schedule_due(const Schedule *schedule, const Card *card, int64_t now_ms, int number, Due *out) {
    int count = 0;
    for (int i = 0; i < schedule->task_count; i++) {
        if (!task_is_asked(&card->tasks[i]) || !schedule_is_due(schedule, i, now_ms)) continue;
        out[count++] = (Due){.card = number, .task = i, .urgency = urgency(schedule, i, now_ms)};
    }
    return count;
}

static int by_number(int a, int b) {
    return (a > b) - (a < b);
}

static int by_urgency(const Due *a, const Due *b) {
    return (a->urgency > b->urgency) - (a->urgency < b->urgency);
}

static int by_card(const void *one, const void *two) {
    const Due *a = one, *b = two;
    int order = by_urgency(a, b);
    if (order == 0) order = by_number(a->card, b->card);
    return order ? order : by_number(a->task, b->task);
}

static int by_turn(const void *one, const void *two) {
    const Due *a = one, *b = two;
    int order = by_urgency(a, b);
    if (order == 0) order = by_number(a->turn, b->turn);
    return order ? order : by_number(a->card, b->card);
}

void due_sort(Due *due, int count) {
    if (count == 0) return;
    qsort(due, (size_t)count, sizeof *due, by_card);
    due[0].turn = 0;
    for (int i = 1; i < count; i++) {
        bool same = by_urgency(&due[i - 1], &due[i]) == 0 && due[i - 1].card == due[i].card;
        due[i].turn = same ? due[i - 1].turn + 1 : 0;
    }
    qsort(due, (size_t)count, sizeof *due, by_turn);
}

// Whether it was begun, is asked, and is not due yet.
static bool is_ahead(const Schedule *schedule, const Card *card, int task, int64_t now_ms) {
    return task_is_asked(&card->tasks[task]) && schedule->tasks[task].item.reps > 0 &&
           !schedule_is_due(schedule, task, now_ms);
}

int64_t schedule_next(const Schedule *schedule, const Card *card, const char *section,
                      int64_t now_ms) {
    int64_t next = 0;
    for (int i = 0; i < schedule->task_count; i++) {
        if (section && !str_same(card->tasks[i].section, section)) continue;
        if (!is_ahead(schedule, card, i, now_ms)) continue;
        int64_t due = schedule->tasks[i].due_ms;
        if (next == 0 || due < next) next = due;
    }
    return next;
}

int schedule_due_by(const Schedule *schedule, const Card *card, int64_t now_ms, int64_t then_ms) {
    int count = 0;
    for (int i = 0; i < schedule->task_count; i++) {
        bool ahead = is_ahead(schedule, card, i, now_ms);
        count += ahead && schedule->tasks[i].due_ms <= then_ms;
    }
    return count;
}

Calendar calendar_new(Zone zone, int64_t now_ms) {
    return (Calendar){.zone = zone, .today = zone_day(zone, sane(now_ms))};
}

static bool count_row(void *self, const AttemptRow *row) {
    Calendar *calendar = self;
    if (row->undone || !row->done) return true;
    int64_t ago = calendar->today - zone_day(calendar->zone, sane(row->end_ms));
    if (ago < 0 || ago >= CALENDAR_DAYS) return true;
    calendar->days += calendar->counts[CALENDAR_DAYS - 1 - ago] == 0;
    calendar->counts[CALENDAR_DAYS - 1 - ago]++;
    calendar->total++;
    return true;
}

// Attempts that were begun before the calendar, one after another: then it is behind us, and no clock set back.
enum { OLD_IN_TURN = 1000 };

typedef struct Search {
    const Calendar *calendar;
    int64_t found; // of the first that is old
    int old;
} Search;

static bool find_first(void *self, const Event *event) {
    Search *search = self;
    int64_t day = zone_day(search->calendar->zone, sane(event->utc_ms));
    if (day >= search->calendar->today - CALENDAR_DAYS) search->old = 0;
    if (search->old++ == 0) search->found = event->seq;
    return search->old < OLD_IN_TURN;
}

bool calendar_load(Store *store, const Card *const *cards, int card_count, Calendar *calendar,
                   Err *err) {
    Search search = {.calendar = calendar};
    EventFilter begun = {.kinds = 1u << EVENT_START, .newest_first = true};
    if (!store_select(store, &begun, find_first, &search, err)) return false;
    // Of a test that was begun even before, days may count: that something was answered tells nothing.
    LogFilter recent = {.cards = cards, .card_count = card_count};
    if (search.old == OLD_IN_TURN) recent.after = search.found;
    return log_each(store, &recent, count_row, calendar, err);
}
