// Axes of a curve plot, and what stands in several plots: cursor, ends, zero.
#include "app/figure_parts.h"

#include <math.h>
#include <stdio.h>

static double unit(double value, double lo, double hi, bool logarithmic) {
    if (logarithmic) return log(fmax(value, lo * 1e-9) / lo) / log(hi / lo);
    return (value - lo) / (hi - lo);
}

Vec2 plot_point(const PlotSpec *spec, Rect inner, double x, double y) {
    double u = unit(x, spec->x0, spec->x1, spec->log_x),
           v = unit(y, spec->y0, spec->y1, spec->log_y);
    return (Vec2){inner.x + u * inner.w, inner.y + (1 - v) * inner.h};
}

static double from_unit(double part, double lo, double hi, bool logarithmic) {
    return logarithmic ? lo * pow(hi / lo, part) : lo + part * (hi - lo);
}

Vec2 plot_value(const PlotSpec *spec, Rect inner, Vec2 at) {
    double u = (at.x - inner.x) / inner.w, v = 1 - (at.y - inner.y) / inner.h;
    return (Vec2){from_unit(u, spec->x0, spec->x1, spec->log_x),
                  from_unit(v, spec->y0, spec->y1, spec->log_y)};
}

// Ticks at 1, 2, 5 times powers of ten; on a logarithmic axis at powers of ten or of two.
enum { TICKS_MOST = 40 };

typedef struct Ticks {
    double at[TICKS_MOST];
    int count;
} Ticks;

static Ticks linear_ticks(double lo, double hi, int most) {
    Ticks ticks = {0};
    double raw = (hi - lo) / most, power = pow(10, floor(log10(raw))), mantissa = raw / power;
    double step = (mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10) * power;
    double first = ceil(lo / step - 1e-9) * step;
    while (ticks.count < TICKS_MOST && first + ticks.count * step <= hi + step * 1e-9) {
        ticks.at[ticks.count] = first + ticks.count * step;
        ticks.count++;
    }
    return ticks;
}

static Ticks log_ticks(double lo, double hi, int most) {
    Ticks ticks = {0};
    double base = log10(hi / lo) >= 2.5 ? 10 : 2;
    double factor = pow(base, fmax(ceil(log(hi / lo) / log(base) / most), 1));
    double first = pow(base, ceil(log(lo) / log(base) - 1e-9));
    while (ticks.count < TICKS_MOST && first * pow(factor, ticks.count) <= hi * (1 + 1e-9)) {
        ticks.at[ticks.count] = first * pow(factor, ticks.count);
        ticks.count++;
    }
    return ticks;
}

static const char *tick_text(Arena *arena, double value, bool logarithmic) {
    const char *sign = value < 0 ? "−" : "";
    double size = fabs(value);
    int power;
    // 0.0625 is wider than the axis, 1/16 is not.
    if (logarithmic && size > 0 && size < 1 && frexp(size, &power) == 0.5) {
        return arena_format(arena, "1/%.0f", 1 / size);
    }
    if (logarithmic && size < 0.01 && size > 0) return arena_format(arena, "1e−%.0f", -log10(size));
    if (size >= 1e6) return arena_format(arena, "%s%.3gM", sign, size / 1e6);
    if (size >= 10000) return arena_format(arena, "%s%.3gk", sign, size / 1e3);
    return arena_format(arena, "%s%.4g", sign, size);
}

Rect figure_plot(FigureView *figure, Rect r, const PlotSpec *spec) {
    Ui *ui = figure->view->ui;
    double line = ui_leading(ui, TYPE_MONO_SMALL),
           wide = ui_text_width(ui, TYPE_MONO_SMALL, "−0.00");
    Rect inner = r;
    rect_cut_left(&inner, wide + 8);
    rect_cut_right(&inner, 10);
    rect_cut_bottom(&inner, line + (*spec->x_label ? line : 0) + 4);
    rect_cut_top(&inner, *spec->y_label ? line * 1.5 + 2 : line / 2 + 2);
    int across = (int)fmax(2, inner.w / ((spec->log_x ? 46 : 64) * ui->k)),
        up = (int)fmax(2, inner.h / (44 * ui->k));
    Ticks x = spec->log_x ? log_ticks(spec->x0, spec->x1, across)
                          : linear_ticks(spec->x0, spec->x1, across);
    Ticks y =
        spec->log_y ? log_ticks(spec->y0, spec->y1, up) : linear_ticks(spec->y0, spec->y1, up);
    Color grid = color_fade(ui_color(ui, COLOR_BORDER), 0.8);
    for (int i = 0; i < x.count; i++) {
        double at = plot_point(spec, inner, x.at[i], spec->y0).x;
        draw_fill(ui->draw, (Rect){round(at), inner.y, 1, inner.h}, grid);
        ui_line_center(ui, (Rect){at - wide / 2, inner.y + inner.h + 4, wide, line},
                       TYPE_MONO_SMALL, COLOR_MUTED, tick_text(ui->arena, x.at[i], spec->log_x));
    }
    for (int i = 0; i < y.count; i++) {
        double at = plot_point(spec, inner, spec->x0, y.at[i]).y;
        draw_fill(ui->draw, (Rect){inner.x, round(at), inner.w, 1}, grid);
        ui_line_right(ui, (Rect){r.x, at - line / 2, wide + 2, line}, TYPE_MONO_SMALL, COLOR_MUTED,
                      tick_text(ui->arena, y.at[i], spec->log_y));
    }
    if (*spec->x_label) {
        ui_line_center(ui, (Rect){inner.x, r.y + r.h - line, inner.w, line}, TYPE_MONO_SMALL,
                       COLOR_MUTED, spec->x_label);
    }
    if (*spec->y_label) {
        ui_line(ui, (Rect){r.x, r.y, r.w, line}, TYPE_MONO_SMALL, COLOR_MUTED, spec->y_label);
    }
    return inner;
}

double plot_zero(const PlotSpec *spec) {
    return sqrt(spec->x0);
}

void plot_zero_tick(FigureView *figure, const PlotSpec *spec, Rect inner) {
    Ui *ui = figure->view->ui;
    double zero = plot_point(spec, inner, plot_zero(spec), spec->y0).x,
           one = plot_point(spec, inner, 1, spec->y0).x, half = 15 * ui->k,
           line = ui_leading(ui, TYPE_MONO_SMALL);
    if (one - zero < 8 * ui->k) return;
    ui_line_center(ui, (Rect){zero - half, inner.y + inner.h + 4, 2 * half, line}, TYPE_MONO_SMALL,
                   COLOR_MUTED, "0");
}

void plot_cursor(FigureView *figure, Rect inner, double x) {
    Ui *ui = figure->view->ui;
    draw_fill(ui->draw, (Rect){round(x), inner.y, 1, inner.h},
              color_fade(ui_color(ui, COLOR_TEXT), 0.7));
}

void plot_ends(FigureView *figure, const PlotSpec *spec, Rect inner, double train, double end) {
    Ui *ui = figure->view->ui;
    double right = inner.x + inner.w,
           last = plot_point(spec, inner, fmin(end, spec->x1), spec->y0).x,
           x = plot_point(spec, inner, fmin(fmax(train, spec->x0), spec->x1), spec->y0).x;
    if (last < right) {
        draw_fill(ui->draw, (Rect){last, inner.y, right - last, inner.h},
                  ui_color(ui, COLOR_SUNKEN));
    }
    if (train >= end) return;
    parts_beyond(figure, (Rect){x, inner.y, last - x, inner.h});
    parts_train_line(figure, (Vec2){x, inner.y}, (Vec2){x, inner.y + inner.h});
}
