// A card's events add up to what is known, what is earned, and where to go on.
#include "progress/history.h"

#include "support/stores.h"

static Option options_a[] = {{.id = "a", .correct = true}, {.id = "b"}, {.id = "c"}};
static Option options_b[] = {{.id = "x"}, {.id = "y", .correct = true}, {.id = "z"}};
static Option options_c[] = {{.id = "p", .correct = true}, {.id = "q"}};
static Option options_d[] = {
    {.id = "a", .correct = true}, {.id = "b", .correct = true}, {.id = "c"}};
static Hint hints_a[] = {
    {.id = "h1", .cap = 1}, {.id = "h2", .cap = 0.75}, {.id = "h3", .cap = 0.5}};

static Task tasks[] = {
    {.id = "first",
     .type = TASK_SINGLE_CHOICE,
     .options = options_a,
     .option_count = 3,
     .hints = hints_a,
     .hint_count = 3},
    {.id = "second", .type = TASK_SINGLE_CHOICE, .options = options_b, .option_count = 3},
    {.id = "old",
     .type = TASK_SINGLE_CHOICE,
     .options = options_c,
     .option_count = 2,
     .retired = true},
    {.id = "set", .type = TASK_MULTIPLE_CHOICE, .options = options_d, .option_count = 3},
};

static const Card CARD = {.id = "rope", .tasks = tasks, .task_count = 4};

// A session: events go to the store and to a history that is kept up to date.
typedef struct Session {
    Place place;
    Store *store;
    Arena arena;
    History live;
    int64_t clock;
} Session;

static Session session_start(void) {
    Session session = {.place = place_make(), .clock = 5000};
    Err err = {0};
    CHECK(store_open(session.place.path, &session.store, &err) == STORE_WRITE);
    CHECK(history_load(session.store, &CARD, &session.arena, &session.live, &err));
    return session;
}

static void session_end(Session *session) {
    store_close(session->store);
    arena_free(&session->arena);
    place_remove(&session->place);
}

static int64_t tell(Session *session, const char *task, EventKind kind, int64_t attempt,
                    const char *value) {
    Event event = append_event(session->store, session->clock, kind, attempt, task, value);
    session->clock -= 10; // the clock may go back
    history_add(&session->live, &CARD, &event, &session->arena);
    return event.attempt;
}

static bool same_task(const TaskHistory *a, const TaskHistory *b) {
    return a->latest.id == b->latest.id && a->latest.seed == b->latest.seed &&
           a->latest.tries == b->latest.tries && a->latest.hints == b->latest.hints &&
           a->latest.done == b->latest.done && a->finished == b->finished && a->known == b->known &&
           fabs(a->best - b->best) < 1e-12;
}

// What is loaded is what was kept up to date.
static History reload(Session *session) {
    History loaded;
    Err err = {0};
    CHECK(history_load(session->store, &CARD, &session->arena, &loaded, &err));
    CHECK(loaded.task_count == 4 && loaded.known == session->live.known);
    CHECK_NEAR(loaded.points, session->live.points, 1e-12);
    for (int i = 0; i < 4; i++) CHECK(same_task(&loaded.tasks[i], &session->live.tasks[i]));
    return loaded;
}

static void test_a_card_never_opened_is_empty(void) {
    Session session = session_start();
    History history = reload(&session);
    CHECK(history.known == 0 && history.tasks[0].latest.id == 0);
    session_end(&session);
}

static void test_an_unfinished_attempt_is_there_to_resume(void) {
    Session session = session_start();
    int64_t id = tell(&session, "first", EVENT_START, 0, "77,c,a,b");
    tell(&session, "first", EVENT_HINT, id, "h1");
    tell(&session, "first", EVENT_CHECK, id, "b");
    History history = reload(&session);
    const Attempt *latest = &history.tasks[0].latest;
    CHECK(latest->id == id && latest->seed == 77 && !latest->done);
    CHECK(latest->hints == 1 && latest->tries == 1 && latest->chosen[0] == 1);
    CHECK(latest->order[0] == 2 && latest->order[1] == 0 && latest->order[2] == 1);
    CHECK(history.tasks[0].finished == 0 && history.known == 0);
    session_end(&session);
}

