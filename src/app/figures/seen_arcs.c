// For every pair of RoPE the arc of relative angles met in training, and as a second ring what the current length adds.
#include "app/dial.h"
#include "app/figure_parts.h"
#include "engine/schemes/rope.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_TRAIN, 8, 131072}, {KEY_N, 8, 131072}, {KEY_BASE, 100, 1000000}};

static const double degrees = 57.29577951308232;

static const char *headline(FigureView *figure, const Pe *pe) {
    View *view = figure->view;
    double train = figure->state->value[KEY_TRAIN], n = figure->state->value[KEY_N];
    int closed = rope_closed_pairs(pe, (int64_t)train);
    const char *met =
        arena_format(view->ui->arena, "%d of %d circles are closed by training on %s tokens.",
                     closed, pe->pairs, format_count(view->ui->arena, train));
    if (n <= train || closed == pe->pairs) {
        return arena_format(view->ui->arena, "%s %s tokens add no new angle.", met,
                            format_count(view->ui->arena, n));
    }
    return arena_format(view->ui->arena, "%s %s tokens add unseen angles to %d.", met,
                        format_count(view->ui->arena, n), pe->pairs - closed);
}

// The largest relative angle that a length reaches, in degrees; a full turn is all there is.
static double reach(double speed, double length) {
    return fmin((length - 1) * speed * degrees, 360);
}

static const char *detail(FigureView *figure, const Pe *pe, int pair) {
    View *view = figure->view;
    double train = figure->state->value[KEY_TRAIN], n = figure->state->value[KEY_N];
    double speed = pe->freq[pair];
    Arena *arena = view->ui->arena;
    double turn = rope_wavelength(pe, pair);
    const char *wave =
        turn < 100 ? arena_format(arena, "%.1f", turn) : format_count(view->ui->arena, turn);
    const char *head =
        arena_format(arena, "Pair %d of d = %d, base %s: θ = %.4g, once round in %s tokens.", pair,
                     pe->D, format_count(view->ui->arena, pe_get(pe, "base", 0)), speed, wave);
    if (dial_closed(speed, train)) {
        return arena_format(arena, "%s Training met every relative angle.", head);
    }
    double met = reach(speed, train), now = reach(speed, n);
    const char *seen = arena_format(arena, "%s Training met 0° to %.3g°", head, met);
    if (n <= train) return arena_format(arena, "%s.", seen);
    return arena_format(arena, "%s; %s tokens add %.3g° to %.3g°.", seen,
                        format_count(view->ui->arena, n), met, now);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    const Pe *pe = parts_rope(figure);
    parts_headline(figure, &r, headline(figure, pe));
    const LegendEntry legend[] = {
        {LEGEND_LINE, figure_series_color(figure, "rope"), "met in training"},
        {LEGEND_LINE, ui_color(ui, COLOR_WARNING), "second ring: added by the current length"},
    };
    parts_legend(figure, &r, legend, 2);
    double line = ui_leading(ui, TYPE_CAPTION);
    double room = parts_detail_height(figure, r.w, detail(figure, pe, pe->pairs - 1)) + line;
    Rect text = rect_cut_bottom(&r, fmin(room, r.h / 2));
    DialFace face = {.train = figure->state->value[KEY_TRAIN],
                     .length = figure->state->value[KEY_N],
                     .hands = {(double)NAN, (double)NAN}};
    int pair = dial_field(figure, ui_id(figure->id, "arcs"), r, pe, face, "Arcs of RoPE pairs");
    rect_cut_top(&text, line / 2);
    parts_detail(figure, "detail", text, detail(figure, pe, pair));
}

const FigureInfo figure_seen_arcs = {.title = "Angles that training never showed",
                                     .controls = CONTROLS,
                                     .control_count = sizeof CONTROLS / sizeof *CONTROLS,
                                     .height = 460,
                                     .draw = draw};
