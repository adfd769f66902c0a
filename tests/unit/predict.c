// Predictions: the scale, what is stored, and that a figure moves only when a guess is kept. Expected numbers are calculated by
// hand or from the formulas in the comments.
#include "card/predict.h"

#include "progress/log.h"
#include "support/failing_disk.h"
#include "support/predict_bench.h"
#include "support/stores.h"

static const Predict EVEN = {.id = "even", .least = 0, .most = 20, .step = 1};
static const Predict DOUBLING = {
    .id = "doubling", .least = 16, .most = 4096, .step = 1, .log = true};
static const Predict BELOW = {.id = "below", .least = -8, .most = 0, .step = 0.5};

static void a_distance_is_a_share_of_the_scale(void) {
    CHECK_NEAR(predict_distance(&EVEN, 15, 10), 0.25, 1e-15);
    CHECK_NEAR(predict_distance(&EVEN, 10, 15), 0.25, 1e-15);
    CHECK_NEAR(predict_distance(&EVEN, 0, 20), 1, 1e-15);
    CHECK_NEAR(predict_distance(&EVEN, 7, 7), 0, 0);
    // 16 to 4,096 are eight doublings, and 512 to 2,048 are two of them.
    CHECK_NEAR(predict_distance(&DOUBLING, 512, 2048), 0.25, 1e-15);
    CHECK_NEAR(predict_distance(&DOUBLING, 2048, 512), 0.25, 1e-15);
    CHECK_NEAR(predict_distance(&DOUBLING, 16, 4096), 1, 1e-15);
    CHECK_NEAR(predict_distance(&BELOW, -2, -6), 0.5, 1e-15);
    CHECK_NEAR(predict_place(&DOUBLING, 256), 0.5, 1e-15);
    CHECK_NEAR(predict_place(&BELOW, -8), 0, 0);
}

static void the_slider_stands_on_steps_and_begins_in_the_middle(void) {
    CHECK_NEAR(predict_snap(&EVEN, 7.4), 7, 0);
    CHECK_NEAR(predict_snap(&EVEN, 99), 20, 0);
    CHECK_NEAR(predict_snap(&EVEN, -3), 0, 0);
    CHECK_NEAR(predict_snap(&BELOW, -1.3), -1.5, 0);
    CHECK_NEAR(predict_start(&EVEN), 10, 0);
    CHECK_NEAR(predict_start(&DOUBLING), 256, 0); // √(16 · 4096)
    CHECK_NEAR(predict_start(&BELOW), -4, 0);
    const Predict seven = {.least = 0, .most = 7, .step = 2}; // the end is no whole number of steps
    CHECK_NEAR(predict_snap(&seven, 7), 7, 0);
    CHECK_NEAR(predict_start(&seven), 4, 0);
}

static void what_was_said_and_what_came_are_one_text(void) {
    static const char *const BAD[] = {"",       "1",         "1,2",     "1,2,x",     "1,2,3",
                                      "1,2,-1", "1,2,0.5,6", "1,,0.5",  "nan,2,0.5", "1;2;1",
                                      " 1,2,0", "1,2,0 ",    "12,3,1e9"};
    Arena arena = {0};
    Prediction made = {512, 2048, 0.25}, read = {0};
    CHECK_TEXT(prediction_text(&arena, made), "512,2048,0.25");
    CHECK(prediction_read("512,2048,0.25", &read));
    CHECK(read.guess == 512 && read.outcome == 2048 && read.distance == 0.25);
    made = (Prediction){-1e300, 1.0 / 3, 1};
    CHECK(prediction_read(prediction_text(&arena, made), &read));
    CHECK(read.guess == made.guess && read.outcome == made.outcome && read.distance == 1);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) CHECK(!prediction_read(BAD[i], &read));
    arena_free(&arena);
}

static void the_median_is_the_middle_one(void) {
    CHECK_NEAR(predict_median((double[]){0.7}, 1), 0.7, 0);
    CHECK_NEAR(predict_median((double[]){0.9, 0.1}, 2), 0.5, 1e-15);
    CHECK_NEAR(predict_median((double[]){0.9, 0.1, 0.2}, 3), 0.2, 0);
    CHECK_NEAR(predict_median((double[]){0.4, 1, 0, 0.2}, 4), 0.3, 1e-15);
}

