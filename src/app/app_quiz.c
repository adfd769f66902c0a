// The quiz: what is asked next, and every answer into the store before it counts.
#include "app/app_handlers.h"
#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

// Looking for a right answer can take milliseconds, so it is kept.
static void find_key(App *app) {
    const Task *task = app_task(app);
    const Attempt *attempt = app_attempt(app);
    app->quiz.key[0] = '\0';
    if (!attempt || !attempt->done || quiz_in_test(app)) return;
    Arena scratch = {0};
    TaskForm form = attempt_form(attempt, task);
    snprintf(app->quiz.key, sizeof app->quiz.key, "%s",
             task_kind(task->type)->key(task, &form, &scratch));
    arena_free(&scratch);
    quiz_show_key(app);
}

// Both times are told, so that calling it easy is an informed choice.
static void find_again(App *app) {
    const Attempt *attempt = app_attempt(app);
    Quiz *quiz = &app->quiz;
    quiz->again_ms = quiz->easy_ms = 0;
    if (!attempt || !attempt->known || quiz_in_test(app)) return;
    Arena scratch = {0};
    Schedule schedule;
    int task = quiz->queue[quiz->at].task;
    if (schedule_load(app->store, &quiz_shelf(app)->card, app_zone(app), &scratch, &schedule,
                      NULL)) {
        quiz->again_ms = schedule_due_if(&schedule, task, attempt->id, FSRS_GOOD);
        quiz->easy_ms = schedule_due_if(&schedule, task, attempt->id, FSRS_EASY);
    }
    arena_free(&scratch);
}

// What there is to tell of a question that is done.
static void find_end(App *app) {
    find_key(app);
    find_again(app);
}

void quiz_at(App *app, int at) {
    Quiz *quiz = &app->quiz;
    quiz->at = at;
    quiz->results = quiz->count > 0 && at >= quiz->count;
    quiz->answer[0] = '\0';
    quiz->proving = quiz->follow = quiz->looking = false;
    quiz->kept = KEPT_NOTHING;
    quiz->note[0] = '\0';
    quiz->start[0] = '\0';
    app->scroll[SCREEN_QUIZ] = 0;
    if (app_task(app) && quiz_due(app, at)) quiz_start(app, NULL);
    quiz_take_draft(app);
    quiz_start_figure(app);
    find_end(app);
}

// Where another program writes the store, answers count for this session only.
static void keep_here(App *app, Event *events, int count) {
    for (int i = 0; i < count; i++) {
        events[i].seq = UNSTORED_FIRST + app->unstored++;
        if (events[i].attempt == 0) events[i].attempt = events[i].seq;
        if (events[i].attempt < 0 && i > 0) events[i].attempt = events[i - 1].attempt;
    }
}

bool app_keep_events(App *app, Event *events, int count, Kept *kept, Err *err) {
    bool here = store_mode(app->store) == STORE_READ;
    if (here) keep_here(app, events, count);
    if (!here && !store_append_all(app->store, events, count, err)) {
        *kept = KEPT_FAILED;
        return false;
    }
    *kept = here || store_mode(app->store) == STORE_MEMORY ? KEPT_MEMORY : KEPT_SAVED;
    for (int i = 0; i < count; i++) {
        Shelf *shelf = app_shelf_find(app, events[i].card);
        history_add(&shelf->history, &shelf->card, &events[i], &app->arena);
    }
    return true;
}

bool quiz_keep_events(App *app, Event *events, int count, Err *err) {
    return app_keep_events(app, events, count, &app->quiz.kept, err);
}

Event quiz_event(const App *app, EventKind kind, const char *value) {
    return (Event){.utc_ms = app->utc_ms,
                   .attempt = app_attempt(app)->id,
                   .kind = kind,
                   .card = quiz_shelf(app)->card.id,
                   .task = app_task(app)->id,
                   .value = value};
}

enum { ACTS_MOST = 4 };

bool quiz_keep_acts(App *app, const Event *acts, int count, Err *err) {
    Event events[ACTS_MOST] = {0};
    int first = *app->quiz.start ? 1 : 0;
    assert(first + count <= ACTS_MOST);
    if (first) {
        events[0] = quiz_event(app, EVENT_START, app->quiz.start);
        events[0].attempt = 0;
    }
    for (int i = 0; i < count; i++) events[first + i] = acts[i];
    if (!quiz_keep_events(app, events, first + count, err)) return false;
    app->quiz.start[0] = '\0';
    return true;
}

