// The round of questions that goes on, kept in the store so that the next start of the program goes on with it.
//
// One setting: "KIND SINCE AT CARD#TASK #TASK …", where a task without a card is of the card before. AT is the question at
// hand, "-" for the result page. A round of all questions of a card needs no list.
#include "app/app_handlers.h"
#include "base/str.h"

#include <stdio.h>
#include <string.h>

static const char ROUND[] = "round";

enum { ROUND_MAX = SETTING_LONGEST, RETRY = 1, REVIEW = 2 };

static const char *const KINDS[] = {"all", "retry", "review", "review-retry"};

enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

static const char *name_of(Arena *arena, Asked asked) {
    const Card *card = &asked.shelf->card;
    return arena_format(arena, "%s#%s", card->id, card->tasks[asked.task].id);
}

// The questions, as a list; "" if it is longer than a setting can be.
static const char *list_of(const Quiz *quiz, Arena *arena) {
    char *list = arena_alloc(arena, ROUND_MAX + 1);
    size_t n = 0;
    const Shelf *before = NULL;
    for (int i = 0; i < quiz->count; i++) {
        const char *name = name_of(arena, quiz->queue[i]);
        if (quiz->queue[i].shelf == before) name = strchr(name, '#');
        before = quiz->queue[i].shelf;
        size_t more = strlen(name) + 1;
        if (n + more + 3 * CARD_ID_MAX > ROUND_MAX) return "";
        snprintf(list + n, more + 1, " %s", name);
        n += more;
    }
    return list;
}

// A test that is over is no round to go on with.
static int kind_of(const Quiz *quiz) {
    return (quiz->review ? REVIEW : 0) | (quiz->retry ? RETRY : 0);
}

bool quiz_keep_round(App *app, Err *err) {
    const Quiz *quiz = &app->quiz;
    Arena scratch = {0};
    int kind = kind_of(quiz);
    const char *list = kind ? list_of(quiz, &scratch) : "";
    if (!*list) kind = 0;
    const char *at = app_task(app) ? name_of(&scratch, quiz->queue[quiz->at]) : "-";
    const char *round = arena_format(&scratch, "%s %lld %s%s", KINDS[kind],
                                     (long long)(kind ? quiz->since : 0), at, list);
    bool ok = store_set(app->store, ROUND, round, err);
    arena_free(&scratch);
    return ok;
}

// The question that a word of the list names; task −1 if there is none today.
static Asked asked_of(const App *app, char *word, Shelf *before) {
    char *hash = strchr(word, '#');
    if (!hash) return (Asked){before, -1};
    *hash = '\0';
    Shelf *shelf = *word ? app_shelf_find(app, word) : before;
    int task = shelf ? card_task_find(&shelf->card, hash + 1) : -1;
    bool asked = task >= 0 && task_is_asked(&shelf->card.tasks[task]);
    return (Asked){shelf, asked ? task : -1};
}

// What is left of the list: without questions that are gone, and those of cards whose test goes on.
static int read_list(const App *app, char *text, bool review, Arena *arena, Asked **out) {
    int count = 0, capacity = 0;
    Asked *list = NULL;
    Shelf *shelf = NULL;
    char *rest = text;
    for (char *word; (word = strtok_r(rest, " ", &rest));) {
        Asked asked = asked_of(app, word, shelf);
        shelf = asked.shelf;
        bool fits = asked.task >= 0 && !shelf->history.test && (review || shelf == app->shelf);
        if (!fits || asked_find(list, count, asked) >= 0) continue;
        list = arena_grow(arena, list, count, &capacity, sizeof *list);
        list[count++] = asked;
    }
    *out = list;
    return count;
}

// To this question if it is open, else to the next one that is; to the result if none is.
static void go_to(App *app, Asked asked) {
    const Quiz *quiz = &app->quiz;
    int from = asked_find(quiz->queue, quiz->count, asked), step = 0;
    if (from < 0) from = 0;
    while (step < quiz->count && quiz_done(app, (from + step) % quiz->count)) step++;
    quiz_at(app, step < quiz->count ? (from + step) % quiz->count : quiz->count);
}

// A round in which all is answered has ended.
static void take_round(App *app, int kind, int64_t since, char *list) {
    Arena scratch = {0};
    Asked *asked;
    int count = read_list(app, list, kind & REVIEW, &scratch, &asked);
    if (count > 0) {
        quiz_queue(app, asked, count, kind & REVIEW);
        app->quiz.retry = kind & RETRY;
        app->quiz.since = since;
    }
    arena_free(&scratch);
    if (count > 0 && app_open_count(app) == 0) quiz_all(app);
}

void quiz_resume(App *app) {
    Arena scratch = {0};
    char *round = arena_alloc(&scratch, ROUND_MAX + 1), *rest = round;
    if (!app->shelf || !store_get(app->store, ROUND, round, ROUND_MAX + 1)) {
        arena_free(&scratch);
        return;
    }
    const char *word = strtok_r(rest, " ", &rest), *number = strtok_r(rest, " ", &rest);
    char *at = strtok_r(rest, " ", &rest);
    int kind = 0;
    while (word && kind < KIND_COUNT && !str_same(word, KINDS[kind])) kind++;
    int64_t since;
    if (at && kind < KIND_COUNT && str_integer(number, &since)) {
        int64_t end = store_mark(app->store, 0).seq;
        if (kind) take_round(app, kind, since < end ? since : end, rest);
        go_to(app, asked_of(app, at, NULL));
    }
    arena_free(&scratch);
}

bool quiz_ask(App *app, Err *err) {
    app->quiz.since =
        app->unstored > 0 ? UNSTORED_FIRST + app->unstored - 1 : store_mark(app->store, 0).seq;
    quiz_at(app, 0);
    quiz_keep_round(app, NULL); // it is for the next start: answers say when nothing can be kept
    return quiz_show(app, err);
}