static void outcomes_are_calculated_from_what_the_figure_then_shows(void) {
    static const Value preset[] = {{.key = "n", .number = 64},
                                   {.key = "as", .kind = VALUE_WORD, .word = "logit"},
                                   {.key = "d", .number = 128},
                                   {.key = "list", .kind = VALUE_LIST}};
    static const Value move[] = {{.key = "n", .number = 512},
                                 {.key = "mask", .kind = VALUE_SWITCH, .number = 1}};
    Lesson lesson = {.visual = {.preset = preset, .preset_count = 4},
                     .predict = {.move = move, .move_count = 2}};
    ExprVariable at[EXPR_VARIABLE_MAX];
    CHECK(predict_variables(&lesson, at) == 3);
    CHECK(str_same(at[0].name, "n") && at[0].value == 512);
    CHECK(str_same(at[1].name, "mask") && at[1].value == 1);
    CHECK(str_same(at[2].name, "d") && at[2].value == 128);
    Value many[40];
    char names[40][4];
    for (int i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "k%d", i);
        many[i] = (Value){.key = names[i], .number = i};
    }
    lesson.visual = (Visual){.preset = many, .preset_count = 40};
    CHECK(predict_variables(&lesson, at) == EXPR_VARIABLE_MAX && at[0].value == 512);
}

typedef struct Tail {
    int count;
    Event last;
    char value[200], task[80], card[80];
} Tail;

static bool take(void *self, const Event *event) {
    Tail *tail = self;
    tail->count++;
    tail->last = *event;
    snprintf(tail->value, sizeof tail->value, "%s", event->value);
    snprintf(tail->task, sizeof tail->task, "%s", event->task);
    snprintf(tail->card, sizeof tail->card, "%s", event->card);
    return true;
}

static Tail stored(Bench *b) {
    Tail tail = {0};
    Err err = {0};
    CHECK(store_select(b->store, &(EventFilter){0}, take, &tail, &err));
    return tail;
}

static void the_figure_moves_when_the_guess_is_kept(void) {
    Bench b = bench_open("");
    int lesson = lesson_of(&b, "unseen-pairs");
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN && !now(&b, lesson)->placed);
    run(&b, on(&b, "predict", lesson, "")); // without a guess it asks for one
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN && now(&b, lesson)->waiting);
    CHECK(stored(&b).count == 0 && setting(&b, lesson, KEY_BASE) == 10000);
    run(&b, on(&b, "guess", lesson, "11.2"));
    CHECK(now(&b, lesson)->guess == 11 && !now(&b, lesson)->waiting);
    CHECK(setting(&b, lesson, KEY_BASE) == 10000);
    run(&b, on(&b, "predict", lesson, ""));
    CHECK(now(&b, lesson)->stage == PREDICT_MADE && now(&b, lesson)->kept == KEPT_MEMORY);
    CHECK(setting(&b, lesson, KEY_BASE) == 100000 && setting(&b, lesson, KEY_N) == 8192);
    Tail tail = stored(&b);
    CHECK(tail.count == 1 && tail.last.kind == EVENT_PREDICT && tail.last.attempt == tail.last.seq);
    CHECK_TEXT(tail.card, "rope");
    CHECK_TEXT(tail.task, "unseen-pairs");
    CHECK_TEXT(tail.value, "11,27,0.25"); // (27 − 11) / 64
    CHECK(!tried(&b, on(&b, "predict", lesson, "")) && !tried(&b, on(&b, "guess", lesson, "3")));
    CHECK(stored(&b).count == 1);
    bench_free(&b);
}

static void a_prediction_is_no_points_and_nothing_known(void) {
    Bench b = bench_open("");
    int lesson = lesson_of(&b, "unseen-pairs");
    run(&b, on(&b, "guess", lesson, "27"));
    run(&b, on(&b, "predict", lesson, ""));
    const History *history = &b.app.shelf->history;
    CHECK(history->known == 0 && history->points == 0);
    CHECK(app_prediction(b.app.shelf, lesson)->distance == 0);
    AttemptRow *rows = NULL;
    Err err = {0};
    CHECK(log_newest(b.store, &(LogFilter){0}, 10, &b.arena, &rows, &err) == 0);
    run(&b, "screen progress");
    CHECK(b.app.review.row_count == 0 && review_next(&b.app, 0, NULL) == 0);
    CHECK(b.app.review.calendar.total == 0);
    bench_free(&b);
}

