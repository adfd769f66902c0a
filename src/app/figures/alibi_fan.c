// ALiBi's heads as a fan: the weight of a key against its distance, one curve a head, and how far each head sees.
#include "app/figure_parts.h"
#include "engine/schemes/alibi.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_HEADS, 1, 16}, {KEY_HEAD, 0, 15}, {KEY_N, 16, 4096}, {KEY_SPAN, 0.5, 0.999}};

static const double FIRST = 0.25, LAST = 4096, LOWEST = 1e-5;

typedef struct Fan {
    FigureView *figure;
    const Pe *pe;
    int n, head, distance;
    double share;
} Fan;

static Fan fan_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Fan f = {.figure = figure,
             .pe = figures_pe(figure->view->app->figures, pe_scheme_find("alibi"), state),
             .n = figure_int(state, KEY_N),
             .share = state->value[KEY_SPAN]};
    f.head = (int)fmin(state->value[KEY_HEAD], f.pe->H - 1);
    f.distance = (int)fmin(state->hovering ? state->hover_i : state->value[KEY_ROW], f.n - 1);
    return f;
}

// softmax(−m·distance) over endless keys with equal content: (1 − e^−m)·e^(−m·distance).
static double weight(double slope, double distance) {
    return -expm1(-slope) * exp(-slope * distance);
}

// The fewest tokens that hold the share: one fewer holds less of it.
static double span(const Fan *f, int head) {
    return ceil(alibi_span(f->pe->slope[head], f->share));
}

static const char *slope_text(const Fan *f, int head) {
    Arena *arena = f->figure->view->ui->arena;
    double inverse = 1 / f->pe->slope[head];
    return inverse == floor(inverse) ? arena_format(arena, "1/%.0f", inverse)
                                     : arena_format(arena, "%.4f", f->pe->slope[head]);
}

static const char *share_text(const Fan *f) {
    Arena *arena = f->figure->view->ui->arena;
    return str_fill(arena, STR_FAN_SPAN, arena_format(arena, "%.3g", f->share * 100), NULL);
}

static PlotSpec fan_plot(void) {
    return (PlotSpec){.x0 = FIRST,
                      .x1 = LAST,
                      .log_x = true,
                      .y0 = LOWEST,
                      .y1 = 1,
                      .log_y = true,
                      .x_label = str_of(STR_FAN_AXIS),
                      .y_label = str_of(STR_FAN_WEIGHT)};
}

typedef struct Dashes {
    double dash, gap;
} Dashes;

// Five patterns in turn: neighbours never look alike.
static Dashes head_dashes(int head) {
    static const Dashes PATTERNS[] = {{0, 0}, {9, 4}, {3, 3}, {14, 4}, {6, 6}};
    return PATTERNS[head % 5];
}

static void stroke(const Fan *f, const Vec2 *points, int count, int head) {
    Ui *ui = f->figure->view->ui;
    bool lit = head == f->head;
    Color ink = figure_series_color(f->figure, "alibi"),
          calm = color_mix(ink, ui_color(ui, COLOR_MUTED), 0.6);
    Dashes d = head_dashes(head);
    if (d.dash > 0) {
        draw_dashes(ui->draw, points, count, (Stroke){lit ? 3 : 1.5, d.dash, d.gap},
                    lit ? ink : calm);
    } else {
        draw_path(ui->draw, points, count, lit ? 3 : 1.5, lit ? ink : calm);
    }
}

static void draw_curve(const Fan *f, const PlotSpec *plot, Rect inner, int head) {
    enum { STEPS = 96 };

    double slope = f->pe->slope[head];
    Vec2 points[STEPS + 2];
    int count = 0;
    points[count++] = plot_point(plot, inner, plot_zero(plot), weight(slope, 0));
    for (int at = 0; at <= STEPS; at++) {
        double x = pow(LAST, (double)at / STEPS), w = weight(slope, x);
        // Down to the floor exactly, then no further.
        if (w < LOWEST) x = fmax(1, log(-expm1(-slope) / LOWEST) / slope);
        points[count++] = plot_point(plot, inner, x, fmax(w, LOWEST));
        if (w < LOWEST) break;
    }
    stroke(f, points, count, head);
}

