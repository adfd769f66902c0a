// Puts an edited card in the place of the one that is open: everything is found again by its id.
#include "app/app_handlers.h"
#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// What is in progress on the quiz of the card shown.
typedef struct Place {
    Quiz quiz;
    char task[CARD_ID_MAX + 1]; // the one asked, "" on the result page
    bool whole;                 // every question of the card is in the queue
    double scroll;
} Place;

static Place place_of_quiz(const App *app) {
    const Task *task = app_task(app);
    Place place = {.quiz = app->quiz,
                   .whole = app->quiz.count == card_asked_count(&app->shelf->card),
                   .scroll = app->scroll[SCREEN_QUIZ]};
    snprintf(place.task, sizeof place.task, "%s", task ? task->id : "");
    return place;
}

static bool has(const int *queue, int count, int task) {
    for (int i = 0; i < count; i++) {
        if (queue[i] == task) return true;
    }
    return false;
}

static void take_if_asked(Quiz *quiz, const Card *card, int task) {
    bool fits = task >= 0 && task_is_asked(&card->tasks[task]);
    if (fits && !has(quiz->queue, quiz->count, task)) quiz->queue[quiz->count++] = task;
}

// The queue in the order it had; a queue of all questions gets the new ones as well. Returns the place of the question asked,
// or of the one that came after it.
static int keep_queue(App *app, const Card *old, const Place *place) {
    const Card *card = &app->shelf->card;
    Quiz *quiz = &app->quiz;
    int at = -1;
    quiz->queue = arena_array(&app->card_arena, (size_t)card->task_count, sizeof(int));
    quiz->count = 0;
    for (int i = 0; i < place->quiz.count; i++) {
        if (i == place->quiz.at) at = quiz->count;
        take_if_asked(quiz, card, card_task_find(card, old->tasks[place->quiz.queue[i]].id));
    }
    if (place->quiz.results) at = -1;
    for (int i = 0; place->whole && i < card->task_count; i++) take_if_asked(quiz, card, i);
    return at >= 0 ? at : quiz->count;
}

// An answer made of options that are still there, or of anything else, stays.
bool answer_still_fits(const Task *task, const char *answer) {
    char read[ANSWER_MAX + 1];
    if (!*answer || task->option_count == 0) return true;
    return task_kind(task->type)->read(task, answer, read, NULL);
}

static bool same_figure(const Visual *a, const Visual *b) {
    Arena scratch = {0};
    FigureState one = figure_state_from(a), two = figure_state_from(b);
    bool same = str_same(a->view, b->view) &&
                str_same(figure_state_text(&scratch, &one), figure_state_text(&scratch, &two));
    arena_free(&scratch);
    return same;
}

static void keep_answer(App *app, const Place *place, const Visual *before) {
    Quiz *quiz = &app->quiz;
    const Quiz *was = &place->quiz;
    const Task *task = app_task(app);
    app->scroll[SCREEN_QUIZ] = place->scroll;
    quiz->kept = was->kept;
    memcpy(quiz->note, was->note, sizeof quiz->note);
    bool open = !app_attempt(app)->done;
    if (open && answer_still_fits(task, was->answer)) {
        memcpy(quiz->answer, was->answer, sizeof was->answer);
    }
    if (!same_figure(before, &task->visual)) return;
    quiz->proof = was->proof;
    quiz->proving = was->proving && *task->visual.view;
}

static void keep_quiz(App *app, const Card *old, const Place *place) {
    int asked = place->quiz.at < place->quiz.count ? place->quiz.queue[place->quiz.at] : -1;
    int at = keep_queue(app, old, place);
    quiz_at(app, at < app->quiz.count || place->quiz.results ? at : 0);
    const Task *task = app_task(app);
    if (!*place->task) return;
    if (task && str_same(task->id, place->task)) {
        keep_answer(app, place, &old->tasks[asked].visual);
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
    if (before->test >= INT64_MAX / 2) shelf->history.test = before->test;
    for (int i = 0; app->unstored > 0 && i < old->task_count; i++) {
        int now = card_task_find(&shelf->card, old->tasks[i].id);
        bool here = before->tasks[i].latest.id >= INT64_MAX / 2;
        if (!here || now < 0 || !same_options(&old->tasks[i], &shelf->card.tasks[now])) continue;
        shelf->history.known += before->tasks[i].known - shelf->history.tasks[now].known;
        shelf->history.points += before->tasks[i].best - shelf->history.tasks[now].best;
        shelf->history.tasks[now] = before->tasks[i];
    }
    for (int i = 0; app->unstored > 0 && i < old->lesson_count; i++) {
        int now = card_lesson_find(&shelf->card, old->lessons[i].id);
        bool here = now >= 0 && before->predictions[i].last >= INT64_MAX / 2 &&
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
    bool shown = shelf == app->shelf;
    Place place = shown ? place_of_quiz(app) : (Place){0};
    Card old = shelf->card;
    History before = shelf->history;
    shelf->card = *card;
    *card = (Card){0};
    shelf->lessons = keep_lessons(app, &old, shelf->lessons, &shelf->card);
    shelf->section = section_of(&old, shelf->section, &shelf->card);
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
        keep_quiz(app, &old, &place);
    }
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
