// What must be known of a whole log before a few of its attempts can be told: which were undone or called easy, which tests
// there were, and where the events are that came long after the beginning of their attempt. Knows nothing of cards. Derived:
// kept in the head of the summary.
#ifndef PROGRESS_LOG_INDEX_H
#define PROGRESS_LOG_INDEX_H

#include "progress/id_set.h"
#include "progress/store.h"
#include "progress/summary_file.h"

enum { LOG_REACH = 2000 };

// Zero: nothing is known.
typedef struct LogIndex {
    int64_t seq; // of the last event that it knows; undone, easy and tests: see log_index_note
    // Events up to an attempt's number + reach are near: they are found by reading on.
    int64_t reach;
    IdSet undone, easy; // attempts

    struct LogTest {
        const char *card;
        int64_t seq;
        bool begin; // else the end
    } * tests;      // in the order of seq

    int test_count, test_capacity;

    // Events that are not near and came while their attempt was its task's latest one, but for those of the kinds above.
    struct LogLate {
        int64_t seq, attempt;
    } * late; // in the order of seq

    int late_count, late_capacity;
    IdSet latest; // the latest attempt at each task: no older one goes on
} LogIndex;

// Takes note of an EVENT_UNDO, EVENT_RATE or EVENT_TEST, which may come behind `seq`; other events are none of its business.
void log_index_note(LogIndex *index, const Event *event, Arena *arena);

// The index of the log as it was when it ended with event `until`, from all of it; reach: LOG_REACH. One of nothing if there
// are very many late events.
bool log_index_make(Store *store, int64_t until, int reach, Arena *arena, LogIndex *out, Err *err);

bool log_index_has_late(const LogIndex *index, int64_t seq);

// Its lines in the text of a summary, and back: zero and `in->bad` if they are not as they were put.
void log_index_put(const LogIndex *index, ArenaText *out);
void log_index_take(SummaryReader *in, LogIndex *out);

#endif
