// What is due, known and was done, read from the log; and the quiz of what is due.
#include "app/app_handlers.h"
#include "base/str.h"

#include <math.h>

// Attempts are read by so many, and those are shown in which something was done: a round begins all of its attempts at once.
enum { LOOK_AT = 120, PAGE_MOST = 1 << 24 };

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

static void take_row(Review *review, const AttemptRow *row, int most) {
    if (!was_worked_on(row)) return;
    review->more = review->row_count == most;
    if (review->more) return;
    review->rows = arena_grow(&review->arena, review->rows, review->row_count,
                              &review->row_capacity, sizeof *review->rows);
    review->rows[review->row_count++] = *row;
}

// Rows until there are `most`, in pages of which each is twice the one before: what was begun and left may fill many.
static bool load_rows(App *app, int most, Err *err) {
    Review *review = &app->review;
    LogFilter filter = {.cards = all_cards(app, &review->arena), .card_count = app->shelf_count};
    if (review->row_count > 0) filter.before = review->rows[review->row_count - 1].last;
    review->more = false;
    for (int page = LOOK_AT; !review->more; page *= 2) {
        AttemptRow *rows;
        int count = log_newest(app->store, &filter, page, &review->arena, &rows, err);
        for (int i = 0; i < count && !review->more; i++) take_row(review, &rows[i], most);
        if (count < page || page > PAGE_MOST) return count >= 0;
        filter.before = rows[count - 1].last;
    }
    return true;
}

static bool load_calendar(App *app, Err *err) {
    Review *review = &app->review;
    return calendar_load(app->store, all_cards(app, &review->arena), app->shelf_count,
                         &review->calendar, err);
}

bool review_load(App *app, Err *err) {
    int rows = app->review.row_count > REVIEW_ROWS ? app->review.row_count : REVIEW_ROWS;
    review_forget(app);
    if (!load_schedules(app, err) || !load_rows(app, rows, err) || !load_calendar(app, err)) {
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

int64_t review_next(const App *app, int shelf, const char *section) {
    const Review *review = &app->review;
    if (!review->schedules) return 0;
    return schedule_next(&review->schedules[shelf], &app->shelves[shelf]->card, section,
                         review->now_ms);
}

int64_t review_next_of_all(const App *app, int *count) {
    const Review *review = &app->review;
    int64_t next = 0;
    for (int i = 0; i < app->shelf_count; i++) {
        int64_t of = review_next(app, i, NULL);
        if (of && (!next || of < next)) next = of;
    }
    *count = 0;
    for (int i = 0; next && i < app->shelf_count; i++) {
        *count +=
            schedule_due_by(&review->schedules[i], &app->shelves[i]->card, review->now_ms, next);
    }
    return next;
}

// What a test asks is not asked beside it.
static bool takes_part(const Shelf *shelf, const Shelf *only) {
    return !shelf->history.test && (!only || shelf == only);
}

int review_due(const App *app) {
    int due = 0;
    for (int i = 0; i < app->shelf_count; i++) {
        if (takes_part(app->shelves[i], NULL)) due += review_count(app, i, NULL).due;
    }
    return due;
}

// What is due of one card (NULL: of all), in the order in which it is asked.
static int collect_due(const App *app, const Shelf *only, Arena *scratch, Asked **out) {
    const Review *review = &app->review;
    int room = 0, count = 0;
    for (int i = 0; i < app->shelf_count; i++) room += review->schedules[i].task_count;
    Due *due = arena_array(scratch, (size_t)room, sizeof *due);
    for (int i = 0; i < app->shelf_count; i++) {
        const Shelf *shelf = app->shelves[i];
        if (!takes_part(shelf, only)) continue;
        count += schedule_due(&review->schedules[i], &shelf->card, review->now_ms, i, due + count);
    }
    due_sort(due, count);
    *out = arena_array(scratch, (size_t)count, sizeof **out);
    for (int i = 0; i < count; i++) (*out)[i] = (Asked){app->shelves[due[i].card], due[i].task};
    return count;
}

// s: the card, or nothing for all of them.
bool apply_review(App *app, const Action *action, Err *err) {
    const Shelf *only = *action->text ? app_shelf_find(app, action->text) : NULL;
    if (*action->text && !only) {
        return err_set(err, "review: there is no card \"%.60s\"", action->text);
    }
    if (only && only->history.test) return err_set(err, "%s", str_of(STR_IN_TEST));
    if (!review_load(app, err)) return false;
    Arena scratch = {0};
    Asked *asked;
    int count = collect_due(app, only, &scratch, &asked);
    if (count > 0) quiz_queue(app, asked, count, true);
    arena_free(&scratch);
    if (count == 0) return err_set(err, "%s", str_of(STR_NOTHING_DUE));
    app->screen = SCREEN_QUIZ;
    return quiz_ask(app, err);
}

// More of the attempts, older ones.
bool apply_older(App *app, const Action *action, Err *err) {
    (void)action;
    return !app->review.more || load_rows(app, app->review.row_count + REVIEW_ROWS, err);
}

// a: the place of a day in the calendar, −1 for none.
bool apply_day(App *app, const Action *action, Err *err) {
    if (!(action->a >= -1 && action->a < CALENDAR_DAYS)) {
        return err_set(err, "day: found %g, allowed are −1 to %d", action->a, CALENDAR_DAYS - 1);
    }
    app->day = (int)action->a;
    return true;
}
