// What is left of a RoPE dot product at a distance: for all ones, for a random q = k, and for independent q and k.
#include "app/figure_parts.h"
#include "engine/decay.h"

#include <math.h>
#include <stdlib.h>

static const FigureControl CONTROLS[] = {
    {KEY_N, 64, 65536}, {KEY_BASE, 100, 1000000}, {KEY_D, 8, 256}};

typedef struct Decay {
    FigureView *figure;
    const Pe *pe;
    LogitContent content; // ones, equal or random
    int64_t n, distance;  // longest distance shown, and the one under the cursor
    PlotSpec plot;
    Rect inner;
} Decay;

static Decay decay_of(FigureView *figure) {
    const FigureState *state = figure->state;
    Decay d = {.figure = figure, .pe = parts_rope(figure)};
    d.content = (LogitContent)figure_int(state, KEY_CONTENT);
    if (d.content == CONTENT_POSITION) d.content = CONTENT_ONES;
    d.n = (int64_t)fmin(fmax(state->value[KEY_N], 16), 131072);
    double apart = state->hovering ? abs(state->hover_i - state->hover_j)
                                   : fabs(state->value[KEY_I] - state->value[KEY_J]);
    d.distance = (int64_t)fmin(fmax(apart, 1), (double)d.n);
    d.plot = (PlotSpec){.x0 = 1,
                        .x1 = (double)d.n,
                        .y0 = -0.4,
                        .y1 = 1,
                        .log_x = true,
                        .x_label = "distance δ",
                        .y_label = "score / d"};
    return d;
}

// Mean and standard deviation at a distance; the mean over `width` distances, so that fast pairs do not alias.
static void score(const Decay *d, int64_t from, int64_t width, double *mean, double *spread) {
    *mean = d->content == CONTENT_RANDOM ? 0 : decay_mean(d->pe, from, width);
    *spread = 0;
    if (d->content == CONTENT_EQUAL) *spread = decay_spread_equal(d->pe, from + width / 2);
    if (d->content == CONTENT_RANDOM) *spread = decay_spread_random(d->pe);
}

static void draw_curve(const Decay *d) {
    Ui *ui = d->figure->view->ui;
    int steps = (int)fmin(fmax(d->inner.w, 8), 700), count = 0;
    Vec2 *line = arena_array(ui->arena, (size_t)steps + 1, sizeof *line);
    Vec2 *band = arena_array(ui->arena, 2 * ((size_t)steps + 1), sizeof *band);
    int64_t before = 0;
    for (int s = 0; s <= steps; s++) {
        int64_t from = (int64_t)pow((double)d->n, (double)s / steps);
        int64_t to = (int64_t)pow((double)d->n, (double)(s + 1) / steps);
        if (from == before) continue;
        before = from;
        int64_t width = to > from && s < steps ? to - from : 1;
        double mean = 0, spread = 0, x = (double)from + (double)(width - 1) / 2;
        score(d, from, width, &mean, &spread);
        line[count] = plot_point(&d->plot, d->inner, x, mean);
        band[count] = plot_point(&d->plot, d->inner, x, mean + spread);
        band[2 * steps + 1 - count++] = plot_point(&d->plot, d->inner, x, mean - spread);
    }
    // The lower edge was written from the end: close the gap between the edges.
    for (int s = 0; s < count; s++) band[count + s] = band[2 * steps + 2 - count + s];
    Color ink = figure_series_color(d->figure, "rope");
    if (d->content != CONTENT_ONES) draw_poly(ui->draw, band, 2 * count, color_fade(ink, 0.25));
    draw_path(ui->draw, line, count, 2, ink);
}

static void draw_zero_and_mark(const Decay *d, int64_t negative) {
    Ui *ui = d->figure->view->ui;
    Vec2 zero = plot_point(&d->plot, d->inner, 1, 0);
    draw_fill(ui->draw, (Rect){d->inner.x, round(zero.y), d->inner.w, 1}, ui_color(ui, COLOR_TEXT));
    if (d->content == CONTENT_RANDOM || negative < 1) return;
    Vec2 at = plot_point(&d->plot, d->inner, (double)negative, 0);
    parts_dot(d->figure, at, 4.5, ui_color(ui, COLOR_WARNING));
    const char *text = format_count(d->figure->view->ui->arena, (double)negative);
    double w = ui_text_width(ui, TYPE_MONO, text) + 4, line = ui_leading(ui, TYPE_MONO);
    double x = fmin(at.x + 8 * ui->k, d->inner.x + d->inner.w - w);
    ui_line(ui, (Rect){x, at.y + 7 * ui->k, w, line}, TYPE_MONO, COLOR_WARNING, text);
}

