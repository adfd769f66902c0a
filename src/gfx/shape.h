// Coverage of antialiased shapes: what the player turns into textures. Device pixels, 0 … 255 per pixel.
#ifndef GFX_SHAPE_H
#define GFX_SHAPE_H

#include "base/arena.h"
#include "gfx/geom.h"

// Coverage of w × h pixels, rows without gaps, in the arena that made it. The picture's top left corner
// is at (x, y) of the coordinates the shape was given in.
typedef struct Coverage {
    uint8_t *at;
    int w, h;
    int x, y;
} Coverage;

// A filled rounded rectangle of w × h pixels (radius cut to half the shorter side).
Coverage shape_round(Arena *arena, int w, int h, double radius);
// Its outline, `width` wide, inside.
Coverage shape_ring(Arena *arena, int w, int h, double radius, double width);
// A soft shadow: the rounded rectangle blurred by `blur` pixels; the picture is larger by 2·blur on each side.
Coverage shape_shadow(Arena *arena, int w, int h, double radius, double blur);
// A polyline with round joins and caps, dashed if dash > 0.
Coverage shape_path(Arena *arena, const Vec2 *points, int n, double width, double dash, double gap);
// A filled polygon, non-zero winding.
Coverage shape_poly(Arena *arena, const Vec2 *points, int n);

#endif