static void test_points_are_the_best_and_known_is_the_latest(void) {
    Session session = session_start();
    int64_t id = tell(&session, "first", EVENT_START, 0, "1,a,b,c");
    tell(&session, "first", EVENT_CHECK, id, "b");
    tell(&session, "first", EVENT_CHECK, id, "a");
    CHECK_NEAR(session.live.points, 0.5, 1e-12);
    CHECK(session.live.known == 0 && session.live.tasks[0].finished == 1);
    id = tell(&session, "first", EVENT_START, 0, "2,a,b,c");
    CHECK_NEAR(session.live.points, 0.5, 1e-12); // starting again takes nothing away
    tell(&session, "first", EVENT_CHECK, id, "a");
    CHECK_NEAR(session.live.points, 1, 1e-12);
    CHECK(session.live.known == 1);
    id = tell(&session, "first", EVENT_START, 0, "3,a,b,c");
    CHECK(session.live.known == 1); // until the new attempt is finished
    tell(&session, "first", EVENT_REVEAL, id, "");
    CHECK(session.live.known == 0);
    CHECK_NEAR(session.live.points, 1, 1e-12);
    id = tell(&session, "second", EVENT_START, 0, "4,x,y,z");
    tell(&session, "second", EVENT_CHECK, id, "y");
    History history = reload(&session);
    CHECK_NEAR(history.points, 2, 1e-12);
    CHECK(history.known == 1 && history.tasks[1].known && history.tasks[0].finished == 3);
    session_end(&session);
}

static void test_a_later_hint_is_not_known(void) {
    Session session = session_start();
    int64_t id = tell(&session, "first", EVENT_START, 0, "1,a,b,c");
    tell(&session, "first", EVENT_HINT, id, "h1");
    tell(&session, "first", EVENT_HINT, id, "h2");
    tell(&session, "first", EVENT_CHECK, id, "a");
    History history = reload(&session);
    CHECK(history.known == 0 && history.tasks[0].latest.right);
    CHECK_NEAR(history.points, 0.75, 1e-12);
    session_end(&session);
}

static void test_retired_and_vanished_tasks_do_not_count(void) {
    Session session = session_start();
    int64_t id = tell(&session, "old", EVENT_START, 0, "1,p,q");
    tell(&session, "old", EVENT_CHECK, id, "p");
    id = tell(&session, "vanished", EVENT_START, 0, "1,a");
    tell(&session, "vanished", EVENT_CHECK, id, "a");
    History history = reload(&session);
    CHECK(history.known == 0 && history.tasks[2].known); // still to be seen
    CHECK_NEAR(history.points, 0, 0);
    session_end(&session);
}

static void test_events_of_other_attempts_and_cards_do_not_count(void) {
    Session session = session_start();
    int64_t left = tell(&session, "first", EVENT_START, 0, "1,a,b,c");
    int64_t id = tell(&session, "first", EVENT_START, 0, "2,a,b,c");
    tell(&session, "first", EVENT_CHECK, left, "a"); // by a window that was behind
    CHECK(session.live.tasks[0].latest.id == id && session.live.tasks[0].latest.tries == 0);
    tell(&session, "first", EVENT_CHECK, id, "no-longer-an-option");
    CHECK(session.live.tasks[0].latest.tries == 0);
    tell(&session, "first", EVENT_CHECK, id, "a");
    tell(&session, "first", EVENT_CHECK, id, "b"); // after the end
    Event foreign = {.seq = 99,
                     .attempt = id,
                     .kind = EVENT_START,
                     .card = "alibi",
                     .task = "first",
                     .value = "1,a"};
    history_add(&session.live, &CARD, &foreign, &session.arena);
    History history = reload(&session);
    CHECK(history.tasks[0].finished == 1 && history.known == 1);
    session_end(&session);
}

static void undo(Session *session, const char *task, int64_t attempt) {
    char value[24];
    snprintf(value, sizeof value, "%lld", (long long)attempt);
    Event event = append_event(session->store, session->clock, EVENT_UNDO, attempt, task, value);
    CHECK(event.attempt == attempt);
    Err err = {0};
    CHECK(history_load(session->store, &CARD, &session->arena, &session->live, &err));
}

