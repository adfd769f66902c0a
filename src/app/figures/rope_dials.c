// One dial for every pair of RoPE, fast to slow: where the hands stand at a position, and which have come round in training.
#include "app/dial.h"
#include "engine/schemes/rope.h"

#include <math.h>

static const FigureControl CONTROLS[] = {
    {KEY_POSITION, 1, 131072}, {KEY_TRAIN, 8, 131072}, {KEY_BASE, 100, 1000000}};

typedef struct Dials {
    FigureView *figure;
    const Pe *pe;
} Dials;

static const char *headline(const Dials *d) {
    Arena *arena = d->figure->view->ui->arena;
    double train = d->figure->state->value[KEY_TRAIN];
    return arena_format(arena, "%d of %d pairs have come round within %s tokens of training.",
                        rope_closed_pairs(d->pe, (int64_t)train), d->pe->pairs,
                        format_count(arena, train));
}

static const char *detail(const void *self, int pair) {
    const Dials *d = self;
    Arena *arena = d->figure->view->ui->arena;
    double position = d->figure->state->value[KEY_POSITION];
    return arena_format(arena,
                        "Pair %d of d = %d, base %s: θ = %.4g radians per token, once round in "
                        "%s tokens. At position %s it has made %.4g turns.",
                        pair, d->pe->D, format_count(arena, pe_get(d->pe, "base", 0)),
                        d->pe->freq[pair], parts_turn(d->figure, d->pe->freq[pair]),
                        format_count(arena, position), position / rope_wavelength(d->pe, pair));
}

static void draw(FigureView *figure, Rect r) {
    Dials d = {figure, parts_rope(figure)};
    const LegendEntry legend[] = {
        {LEGEND_LINE, figure_series_color(figure, "rope"), "relative angles met in training"},
        {LEGEND_LINE, ui_color(figure->view->ui, COLOR_TEXT), "hand at the position"},
    };
    parts_headline(figure, &r, headline(&d));
    DialFigure what = {.name = "RoPE dials",
                       .legend = legend,
                       .legend_count = 2,
                       .face = {.train = figure->state->value[KEY_TRAIN],
                                .hands = {figure->state->value[KEY_POSITION], (double)NAN}},
                       .self = &d,
                       .detail = detail};
    dial_figure(figure, r, d.pe, &what);
}

const FigureInfo figure_rope_dials = {FIGURE_CONTROLS(CONTROLS), .height = 460, .draw = draw};
