// A test and what it keeps to itself: whatever is right or wrong in it, every screen says the same until its end.
#include "app/app.h"
#include "app/figure.h"
#include "app/quiz_words.h"
#include "app/view.h"
#include "formats/card_json.h"
#include "progress/log.h"
#include "support/fake_metrics.h"
#include "support/stores.h"
#include "support/test.h"

enum { DAY_MS = 86400000 };

static const int64_t NOON = 20000LL * DAY_MS + DAY_MS / 2;
static const char CARD_PATH[] = "cards/positional-encodings.json";

typedef struct Bench {
    Arena arena;
    Store *store;
    App app;
    Ui ui;
    Arena frame;
    DrawList draw;
    UiInput in;
} Bench;

static void open_card(Bench *b, App *app) {
    Card card;
    CardIssues issues = {0};
    Err err;
    app_new(app, b->store);
    CHECK(card_load(CARD_PATH, (CardParse){.view_exists = figure_known}, &card, &issues) &&
          app_add(app, &card, &err) && app_open(app, "positional-encodings"));
    card_issues_free(&issues);
    app_set_clock(app, NOON);
}

static Bench *bench_new(Arena *arena) {
    Bench *b = arena_alloc(arena, sizeof *b);
    Err err;
    *b = (Bench){.in = {.width = 1600, .height = 4000, .scale = 1, .mouse = {-1e6, -1e6}}};
    b->ui.metrics = fake_metrics();
    store_open("", &b->store, &err);
    open_card(b, &b->app);
    return b;
}

static void bench_free(Bench *b) {
    ui_free(&b->ui);
    app_free(&b->app);
    store_close(b->store);
    arena_free(&b->frame);
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

static void press(Bench *b, UiKey key) {
    b->in.key_count = key != UI_KEY_NONE;
    b->in.keys[0] = (UiKeyPress){.key = key};
    view_step(&b->app, &b->ui, &b->in, &b->frame, &b->draw);
}

// All that a screen says, and all that it draws.
static const char *said(Bench *b, const char *screen) {
    ArenaText text = {.arena = &b->arena};
    if (*screen) run(b, arena_format(&b->arena, "screen %s", screen));
    press(b, UI_KEY_NONE);
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        char *line = arena_format(&b->arena, "%s|%s|%d\n", item->name,
                                  item->value ? item->value : "", (int)item->state);
        arena_text_add(&text, line, strlen(line));
    }
    return arena_text_done(&text);
}

static bool has(const char *text, const char *words) {
    return strstr(text, words) != NULL;
}

static const UiItem *item(const Bench *b, const char *name) {
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *one = &b->ui.before.at[i];
        if ((one->state & UI_FOCUSABLE) && strcmp(one->name, name) == 0) return one;
    }
    return NULL;
}

static bool tab_to(Bench *b, const char *name) {
    for (int i = 0; i < 80; i++) {
        const UiItem *found = item(b, name);
        if (found && b->ui.focus == found->id) return true;
        press(b, UI_KEY_TAB);
    }
    return false;
}

// Single choices, whose right and wrong answers are known by their options; returns how many were answered.
static int answer_choices(Bench *b, bool right, int most) {
    const Card *card = &b->app.shelf->card;
    int count = 0;
    for (int i = 0; i < card->task_count && count < most; i++) {
        const Task *task = &card->tasks[i];
        if (task->type != TASK_SINGLE_CHOICE) continue;
        int option = 0;
        while (task->options[option].correct != right) option++;
        run(b, arena_format(&b->arena, "task %s", task->id));
        run(b, arena_format(&b->arena, "answer %s", task->options[option].id));
        run(b, "check");
        count++;
    }
    return count;
}

// Practice, of which something is due later, and then a test in which all is right, or nothing.
static Bench *in_test(Arena *arena, bool right) {
    Bench *b = bench_new(arena);
    CHECK(answer_choices(b, true, 2) == 2);
    app_set_clock(&b->app, NOON + 30LL * DAY_MS);
    run(b, "test");
    CHECK(answer_choices(b, right, 6) == 6);
    return b;
}

