// Shapes with a closed form: rounded rectangles, their outlines and shadows, and hatching.
#include "gfx/shape.h"

#include <assert.h>
#include <math.h>

Coverage shape_blank(Arena *arena, Rect bounds) {
    double x = floor(bounds.x), y = floor(bounds.y);
    double w = ceil(bounds.x + bounds.w) - x, h = ceil(bounds.y + bounds.h) - y;
    bool usable = w > 0 && h > 0 && w <= SHAPE_MOST && h <= SHAPE_MOST; // false for NaN too
    if (!usable || !(fabs(x) < 1e9 && fabs(y) < 1e9)) return (Coverage){0};
    return (Coverage){arena_array(arena, (size_t)w, (size_t)h), (int)w, (int)h, (int)x, (int)y};
}

static double unit(double t) {
    return t < 0 ? 0 : t > 1 ? 1 : t;
}

static uint8_t to_byte(double t) {
    return (uint8_t)lround(unit(t) * 255);
}

// Middle of pixel i in the coordinates of the shape.
static Vec2 pixel_at(const Coverage *out, int i) {
    int row = i / out->w;
    return (Vec2){out->x + i % out->w + 0.5, out->y + row + 0.5};
}

// Distance from p to the outline of a rounded rectangle, negative inside
// (I. Quilez, "2D distance functions", rounded box).
static double round_distance(Rect r, double radius, Vec2 p) {
    double dx = fabs(p.x - r.x - r.w / 2) - r.w / 2 + radius;
    double dy = fabs(p.y - r.y - r.h / 2) - r.h / 2 + radius;
    double outside = hypot(fmax(dx, 0), fmax(dy, 0));
    return outside + fmin(fmax(dx, dy), 0) - radius;
}

static double cut_radius(Rect r, double radius) {
    return fmin(fmax(radius, 0), fmin(r.w, r.h) / 2);
}

// A pixel is covered by the part of it that lies inside, taking the outline as straight within it.
Coverage shape_round(Arena *arena, Rect r, double radius) {
    Coverage out = shape_blank(arena, r);
    radius = cut_radius(r, radius);
    for (int i = 0; i < out.w * out.h; i++) {
        out.at[i] = to_byte(0.5 - round_distance(r, radius, pixel_at(&out, i)));
    }
    return out;
}

Coverage shape_ring(Arena *arena, Rect r, double radius, double width) {
    Coverage out = shape_blank(arena, r);
    radius = cut_radius(r, radius);
    for (int i = 0; i < out.w * out.h; i++) {
        double d = round_distance(r, radius, pixel_at(&out, i));
        out.at[i] = to_byte(unit(0.5 - d) - unit(0.5 - d - width));
    }
    return out;
}

int shape_shadow_reach(double blur) {
    return (int)ceil(fmin(fmax(blur, 0), SHAPE_MOST) * 1.5);
}

double shape_shadow_at(double distance, double blur) {
    if (!(blur > 0)) return unit(0.5 - distance);
    double sigma = blur / 2;
    return 0.5 * erfc(distance / (sigma * sqrt(2)));
}

// Blurring is taken across the outline only; rounder corners than asked for make up for what that misses in them.
Coverage shape_shadow(Arena *arena, Rect r, double radius, double blur) {
    Coverage out = shape_blank(arena, rect_inset(r, -shape_shadow_reach(blur)));
    radius = cut_radius(r, radius + blur / 2);
    for (int i = 0; i < out.w * out.h; i++) {
        out.at[i] = to_byte(shape_shadow_at(round_distance(r, radius, pixel_at(&out, i)), blur));
    }
    return out;
}

Coverage shape_hatch(Arena *arena, int w, int h, int pitch, double width) {
    assert(pitch >= 2);
    Coverage out = shape_blank(arena, (Rect){0, 0, w, h});
    for (int i = 0; i < out.w * out.h; i++) {
        int along = (i % out.w + i / out.w + 1) % pitch; // x + y of the pixel's middle
        double off = fmin(along, pitch - along) / sqrt(2);
        out.at[i] = to_byte(fmin(off + 0.5, width / 2) - fmax(off - 0.5, -width / 2));
    }
    return out;
}
