// Rows of the log as a list. Those that are out of sight cost next to nothing: there may be thousands.
#include "app/attempts_view.h"

#include "app/date.h"

#include <math.h>

static const char *verdict_words(const AttemptRow *row, ColorId *color) {
    *color = COLOR_SECONDARY;
    if (row->undone) return str_of(STR_UNDONE);
    if (!row->done || !row->asked) return str_of(STR_UNFINISHED);
    *color = row->known ? COLOR_RIGHT : row->right ? COLOR_WARNING : COLOR_WRONG;
    if (row->known) return str_of(STR_KNOWN);
    if (row->right) return str_of(STR_RIGHT_LATER);
    return str_of(row->revealed && row->tries == 0 ? STR_REVEALED : STR_WRONG_VERDICT);
}

// Points, what the learner thought of it, when, and of which card.
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
    const Shelf *shelf = app_shelf_find(view->app, row->card);
    return arena_format(arena, "%s · %s", words, shelf ? shelf->card.title : row->card);
}

static TaskForm form_of(const AttemptRow *row) {
    TaskForm form;
    if (!task_form(row->asked, row->seed, &form, NULL)) form = (TaskForm){0};
    return form;
}

static const char *prompt_words(const View *view, const AttemptRow *row) {
    Arena *arena = view->ui->arena;
    if (!row->asked) return row->task;
    TaskForm form = form_of(row);
    Doc prompt = task_text(arena, &row->asked->prompt, &form);
    return flow_plain(arena, &prompt);
}

// What was answered last.
static const char *answer_words(const View *view, const AttemptRow *row) {
    Arena *arena = view->ui->arena;
    const Task *task = row->asked;
    TaskForm form = form_of(row);
    int chosen[CARD_OPTION_MAX], count = answer_options(task, row->answer, chosen);
    const char *words = "";
    for (int i = 0; i < count;
         i++) { // options as they were shown, and not as the author wrote them
        Doc text = task_text(arena, &task->options[chosen[i]].text, &form);
        words = arena_format(arena, "%s%s%s", words, i ? "; " : "", flow_plain(arena, &text));
    }
    if (!*words) words = task_kind(task->type)->words(task, &form, row->answer, arena);
    return str_fill(arena, STR_YOUR_ANSWER, words, NULL);
}

static UiId undo_id(Ui *ui, const AttemptRow *row) {
    return ui_id(ui_id(0, "undo"), format_whole(ui->arena, row->id));
}

static void undo_button(View *view, Rect r, const AttemptRow *row) {
    Ui *ui = view->ui;
    bool sure = view->app->undo_ask == row->id;
    const char *label = str_of(sure ? STR_UNDO_SURE : STR_UNDO);
    if (ui_button(ui, undo_id(ui, row), r, sure ? BUTTON_PRIMARY : BUTTON_QUIET, label, "")) {
        wish(view->wishes, (Action){.kind = ACT_UNDO_ASK, .a = (double)row->id});
    }
}

// The question of an attempt that can still be gone on with, as ACT_TASK takes it; NULL of others.
static const char *open_task(const View *view, const AttemptRow *row) {
    const Shelf *shelf = app_shelf_find(view->app, row->card);
    int task = shelf ? card_task_find(&shelf->card, row->task) : -1;
    if (task < 0 || row->undone || shelf->history.test) return NULL;
    const Attempt *latest = &shelf->history.tasks[task].latest;
    bool open = latest->id == row->id && !latest->done;
    if (!open || !task_is_asked(&shelf->card.tasks[task])) return NULL;
    return arena_format(view->ui->arena, "%s#%s", row->card, row->task);
}

static UiId row_id(Ui *ui, const AttemptRow *row) {
    return ui_id(ui_id(0, "attempt"), format_whole(ui->arena, row->id));
}

