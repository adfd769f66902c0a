// Takes back an attempt by a record of its own: the log keeps both, what follows is as if the attempt had never been.
#include "app/app_handlers.h"

#include <math.h>
#include <stdio.h>

typedef struct Search {
    int64_t attempt;
    char task[CARD_ID_MAX + 1]; // "" until found
} Search;

static bool find_start(void *self, const Event *event) {
    Search *search = self;
    if (event->kind != EVENT_START || event->seq != search->attempt) return true;
    snprintf(search->task, sizeof search->task, "%s", event->task);
    return false;
}

// a: the attempt's number.
bool apply_undo(App *app, const Action *action, Err *err) {
    const Card *card = &app->shelf->card;
    const double most = 9e15;
    Search search = {0};
    if (action->a >= 1 && action->a < most) search.attempt = (int64_t)action->a;
    if (!store_each(app->store, card->id, find_start, &search, err)) return false;
    if (!*search.task) {
        return err_set(err, "undo: this card has no attempt %.0f in the log", action->a);
    }
    char value[32];
    snprintf(value, sizeof value, "%lld", (long long)search.attempt);
    Event event = {.utc_ms = app->utc_ms,
                   .attempt = search.attempt,
                   .kind = EVENT_UNDO,
                   .card = card->id,
                   .task = search.task,
                   .value = value};
    if (!store_append(app->store, &event, err)) return false;
    if (!history_load(app->store, card, &app->arena, &app->shelf->history, err)) return false;
    quiz_at(app, app->quiz.at);
    return app->screen != SCREEN_QUIZ || quiz_show(app, err);
}
