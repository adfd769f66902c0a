// Puts an edited card in the place of the one that is open: everything is found again by its id.
#include "app/app_handlers.h"
#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// What is in progress on the quiz.
typedef struct Place {
    Quiz quiz;
    Asked asked;                // the question at hand
    char task[CARD_ID_MAX + 1]; // its id, "" on the result page
    bool whole;                 // every question of the card is in the queue
    double scroll;
} Place;

static Place place_of_quiz(const App *app) {
    const Task *task = app_task(app);
    const Quiz *quiz = &app->quiz;
    Place place = {.quiz = *quiz,
                   .asked = task ? quiz->queue[quiz->at] : (Asked){0},
                   .whole = !quiz->review && !quiz->retry &&
                            quiz->count == card_asked_count(&app->shelf->card),
                   .scroll = app->scroll[SCREEN_QUIZ]};
    snprintf(place.task, sizeof place.task, "%s", task ? task->id : "");
    return place;
}

static int take_if_asked(Asked *queue, int count, Asked asked) {
    bool fits = asked.task >= 0 && task_is_asked(&asked.shelf->card.tasks[asked.task]);
    if (!fits || asked_find(queue, count, asked) >= 0) return count;
    queue[count] = asked;
    return count + 1;
}

// The queue in the order it had; a queue of all questions gets the new ones as well. Returns the place of the question asked,
// or of the one that came after it.
static int keep_queue(App *app, const Shelf *edited, const Card *old, const Place *place) {
    const Quiz *was = &place->quiz;
    Arena scratch = {0};
    Asked *queue =
        arena_array(&scratch, (size_t)was->count + (size_t)edited->card.task_count, sizeof *queue);
    int count = 0, at = -1;
    for (int i = 0; i < was->count; i++) {
        Asked asked = was->queue[i];
        if (i == was->at) at = count;
        if (asked.shelf == edited) {
            asked.task = card_task_find(&edited->card, old->tasks[asked.task].id);
        }
        count = take_if_asked(queue, count, asked);
    }
    for (int i = 0; place->whole && i < edited->card.task_count; i++) {
        count = take_if_asked(queue, count, (Asked){app->shelf, i});
    }
    quiz_queue(app, queue, count, was->review);
    app->quiz.retry = was->retry;
    app->quiz.since = was->since;
    arena_free(&scratch);
    return at >= 0 && !was->results ? at : count;
}

// An answer made of options that are still there, or of anything else, stays.
bool answer_still_fits(const Task *task, const char *answer) {
    char read[ANSWER_MAX + 1];
    if (!*answer || task->option_count == 0) return true;
    return task_kind(task->type)->read(task, answer, read, NULL);
}

static bool same_state(const FigureState *a, const FigureState *b) {
    Arena scratch = {0};
    bool same = str_same(figure_state_text(&scratch, a), figure_state_text(&scratch, b));
    arena_free(&scratch);
    return same;
}

static bool same_figure(const Visual *a, const Visual *b) {
    FigureState one = figure_state_from(a), two = figure_state_from(b);
    return str_same(a->view, b->view) && same_state(&one, &two);
}

// In the form that is asked.
static bool same_proof(const App *app, const Task *before) {
    TaskForm form = attempt_form(app_attempt(app), before);
    FigureState one = figure_state_of(before, &form), two = quiz_figure(app);
    return str_same(before->visual.view, app_task(app)->visual.view) && same_state(&one, &two);
}

static void keep_answer(App *app, const Place *place, const Task *before) {
    Quiz *quiz = &app->quiz;
    const Quiz *was = &place->quiz;
    const Task *task = app_task(app);
    app->scroll[SCREEN_QUIZ] = place->scroll;
    quiz->kept = was->kept;
    memcpy(quiz->note, was->note, sizeof quiz->note);
    if (*was->start) quiz_start(app, was->start);
    bool open = !app_attempt(app)->done;
    if (open && answer_still_fits(task, was->answer)) {
        memcpy(quiz->answer, was->answer, sizeof was->answer);
    }
    if (!same_proof(app, before)) return;
    quiz->proof = was->proof;
    quiz->proving = was->proving && *task->visual.view;
}

static void keep_quiz(App *app, const Shelf *edited, const Card *old, const Place *place) {
    const Asked *asked = &place->asked;
    int at = keep_queue(app, edited, old, place);
    quiz_at(app, at < app->quiz.count || place->quiz.results ? at : 0);
    if (app->quiz.review && app->quiz.count == 0) quiz_begin(app);
    const Task *task = app_task(app);
    if (!*place->task) return;
    if (task && quiz_shelf(app) == asked->shelf && str_same(task->id, place->task)) {
        const Card *before = asked->shelf == edited ? old : &asked->shelf->card;
        keep_answer(app, place, &before->tasks[asked->task]);
    } else {
        app_say(app, "%s", str_of(STR_QUESTION_GONE));
    }
    Err err;
    if (app->screen == SCREEN_QUIZ && !quiz_show(app, &err)) app_say(app, "%s", err.text);
}

