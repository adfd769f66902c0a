// The queue of the quiz: which questions of which cards are asked, in which order, and the one at hand.
#include "app/app_handlers.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

static const Asked *at_hand(const App *app) {
    const Quiz *quiz = &app->quiz;
    return app->shelf && !quiz->results && quiz->at < quiz->count ? &quiz->queue[quiz->at] : NULL;
}

const Task *quiz_task(const App *app, int place) {
    const Asked *asked = &app->quiz.queue[place];
    return &asked->shelf->card.tasks[asked->task];
}

const TaskHistory *quiz_history(const App *app, int place) {
    const Asked *asked = &app->quiz.queue[place];
    return &asked->shelf->history.tasks[asked->task];
}

int64_t quiz_since(const App *app) {
    return quiz_in_test(app) ? app->shelf->history.test : app->quiz.since;
}

bool quiz_touched(const Attempt *attempt) {
    return attempt->done || attempt->tries > 0 || attempt->hints > 0;
}

bool quiz_done(const App *app, int place) {
    const TaskHistory *history = quiz_history(app, place);
    if (history->latest.done) return !quiz_due(app, place);
    return quiz_since(app) == 0 && history->finished > 0 && !quiz_touched(&history->latest);
}

bool quiz_due(const App *app, int place) {
    const Attempt *latest = &quiz_history(app, place)->latest;
    if (latest->id == 0) return true;
    if (quiz_in_test(app)) return latest->id <= quiz_since(app);
    return latest->done && latest->last <= quiz_since(app);
}

Shelf *quiz_shelf(const App *app) {
    const Asked *asked = at_hand(app);
    return asked ? asked->shelf : app->shelf;
}

const Task *app_task(const App *app) {
    return at_hand(app) ? quiz_task(app, app->quiz.at) : NULL;
}

const Attempt *app_attempt(const App *app) {
    if (!at_hand(app)) return NULL;
    return *app->quiz.start ? &app->quiz.fresh : &quiz_history(app, app->quiz.at)->latest;
}

int app_open_count(const App *app) {
    int count = 0;
    for (int i = 0; i < app->quiz.count; i++) count += !quiz_done(app, i);
    return count;
}

void quiz_queue(App *app, const Asked *asked, int count, bool review) {
    Arena old = app->card_arena;
    app->card_arena = (Arena){0};
    Asked *queue = arena_array(&app->card_arena, (size_t)count, sizeof *queue);
    if (count > 0) memcpy(queue, asked, (size_t)count * sizeof *queue);
    arena_free(&old);
    app->quiz =
        (Quiz){.queue = queue, .count = count, .review = review, .proof = figure_state_new()};
}

void quiz_all(App *app) {
    Shelf *shelf = app->shelf;
    Arena scratch = {0};
    Asked *all = arena_array(&scratch, (size_t)shelf->card.task_count, sizeof *all);
    int count = 0;
    for (int i = 0; i < shelf->card.task_count; i++) {
        if (task_is_asked(&shelf->card.tasks[i])) all[count++] = (Asked){shelf, i};
    }
    quiz_queue(app, all, count, false);
    arena_free(&scratch);
}

void quiz_begin(App *app) {
    quiz_all(app);
    int at = 0;
    while (at < app->quiz.count && quiz_done(app, at)) at++;
    quiz_at(app, at);
    Err err;
    if (app->screen == SCREEN_QUIZ && !quiz_show(app, &err)) app_say(app, "%s", err.text);
}

int asked_find(const Asked *list, int count, Asked asked) {
    for (int i = 0; i < count; i++) {
        if (list[i].shelf == asked.shelf && list[i].task == asked.task) return i;
    }
    return -1;
}

// Place of a question in the queue, −1 if it is not asked now.
static int place_of(const App *app, Asked asked) {
    return asked_find(app->quiz.queue, app->quiz.count, asked);
}

// "card#task", or "task" of the card shown.
static bool find_asked(const App *app, const char *text, Asked *out, Err *err) {
    char card[CARD_ID_MAX + 1] = "";
    const char *hash = strchr(text, '#');
    if (hash) snprintf(card, sizeof card, "%.*s", (int)(hash - text), text);
    Shelf *shelf = hash ? app_shelf_find(app, card) : app->shelf;
    int task = shelf ? card_task_find(&shelf->card, hash ? hash + 1 : text) : -1;
    *out = (Asked){shelf, task};
    if (task >= 0 && task_is_asked(&shelf->card.tasks[task])) return true;
    return err_set(err, "task: found \"%.60s\", expected the id of a question that is asked", text);
}

bool apply_task(App *app, const Action *action, Err *err) {
    Asked asked;
    if (!find_asked(app, action->text, &asked, err)) return false;
    int place = place_of(app, asked);
    // A round of some asks fewer, and what a test has left open is asked among all.
    if (place < 0 || (app->quiz.test.asked && !quiz_done(app, place))) {
        app_turn_to(app, asked.shelf);
        quiz_begin(app);
    }
    place = place_of(app, asked);
    bool fresh = *app->quiz.start && place == app->quiz.at; // it stays as it is
    if (!fresh) quiz_at(app, place);
    quiz_look(app);
    app->screen = SCREEN_QUIZ;
    return quiz_show(app, err);
}

// From a round of some back to all questions of the card shown.
bool apply_questions(App *app, const Action *action, Err *err) {
    (void)action;
    quiz_begin(app);
    app->screen = SCREEN_QUIZ;
    quiz_keep_round(app, NULL); // that the round is left
    return quiz_show(app, err);
}
