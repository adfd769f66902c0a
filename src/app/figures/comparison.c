// Several schemes side by side, small: the Compare screen inside a card.
#include "app/panel.h"

#include <math.h>

static const FigureControl CONTROLS[] = {{KEY_N, 8, PANEL_TOKENS_MOST},
                                         {KEY_TRAIN, 8, PANEL_TOKENS_MOST},
                                         {KEY_AS, 0, 1},
                                         {KEY_STAGE, 0, 3}};

static void draw(FigureView *figure, Rect r) {
    int count = figure->state->scheme_count, columns = count > 1 ? 2 : 1,
        rows = (count + columns - 1) / columns;
    double gap = 18, h = (r.h - gap * (rows - 1)) / rows, w = (r.w - gap * (columns - 1)) / columns;
    PanelShape shape = {.compact = true}, full = shape;
    for (int p = 0; p < count; p++) panel_measure(figure, p, w, &full);
    full.note = full.source = 0; // the card around the figure has words of its own
    if (panel_height(figure, w, full) <= h) shape = full;
    for (int p = 0; p < count; p++) {
        int down = p / columns;
        Rect row = {r.x, r.y + down * (h + gap), r.w, h};
        panel_draw(figure, rect_column(row, p % columns, columns, gap), p, shape);
    }
}

const FigureInfo figure_comparison = {FIGURE_CONTROLS(CONTROLS), .height = 460, .draw = draw};