static void what_is_moved_by_hand_is_not_predicted(void) {
    Bench b = bench_open("");
    int lesson = lesson_of(&b, "unseen-pairs");
    run(&b, on(&b, "set", lesson, "train 2048")); // not what it is about
    run(&b, on(&b, "set", lesson, "base 10000")); // moved nowhere
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN);
    run(&b, on(&b, "guess", lesson, "3"));
    run(&b, on(&b, "set", lesson, "base 20000"));
    CHECK(now(&b, lesson)->stage == PREDICT_MISSED);
    CHECK(!tried(&b, on(&b, "predict", lesson, "")));
    CHECK_TEXT(b.app.message, "Moved before you predicted: this one was not made.");
    CHECK(stored(&b).count == 0 && setting(&b, lesson, KEY_BASE) == 20000);
    run(&b, on(&b, "predict-again", lesson, ""));
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN && !now(&b, lesson)->placed);
    CHECK(setting(&b, lesson, KEY_BASE) == 10000 && setting(&b, lesson, KEY_TRAIN) == 4096);
    run(&b, on(&b, "state", lesson, "base=300"));
    CHECK(now(&b, lesson)->stage == PREDICT_MISSED);
    int dials =
        lesson_of(&b, "slowest-hand"); // moves a pair along: pointing at another one is no move
    run(&b, on(&b, "set", dials, "pair 7"));
    CHECK(now(&b, dials)->stage == PREDICT_OPEN);
    run(&b, on(&b, "set", dials, "position 200"));
    CHECK(now(&b, dials)->stage == PREDICT_MISSED);
    bench_free(&b);
}

static void after_it_the_figure_is_free(void) {
    Bench b = bench_open("");
    int lesson = lesson_of(&b, "unseen-pairs");
    run(&b, on(&b, "guess", lesson, "60"));
    run(&b, on(&b, "predict", lesson, ""));
    run(&b, on(&b, "set", lesson, "base 300"));
    CHECK(now(&b, lesson)->stage == PREDICT_MADE && setting(&b, lesson, KEY_BASE) == 300);
    run(&b, on(&b, "predict-again", lesson, ""));
    CHECK(setting(&b, lesson, KEY_BASE) == 10000);
    run(&b, on(&b, "guess", lesson, "30"));
    run(&b, on(&b, "predict", lesson, ""));
    const PredictHistory *history = &b.app.shelf->history.predictions[lesson];
    CHECK(history->first == 1 && history->last == 2 && history->latest.guess == 30);
    CHECK_NEAR(history->distance, 33.0 / 64, 1e-15); // of the first guess, 60
    double median = 0;
    CHECK(app_prediction_count(&b.app, &median) == 1);
    CHECK_NEAR(median, 33.0 / 64, 1e-15);
    bench_free(&b);
}

static void figures_that_ask_nothing_take_no_guess(void) {
    Bench b = bench_open("");
    static const char *const LINES[] = {"guess compare 3", "predict proof", "guess 0 3",
                                        "predict 0",       "predict 99",    "predict-again 2"};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        CHECK(!tried(&b, LINES[i]));
        CHECK_TEXT(b.app.message, "This figure asks for no prediction.");
    }
    bench_free(&b);
}

static void an_earlier_session_is_shown_as_made(void) {
    Place place = place_make();
    Bench b = bench_open(place.path);
    int lesson = lesson_of(&b, "unseen-pairs");
    run(&b, on(&b, "guess", lesson, "11"));
    run(&b, on(&b, "predict", lesson, ""));
    CHECK(now(&b, lesson)->kept == KEPT_SAVED);
    bench_free(&b);
    b = bench_open(place.path);
    CHECK(now(&b, lesson)->stage == PREDICT_EARLIER && setting(&b, lesson, KEY_BASE) == 10000);
    CHECK(app_prediction(b.app.shelf, lesson)->guess == 11);
    run(&b, on(&b, "set", lesson, "base 20000")); // nothing is open that could be missed
    CHECK(now(&b, lesson)->stage == PREDICT_EARLIER);
    CHECK(!tried(&b, on(&b, "predict", lesson, "")));
    run(&b, on(&b, "predict-again", lesson, ""));
    run(&b, on(&b, "guess", lesson, "12"));
    run(&b, on(&b, "predict", lesson, ""));
    CHECK(stored(&b).count == 2);
    bench_free(&b);
    place_remove(&place);
}

