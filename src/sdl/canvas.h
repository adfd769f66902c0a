// The inside of a canvas, shared by the files that execute draw commands.
#ifndef SDL_CANVAS_H
#define SDL_CANVAS_H

#include "gfx/shape.h"
#include "sdl/hash.h"
#include "sdl/play.h"
#include "sdl/sprite.h"

#include <SDL_rect.h>

enum { CLIPS_MOST = 64 };

struct Canvas {
    Arena arena;      // owns this struct too
    Arena buffer;     // owns the pixels
    Arena scratch;    // what one command needs; emptied behind it
    uint32_t *pixels; // 0x00RRGGBB, rows without gaps
    int w, h;         // device pixels
    double scale;
    Fonts *fonts;
    MathFont *math;
    SpriteCache *sprites;
    int made;
    SDL_Rect clips[CLIPS_MOST]; // clips[0] is the whole canvas; the last one holds
    int clip_depth;
};

// Another size in device pixels or another scale. What was drawn is lost, what is cached is not.
void canvas_resize(Canvas *canvas, int w, int h, double scale);

// The whole device pixels of a logical rectangle: edges go to the nearest pixel, but what has an extent keeps at least
// one. Neighbours that share an edge share it here too.
SDL_Rect canvas_snap(const Canvas *canvas, Rect r);
// A length in whole device pixels, at least 1.
int canvas_snap_width(const Canvas *canvas, double width);

// True if any of r is within the current clip.
bool canvas_sees(const Canvas *canvas, SDL_Rect r);
void canvas_fill(Canvas *canvas, SDL_Rect r, Color color);

// Stores coverage as a sprite; its x and y become the sprite's.
Sprite *canvas_keep(Canvas *canvas, uint64_t key, Coverage coverage);
// Draws the part `from` of a sprite's coverage (NULL: all of it) in a colour, its corner at (x, y).
void canvas_stamp(Canvas *canvas, const Sprite *sprite, const SDL_Rect *from, int x, int y,
                  Color color);
// Draws a sprite's own pixels.
void canvas_copy(Canvas *canvas, const Sprite *sprite, int x, int y);

// What a sprite's key begins with, so that no two kinds of picture share one.
enum { KEY_PATCH, KEY_DISC, KEY_OUTLINE, KEY_HATCH, KEY_TEXT, KEY_GLYPH, KEY_IMAGE };

// The commands, one function per kind.
void play_round(Canvas *canvas, const DrawCmd *cmd);
void play_ring(Canvas *canvas, const DrawCmd *cmd);
void play_shadow(Canvas *canvas, const DrawCmd *cmd);
void play_path(Canvas *canvas, const DrawCmd *cmd);
void play_poly(Canvas *canvas, const DrawCmd *cmd);
void play_hatch(Canvas *canvas, const DrawCmd *cmd);
void play_text(Canvas *canvas, const DrawCmd *cmd);
void play_glyph(Canvas *canvas, const DrawCmd *cmd);
void play_image(Canvas *canvas, const DrawCmd *cmd);

#endif
