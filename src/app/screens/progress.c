// The Progress screen: what is due, what is known, when one learnt, and every attempt.
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

static const char *whole(Arena *arena, int64_t number) {
    return arena_format(arena, "%lld", (long long)number);
}

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
    return str_fill(arena, STR_NEXT_DUE, when_words(view, next),
                    format_plural(arena, count, "question"));
}

static void review_button(Stack *stack, Rect r, int due) {
    View *view = stack->view;
    Ui *ui = view->ui;
    const char *label = str_fill(ui->arena, STR_REVIEW_DUE, whole(ui->arena, due), NULL);
    r.w = ui_button_width(ui, label, "Enter");
    bool pressed = ui_button(ui, ui_id(0, "review"), r, BUTTON_PRIMARY, label, "Enter") ||
                   (view->app->overlay == OVERLAY_NONE && ui_take_key(ui, UI_KEY_ENTER, 0));
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
    const char *words = due ? str_fill(ui->arena, STR_DUE_NOW, whole(ui->arena, due), NULL)
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

// A name, a bar, and how many are known; with an action it is a button.
static void known_row(Stack *stack, UiId id, const char *name, ScheduleCount count,
                      const Action *action) {
    View *view = stack->view;
    Ui *ui = view->ui;
    Arena *arena = ui->arena;
    Rect r = {stack->r.x, stack->r.y, stack->r.w, ui_leading(ui, TYPE_INTERFACE) + 10 * ui->k};
    const char *known =
        str_fill(arena, STR_ALL_KNOWN, whole(arena, count.known), whole(arena, count.asked));
    const char *due = count.due ? str_fill(arena, STR_DUE_NOW, whole(arena, count.due), NULL) : "";
    Rect row = r, number = rect_cut_right(&row, 64 * ui->k);
    Rect bar = rect_center(rect_cut_right(&row, 96 * ui->k), 96 * ui->k, 6);
    Rect soon = rect_cut_right(&row, 92 * ui->k);
    ui_line_right(ui, number, TYPE_MONO, COLOR_TEXT, known);
    ui_line_right(ui, (Rect){soon.x, soon.y, soon.w - 14, soon.h}, TYPE_LABEL_PLAIN, COLOR_WARNING,
                  due);
    draw_round(ui->draw, bar, 3, ui_color(ui, COLOR_SUNKEN));
    if (count.known) {
        draw_round(ui->draw, (Rect){bar.x, bar.y, bar.w * count.known / count.asked, bar.h}, 3,
                   ui_color(ui, COLOR_RIGHT));
    }
    ui_line(ui, row, TYPE_INTERFACE, ui_hot(ui, id) ? COLOR_ACCENT : COLOR_TEXT, name);
    ui_ring(ui, id, r, 6);
    const char *value = arena_format(
        arena, "%s%s%s",
        str_fill(arena, STR_KNOWN_OF, whole(arena, count.known), whole(arena, count.asked)),
        *due ? ", " : "", due);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_LINK,
                         .state = UI_FOCUSABLE,
                         .name = name,
                         .value = value,
                         .r = r});
    if (ui_clicked(ui, id)) wish(view->wishes, *action);
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
    for (int i = 0; i < card->section_count; i++) {
        const Section *section = &card->sections[i];
        ScheduleCount count = review_count(app, shelf, section->id);
        if (count.asked == 0) continue;
        const char *name = *section->title ? section->title : card->title;
        Action go = {.kind = ACT_LINK, .text = arena_format(ui->arena, "#%s", section->id)};
        known_row(stack, ui_id(ui_id(0, "known section"), section->id), name, count, &go);
    }
    stack->r.y += 24 * ui->k;
}

static void known_by_card(Stack *stack) {
    const App *app = stack->view->app;
    heading(stack, STR_KNOWN_BY_CARD, TYPE_H3);
    for (int i = 0; i < app->shelf_count; i++) {
        const Card *card = &app->shelves[i]->card;
        ScheduleCount count = review_count(app, i, NULL);
        if (count.asked == 0) continue;
        Action go = {.kind = count.due ? ACT_REVIEW : ACT_CARD, .text = card->id};
        known_row(stack, ui_id(ui_id(0, "known card"), card->id), card->title, count, &go);
    }
    stack->r.y += 24 * stack->view->ui->k;
}

static void weeks_part(Stack *stack) {
    heading(stack, STR_LAST_WEEKS, TYPE_H3);
    stack->r.y += week_grid(stack->view, stack->r) + 28 * stack->view->ui->k;
}

