// The Progress screen: what is due, what is known, when one learnt, and every attempt.
#include "app/attempts_view.h"
#include "app/date.h"
#include "app/predict_view.h"
#include "app/view.h"
#include "app/week_grid.h"
#include "base/str.h"

#include <math.h>

enum { LEFT = 560, GAP = 40, RIGHT_LEAST = 480 };

// A column that is filled from the top.
typedef struct Stack {
    View *view;
    Rect r; // x, w; y is where the next part goes
} Stack;

static void heading(Stack *stack, StrId text, TypeId type) {
    Ui *ui = stack->view->ui;
    Rect r = {stack->r.x, stack->r.y, stack->r.w, ui_leading(ui, type)};
    ui_label(ui, ui_id(ui_id(0, "progress"), str_of(text)), UI_HEADING, r,
             (UiInk){type, COLOR_TEXT}, str_of(text));
    stack->r.y += r.h + 10 * ui->k;
}

static void note(Stack *stack, const char *name, const char *text) {
    Ui *ui = stack->view->ui;
    Rect r = {stack->r.x, stack->r.y, stack->r.w, 0};
    stack->r.y +=
        ui_wrapped(ui, ui_id(0, name), r, (UiInk){TYPE_INTERFACE, COLOR_SECONDARY}, text, true);
}

static int64_t days_until(const Review *review, int64_t utc_ms) {
    return zone_day(review->zone, utc_ms) - zone_day(review->zone, review->now_ms);
}

static const char *when_words(const View *view, int64_t utc_ms) {
    return date_ahead(view->ui->arena, days_until(&view->app->review, utc_ms));
}

// "Next: tomorrow, 7 questions".
static const char *next_words(const View *view) {
    int count;
    int64_t next = review_next_of_all(view->app, &count);
    Arena *arena = view->ui->arena;
    if (!next) return "";
    return str_fill(arena, review_due(view->app) ? STR_AFTER_THESE : STR_NEXT_DUE,
                    when_words(view, next), format_plural(arena, count, "question"));
}

static void review_button(Stack *stack, Rect r, int due) {
    View *view = stack->view;
    Ui *ui = view->ui;
    const char *label = str_fill(ui->arena, STR_REVIEW_DUE, format_whole(ui->arena, due), NULL);
    r.w = ui_button_width(ui, label, "Enter");
    bool pressed =
        ui_button(ui, ui_id(0, "review"), r, BUTTON_PRIMARY, label, "Enter") || view_enter(view);
    if (pressed) wish(view->wishes, (Action){.kind = ACT_REVIEW});
}

// How many are due, the way to them, and when the next ones will be.
static void due_part(Stack *stack) {
    View *view = stack->view;
    Ui *ui = view->ui;
    int due = review_due(view->app);
    double pad = 20 * ui->k, button = due ? 44 * ui->k + 14 : 0;
    Rect r = {stack->r.x, stack->r.y, stack->r.w,
              2 * pad + ui_leading(ui, TYPE_H2) + ui_leading(ui, TYPE_INTERFACE) + button};
    const char *next = next_words(view);
    if (!*next) r.h -= ui_leading(ui, TYPE_INTERFACE);
    ui_surface(ui, r, 12);
    Rect inner = rect_inset(r, pad);
    const char *words = due ? str_fill(ui->arena, STR_DUE_NOW, format_whole(ui->arena, due), NULL)
                            : str_of(STR_NOTHING_DUE);
    ui_label(ui, ui_id(0, "due"), UI_STATUS, rect_cut_top(&inner, ui_leading(ui, TYPE_H2)),
             (UiInk){TYPE_H2, COLOR_TEXT}, words);
    if (*next) {
        ui_label(ui, ui_id(0, "next due"), UI_TEXT,
                 rect_cut_top(&inner, ui_leading(ui, TYPE_INTERFACE)),
                 (UiInk){TYPE_INTERFACE, COLOR_SECONDARY}, next);
    }
    rect_cut_top(&inner, 14);
    if (due) review_button(stack, (Rect){inner.x, inner.y, 0, 44 * ui->k}, due);
    stack->r.y += r.h + 28 * ui->k;
}

