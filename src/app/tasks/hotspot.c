// A cell of a figure: pointed to there, walked to with the arrow keys, or set by two sliders.
#include "app/task_view.h"

#include <stdio.h>

static void side_slider(Question *q, StrId name, int side, int64_t cell[2], Rect r) {
    View *view = q->view;
    Ui *ui = view->ui;
    bool chosen = *view->app->quiz.answer != '\0';
    SliderRange range = {0, (double)(hotspot_size(q->task, &q->form) - 1), 1, false, 0};
    const char *text = chosen ? format_count(ui->arena, (double)cell[side]) : "–";
    UiSlide slide = ui_slider(ui, ui_id(ui_id(0, "cell"), str_of(name)), r,
                              (UiLabel){str_of(name), text}, (double)cell[side], range);
    if (!slide.changed) return;
    cell[side] = (int64_t)slide.value;
    wish(view->wishes, (Action){.kind = ACT_ANSWER,
                                .text = arena_format(ui->arena, "%lld,%lld", (long long)cell[0],
                                                     (long long)cell[1])});
}

static void draw(Question *q) {
    Ui *ui = q->view->ui;
    task_figure_below(q);
    if (q->attempt->done) return;
    int64_t cell[2] = {0, 0}, i, j, size = hotspot_size(q->task, &q->form);
    bool is_cell = hotspot_cell(q->view->app->quiz.answer, &i, &j);
    if (is_cell && i < size && j < size) {
        cell[0] = i;
        cell[1] = j;
    }
    const char *words = str_of(STR_CHOOSE_CELL);
    if (is_cell) {
        const char *row = arena_format(ui->arena, "%lld", (long long)i),
                   *column = arena_format(ui->arena, "%lld", (long long)j);
        words = str_fill(ui->arena, STR_CELL_CHOSEN, row, column);
    }
    task_caption(q, "cell chosen", words);
    Rect r = {q->column.x, q->y, q->column.w, 48 * ui->k};
    side_slider(q, STR_CELL_ROW, 0, cell, rect_column(r, 0, 2, 24 * ui->k));
    side_slider(q, STR_CELL_COLUMN, 1, cell, rect_column(r, 1, 2, 24 * ui->k));
    q->y += r.h + 10;
}

// Enter on the figure, where the arrow keys have chosen a cell, checks it; from a cell that was clicked they go on.
static void keys(Question *q) {
    Ui *ui = q->view->ui;
    if (!ui->clicked || ui_role_before(ui, ui->clicked) != UI_FIGURE) return;
    if (ui->in.released & UI_MOUSE_LEFT) {
        ui_show_focus(ui);
    } else {
        wish(q->view->wishes, (Action){.kind = ACT_CHECK});
    }
}

static bool in_figure(const Task *task) {
    (void)task;
    return true;
}

static void to_figure(const Task *task, const char *answer, FigureState *figure) {
    (void)task;
    int64_t i, j;
    bool is_cell = hotspot_cell(answer, &i, &j) && figure_check(KEY_I, (double)i, NULL) &&
                   figure_check(KEY_J, (double)j, NULL);
    figure->value[KEY_PINNED] = is_cell ? 1 : 0;
    if (!is_cell) return;
    figure_set(figure, KEY_I, (double)i);
    figure_set(figure, KEY_J, (double)j);
}

// The cell that is pinned; a side of it that is set pins it.
static void from_figure(App *app, FigureKey changed) {
    FigureState *figure = &app->quiz.proof;
    bool side = changed == KEY_I || changed == KEY_J;
    if (!side && changed != KEY_PINNED && changed != KEY_COUNT) return;
    if (side) figure->value[KEY_PINNED] = 1;
    app->quiz.answer[0] = '\0';
    if (figure->value[KEY_PINNED] > 0) {
        snprintf(app->quiz.answer, sizeof app->quiz.answer, "%d,%d", figure_int(figure, KEY_I),
                 figure_int(figure, KEY_J));
    }
}

const TaskView task_view_hotspot = {.draw = draw,
                                    .keys = keys,
                                    .key = {"← ↑", STR_KEY_CELL},
                                    .figure_fixed = true,
                                    .in_figure = in_figure,
                                    .to_figure = to_figure,
                                    .from_figure = from_figure};