// A prediction may stand in an attempt at a task, whose id may be that of a figure's.
static void only_what_stands_alone_is_about_a_figure(void) {
    Bench b = bench_open("");
    const Card *card = &b.app.shelf->card;
    int lesson = lesson_of(&b, "unseen-pairs");
    Event event = {.seq = 5, .attempt = 5, .kind = EVENT_PREDICT, .task = "unseen-pairs"};
    CHECK(history_lesson(card, &event) == lesson);
    event.attempt = 3;
    CHECK(history_lesson(card, &event) == -1);
    event = (Event){.seq = 5, .attempt = 5, .kind = EVENT_PREDICT, .task = ""};
    CHECK(history_lesson(card, &event) == -1);
    event = (Event){.seq = 5, .attempt = 5, .kind = EVENT_START, .task = "unseen-pairs"};
    CHECK(history_lesson(card, &event) == -1);
    bench_free(&b);
}

static void what_was_said_of_another_outcome_is_not_shown(void) {
    Place place = place_make();
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    append_event(store, 1, EVENT_PREDICT, 0, "unseen-pairs", "11,32,0.328125");
    append_event(store, 1, EVENT_PREDICT, 0, "slowest-hand", "11,7.528008132886392,0.0347");
    store_close(store);
    Bench b = bench_open(place.path);
    CHECK(now(&b, lesson_of(&b, "unseen-pairs"))->stage == PREDICT_OPEN);
    CHECK(now(&b, lesson_of(&b, "slowest-hand"))->stage == PREDICT_EARLIER);
    bench_free(&b);
    place_remove(&place);
}

// Nothing is shown that is not kept, as with answers.
static void a_full_disk_shows_nothing(void) {
    Place place = place_make();
    Bench b = bench_open(place.path);
    int lesson = lesson_of(&b, "unseen-pairs");
    run(&b, on(&b, "guess", lesson, "11"));
    disk_plan(DISK_FAILS_ON, 0, SQLITE_FULL);
    CHECK(!tried(&b, on(&b, "predict", lesson, "")));
    disk_plan(DISK_SOUND, 0, 0);
    CHECK(strstr(b.app.message, "not saved: the disk is full") != NULL);
    CHECK(now(&b, lesson)->stage == PREDICT_OPEN && now(&b, lesson)->guess == 11);
    CHECK(now(&b, lesson)->placed && now(&b, lesson)->kept == KEPT_FAILED);
    CHECK(setting(&b, lesson, KEY_BASE) == 10000 && !app_prediction(b.app.shelf, lesson));
    run(&b, on(&b, "predict", lesson, "")); // once there is room
    CHECK(now(&b, lesson)->stage == PREDICT_MADE && now(&b, lesson)->kept == KEPT_SAVED);
    bench_free(&b);
    place_remove(&place);
}

static void beside_another_window_it_counts_for_this_session(void) {
    Place place = place_make();
    Bench first = bench_open(place.path), second = bench_open(place.path);
    int lesson = lesson_of(&second, "unseen-pairs");
    CHECK(store_mode(second.store) == STORE_READ);
    run(&second, on(&second, "guess", lesson, "11"));
    run(&second, on(&second, "predict", lesson, ""));
    CHECK(now(&second, lesson)->stage == PREDICT_MADE && now(&second, lesson)->kept == KEPT_MEMORY);
    CHECK(app_prediction(second.app.shelf, lesson)->guess == 11);
    CHECK(stored(&first).count == 0);
    bench_free(&second);
    bench_free(&first);
    place_remove(&place);
}

