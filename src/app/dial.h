// A scheme's pairs as clocks: a field of dials with the arc of angles met so far, hands, and what a longer text adds.
#ifndef APP_DIAL_H
#define APP_DIAL_H

#include "app/figure_parts.h"

// Dials in rows and columns. When not all pairs fit, those shown are spread evenly from the first to the last.
typedef struct DialGrid {
    Rect area;
    int pairs, shown, columns, rows;
    double cell_w, cell_h, radius;
    double label; // height of the text below each dial, 0 for none
} DialGrid;

// What a grid must leave room for.
typedef struct DialNeeds {
    double w, h; // the smallest cell: fewer pairs rather than smaller ones
    int lines;   // of text below each dial, left out where it would take too much
} DialNeeds;

int dial_pair(const DialGrid *grid, int at);
// The dial whose cell holds the point, −1 if none does.
int dial_under(const DialGrid *grid, Vec2 point);

// What one dial shows. Angles in radians; a length of n tokens spans the relative distances 0 … n − 1.
typedef struct DialFace {
    double speed;         // radians per token, in training
    const double *now;    // (pairs) speeds that a repair has brought; NULL: those of training
    double repaired;      // of this pair: set by dial_field
    double train, length; // tokens; length ≤ train adds no second ring
    double hands[2];      // positions, the second one fainter; NaN: none
} DialFace;

// How far the current length reaches beyond what training met: angles `from` … `to`, none if to ≤ from. A repaired pair is inside
// when it stays within train × speed: interpolation puts positions between the trained ones, up to L itself.
typedef struct DialArc {
    double from, to;
} DialArc;

DialArc dial_added(const DialFace *face);

// All pairs of a scheme in r, `face` being filled in but for the speed.
typedef struct DialField {
    UiId id;
    // For assistive technology and --text; the value goes on behind the number of pairs.
    const char *name, *value;
    const Pe *pe;
    DialFace face;
    DialNeeds needs; // of two lines below a dial the second is the pair's wavelength
    int marked;      // pair, −1: none
} DialField;

// Draws it and adds its item.
DialGrid dial_field(FigureView *figure, Rect r, const DialField *field);

// A figure of a rotary scheme's dials: legend, dials with the pair in KEY_PAIR marked, words. Clicking a dial and the arrow keys
// choose another.
typedef struct DialFigure {
    const char *name;
    const LegendEntry *legend;
    int legend_count;
    DialFace face; // but for the speed
    const void *self;
    // Words about a pair: the one under the mouse, else the marked one. The longest are those of the last pair.
    const char *(*detail)(const void *self, int pair);
} DialFigure;

void dial_figure(FigureView *figure, Rect r, const Pe *pe, const DialFigure *what);

#endif
