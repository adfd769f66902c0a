// What several figures draw with: lines of text, a legend, a dot, a plate, and the numbers that they all write.
#ifndef APP_FIGURE_PARTS_H
#define APP_FIGURE_PARTS_H

#include "app/figure.h"

// Headlines, details and lines of numbers are left out while a figure is withheld.

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

// A line for one number of a figure: what it is for assistive technology and in --text, and where it is drawn.
void figure_line(FigureView *figure, const char *name, Rect r, TypeId type, ColorId color,
                 const char *text);
// A line of secondary text that gives nothing away, such as where the numbers are from.
void parts_note(FigureView *figure, const char *name, Rect r, const char *text);
// A short text on a plate that covers what is below it, centred at `at` as far as it stays within `bounds`.
void figure_plate(FigureView *figure, Vec2 at, Rect bounds, ColorId color, const char *text);

// A dot on a line or a map, set off by a ring in the colour of the surface.
void parts_dot(FigureView *figure, Vec2 at, double radius, Color ink);

// A number in the middle of a coloured cell, black or white; left out where it has no room.
void parts_on_cell(FigureView *figure, Rect cell, Color face, const char *text);

// What training never met: hatched; and the dashed line where it begins.
void parts_beyond(FigureView *figure, Rect r);
void parts_train_line(FigureView *figure, Vec2 from, Vec2 to);

// The smallest power of two that divides `span` into at most so many steps.
int parts_doubling(int span, int most);

// Formulas need a number as TeX: "-0.990" with a real minus, "131{,}072".
const char *parts_tex(FigureView *figure, double value, int decimals);

// RoPE with the figure's parameters.
const Pe *parts_rope(FigureView *figure);

// The tokens that a full turn takes at so many radians a token: "6.3", "54,410".
const char *parts_turn(const FigureView *figure, double speed);

// 131072 → "128 KiB", exact halves and quarters kept: at most two decimals.
const char *parts_bytes(FigureView *figure, double bytes);

#endif
