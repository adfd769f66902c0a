// The attempts in a store, one row each: what undo, review, calendar and exports are made from.
#ifndef PROGRESS_LOG_H
#define PROGRESS_LOG_H

#include "card/attempt_row.h"
#include "progress/store.h"

// Which attempts, and the cards that say how they are judged.
typedef struct LogFilter {
    const Card *const *cards;
    int card_count;
    const char *card; // only of this one; NULL: all, also of cards that are not there
    int64_t before;   // log_newest: only those whose last act has a smaller number; 0: all
    // log_each: only attempts with a larger number. Of a test that was begun before that it does not know that it goes on.
    int64_t after;
    int64_t until; // log_each: as the log was when it ended with this event; 0: as it is
    // log_each: what is known already, events to be folded before those of the store, which then begin behind `from`. No test
    // goes on there.
    const Event *begun;
    int begun_count;
    int64_t from;
} LogFilter;

// An attempt that was begun in a test that goes on is left out everywhere: it comes in at the end of the test.

// Calls `visit` for every attempt until it returns false: those that are done in the order in which they came to be done,
// and unfinished ones where the next attempt at the same task begins, or at the end. Takes memory for the tasks, not for
// the attempts.
bool log_each(Store *store, const LogFilter *filter,
              bool (*visit)(void *self, const AttemptRow *row), void *self, Err *err);

// The attempts of the filter in which something was done last, newest first, at most `most`, in the arena; returns how many,
// −1 on failure. For the page before them give the last one's `last` as `before`. In a long log quick only if it has a summary,
// for a card only if that was much in use.
int log_newest(Store *store, const LogFilter *filter, int most, Arena *arena, AttemptRow **out,
               Err *err);

// One attempt by its number; false if there is none, or it is left out, or on failure: *err says which.
bool log_find(Store *store, const LogFilter *filter, int64_t id, Arena *arena, AttemptRow *out,
              Err *err);

// Takes back an attempt by its number: appends an EVENT_UNDO. Fails if there is no such attempt, if it is
// of a test that goes on, or if it was undone before.
bool log_undo(Store *store, int64_t id, int64_t utc_ms, Err *err);

#endif
