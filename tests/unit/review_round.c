// A review over all cards: its order, what it shows, what it outlives; and the older attempts.
#include "support/review_bench.h"

static void the_review_opens_the_card_that_is_due(void) {
    Bench b = bench_new();
    CHECK(app_open(&b.app, "rope"));
    answer(&b, single(&b, 0), false, false);
    CHECK(app_open(&b.app, "positional-encodings"));
    app_set_clock(&b.app, NOON + 2 * (int64_t)DAY_MS);
    fail(&b, "review positional-encodings");
    fail(&b, "review no-card");
    run(&b, "review");
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    CHECK(b.app.quiz.count == 1);
    bench_free(&b);
}

// Two of each card, one of the second surely wrong; two days later.
static Bench two_cards_are_due(void) {
    Bench b = bench_new();
    answer(&b, single(&b, 0), false, false);
    answer(&b, single(&b, 1), false, false);
    CHECK(app_open(&b.app, "rope"));
    answer(&b, single(&b, 0), false, false);
    answer(&b, single(&b, 1), true, false);
    CHECK(app_open(&b.app, "positional-encodings"));
    run(&b, "screen progress");
    app_set_clock(&b.app, NOON + 2 * (int64_t)DAY_MS); // with the new day the page is read anew
    CHECK(review_count(&b.app, 0, NULL).due == 2 && review_count(&b.app, 1, NULL).due == 2);
    CHECK(review_due(&b.app) == 4);
    return b;
}

static void check_next(Bench *b, bool right) {
    choose(b, right);
    run(b, "check");
    if (!right) run(b, "reveal");
    run(b, "next");
}

static void a_review_asks_what_is_due_of_all_cards_in_turn(void) {
    static const struct {
        const char *card;
        int task;
    } ORDER[] = {
        {"rope", 1}, {"positional-encodings", 0}, {"rope", 0}, {"positional-encodings", 1}};

    Bench b = two_cards_are_due();
    run(&b, "review");
    CHECK(b.app.quiz.review && b.app.quiz.count == 4 && app_open_count(&b.app) == 4);
    for (int i = 0; i < 4; i++) {
        CHECK_TEXT(b.app.shelf->card.id, ORDER[i].card);
        CHECK_TEXT(app_task(&b.app)->id, single(&b, ORDER[i].task));
        CHECK(app_attempt(&b.app)->id && app_attempt(&b.app)->tries == 0);
        check_next(&b, i != 2);
    }
    CHECK(b.app.quiz.results && b.app.quiz.review && app_open_count(&b.app) == 0);
    CHECK(b.app.shelves[0]->history.known == 2 && b.app.shelves[1]->history.known == 1);
    run(&b, "missed"); // of the review, not of the card
    CHECK(b.app.quiz.count == 1 && b.app.quiz.review);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    check_next(&b, true);
    run(&b, "screen progress");
    CHECK(review_due(&b.app) == 0);
    fail(&b, "review");
    run(&b, "screen quiz"); // the review is over: the questions of the card
    CHECK(!b.app.quiz.review && b.app.quiz.count == card_asked_count(&b.app.shelf->card));
    bench_free(&b);
}

static void one_card_can_be_reviewed_by_itself(void) {
    Bench b = two_cards_are_due();
    run(&b, "review rope");
    CHECK(b.app.quiz.count == 2 && review_due(&b.app) == 4);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    check_next(&b, true);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    check_next(&b, true);
    CHECK(b.app.quiz.results);
    run(&b, "screen progress");
    CHECK(review_due(&b.app) == 2 && review_count(&b.app, 0, NULL).due == 2);
    bench_free(&b);
}

static void a_review_outlives_a_look_at_another_card(void) {
    Bench b = two_cards_are_due();
    run(&b, "review");
    run(&b, "next"); // passed over
    check_next(&b, true);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    choose(&b, false);
    run(&b, "check");
    run(&b, "reveal");
    const char *task = app_task(&b.app)->id;
    run(&b, "sentence");
    CHECK(b.app.screen == SCREEN_READ && b.app.go_section >= 0);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    run(&b, "link positional-encodings");
    CHECK_TEXT(b.app.shelf->card.id, "positional-encodings");
    run(&b, "back");
    run(&b, "back");
    CHECK(b.app.screen == SCREEN_QUIZ && b.app.quiz.review && b.app.quiz.count == 4);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    CHECK_TEXT(app_task(&b.app)->id, task);
    CHECK(app_attempt(&b.app)->done);
    bench_free(&b);
}

static void a_review_outlives_a_look_at_another_screen(void) {
    Bench b = two_cards_are_due();
    run(&b, "review rope");
    run(&b, "reveal");
    run(&b, "prove");
    CHECK(b.app.quiz.proving);
    run(&b, "screen compare");
    run(&b, "screen quiz");
    CHECK(b.app.quiz.review && b.app.quiz.proving);
    bench_free(&b);
}