bool quiz_keep(App *app, EventKind kind, const char *value, Err *err) {
    Event event = quiz_event(app, kind, value);
    return quiz_keep_acts(app, &event, 1, err);
}

// Attempts are numbered by how many there were at the task; of those that were left only the last is known, and it is enough:
// the next one does not show the same order again.
static uint64_t seed_of(const App *app) {
    const TaskHistory *history = quiz_history(app, app->quiz.at);
    bool left = history->latest.id != 0 && !history->latest.done;
    return attempt_seed(quiz_shelf(app)->card.id, app_task(app)->id,
                        history->finished + history->held.finished + left);
}

void quiz_start(App *app, const char *value) {
    Quiz *quiz = &app->quiz;
    const Task *task = app_task(app);
    Arena scratch = {0};
    const char *start = value ? value : attempt_start_value(&scratch, task, seed_of(app));
    char copy[EVENT_VALUE_MAX + 1];
    snprintf(copy, sizeof copy, "%s", start);
    arena_free(&scratch);
    Event event = {.seq = -1, .attempt = -1, .kind = EVENT_START, .value = copy};
    quiz->fresh = (Attempt){0};
    attempt_apply(&quiz->fresh, task, &event, &app->arena);
    memcpy(quiz->start, copy, sizeof copy);
    quiz->key[0] = '\0';
    quiz->again_ms = quiz->easy_ms = 0;
    quiz_start_figure(app);
}

bool quiz_show(App *app, Err *err) {
    app_turn_to(app, quiz_shelf(app));
    bool over = quiz_in_test(app) && app->quiz.count > 0 && app_open_count(app) == 0;
    if (over) return apply_test_end(app, &(Action){.kind = ACT_TEST_END, .text = ""}, err);
    const Attempt *attempt = app_attempt(app);
    // Only a damaged store has half of an answer in a test.
    bool half = quiz_in_test(app) && attempt && !attempt->done && attempt->tries > 0;
    return !half || quiz_keep(app, EVENT_REVEAL, "", err);
}

// Once a test has ended, one goes on from an answer of it to the next.
void quiz_look(App *app) {
    const Attempt *attempt = app_attempt(app);
    app->quiz.looking = app->quiz.test.asked && attempt && attempt->done;
}

bool apply_confidence(App *app, const Action *action, Err *err) {
    const Attempt *attempt = quiz_open(app, err);
    if (!attempt) return false;
    bool word = confidence_find(action->text) != CONFIDENCE_NONE;
    if (word && attempt->tries == 0) return quiz_keep(app, EVENT_CONFIDENCE, action->text, err);
    return err_set(err,
                   "confidence: found \"%.20s\", expected sure, think or guess, before a check",
                   action->text);
}

static bool refused_in_test(const App *app, Err *err) {
    if (!quiz_in_test(app)) return false;
    err_set(err, "%s", str_of(STR_IN_TEST));
    return true;
}

bool apply_rate(App *app, const Action *action, Err *err) {
    if (refused_in_test(app, err)) return false;
    const Attempt *attempt = app_attempt(app);
    bool easy = str_same(action->text, RATE_EASY), good = str_same(action->text, RATE_GOOD);
    if (!attempt || !attempt->known || (!easy && !good)) {
        return err_set(err, "rate: only what is known, as \"easy\", or \"good\" again");
    }
    return attempt->easy == easy || quiz_keep(app, EVENT_RATE, action->text, err);
}

bool apply_hint(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    const Attempt *attempt = quiz_open(app, err);
    if (!attempt) return false;
    int next = attempt_next_hint(attempt, app_task(app));
    if (next < 0) return err_set(err, "%s", str_of(STR_NO_HINT));
    app->quiz.follow = app->quiz.hinted = true;
    return quiz_keep(app, EVENT_HINT, app_task(app)->hints[next].id, err);
}

bool apply_check(App *app, const Action *action, Err *err) {
    (void)action;
    const Task *task = app_task(app);
    const Attempt *attempt = quiz_open(app, err);
    if (!attempt) return false;
    Err why = {0};
    char answer[ANSWER_MAX + 1];
    app->quiz.note[0] = '\0';
    bool counts = task_kind(task->type)->read(task, app->quiz.answer, answer, &why) &&
                  attempt_judge(attempt, task, answer, &why).verdict != VERDICT_INVALID;
    if (!counts) {
        snprintf(app->quiz.note, sizeof app->quiz.note, "%.199s", why.text);
        return true;
    }
    if (quiz_in_test(app)) return quiz_answer_in_test(app, answer, err);
    if (!quiz_keep(app, EVENT_CHECK, answer, err)) return false;
    app->quiz.follow = true;
    app->quiz.hinted = false;
    if (app_attempt(app)->done) app->quiz.answer[0] = '\0';
    find_end(app);
    return true;
}

