// A test: every question once, one try each, and what came of it at the end.
#include "app/app_handlers.h"

bool quiz_in_test(const App *app) {
    return app->shelf && !app->quiz.review && app->shelf->history.test != 0;
}

static bool keep_test(App *app, const char *value, Err *err) {
    Event event = {.utc_ms = app->utc_ms,
                   .attempt = app->shelf->history.test,
                   .kind = EVENT_TEST,
                   .card = app->shelf->card.id,
                   .task = "",
                   .value = value};
    return quiz_keep_events(app, &event, 1, err);
}

// Every question begins afresh: what belongs to a test is what was begun in it.
bool apply_test(App *app, const Action *action, Err *err) {
    (void)action;
    if (app->shelf->history.test) return err_set(err, "%s", str_of(STR_IN_TEST));
    app->screen = SCREEN_QUIZ;
    quiz_begin(app);
    if (app->quiz.count == 0) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    return keep_test(app, TEST_BEGIN, err) && quiz_ask(app, err);
}

static TestResult result_of(const App *app, int64_t test) {
    const Card *card = &app->shelf->card;
    TestResult result = {0};
    for (int i = 0; i < card->task_count; i++) {
        const Attempt *latest = &app->shelf->history.tasks[i].latest;
        if (!task_is_asked(&card->tasks[i])) continue;
        result.asked++;
        result.answered += latest->done && latest->id > test;
        result.right += latest->right && latest->id > test;
    }
    return result;
}

const Asked *quiz_first_answered(const App *app) {
    const Quiz *quiz = &app->quiz;
    for (int i = 0; quiz->test.answered && i < quiz->count; i++) {
        if (quiz_done(app, i)) return &quiz->queue[i];
    }
    return NULL;
}

// What was not answered stays open.
bool apply_test_end(App *app, const Action *action, Err *err) {
    (void)action;
    int64_t test = app->shelf->history.test;
    if (!quiz_in_test(app)) return err_set(err, "%s", str_of(STR_NO_TEST));
    if (!keep_test(app, TEST_END, err)) return false;
    app->quiz.since = test;
    quiz_at(app, app->quiz.count);
    app->quiz.test = result_of(app, test);
    app->screen = SCREEN_QUIZ;
    return true;
}

// The first time it asks, the second time it takes the question back.
bool apply_test_ask(App *app, const Action *action, Err *err) {
    (void)action;
    if (!quiz_in_test(app)) return err_set(err, "%s", str_of(STR_NO_TEST));
    app->test_ask = !app->test_ask;
    return true;
}

// With a wrong answer the attempt is over, too: both are kept, or neither.
bool quiz_answer_in_test(App *app, const char *answer, Err *err) {
    const Attempt *attempt = app_attempt(app);
    const Task *task = app_task(app);
    bool right = attempt_judge(attempt, task, answer, NULL).verdict == VERDICT_RIGHT,
         last = attempt->tries + 1 >= attempt_try_limit(task);
    Event events[] = {quiz_event(app, EVENT_CHECK, answer), quiz_event(app, EVENT_REVEAL, "")};
    if (!quiz_keep_acts(app, events, right || last ? 1 : 2, err)) return false;
    Kept kept = app->quiz.kept;
    if (!apply_next(app, &(Action){.kind = ACT_NEXT, .text = ""}, err)) return false;
    app->quiz.kept = kept; // said beside the next question
    return true;
}
