// What several figures draw with: a headline, a wrapped line of detail, a legend, and controls that a figure places itself.
#ifndef APP_FIGURE_PARTS_H
#define APP_FIGURE_PARTS_H

#include "app/figure.h"

// The sentence that a figure is about, wrapped, cut off the top of *r. An item of its own.
void parts_headline(FigureView *figure, Rect *r, const char *text);

// Height of `text` as a detail at a width, and the detail itself, in secondary text. An item of its own.
double parts_detail_height(const FigureView *figure, double width, const char *text);
void parts_detail(FigureView *figure, const char *id, Rect r, const char *text);

// Entries of a legend, wrapped into rows cut off the top of *r.
typedef enum LegendMark { LEGEND_LINE, LEGEND_DASHES, LEGEND_BOX } LegendMark;

typedef struct LegendEntry {
    LegendMark mark;
    Color color;
    const char *text;
} LegendEntry;

void parts_legend(FigureView *figure, Rect *r, const LegendEntry *entries, int count);

// A polyline, dashed if dash > 0.
void parts_stroke(FigureView *figure, const Vec2 *points, int n, double dash, Color color);

// A slider for a key between lo and hi. It wishes for nothing: the caller does.
UiSlide parts_slider(FigureView *figure, FigureKey key, Rect r, double lo, double hi,
                     const char *text);
double parts_slider_height(const FigureView *figure);

// Formulas for view_formula need a number as TeX: "-0.990" with a real minus, "131{,}072".
const char *parts_tex(FigureView *figure, double value, int decimals);

// RoPE with the figure's parameters.
const Pe *parts_rope(FigureView *figure);

// 131072 → "128 KiB", exact halves and quarters kept: at most two decimals.
const char *parts_bytes(FigureView *figure, double bytes);

#endif
