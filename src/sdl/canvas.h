// The inside of a canvas, shared by the files that execute draw commands.
#ifndef SDL_CANVAS_H
#define SDL_CANVAS_H

#include "gfx/shape.h"
#include "sdl/hash.h"
#include "sdl/play.h"
#include "sdl/sprite.h"

enum { CLIPS_MOST = 64 };

struct Canvas {
    Arena arena; // owns this struct too
    SDL_Renderer *renderer;
    SDL_Surface *surface; // NULL over a window
    double scale;
    Fonts *fonts;
    MathFont *math;
    SpriteCache *sprites;
    int made;
    SDL_Rect clips[CLIPS_MOST]; // clips[0] is the whole canvas; the last one holds
    int clip_depth;
};

// Over a renderer that somebody else owns.
Canvas *canvas_new(SDL_Renderer *renderer, double scale, Fonts *fonts);
// After the size or the scale changed: budgets follow the number of pixels.
void canvas_set_scale(Canvas *canvas, double scale);

// The whole device pixels of a logical rectangle: edges go to the nearest pixel, but what has an extent keeps at least
// one. Neighbours that share an edge share it here too.
SDL_Rect canvas_snap(const Canvas *canvas, Rect r);
// A length in whole device pixels, at least 1.
int canvas_snap_width(const Canvas *canvas, double width);

bool canvas_sees(const Canvas *canvas, SDL_Rect r);
void canvas_fill(Canvas *canvas, SDL_Rect r, Color color);

// Stores coverage as a white texture; the coverage's x and y become the sprite's.
Sprite *canvas_keep(Canvas *canvas, uint64_t key, Coverage coverage);
// Draws the part `from` of a sprite (NULL: all of it) with its corner at (x, y).
void canvas_stamp(Canvas *canvas, const Sprite *sprite, const SDL_Rect *from, int x, int y,
                  Color color);

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
