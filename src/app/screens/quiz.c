// The Quiz screen: one question at a time with the figure that belongs to it, or the result page.
#include "app/figure.h"
#include "app/quiz_view.h"
#include "app/task_view.h"

#include <math.h>

enum { QUESTION = 620, RESULT = 1120 };

// Whether a key is told of: in a test there are no hints, and where letters choose B is one of them.
static bool is_told(const View *view, const TaskView *type, StrId what) {
    if (what == STR_KEY_HINT) return !quiz_in_test(view->app);
    return what != STR_KEY_BACK || type->keys != task_letters;
}

// The lesson whose figure stands beside the question once something was done in it, −1 if there is none.
static int lesson_of(const View *view) {
    const Card *card = &view->app->shelf->card;
    int section = card_section_find(card, app_task(view->app)->section);
    return section >= 0 ? card->sections[section].lesson : -1;
}

// Before the first hint or answer a figure would often give the answer away; its place tells the keys instead.
static void figure_waits(View *view, Rect r) {
    Ui *ui = view->ui;
    const TaskView *type = task_view(app_task(view->app)->type);
    // While a number is typed, letters and digits belong to it.
    const TaskKey plain[] = {type->key,
                             {"Enter", STR_KEY_CHECK},
                             {"H", STR_KEY_HINT},
                             {"B", STR_KEY_BACK}},
                  typed[] = {type->key,
                             {"Enter", STR_KEY_CHECK},
                             {"Ctrl H", STR_KEY_HINT},
                             {"Esc", STR_KEY_LEAVE}};
    const TaskKey *keys = type->typed ? typed : plain;
    const size_t count = sizeof plain / sizeof *plain;
    const char *first = keys[0].chip;
    if (type->keys == task_letters) {
        first = arena_format(ui->arena, "A – %c", 'A' + app_attempt(view->app)->order_count - 1);
    }
    double line = 30 * ui->k, pad = 20 * fmin(ui->k, 1.4),
           chip = ui_chip_width(ui, type->typed ? keys[2].chip : first) + 24 * ui->k;
    UiInk ink = {TYPE_LABEL_PLAIN, COLOR_SECONDARY};
    const char *words = quiz_in_test(view->app) ? str_of(STR_TEST_NOTE)
                        : lesson_of(view) >= 0  ? str_of(STR_FIGURE_WAITS)
                                                : "";
    int told = 0;
    for (size_t i = 0; i < count; i++) told += is_told(view, type, keys[i].what);
    double note = 0;
    if (*words) note = 12 + ui_wrapped(ui, 0, (Rect){0, 0, r.w - 2 * pad, 0}, ink, words, false);
    r.h = 2 * pad + note + told * line;
    ui_surface(ui, r, 12);
    Rect inner = rect_inset(r, pad);
    if (*words) ui_wrapped(ui, ui_id(0, "figure waits"), inner, ink, words, true);
    rect_cut_top(&inner, note);
    for (size_t i = 0; i < count; i++) {
        if (!is_told(view, type, keys[i].what)) continue;
        Rect row = rect_cut_top(&inner, line);
        ui_chip(ui, row.x, row.y + row.h / 2, i == 0 ? first : keys[i].chip);
        rect_cut_left(&row, chip);
        UiInk what = {TYPE_LABEL_PLAIN, COLOR_TEXT};
        ui_label(ui, ui_id(ui_id(0, "key"), keys[i].chip), UI_TEXT, row, what,
                 str_of(keys[i].what));
    }
}

// Figure beside the question: the section's, or after "Prove it" the one that proves the answer.
static void side(View *view, Rect r, const Task *task) {
    bool hidden = quiz_in_test(view->app) && app_attempt(view->app)->done;
    if (view->app->quiz.proving || (quiz_has_figure(view->app) && !hidden)) {
        task_figure(view, r, task);
        return;
    }
    const Attempt *attempt = app_attempt(view->app);
    bool untouched = !attempt->done && !attempt->hints && !attempt->tries;
    if (untouched || quiz_in_test(view->app)) {
        figure_waits(view, r);
        return;
    }
    int lesson = lesson_of(view);
    if (lesson >= 0) figure_lesson_card(view, r, lesson);
}

static void empty(View *view, Rect area) {
    Ui *ui = view->ui;
    Rect r = page_column(area);
    r.y += 40;
    r.y += ui_wrapped(ui, ui_id(0, "no tasks"), r, (UiInk){TYPE_PROSE, COLOR_SECONDARY},
                      str_of(STR_NO_TASKS), true);
    if (!quiz_in_test(view->app)) return;
    // Its questions are gone from the card.
    const char *label = str_of(STR_END_TEST);
    Rect end = {r.x, r.y + 20, ui_button_width(ui, label, ""), 44 * ui->k};
    if (ui_button(ui, ui_id(0, "end the test"), end, BUTTON_PRIMARY, label, "")) {
        wish(view->wishes, (Action){.kind = ACT_TEST_END});
    }
}

static void results(View *view, Rect area) {
    Rect column = page_column(area);
    column.w = fmin(column.w, RESULT * view->ui->k);
    Page page = page_begin(view, area);
    column.y = page.top + 28;
    page_end(view, page, quiz_results(view, column) + 68);
}

static void question(View *view, Rect area, const Task *task) {
    Split split = page_split(view, area, QUESTION);
    bool narrow = rect_empty(split.figure),
         proving = view->app->quiz.proving && !quiz_has_figure(view->app);
    Page page = page_begin(view, split.page);
    Rect column = split.text;
    column.y = page.top + 28;
    QuizHeight question = quiz_question(view, column, task, narrow);
    double height = question.whole, figure = 28 + height;
    if (narrow && proving) {
        Rect below = {column.x, column.y + height + 24, column.w, 0};
        height += 24 + task_figure(view, below, task);
    }
    page_end(view, page, height + 68);
    // What an answer has brought up is shown: the figure from its top, else all down to the buttons, as far as that leaves its
    // beginning on the page.
    double end = fmax(0, height + 68 - split.page.h),
           buttons = fmax(0, question.buttons + 68 - split.page.h),
           to = narrow && proving ? fmin(figure, end)
                                  : fmin(fmax(0, 16 + question.news), fmin(buttons, end));
    if (view->app->quiz.follow) wish(view->wishes, (Action){.kind = ACT_SCROLL, .a = to});
    if (!narrow) side(view, split.figure, task);
}

void screen_quiz(View *view, Rect area) {
    const Task *task = app_task(view->app);
    if (view->app->quiz.count == 0) {
        empty(view, area);
    } else if (task) {
        question(view, area, task);
    } else {
        results(view, area);
    }
}
