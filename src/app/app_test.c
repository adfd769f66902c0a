// A test: every question once, one try each, and what came of it at the end.
#include "app/app_handlers.h"

bool quiz_in_test(const App *app) {
    return app->shelf && app->shelf->history.test != 0;
}

static bool keep_test(App *app, const char *value, Err *err) {
    Event event = {.utc_ms = app->utc_ms,
                   .attempt = app->shelf->history.test,
                   .kind = EVENT_TEST,
                   .card = app->shelf->card.id,
                   .task = "",
                   .value = value};
    return quiz_keep_event(app, &event, err);
}

// An attempt with hints or tries is left for a fresh one.
static bool leave_attempts(App *app, Err *err) {
    for (int i = 0; i < app->quiz.count; i++) {
        quiz_at(app, i);
        const Attempt *attempt = app_attempt(app);
        bool touched = attempt->tries > 0 || attempt->hints > 0;
        if (!attempt->done && touched && !quiz_start(app, err)) return false;
    }
    return true;
}

// Every question that was touched begins afresh.
bool apply_test(App *app, const Action *action, Err *err) {
    (void)action;
    if (quiz_in_test(app)) return err_set(err, "%s", str_of(STR_IN_TEST));
    app->screen = SCREEN_QUIZ;
    quiz_begin(app);
    if (app->quiz.count == 0) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    return keep_test(app, "begin", err) && leave_attempts(app, err) &&
           quiz_ask(app, app->quiz.count, err);
}

// A question that was left between its check and its end is brought to it; what was not answered stays open.
static bool close_attempts(App *app, Err *err) {
    for (int i = 0; i < app->quiz.count; i++) {
        quiz_at(app, i);
        const Attempt *attempt = app_attempt(app);
        if (attempt->done || attempt->tries == 0) continue;
        if (!quiz_keep(app, EVENT_REVEAL, "", err)) return false;
    }
    return true;
}

bool apply_test_end(App *app, const Action *action, Err *err) {
    (void)action;
    if (!quiz_in_test(app)) return err_set(err, "%s", str_of(STR_NO_TEST));
    if (!close_attempts(app, err) || !keep_test(app, "end", err)) return false;
    quiz_at(app, app->quiz.count);
    app->screen = SCREEN_QUIZ;
    return true;
}

// One try: the attempt ends with it, whatever came of it, and the next question follows.
bool quiz_answered_in_test(App *app, Err *err) {
    if (!app_attempt(app)->done && !quiz_keep(app, EVENT_REVEAL, "", err)) return false;
    return apply_next(app, &(Action){.kind = ACT_NEXT, .text = ""}, err);
}
