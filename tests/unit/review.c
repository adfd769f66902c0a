// What is due and how it is asked, the calendar in words, undo by a second press, and the test that tells everything at its end.
#include "app/date.h"
#include "app/quiz_words.h"
#include "support/bench_window.h"
#include "support/review_bench.h"
#include "support/stores.h"

static void what_is_due_is_asked_with_the_surely_wrong_first(void) {
    Bench b = bench_new();
    fail(&b, "review");
    CHECK_TEXT(b.app.message, "Nothing is due now.");
    answer(&b, single(&b, 0), false, true);
    answer(&b, single(&b, 1), false, false);
    answer(&b, single(&b, 2), true, false);
    run(&b, "screen progress");
    CHECK(review_count(&b.app, 0, NULL).due == 0 && review_count(&b.app, 0, NULL).known == 1);
    int count;
    int64_t next = review_next_of_all(&b.app, &count);
    CHECK(next > NOON && next <= NOON + DAY_MS && count == 2);
    app_set_clock(&b.app, NOON + DAY_MS);
    run(&b, "screen progress");
    CHECK(review_count(&b.app, 0, NULL).due == 2 && review_count(&b.app, 1, NULL).due == 0);
    run(&b, "review");
    CHECK(b.app.screen == SCREEN_QUIZ && b.app.quiz.count == 2);
    CHECK_TEXT(app_task(&b.app)->id, single(&b, 2));
    CHECK(app_attempt(&b.app)->id && !app_attempt(&b.app)->done && !app_attempt(&b.app)->tries);
    choose(&b, true);
    run(&b, "check");
    run(&b, "next");
    CHECK_TEXT(app_task(&b.app)->id, single(&b, 1));
    choose(&b, true);
    run(&b, "check");
    run(&b, "next");
    CHECK(b.app.quiz.results);
    run(&b, "screen progress");
    CHECK(review_count(&b.app, 0, NULL).due == 0 && review_count(&b.app, 0, NULL).known == 3);
    bench_free(&b);
}

static void a_day_is_the_learners_day(void) {
    Bench b = bench_new();
    app_set_zone(&b.app, 0);
    app_set_clock(&b.app, 20000LL * DAY_MS + 3 * 3600000); // before the day begins at 4
    answer(&b, single(&b, 0), false, true);
    app_set_clock(&b.app, 20000LL * DAY_MS + 5 * 3600000);
    run(&b, "screen progress");
    const Calendar *calendar = &b.app.review.calendar;
    CHECK(calendar->counts[CALENDAR_DAYS - 1] == 0 && calendar->counts[CALENDAR_DAYS - 2] == 1);
    app_set_zone(&b.app, 120);
    run(&b, "screen progress");
    CHECK(calendar->counts[CALENDAR_DAYS - 1] == 1);
    bench_free(&b);
}

static void dates_are_those_of_the_calendar(void) {
    Arena arena = {0};

    static const struct {
        int64_t day;
        const char *words;
    } ROWS[] = {{0, "Thu 1 Jan 1970"},      {-1, "Wed 31 Dec 1969"},     {58, "Sat 28 Feb 1970"},
                {59, "Sun 1 Mar 1970"},     {789, "Tue 29 Feb 1972"},    {11016, "Tue 29 Feb 2000"},
                {20774, "Tue 17 Nov 2026"}, {-25509, "Wed 28 Feb 1900"}, {-25508, "Thu 1 Mar 1900"},
                {47540, "Sun 28 Feb 2100"}, {47541, "Mon 1 Mar 2100"}};

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        CHECK_TEXT(date_words(&arena, ROWS[i].day), ROWS[i].words);
    }
    arena_free(&arena);
}

static void what_is_ahead_or_past_is_said_in_days(void) {
    static const struct {
        int64_t days;
        const char *ahead;
    } ROWS[] = {{-1, "today"},    {0, "today"},        {1, "tomorrow"},
                {3, "in 3 days"}, {90, "in 3 months"}, {800, "in 2 years"}};

    Arena arena = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        CHECK_TEXT(date_ahead(&arena, ROWS[i].days), ROWS[i].ahead);
    }
    arena_free(&arena);
}

static void a_moment_has_a_time_while_it_is_near(void) {
    static const struct {
        int64_t days;
        const char *words;
    } ROWS[] = {{0, "today 13:00"}, {1, "yesterday 13:00"}, {9, "25 Sep 2024"}};

    const Zone zone = {.offset_min = 60, .rollover_hour = 4};
    Arena arena = {0};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        CHECK_TEXT(date_moment(&arena, zone, NOON - ROWS[i].days * DAY_MS, NOON), ROWS[i].words);
    }
    arena_free(&arena);
}

