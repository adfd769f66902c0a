// What is due and how it is asked, the calendar in words, undo by a second press, and the test that tells everything at its end.
#include "app/app.h"
#include "app/date.h"
#include "app/figure.h"
#include "app/view.h"
#include "formats/card_json.h"
#include "support/fake_metrics.h"
#include "support/stores.h"
#include "support/test.h"

enum { DAY_MS = 86400000 };

static const int64_t NOON = 20000LL * DAY_MS + DAY_MS / 2;

typedef struct Bench {
    Arena arena;
    Store *store;
    App app;
} Bench;

static void add_cards(App *app) {
    static const char *const PATHS[] = {"cards/positional-encodings.json", "cards/rope.json"};
    for (int i = 0; i < 2; i++) {
        Card card;
        CardIssues issues = {0};
        Err err;
        CHECK(card_load(PATHS[i], (CardParse){.view_exists = figure_known}, &card, &issues) &&
              app_add(app, &card, &err));
        card_issues_free(&issues);
    }
}

static Bench bench_new(void) {
    Bench b = {0};
    Err err;
    store_open("", &b.store, &err);
    app_new(&b.app, b.store);
    add_cards(&b.app);
    CHECK(app_open(&b.app, "positional-encodings"));
    app_set_clock(&b.app, NOON);
    return b;
}

static void bench_free(Bench *b) {
    app_free(&b->app);
    store_close(b->store);
    arena_free(&b->arena);
}

static bool tried(Bench *b, const char *line) {
    Action action;
    Err err = {0};
    bool ok = action_parse(&b->arena, line, &action, &err);
    CHECK(ok);
    return ok && app_apply(&b->app, &action);
}

static void run(Bench *b, const char *line) {
    bool ok = tried(b, line);
    if (!ok) fprintf(stderr, "    %s: %s\n", line, b->app.message);
    CHECK(ok);
}

static void fail(Bench *b, const char *line) {
    bool refused = !tried(b, line);
    if (!refused) fprintf(stderr, "    %s: was not refused\n", line);
    CHECK(refused);
}

// The text of an option of the question at hand that is right, or is not.
static void choose(Bench *b, bool right) {
    const Task *task = app_task(&b->app);
    int option = 0;
    while (task->options[option].correct != right) option++;
    run(b, arena_format(&b->arena, "answer %s", task->options[option].id));
}

// Answers a single choice: sure or not, right or (to its end) wrong.
static void answer(Bench *b, const char *task, bool sure, bool right) {
    run(b, arena_format(&b->arena, "task %s", task));
    if (app_attempt(&b->app)->done) run(b, "again");
    if (sure) run(b, "confidence sure");
    choose(b, right);
    run(b, "check");
    if (!right) run(b, "reveal");
}

// Ids of single choices of the card, in its order.
static const char *single(const Bench *b, int which) {
    const Card *card = &b->app.shelf->card;
    for (int i = 0; i < card->task_count; i++) {
        if (card->tasks[i].type == TASK_SINGLE_CHOICE && which-- == 0) return card->tasks[i].id;
    }
    return "";
}

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
    CHECK_TEXT(b.app.shelf->card.id, "positional-encodings");
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
    run(&b, "prove");
    CHECK(b.app.quiz.proving);
    run(&b, "screen compare");
    run(&b, "screen quiz");
    CHECK(b.app.quiz.review && b.app.quiz.proving);
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
    run(&b, "missed"); // begins many attempts in which nothing is done
    run(&b, "test");
    run(&b, "test-end");
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
    CHECK(store_each(b.store, "positional-encodings", note_test, &ends, &err));
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
    Card card;
    CardIssues issues = {0};
    Err err;
    CHECK(card_load("cards/positional-encodings.json", (CardParse){.view_exists = figure_known},
                    &card, &issues) &&
          app_add(&again, &card, &err) && app_open(&again, "positional-encodings"));
    card_issues_free(&issues);
    CHECK(quiz_in_test(&again) && again.quiz.at == 1);
    CHECK(app_apply(&again, &(Action){.kind = ACT_TEST_END, .text = ""}));
    CHECK(again.shelf->history.known == 1 && !quiz_in_test(&again));
    app_free(&again);
    bench_free(&b);
}

typedef struct Window {
    Bench *bench;
    Ui ui;
    Arena frame;
    DrawList draw;
    UiInput in;
} Window;

static void step(Window *w, UiKey key) {
    w->in.key_count = key != UI_KEY_NONE;
    w->in.keys[0] = (UiKeyPress){.key = key};
    view_step(&w->bench->app, &w->ui, &w->in, &w->frame, &w->draw);
}

// What can be pressed and has this name.
static const UiItem *item(const Window *w, const char *name) {
    for (int i = 0; i < w->ui.before.count; i++) {
        const UiItem *one = &w->ui.before.at[i];
        if ((one->state & UI_FOCUSABLE) && strcmp(one->name, name) == 0) return one;
    }
    return NULL;
}

// Presses Tab until the focus is on it.
static bool tab_to(Window *w, const char *name) {
    for (int i = 0; i < 60; i++) {
        const UiItem *found = item(w, name);
        if (found && w->ui.focus == found->id) return true;
        step(w, UI_KEY_TAB);
    }
    return false;
}

static void the_page_works_by_keyboard(void) {
    Bench b = bench_new();
    Window w = {.bench = &b,
                .in = {.width = 900, .height = 600, .scale = 1, .mouse = {-1e6, -1e6}}};
    w.ui.metrics = fake_metrics();
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(item(&w, "Answer the questions") && !item(&w, "Undo"));
    answer(&b, single(&b, 0), false, true);
    run(&b, "screen progress");
    step(&w, UI_KEY_NONE);
    CHECK(tab_to(&w, "The last 26 weeks"));
    CHECK(strstr(item(&w, "The last 26 weeks")->value, ": 1 question answered"));
    step(&w, UI_KEY_UP);
    CHECK(b.app.day == CALENDAR_DAYS - 2);
    CHECK(strstr(item(&w, "The last 26 weeks")->value, ": nothing answered"));
    step(&w, UI_KEY_LEFT);
    CHECK(b.app.day == CALENDAR_DAYS - 9);
    CHECK(tab_to(&w, "Undo"));
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.undo_ask && b.app.shelf->history.known == 1 && item(&w, "Undo?"));
    step(&w, UI_KEY_ENTER);
    CHECK(b.app.shelf->history.known == 0 && !item(&w, "Undo") && !item(&w, "Undo?"));
    ui_free(&w.ui);
    arena_free(&w.frame);
    bench_free(&b);
}

int main(void) {
    what_is_due_is_asked_with_the_surely_wrong_first();
    the_review_opens_the_card_that_is_due();
    a_review_asks_what_is_due_of_all_cards_in_turn();
    one_card_can_be_reviewed_by_itself();
    a_review_outlives_a_look_at_another_card();
    a_question_of_a_review_is_found_by_card_and_id();
    a_review_leaves_out_the_card_whose_test_goes_on();
    a_review_goes_on_after_a_restart();
    older_attempts_come_when_they_are_asked_for();
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
    the_page_works_by_keyboard();
    return test_end();
}
