// Filled polygons, by adding up the signed area that each edge leaves to its right
// (R. Levien, font-rs, 2016: an accumulation buffer).
#include "gfx/shape.h"

#include <math.h>

// sum[x] + sum[x − 1] + … is the winding number of pixel x, averaged over the pixel.
typedef struct Sums {
    float *at; // h rows of w + 2
    int w, h;
} Sums;

// An edge crosses this row from x0 to x1 (0 ≤ x ≤ w) while going down by `d` of its height.
static void add_in_row(float *row, double x0, double x1, double d) {
    if (x0 > x1) {
        double swap = x0;
        x0 = x1, x1 = swap;
    }
    int first = (int)floor(x0), last = (int)ceil(x1);
    if (last <= first + 1) { // within one pixel
        double right = d * ((x0 + x1) / 2 - first);
        row[first] += (float)(d - right);
        row[first + 1] += (float)right;
        return;
    }
    double slope = d / (x1 - x0), before = 0;
    for (int x = first; x <= last; x++) {
        // What lies left of this pixel fills it; what lies within fills what is right of it.
        double from = fmax(x0, x), to = fmin(x + 1, x1);
        double area = slope * (fmin(fmax(x, x0), x1) - x0);
        if (to > from) area += slope * (to - from) * (x + 1 - (from + to) / 2);
        row[x] += (float)(area - before);
        before = area;
    }
}

static void add_edge(Sums *sums, Vec2 a, Vec2 b) {
    if (a.y == b.y) return;
    double sign = a.y < b.y ? 1 : -1;
    Vec2 top = a.y < b.y ? a : b, end = a.y < b.y ? b : a;
    double slope = (end.x - top.x) / (end.y - top.y);
    int first = (int)fmax(floor(top.y), 0), last = (int)fmin(ceil(end.y), sums->h);
    for (int row = first; row < last; row++) {
        double y0 = fmax(top.y, row), y1 = fmin(end.y, row + 1);
        double x0 = top.x + (y0 - top.y) * slope, x1 = top.x + (y1 - top.y) * slope;
        x0 = fmin(fmax(x0, 0), sums->w), x1 = fmin(fmax(x1, 0), sums->w);
        add_in_row(sums->at + (long)row * (sums->w + 2), x0, x1, sign * (y1 - y0));
    }
}

static void sums_to_coverage(const Sums *sums, Coverage *out) {
    for (int y = 0; y < out->h; y++) {
        const float *row = sums->at + (long)y * (sums->w + 2);
        double winding = 0;
        for (int x = 0; x < out->w; x++) {
            winding += (double)row[x];
            out->at[(long)y * out->w + x] = (uint8_t)lround(fmin(fabs(winding), 1) * 255);
        }
    }
}

static int copy_finite(const Vec2 *points, int n, Vec2 *out) {
    int count = 0;
    for (int i = 0; i < n; i++) {
        if (isfinite(points[i].x) && isfinite(points[i].y)) out[count++] = points[i];
    }
    return count;
}

static Rect bounds_of(const Vec2 *points, int n) {
    double x0 = HUGE_VAL, y0 = HUGE_VAL, x1 = -HUGE_VAL, y1 = -HUGE_VAL;
    for (int i = 0; i < n; i++) {
        x0 = fmin(x0, points[i].x), x1 = fmax(x1, points[i].x);
        y0 = fmin(y0, points[i].y), y1 = fmax(y1, points[i].y);
    }
    return (Rect){x0, y0, x1 - x0, y1 - y0};
}

Coverage shape_poly(Arena *arena, const Vec2 *points, int n, Rect within) {
    if (n < 3) return (Coverage){0};
    Vec2 *at = arena_array(arena, (size_t)n, sizeof *at);
    n = copy_finite(points, n, at);
    if (n < 3) return (Coverage){0};
    Coverage out = shape_blank(arena, rect_meet(bounds_of(at, n), within));
    if (!out.at) return out;
    Sums sums = {arena_array(arena, (size_t)(out.w + 2) * (size_t)out.h, sizeof(float)), out.w,
                 out.h};
    for (int i = 0; i < n; i++) {
        Vec2 a = at[i], b = at[(i + 1) % n];
        add_edge(&sums, (Vec2){a.x - out.x, a.y - out.y}, (Vec2){b.x - out.x, b.y - out.y});
    }
    sums_to_coverage(&sums, &out);
    return out;
}
