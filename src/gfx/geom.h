// Rectangles and points in logical pixels (1 unit = 1 px at scale 1), y down, and cutting them up.
#ifndef GFX_GEOM_H
#define GFX_GEOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Vec2 {
    double x, y;
} Vec2;

typedef struct Rect {
    double x, y, w, h;
} Rect;

// How a line is drawn.
typedef struct Stroke {
    double width;
    double dash, gap; // dash > 0: that much line, then that much nothing
} Stroke;

// From angle a to b in radians, counter-clockwise from the x axis as seen on screen (y up).
typedef struct Arc {
    Vec2 center;
    double radius, a, b;
} Arc;

// sRGB, straight alpha.
typedef struct Color {
    uint8_t r, g, b, a;
} Color;

// Each takes a strip off *r and returns it; *r keeps the rest. More than there is takes all there is.
Rect rect_cut_top(Rect *r, double h);
Rect rect_cut_bottom(Rect *r, double h);
Rect rect_cut_left(Rect *r, double w);
Rect rect_cut_right(Rect *r, double w);

Rect rect_inset(Rect r, double by); // negative grows
Rect rect_pad(Rect r, double x, double y);
Rect rect_center(Rect outer, double w, double h);
Rect rect_meet(Rect a, Rect b); // the common part, empty (w = h = 0) if none
bool rect_has(Rect r, Vec2 p);
bool rect_empty(Rect r);
// Column i of n of equal width with `gap` between them.
Rect rect_column(Rect r, int i, int n, double gap);

Color color_mix(Color a, Color b, double t); // t = 0 is a
Color color_fade(Color c, double alpha);     // times the alpha it has

#endif