static void an_attempt_is_undone_by_its_number_at_the_second_press(void) {
    Bench b = bench_new();
    answer(&b, single(&b, 0), false, true);
    int64_t first = app_attempt(&b.app)->id;
    answer(&b, single(&b, 1), false, true);
    run(&b, "screen progress");
    CHECK(b.app.review.row_count == 2 && b.app.shelf->history.known == 2);
    const char *ask = arena_format(&b.arena, "undo-ask %lld", (long long)first);
    run(&b, ask);
    CHECK(b.app.shelf->history.known == 2 && b.app.undo_ask == first);
    run(&b, "theme dark"); // something else: it was not meant
    run(&b, ask);
    CHECK(b.app.shelf->history.known == 2);
    run(&b, ask);
    CHECK(b.app.shelf->history.known == 1 && b.app.undo_ask == 0);
    CHECK(b.app.review.row_count == 2 && b.app.review.rows[1].undone);
    CHECK(!b.app.review.rows[0].undone && review_count(&b.app, 0, NULL).known == 1);
    run(&b, ask);
    fail(&b, ask); // it was undone before
    fail(&b, "undo-ask 0");
    fail(&b, "undo 999");
    bench_free(&b);
}

static void an_undo_reaches_a_card_that_is_not_shown(void) {
    Bench b = bench_new();
    answer(&b, single(&b, 0), false, true);
    int64_t id = app_attempt(&b.app)->id;
    CHECK(app_open(&b.app, "rope"));
    run(&b, arena_format(&b.arena, "undo %lld", (long long)id));
    CHECK(app_shelf_find(&b.app, "positional-encodings")->history.known == 0);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    bench_free(&b);
}

static void a_test_tells_nothing_until_its_end(void) {
    Bench b = bench_new();
    answer(&b, single(&b, 0), false, true);
    run(&b, "test");
    CHECK(quiz_in_test(&b.app) && app_open_count(&b.app) == b.app.quiz.count);
    fail(&b, "test");
    CHECK(b.app.screen == SCREEN_QUIZ);
    static const char *const REFUSED[] = {"hint",    "reveal", "again",     "missed",
                                          "results", "prove",  "rate easy", "review"};
    run(&b, arena_format(&b.arena, "task %s", single(&b, 1)));
    for (size_t i = 0; i < sizeof REFUSED / sizeof *REFUSED; i++) fail(&b, REFUSED[i]);
    choose(&b, false);
    run(&b, "check"); // one try, and on to the next
    CHECK(strcmp(app_task(&b.app)->id, single(&b, 1)) != 0 && !app_attempt(&b.app)->done);
    run(&b, arena_format(&b.arena, "task %s", single(&b, 1)));
    CHECK(app_attempt(&b.app)->done && app_attempt(&b.app)->tries == 1);
    fail(&b, "check");
    run(&b, arena_format(&b.arena, "task %s", single(&b, 2)));
    choose(&b, true);
    run(&b, "check");
    run(&b, "test-end");
    CHECK(!quiz_in_test(&b.app) && b.app.quiz.results);
    CHECK(b.app.shelf->history.known == 2); // what was known before, and what the test found
    fail(&b, "test-end");
    run(&b, arena_format(&b.arena, "task %s", single(&b, 1)));
    CHECK(app_attempt(&b.app)->done && !app_attempt(&b.app)->known && *b.app.quiz.key);
    run(&b, arena_format(&b.arena, "task %s", single(&b, 3)));
    CHECK(!app_attempt(&b.app)->done); // what the test did not reach is still to be asked
    bench_free(&b);
}

static void a_test_ends_with_its_last_answer(void) {
    Bench b = bench_new();
    run(&b, "test");
    int count = b.app.quiz.count;
    for (int i = 0; i < count; i++) {
        CHECK(quiz_in_test(&b.app));
        const Task *task = app_task(&b.app);
        TaskForm form = attempt_form(app_attempt(&b.app), task);
        run(&b,
            arena_format(&b.arena, "answer %s", task_kind(task->type)->key(task, &form, &b.arena)));
        run(&b, "check");
    }
    CHECK(!quiz_in_test(&b.app) && b.app.quiz.results && b.app.shelf->history.known == count);
    bench_free(&b);
}

typedef struct Ends {
    int64_t begin, end; // seq of the one, and what the other names
} Ends;

static bool note_test(void *self, const Event *event) {
    Ends *ends = self;
    if (event->kind != EVENT_TEST) return true;
    if (strcmp(event->value, "begin") == 0) ends->begin = event->seq;
    if (strcmp(event->value, "end") == 0) ends->end = event->attempt;
    return true;
}

static void the_end_of_a_test_names_its_beginning(void) {
    Bench b = bench_new();
    Ends ends = {0};
    Err err;
    run(&b, "test");
    run(&b, "test-end");
    CHECK(store_select(b.store, &(EventFilter){.card = "positional-encodings"}, note_test, &ends,
                       &err));
    CHECK(ends.begin > 0 && ends.end == ends.begin);
    bench_free(&b);
}