bool apply_reveal(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    if (!quiz_open(app, err) || !quiz_keep(app, EVENT_REVEAL, "", err)) return false;
    app->quiz.follow = true;
    app->quiz.hinted = false;
    app->quiz.answer[0] = '\0';
    find_end(app);
    return true;
}

// The first place after `at`, going round, whose question is not done; the end of the queue if all are.
static int next_open(const App *app) {
    const Quiz *quiz = &app->quiz;
    for (int step = 1; step <= quiz->count; step++) {
        int at = (quiz->at + step) % quiz->count;
        if (!quiz_done(app, at)) return at;
    }
    return quiz->count;
}

// The next place whose question is done; the end of the queue if there is none.
static int next_answered(const App *app) {
    const Quiz *quiz = &app->quiz;
    int at = quiz->at + 1;
    while (at < quiz->count && !quiz_done(app, at)) at++;
    return at;
}

static int next_place(const App *app) {
    return app->quiz.looking ? next_answered(app) : next_open(app);
}

// The question before, also one that is done; before the first comes the last.
bool apply_previous(App *app, const Action *action, Err *err) {
    (void)action;
    const Quiz *quiz = &app->quiz;
    if (quiz->count == 0) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    quiz_at(app, (quiz->at > 0 ? quiz->at : quiz->count) - 1);
    return quiz_show(app, err);
}

bool quiz_has_next(const App *app) {
    return next_place(app) < app->quiz.count;
}

// On to the next question that is not done; one that is not done itself is passed over.
bool apply_next(App *app, const Action *action, Err *err) {
    (void)action;
    if (app->quiz.count == 0) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    bool looking = app->quiz.looking;
    quiz_at(app, next_place(app));
    if (looking) quiz_look(app);
    return quiz_show(app, err);
}

// A fresh attempt at the task at hand, once the last one is done.
bool apply_again(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    const Attempt *attempt = app_attempt(app);
    if (!attempt || !attempt->done) return err_set(err, "%s", str_of(STR_NOT_DONE));
    quiz_at(app, app->quiz.at);
    quiz_start(app, NULL);
    return true;
}

// What was answered in this round and is not known, each with a fresh attempt.
bool apply_missed(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    Arena scratch = {0};
    Asked *missed = arena_array(&scratch, (size_t)app->quiz.count, sizeof *missed);
    int count = 0;
    for (int i = 0; i < app->quiz.count; i++) {
        if (quiz_done(app, i) && !quiz_history(app, i)->known) {
            missed[count++] = app->quiz.queue[i];
        }
    }
    if (count > 0) {
        quiz_queue(app, missed, count, app->quiz.review);
        app->quiz.retry = true;
    }
    arena_free(&scratch);
    if (count == 0) return err_set(err, "%s", str_of(STR_NOTHING_MISSED));
    app->screen = SCREEN_QUIZ;
    return quiz_ask(app, err);
}

bool apply_results(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    quiz_at(app, app->quiz.count);
    app->screen = SCREEN_QUIZ;
    return true;
}

bool apply_prove(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    const Task *task = app_task(app);
    if (!task || !*task->visual.view) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    if (!app_attempt(app)->done) return err_set(err, "%s", str_of(STR_NOT_DONE));
    app->quiz.proving = app->quiz.follow = true;
    app->quiz.proof = quiz_figure(app);
    quiz_show_key(app);
    return true;
}

// Back to the card, at the words that hold the answer.
bool apply_sentence(App *app, const Action *action, Err *err) {
    (void)action;
    if (refused_in_test(app, err)) return false;
    const Task *task = app_task(app);
    Shelf *shelf = quiz_shelf(app);
    int section = task ? card_section_find(&shelf->card, task->section) : -1;
    if (section < 0) return err_set(err, "%s", str_of(STR_NO_QUESTION));
    app_remember(app);
    app_turn_to(app, shelf);
    app->screen = SCREEN_READ;
    app->go_section = section;
    app->mark = task->quote;
    return true;
}
