// The attempts in a store, one row each: what undo, review, calendar and exports are made from.
#ifndef PROGRESS_LOG_H
#define PROGRESS_LOG_H

#include "card/attempt_row.h"
#include "progress/running.h"

// Which attempts, and the cards that say how they are judged.
typedef struct LogFilter {
    const Card *const *cards;
    int card_count;
    const char *card; // only of this one; NULL: all, also of cards that are not there
    int64_t after;    // only attempts with a larger number
    int64_t before;   // and with a smaller one; 0: all
    int64_t until;    // as the log was when it ended with this event; 0: as it is
    // What is known already: events to be folded before those of the store, which then begin behind `from`.
    const Event *begun;
    int begun_count;
    int64_t from;
    // The tests that went on there, or behind `after`; NULL: looked up in the log. An attempt that was begun in a test that
    // goes on is left out.
    const Running *running;
} LogFilter;

// Calls `visit` for every attempt until it returns false: those that are done in the order in which they came to be done,
// and unfinished ones where the next attempt at the same task begins, or at the end. Takes memory for the tasks, not for
// the attempts.
bool log_each(Store *store, const LogFilter *filter,
              bool (*visit)(void *self, const AttemptRow *row), void *self, Err *err);

// The newest attempts of the filter, by number, newest first, at most `most`, in the arena; returns how many, −1 on
// failure. For the page before them give the last one's number as `before`.
int log_newest(Store *store, const LogFilter *filter, int most, Arena *arena, AttemptRow **out,
               Err *err);

// One attempt by its number; false if there is none, or it is left out, or on failure: *err says which.
bool log_find(Store *store, const LogFilter *filter, int64_t id, Arena *arena, AttemptRow *out,
              Err *err);

// Takes back an attempt by its number: appends an EVENT_UNDO. Fails if there is no such attempt, if it is
// of a test that goes on, or if it was undone before.
bool log_undo(Store *store, int64_t id, int64_t utc_ms, Err *err);

#endif
