// What a long log adds up to, kept beside the store, so that a start folds only what came since. Derived from the log and
// from the cards: when it is missing, damaged or out of date, everything is folded, with the same result.
#ifndef PROGRESS_SUMMARY_H
#define PROGRESS_SUMMARY_H

#include "progress/history.h"
#include "progress/log_index.h"
#include "progress/schedule.h"

// Logs shorter than this are folded in less than a blink.
enum { SUMMARY_LEAST = 20000 };

// One card's part. Zero: none; there is none of a card with a test that goes on.
typedef struct Summary {
    int64_t seq; // of the last event it knows
    // As card->tasks; of these finished, known and best as they were before the latest attempt.
    TaskHistory *tasks;
    TaskReview *reviews;
    // Events of the tasks' latest attempts and each figure's first and latest prediction, which are still to be folded, in
    // the order of seq.
    const Event *begun;
    int begun_count;
    Zone zone; // of the reviews
} Summary;

// The card's part of the store's summary, in the arena; false if there is none that is true of this store and this card.
bool summary_load(Store *store, const Card *card, Arena *arena, Summary *out);

// What the store's summary knows of its log as a whole, in the arena; false, and an index of nothing, if there is none that is
// true of this store.
bool summary_index(Store *store, Arena *arena, LogIndex *out);

// Folds all events of these cards and writes the summary, if the log has at least so many events. Takes seconds for a
// million attempts: not while somebody waits. Cards whose file is not known (Card.json) are left out.
typedef struct SummaryOf {
    const Card *const *cards;
    int card_count;
    Zone zone;
    int64_t least; // SUMMARY_LEAST
    int reach;     // LOG_REACH
} SummaryOf;

bool summary_write(Store *store, SummaryOf of, Err *err);

// Takes it away; `path` is the store's.
void summary_remove(const char *path);

#endif