// Each outcome, derived without the engine; what the figure then is.
static void the_cards_know_what_will_come(void) {
    static const struct {
        const char *card, *id;
        double outcome;
        FigureKey key;
        double to;
    } ROWS[] = {
        // 4096 · 10000^(−126/128) = 0.47300 radians, of 2π
        {"rope", "slowest-hand", 7.528008132886392, KEY_POSITION, 4096},
        // The smallest δ with Σ cos(δ · 500000^(−2r/128)) < 0 over r = 0 … 63, by trying all in order with exact sums
        {"rope", "later-zero", 18438, KEY_BASE, 500000},
        // Pairs r of 64 with 4095 · 100000^(−2r/128) < 2π: 37 … 63
        {"rope", "unseen-pairs", 27, KEY_BASE, 100000},
        // (512 + 64) numbers of a token, 2 · 128 for a key-value head
        {"multi-latent-attention", "heads-like-latent", 2.25, KEY_KV_HEADS, 2},
        // 4 + ⌊4 · ln(δ/4) / ln(128/4)⌋ = 7 first for δ = 54: 4 · 32^(3/4) = 53.82
        {"positional-embeddings", "last-bucket", 54, KEY_BUCKETS, 8},
        // 16^(−64/126)
        {"positional-embeddings", "middle-pair", 24.455891608336447, KEY_SCALE, 16},
        // −8 · ln 0.001 = 55.262: 1 − e^(−55/8) = 0.99897, 1 − e^(−56/8) = 0.99909
        {"positional-encodings", "alibi-tail", 56, KEY_SPAN, 0.999},
        // 2^20 · 2^20 · 2 bytes = 2^41, in 2^30
        {"positional-encodings", "eight-times", 2048, KEY_N, 1048576},
        // (0.95 + 0.05 · (1 + z + … + z⁴)/5)^16: the coefficients up to z⁸ are the first to sum to 0.99
        {"positional-encodings", "influence-of-layers", 8, KEY_LAYERS, 16},
    };

    Bench b = bench_open("");
    int count = 0;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        CHECK(app_open(&b.app, ROWS[i].card));
        int lesson = lesson_of(&b, ROWS[i].id);
        const Predict *predict = app_predict(b.app.shelf, lesson);
        CHECK_NEAR(predict->outcome, ROWS[i].outcome, 1e-9 * ROWS[i].outcome);
        run(&b, on(&b, "guess", lesson, "1"));
        run(&b, on(&b, "predict", lesson, ""));
        CHECK_NEAR(setting(&b, lesson, ROWS[i].key), ROWS[i].to, 0);
        CHECK(now(&b, lesson)->stage == PREDICT_MADE);
    }
    for (int s = 0; s < b.app.shelf_count; s++) {
        int here = 0;
        for (int i = 0; i < b.app.shelves[s]->card.lesson_count; i++) {
            here += app_predict(b.app.shelves[s], i) != NULL;
        }
        CHECK(here > 0);
        count += here;
    }
    CHECK(count == sizeof ROWS / sizeof *ROWS);
    double median = 0;
    CHECK(app_prediction_count(&b.app, &median) == count && median > 0);
    bench_free(&b);
}

static bool can_move(const char *view, Value entry, const char *says) {
    Err err = {0};
    bool ok = preset_move_check(view, &entry, &err);
    if (*says) CHECK(!ok && strstr(err.text, says) != NULL);
    return ok;
}

static void only_settings_within_the_figures_control_are_moved(void) {
    CHECK(can_move("alibi-fan", (Value){.key = "n", .number = 4096}, ""));
    can_move("alibi-fan", (Value){.key = "n", .number = 8192},
             "n: found 8192, the control of the figure \"alibi-fan\" goes from 16 to 4096");
    can_move("alibi-fan", (Value){.key = "scheme", .kind = VALUE_WORD, .word = "rope"},
             "cannot be moved");
    CHECK(can_move("comparison", (Value){.key = "mask", .kind = VALUE_WORD, .word = "causal"}, ""));
    CHECK(can_move("rope-pair", (Value){.key = "i", .number = 90},
                   "")); // a control of its own making
}

int main(void) {
    disk_install();
    a_distance_is_a_share_of_the_scale();
    the_slider_stands_on_steps_and_begins_in_the_middle();
    what_was_said_and_what_came_are_one_text();
    the_median_is_the_middle_one();
    outcomes_are_calculated_from_what_the_figure_then_shows();
    the_figure_moves_when_the_guess_is_kept();
    a_prediction_is_no_points_and_nothing_known();
    what_is_moved_by_hand_is_not_predicted();
    after_it_the_figure_is_free();
    figures_that_ask_nothing_take_no_guess();
    an_earlier_session_is_shown_as_made();
    only_what_stands_alone_is_about_a_figure();
    what_was_said_of_another_outcome_is_not_shown();
    a_full_disk_shows_nothing();
    beside_another_window_it_counts_for_this_session();
    the_cards_know_what_will_come();
    only_settings_within_the_figures_control_are_moved();
    return test_end();
}
