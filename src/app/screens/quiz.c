// The Quiz screen: one question at a time with the figure that belongs to it, or the result page.
#include "app/figure.h"
#include "app/quiz_view.h"

#include <math.h>

// Figure beside the question: the section's, or after "Prove it" the one that proves the answer.
static void side(View *view, Rect r, const Task *task) {
    const App *app = view->app;
    const Card *card = &app->shelf->card;
    if (app->quiz.proving) {
        const char *observe = flow_plain(view->ui->arena, &task->visual.observe);
        figure_card(view, ui_id(ui_id(0, "proof"), task->id), r,
                    (FigureCard){str_of(STR_PROVE), observe, task->visual.view, TARGET_PROOF});
        return;
    }
    int section = card_section_find(card, task->section);
    int lesson = section >= 0 ? card->sections[section].lesson : -1;
    if (lesson < 0) return;
    const Lesson *what = &card->lessons[lesson];
    figure_card(view, ui_id(ui_id(0, "side"), what->id), r,
                (FigureCard){what->title, "", what->visual.view, TARGET_LESSON + lesson});
}

static void empty(View *view, Rect area) {
    Ui *ui = view->ui;
    Rect r = page_column(view, area);
    r.y += 40;
    ui_wrapped(ui, ui_id(0, "no tasks"), r, (UiInk){TYPE_PROSE, COLOR_SECONDARY},
               str_of(STR_NO_TASKS), true);
}

void screen_quiz(View *view, Rect area) {
    Ui *ui = view->ui;
    const App *app = view->app;
    if (app->quiz.count == 0) {
        empty(view, area);
        return;
    }
    Rect column = page_column(view, area), figure = {0};
    const Task *task = app_task(app);
    bool wide = task && column.w - 40 - 620 * ui->k >= 470;
    if (wide) {
        Rect left = rect_cut_left(&column, 620 * ui->k);
        rect_cut_left(&column, 40);
        figure = rect_pad(column, 0, 24);
        column = left;
        area.w = column.x + column.w + 28 - area.x;
    } else {
        column.w = fmin(column.w, 760 * ui->k);
    }
    Page page = page_begin(view, area);
    column.y = page.top + 28;
    double height = task ? quiz_question(view, column, task) : quiz_results(view, column);
    if (task && !wide && app->quiz.proving) {
        Rect r = {column.x, column.y + height + 24, column.w, 0};
        const char *observe = flow_plain(ui->arena, &task->visual.observe);
        height += 24 + figure_card(view, ui_id(ui_id(0, "proof"), task->id), r,
                                   (FigureCard){str_of(STR_PROVE), observe, task->visual.view,
                                                TARGET_PROOF});
    }
    page_end(view, page, height + 68);
    if (wide) side(view, figure, task);
}
