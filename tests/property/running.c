// A test that goes on tells nothing, wherever attempts are counted or listed; once it has ended, it is as if what was done in
// it had been done without one.
#include "progress/running.h"

#include "base/rng.h"
#include "progress/history.h"
#include "progress/log.h"
#include "progress/schedule.h"
#include "support/stores.h"

enum { TASKS = 4, ROUNDS = 60, BEFORE = 50, DURING = 30, ROWS = 200 };

static Option options[] = {{.id = "a", .correct = true}, {.id = "b"}, {.id = "c"}, {.id = "d"}};
static Hint hints[] = {{.id = "h1", .cap = 1}};
static Task tasks[TASKS];
static Card card = {.id = "rope", .tasks = tasks, .task_count = TASKS};
static const Card *const CARDS[] = {&card};
static const LogFilter ALL = {.cards = CARDS, .card_count = 1};
static const Zone ZONE = {120, 4};

static void make_tasks(void) {
    static const char *const IDS[TASKS] = {"t0", "t1", "t2", "t3"};
    for (int i = 0; i < TASKS; i++) {
        tasks[i] = (Task){.id = IDS[i],
                          .type = TASK_SINGLE_CHOICE,
                          .options = options,
                          .option_count = 4,
                          .hints = hints,
                          .hint_count = 1};
    }
}

// A learner at random, whose every event goes to each of two logs; where one is told of a test, the other has something that
// means nothing.
typedef struct Life {
    Store *store, *twin;
    Rng rng;
    int64_t clock;
    int64_t latest[TASKS];
} Life;

static int64_t tell(Life *life, EventKind kind, int task, const char *value, bool both) {
    Err err = {0};
    Event event = {.utc_ms = life->clock,
                   .attempt = kind == EVENT_START || task < 0 ? 0 : life->latest[task],
                   .kind = kind,
                   .card = card.id,
                   .task = task < 0 ? "" : tasks[task].id,
                   .value = value};
    Event other = event;
    if (!both) other.kind = EVENT_PREDICT;
    CHECK(store_append(life->store, &event, &err) && store_append(life->twin, &other, &err));
    CHECK(event.seq == other.seq && event.attempt == other.attempt);
    life->clock += (int64_t)rng_below(&life->rng, 40000000);
    if (kind == EVENT_START) life->latest[task] = event.seq;
    return event.seq;
}

static void live(Life *life, int events) {
    static const struct {
        EventKind kind;
        const char *value;
    } DEEDS[] = {{EVENT_START, "5,d,c,b,a"}, {EVENT_CHECK, "a"},      {EVENT_CHECK, "a"},
                 {EVENT_CHECK, "b"},         {EVENT_CHECK, "c"},      {EVENT_HINT, "h1"},
                 {EVENT_REVEAL, ""},         {EVENT_RATE, "easy"},    {EVENT_RATE, "good"},
                 {EVENT_CONFIDENCE, "sure"}, {EVENT_PREDICT, "1 =2"}, {EVENT_UNDO, ""}};

    for (int i = 0; i < events; i++) {
        int task = (int)rng_below(&life->rng, TASKS);
        uint32_t deed = rng_below(&life->rng, sizeof DEEDS / sizeof *DEEDS);
        char number[32];
        if (life->latest[task] == 0 || rng_below(&life->rng, 5) == 0) deed = 0;
        snprintf(number, sizeof number, "%lld", (long long)life->latest[task]);
        bool undo = DEEDS[deed].kind == EVENT_UNDO;
        tell(life, DEEDS[deed].kind, task, undo ? number : DEEDS[deed].value, true);
    }
}

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
    CHECK(history_load(store, &card, &sums.arena, &sums.history, &err));
    CHECK(schedule_load(store, &card, ZONE, &sums.arena, &sums.schedule, &err));
    CHECK(calendar_load(store, CARDS, 1, &sums.calendar, &err));
    sums.row_count = log_newest(store, &ALL, ROWS, &sums.arena, &sums.rows, &err);
    CHECK(sums.row_count >= 0);
    return sums;
}

static bool same_task(const Sums *a, const Sums *b, int task) {
    const TaskHistory *x = &a->history.tasks[task], *y = &b->history.tasks[task];
    const TaskReview *r = &a->schedule.tasks[task], *s = &b->schedule.tasks[task];
    return x->finished == y->finished && x->known == y->known && fabs(x->best - y->best) == 0 &&
           r->attempt == s->attempt && r->due_ms == s->due_ms && r->known == s->known &&
           r->rating == s->rating && r->item.reps == s->item.reps;
}

