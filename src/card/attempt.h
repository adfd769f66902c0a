// One attempt at one task, as a fold over its events: the rules of scoring in one place, used live, on resume,
// in the window and in the terminal.
//
// Points = the most that any try earned: its share · min(ladder[tries], cap[hints]); ladder 1, ½, 0 unless the task says
// otherwise; nothing more after reveal. Known = right on the first try with at most the first hint and no reveal.
#ifndef CARD_ATTEMPT_H
#define CARD_ATTEMPT_H

#include "card/task_kind.h"

typedef enum EventKind {
    EVENT_START, // value: seed of the attempt (decimal), a comma, and the option ids in the order shown, comma-separated
    EVENT_HINT,  // value: id of the hint shown
    EVENT_CHECK, // value: the answer (card/task_kind.h)
    EVENT_REVEAL,     // value: ""
    EVENT_CONFIDENCE, // before the check; value: confidence_word
    EVENT_PREDICT, // what was predicted and what came; never scored. Of a lesson's figure it stands alone (attempt: its own
    // seq), task: id of the prediction, value: "guess,outcome,distance" (card/predict.h)
    EVENT_UNDO, // value: the attempt that no longer counts, by its number (decimal), which is also event->attempt
    EVENT_RATE, // after a known answer; value: RATE_EASY, or RATE_GOOD to take that back
    EVENT_TEST, // a test session of the card; task: ""; value: TEST_BEGIN, TEST_END; attempt: seq of the first
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

// Bytes of an event's value.
enum { EVENT_VALUE_MAX = 2000 };

// Values of an EVENT_TEST and of an EVENT_RATE.
#define TEST_BEGIN "begin"
#define TEST_END   "end"
#define RATE_EASY  "easy"
#define RATE_GOOD  "good"

// Whether a test begins or ends with this event: *begin says which.
bool event_test(const Event *event, bool *begin);

typedef enum Confidence {
    CONFIDENCE_NONE,
    CONFIDENCE_GUESS,
    CONFIDENCE_THINK,
    CONFIDENCE_SURE
} Confidence;

// The value of an EVENT_CONFIDENCE, "" for none; and back, CONFIDENCE_NONE for what is no such word.
const char *confidence_word(Confidence confidence);
Confidence confidence_find(const char *word);

// What the world sees of an attempt. Zero is "not started".
typedef struct Attempt {
    int64_t id;   // seq of its EVENT_START
    int64_t last; // of what was done in it last, a rating left out
    uint64_t seed;
    int order[CARD_OPTION_MAX]; // order[place] = option index
    int order_count;
    int hints;                   // shown so far
    int tries;                   // valid checks so far
    int chosen[CARD_OPTION_MAX]; // Judgement.index of each valid check, in turn
    bool right, done;            // done: right, out of tries, or revealed
    bool revealed;
    bool known;
    bool easy; // said by the learner
    Confidence confidence;
    int predictions;
    double points; // earned so far: never falls
    // The answers of the tries, each with a NUL behind it. A copy of an Attempt shares them until the next EVENT_START.
    char *said;
    int said_size, said_room;
} Attempt;

// Applies one event of this task. Skipped (false, and the attempt is as before): ids that the card no longer has, events
// before EVENT_START, of another attempt or after the end (but for EVENT_RATE), a hint shown already, a check that is
// invalid, EVENT_UNDO and EVENT_TEST (which are not about one attempt's course).
// An EVENT_START begins anew. If its ids are not today's options, those that remain keep their order, new ones follow.
// `arena`, where answers are kept, lives as long as the attempt.
bool attempt_apply(Attempt *attempt, const Task *task, const Event *event, Arena *arena);

// What an answer (or the text of one, TaskKind.read) would be now: nothing is changed. If it is invalid – no answer, or the
// same wrong one again – *why is a sentence for the learner.
Judgement attempt_judge(const Attempt *attempt, const Task *task, const char *answer, Err *why);

// The answer of a try, from 0.
const char *attempt_answer(const Attempt *attempt, int try_index);

// The form that this attempt asks; the empty one if its numbers cannot be had.
TaskForm attempt_form(const Attempt *attempt, const Task *task);

// Points that a right answer now would earn.
double attempt_at_stake(const Attempt *attempt, const Task *task);

// Index of the hint that would be shown next, −1 if there is none (left). Before the last one (hint_count − 1) the learner is
// told that it nearly gives the answer, and its cap; how many remain is never said.
int attempt_next_hint(const Attempt *attempt, const Task *task);

// Whether the option of a single choice was chosen in this attempt and counted as a try.
bool attempt_chose(const Attempt *attempt, int option);

// Whether the option's feedback may be read now: of a single choice those chosen so far; every one once the attempt is done.
bool attempt_shows(const Attempt *attempt, int option);

// Tries in the ladder.
int attempt_try_limit(const Task *task);

// A seed from (card, task, number of the attempt), and the order it stands for: shuffled, with `fixed` options in place;
// by the number each text begins with for ORDER_ASCENDING (those without one last); as written for ORDER_AUTHORED. The items
// of an ordering are never shown in the right order.
// order: (task->option_count).
uint64_t attempt_seed(const char *card, const char *task, int64_t number);
void attempt_order(const Task *task, uint64_t seed, int *order);

// The value of an EVENT_START, in the arena.
char *attempt_start_value(Arena *arena, const Task *task, uint64_t seed);

#endif
