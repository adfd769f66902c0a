// One scheme in one panel: its picture in the encoding or the logit view, formula and note.
#ifndef APP_PANEL_H
#define APP_PANEL_H

#include "app/figure.h"

enum { PANEL_TOKENS_MOST = 2097152 }; // that the Compare screen and its figure offer

typedef struct PanelShape {
    // Heights kept for them below the picture, the same in every panel of a row; 0: left out.
    double formula, note, source;
    bool profile; // the cursor's row as a curve, below everything, in what height is left
    bool compact; // smaller title
    bool tools;   // with the button for the panel's own parameters
} PanelShape;

// Panel `index` of the figure's state in r. A click on its title lets another scheme in.
void panel_draw(FigureView *figure, Rect r, int index, PanelShape shape);

// Raises formula, note and source of *shape to what a panel needs at a width.
void panel_measure(FigureView *figure, int index, double width, PanelShape *shape);

// Height of a panel with a square picture, without a profile.
double panel_height(FigureView *figure, double width, PanelShape shape);

// The value that the shared cursor reads in a panel: NaN if there is none.
double panel_value(FigureView *figure, int index);
// Whether that value is a distance in tokens.
bool panel_value_is_distance(FigureView *figure, int index);
// What that value is called: "ALiBi", in the encoding view "Sinusoidal[18]" or "RoPE r=9".
const char *panel_value_name(FigureView *figure, int index);

// The pairs of a rotary scheme as clocks: hands of query i and key j, the arc of angles met in training.
void figure_dials(FigureView *figure, UiId id, Rect r, const Pe *pe);

#endif
