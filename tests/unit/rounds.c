// A round of questions outlives the program: practice, test, review and retry go on where they were left, with what was
// answered; and what is only shown leaves no trace.
#include "app/quiz_words.h"
#include "base/str.h"
#include "support/review_bench.h"

static int event_count(const Bench *b) {
    return (int)store_mark(b->store, 0).seq;
}

// The program ends without a word of farewell and is started again over the same store, by way of the first card.
static void die_and_start_again(Bench *b) {
    App again;
    app_new(&again, b->store);
    app_set_clock(&again, b->app.utc_ms);
    add_cards(&again);
    CHECK(app_open(&again, "positional-encodings"));
    app_resume(&again, false);
    app_free(&b->app);
    b->app = again;
}

// The program is left, which keeps the place, and started again.
static void start_again(Bench *b) {
    Err err;
    CHECK(app_keep_place(&b->app, &err));
    die_and_start_again(b);
}

static void finish(Bench *b, bool right) {
    choose(b, right);
    run(b, "check");
    if (!right && !app_attempt(&b->app)->done) run(b, "reveal");
}

static int ticked(const Bench *b) {
    int count = 0;
    for (int i = 0; i < b->app.quiz.count; i++) {
        count += quiz_standing_at(&b->app, i) > STANDING_HELD;
    }
    return count;
}

// Three single choices of the first card: known, missed, missed.
static Bench practised(void) {
    Bench b = bench_new();
    for (int i = 0; i < 3; i++) answer(&b, single(&b, i), false, i == 0);
    return b;
}

// A wrong try, then the right one: half the points unless the task gives none for the second.
static void points_for_a_part_and_none_at_all_stand_apart(void) {
    TaskHistory history = {.finished = 1, .latest = {.done = true, .right = true, .tries = 2}};
    CHECK(quiz_standing(&history) == STANDING_RIGHT);
    history.latest.points = history.best = 0.5;
    CHECK(quiz_standing(&history) == STANDING_PART);
    history.latest.right = false; // right in part
    CHECK(quiz_standing(&history) == STANDING_PART);
    history.latest = (Attempt){0};
    CHECK(quiz_standing(&history) == STANDING_PART);
    history.best = 0;
    CHECK(quiz_standing(&history) == STANDING_MISSED);
}

static void what_is_only_shown_leaves_no_trace(void) {
    Bench b = bench_new();
    run(&b, "screen quiz");
    for (int i = 0; i < 5; i++) run(&b, "next");
    run(&b, "previous");
    run(&b, "test");
    run(&b, "next");
    run(&b, "test-end");
    CHECK(event_count(&b) == 2); // begin and end of the test
    run(&b, "questions");
    uint64_t seed = app_attempt(&b.app)->seed;
    int first = app_attempt(&b.app)->order[0];
    run(&b, "hint");
    CHECK(event_count(&b) == 4 && app_attempt(&b.app)->hints == 1);
    CHECK(app_attempt(&b.app)->seed == seed && app_attempt(&b.app)->order[0] == first);
    CHECK(quiz_standing_at(&b.app, b.app.quiz.at) == STANDING_STARTED);
    bench_free(&b);
}

static void practice_goes_on_at_its_question(void) {
    Bench b = practised();
    run(&b, "task sinusoid-offset");
    run(&b, "hint");
    start_again(&b);
    CHECK(b.app.screen == SCREEN_QUIZ && ticked(&b) == 3);
    CHECK_TEXT(app_task(&b.app)->id, "sinusoid-offset");
    CHECK(app_attempt(&b.app)->hints == 1);
    run(&b, "screen compare");
    start_again(&b);
    CHECK(b.app.screen == SCREEN_COMPARE);
    CHECK_TEXT(app_task(&b.app)->id, "sinusoid-offset");
    bench_free(&b);
}

