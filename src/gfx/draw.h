// The draw list: one frame's picture as plain data. Views write it, sdl/play executes it, tests read it.
//
// Coordinates are logical pixels; the player multiplies by the scale and snaps fills to device pixels.
// Text and points are copied into the list's arena; an Image stays with its owner and must live until
// the frame has been played.
#ifndef GFX_DRAW_H
#define GFX_DRAW_H

#include "base/arena.h"
#include "gfx/geom.h"

typedef enum FontId {
    FONT_REGULAR,
    FONT_MEDIUM,
    FONT_SEMIBOLD,
    FONT_ITALIC,
    FONT_MONO,
    FONT_COUNT
} FontId;

// A face and its size in logical pixels per em.
typedef struct TextStyle {
    FontId font;
    double size;
} TextStyle;

// Pixels of a heatmap: 0xAARRGGBB, w × h, rows without gaps. The player uploads again when `version` changes.
typedef struct Image {
    const uint32_t *argb;
    int w, h;
    uint64_t key; // identity for the texture cache, never 0
    uint64_t version;
} Image;

typedef enum DrawKind {
    DRAW_FILL,  // rect, crisp edges
    DRAW_ROUND, // filled rounded rect; radius ≥ half the side makes a disc
    DRAW_RING, // outline of a rounded rect inside it, `width` wide, in whole device pixels unless a circle
    DRAW_SHADOW, // soft shadow of a rounded rect, `width` is the blur; left out deep inside, under what casts it
    DRAW_PATH, // polyline, round joins, `width` wide, dashed if dash > 0; broken by points that are not finite
    DRAW_POLY,  // filled polygon (non-zero winding), antialiased
    DRAW_TEXT,  // one run, baseline at r.x, r.y
    DRAW_GLYPH, // one glyph of the math font, baseline at r.x, r.y, size in style.size
    DRAW_IMAGE, // image scaled into rect, nearest
    DRAW_HATCH, // diagonal lines over rect, `width` is the pitch
    DRAW_CLIP,  // push: everything until the matching DRAW_UNCLIP is cut to rect
    DRAW_UNCLIP,
    DRAW_KIND_COUNT
} DrawKind;

typedef struct DrawCmd {
    DrawKind kind;
    Rect r;
    Color color;
    double radius, width, dash, gap;
    TextStyle style;
    const char *text; // DRAW_TEXT, NUL-terminated
    uint32_t glyph;   // DRAW_GLYPH
    const Vec2 *points;
    int point_count;
    Image image;
} DrawCmd;

// Zero is an empty list once `arena` is set.
typedef struct DrawList {
    Arena *arena; // the frame's; not owned
    DrawCmd *at;
    int count, capacity;
} DrawList;

void draw_fill(DrawList *list, Rect r, Color color);
void draw_round(DrawList *list, Rect r, double radius, Color color);
void draw_ring(DrawList *list, Rect r, double radius, double width, Color color);
void draw_shadow(DrawList *list, Rect r, double radius, double blur, Color color);
void draw_path(DrawList *list, const Vec2 *points, int n, double width, Color color);
void draw_dashes(DrawList *list, const Vec2 *points, int n, Stroke stroke, Color color);
void draw_poly(DrawList *list, const Vec2 *points, int n, Color color);
// n bytes of UTF-8 (n < 0: all of it), left end of the baseline at (x, y).
void draw_text(DrawList *list, Vec2 at, TextStyle style, Color color, const char *text, int n);
void draw_glyph(DrawList *list, double x, double y, double size, uint32_t glyph, Color color);
void draw_image(DrawList *list, Rect r, Image image);
void draw_hatch(DrawList *list, Rect r, double pitch, Color color);
void draw_clip(DrawList *list, Rect r);
void draw_unclip(DrawList *list);

// Shapes made of the above.
void draw_line(DrawList *list, Vec2 a, Vec2 b, double width, Color color);
void draw_circle(DrawList *list, Vec2 center, double radius, double width,
                 Color color); // middle of the line at `radius`
void draw_disc(DrawList *list, Vec2 center, double radius, Color color);
// Marks with lines 2 wide that reach s from the center, up to 1.1 s for the tick, whose corner lies s·drop below it.
void draw_cross(DrawList *list, Vec2 center, double s, Color color);
void draw_tick(DrawList *list, Vec2 center, double s, double drop, Color color);
// Arc from angle a to b in radians, counter-clockwise from the x axis as seen on screen (y up).
void draw_arc(DrawList *list, Arc arc, double width, Color color);

#endif