static void a_test_outlives_the_program(void) {
    Bench b = bench_new();
    run(&b, "test");
    choose(&b, true);
    run(&b, "check");
    App again;
    app_new(&again, b.store);
    add_cards(&again);
    CHECK(app_open(&again, "positional-encodings"));
    CHECK(quiz_in_test(&again) && again.quiz.at == 1);
    CHECK(app_apply(&again, &(Action){.kind = ACT_TEST_END, .text = ""}));
    CHECK(again.shelf->history.known == 1 && !quiz_in_test(&again));
    app_free(&again);
    bench_free(&b);
}

static void what_was_begun_is_gone_on_with_from_the_list(void) {
    Bench b = bench_new();
    Window w = window_new(&b, 900, 600);
    const char *task = single(&b, 2);
    run(&b, arena_format(&b.arena, "task %s", task));
    run(&b, "hint");
    answer(&b, single(&b, 0), false, true);
    const char *begun =
        quiz_prompt_words(&b.arena, b.app.shelf, card_task_find(&b.app.shelf->card, task));
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(tab_to(&w, begun));
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.screen == SCREEN_QUIZ && app_attempt(&b.app)->hints == 1);
    CHECK_TEXT(app_task(&b.app)->id, task);
    run(&b, "reveal");
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(!control(&w, begun)); // there is nothing left to do
    window_free(&w);
    bench_free(&b);
}

static void the_page_works_by_keyboard(void) {
    Bench b = bench_new();
    Window w = window_new(&b, 900, 600);
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(control(&w, "Answer the questions") && !control(&w, "Undo"));
    answer(&b, single(&b, 0), false, true);
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(tab_to(&w, "The last 26 weeks"));
    CHECK(strstr(control(&w, "The last 26 weeks")->value, ": 1 question answered"));
    step(&w, UI_KEY_UP);
    CHECK(b.app.day == CALENDAR_DAYS - 2);
    CHECK(strstr(control(&w, "The last 26 weeks")->value, ": nothing answered"));
    step(&w, UI_KEY_LEFT);
    CHECK(b.app.day == CALENDAR_DAYS - 9);
    CHECK(tab_to(&w, "Undo") && !control(&w, "Show older ones"));
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.undo_ask && b.app.shelf->history.known == 1 && control(&w, "Undo?"));
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.shelf->history.known == 0 && !control(&w, "Undo") && !control(&w, "Undo?"));
    window_free(&w);
    bench_free(&b);
}

static void the_older_attempts_are_reached_by_keyboard(void) {
    Bench b = bench_new();
    Window w = window_new(&b, 900, 600);
    const char *task = single(&b, 0);
    for (int i = 0; i < REVIEW_ROWS + 2; i++) answer(&b, task, false, true);
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(tab_to(&w, "Show older ones") && b.app.scroll[SCREEN_PROGRESS] > 0);
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.review.row_count == REVIEW_ROWS + 2 && !control(&w, "Show older ones"));
    run(&b, "scroll 100000"); // to the end, where the oldest is
    step(&w, UI_KEY_NONE);
    int64_t oldest = b.app.review.rows[REVIEW_ROWS + 1].id;
    UiId undo = ui_id(ui_id(0, "undo"), arena_format(&b.arena, "%lld", (long long)oldest));
    for (int i = 0; i < 90 && w.ui.focus != undo; i++) step(&w, UI_KEY_TAB);
    CHECK(w.ui.focus == undo);
    step(&w, UI_KEY_ENTER);
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.review.row_count == REVIEW_ROWS + 2 && b.app.review.rows[REVIEW_ROWS + 1].undone);
    window_free(&w);
    bench_free(&b);
}

static void enter_reviews_what_is_due(void) {
    Bench b = bench_new();
    Window w = window_new(&b, 900, 600);
    answer(&b, single(&b, 0), false, false);
    CHECK(app_open(&b.app, "rope"));
    answer(&b, single(&b, 0), false, false);
    run(&b, "screen progress");
    app_set_clock(&b.app, NOON + 2 * (int64_t)DAY_MS);
    step(&w, UI_KEY_NONE);
    CHECK(control(&w, "Review 2 due"));
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.screen == SCREEN_QUIZ && b.app.quiz.review && b.app.quiz.count == 2);
    CHECK(tab_to(&w, "Back to all questions"));
    step(&w, UI_KEY_ENTER);
    CHECK(!b.app.quiz.review);
    window_free(&w);
    bench_free(&b);
}

int main(void) {
    what_is_due_is_asked_with_the_surely_wrong_first();
    a_day_is_the_learners_day();
    dates_are_those_of_the_calendar();
    what_is_ahead_or_past_is_said_in_days();
    a_moment_has_a_time_while_it_is_near();
    an_attempt_is_undone_by_its_number_at_the_second_press();
    an_undo_reaches_a_card_that_is_not_shown();
    a_test_tells_nothing_until_its_end();
    a_test_ends_with_its_last_answer();
    the_end_of_a_test_names_its_beginning();
    a_test_outlives_the_program();
    what_was_begun_is_gone_on_with_from_the_list();
    the_page_works_by_keyboard();
    the_older_attempts_are_reached_by_keyboard();
    enter_reviews_what_is_due();
    return test_end();
}
