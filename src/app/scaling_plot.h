// RoPE's pairs under each way of stretching a window: curves, YaRN's zones and direct labels in one plot, and how methods look.
#ifndef APP_SCALING_PLOT_H
#define APP_SCALING_PLOT_H

#include "app/figure.h"
#include "engine/scaling.h"

typedef struct ScalingChart {
    FigureView *figure;
    Scaling scaling;
    int pairs;
    unsigned methods; // bit m: ScalingMethod m is shown
    bool ratio;       // new speed over the trained one, else tokens per turn
    int pair;         // the one to talk about: under the mouse, else the marked one
    PlotSpec plot;
    Rect inner;
    const Vec2 *
        points[SCALING_COUNT]; // (pairs) where the curves pass, once scaling_plot has laid them out
} ScalingChart;

// What a state asks of the engine.
Scaling scaling_of_state(const FigureState *state);

bool scaling_shown(const ScalingChart *chart, ScalingMethod method);
const char *scaling_name(ScalingMethod method);
Color scaling_color(const ScalingChart *chart, ScalingMethod method);
// A sample of the method's line, or of LongRoPE's bars.
void scaling_sample(const ScalingChart *chart, ScalingMethod method, Rect r);

// Pairs that YaRN keeps, blends and interpolates.
typedef struct ScalingZones {
    int kept, blended, interpolated;
} ScalingZones;

ScalingZones scaling_zones(const Scaling *scaling);

// Draws the plot and takes its input: a click and the arrow keys mark a pair. Sets chart->pair.
void scaling_plot(ScalingChart *chart, Rect r);

#endif