static void what_was_right_shows_nowhere(void) {
    static const char *const SCREENS[] = {"read", "compare", "library", "progress", "quiz"};
    Arena arena = {0};
    Bench *right = in_test(&arena, true), *wrong = in_test(&arena, false);
    for (size_t i = 0; i < sizeof SCREENS / sizeof *SCREENS; i++) {
        CHECK_TEXT(said(right, SCREENS[i]), said(wrong, SCREENS[i]));
    }
    CHECK(has(said(right, "progress"), "2 due now")); // of what was known before
    CHECK(has(said(right, "library"), "Test: 6 of "));
    run(right, "test-end");
    run(wrong, "test-end");
    CHECK(right->app.shelf->history.known == 6 && wrong->app.shelf->history.known == 0);
    CHECK(strcmp(said(right, "progress"), said(wrong, "progress")) != 0);
    bench_free(right);
    bench_free(wrong);
    arena_free(&arena);
}

static void an_answer_given_in_a_test_is_not_judged_when_looked_at(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, false);
    const Task *task = &b->app.shelf->card.tasks[0];
    run(b, "task table-overrun"); // not answered yet
    CHECK(has(said(b, ""), "one try, no hints") && !has(said(b, ""), "a hint"));
    run(b, arena_format(&b->arena, "task %s", task->id));
    const char *text = said(b, "");
    CHECK(has(text, "What was right shows at the end") && !has(text, "Not this one."));
    CHECK(b->app.quiz.key[0] == '\0' && b->app.quiz.again_ms == 0);
    CHECK(!has(text, "point"));
    bench_free(b);
    arena_free(&arena);
}

static int events_of(Store *store, unsigned kinds);

static void nothing_of_a_test_is_undone_before_its_end(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, true);
    run(b, arena_format(&b->arena, "task %s", b->app.shelf->card.tasks[0].id));
    int64_t id = app_attempt(&b->app)->id;
    char *undo = arena_format(&b->arena, "undo %lld", (long long)id);
    CHECK(!tried(b, undo));
    CHECK(has(b->app.message, "a test that has not ended"));
    CHECK(events_of(b->store, 1u << EVENT_UNDO) == 0 && app_attempt(&b->app)->done);
    run(b, "test-end");
    run(b, undo);
    CHECK(b->app.shelf->history.known == 6); // the earlier answer to it counts again
    bench_free(b);
    arena_free(&arena);
}

static bool count(void *self, const Event *event) {
    (void)event;
    ++*(int *)self;
    return true;
}

static int events_of(Store *store, unsigned kinds) {
    int events = 0;
    Err err;
    CHECK(store_select(store, &(EventFilter){.kinds = kinds}, count, &events, &err));
    return events;
}

static void leaving_a_test_says_what_is_unanswered_first(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, true);
    int all = b->app.quiz.count;
    said(b, "quiz");
    CHECK(tab_to(b, "End the test"));
    press(b, UI_KEY_ENTER);
    char *words = arena_format(&b->arena, "%d of %d questions are not answered.", all - 6, all);
    CHECK(quiz_in_test(&b->app) && has(said(b, ""), words));
    CHECK(item(b, "Go on with the test"));
    press(b, UI_KEY_ESCAPE);
    CHECK(!b->app.test_ask && quiz_in_test(&b->app) && !has(said(b, ""), words));
    run(b, "test-ask");
    run(b, "screen read"); // going elsewhere is an answer, too
    CHECK(!b->app.test_ask && quiz_in_test(&b->app));
    run(b, "screen quiz");
    run(b, "test-ask");
    press(b, UI_KEY_ENTER); // by itself it does no harm
    CHECK(quiz_in_test(&b->app));
    run(b, "test-ask");
    press(b, UI_KEY_NONE);
    CHECK(tab_to(b, "Go on with the test"));
    press(b, UI_KEY_TAB);
    press(b, UI_KEY_ENTER);
    CHECK(!quiz_in_test(&b->app) && b->app.quiz.results);
    CHECK(has(said(b, ""), arena_format(&b->arena, "The test: 6 of %d answered, 6 right.", all)));
    bench_free(b);
    arena_free(&arena);
}

static void a_test_goes_on_days_later(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, false);
    App later;
    open_card(b, &later);
    app_set_clock(&later, NOON + 90LL * DAY_MS);
    CHECK(quiz_in_test(&later) && app_open_count(&later) == later.quiz.count - 6);
    CHECK(later.shelf->history.known == 2);
    CHECK(app_apply(&later, &(Action){.kind = ACT_SCREEN, .text = "progress"}));
    CHECK(review_count(&later, 0, NULL).known == 2);
    CHECK(app_apply(&later, &(Action){.kind = ACT_TEST_END, .text = ""}));
    CHECK(later.shelf->history.known == 0 && later.quiz.test.answered == 6);
    app_free(&later);
    bench_free(b);
    arena_free(&arena);
}

