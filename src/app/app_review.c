// What is due, known and was done, read from the log; and the quiz of what is due.
#include "app/app_handlers.h"
#include "base/str.h"

#include <math.h>

// Of so many attempts those are shown in which something was done: a round of questions begins all of its attempts at once.
enum { LOOK_AT = 120 };

static bool was_worked_on(const AttemptRow *row) {
    return row->tries || row->hints || row->revealed;
}

static const Card **all_cards(App *app, Arena *arena) {
    const Card **cards = arena_array(arena, (size_t)app->shelf_count, sizeof(Card *));
    for (int i = 0; i < app->shelf_count; i++) cards[i] = &app->shelves[i]->card;
    return cards;
}

Zone app_zone(const App *app) {
    return (Zone){.offset_min = app->offset_min, .rollover_hour = ROLLOVER_HOUR};
}

// An empty review of the right size: what there is when the log cannot be read.
void review_forget(App *app) {
    Review *review = &app->review;
    arena_free(&review->arena);
    Zone zone = app_zone(app);
    *review = (Review){.now_ms = app->utc_ms, .zone = zone, .stale = true};
    review->calendar = calendar_new(zone, app->utc_ms);
}

static bool load_schedules(App *app, Err *err) {
    Review *review = &app->review;
    review->schedules =
        arena_array(&review->arena, (size_t)app->shelf_count, sizeof *review->schedules);
    for (int i = 0; i < app->shelf_count; i++) {
        if (!schedule_load(app->store, &app->shelves[i]->card, review->zone, &review->arena,
                           &review->schedules[i], err)) {
            return false;
        }
    }
    return true;
}

// The tests that go on, as the cards' histories have them.
static Running *running_tests(const App *app, Arena *arena) {
    Running *running = arena_alloc(arena, sizeof *running);
    *running = (Running){0};
    for (int i = 0; i < app->shelf_count; i++) {
        const Shelf *shelf = app->shelves[i];
        Event begin = {.seq = shelf->history.test,
                       .kind = EVENT_TEST,
                       .card = shelf->card.id,
                       .value = "begin"};
        if (begin.seq) running_add(running, &begin, arena);
    }
    return running;
}

static bool load_rows(App *app, Err *err) {
    Review *review = &app->review;
    LogFilter filter = {.cards = all_cards(app, &review->arena), .card_count = app->shelf_count};
    filter.running = running_tests(app, &review->arena);
    int count = log_newest(app->store, &filter, LOOK_AT, &review->arena, &review->rows, err);
    for (int i = 0; i < count && review->row_count < REVIEW_ROWS; i++) {
        if (was_worked_on(&review->rows[i])) review->rows[review->row_count++] = review->rows[i];
    }
    return count >= 0 &&
           calendar_load(app->store, filter.cards, filter.card_count, &review->calendar, err);
}

bool review_load(App *app, Err *err) {
    review_forget(app);
    if (!load_schedules(app, err) || !load_rows(app, err)) {
        review_forget(app);
        return false;
    }
    app->review.stale = false;
    return true;
}

ScheduleCount review_count(const App *app, int shelf, const char *section) {
    const Review *review = &app->review;
    if (!review->schedules) return (ScheduleCount){0};
    return schedule_count(&review->schedules[shelf], &app->shelves[shelf]->card, section,
                          review->now_ms);
}

int64_t review_next(const App *app) {
    const Review *review = &app->review;
    int64_t next = 0;
    for (int i = 0; i < app->shelf_count && review->schedules; i++) {
        int64_t of = schedule_next(&review->schedules[i], &app->shelves[i]->card, review->now_ms);
        if (of && (!next || of < next)) next = of;
    }
    return next;
}

// The card shown if anything of it is due, else the one with most.
static Shelf *most_due(App *app) {
    Shelf *best = NULL;
    int most = 0;
    for (int i = 0; i < app->shelf_count; i++) {
        int due = review_count(app, i, NULL).due;
        if (due > 0 && app->shelves[i] == app->shelf) return app->shelf;
        if (due <= most) continue;
        most = due;
        best = app->shelves[i];
    }
    return best;
}

static int shelf_index(const App *app, const Shelf *shelf) {
    int index = 0;
    while (app->shelves[index] != shelf) index++;
    return index;
}

// s: the card, or nothing for the one that comes first.
bool apply_review(App *app, const Action *action, Err *err) {
    if (quiz_in_test(app)) return err_set(err, "%s", str_of(STR_IN_TEST));
    if (!review_load(app, err)) return false;
    Shelf *shelf = *action->text ? app_shelf_find(app, action->text) : most_due(app);
    if (*action->text && !shelf) {
        return err_set(err, "review: there is no card \"%.60s\"", action->text);
    }
    if (shelf && shelf->history.test) return err_set(err, "%s", str_of(STR_IN_TEST));
    int index = shelf ? shelf_index(app, shelf) : 0;
    if (!shelf || review_count(app, index, NULL).due == 0) {
        return err_set(err, "%s", str_of(STR_NOTHING_DUE));
    }
    app_open(app, shelf->card.id);
    int count = schedule_due(&app->review.schedules[index], &shelf->card, app->review.now_ms,
                             app->quiz.queue);
    app->screen = SCREEN_QUIZ;
    return quiz_ask(app, count, err);
}

// a: the place of a day in the calendar, −1 for none.
bool apply_day(App *app, const Action *action, Err *err) {
    if (!(action->a >= -1 && action->a < CALENDAR_DAYS)) {
        return err_set(err, "day: found %g, allowed are −1 to %d", action->a, CALENDAR_DAYS - 1);
    }
    app->day = (int)action->a;
    return true;
}