// The span as a dot on its curve with its number beside it, and the head's number where the curve begins.
static void label_curve(const Fan *f, const PlotSpec *plot, Rect inner, int head) {
    Ui *ui = f->figure->view->ui;
    double slope = f->pe->slope[head], line = ui_leading(ui, TYPE_MONO_SMALL),
           left = plot_point(plot, inner, plot_zero(plot), 1).x;
    bool lit = head == f->head, room = f->pe->H <= 8 || head % 2 == f->head % 2 || lit;
    Vec2 begin = plot_point(plot, inner, plot_zero(plot), weight(slope, 0));
    double apart = f->pe->H > 1
                       ? fabs(plot_point(plot, inner, 1, weight(f->pe->slope[0], 0)).y -
                              plot_point(plot, inner, 1, weight(f->pe->slope[f->pe->H - 1], 0)).y) /
                             (f->pe->H - 1)
                       : 1e9;
    const char *name = arena_format(ui->arena, "%d", head);
    bool fits = ui_text_width(ui, TYPE_MONO_SMALL, name) + 5 <= left - inner.x;
    if (fits && (lit || apart >= line * 0.8)) {
        ui_line_right(ui, (Rect){inner.x, begin.y - line / 2, left - inner.x - 5, line},
                      TYPE_MONO_SMALL, lit ? COLOR_TEXT : COLOR_MUTED, name);
    }
    double to = span(f, head);
    Vec2 dot = plot_point(plot, inner, fmin(to, LAST), weight(slope, to));
    if (dot.y > inner.y + inner.h) return;
    parts_dot(f->figure, dot, lit ? 4 : 2.5, ui_color(ui, COLOR_TEXT));
    if (!room) return;
    Rect text = {dot.x + 7, dot.y - line * 0.9, 60 * ui->k, line};
    if (!lit && apart < line * 0.55) return;
    if (f->figure->withheld) return;
    const char *number = format_count(f->figure->view->ui->arena, round(to));
    draw_round(
        ui->draw,
        (Rect){text.x - 2, text.y + 1, ui_text_width(ui, TYPE_MONO_SMALL, number) + 4, line - 2}, 3,
        color_fade(ui_color(ui, COLOR_SURFACE), 0.85));
    ui_line(ui, text, TYPE_MONO_SMALL, lit ? COLOR_TEXT : COLOR_SECONDARY, number);
}

static int nearest_head(const Fan *f, const PlotSpec *plot, Rect inner, int distance, double y) {
    int best = 0;
    double least = 1e300;
    for (int head = 0; head < f->pe->H; head++) {
        double away = fabs(plot_point(plot, inner, 1, weight(f->pe->slope[head], distance)).y - y);
        if (away < least) best = head;
        least = fmin(least, away);
    }
    return best;
}

// Pointing reads a distance, a click takes the nearest head too; arrows walk along the distance and from head to head.
static void fan_input(const Fan *f, UiId id, const PlotSpec *plot, Rect inner) {
    Ui *ui = f->figure->view->ui;
    bool over = ui_hot(ui, id) && rect_has(inner, ui->in.mouse);
    int distance = over ? (int)fmin(floor(plot_value(plot, inner, ui->in.mouse).x), f->n - 1) : 0;
    if (over && ui_clicked(ui, id)) {
        int head = nearest_head(f, plot, inner, distance, ui->in.mouse.y);
        if (head != f->head) figure_wish_set(f->figure, KEY_HEAD, head);
    }
    UiArrows go = ui_arrows(ui, id);
    if (go.down) {
        figure_wish_set(f->figure, KEY_HEAD, fmin(fmax(f->head + go.down, 0), f->pe->H - 1));
    }
    if (go.right) {
        figure_wish_set(f->figure, KEY_ROW, fmin(fmax(f->distance + go.right, 0), f->n - 1));
    }
    if (over && ui_clicked(ui, id)) figure_wish_set(f->figure, KEY_ROW, distance);
    bool shown = f->figure->state->hovering && f->figure->state->hover_i == distance;
    if (over && !shown) {
        wish(f->figure->view->wishes,
             (Action){.kind = ACT_HOVER, .target = f->figure->target, .a = distance});
    }
}

static const char *cursor_text(const Fan *f) {
    View *view = f->figure->view;
    Arena *arena = view->ui->arena;
    if (f->figure->withheld) return "";
    double w = weight(f->pe->slope[f->head], f->distance);
    const char *number = w < 1e-4 ? arena_format(arena, "%.1e", w) : arena_format(arena, "%.2g", w);
    return arena_format(arena, "head %d, m = %s, %d back: weight %s", f->head,
                        slope_text(f, f->head), f->distance, number);
}

static void draw_plot(const Fan *f, Rect r) {
    Ui *ui = f->figure->view->ui;
    PlotSpec plot = fan_plot();
    Rect inner = figure_plot(f->figure, r, &plot), before;
    plot_ends(f->figure, &plot, inner, f->figure->state->value[KEY_TRAIN], f->n);
    plot_zero_tick(f->figure, &plot, inner);
    ui_clip(ui, rect_inset(inner, -1), &before);
    for (int head = 0; head < f->pe->H; head++) {
        if (head != f->head) draw_curve(f, &plot, inner, head);
    }
    draw_curve(f, &plot, inner, f->head);
    for (int head = 0; head < f->pe->H; head++) label_curve(f, &plot, inner, head);
    double x = plot_point(&plot, inner, f->distance > 0 ? f->distance : plot_zero(&plot), 1).x,
           w = weight(f->pe->slope[f->head], f->distance);
    plot_cursor(f->figure, inner, x);
    if (w >= LOWEST) {
        draw_ring(ui->draw, (Rect){x - 5, plot_point(&plot, inner, 1, w).y - 5, 10, 10}, 5, 2,
                  ui_color(ui, COLOR_ACCENT));
    }
    ui_unclip(ui, before);
    UiId id = ui_id(f->figure->id, "fan");
    ui_ring(ui, id, inner, 2);
    ui_item(ui,
            (UiItem){.id = id,
                     .role = UI_FIGURE,
                     .state = UI_FOCUSABLE,
                     .name = arena_format(ui->arena, "Weight against distance, %d heads", f->pe->H),
                     .value = cursor_text(f),
                     .r = inner});
    fan_input(f, id, &plot, inner);
}

