// The quiz: what is asked next, and every answer into the store before it counts.
#include "app/app_handlers.h"
#include "base/str.h"

#include <string.h>

const Task *app_task(const App *app) {
    const Quiz *quiz = &app->quiz;
    if (!app->shelf || quiz->results || quiz->at >= quiz->count) return NULL;
    return &app->shelf->card.tasks[quiz->queue[quiz->at]];
}

static TaskHistory *history_at(const App *app) {
    return &app->shelf->history.tasks[app->quiz.queue[app->quiz.at]];
}

const Attempt *app_attempt(const App *app) {
    return app_task(app) ? &history_at(app)->latest : NULL;
}

static void place(App *app, int at) {
    Quiz *quiz = &app->quiz;
    quiz->at = at;
    quiz->results = quiz->count > 0 && at >= quiz->count;
    quiz->chosen = -1;
    quiz->proving = false;
    quiz->kept = KEPT_NOTHING;
    quiz->note = STR_COUNT;
    app->scroll[SCREEN_QUIZ] = 0;
}

void quiz_begin(App *app) {
    const Card *card = &app->shelf->card;
    arena_reset(&app->card_arena);
    app->quiz =
        (Quiz){.queue = arena_array(&app->card_arena, (size_t)card->task_count, sizeof(int)),
               .proof = figure_state_new()};
    for (int i = 0; i < card->task_count; i++) {
        if (task_is_asked(&card->tasks[i])) app->quiz.queue[app->quiz.count++] = i;
    }
    int at = 0;
    while (at < app->quiz.count && app->shelf->history.tasks[app->quiz.queue[at]].latest.done) at++;
    place(app, at);
    if (app->screen == SCREEN_QUIZ) quiz_show(app);
}

// Stores the event and, only when that succeeded, lets it count.
static bool keep(App *app, EventKind kind, const char *value) {
    const Task *task = app_task(app);
    TaskHistory *history = history_at(app);
    Event event = {.utc_ms = app->utc_ms,
                   .attempt = kind == EVENT_START ? 0 : history->latest.id,
                   .kind = kind,
                   .card = app->shelf->card.id,
                   .task = task->id,
                   .value = value};
    Err err = {0};
    if (!store_append(app->store, &event, &err)) {
        app->quiz.kept = KEPT_FAILED;
        app_say(app, "%s", err.text);
        return false;
    }
    app->quiz.kept = store_mode(app->store) == STORE_MEMORY ? KEPT_MEMORY : KEPT_SAVED;
    history_add(&app->shelf->history, &app->shelf->card, &event);
    return true;
}

static void start_attempt(App *app) {
    const Task *task = app_task(app);
    Arena scratch = {0};
    uint64_t seed = attempt_seed(app->shelf->card.id, task->id, history_at(app)->finished);
    keep(app, EVENT_START, attempt_start_value(&scratch, task, seed));
    arena_free(&scratch);
    app->quiz.kept = app->quiz.kept == KEPT_FAILED ? KEPT_FAILED : KEPT_NOTHING;
}

void quiz_show(App *app) {
    if (app_task(app) && history_at(app)->latest.id == 0) start_attempt(app);
}

void apply_task(App *app, const Action *action) {
    int index = card_task_find(&app->shelf->card, action->text);
    for (int i = 0; i < app->quiz.count; i++) {
        if (app->quiz.queue[i] != index) continue;
        place(app, i);
        app->screen = SCREEN_QUIZ;
        quiz_show(app);
        return;
    }
}

// a: the place on the screen, 0 = A.
void apply_choose(App *app, const Action *action) {
    const Attempt *attempt = app_attempt(app);
    int shown = (int)action->a;
    if (!attempt || attempt->done || shown < 0 || shown >= attempt->order_count) return;
    app->quiz.chosen = attempt->order[shown];
    app->quiz.note = STR_COUNT;
}

void apply_hint(App *app, const Action *action) {
    (void)action;
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    if (!task || attempt->done || attempt->hints >= task->hint_count) return;
    keep(app, EVENT_HINT, task->hints[attempt->hints].id);
}

void apply_check(App *app, const Action *action) {
    (void)action;
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    if (!task || attempt->done) return;
    if (app->quiz.chosen < 0) {
        app->quiz.note = STR_CHOOSE_FIRST;
        return;
    }
    if (attempt_judge(attempt, task, app->quiz.chosen) == VERDICT_INVALID) {
        app->quiz.note = STR_ALREADY;
        return;
    }
    app->quiz.note = STR_COUNT;
    keep(app, EVENT_CHECK, task->options[app->quiz.chosen].id);
    if (history_at(app)->latest.done) app->quiz.chosen = -1;
}

void apply_reveal(App *app, const Action *action) {
    (void)action;
    const Attempt *attempt = app_attempt(app);
    if (!attempt || attempt->done) return;
    keep(app, EVENT_REVEAL, "");
    app->quiz.chosen = -1;
}

void apply_next(App *app, const Action *action) {
    (void)action;
    if (app->quiz.at < app->quiz.count) place(app, app->quiz.at + 1);
    quiz_show(app);
}

// A fresh attempt at the task at hand, once the last one is done.
void apply_again(App *app, const Action *action) {
    (void)action;
    const Attempt *attempt = app_attempt(app);
    if (!attempt || !attempt->done) return;
    place(app, app->quiz.at);
    start_attempt(app);
}

// Asks again what is not known, each with a fresh attempt.
void apply_missed(App *app, const Action *action) {
    (void)action;
    const Card *card = &app->shelf->card;
    Quiz *quiz = &app->quiz;
    quiz->count = 0;
    for (int i = 0; i < card->task_count; i++) {
        if (task_is_asked(&card->tasks[i]) && !app->shelf->history.tasks[i].known) {
            quiz->queue[quiz->count++] = i;
        }
    }
    if (quiz->count == 0) {
        quiz_begin(app);
        return;
    }
    place(app, 0);
    for (int i = 0; i < quiz->count; i++) {
        quiz->at = i;
        if (history_at(app)->latest.done) start_attempt(app);
    }
    place(app, 0);
    quiz_show(app);
}

void apply_results(App *app, const Action *action) {
    (void)action;
    place(app, app->quiz.count);
    app->screen = SCREEN_QUIZ;
}

void apply_prove(App *app, const Action *action) {
    (void)action;
    const Task *task = app_task(app);
    if (!task || !*task->visual.view) return;
    app->quiz.proving = true;
    app->quiz.proof = figure_state_from(&task->visual);
}

// Back to the card, at the words that hold the answer.
void apply_sentence(App *app, const Action *action) {
    (void)action;
    const Task *task = app_task(app);
    int section = task ? card_section_find(&app->shelf->card, task->section) : -1;
    if (section < 0) return;
    app->screen = SCREEN_READ;
    app->go_section = section;
    app->mark = task->quote;
}