// The card was edited: `retired` of its tasks are no longer asked.
static void edit(Bench *b, int from, bool retired) {
    Card card;
    CardIssues issues = {0};
    Err err;
    CHECK(card_load(CARD_PATH, (CardParse){.view_exists = figure_known}, &card, &issues));
    for (int i = from; i < card.task_count; i++) card.tasks[i].retired = retired;
    CHECK(app_replace(&b->app, &card, &err));
    card_issues_free(&issues);
}

static void a_task_that_vanishes_from_the_card_ends_no_test(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, true);
    run(b, "screen quiz");
    edit(b, 1, true);
    CHECK(quiz_in_test(&b->app) == (app_open_count(&b->app) > 0));
    edit(b, 0, true);
    bench_free(b);
    b = in_test(&arena, true);
    edit(b, 0, true);
    CHECK(b->app.quiz.count == 0 && quiz_in_test(&b->app));
    said(b, "quiz");
    CHECK(tab_to(b, "End the test"));
    press(b, UI_KEY_ENTER);
    CHECK(!quiz_in_test(&b->app));
    bench_free(b);
    arena_free(&arena);
}

static void a_task_that_comes_back_is_asked_in_the_test(void) {
    Arena arena = {0};
    Bench *b = bench_new(&arena);
    CHECK(answer_choices(b, true, 1) == 1);
    int back = 0;
    while (b->app.shelf->card.tasks[back].type != TASK_SINGLE_CHOICE) back++;
    const char *id = arena_copy(&b->arena, b->app.shelf->card.tasks[back].id);
    Card card;
    CardIssues issues = {0};
    Err err;
    CHECK(card_load(CARD_PATH, (CardParse){.view_exists = figure_known}, &card, &issues));
    card.tasks[back].retired = true;
    CHECK(app_replace(&b->app, &card, &err));
    card_issues_free(&issues);
    run(b, "test");
    edit(b, 0, false);
    CHECK(app_open_count(&b->app) == b->app.quiz.count); // what was answered before does not count
    run(b, arena_format(&b->arena, "task %s", id));
    CHECK(!app_attempt(&b->app)->done && app_open_count(&b->app) == b->app.quiz.count);
    run(b, "confidence guess");
    CHECK(app_attempt(&b->app)->id > b->app.shelf->history.test);
    bench_free(b);
    arena_free(&arena);
}

static void each_answer_is_explained_after_the_test(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, false);
    run(b, "test-end");
    const Card *card = &b->app.shelf->card;
    for (int i = 0, seen = 0; i < card->task_count && seen < 6; i++) {
        const Task *task = &card->tasks[i];
        if (task->type != TASK_SINGLE_CHOICE) continue;
        run(b, arena_format(&b->arena, "task %s", task->id));
        const char *text = said(b, "");
        CHECK(has(text, "Why") && has(text, "Not this one.") && has(text, "The answer."));
        for (int o = 0; o < task->option_count; o++) {
            TaskForm form = attempt_form(app_attempt(&b->app), task);
            Doc doc = task_text(&b->arena, &task->options[o].feedback, &form);
            CHECK(has(text, flow_plain(&b->arena, &doc)));
        }
        seen++;
    }
    bench_free(b);
    arena_free(&arena);
}

static void after_a_test_one_goes_from_answer_to_answer(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, false);
    run(b, "test-end");
    said(b, "");
    press(b, UI_KEY_ENTER); // the first button: to look at the answers
    int seen = 0;
    for (; app_task(&b->app) && seen < 20; seen++) {
        CHECK(app_attempt(&b->app)->done);
        CHECK((item(b, "See the result") != NULL) == (seen == 5));
        press(b, UI_KEY_ENTER);
    }
    CHECK(seen == 6 && b->app.quiz.results && b->app.quiz.test.answered == 6);
    const Task *open = NULL;
    for (int i = 0; i < b->app.quiz.count && !open; i++) {
        if (!quiz_history(&b->app, i)->latest.done) open = quiz_task(&b->app, i);
    }
    CHECK(open != NULL);
    if (open) run(b, arena_format(&b->arena, "task %s", open->id));
    run(b, "next"); // from an open question to the next that is open
    CHECK(!app_attempt(&b->app)->done);
    bench_free(b);
    arena_free(&arena);
}

