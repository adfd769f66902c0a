// The answer in progress when the program is left is there again when one comes back, for as long as it belongs there.
#include "support/quiz_bench.h"

// The program is left and started again, over the same store.
static void leave_and_come_back(Bench *b) {
    Err err = {0};
    CHECK(app_keep_place(&b->app, &err));
    Card card = b->app.shelf->card;
    b->app.shelf->card = (Card){0};
    app_free(&b->app);
    app_new(&b->app, b->store);
    CHECK(app_add(&b->app, &card, &err) && app_open(&b->app, "positional-embeddings"));
}

static void is_there_again(const char *task, const char *answer) {
    Bench b = ask(task);
    run(&b, arena_format(&b.arena, "answer %s", answer));
    leave_and_come_back(&b);
    run(&b, arena_format(&b.arena, "task %s", task));
    CHECK_TEXT(b.app.quiz.answer, answer);
    CHECK(app_attempt(&b.app)->tries == 0);
    run(&b, "next"); // it is the answer to this question only
    CHECK_TEXT(b.app.quiz.answer, "");
    leave(&b);
}

static void a_further_try_ends_it(void) {
    Bench b = ask("pi-neighbour-angle");
    run(&b, "answer 57.3");
    leave_and_come_back(&b);
    run(&b, "task pi-neighbour-angle");
    run(&b, "check");
    CHECK(app_attempt(&b.app)->tries == 1);
    run(&b, "task longrope-order");
    run(&b, "task pi-neighbour-angle");
    CHECK_TEXT(b.app.quiz.answer, "");
    leave(&b);
}

static void the_figure_shows_it(void) {
    Bench b = ask("penalty-doubles");
    run(&b, "answer 3,1");
    leave_and_come_back(&b);
    run(&b, "task penalty-doubles");
    CHECK(figure_int(&b.app.quiz.proof, KEY_I) == 3 && b.app.quiz.proof.value[KEY_PINNED] > 0);
    leave(&b);
}

static void what_somebody_wrote_into_the_store_does_no_harm(void) {
    static const char *const DRAFTS[] = {"",         " ",         "x",          "1",        "1 0",
                                         "1 0 nope", "1 0 ,,,,,", "-1 0 table", "1 0 a,a,a"};
    for (size_t i = 0; i < sizeof DRAFTS / sizeof *DRAFTS; i++) {
        Bench b = ask("logit-direct");
        Err err = {0};
        run(&b, "confidence sure");
        CHECK(app_attempt(&b.app)->id == 1);
        leave_and_come_back(&b);
        CHECK(store_set(b.store, "draft", DRAFTS[i], &err));
        run(&b, "task logit-direct");
        CHECK_TEXT(b.app.quiz.answer, "");
        leave(&b);
    }
}

int main(void) {
    is_there_again("pi-neighbour-angle", "12");
    is_there_again("longrope-order", "search-mid,search-far,finetune,short");
    is_there_again("penalty-doubles", "3,1");
    a_further_try_ends_it();
    the_figure_shows_it();
    what_somebody_wrote_into_the_store_does_no_harm();
    return test_end();
}