static void a_retry_asks_what_was_missed_and_goes_on(void) {
    Bench b = practised();
    run(&b, "results");
    run(&b, "missed");
    CHECK(b.app.quiz.retry && b.app.quiz.count == 2 && ticked(&b) == 0);
    finish(&b, true);
    run(&b, "next");
    start_again(&b);
    CHECK(b.app.quiz.retry && b.app.quiz.count == 2 && b.app.quiz.at == 1 && ticked(&b) == 1);
    CHECK(app_open_count(&b.app) == 1 && b.app.shelf->history.known == 2);
    die_and_start_again(&b);
    CHECK(b.app.quiz.retry && b.app.quiz.at == 1);
    run(&b, "questions"); // all that was answered is
    CHECK(!b.app.quiz.retry && ticked(&b) == 3 && app_open_count(&b.app) == b.app.quiz.count - 3);
    die_and_start_again(&b);
    CHECK(!b.app.quiz.retry && ticked(&b) == 3);
    bench_free(&b);
}

static void a_round_in_which_all_is_answered_has_ended(void) {
    Bench b = practised();
    run(&b, "missed");
    for (int i = 0; i < 2; i++) {
        finish(&b, i == 0);
        run(&b, "next");
    }
    CHECK(b.app.quiz.results);
    run(&b, "missed"); // of the retry: one
    CHECK(b.app.quiz.retry && b.app.quiz.count == 1);
    finish(&b, true);
    start_again(&b);
    CHECK(!b.app.quiz.retry && ticked(&b) == 3);
    fail(&b, "missed");
    bench_free(&b);
}

static void a_test_forgets_no_answer(void) {
    Bench b = practised();
    run(&b, "task sinusoid-offset");
    run(&b, "hint");
    run(&b, "test");
    CHECK(app_open_count(&b.app) == b.app.quiz.count);
    const char *second = single(&b, 1);
    run(&b, arena_format(&b.arena, "task %s", second));
    choose(&b, true);
    run(&b, "check");
    const char *at = arena_copy(&b.arena, app_task(&b.app)->id);
    start_again(&b);
    CHECK(quiz_in_test(&b.app) && b.app.screen == SCREEN_QUIZ);
    CHECK_TEXT(app_task(&b.app)->id, at);
    CHECK(app_open_count(&b.app) == b.app.quiz.count - 1);
    run(&b, "test-end");
    RoundSum sum = quiz_sum(&b.app); // of the test alone
    CHECK(sum.known == 1 && sum.missed == 0 && sum.open == b.app.quiz.count - 1);
    CHECK_NEAR(sum.points, 1, 1e-12);
    fail(&b, "missed");
    run(&b, "task sinusoid-offset"); // what the test left open is asked among all
    CHECK(ticked(&b) == 3 && app_attempt(&b.app)->hints == 1 && b.app.shelf->history.known == 2);
    bench_free(&b);
}

static void a_review_goes_on_whatever_card_is_read(void) {
    Bench b = practised();
    CHECK(app_open(&b.app, "rope"));
    answer(&b, single(&b, 0), false, false);
    app_set_clock(&b.app, NOON + 30LL * DAY_MS);
    run(&b, "review");
    int count = b.app.quiz.count;
    CHECK(count == 4);
    finish(&b, true);
    run(&b, "next");
    run(&b, "hint");
    const char *at = arena_copy(&b.arena, app_task(&b.app)->id);
    run(&b, "card positional-encodings");
    start_again(&b);
    CHECK(b.app.screen == SCREEN_READ && b.app.quiz.review && b.app.quiz.count == count);
    CHECK(ticked(&b) == 1 && app_attempt(&b.app)->hints == 1);
    CHECK_TEXT(app_task(&b.app)->id, at);
    finish(&b, false);
    run(&b, "missed"); // of the review
    CHECK(b.app.quiz.review && b.app.quiz.retry && b.app.quiz.count == 1);
    start_again(&b);
    CHECK(b.app.quiz.review && b.app.quiz.retry && b.app.quiz.count == 1);
    bench_free(&b);
}

