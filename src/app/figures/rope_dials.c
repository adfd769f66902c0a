// One dial for every pair of RoPE, fast to slow: where the hands stand at a position, and which have come round in training.
#include "app/dial.h"
#include "app/figure_parts.h"
#include "engine/schemes/rope.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_POSITION, 1, 131072}, {KEY_TRAIN, 8, 131072}, {KEY_BASE, 100, 1000000}};

static const char *headline(FigureView *figure, const Pe *pe) {
    View *view = figure->view;
    double train = figure->state->value[KEY_TRAIN];
    return arena_format(
        view->ui->arena, "%d of %d pairs have come round within %s tokens of training.",
        rope_closed_pairs(pe, (int64_t)train), pe->pairs, format_count(view->ui->arena, train));
}

static const char *detail(FigureView *figure, const Pe *pe, int pair) {
    View *view = figure->view;
    double position = figure->state->value[KEY_POSITION], wave = rope_wavelength(pe, pair);
    return arena_format(view->ui->arena,
                        "Pair %d of d = %d, base %s: θ = %.4g radians per token, once round in "
                        "%s tokens. At position %s it has made %.4g turns.",
                        pair, pe->D, format_count(view->ui->arena, pe_get(pe, "base", 0)),
                        pe->freq[pair],
                        wave < 100 ? arena_format(view->ui->arena, "%.1f", wave)
                                   : format_count(view->ui->arena, wave),
                        format_count(view->ui->arena, position), position / wave);
}

static void draw(FigureView *figure, Rect r) {
    Ui *ui = figure->view->ui;
    const Pe *pe = parts_rope(figure);
    parts_headline(figure, &r, headline(figure, pe));
    const LegendEntry legend[] = {
        {LEGEND_LINE, figure_series_color(figure, "rope"), "relative angles met in training"},
        {LEGEND_LINE, ui_color(ui, COLOR_TEXT), "hand at the position"},
    };
    parts_legend(figure, &r, legend, 2);
    double line = ui_leading(ui, TYPE_CAPTION);
    double below = fmin(parts_detail_height(figure, r.w, detail(figure, pe, 0)) + line, r.h / 2);
    Rect text = rect_cut_bottom(&r, below);
    DialFace face = {.train = figure->state->value[KEY_TRAIN],
                     .hands = {figure->state->value[KEY_POSITION], (double)NAN}};
    int pair = dial_field(figure, ui_id(figure->id, "dials"), r, pe, face, "RoPE dials");
    rect_cut_top(&text, line / 2);
    parts_detail(figure, "detail", text, detail(figure, pe, pair));
}

const FigureInfo figure_rope_dials = {.title = "Fast hands and slow hands",
                                      .controls = CONTROLS,
                                      .control_count = sizeof CONTROLS / sizeof *CONTROLS,
                                      .height = 460,
                                      .draw = draw};
