// What a learner has done with one card: the store's events folded into a summary for each task.
#ifndef PROGRESS_HISTORY_H
#define PROGRESS_HISTORY_H

#include "progress/store.h"

typedef struct TaskHistory {
    Attempt latest; // folded; may be unfinished (to be resumed); id 0: never started
    int finished;   // attempts that are done
    bool known;     // of the latest finished attempt
    double best;    // most points of any attempt
} TaskHistory;

typedef struct History {
    TaskHistory *tasks; // as card->tasks
    int task_count;
    int known;     // asked tasks whose latest finished attempt is known
    double points; // sum of the best points of all asked tasks
} History;

// Folds all events of the card; the result lives in the arena. On failure *out is an empty history of the right size.
bool history_load(Store *store, const Card *card, Arena *arena, History *out, Err *err);

// Adds one stored event.
void history_add(History *history, const Card *card, const Event *event);

#endif