static void questions_that_are_gone_are_left_out(void) {
    static const char *const ROUNDS[] = {
        "retry 0 positional-encodings#gone positional-encodings#gone #sinusoid-offset nocard#x",
        "retry 99999 - positional-encodings#sinusoid-offset #sinusoid-offset",
        "review 0 rope#gone positional-encodings#sinusoid-offset # ## rope#"};
    static const char *const NONE[] = {"",
                                       "retry",
                                       "retry 0",
                                       "retry 0 x",
                                       "retry x - rope#gone",
                                       "nothing 0 - positional-encodings#sinusoid-offset",
                                       "retry 0 - positional-encodings#gone",
                                       "all 0 rope#nothing",
                                       "all 0 gone",
                                       "review -1 # #"};
    Bench b = bench_new();
    Err err;
    for (size_t i = 0; i < sizeof ROUNDS / sizeof *ROUNDS; i++) {
        CHECK(store_set(b.store, "round", ROUNDS[i], &err));
        app_resume(&b.app, true);
        CHECK(b.app.quiz.count == 1 && b.app.quiz.retry + b.app.quiz.review == 1);
        CHECK_TEXT(app_task(&b.app)->id, "sinusoid-offset");
        run(&b, "questions");
    }
    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
        CHECK(store_set(b.store, "round", NONE[i], &err));
        app_resume(&b.app, true);
        CHECK(b.app.quiz.count == card_asked_count(&b.app.shelf->card) && b.app.quiz.at == 0);
        CHECK(!b.app.quiz.retry && !b.app.quiz.review);
    }
    bench_free(&b);
}

static void a_fresh_attempt_has_another_order(void) {
    Bench b = bench_new();
    run(&b, arena_format(&b.arena, "task %s", single(&b, 0)));
    run(&b, "hint");
    uint64_t left = app_attempt(&b.app)->seed;
    run(&b, "test");
    run(&b, arena_format(&b.arena, "task %s", single(&b, 0)));
    CHECK(app_attempt(&b.app)->hints == 0 && app_attempt(&b.app)->seed != left);
    bench_free(&b);
}

static void one_goes_back_round_all_questions(void) {
    Bench b = bench_new();
    run(&b, "screen quiz");
    run(&b, "previous");
    CHECK(b.app.quiz.at == b.app.quiz.count - 1);
    run(&b, "previous");
    CHECK(b.app.quiz.at == b.app.quiz.count - 2);
    run(&b, "results");
    run(&b, "previous");
    CHECK(b.app.quiz.at == b.app.quiz.count - 1 && !b.app.quiz.results);
    bench_free(&b);
}

static void the_heading_says_which_round_it_is(void) {
    Bench b = practised();
    Arena *arena = &b.arena;
    CHECK(strstr(quiz_place_words(arena, &b.app), "QUESTION") != NULL);
    run(&b, "missed");
    CHECK_TEXT(quiz_place_words(arena, &b.app), "RETRY OF WHAT WAS MISSED · 1 OF 2");
    app_set_clock(&b.app, NOON + 30LL * DAY_MS);
    run(&b, "review");
    CHECK_TEXT(quiz_place_words(arena, &b.app), "REVIEW · 1 OF 3");
    run(&b, "test");
    CHECK(str_starts(quiz_place_words(arena, &b.app), "TEST · 1 OF "));
    bench_free(&b);
}

int main(void) {
    points_for_a_part_and_none_at_all_stand_apart();
    what_is_only_shown_leaves_no_trace();
    practice_goes_on_at_its_question();
    a_retry_asks_what_was_missed_and_goes_on();
    a_round_in_which_all_is_answered_has_ended();
    a_test_forgets_no_answer();
    a_review_goes_on_whatever_card_is_read();
    questions_that_are_gone_are_left_out();
    a_fresh_attempt_has_another_order();
    one_goes_back_round_all_questions();
    the_heading_says_which_round_it_is();
    return test_end();
}
