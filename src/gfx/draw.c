// Appending to the draw list.
#include "gfx/draw.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static void push(DrawList *list, DrawCmd cmd) {
    assert(list->arena);
    list->at = arena_grow(list->arena, list->at, list->count, &list->capacity, sizeof *list->at);
    list->at[list->count++] = cmd;
}

static const Vec2 *copy_points(DrawList *list, const Vec2 *points, int n) {
    assert(list->arena && n >= 0);
    Vec2 *copy = arena_array(list->arena, (size_t)n, sizeof *copy);
    if (n) memcpy(copy, points, (size_t)n * sizeof *copy);
    return copy;
}

void draw_fill(DrawList *list, Rect r, Color color) {
    push(list, (DrawCmd){.kind = DRAW_FILL, .r = r, .color = color});
}

void draw_round(DrawList *list, Rect r, double radius, Color color) {
    push(list, (DrawCmd){.kind = DRAW_ROUND, .r = r, .radius = radius, .color = color});
}

void draw_ring(DrawList *list, Rect r, double radius, double width, Color color) {
    push(list,
         (DrawCmd){.kind = DRAW_RING, .r = r, .radius = radius, .width = width, .color = color});
}

void draw_shadow(DrawList *list, Rect r, double radius, double blur, Color color) {
    push(list,
         (DrawCmd){.kind = DRAW_SHADOW, .r = r, .radius = radius, .width = blur, .color = color});
}

void draw_path(DrawList *list, const Vec2 *points, int n, double width, Color color) {
    draw_dashes(list, points, n, (Stroke){width, 0, 0}, color);
}

void draw_dashes(DrawList *list, const Vec2 *points, int n, Stroke stroke, Color color) {
    if (n < 1) return;
    push(list, (DrawCmd){.kind = DRAW_PATH,
                         .points = copy_points(list, points, n),
                         .point_count = n,
                         .width = stroke.width,
                         .dash = stroke.dash,
                         .gap = stroke.gap,
                         .color = color});
}

void draw_poly(DrawList *list, const Vec2 *points, int n, Color color) {
    if (n < 3) return;
    push(list, (DrawCmd){.kind = DRAW_POLY,
                         .points = copy_points(list, points, n),
                         .point_count = n,
                         .color = color});
}

void draw_text(DrawList *list, Vec2 at, TextStyle style, Color color, const char *text, int n) {
    size_t size = n < 0 ? strlen(text) : (size_t)n;
    if (size == 0) return;
    assert(list->arena);
    push(list, (DrawCmd){.kind = DRAW_TEXT,
                         .r = {at.x, at.y, 0, 0},
                         .style = style,
                         .color = color,
                         .text = arena_text(list->arena, text, size)});
}

void draw_glyph(DrawList *list, double x, double y, double size, uint32_t glyph, Color color) {
    push(list, (DrawCmd){.kind = DRAW_GLYPH,
                         .r = {x, y, 0, 0},
                         .style = {.size = size},
                         .glyph = glyph,
                         .color = color});
}

void draw_image(DrawList *list, Rect r, Image image) {
    assert(image.key != 0);
    push(list, (DrawCmd){.kind = DRAW_IMAGE, .r = r, .image = image});
}

void draw_hatch(DrawList *list, Rect r, double pitch, Color color) {
    push(list, (DrawCmd){.kind = DRAW_HATCH, .r = r, .width = pitch, .color = color});
}

void draw_clip(DrawList *list, Rect r) {
    push(list, (DrawCmd){.kind = DRAW_CLIP, .r = r});
}

void draw_unclip(DrawList *list) {
    push(list, (DrawCmd){.kind = DRAW_UNCLIP});
}

void draw_line(DrawList *list, Vec2 a, Vec2 b, double width, Color color) {
    draw_path(list, (Vec2[]){a, b}, 2, width, color);
}

static const double MARK_WIDTH = 2;

void draw_cross(DrawList *list, Vec2 center, double s, Color color) {
    double left = center.x - s, right = center.x + s, top = center.y - s, bottom = center.y + s;
    draw_line(list, (Vec2){left, top}, (Vec2){right, bottom}, MARK_WIDTH, color);
    draw_line(list, (Vec2){left, bottom}, (Vec2){right, top}, MARK_WIDTH, color);
}

void draw_tick(DrawList *list, Vec2 center, double s, double drop, Color color) {
    Vec2 points[] = {{center.x - s, center.y},
                     {center.x - s * 0.2, center.y + s * drop},
                     {center.x + s * 1.1, center.y - s * 0.8}};
    draw_path(list, points, 3, MARK_WIDTH, color);
}

void draw_circle(DrawList *list, Vec2 center, double radius, double width, Color color) {
    double outer = radius + width / 2;
    Rect r = {center.x - outer, center.y - outer, 2 * outer, 2 * outer};
    draw_ring(list, r, outer, width, color);
}

void draw_disc(DrawList *list, Vec2 center, double radius, Color color) {
    Rect r = {center.x - radius, center.y - radius, 2 * radius, 2 * radius};
    draw_round(list, r, radius, color);
}

enum { ARC_MOST = 512 };

// Chords that stay within 1/50 px of the arc: 2·acos(1 − 0.02/r) each.
static int arc_steps(double radius, double turn) {
    if (!(radius > 0.1) || !isfinite(turn)) return 1;
    double steps = ceil(fabs(turn) / (2 * acos(1 - 0.02 / radius)));
    return (int)fmin(fmax(steps, 1), ARC_MOST);
}

void draw_arc(DrawList *list, Arc arc, double width, Color color) {
    Vec2 points[ARC_MOST + 1];
    int steps = arc_steps(arc.radius, arc.b - arc.a);
    for (int i = 0; i <= steps; i++) {
        double angle = arc.a + (arc.b - arc.a) * i / steps;
        points[i] =
            (Vec2){arc.center.x + arc.radius * cos(angle), arc.center.y - arc.radius * sin(angle)};
    }
    draw_path(list, points, steps + 1, width, color);
}