// One row of what is known: of a card, or of a section of it.
typedef struct Known {
    UiId id;
    const char *name;
    int shelf;
    const char *section; // NULL: of the whole card
    Action action;       // of a click
} Known;

// What is due, else when the next is: "2 due now", "in 3 days", "" if nothing was answered yet.
static const char *due_words(const View *view, const Known *known, int due) {
    Arena *arena = view->ui->arena;
    if (due) return str_fill(arena, STR_DUE_NOW, format_whole(arena, due), NULL);
    int64_t next = review_next(view->app, known->shelf, known->section);
    return next ? when_words(view, next) : "";
}

static void known_bar(Ui *ui, Rect r, ScheduleCount count) {
    Rect bar = rect_center(r, r.w, 6);
    bool contrast = ui->theme == THEME_CONTRAST; // its borders are as bright as what is known
    draw_round(ui->draw, bar, 3, ui_color(ui, contrast ? COLOR_SUNKEN : COLOR_BORDER));
    if (contrast) draw_ring(ui->draw, bar, 3, 1, ui_color(ui, COLOR_CONTROL));
    if (!count.known) return;
    bar.w *= (double)count.known / count.asked;
    draw_round(ui->draw, bar, 3, ui_color(ui, COLOR_RIGHT));
}

// A name, when it is due, a bar, and how many are known. Where the name has no room beside the rest it has a line of its own.
static void known_row(Stack *stack, const Known *known) {
    View *view = stack->view;
    Ui *ui = view->ui;
    Arena *arena = ui->arena;
    ScheduleCount count = review_count(view->app, known->shelf, known->section);
    if (count.asked == 0) return;
    const char *due = due_words(view, known, count.due), *asked = format_whole(arena, count.asked),
               *of = format_whole(arena, count.known);
    double line = ui_leading(ui, TYPE_INTERFACE), rest = (64 + 96 + 92) * ui->k;
    bool alone = ui_text_width(ui, TYPE_INTERFACE, known->name) > stack->r.w - rest;
    Rect r = {stack->r.x, stack->r.y, stack->r.w, (alone ? 2 : 1) * line + 10 * ui->k};
    Rect row = rect_pad(r, 0, 5 * ui->k), name = alone ? rect_cut_top(&row, line) : row;
    ui_line_right(ui, rect_cut_right(&row, 64 * ui->k), TYPE_MONO, COLOR_TEXT,
                  str_fill(arena, STR_ALL_KNOWN, of, asked));
    known_bar(ui, rect_cut_right(&row, 96 * ui->k), count);
    Rect soon = rect_cut_right(&row, 92 * ui->k);
    soon.w -= 14;
    ui_line_right(ui, soon, TYPE_LABEL_PLAIN, count.due ? COLOR_WARNING : COLOR_SECONDARY, due);
    if (!alone) name = row;
    ui_line(ui, name, TYPE_INTERFACE, ui_hot(ui, known->id) ? COLOR_ACCENT : COLOR_TEXT,
            known->name);
    ui_ring(ui, known->id, r, 6);
    const char *value = arena_format(arena, "%s%s%s", str_fill(arena, STR_KNOWN_OF, of, asked),
                                     *due ? ", " : "", due);
    ui_item(ui, (UiItem){.id = known->id,
                         .role = UI_LINK,
                         .state = UI_FOCUSABLE,
                         .name = known->name,
                         .value = value,
                         .r = r});
    if (ui_clicked(ui, known->id)) wish(view->wishes, known->action);
    stack->r.y += r.h;
}

static void known_by_section(Stack *stack) {
    View *view = stack->view;
    Ui *ui = view->ui;
    const App *app = view->app;
    const Card *card = &app->shelf->card;
    int shelf = 0;
    while (app->shelves[shelf] != app->shelf) shelf++;
    heading(stack, STR_KNOWN_BY_SECTION, TYPE_H3);
    stack->r.y -= 6 * ui->k;
    note(stack, "known of", card->title);
    stack->r.y += 6 * ui->k;
    for (int i = 0; i < card->section_count; i++) {
        const Section *section = &card->sections[i];
        Action go = {.kind = ACT_LINK, .text = arena_format(ui->arena, "#%s", section->id)};
        known_row(stack, &(Known){.id = ui_id(ui_id(0, "known section"), section->id),
                                  .name = *section->title ? section->title : card->title,
                                  .shelf = shelf,
                                  .section = section->id,
                                  .action = go});
    }
    stack->r.y += 24 * ui->k;
}

