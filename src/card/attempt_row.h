// One attempt as a row of a log: what lists, schedules and exports need of it.
#ifndef CARD_ATTEMPT_ROW_H
#define CARD_ATTEMPT_ROW_H

#include "card/attempt.h"

// Texts belong to whoever made the row.
typedef struct AttemptRow {
    int64_t id;               // seq of its EVENT_START: what an EVENT_UNDO names
    int64_t start_ms, end_ms; // UTC: of its first and its last event that counts
    const char *card, *task;
    const Task
        *asked;   // NULL: the card, or its task, is not there: nothing below `answer` is known then
    int64_t test; // number of the test it was begun in, 0 if none
    uint64_t seed;      // of its form and order
    const char *answer; // of the last try, "" if there was none
    int tries, hints;
    bool undone, done, right, revealed, known;
    Confidence confidence;
    double points; // 0 … 1
    int rating;    // 1 again, 2 hard, 3 good, 4 easy; 0 while it is not done
} AttemptRow;

// In one word each, the same in lists and exports: "right", "wrong" (out of tries), "revealed" or "open"; "sure", "think",
// "guess" or ""; "again", "hard", "good", "easy" or "".
const char *attempt_row_verdict(const AttemptRow *row);
const char *attempt_row_confidence(const AttemptRow *row);
const char *attempt_row_rating(const AttemptRow *row);

#endif
