// Events folded into attempts, task by task, with card/attempt's rules.
#ifndef PROGRESS_LOG_FOLD_H
#define PROGRESS_LOG_FOLD_H

#include "progress/log.h"
#include "progress/log_index.h"
#include "progress/running.h"
#include "progress/task_table.h"

typedef struct LogFold {
    const LogFilter *filter;
    bool (*visit)(void *self, const AttemptRow *row); // false: no more
    void *self;
    const IdSet *chosen; // NULL: all attempts of the filter
    Arena arena;
    LogIndex known; // undone, easy and tests of all the log
    Running held;   // the tests that go on at its end
    Running now;    // and where the fold is
    int tests_passed;
    TaskTable tasks;
    struct LogSlot **slots; // by the task's number
    int slot_capacity;
    bool stopped;
} LogFold;

// Takes note of an event for `known`: all such events, before the first one is folded. Then they are all there.
bool log_fold_note(void *fold, const Event *event);
void log_fold_noted(LogFold *fold);

// Folds the next event, in the order of seq; false when it has stopped. What is between two events may be left out if it is
// about attempts that are not chosen, or if `known` says that it is of no consequence.
bool log_fold_event(void *fold, const Event *event);

// Visits what is still open, by the numbers of the attempts, and begins anew.
void log_fold_end(LogFold *fold);

#endif
