// FSRS over the log: local days between attempts, whole days until the next.
#include "progress/schedule.h"

#include "base/str.h"
#include "progress/log.h"

#include <assert.h>

static const int64_t MINUTE_MS = 60000, DAY_MS = 86400000;

static int64_t shift_of(Zone zone) {
    return (zone.offset_min - zone.rollover_hour * 60) * MINUTE_MS;
}

int64_t zone_day(Zone zone, int64_t utc_ms) {
    int64_t local = utc_ms + shift_of(zone), day = local / DAY_MS;
    return local % DAY_MS < 0 ? day - 1 : day;
}

int64_t zone_day_start(Zone zone, int64_t day) {
    return day * DAY_MS - shift_of(zone);
}

// Times from a broken clock, or a broken file, stay where sums with them cannot overflow.
static int64_t sane(int64_t utc_ms) {
    const int64_t most = (int64_t)1 << 52;
    return utc_ms > most ? most : utc_ms < -most ? -most : utc_ms;
}

void schedule_add(Schedule *schedule, const Card *card, const AttemptRow *row) {
    if (!row->done || row->undone || row->rating == 0 || !str_same(row->card, card->id)) return;
    int index = card_task_find(card, row->task);
    if (index < 0) return;
    TaskReview *task = &schedule->tasks[index];
    if (task->attempt != row->id) task->before = task->item;
    int64_t now = sane(row->end_ms), today = zone_day(schedule->zone, now), days = 0;
    if (task->before.reps) days = today - zone_day(schedule->zone, task->before.last_ms);
    if (days < 0) days = 0;
    if (days > schedule->model.days_most) days = schedule->model.days_most;
    task->rating = (FsrsRating)row->rating;
    task->item = fsrs_review(&schedule->model, task->before, task->rating, now, (int)days);
    task->attempt = row->id;
    task->due_ms = zone_day_start(schedule->zone, today + task->item.days);
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
static Schedule empty_schedule(const Card *card, Zone zone, Arena *arena) {
    Schedule schedule = {.name = FSRS_NAME,
                         .model = fsrs_default(),
                         .zone = zone,
                         .tasks = arena_array(arena, (size_t)card->task_count, sizeof(TaskReview)),
                         .task_count = card->task_count};
    schedule.model.learning.count = schedule.model.relearning.count = 0;
    return schedule;
}

bool schedule_load(Store *store, const Card *card, Zone zone, Arena *arena, Schedule *out,
                   Err *err) {
    *out = empty_schedule(card, zone, arena);
    LogFilter filter = {.cards = &card, .card_count = 1, .card = card->id};
    bool ok = log_each(store, &filter, add_row, &(Fold){out, card}, err);
    if (!ok) *out = empty_schedule(card, zone, arena);
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

// Lower comes first: below 0 for what the learner was sure of and got wrong, else the share that is still remembered.
static double urgency(const Schedule *schedule, int task, int64_t now_ms) {
    const TaskReview *review = &schedule->tasks[task];
    double days =
        (double)(zone_day(schedule->zone, now_ms) - zone_day(schedule->zone, review->item.last_ms));
    double recall =
        fsrs_retrievability(&schedule->model, days > 0 ? days : 0, review->item.memory.stability);
    return review->sure && !review->known ? recall - 2 : recall;
}

int schedule_due(const Schedule *schedule, const Card *card, int64_t now_ms, int *tasks) {
    int count = 0;
    for (int i = 0; i < schedule->task_count; i++) {
        if (!task_is_asked(&card->tasks[i]) || !schedule_is_due(schedule, i, now_ms)) continue;
        double mine = urgency(schedule, i, now_ms);
        int at = count++;
        for (; at > 0 && urgency(schedule, tasks[at - 1], now_ms) > mine; at--) {
            tasks[at] = tasks[at - 1];
        }
        tasks[at] = i;
    }
    return count;
}

int64_t schedule_next(const Schedule *schedule, const Card *card, int64_t now_ms) {
    int64_t next = 0;
    for (int i = 0; i < schedule->task_count; i++) {
        const TaskReview *review = &schedule->tasks[i];
        if (!task_is_asked(&card->tasks[i]) || review->item.reps == 0) continue;
        if (schedule_is_due(schedule, i, now_ms)) continue;
        if (next == 0 || review->due_ms < next) next = review->due_ms;
    }
    return next;
}

Calendar calendar_new(Zone zone, int64_t now_ms) {
    return (Calendar){.zone = zone, .today = zone_day(zone, sane(now_ms))};
}

void calendar_add(Calendar *calendar, const AttemptRow *row) {
    if (row->undone || !row->done) return;
    int64_t ago = calendar->today - zone_day(calendar->zone, sane(row->end_ms));
    if (ago < 0 || ago >= CALENDAR_DAYS) return;
    calendar->days += calendar->counts[CALENDAR_DAYS - 1 - ago] == 0;
    calendar->counts[CALENDAR_DAYS - 1 - ago]++;
    calendar->total++;
}

static bool count_row(void *self, const AttemptRow *row) {
    calendar_add(self, row);
    return true;
}

bool calendar_load(Store *store, const Card *const *cards, int card_count, Calendar *calendar,
                   Err *err) {
    LogFilter all = {.cards = cards, .card_count = card_count};
    return log_each(store, &all, count_row, calendar, err);
}
