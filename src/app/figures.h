// Derived numbers and pixels, remembered: prepared schemes and painted maps.
//
// Everything here is a function of what is asked for, so asking through a const App is still only looking. The one
// exception is a frame's budget: a map that would go beyond it is shown as it was, until a later frame.
#ifndef APP_FIGURES_H
#define APP_FIGURES_H

#include "app/figure_state.h"
#include "engine/logits.h"
#include "engine/pe.h"
#include "gfx/colormap.h"
#include "gfx/draw.h"

typedef struct Figures Figures;

Figures *figures_new(void);
void figures_free(Figures *figures);

// The scheme with the parameters of a figure, prepared. Valid until the next 32 different ones were asked for. Never NULL:
// what a scheme refuses (a base out of its range) is moved to its nearest allowed value.
const Pe *figures_pe(Figures *figures, const PeScheme *scheme, const FigureState *state);

// Whether a parameter of a scheme follows one of the figure's keys where a panel has no value of its own.
bool figures_feeds(const PeScheme *scheme, const char *param);
// The scheme of a panel with its parameters: the panel's own, else what the figure's keys say, else initial. Not prepared.
Pe figures_panel_values(const FigureState *state, int panel);
// The same prepared, valid as above; NULL if the scheme refuses them, and the reason in *why, "" if there is none.
const Pe *figures_panel(Figures *figures, const FigureState *state, int panel, const char **why);

// How numbers become colours. With `log_floor` > 0 the colour is that of log10 of the value, from log_floor to 1 (weights).
typedef struct Paint {
    ColormapId map;
    double lo, hi;
    double log_floor;
    Color missing; // cells without a value
} Paint;

// Begins a frame that may spend so many multiply-adds on maps (0: no limit). A map that would go beyond shows its previous
// picture instead, in turn with the others, and is asked for again.
void figures_begin(Figures *figures, double budget);
// Some picture of the last frame is not the newest: another frame is due.
bool figures_behind(const Figures *figures);

// What is to be mapped: the encoding (view NULL) or the logits, over positions or tokens 0 … n−1, at most `most` cells a side.
typedef struct MapAsk {
    uint64_t place; // where it is shown, for its previous picture; 0: it must be the newest
    const Pe *pe;
    const LogitView *view;
    int n;
    int most_rows, most_cols;
    bool halves; // vectors: sines first, then cosines
    Paint paint;
} MapAsk;

// Row i of the logits, keys 0 … n−1, as means of `count` ≤ n cells (n: as logits_row); remembered until 16 others were asked for.
const double *figures_row(Figures *figures, const Pe *pe, const LogitView *view, int i, int count);
// The logit of query i and key j.
double figures_cell(Figures *figures, const Pe *pe, const LogitView *view, int i, int j);

// How many of n tokens a picture in at most `cells` a side can be drawn for in a moment: n, or n halved as often as it takes.
int figures_tokens(const Pe *pe, const LogitView *view, int n, int cells);

// The painted map; remembered until 24 others were asked for. The image's size is rows × cols of cells.
Image figures_map(Figures *figures, const MapAsk *ask);

#endif