// Figures of lessons stay as the reader set them, unless the author has changed what they show.
static FigureState *keep_lessons(App *app, const Card *old, const FigureState *before,
                                 const Card *card) {
    FigureState *states = arena_array(&app->arena, (size_t)card->lesson_count, sizeof(FigureState));
    for (int i = 0; i < card->lesson_count; i++) {
        const Lesson *lesson = &card->lessons[i];
        int was = card_lesson_find(old, lesson->id);
        bool same = was >= 0 && same_figure(&old->lessons[was].visual, &lesson->visual);
        states[i] = same ? before[was] : figure_state_from(&lesson->visual);
    }
    return states;
}

static bool same_prediction(const Lesson *a, const Lesson *b) {
    const Predict *x = &a->predict, *y = &b->predict;
    bool scale = fabs(x->least - y->least) + fabs(x->most - y->most) + fabs(x->step - y->step) +
                         fabs(x->outcome - y->outcome) ==
                     0 &&
                 x->log == y->log;
    return scale && str_same(x->id, y->id) && str_same(x->prompt.source, y->prompt.source) &&
           same_figure(&a->visual, &b->visual);
}

// A prediction stays as it is unless the author has changed what is asked; `shelf` has the new card, its log and its figures.
static Predicting *keep_predicting(App *app, const Card *old, const Predicting *before,
                                   const Shelf *shelf) {
    const Card *card = &shelf->card;
    Predicting *states = arena_array(&app->arena, (size_t)card->lesson_count, sizeof *states);
    for (int i = 0; i < card->lesson_count; i++) {
        int was = card_lesson_find(old, card->lessons[i].id);
        bool same = was >= 0 && same_prediction(&old->lessons[was], &card->lessons[i]);
        states[i] = same ? before[was] : predict_new(shelf, i);
    }
    return states;
}

static bool same_options(const Task *a, const Task *b) {
    bool same = a->type == b->type && a->option_count == b->option_count;
    for (int i = 0; same && i < a->option_count; i++) {
        same = str_same(a->options[i].id, b->options[i].id);
    }
    return same;
}

// Answers that count for this session only are in no store; where the options are as they were, they stay.
static void keep_unstored(const App *app, const Card *old, const History *before, Shelf *shelf) {
    if (before->test >= UNSTORED_FIRST) shelf->history.test = before->test;
    for (int i = 0; app->unstored > 0 && i < old->task_count; i++) {
        int now = card_task_find(&shelf->card, old->tasks[i].id);
        bool here = before->tasks[i].latest.id >= UNSTORED_FIRST;
        if (!here || now < 0 || !same_options(&old->tasks[i], &shelf->card.tasks[now])) continue;
        shelf->history.known += before->tasks[i].known - shelf->history.tasks[now].known;
        shelf->history.points += before->tasks[i].best - shelf->history.tasks[now].best;
        shelf->history.tasks[now] = before->tasks[i];
    }
    for (int i = 0; app->unstored > 0 && i < old->lesson_count; i++) {
        int now = card_lesson_find(&shelf->card, old->lessons[i].id);
        bool here = now >= 0 && before->predictions[i].last >= UNSTORED_FIRST &&
                    str_same(old->lessons[i].predict.id, shelf->card.lessons[now].predict.id);
        if (here) shelf->history.predictions[now] = before->predictions[i];
    }
}

static int section_of(const Card *old, int section, const Card *card) {
    int now = section >= 0 ? card_section_find(card, old->sections[section].id) : -1;
    if (section < 0 || now >= 0) return now;
    return section < card->section_count ? section : card->section_count - 1;
}

bool app_replace(App *app, Card *card, Err *err) {
    Shelf *shelf = app_shelf_find(app, card->id);
    if (!shelf) {
        return err_set(err, "%s: id: found \"%s\", which was not open", card->path, card->id);
    }
    bool shown = shelf == app->shelf, asked = shown || app->quiz.review;
    Place place = asked ? place_of_quiz(app) : (Place){0};
    Card old = shelf->card;
    History before = shelf->history;
    shelf->card = *card;
    *card = (Card){0};
    shelf->lessons = keep_lessons(app, &old, shelf->lessons, &shelf->card);
    shelf->section = section_of(&old, shelf->section, &shelf->card);
    shelf->reading.section = section_of(&old, shelf->reading.section, &shelf->card);
    shelf->trouble[0] = '\0';
    Err trouble;
    if (!history_load(app->store, &shelf->card, &app->arena, &shelf->history, &trouble)) {
        app_say(app, "%s", trouble.text);
    }
    keep_unstored(app, &old, &before, shelf);
    shelf->predicting = keep_predicting(app, &old, shelf->predicting, shelf);
    if (shown) {
        app->go_section = section_of(&old, app->go_section, &shelf->card);
        app->mark = arena_copy(&app->arena, app->mark);
        if (app->overlay == OVERLAY_SCHEMES) app->overlay = OVERLAY_NONE;
    }
    if (asked) keep_quiz(app, shelf, &old, &place);
    if (app->screen != SCREEN_PROGRESS || !review_load(app, &trouble)) review_forget(app);
    card_free(&old);
    return true;
}

void app_trouble(Shelf *shelf, const char *line, int more) {
    Arena scratch = {0};
    const char *rest =
        more > 0 ? str_fill(&scratch, STR_MORE_TROUBLE, arena_format(&scratch, "%d", more), NULL)
                 : "";
    snprintf(shelf->trouble, sizeof shelf->trouble, "%s%s", line, rest);
    arena_free(&scratch);
}
