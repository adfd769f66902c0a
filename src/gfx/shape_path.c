// Polylines: each piece is the set of pixels near a segment, and pieces are joined by taking the darker one.
#include "gfx/shape.h"

#include <math.h>

// A closer look than half a pixel beyond the stroke changes nothing.
static double reach_of(double width) {
    return width / 2 + 0.5;
}

static bool is_point(Vec2 p) {
    return isfinite(p.x) && isfinite(p.y);
}

static Rect bounds_of(const Vec2 *points, int n, double reach) {
    double x0 = HUGE_VAL, y0 = HUGE_VAL, x1 = -HUGE_VAL, y1 = -HUGE_VAL;
    for (int i = 0; i < n; i++) {
        if (!is_point(points[i])) continue;
        x0 = fmin(x0, points[i].x), x1 = fmax(x1, points[i].x);
        y0 = fmin(y0, points[i].y), y1 = fmax(y1, points[i].y);
    }
    if (!(x0 <= x1)) return (Rect){0};
    return rect_inset((Rect){x0, y0, x1 - x0, y1 - y0}, -reach);
}

typedef struct Pen {
    Coverage out;
    Stroke stroke;
    double travelled; // along the polyline, for dashes
} Pen;

typedef struct Range {
    double lo, hi;
} Range;

// The part of t in [0, 1] for which lo ≤ from + t·step ≤ hi; lo > hi of the result if there is none.
static Range part_between(double from, double step, double lo, double hi) {
    if (step == 0) return from >= lo && from <= hi ? (Range){0, 1} : (Range){1, 0};
    double a = (lo - from) / step, b = (hi - from) / step;
    return (Range){fmax(fmin(a, b), 0), fmin(fmax(a, b), 1)};
}

static uint8_t covered(double distance, double half) {
    double c = fmin(distance + 0.5, half) - fmax(distance - 0.5, -half);
    return c <= 0 ? 0 : (uint8_t)lround(fmin(c, 1) * 255);
}

static void stroke_row(Pen *pen, Vec2 a, Vec2 b, int row, Range columns) {
    double half = pen->stroke.width / 2, dx = b.x - a.x, dy = b.y - a.y;
    double square = dx * dx + dy * dy, py = row + 0.5 - a.y;
    uint8_t *at = pen->out.at + (long)row * pen->out.w;
    int last = (int)fmin(ceil(columns.hi), pen->out.w);
    for (int i = (int)fmax(floor(columns.lo), 0); i < last; i++) {
        double px = i + 0.5 - a.x;
        double t = square > 0 ? fmin(fmax((px * dx + py * dy) / square, 0), 1) : 0;
        double ex = px - t * dx, ey = py - t * dy;
        uint8_t c = covered(sqrt(ex * ex + ey * ey), half);
        if (c > at[i]) at[i] = c;
    }
}

// a and b are relative to the picture's corner.
static void stroke_segment(Pen *pen, Vec2 a, Vec2 b) {
    double reach = reach_of(pen->stroke.width);
    int first = (int)fmax(floor(fmin(a.y, b.y) - reach), 0);
    int last = (int)fmin(ceil(fmax(a.y, b.y) + reach), pen->out.h);
    for (int row = first; row < last; row++) {
        double y = row + 0.5;
        Range t = part_between(a.y, b.y - a.y, y - reach, y + reach);
        if (t.lo > t.hi) continue;
        double x0 = a.x + t.lo * (b.x - a.x), x1 = a.x + t.hi * (b.x - a.x);
        stroke_row(pen, a, b, row, (Range){fmin(x0, x1) - reach, fmax(x0, x1) + reach});
    }
}

// Caps are round, so a dash starts and ends half a width inside its length.
static void stroke_dashes(Pen *pen, Vec2 a, Vec2 b) {
    double dx = b.x - a.x, dy = b.y - a.y, length = hypot(dx, dy);
    double period = pen->stroke.dash + pen->stroke.gap, reach = reach_of(pen->stroke.width);
    double inset = fmin(pen->stroke.width, pen->stroke.dash) / 2;
    Range tx = part_between(a.x, dx, -reach, pen->out.w + reach);
    Range ty = part_between(a.y, dy, -reach, pen->out.h + reach);
    double from = fmax(tx.lo, ty.lo) * length, to = fmin(tx.hi, ty.hi) * length;
    int64_t first = (int64_t)floor((pen->travelled + fmin(from, to)) / period);
    int count = from < to ? (int)ceil((to - from) / period) + 1 : 0; // of the dashes that show
    for (int i = 0; i < count; i++) {
        double start = (double)(first + i) * period - pen->travelled;
        double s0 = fmax(start + inset, from), s1 = fmin(start + pen->stroke.dash - inset, to);
        if (s1 < s0) continue;
        double u = s0 / length, v = s1 / length;
        stroke_segment(pen, (Vec2){a.x + u * dx, a.y + u * dy}, (Vec2){a.x + v * dx, a.y + v * dy});
    }
    pen->travelled += length;
}

static Vec2 seen_from(const Coverage *out, Vec2 p) {
    return (Vec2){p.x - out->x, p.y - out->y};
}

Coverage shape_path(Arena *arena, const Vec2 *points, int n, Stroke stroke, Rect within) {
    if (!(stroke.width > 0)) return (Coverage){0};
    Rect bounds = rect_meet(bounds_of(points, n, reach_of(stroke.width)), within);
    Pen pen = {shape_blank(arena, bounds), stroke, 0};
    // Finer dashes are a grey line.
    bool dashed = stroke.dash > 0 && stroke.dash + stroke.gap >= 0.5;
    if (!pen.out.at) return pen.out;
    for (int i = 0; i < n; i++) {
        if (!is_point(points[i])) continue;
        bool more = i + 1 < n && is_point(points[i + 1]);
        bool alone = !more && (i == 0 || !is_point(points[i - 1]));
        if (!more && !alone) continue;
        Vec2 a = seen_from(&pen.out, points[i]), b = more ? seen_from(&pen.out, points[i + 1]) : a;
        (dashed && more ? stroke_dashes : stroke_segment)(&pen, a, b);
    }
    return pen.out;
}
