// What is known and when to ask again: the attempts of one card folded into FSRS-6 states. A pure function of the log and a
// time zone; nothing of it is stored.
#ifndef PROGRESS_SCHEDULE_H
#define PROGRESS_SCHEDULE_H

#include "card/attempt_row.h"
#include "progress/fsrs.h"
#include "progress/store.h"

// The learner's days: local time is UTC + offset, and a day begins at this hour of it.
typedef struct Zone {
    int offset_min;    // −1440 … 1440, east of Greenwich positive
    int rollover_hour; // 0 … 23
} Zone;

enum { ROLLOVER_HOUR = 4 }; // who learns after midnight is still in yesterday

// The local day, counted from 1 January 1970, and when it begins in UTC.
int64_t zone_day(Zone zone, int64_t utc_ms);
int64_t zone_day_start(Zone zone, int64_t day);

// Zero: never done.
typedef struct TaskReview {
    FsrsItem item;     // after the last attempt that counts
    FsrsItem before;   // and before it
    FsrsRating rating; // of that attempt
    int64_t attempt;   // its number
    int64_t due_ms;    // when the day begins on which it is asked again
    bool known, sure;  // of that attempt; sure: said so before the first try
} TaskReview;

typedef struct Schedule {
    const char *name; // FSRS_NAME: what the states mean
    FsrsModel model;  // and with which weights
    Zone zone;
    TaskReview *tasks; // as card->tasks
    int task_count;
} Schedule;

// Folds the attempts that are done and not undone, in the order of the log whatever the clock said. The result lives in
// the arena. False: an empty schedule of the right size.
bool schedule_load(Store *store, const Card *card, Zone zone, Arena *arena, Schedule *out,
                   Err *err);

// An empty schedule, in the arena; and the log folded into it, without the summary of a long one, as the log was when it
// ended with event `until` (0: as it is).
Schedule schedule_new(const Card *card, Zone zone, Arena *arena);
bool schedule_fold(Store *store, const Card *card, int64_t until, Arena *arena, Schedule *out,
                   Err *err);

// Adds an attempt that has just come to be done, or replaces the last one of its task: the same number again, after it was
// said to be easy.
void schedule_add(Schedule *schedule, const Card *card, const AttemptRow *row);

// When the task would be asked again if this attempt, its last one that counts, were rated so; 0 if it is another one.
int64_t schedule_due_if(const Schedule *schedule, int task, int64_t attempt, FsrsRating rating);

// Due: done before, and its day has come. One whose last attempt is dated later than now is due too: a clock that once ran
// ahead must not put it off for years.
bool schedule_is_due(const Schedule *schedule, int task, int64_t now_ms);

typedef struct ScheduleCount {
    int asked, begun, known, due;
} ScheduleCount;

// Of the asked tasks of a section (id; NULL: of the whole card).
ScheduleCount schedule_count(const Schedule *schedule, const Card *card, const char *section,
                             int64_t now_ms);

// A question that is due: `card` is the caller's number of its card.
typedef struct Due {
    int card, task;
    // Lower comes first: below 0 for what the learner was sure of and got wrong, else the share still remembered.
    double urgency;
    int turn; // among equally urgent ones of the same card
} Due;

// What is due now, in the order of the card. out: (task_count); returns how many.
int schedule_due(const Schedule *schedule, const Card *card, int64_t now_ms, int number, Due *out);

// The order in which they are asked: sure and wrong first, then what is most likely forgotten; the cards take turns in what is
// equally urgent.
void due_sort(Due *due, int count);

// When the next asked task of a section (id; NULL: of the whole card) will be due, after now; 0 if none will.
int64_t schedule_next(const Schedule *schedule, const Card *card, const char *section,
                      int64_t now_ms);

// How many asked tasks that are not due now will be by then.
int schedule_due_by(const Schedule *schedule, const Card *card, int64_t now_ms, int64_t then_ms);

// Attempts done on each of the last days, the last one today.
enum { CALENDAR_DAYS = 26 * 7 };

typedef struct Calendar {
    Zone zone;
    int64_t today; // zone_day
    int counts[CALENDAR_DAYS];
    int days, total; // days with any, and all attempts of these days
} Calendar;

Calendar calendar_new(Zone zone, int64_t now_ms);
// All attempts of the store that are done and not undone.
bool calendar_load(Store *store, const Card *const *cards, int card_count, Calendar *calendar,
                   Err *err);

#endif
