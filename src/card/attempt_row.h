// One attempt as a row of a log: what lists, schedules and exports need of it.
#ifndef CARD_ATTEMPT_ROW_H
#define CARD_ATTEMPT_ROW_H

#include "card/attempt.h"

// What an attempt says about the memory of its task, as progress/fsrs.h counts.
enum { RATING_AGAIN = 1, RATING_HARD, RATING_GOOD, RATING_EASY };

// Texts belong to whoever made the row.
typedef struct AttemptRow {
    int64_t id;               // seq of its EVENT_START: what an EVENT_UNDO names
    int64_t last;             // seq of its last event that counts
    int64_t start_ms, end_ms; // UTC: of its first and its last event that counts
    const char *card, *task;
    const Task *asked; // NULL: the card, or its task, is not there: nothing below `answer` is known
    int64_t test;      // number of the test it was begun in, 0 if none
    uint64_t seed;     // of its form and order
    const char *answer; // of the last try, "" if there was none
    int tries, hints;
    bool undone, done, right, revealed, known;
    Confidence confidence;
    double points; // 0 … 1
    int rating;    // RATING_…; 0 while it is not done
} AttemptRow;

// In one word each, the same in lists and exports: "right", "wrong" (out of tries), "revealed" or "open"; "again", "hard",
// "good", "easy" or "".
const char *attempt_row_verdict(const AttemptRow *row);
const char *attempt_row_rating(const AttemptRow *row);

#endif
