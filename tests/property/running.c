// A test that goes on tells nothing, wherever attempts are counted or listed; once it has ended, it is as if what was done in
// it had been done without one.
#include "progress/running.h"

#include "progress/history.h"
#include "progress/log.h"
#include "support/life.h"

enum { ROUNDS = 60, BEFORE = 60, DURING = 40, ROWS = 200 };

static const LogFilter FIRST = {.cards = ALL, .card_count = 1};

// Everything that is told of a log.
typedef struct Sums {
    Arena arena;
    History history;
    Schedule schedule;
    Calendar calendar;
    AttemptRow *rows;
    int row_count;
} Sums;

static Sums sums_of(Store *store, int64_t now) {
    Sums sums = {.calendar = calendar_new(ZONE, now)};
    Err err = {0};
    CHECK(history_load(store, &cards[0], &sums.arena, &sums.history, &err));
    CHECK(schedule_load(store, &cards[0], ZONE, &sums.arena, &sums.schedule, &err));
    CHECK(calendar_load(store, ALL, 1, &sums.calendar, &err));
    sums.row_count = log_newest(store, &FIRST, ROWS, &sums.arena, &sums.rows, &err);
    CHECK(sums.row_count >= 0);
    return sums;
}

static bool same_task(const Sums *a, const Sums *b, int task) {
    const TaskHistory *x = &a->history.tasks[task], *y = &b->history.tasks[task];
    return x->finished == y->finished && x->known == y->known && fabs(x->best - y->best) == 0 &&
           same_review(&a->schedule.tasks[task], &b->schedule.tasks[task]);
}

static bool same_rows(const Sums *a, const Sums *b) {
    bool same = a->row_count == b->row_count;
    for (int i = 0; same && i < a->row_count; i++) {
        same = same_row(&a->rows[i], &b->rows[i]);
    }
    return same;
}

static bool same_sums(const Sums *a, const Sums *b) {
    bool same = a->history.known == b->history.known &&
                fabs(a->history.points - b->history.points) == 0 &&
                a->calendar.total == b->calendar.total && same_rows(a, b);
    for (int i = 0; same && i < TASKS; i++) same = same_task(a, b, i);
    return same;
}

static Life live_twice(uint64_t seed) {
    Err err = {0};
    Life life = life_new(NULL, seed);
    CHECK(store_open("", &life.store, &err) == STORE_MEMORY);
    CHECK(store_open("", &life.twin, &err) == STORE_MEMORY);
    life.cards = 1;
    life.undoes = true;
    return life;
}

static int64_t tell(Life *life, EventKind kind, int task, const char *value) {
    return life_tell(life, kind, 0, task, -1, value);
}

static void close_both(Life *life, Sums *a, Sums *b) {
    arena_free(&a->arena);
    arena_free(&b->arena);
    store_close(life->store);
    store_close(life->twin);
}

static void a_test_that_goes_on_tells_nothing(void) {
    for (int round = 0; round < ROUNDS; round++) {
        Life life = live_twice((uint64_t)round + 1);
        live(&life, BEFORE);
        Sums before = sums_of(life.store, life.clock + 100 * (int64_t)DAY);
        int64_t begin = tell(&life, EVENT_TEST, -1, "begin");
        for (int i = 0; i < TASKS; i++) tell(&life, EVENT_START, i, "5,d,c,b,a");
        live(&life, DURING);
        Sums during = sums_of(life.store, life.clock + 100 * (int64_t)DAY);
        CHECK(during.history.test == begin);
        test_note(same_sums(&before, &during), "round", round, "before and during");
        AttemptRow *page;
        Err err = {0};
        CHECK(log_newest(life.store, &FIRST, 3, &during.arena, &page, &err) == 3);
        CHECK(page[0].id == before.rows[0].id && page[2].id == before.rows[2].id);
        for (int i = 0; i < TASKS; i++) {
            AttemptRow row;
            CHECK(!log_find(life.store, &FIRST, life.latest[0][i], &during.arena, &row, &err));
            CHECK(strstr(err.text, "a test that has not ended") != NULL);
            CHECK(!log_undo(life.store, life.latest[0][i], life.clock, &err));
        }
        close_both(&life, &before, &during);
    }
}

