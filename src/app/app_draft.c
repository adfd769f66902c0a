// The answer in progress when the program is left: kept with the attempt that it belongs to, and there again when one comes back.
#include "app/app_handlers.h"

#include <stdio.h>
#include <string.h>

static const char DRAFT[] = "draft";

// What an answer in progress belongs to, which every further try ends: "ATTEMPT TRIES ".
static int draft_head(const Attempt *attempt, char out[40]) {
    return snprintf(out, 40, "%lld %d ", (long long)attempt->id, attempt->tries);
}

static bool is_open(const Attempt *attempt) {
    return attempt && attempt->id && !attempt->done;
}

bool quiz_keep_draft(App *app, Err *err) {
    char draft[ANSWER_MAX + 41] = "";
    // An answer that is kept keeps the order in which the options were shown.
    bool begun = *app->quiz.answer && *app->quiz.start;
    if (begun && !quiz_keep_acts(app, NULL, 0, err)) return false;
    const Attempt *attempt = app_attempt(app);
    if (is_open(attempt) && *app->quiz.answer) {
        int n = draft_head(attempt, draft);
        snprintf(draft + n, sizeof draft - (size_t)n, "%s", app->quiz.answer);
    }
    return store_set(app->store, DRAFT, draft, err);
}

void quiz_take_draft(App *app) {
    const Attempt *attempt = app_attempt(app);
    char draft[ANSWER_MAX + 41], head[40];
    bool open = app->store && is_open(attempt);
    if (!open || !store_get(app->store, DRAFT, draft, sizeof draft)) return;
    size_t n = (size_t)draft_head(attempt, head);
    if (strncmp(draft, head, n) != 0 || !answer_still_fits(app_task(app), draft + n)) return;
    snprintf(app->quiz.answer, sizeof app->quiz.answer, "%s", draft + n);
}
