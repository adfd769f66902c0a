// Coverage of antialiased shapes: what the player turns into textures. Device pixels, 0 … 255 per pixel.
#ifndef GFX_SHAPE_H
#define GFX_SHAPE_H

#include "base/arena.h"
#include "gfx/geom.h"

// Coverage of w × h pixels, rows without gaps, in the arena that made it. The picture's top left corner
// is at (x, y) of the coordinates the shape was given in. Zero is an empty picture.
typedef struct Coverage {
    uint8_t *at;
    int w, h;
    int x, y;
} Coverage;

enum { SHAPE_MOST = 4096 }; // wider or higher pictures are refused: the result is empty

// A blank picture of the whole pixels that `bounds` touches; empty if there are none, too many, or bounds are not finite.
Coverage shape_blank(Arena *arena, Rect bounds);

// A filled rounded rectangle (radius cut to half the shorter side).
Coverage shape_round(Arena *arena, Rect r, double radius);
// Its outline, `width` wide, inside.
Coverage shape_ring(Arena *arena, Rect r, double radius, double width);

// A soft shadow: the rounded rectangle blurred as by a Gaussian of standard deviation blur / 2; the picture is
// larger than r by shape_shadow_reach on each side.
Coverage shape_shadow(Arena *arena, Rect r, double radius, double blur);
int shape_shadow_reach(double blur);
// Darkness in [0, 1] at this distance outside (negative: inside) of a straight edge.
double shape_shadow_at(double distance, double blur);

// A polyline with round joins and caps. A point that is not finite breaks it in two. Only what lies within
// `within` is made.
Coverage shape_path(Arena *arena, const Vec2 *points, int n, Stroke stroke, Rect within);

// A filled polygon, non-zero winding, closed by itself; points that are not finite are left out. Only what lies
// within `within` is made.
Coverage shape_poly(Arena *arena, const Vec2 *points, int n, Rect within);

// Diagonal lines rising to the right, one every `pitch` pixels along a row, `width` thick. Repeats without a seam
// when w and h are multiples of pitch ≥ 2.
Coverage shape_hatch(Arena *arena, int w, int h, int pitch, double width);

#endif