static void questions_are_listed_with_their_numbers(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, true);
    run(b, "test-end");
    CHECK(!has(said(b, ""), "{"));
    const Card *card = &b->app.shelf->card;
    for (int i = 0; i < card->task_count; i++) {
        const Task *task = &card->tasks[i];
        if (!task_is_asked(task)) continue;
        const char *words = quiz_prompt_words(&b->arena, b->app.shelf, i);
        run(b, arena_format(&b->arena, "task %s", task->id));
        CHECK_TEXT(quiz_prompt_words(&b->arena, b->app.shelf, i), words); // as it is then asked
    }
    bench_free(b);
    arena_free(&arena);
}

static void an_answer_and_its_end_are_kept_together(void) {
    Arena arena = {0};
    Bench *b = in_test(&arena, false);
    CHECK(events_of(b->store, 1u << EVENT_REVEAL) == 6);
    const Task *task = app_task(&b->app);
    // Half of an answer, as a damaged store may have it: the question is not asked a second time.
    int left = app_open_count(&b->app);
    const char *wrong = "no";
    for (int o = 0; o < task->option_count; o++) {
        if (!task->options[o].correct) wrong = task->options[o].id;
    }
    run(b, "confidence guess");
    Event half = {.utc_ms = NOON,
                  .attempt = app_attempt(&b->app)->id,
                  .kind = EVENT_CHECK,
                  .card = "positional-encodings",
                  .task = task->id,
                  .value = wrong};
    Err err;
    bool choice = task->type == TASK_SINGLE_CHOICE;
    CHECK(store_append(b->store, &half, &err));
    App later;
    open_card(b, &later);
    CHECK(app_apply(&later, &(Action){.kind = ACT_SCREEN, .text = "quiz"}));
    CHECK(app_open_count(&later) == left - choice);
    app_free(&later);
    bench_free(b);
    arena_free(&arena);
}

static void easy_is_a_click_that_can_be_taken_back(void) {
    Arena arena = {0};
    Bench *b = bench_new(&arena);
    b->in.width = 420; // the button takes a line of its own where there is no room
    CHECK(answer_choices(b, true, 1) == 1);
    const char *text = said(b, "quiz");
    // First answers of FSRS-6: Good after 2 days, Easy after 8.
    CHECK(has(text, "Asked again in 2 days.") && item(b, "Easy: in 8 days"));
    CHECK(tab_to(b, "Easy: in 8 days"));
    press(b, UI_KEY_ENTER);
    CHECK(app_attempt(&b->app)->easy && events_of(b->store, 1u << EVENT_RATE) == 1);
    text = said(b, "");
    CHECK(has(text, "Easy. Asked again in 8 days.") && item(b, "Not easy: in 2 days"));
    LogFilter filter = {.cards = &(const Card *){&b->app.shelf->card}, .card_count = 1};
    AttemptRow row;
    Err err;
    CHECK(log_find(b->store, &filter, app_attempt(&b->app)->id, &arena, &row, &err));
    CHECK(row.rating == 4);
    run(b, "rate good");
    CHECK(log_find(b->store, &filter, app_attempt(&b->app)->id, &arena, &row, &err));
    CHECK(row.rating == 3 && !app_attempt(&b->app)->easy);
    CHECK(!tried(b, "rate hard"));
    b->in.key_count = 1;
    b->in.keys[0] = (UiKeyPress){.key = UI_KEY_CHAR, .code = 'e'};
    view_step(&b->app, &b->ui, &b->in, &b->frame, &b->draw);
    CHECK(app_attempt(&b->app)->easy);
    run(b, "again");
    CHECK(answer_choices(b, false, 1) == 1);
    run(b, "reveal");
    text = said(b, "quiz");
    CHECK(!has(text, "Asked again") && !tried(b, "rate easy")); // it was not known
    bench_free(b);
    arena_free(&arena);
}

int main(void) {
    what_was_right_shows_nowhere();
    an_answer_given_in_a_test_is_not_judged_when_looked_at();
    nothing_of_a_test_is_undone_before_its_end();
    leaving_a_test_says_what_is_unanswered_first();
    a_test_goes_on_days_later();
    a_task_that_vanishes_from_the_card_ends_no_test();
    a_task_that_comes_back_is_asked_in_the_test();
    each_answer_is_explained_after_the_test();
    after_a_test_one_goes_from_answer_to_answer();
    questions_are_listed_with_their_numbers();
    an_answer_and_its_end_are_kept_together();
    easy_is_a_click_that_can_be_taken_back();
    return test_end();
}
