// RoPE's pairs as clocks: a field of dials with the arc of angles met in training, hands, and what a longer text adds.
#ifndef APP_DIAL_H
#define APP_DIAL_H

#include "app/figure.h"

typedef struct Dial {
    Vec2 center;
    double radius;
} Dial;

// Dials in rows and columns. When not all pairs fit, those shown are spread evenly from the first to the last.
typedef struct DialGrid {
    Rect area;
    int pairs, shown, columns, rows;
    double cell_w, cell_h, radius;
    double label; // height of the line below each dial, 0 for none
} DialGrid;

// As large as fit into r, all pairs if each gets at least `least` pixels.
DialGrid dial_grid(const Ui *ui, Rect r, int pairs, double least);
Rect dial_cell(const DialGrid *grid, int at);
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
    bool marked;
} DialFace;

// Whether every relative angle occurs within `length` tokens: a full turn takes at most that many.
bool dial_closed(double speed, double length);

// How far the current length reaches beyond what training met: angles `from` … `to`, none if to ≤ from. A repaired pair is inside
// when it stays within train × speed: interpolation puts positions between the trained ones, up to L itself.
typedef struct DialArc {
    double from, to;
} DialArc;

DialArc dial_added(const DialFace *face);
void dial_draw(FigureView *figure, Dial dial, const DialFace *face);

// All pairs of a rotary scheme, with the pair in KEY_PAIR marked; clicking a dial and the arrow keys choose another.
// `face` is filled in but for speed and mark. Returns the pair to talk about: under the mouse, else the marked one.
int dial_field(FigureView *figure, UiId id, Rect r, const Pe *pe, DialFace face, const char *name);

#endif
