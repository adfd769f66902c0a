// Tests that go on. One rule for everything that counts or lists attempts: those of a running test come in at its end.
#ifndef PROGRESS_RUNNING_H
#define PROGRESS_RUNNING_H

#include "card/attempt.h"

// The cards that have been tested, each with the seq of the "begin" of the test that goes on, 0 once it has ended.
typedef struct Running {
    struct RunningTest {
        const char *card;
        int64_t begin;
    } * at;

    int count, capacity;
} Running;

// Takes note of an EVENT_TEST; other events are none of its business. The card's id is copied to the arena.
void running_add(Running *running, const Event *event, Arena *arena);
// The same for a test that is known of: the seq of its "begin", 0 once it has ended.
void running_set(Running *running, const char *card, int64_t begin, Arena *arena);
int64_t running_begin(const Running *running, const char *card);

// Whether the event is about an attempt that was begun in a test that goes on.
bool running_holds(const Running *running, const Event *event);

#endif
