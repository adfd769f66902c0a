// One attempt at one task, as a fold over its events: the rules of scoring in one place, used live, on resume,
// in the window and in the terminal.
//
// Points = min(ladder[tries], cap[hints]); ladder 1, ½, 0 unless the task says otherwise; 0 after reveal. Known = right on
// the first try with at most the first hint and no reveal.
#ifndef CARD_ATTEMPT_H
#define CARD_ATTEMPT_H

#include "card/card.h"

#include <stdint.h>

typedef enum EventKind {
    EVENT_START, // value: seed of the shown order (decimal), a comma, and the option ids in that order, comma-separated
    EVENT_HINT,  // value: id of the hint shown
    EVENT_CHECK, // value: id of the option chosen
    EVENT_REVEAL, // value: ""
    EVENT_KIND_COUNT
} EventKind;

// What the learner did, as it is stored. Append-only; `seq` orders, never the clock.
typedef struct Event {
    int64_t seq;     // given by the store, 1, 2, 3 …
    int64_t utc_ms;  // raw UTC time
    int64_t attempt; // seq of the attempt's EVENT_START; 0 in an EVENT_START that is not stored yet
    EventKind kind;
    const char *card, *task, *value;
} Event;

// What the world sees of an attempt. Zero is "not started".
typedef struct Attempt {
    int64_t id; // seq of its EVENT_START
    uint64_t seed;
    int order[CARD_OPTION_MAX]; // order[place] = option index
    int order_count;
    int hints;                   // shown so far
    int tries;                   // valid checks so far
    int chosen[CARD_OPTION_MAX]; // option index of each valid check, in turn
    bool right, done;            // done: right, out of tries, or revealed
    bool known;
    double points; // earned (0 until right)
} Attempt;

typedef enum Verdict { VERDICT_INVALID, VERDICT_WRONG, VERDICT_RIGHT } Verdict;

// Applies one event of this task. Skipped (false, and the attempt is as before): ids that the card no longer has, events
// before EVENT_START, of another attempt or after the end, a hint shown already, a check that is invalid.
// An EVENT_START begins anew. If its ids are not today's options, those that remain keep their order, new ones follow.
bool attempt_apply(Attempt *attempt, const Task *task, const Event *event);

// What choosing option `option` now would be: nothing is changed. The same wrong answer again is invalid.
Verdict attempt_judge(const Attempt *attempt, const Task *task, int option);

// Points that a right answer now would earn.
double attempt_at_stake(const Attempt *attempt, const Task *task);

// Index of the hint that would be shown next, −1 if there is none (left). Before the last one (hint_count − 1) the learner is
// told that it nearly gives the answer, and its cap; how many remain is never said.
int attempt_next_hint(const Attempt *attempt, const Task *task);

// Whether the option was chosen in this attempt and counted as a try.
bool attempt_chose(const Attempt *attempt, int option);

// Whether the option's feedback may be read now: those chosen so far; every one once the attempt is done.
bool attempt_shows(const Attempt *attempt, int option);

// Tries in the ladder.
int attempt_try_limit(const Task *task);

// A seed from (card, task, number of the attempt), and the order it stands for: shuffled, with `fixed` options in place;
// by the number each text begins with for ORDER_ASCENDING (those without one last); as written for ORDER_AUTHORED.
// order: (task->option_count).
uint64_t attempt_seed(const char *card, const char *task, int64_t number);
void attempt_order(const Task *task, uint64_t seed, int *order);

// The value of an EVENT_START, in the arena.
char *attempt_start_value(Arena *arena, const Task *task, uint64_t seed);

#endif
