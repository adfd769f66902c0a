// A figure: a picture of its state, in any rectangle, with the controls it offers.
#ifndef APP_FIGURE_H
#define APP_FIGURE_H

#include "app/view.h"

typedef enum FigureId {

#define FIGURE(NAME, name, id, cells, keys) FIGURE_##NAME,
#include "app/figures.def"
#undef FIGURE
    FIGURE_COUNT
} FigureId;

// What a figure is drawn with.
typedef struct FigureView {
    View *view;
    UiId id;
    int target; // for the actions it wishes for
    const FigureState *state;
    bool withheld; // headline and read-outs would give an answer away
} FigureView;

typedef struct FigureControl {
    FigureKey key;
    double lo, hi; // the range here, within the key's own
} FigureControl;

// Both fields of a FigureInfo: all rows of an array.
#define FIGURE_CONTROLS(array) \
    .controls = (array), .control_count = (int)(sizeof(array) / sizeof(array)[0])

typedef struct FigureInfo {
    const FigureControl *controls;
    int control_count;
    double
        height; // preferred, in units of the text scale at a width of 480; the picture may be given more or less
    void (*draw)(FigureView *figure, Rect r);
} FigureInfo;

#define FIGURE(NAME, name, id, cells, keys) extern const FigureInfo figure_##name;
#include "app/figures.def"
#undef FIGURE

const FigureInfo *figure_info(FigureId id);
const char *figure_id(FigureId id);

// The figure for a name that a card uses, or the nearest one; *exact tells which. FIGURE_COMPARISON if the name is unknown.
FigureId figure_find(const char *name, bool *exact);
// Whether a card may use the name: a figure or a fallback.
bool figure_known(const char *name);

// What it reads of a preset, "n train …" (figures.def), and whether that has a key; "marks" stands for "mark" too.
const char *figure_keys(FigureId id);
bool figure_reads(FigureId id, const char *key);
// Whether the name is that of a figure in which a learner can point to a cell.
bool figure_has_cells(const char *name);

// A figure in its card: title, note ("" for none), the name that the card uses for the figure, whose state it shows.
typedef struct FigureCard {
    const char *title, *note, *name;
    int target;
    bool withhold; // no headline and no read-outs; the note says so
    bool fixed;    // no controls: a cell that is asked for would be another one
} FigureCard;

// Draws the card with picture and controls; returns the height. r.h > 0 makes the picture fill it.
double figure_card(View *view, UiId id, Rect r, FigureCard card);

// The card of a lesson of the card shown, by its index; returns the height.
double figure_lesson_card(View *view, Rect r, int lesson);

// The controls of a figure in rows; returns the height. With `draw` false it only measures.
double figure_controls(FigureView *figure, const FigureControl *controls, int count, Rect r,
                       bool draw);

// One control in r, for figures that place their own. A row of choices, with or without the key's label above; `labels` NULL: the
// key's words. A switch. They wish for the change.
void figure_segments(FigureView *figure, FigureKey key, Rect r, const char *const *labels);
void figure_choice(FigureView *figure, FigureKey key, Rect r, const char *const *labels);
void figure_switch(FigureView *figure, FigureKey key, Rect r);
// The height that each of them needs.
double figure_control_height(const FigureView *figure);
// A slider, with its value as `text` (NULL: as the key is written). It wishes for nothing: the caller does.
UiSlide figure_slider(FigureView *figure, FigureControl control, Rect r, const char *text);

// Wishes. The second: when the mouse has left every picture among the items since `first`, the held cursor shows again.
void figure_wish_set(const FigureView *figure, FigureKey key, double value);
void figure_unhover(const FigureView *figure, int first);

// The parts that figures are made of.

// A map with axes, training line, cursor and colour bar.
typedef struct HeatmapSpec {
    const char *name; // for assistive technology and --text
    Image image;
    int rows, cols; // what the axes count: tokens or features, not cells
    bool rows_are_tokens, cols_are_tokens;
    const char *row_axis, *col_axis;
    Paint paint;
    bool train_line;            // at state->train, hatched beyond
    int missing_from;           // first row that does not exist (hatched), −1 if all do
    int cursor_row, cursor_col; // −1: none
    bool bar;                   // colour bar at the right, with the cursor's value
    double cursor_value;        // NaN: none
    bool square;                // same scale both ways
    bool causal;                // the upper right triangle is masked: hatched
    double most;                // keys more tokens back than this are removed: hatched; 0: none is
    const char *unit;           // of the numbers at the bar, below it; NULL: none
    bool bare_rows;             // no ticks at the left
    int col_turn; // column ticks start again from 0 after so many, with a line between; 0: they do not
    const double *values; // (rows, cols), printed in cells that have room; NULL: none
} HeatmapSpec;

// Draws it in r; returns true and the cell (row i, column j) under the mouse when it points into the map.
bool figure_heatmap(FigureView *figure, UiId id, Rect r, const HeatmapSpec *what, FigureCell *cell);

// Where the cells of the map lie when it is drawn in r.
Rect figure_heatmap_cells(FigureView *figure, Rect r, const HeatmapSpec *spec);

// Mouse and arrow keys on a picture of the shared cursor: pointing previews a cell, a click or an arrow holds it. `at` is the
// cell pointed to when `over`, `now` the one shown, `end` the first beyond the picture both ways.
void figure_cursor_input(FigureView *figure, UiId id, bool over, FigureCell at, FigureCell now,
                         FigureCell end);

// Axes of a curve plot. Logarithmic axes need lo > 0.
typedef struct PlotSpec {
    double x0, x1, y0, y1;
    bool log_x, log_y;
    const char *x_label, *y_label;
} PlotSpec;

// Frame, ticks and labels; returns the inner rectangle in which plot_point maps.
Rect figure_plot(FigureView *figure, Rect r, const PlotSpec *spec);
Vec2 plot_point(const PlotSpec *spec, Rect inner, double x, double y);
// The other way: what stands at a point.
Vec2 plot_value(const PlotSpec *spec, Rect inner, Vec2 at);

// A logarithmic axis that begins below 1 has a place for zero, halfway from its beginning to 1, and a tick there if there is
// room.
double plot_zero(const PlotSpec *spec);
void plot_zero_tick(FigureView *figure, const PlotSpec *spec, Rect inner);

// An upright line through the plot, where a cursor stands.
void plot_cursor(FigureView *figure, Rect inner, double x);
// Beyond `end` there is nothing: sunken. From the training length to there: hatched.
void plot_ends(FigureView *figure, const PlotSpec *spec, Rect inner, double train, double end);

// Row i of a scheme's logits over the keys, key j under the cursor: a curve, or bars.
void plot_row(FigureView *figure, Rect r, const Pe *pe, const LogitView *view, FigureCell cursor,
              bool bars);

// The colour of a scheme's curves by its id; COLOR_COUNT if series.def has no row for it.
ColorId series_color(const char *scheme);
// Its line: dashes tell the schemes of a family apart.
Stroke series_stroke(const char *scheme, double width);
Color figure_series_color(const FigureView *figure, const char *scheme);

// The logit view that a state asks of a prepared scheme with n tokens.
LogitView figure_logit_view(const FigureState *state, const Pe *pe, int n);
Paint figure_paint(const FigureView *figure, const Pe *pe,
                   const LogitView *view); // view NULL: the encoding

#endif
