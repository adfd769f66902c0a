// What a learner has done with one card: the store's events folded into a summary for each task.
#ifndef PROGRESS_HISTORY_H
#define PROGRESS_HISTORY_H

#include "card/predict.h"
#include "progress/id_set.h"
#include "progress/store.h"

// What attempts came to.
typedef struct Outcome {
    int finished; // attempts that are done
    bool known;   // of the latest finished attempt
    double best;  // most points of any attempt, also of one that goes on
} Outcome;

typedef struct TaskHistory {
    Attempt latest; // folded; may be unfinished (to be resumed); id 0: never started
    int finished;   // as in Outcome
    bool known;
    double best;
    Outcome held; // of the attempts of a test that goes on: added to the above when it ends
} TaskHistory;

// What was predicted of a lesson's figure. Zero: nothing yet.
typedef struct PredictHistory {
    int64_t first, last; // seq of the first prediction and of the latest
    double distance;     // of the first: later ones are made by someone who has seen the outcome
    Prediction latest;
} PredictHistory;

typedef struct History {
    TaskHistory *tasks; // as card->tasks
    int task_count;
    PredictHistory *predictions; // as card->lessons
    int known;                   // asked tasks whose latest finished attempt is known
    double points;               // sum of the best points of all asked tasks
    int64_t test;                // the test that goes on (seq of its "begin"), 0 if none
} History;

// Whether the task needs no answer now: done, and in a test that goes on done in it.
bool history_done(const History *history, int task);

// Lets what was held count.
void history_settle(TaskHistory *task);

// Folds all events of the card; the result lives in the arena. On failure *out is an empty history of the right size.
// Attempts that were undone are as if they had never been. Those of a test that goes on show in `latest` only, where they
// are asked; they count when it ends.
bool history_load(Store *store, const Card *card, Arena *arena, History *out, Err *err);

// An empty history of the card, in the arena; and one event of this card folded into it, the sums of all tasks left as they
// were.
History history_new(const Card *card, Arena *arena);
void history_fold(History *history, const Card *card, const Event *event, Arena *arena);

// Adds one stored event. Not an EVENT_UNDO: that changes what was, and asks for history_load.
// `arena` lives as long as the history.
void history_add(History *history, const Card *card, const Event *event, Arena *arena);

// The lesson whose prediction this event is, −1 if it is none of this card.
int history_lesson(const Card *card, const Event *event);

// Takes note of the attempt that an EVENT_UNDO names; other events are none of its business.
void history_note_undo(IdSet *undone, const Event *event, Arena *arena);
// Whether the event is of an attempt that was undone; a test is none, whatever its number.
bool history_is_undone(const IdSet *undone, const Event *event);

#endif