static const char *verdict_words(const AttemptRow *row, ColorId *color) {
    *color = COLOR_SECONDARY;
    if (row->undone) return str_of(STR_UNDONE);
    if (!row->done || !row->asked) return str_of(STR_UNFINISHED);
    *color = row->known ? COLOR_RIGHT : row->right ? COLOR_WARNING : COLOR_WRONG;
    if (row->known) return str_of(STR_KNOWN);
    if (row->right) return str_of(STR_RIGHT_LATER);
    return str_of(row->revealed && row->tries == 0 ? STR_REVEALED : STR_WRONG_VERDICT);
}

// Card, points, what the learner thought of it, and when.
static const char *circumstances(const View *view, const AttemptRow *row) {
    static const StrId SAID[] = {[CONFIDENCE_NONE] = STR_COUNT,
                                 [CONFIDENCE_GUESS] = STR_SAID_GUESS,
                                 [CONFIDENCE_THINK] = STR_SAID_THINK,
                                 [CONFIDENCE_SURE] = STR_SAID_SURE};
    Arena *arena = view->ui->arena;
    const Review *review = &view->app->review;
    const char *words = date_moment(arena, review->zone, row->end_ms, review->now_ms);
    if (row->done && !row->undone) {
        words = arena_format(arena, "%s · %s", format_points(arena, row->points), words);
    }
    StrId said = SAID[row->confidence];
    if (said != STR_COUNT) words = arena_format(arena, "%s · %s", str_of(said), words);
    return words;
}

static const char *prompt_words(const View *view, const AttemptRow *row) {
    Arena *arena = view->ui->arena;
    TaskForm form;
    if (!row->asked) return row->task;
    if (!task_form(row->asked, row->seed, &form, NULL)) form = (TaskForm){0};
    Doc prompt = task_text(arena, &row->asked->prompt, &form);
    return flow_plain(arena, &prompt);
}

static void undo_button(View *view, Rect r, const AttemptRow *row) {
    Ui *ui = view->ui;
    bool sure = view->app->undo_ask == row->id;
    const char *label = str_of(sure ? STR_UNDO_SURE : STR_UNDO);
    UiId id = ui_id(ui_id(0, "undo"), whole(ui->arena, row->id));
    if (ui_button(ui, id, r, sure ? BUTTON_PRIMARY : BUTTON_QUIET, label, "")) {
        wish(view->wishes, (Action){.kind = ACT_UNDO_ASK, .a = (double)row->id});
    }
}

static void attempt_row(Stack *stack, const AttemptRow *row) {
    View *view = stack->view;
    Ui *ui = view->ui;
    double line = ui_leading(ui, TYPE_INTERFACE), small = ui_leading(ui, TYPE_CAPTION);
    Rect r = {stack->r.x, stack->r.y, stack->r.w, line + small + 16};
    Rect inner = rect_pad(r, 0, 8), undo = rect_cut_right(&inner, 84 * ui->k);
    const char *prompt = prompt_words(view, row);
    ColorId color;
    const char *verdict = verdict_words(row, &color), *rest = circumstances(view, row);
    draw_fill(ui->draw, (Rect){r.x, r.y + r.h - 1, r.w, 1}, ui_color(ui, COLOR_BORDER));
    ui_line(ui, rect_cut_top(&inner, line), TYPE_INTERFACE, row->undone ? COLOR_MUTED : COLOR_TEXT,
            prompt);
    double w = ui_text_width(ui, TYPE_CAPTION, verdict) + 2;
    ui_line(ui, (Rect){inner.x, inner.y, fmin(w, inner.w), small}, TYPE_CAPTION, color, verdict);
    ui_line(ui, (Rect){inner.x + w, inner.y, fmax(0, inner.w - w), small}, TYPE_CAPTION,
            COLOR_SECONDARY, arena_format(ui->arena, " · %s", rest));
    ui_item(ui, (UiItem){.id = ui_id(ui_id(0, "attempt"), whole(ui->arena, row->id)),
                         .role = UI_TEXT,
                         .name = prompt,
                         .value = arena_format(ui->arena, "%s · %s", verdict, rest),
                         .r = r});
    if (!row->undone) undo_button(view, rect_center(undo, undo.w, 36 * fmin(ui->k, 1.5)), row);
    stack->r.y += r.h;
}

static void attempts_part(Stack *stack) {
    const Review *review = &stack->view->app->review;
    heading(stack, STR_LATEST, TYPE_H3);
    for (int i = 0; i < review->row_count; i++) attempt_row(stack, &review->rows[i]);
    stack->r.y += 24 * stack->view->ui->k;
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
        words = str_fill(arena, STR_PREDICTED, whole(arena, count), off);
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
                   (stack->view->app->overlay == OVERLAY_NONE && ui_take_key(ui, UI_KEY_ENTER, 0));
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
        attempts_part(&two);
    } else {
        attempts_part(&one);
    }
    page_end(view, page, (wide ? fmax(one.r.y, two.r.y) : one.r.y) + 40 - page.top);
}