static void test_an_attempt_that_is_undone_was_never_made_and_later_ones_stay(void) {
    Session session = session_start();
    int64_t first = tell(&session, "first", EVENT_START, 0, "1,a,b,c");
    tell(&session, "first", EVENT_CHECK, first, "b");
    tell(&session, "first", EVENT_CHECK, first, "a"); // ½
    int64_t second = tell(&session, "first", EVENT_START, 0, "2,a,b,c");
    tell(&session, "first", EVENT_CHECK, second, "a"); // 1, known
    int64_t third = tell(&session, "first", EVENT_START, 0, "3,c,a,b");
    tell(&session, "first", EVENT_HINT, third, "h1");
    tell(&session, "first", EVENT_CHECK, third, "b");
    tell(&session, "first", EVENT_CHECK, third, "c");
    tell(&session, "first", EVENT_REVEAL, third, "");
    const TaskHistory *task = &session.live.tasks[0];
    CHECK(task->finished == 3 && !task->known && fabs(task->best - 1) < 1e-12);
    undo(&session, "first", second); // not the last one
    task = &session.live.tasks[0];
    CHECK(task->finished == 2 && !task->known && fabs(task->best - 0.5) < 1e-12);
    CHECK(task->latest.id == third && task->latest.tries == 2 && task->latest.hints == 1);
    undo(&session, "first", third);
    task = &session.live.tasks[0];
    CHECK(task->finished == 1 && task->latest.id == first && task->latest.done);
    CHECK(task->latest.tries == 2 && task->latest.order[0] == 0 && task->latest.hints == 0);
    CHECK_TEXT(attempt_answer(&task->latest, 0), "b");
    undo(&session, "first", third); // again: nothing more
    undo(&session, "first", first);
    task = &session.live.tasks[0];
    CHECK(task->finished == 0 && task->latest.id == 0 && !task->known && task->best == 0);
    int64_t fourth = tell(&session, "first", EVENT_START, 0, "4,a,b,c");
    tell(&session, "first", EVENT_CHECK, fourth, "a");
    tell(&session, "first", EVENT_CHECK, second, "b"); // of an attempt that never was
    History history = reload(&session);
    CHECK(history.known == 1 && history.tasks[0].finished == 1);
    session_end(&session);
}

static void test_what_was_undone_is_a_set(void) {
    Arena arena = {0};
    IdSet undone = {0};
    static const char *const values[] = {
        "9", "2", "9", "5", "x", "", "-1", "2", "99999999999999999999"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        history_note_undo(&undone, &(Event){.kind = EVENT_UNDO, .value = values[i]}, &arena);
    }
    history_note_undo(&undone, &(Event){.kind = EVENT_HINT, .value = "3"}, &arena);
    CHECK(id_set_has(&undone, 9) && id_set_has(&undone, 2) && id_set_has(&undone, 5));
    CHECK(!id_set_has(&undone, 3) && !id_set_has(&undone, 0) && !id_set_has(&undone, 10));
    CHECK(undone.count == 4);
    id_set_remove(&undone, 5);
    id_set_remove(&undone, 6);
    CHECK(undone.count == 3 && !id_set_has(&undone, 5) && id_set_has(&undone, 9));
    arena_free(&arena);
}

static void test_a_test_session_is_under_way_from_its_begin_to_its_end(void) {
    Session session = session_start();
    int64_t test = tell(&session, "", EVENT_TEST, 0, "begin");
    CHECK(test > 0 && session.live.test == test);
    int64_t id = tell(&session, "first", EVENT_START, 0, "1,a,b,c");
    tell(&session, "first", EVENT_CONFIDENCE, id, "sure");
    tell(&session, "first", EVENT_CHECK, id, "a");
    tell(&session, "first", EVENT_RATE, id, "easy");
    History history = reload(&session);
    CHECK(history.test == test && history.tasks[0].latest.done && history_done(&history, 0));
    CHECK(history.tasks[0].latest.confidence == CONFIDENCE_SURE && history.tasks[0].latest.easy);
    CHECK(history.tasks[0].finished == 0 && history.known == 0 && history.points <= 0);
    tell(&session, "", EVENT_TEST, test, "end");
    history = reload(&session);
    CHECK(history.test == 0 && session.live.test == 0);
    CHECK(history.tasks[0].finished == 1 && history.known == 1 && history.points >= 1);
    session_end(&session);
}

static void test_points_in_part_count_before_the_attempt_is_done(void) {
    Session session = session_start();
    int64_t id = tell(&session, "set", EVENT_START, 0, "1,a,b,c");
    tell(&session, "set", EVENT_CHECK, id, "a");
    CHECK_NEAR(session.live.points, 0.5, 1e-12);
    tell(&session, "set", EVENT_CHECK, id, "b,c");
    History history = reload(&session);
    CHECK_NEAR(history.points, 0.5, 1e-12);
    CHECK(history.tasks[3].finished == 0 && history.tasks[3].latest.tries == 2);
    session_end(&session);
}

int main(void) {
    test_a_card_never_opened_is_empty();
    test_an_unfinished_attempt_is_there_to_resume();
    test_points_are_the_best_and_known_is_the_latest();
    test_a_later_hint_is_not_known();
    test_retired_and_vanished_tasks_do_not_count();
    test_events_of_other_attempts_and_cards_do_not_count();
    test_an_attempt_that_is_undone_was_never_made_and_later_ones_stay();
    test_what_was_undone_is_a_set();
    test_a_test_session_is_under_way_from_its_begin_to_its_end();
    test_points_in_part_count_before_the_attempt_is_done();
    return test_end();
}