static bool same_rows(const Sums *a, const Sums *b) {
    bool same = a->row_count == b->row_count;
    for (int i = 0; same && i < a->row_count; i++) {
        same = a->rows[i].id == b->rows[i].id && a->rows[i].done == b->rows[i].done &&
               a->rows[i].undone == b->rows[i].undone && a->rows[i].rating == b->rows[i].rating &&
               a->rows[i].tries == b->rows[i].tries;
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

static void open_both(Life *life) {
    Err err = {0};
    CHECK(store_open("", &life->store, &err) == STORE_MEMORY);
    CHECK(store_open("", &life->twin, &err) == STORE_MEMORY);
}

static void close_both(Life *life, Sums *a, Sums *b) {
    arena_free(&a->arena);
    arena_free(&b->arena);
    store_close(life->store);
    store_close(life->twin);
}

static void a_test_that_goes_on_tells_nothing(void) {
    for (int round = 0; round < ROUNDS; round++) {
        Life life = {.rng = {(uint64_t)round + 1}, .clock = 1700000000000};
        open_both(&life);
        live(&life, BEFORE);
        Sums before = sums_of(life.store, life.clock + 100 * (int64_t)86400000);
        int64_t begin = tell(&life, EVENT_TEST, -1, "begin", false);
        for (int i = 0; i < TASKS; i++) tell(&life, EVENT_START, i, "5,d,c,b,a", true);
        live(&life, DURING);
        Sums during = sums_of(life.store, life.clock + 100 * (int64_t)86400000);
        CHECK(during.history.test == begin);
        test_note(same_sums(&before, &during), "round", round, "before and during");
        AttemptRow *page;
        Err err = {0};
        CHECK(log_newest(life.store, &ALL, 3, &during.arena, &page, &err) == 3);
        CHECK(page[0].id == before.rows[0].id && page[2].id == before.rows[2].id);
        for (int i = 0; i < TASKS; i++) {
            AttemptRow row;
            CHECK(!log_find(life.store, &ALL, life.latest[i], &during.arena, &row, &err));
            CHECK(strstr(err.text, "a test that has not ended") != NULL);
            CHECK(!log_undo(life.store, life.latest[i], life.clock, &err));
        }
        close_both(&life, &before, &during);
    }
}

static void an_ended_test_counts_like_practice(void) {
    for (int round = 0; round < ROUNDS; round++) {
        Life life = {.rng = {(uint64_t)round + 101}, .clock = 1700000000000};
        open_both(&life);
        live(&life, BEFORE);
        for (int test = 0; test < 3; test++) {
            tell(&life, EVENT_TEST, -1, "begin", false);
            Sums begun = sums_of(life.store, life.clock), all = sums_of(life.twin, life.clock);
            test_note(same_sums(&begun, &all), "round", round, "at the beginning of a test");
            arena_free(&begun.arena);
            arena_free(&all.arena);
            live(&life, DURING);
            // The second time the end is missing, and the next begin stands for it.
            if (test != 1) tell(&life, EVENT_TEST, -1, "end", false);
        }
        Sums with = sums_of(life.store, life.clock), without = sums_of(life.twin, life.clock);
        CHECK(with.history.test == 0);
        test_note(same_sums(&with, &without), "round", round, "with and without tests");
        close_both(&life, &with, &without);
    }
}

static void a_row_names_the_test_it_was_begun_in(void) {
    Life life = {.rng = {7}, .clock = 1700000000000};
    Err err = {0};
    open_both(&life);
    tell(&life, EVENT_START, 0, "5,d,c,b,a", true);
    int64_t begin = tell(&life, EVENT_TEST, -1, "begin", false);
    tell(&life, EVENT_START, 1, "5,d,c,b,a", true);
    tell(&life, EVENT_CHECK, 1, "b", true);
    tell(&life, EVENT_REVEAL, 1, "", true);
    tell(&life, EVENT_TEST, -1, "end", false);
    tell(&life, EVENT_START, 2, "5,d,c,b,a", true);
    tell(&life, EVENT_CHECK, 2, "b", true);
    tell(&life, EVENT_REVEAL, 2, "", true);
    Arena arena = {0};
    AttemptRow rows[3];
    for (int i = 0; i < 3; i++) {
        CHECK(log_find(life.store, &ALL, life.latest[i], &arena, &rows[i], &err));
    }
    CHECK(rows[0].test == 0 && rows[1].test == begin && rows[2].test == 0);
    CHECK_TEXT(attempt_row_verdict(&rows[1]), "wrong"); // one try, and then the key
    CHECK_TEXT(attempt_row_verdict(&rows[2]), "revealed");
    arena_free(&arena);
    store_close(life.store);
    store_close(life.twin);
}

int main(void) {
    make_tasks();
    a_test_that_goes_on_tells_nothing();
    an_ended_test_counts_like_practice();
    a_row_names_the_test_it_was_begun_in();
    return test_end();
}