// Tab goes there all the same.
static void out_of_sight(View *view, Rect r, Rect undo, const AttemptRow *row) {
    Ui *ui = view->ui;
    if (row->undone) return;
    if (open_task(view, row)) {
        ui_item(ui, (UiItem){.id = row_id(ui, row),
                             .role = UI_LINK,
                             .state = UI_FOCUSABLE,
                             .name = prompt_words(view, row),
                             .r = r});
    }
    ui_item(ui, (UiItem){.id = undo_id(ui, row),
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE,
                         .name = str_of(STR_UNDO),
                         .r = undo});
}

static void row_text(View *view, Rect r, const AttemptRow *row, const char *answer) {
    Ui *ui = view->ui;
    double small = ui_leading(ui, TYPE_CAPTION);
    const char *prompt = prompt_words(view, row);
    ColorId color;
    const char *verdict = verdict_words(row, &color), *rest = circumstances(view, row);
    Rect whole_row = r;
    const char *open = open_task(view, row);
    UiId id = row_id(ui, row);
    if (open) {
        ui_ring(ui, id, rect_pad(r, -4, -4), 6);
        if (ui_clicked(ui, id)) wish(view->wishes, (Action){.kind = ACT_TASK, .text = open});
    }
    ui_line(ui, rect_cut_top(&r, ui_leading(ui, TYPE_INTERFACE)), TYPE_INTERFACE,
            row->undone ? COLOR_MUTED
            : open      ? COLOR_ACCENT
                        : COLOR_TEXT,
            prompt);
    if (*answer) ui_line(ui, rect_cut_top(&r, small), TYPE_CAPTION, COLOR_SECONDARY, answer);
    double w = fmin(ui_text_width(ui, TYPE_CAPTION, verdict) + 2, r.w);
    ui_line(ui, (Rect){r.x, r.y, w, small}, TYPE_CAPTION, color, verdict);
    ui_line(ui, (Rect){r.x + w, r.y, r.w - w, small}, TYPE_CAPTION, COLOR_SECONDARY,
            arena_format(ui->arena, " · %s", rest));
    const char *value =
        arena_format(ui->arena, "%s%s%s · %s", answer, *answer ? " · " : "", verdict, rest);
    ui_item(ui, (UiItem){.id = id,
                         .role = open ? UI_LINK : UI_TEXT,
                         .state = open ? UI_FOCUSABLE : 0,
                         .name = prompt,
                         .value = value,
                         .r = whole_row});
}

static double attempt_row(View *view, Rect r, const AttemptRow *row, Rect seen) {
    Ui *ui = view->ui;
    bool answered = row->asked && *row->answer;
    r.h = ui_leading(ui, TYPE_INTERFACE) + (answered ? 2 : 1) * ui_leading(ui, TYPE_CAPTION) + 16;
    double room = ui_button_width(ui, str_of(STR_UNDO_SURE), "");
    Rect inner = rect_pad(r, 0, 8), undo = rect_cut_right(&inner, room);
    undo = rect_center(undo, undo.w, 36 * fmin(ui->k, 1.5));
    if (r.y + r.h < seen.y || r.y > seen.y + seen.h) {
        out_of_sight(view, inner, undo, row);
        return r.h;
    }
    rect_cut_right(&inner, 12);
    row_text(view, inner, row, answered ? answer_words(view, row) : "");
    draw_fill(ui->draw, (Rect){r.x, r.y + r.h - 1, r.w, 1}, ui_color(ui, COLOR_BORDER));
    if (!row->undone) undo_button(view, undo, row);
    return r.h;
}

double attempts_view(View *view, Rect r, Rect seen) {
    Ui *ui = view->ui;
    const Review *review = &view->app->review;
    double y = r.y;
    for (int i = 0; i < review->row_count; i++) {
        y += attempt_row(view, (Rect){r.x, y, r.w, 0}, &review->rows[i], seen);
    }
    if (!review->more) return y - r.y;
    const char *label = str_of(STR_SHOW_OLDER);
    Rect more = {r.x, y + 16, ui_button_width(ui, label, ""), 44 * ui->k};
    if (ui_button(ui, ui_id(0, "older"), more, BUTTON_PLAIN, label, "")) {
        wish(view->wishes, (Action){.kind = ACT_OLDER});
    }
    return more.y + more.h - r.y;
}