// A click reviews what is due of the card, or opens it.
static void known_by_card(Stack *stack) {
    const App *app = stack->view->app;
    heading(stack, STR_KNOWN_BY_CARD, TYPE_H3);
    for (int i = 0; i < app->shelf_count; i++) {
        const Card *card = &app->shelves[i]->card;
        bool due = review_count(app, i, NULL).due > 0;
        Action go = {.kind = due ? ACT_REVIEW : ACT_CARD, .text = card->id};
        known_row(stack, &(Known){.id = ui_id(ui_id(0, "known card"), card->id),
                                  .name = card->title,
                                  .shelf = i,
                                  .action = go});
    }
    stack->r.y += 24 * stack->view->ui->k;
}

static void weeks_part(Stack *stack) {
    heading(stack, STR_LAST_WEEKS, TYPE_H3);
    stack->r.y += week_grid(stack->view, stack->r) + 28 * stack->view->ui->k;
}

static void attempts_part(Stack *stack, Rect seen) {
    heading(stack, STR_LATEST, TYPE_H3);
    stack->r.y += attempts_view(stack->view, stack->r, seen) + 24 * stack->view->ui->k;
}

// What was predicted of figures: never a point, so it stands apart.
static void predictions_part(Stack *stack) {
    Arena *arena = stack->view->ui->arena;
    double median = 0;
    int count = app_prediction_count(stack->view->app, &median);
    if (count == 0) return;
    const char *off = predict_distance_words(arena, median), *words = NULL;
    if (count == 1) {
        words = str_fill(arena, STR_PREDICTED_ONE, off, NULL);
    } else {
        words = str_fill(arena, STR_PREDICTED, format_whole(arena, count), off);
    }
    note(stack, "predictions", words);
    stack->r.y += 28 * stack->view->ui->k;
}

static void empty(Stack *stack) {
    Ui *ui = stack->view->ui;
    stack->r.w = fmin(stack->r.w, 640 * ui->k);
    note(stack, "none yet", str_of(STR_NONE_YET));
    stack->r.y += 20 * ui->k;
    predictions_part(stack);
    const char *label = str_of(STR_START_QUIZ);
    Rect r = {stack->r.x, stack->r.y, ui_button_width(ui, label, "Enter"), 44 * ui->k};
    bool pressed = ui_button(ui, ui_id(0, "begin"), r, BUTTON_PRIMARY, label, "Enter") ||
                   view_enter(stack->view);
    if (pressed) wish(stack->view->wishes, (Action){.kind = ACT_SCREEN, .text = "quiz"});
    stack->r.y += r.h + 28 * ui->k;
}

void screen_progress(View *view, Rect area) {
    Ui *ui = view->ui;
    Rect column = page_column(area);
    Page page = page_begin(view, area);
    double left = LEFT * ui->k, gap = GAP;
    bool wide = column.w - left - gap >= RIGHT_LEAST * ui->k;
    Stack one = {view, column};
    one.r.y = page.top + 32;
    heading(&one, STR_PROGRESS, TYPE_H1);
    one.r.y += 8 * ui->k;
    if (view->app->review.row_count == 0) {
        empty(&one);
        page_end(view, page, one.r.y + 40 - page.top);
        return;
    }
    if (wide) one.r.w = left;
    Stack two = one;
    due_part(&one);
    if (!wide) weeks_part(&one);
    known_by_section(&one);
    known_by_card(&one);
    predictions_part(&one);
    if (wide) {
        two.r.x += left + gap;
        two.r.w = column.w - left - gap;
        weeks_part(&two);
        attempts_part(&two, area);
    } else {
        attempts_part(&one, area);
    }
    page_end(view, page, (wide ? fmax(one.r.y, two.r.y) : one.r.y) + 40 - page.top);
}
