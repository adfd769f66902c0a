// A card has one test at a time: a second "begin" ends the first.
#include "progress/running.h"

#include "base/str.h"

static struct RunningTest *find(const Running *running, const char *card) {
    for (int i = 0; i < running->count; i++) {
        if (str_same(running->at[i].card, card)) return &running->at[i];
    }
    return NULL;
}

void running_set(Running *running, const char *card, int64_t begin, Arena *arena) {
    struct RunningTest *test = find(running, card);
    if (!test) {
        running->at =
            arena_grow(arena, running->at, running->count, &running->capacity, sizeof *test);
        test = &running->at[running->count++];
        test->card = arena_copy(arena, card);
    }
    test->begin = begin;
}

void running_add(Running *running, const Event *event, Arena *arena) {
    bool begin;
    if (event_test(event, &begin)) running_set(running, event->card, begin ? event->seq : 0, arena);
}

int64_t running_begin(const Running *running, const char *card) {
    const struct RunningTest *test = find(running, card);
    return test ? test->begin : 0;
}

bool running_holds(const Running *running, const Event *event) {
    int64_t begin = running_begin(running, event->card);
    return begin > 0 && event->attempt > begin;
}