// The distance under the mouse; arrows go on by a step of the axis.
static void point(const Decay *d) {
    Ui *ui = d->figure->view->ui;
    UiId id = ui_id(d->figure->id, "curve");
    plot_cursor(d->figure, d->inner, plot_point(&d->plot, d->inner, (double)d->distance, 0).x);
    int64_t to = d->distance;
    bool over = ui_hot(ui, id) && rect_has(d->inner, ui->in.mouse);
    if (over) to = (int64_t)round(plot_value(&d->plot, d->inner, ui->in.mouse).x);
    int step = ui_arrows(ui, id).right;
    if (step) to += step * (d->distance / 32 > 1 ? d->distance / 32 : 1);
    to = to < 1 ? 1 : to > d->n ? d->n : to;
    bool hold = step || ui_clicked(ui, id);
    if (to != d->distance || (hold && over)) {
        wish(d->figure->view->wishes, (Action){.kind = hold ? ACT_PIN : ACT_HOVER,
                                               .target = d->figure->target,
                                               .a = (double)to});
    }
    ui_ring(ui, id, d->inner, 2);
    ui_item(ui, (UiItem){.id = id,
                         .role = UI_FIGURE,
                         .state = UI_FOCUSABLE,
                         .name = "Score against distance",
                         .value = arena_format(ui->arena, "distance %d", (int)d->distance),
                         .r = d->inner});
}

static const char *headline(const Decay *d, int64_t negative) {
    View *view = d->figure->view;
    Arena *arena = view->ui->arena;
    if (d->content == CONTENT_RANDOM) {
        return "Independent q and k: the expected score is 0 at every distance. Nothing fades.";
    }
    const char *who = d->content == CONTENT_ONES ? "All ones" : "Random q = k, on average";
    if (negative < 0) {
        return arena_format(arena, "%s: not below zero within %s tokens.", who,
                            format_count(view->ui->arena, (double)d->n));
    }
    return arena_format(arena, "%s: first below zero at a distance of %s tokens.", who,
                        format_count(view->ui->arena, (double)negative));
}

static const char *detail(const Decay *d) {
    View *view = d->figure->view;
    double mean = 0, spread = 0;
    score(d, d->distance, 1, &mean, &spread);
    const char *range = spread > 0 ? arena_format(view->ui->arena, " ± %.3f", spread) : "";
    return arena_format(
        view->ui->arena,
        "At distance %s the score is %s%s of d. Base %s, d = %d: the mean of "
        "cos(δθ) over %d pairs%s. "
        "Each point of the line is the mean over its width on the axis.",
        format_count(view->ui->arena, (double)d->distance), format_number(view->ui->arena, mean, 3),
        range, format_count(view->ui->arena, pe_get(d->pe, "base", 0)), d->pe->D, d->pe->pairs,
        d->content == CONTENT_ONES
            ? ""
            : "; the band is one standard deviation, entries standard normal");
}

static void draw_choices(const Decay *d, Rect r) {
    static const char *const LABELS[] = {"all ones", "q = k random", "q, k random", NULL};
    int now = (int)d->content - CONTENT_ONES;
    int chosen = ui_segments(d->figure->view->ui, ui_id(d->figure->id, "content"), r, "Content",
                             LABELS, now);
    if (chosen >= 0) figure_wish_set(d->figure, KEY_CONTENT, chosen + CONTENT_ONES);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    Decay d = decay_of(figure);
    int64_t negative = decay_first_negative(d.pe, d.n);
    parts_headline(figure, &r, headline(&d, negative));
    draw_choices(&d, rect_cut_top(&r, 36 * ui->k));
    rect_cut_top(&r, 10 * ui->k);
    Rect text =
        rect_cut_bottom(&r, fmin(parts_detail_height(figure, r.w, detail(&d)) + 6, r.h / 2));
    d.inner = figure_plot(figure, r, &d.plot);
    Rect before;
    ui_clip(ui, rect_inset(d.inner, -1), &before);
    draw_curve(&d);
    ui_unclip(ui, before);
    draw_zero_and_mark(&d, negative);
    point(&d);
    rect_cut_top(&text, 6);
    parts_detail(figure, "detail", text, detail(&d));
}

const FigureInfo figure_decay_curve = {FIGURE_CONTROLS(CONTROLS), .height = 400, .draw = draw};
