// Rectangles, and mixing colours.
#include "gfx/geom.h"

#include <math.h>

static double at_most(double want, double have) {
    return fmin(fmax(want, 0), fmax(have, 0));
}

Rect rect_cut_top(Rect *r, double h) {
    Rect cut = {r->x, r->y, r->w, at_most(h, r->h)};
    r->y += cut.h;
    r->h -= cut.h;
    return cut;
}

Rect rect_cut_bottom(Rect *r, double h) {
    double take = at_most(h, r->h);
    r->h -= take;
    return (Rect){r->x, r->y + r->h, r->w, take};
}

Rect rect_cut_left(Rect *r, double w) {
    Rect cut = {r->x, r->y, at_most(w, r->w), r->h};
    r->x += cut.w;
    r->w -= cut.w;
    return cut;
}

Rect rect_cut_right(Rect *r, double w) {
    double take = at_most(w, r->w);
    r->w -= take;
    return (Rect){r->x + r->w, r->y, take, r->h};
}

Rect rect_inset(Rect r, double by) {
    return rect_pad(r, by, by);
}

// Padded by more than there is, a rectangle shrinks to its middle and never turns inside out.
Rect rect_pad(Rect r, double x, double y) {
    x = fmin(x, r.w / 2);
    y = fmin(y, r.h / 2);
    return (Rect){r.x + x, r.y + y, r.w - 2 * x, r.h - 2 * y};
}

Rect rect_center(Rect outer, double w, double h) {
    return (Rect){outer.x + (outer.w - w) / 2, outer.y + (outer.h - h) / 2, w, h};
}

Rect rect_meet(Rect a, Rect b) {
    double x = fmax(a.x, b.x), y = fmax(a.y, b.y);
    double w = fmin(a.x + a.w, b.x + b.w) - x, h = fmin(a.y + a.h, b.y + b.h) - y;
    if (!(w > 0 && h > 0)) return (Rect){x, y, 0, 0};
    return (Rect){x, y, w, h};
}

bool rect_has(Rect r, Vec2 p) {
    return p.x >= r.x && p.x < r.x + r.w && p.y >= r.y && p.y < r.y + r.h;
}

bool rect_empty(Rect r) {
    return !(r.w > 0 && r.h > 0);
}

Rect rect_column(Rect r, int i, int n, double gap) {
    double w = fmax(0, (r.w - gap * (n - 1)) / n);
    return (Rect){r.x + i * (w + gap), r.y, w, r.h};
}

static uint8_t mix_byte(uint8_t a, uint8_t b, double t) {
    return (uint8_t)lround(a + ((double)b - (double)a) * t);
}

Color color_mix(Color a, Color b, double t) {
    t = fmin(fmax(t, 0), 1);
    return (Color){mix_byte(a.r, b.r, t), mix_byte(a.g, b.g, t), mix_byte(a.b, b.b, t),
                   mix_byte(a.a, b.a, t)};
}

Color color_fade(Color c, double alpha) {
    c.a = mix_byte(0, c.a, fmin(fmax(alpha, 0), 1));
    return c;
}