static void who_chooses_another_card_gets_its_questions(void) {
    Bench b = two_cards_are_due();
    run(&b, "review");
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    check_next(&b, true);
    check_next(&b, true);
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    run(&b, "card positional-encodings"); // and of it the questions
    run(&b, "screen quiz");
    CHECK(!b.app.quiz.review && b.app.quiz.count == card_asked_count(&b.app.shelf->card));
    CHECK_TEXT(b.app.shelf->card.id, "positional-encodings");
    run(&b, "review"); // what is left of it
    CHECK(b.app.quiz.count == 2);
    run(&b, "questions");
    CHECK(!b.app.quiz.review && b.app.quiz.count == card_asked_count(&b.app.shelf->card));
    bench_free(&b);
}

static void a_question_of_a_review_is_found_by_card_and_id(void) {
    Bench b = two_cards_are_due();
    run(&b, "review");
    run(&b,
        arena_format(&b.arena, "task positional-encodings#%s", b.app.shelves[0]->card.tasks[0].id));
    CHECK(b.app.shelf == b.app.shelves[0]);
    run(&b, "review");
    const Asked last = b.app.quiz.queue[3];
    run(&b, arena_format(&b.arena, "task %s#%s", last.shelf->card.id,
                         last.shelf->card.tasks[last.task].id));
    CHECK(b.app.quiz.at == 3 && b.app.quiz.review && b.app.shelf == last.shelf);
    fail(&b, "task no-card#alibi-bias");
    fail(&b, "task rope#");
    bench_free(&b);
}

static void a_review_leaves_out_the_card_whose_test_goes_on(void) {
    Bench b = two_cards_are_due();
    run(&b, "test");
    run(&b, "screen progress");
    CHECK(review_due(&b.app) == 2);
    fail(&b, "review positional-encodings");
    run(&b, "review");
    CHECK(b.app.quiz.count == 2 && !quiz_in_test(&b.app));
    CHECK_TEXT(b.app.shelf->card.id, "rope");
    run(&b, "hint");
    run(&b, "card positional-encodings");
    fail(&b, "test"); // one goes on
    run(&b, "screen quiz");
    CHECK(quiz_in_test(&b.app) && !b.app.quiz.review);
    bench_free(&b);
}

static void a_review_goes_on_after_a_restart(void) {
    Bench b = two_cards_are_due();
    run(&b, "review");
    check_next(&b, true);
    run(&b, "hint");
    int64_t open = app_attempt(&b.app)->id;
    const char *task = arena_copy(&b.arena, app_task(&b.app)->id);
    App again;
    app_new(&again, b.store);
    app_set_clock(&again, b.app.utc_ms);
    add_cards(&again);
    CHECK(app_open(&again, "rope"));
    app_free(&b.app);
    b.app = again;
    run(&b, "screen progress");
    CHECK(review_due(&b.app) == 3);
    run(&b, "review");
    CHECK_TEXT(app_task(&b.app)->id, task);
    CHECK(app_attempt(&b.app)->id == open && app_attempt(&b.app)->hints == 1);
    bench_free(&b);
}

static void older_attempts_come_when_they_are_asked_for(void) {
    Bench b = bench_new();
    const char *task = single(&b, 0);
    for (int i = 0; i < 3 * REVIEW_ROWS; i++) {
        app_set_clock(&b.app, NOON + i * 60000);
        answer(&b, task, false, true);
    }
    for (int i = 0; i < b.app.quiz.count; i++) {
        run(&b, arena_format(&b.arena, "task %s", quiz_task(&b.app, i)->id));
    }
    for (int i = 0; i < 5; i++) { // each begins all of them again, and nothing is done in any
        run(&b, "test");
        run(&b, "test-end");
    }
    run(&b, "screen progress");
    for (int pages = 1; pages <= 3; pages++) {
        CHECK(b.app.review.row_count == pages * REVIEW_ROWS && b.app.review.more == (pages < 3));
        for (int i = 1; i < b.app.review.row_count; i++) {
            const AttemptRow *row = &b.app.review.rows[i];
            CHECK(row->id < row[-1].id && row->done && row->tries == 1);
        }
        run(&b, "older");
    }
    CHECK(b.app.review.row_count == 3 * REVIEW_ROWS);
    int64_t last = b.app.review.rows[3 * REVIEW_ROWS - 1].id;
    run(&b, arena_format(&b.arena, "undo %lld", (long long)last));
    CHECK(b.app.review.row_count == 3 * REVIEW_ROWS &&
          b.app.review.rows[3 * REVIEW_ROWS - 1].undone);
    run(&b, "screen read");
    run(&b, "screen progress"); // from the top again
    CHECK(b.app.review.row_count == REVIEW_ROWS && b.app.review.more);
    bench_free(&b);
}

int main(void) {
    the_review_opens_the_card_that_is_due();
    a_review_asks_what_is_due_of_all_cards_in_turn();
    one_card_can_be_reviewed_by_itself();
    a_review_outlives_a_look_at_another_card();
    a_review_outlives_a_look_at_another_screen();
    who_chooses_another_card_gets_its_questions();
    a_question_of_a_review_is_found_by_card_and_id();
    a_review_leaves_out_the_card_whose_test_goes_on();
    a_review_goes_on_after_a_restart();
    older_attempts_come_when_they_are_asked_for();
    return test_end();
}
