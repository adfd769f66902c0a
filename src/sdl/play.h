// Canvases, and the one executor of draw lists: the same for a window and for pixels in memory.
#ifndef SDL_PLAY_H
#define SDL_PLAY_H

#include "base/png.h"
#include "gfx/draw.h"
#include "sdl/font.h"
#include "ui/mathfont.h"

typedef struct Canvas Canvas;

// A canvas of w × h logical pixels in memory, for PNG files and tests; needs no display and no SDL_Init. At most 16384
// device pixels a side and 2^26 in all. The fonts must outlive it; the caller ends it with canvas_free (NULL is fine).
bool canvas_new_surface(int w, int h, double scale, Fonts *fonts, Canvas **out, Err *err);
void canvas_free(Canvas *canvas);

// Where DRAW_GLYPH gets its glyphs (must outlive the canvas); without it they are left out.
void canvas_set_math(Canvas *canvas, MathFont *math);

// Executes the list. The canvas keeps what the list does not cover, so lists start with a fill.
void play(Canvas *canvas, const DrawList *list);

// What was played, opaque RGBA, in the arena.
bool canvas_pixels(const Canvas *canvas, Arena *arena, Pixels *out, Err *err);

// What the caches hold.
typedef struct CanvasCaches {
    size_t bytes;
    int sprites;
    int made; // pictures made or filled again since the canvas began
} CanvasCaches;

CanvasCaches canvas_caches(const Canvas *canvas);

#endif
