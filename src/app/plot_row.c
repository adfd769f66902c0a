// One row of a scheme's logits over the keys.
#include "app/figure.h"

#include <math.h>

enum { BARS_MOST = 4096 }; // of more keys each bar is the mean of some

typedef struct Row {
    FigureView *figure;
    const double *at; // NaN: masked
    int n, count, j;  // tokens, cells of `at`
    PlotSpec plot;
    Rect inner;
    Color ink;
    Stroke line;
} Row;

// The key in the middle of cell c.
static double middle_of(const Row *row, int c) {
    return (c + 0.5) * row->n / row->count - 0.5;
}

static void draw_curve(const Row *row) {
    Ui *ui = row->figure->view->ui;
    Vec2 *points = arena_array(ui->arena, (size_t)row->count, sizeof *points);
    int count = 0;
    for (int c = 0; c <= row->count; c++) {
        bool gap = c == row->count || !isfinite(row->at[c]);
        if (!gap) {
            points[count++] = plot_point(&row->plot, row->inner, middle_of(row, c), row->at[c]);
        }
        if (gap && count > 1 && row->line.dash > 0) {
            draw_dashes(ui->draw, points, count, row->line, row->ink);
        } else if (gap && count > 1) {
            draw_path(ui->draw, points, count, row->line.width, row->ink);
        }
        if (gap) count = 0;
    }
    plot_cursor(row->figure, row->inner, plot_point(&row->plot, row->inner, row->j, 1).x);
}

// The cursor's bar dark.
static void draw_bars(const Row *row) {
    Ui *ui = row->figure->view->ui;
    double zero = plot_point(&row->plot, row->inner, 0, row->plot.log_y ? row->plot.y0 : 0).y,
           wide = row->inner.w / row->count;
    int pointed = (int)((int64_t)row->j * row->count / row->n);
    for (int c = 0; c < row->count; c++) {
        if (isnan(row->at[c])) continue;
        Vec2 top = plot_point(&row->plot, row->inner, middle_of(row, c), row->at[c]);
        Rect bar = {top.x - wide * 0.35, fmin(top.y, zero), fmax(wide * 0.7, 1),
                    fmax(fabs(top.y - zero), 1.5)};
        draw_fill(ui->draw, bar,
                  c == pointed ? ui_color(ui, COLOR_TEXT) : color_fade(row->ink, 0.75));
    }
    draw_fill(ui->draw, (Rect){row->inner.x, round(zero), row->inner.w, 1},
              ui_color(ui, COLOR_CONTROL));
}

void plot_row(FigureView *figure, Rect r, const Pe *pe, const LogitView *view, FigureCell cursor,
              bool bars) {
    Ui *ui = figure->view->ui;
    int n = view->n, most = bars ? BARS_MOST : (int)(fmax(r.w, 64) * ui->in.scale);
    int count = n < most ? n : most;
    double side = bars ? 0.5 : 0;
    Paint paint = figure_paint(figure, pe, view);
    bool weights = paint.log_floor > 0;
    Row row = {.figure = figure,
               .at = figures_row(figure->view->app->figures, pe, view, cursor.i, count),
               .n = n,
               .count = count,
               .j = cursor.j,
               .line = series_stroke(pe->scheme->id, 2),
               .ink = figure_series_color(figure, pe->scheme->id)};
    row.plot = (PlotSpec){.x0 = -side,
                          .x1 = n - 1 + side,
                          .y0 = weights ? paint.log_floor : paint.lo,
                          .y1 = weights ? 1 : paint.hi,
                          .log_y = weights,
                          .x_label = bars ? str_of(STR_KEY_AXIS) : "",
                          .y_label = arena_format(ui->arena, "row i = %d", cursor.i)};
    row.inner = figure_plot(figure, r, &row.plot);
    Rect before;
    ui_clip(ui, rect_inset(row.inner, -1), &before);
    (bars ? draw_bars : draw_curve)(&row);
    ui_unclip(ui, before);
}