static void an_ended_test_counts_like_practice(void) {
    for (int round = 0; round < ROUNDS; round++) {
        Life life = live_twice((uint64_t)round + 101);
        live(&life, BEFORE);
        for (int test = 0; test < 3; test++) {
            tell(&life, EVENT_TEST, -1, "begin");
            Sums begun = sums_of(life.store, life.clock), all = sums_of(life.twin, life.clock);
            test_note(same_sums(&begun, &all), "round", round, "at the beginning of a test");
            arena_free(&begun.arena);
            arena_free(&all.arena);
            live(&life, DURING);
            // The second time the end is missing, and the next begin stands for it.
            if (test != 1) tell(&life, EVENT_TEST, -1, "end");
        }
        Sums with = sums_of(life.store, life.clock), without = sums_of(life.twin, life.clock);
        CHECK(with.history.test == 0);
        test_note(same_sums(&with, &without), "round", round, "with and without tests");
        close_both(&life, &with, &without);
    }
}

static void a_row_names_the_test_it_was_begun_in(void) {
    Life life = live_twice(7);
    Err err = {0};
    tell(&life, EVENT_START, 0, "5,d,c,b,a");
    int64_t begin = tell(&life, EVENT_TEST, -1, "begin");
    tell(&life, EVENT_START, 1, "5,d,c,b,a");
    tell(&life, EVENT_CHECK, 1, "b");
    tell(&life, EVENT_REVEAL, 1, "");
    tell(&life, EVENT_TEST, -1, "end");
    tell(&life, EVENT_START, 2, "5,d,c,b,a");
    tell(&life, EVENT_CHECK, 2, "b");
    tell(&life, EVENT_REVEAL, 2, "");
    Arena arena = {0};
    AttemptRow rows[3];
    for (int i = 0; i < 3; i++) {
        CHECK(log_find(life.store, &FIRST, life.latest[0][i], &arena, &rows[i], &err));
    }
    CHECK(rows[0].test == 0 && rows[1].test == begin && rows[2].test == 0);
    CHECK_TEXT(attempt_row_verdict(&rows[1]), "wrong"); // one try, and then the key
    CHECK_TEXT(attempt_row_verdict(&rows[2]), "revealed");
    arena_free(&arena);
    store_close(life.store);
    store_close(life.twin);
}

// As if the test had ended already: the attempt that was left for it stays as it was.
static void an_attempt_left_for_one_in_a_test_goes_on_no_more(void) {
    Life life = live_twice(8);
    Err err = {0};
    Arena arena = {0};
    History history;
    AttemptRow row;
    int64_t left = tell(&life, EVENT_START, 0, "5,d,c,b,a");
    tell(&life, EVENT_TEST, -1, "begin");
    tell(&life, EVENT_START, 0, "5,d,c,b,a");
    life_tell(&life, EVENT_REVEAL, 0, 0, left, "");
    for (int ended = 0; ended < 2; ended++) {
        CHECK(log_find(life.store, &FIRST, left, &arena, &row, &err) && !row.done);
        CHECK(history_load(life.store, &cards[0], &arena, &history, &err));
        CHECK(history.tasks[0].finished == 0);
        tell(&life, EVENT_TEST, -1, "end");
    }
    arena_free(&arena);
    store_close(life.store);
    store_close(life.twin);
}

int main(void) {
    make_cards();
    a_test_that_goes_on_tells_nothing();
    an_ended_test_counts_like_practice();
    a_row_names_the_test_it_was_begun_in();
    an_attempt_left_for_one_in_a_test_goes_on_no_more();
    return test_end();
}