// One row of the legend: pattern, head, slope, span. A button that takes the head.
static void draw_row(const Fan *f, Rect r, int head) {
    Ui *ui = f->figure->view->ui;
    UiId id = ui_id_at(ui_id(f->figure->id, "head"), head);
    bool lit = head == f->head;
    if (lit || ui_hot(ui, id)) {
        draw_round(ui->draw, r, 5, ui_color(ui, lit ? COLOR_TINT : COLOR_SUNKEN));
    }
    ui_ring(ui, id, rect_inset(r, 3), 5);
    Arena *arena = ui->arena;
    const char *tokens = format_count(arena, span(f, head)), *slope = slope_text(f, head);
    bool told = !f->figure->withheld;
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_BUTTON,
                         .state = UI_FOCUSABLE | (lit ? (unsigned)UI_CHECKED : 0u),
                         .name = told ? arena_format(arena, "head %d, m = %s", head, slope)
                                      : arena_format(arena, "head %d", head),
                         .value = told ? arena_format(arena, "%s tokens", tokens) : "",
                         .r = r});
    if (ui_clicked(ui, id)) figure_wish_set(f->figure, KEY_HEAD, head);
    Rect inner = rect_pad(r, 5 * ui->k, 0), mark = rect_cut_left(&inner, 26 * ui->k);
    Vec2 line[] = {{mark.x, mark.y + mark.h / 2}, {mark.x + mark.w, mark.y + mark.h / 2}};
    stroke(f, line, 2, head);
    rect_cut_left(&inner, 6 * ui->k);
    ui_line(ui, rect_cut_left(&inner, 22 * ui->k), TYPE_MONO_SMALL, COLOR_TEXT,
            arena_format(ui->arena, "%d", head));
    if (!told) return;
    ui_line(ui, (Rect){inner.x, inner.y, inner.w * 0.52, inner.h}, TYPE_MONO_SMALL, COLOR_SECONDARY,
            slope);
    ui_line_right(ui, inner, TYPE_MONO_SMALL, COLOR_TEXT, tokens);
}

static double legend_width(const Fan *f) {
    const Ui *ui = f->figure->view->ui;
    return 64 * ui->k + ui_text_width(ui, TYPE_MONO_SMALL, "0.0000  00,000");
}

static void draw_legend(const Fan *f, Rect r) {
    Ui *ui = f->figure->view->ui;
    double line = ui_leading(ui, TYPE_CAPTION);
    Rect head = rect_cut_top(&r, line + 2);
    head = rect_pad(head, 5 * ui->k, 0);
    const char *slope = str_of(STR_FAN_SLOPE), *share = share_text(f);
    double wide = ui_text_width(ui, TYPE_CAPTION, share);
    ui_line_right(ui, head, TYPE_CAPTION, COLOR_SECONDARY, share);
    if (wide + ui_text_width(ui, TYPE_CAPTION, slope) + 8 < head.w) {
        ui_line(ui, head, TYPE_CAPTION, COLOR_SECONDARY, slope);
    }
    double least = ui_leading(ui, TYPE_MONO_SMALL) + 2, row = fmin(r.h / f->pe->H, 30 * ui->k);
    // Where not all fit, as many as do around the head in question.
    int fit = (int)fmax(1, fmin(f->pe->H, floor(r.h / least))), half = fit / 2;
    int first = (int)fmin(fmax(f->head - half, 0), f->pe->H - fit);
    for (int at = 0; at < fit; at++) draw_row(f, rect_cut_top(&r, fmax(row, least)), first + at);
}

static void draw(FigureView *figure, Rect r) {
    Fan f = fan_of(figure);
    Ui *ui = figure->view->ui;
    double small = ui_leading(ui, TYPE_CAPTION), mono = ui_leading(ui, TYPE_MONO);
    Rect note = rect_cut_bottom(&r, small), cursor = rect_cut_bottom(&r, mono);
    rect_cut_bottom(&r, 4);
    // Beside the plot; below it where both would be too narrow.
    bool below = legend_width(&f) > 0.45 * r.w && r.h > 240 * ui->k;
    double side = fmin(legend_width(&f), r.w * 0.5);
    Rect legend = below ? rect_cut_bottom(&r, r.h * 0.42) : rect_cut_right(&r, side);
    if (!below) rect_cut_right(&r, 8 * ui->k);
    draw_plot(&f, r);
    draw_legend(&f, legend);
    figure_line(figure, "cursor", cursor, TYPE_MONO, COLOR_TEXT, cursor_text(&f));
    parts_note(figure, "weights", note, str_of(STR_FAN_NOTE));
}

const FigureInfo figure_alibi_fan = {FIGURE_CONTROLS(CONTROLS), .height = 440, .draw = draw};
