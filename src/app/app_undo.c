// Takes back an attempt by a record of its own: the log keeps both, what follows is as if the attempt had never been.
#include "app/app_handlers.h"
#include "progress/log.h"

// An attempt's number, 0 if it cannot be one.
static int64_t number_of(const Action *action) {
    const double most = 9e15;
    return action->a >= 1 && action->a < most ? (int64_t)action->a : 0;
}

// What was counted of the card is counted anew.
static bool recount(App *app, Shelf *shelf, Err *err) {
    if (!history_load(app->store, &shelf->card, &app->arena, &shelf->history, err)) return false;
    if (shelf == quiz_shelf(app)) quiz_at(app, app->quiz.at);
    if (app->screen == SCREEN_PROGRESS) return review_load(app, err);
    return app->screen != SCREEN_QUIZ || quiz_show(app, err);
}

// a: the attempt's number.
bool apply_undo(App *app, const Action *action, Err *err) {
    int64_t id = number_of(action);
    Arena scratch = {0};
    AttemptRow row;
    bool ok = log_find(app->store, &(LogFilter){0}, id, &scratch, &row, err) &&
              log_undo(app->store, id, app->utc_ms, err);
    Shelf *shelf = ok ? app_shelf_find(app, row.card) : NULL;
    if (shelf) ok = recount(app, shelf, err);
    arena_free(&scratch);
    return ok;
}

// The first time it asks, the second time for the same attempt it does it.
bool apply_undo_ask(App *app, const Action *action, Err *err) {
    int64_t id = number_of(action);
    if (id == 0) return err_set(err, "undo-ask: found %g, expected an attempt's number", action->a);
    bool again = app->undo_ask == id;
    app->undo_ask = again ? 0 : id;
    return !again || apply_undo(app, action, err);
}
