// The panel of a prediction in a window, and what the Progress page says of predictions: by keyboard alone.
#include "app/predict_view.h"

#include "support/bench_window.h"
#include "support/predict_bench.h"

static void predicting_works_by_keyboard(double width) {
    Bench b = bench_open("");
    Window w = window_new(&b, width, 800);
    int lesson = lesson_of(&b, "slowest-hand"); // the first of the card
    CHECK(tab_to(&w, "Your prediction"));
    CHECK_TEXT(item(&w, "Your prediction")->value, "move the slider");
    CHECK(tab_to(&w, "Show me"));
    step(&w, UI_KEY_ENTER);
    CHECK(now(&b, lesson)->waiting);
    CHECK(item(&w, "First say where you think it will be: move the slider.") != NULL);
    CHECK(w.ui.focus == item(&w, "Your prediction")->id); // where it is to be said
    step(&w, UI_KEY_RIGHT);
    CHECK_TEXT(item(&w, "Your prediction")->value, "51 % of a turn");
    step(&w, UI_KEY_HOME);
    CHECK_TEXT(item(&w, "Your prediction")->value, "0 % of a turn");
    CHECK(tab_to(&w, "Show me"));
    step(&w, UI_KEY_ENTER);
    CHECK(now(&b, lesson)->stage == PREDICT_MADE);
    CHECK(item(&w, "You said 0 % of a turn. It is 7.53 % of a turn: 8 % of the scale off."));
    CHECK(!item(&w, "Show me") || w.ui.focus != item(&w, "Show me")->id);
    CHECK(w.ui.focus == item(&w, "Predict again")->id); // where the next Enter belongs
    CHECK(b.app.shelf->section == 1); // the figure beside the text is the one that was asked about
    step(&w, UI_KEY_ENTER);
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN);
    CHECK(w.ui.focus == item(&w, "Your prediction")->id);
    step(&w, UI_KEY_ENTER); // where it stands
    CHECK(now(&b, lesson)->placed && now(&b, lesson)->guess == 50);
    step(&w, UI_KEY_ENTER);
    CHECK(now(&b, lesson)->stage == PREDICT_MADE &&
          app_prediction_count(&b.app, &(double){0}) == 1);
    step(&w, UI_KEY_ENTER);
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN);
    run(&b, on(&b, "set", lesson, "position 300"));
    step(&w, UI_KEY_NONE);
    CHECK(item(&w, "Moved before you predicted: this one was not made."));
    window_free(&w);
    bench_free(&b);
}

static void how_far_off_is_said_in_words(void) {
    Arena arena = {0};
    CHECK_TEXT(predict_distance_words(&arena, 0), "exactly that");
    CHECK_TEXT(predict_distance_words(&arena, 0.004), "less than 1 % of the scale off");
    CHECK_TEXT(predict_distance_words(&arena, 0.25), "25 % of the scale off");
    CHECK_TEXT(predict_distance_words(&arena, 1), "100 % of the scale off");
    arena_free(&arena);
}

static void the_progress_page_says_how_near_one_came(void) {
    Bench b = bench_open("");
    Window w = window_new(&b, 1280, 800);
    run(&b, "guess 1 50");
    run(&b, "predict 1");
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE); // (50 − 7.53) / 100
    CHECK(item(&w, "1 prediction made: 42 % of the scale off."));
    run(&b, "guess 4 43"); // it is 27 of 64
    run(&b, "predict 4");
    run(&b, "task pair-score");
    run(&b, "reveal");
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE); // (0.4247 + 0.25) / 2
    CHECK(item(&w, "2 predictions made. Median of the first guesses: 34 % of the scale off."));
    window_free(&w);
    bench_free(&b);
}

int main(void) {
    predicting_works_by_keyboard(1280); // the figure beside the text
    predicting_works_by_keyboard(900);  // and above the panel
    how_far_off_is_said_in_words();
    the_progress_page_says_how_near_one_came();
    return test_end();
}
