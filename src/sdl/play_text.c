// Runs of text and glyphs of formulas, as cached white pictures coloured when drawn.
#include "sdl/canvas.h"

#include <SDL.h>

#include <assert.h>
#include <math.h>

static const uint32_t *row_of(const SDL_Surface *surface, int y) {
    return (const uint32_t *)(const void *)((const char *)surface->pixels +
                                            (long)y * surface->pitch);
}

static bool row_is_blank(const SDL_Surface *surface, int y) {
    const uint32_t *row = row_of(surface, y);
    for (int x = 0; x < surface->w; x++) {
        if (row[x] >> 24) return false;
    }
    return true;
}

// A third of a line's rows have no ink.
static Sprite *keep_run(Canvas *canvas, uint64_t key, const FontRun *run) {
    const SDL_Surface *surface = run->surface;
    if (!surface) return sprites_add(canvas->sprites, key, 0, 0, false);
    assert(surface->format->format == SDL_PIXELFORMAT_ARGB8888);
    int top = 0, bottom = surface->h;
    while (top < bottom && row_is_blank(surface, top)) top++;
    while (bottom > top && row_is_blank(surface, bottom - 1)) bottom--;
    Sprite *sprite = sprites_add(canvas->sprites, key, surface->w, bottom - top, false);
    sprite->x = run->x, sprite->y = run->y + top;
    for (int i = 0; i < sprite->w * sprite->h; i++) {
        sprite->cover[i] = (uint8_t)(row_of(surface, top + i / sprite->w)[i % sprite->w] >> 24);
    }
    canvas->made++;
    return sprite;
}

// Baselines lie on whole pixels; so do the left ends of runs.
static bool place(const Canvas *canvas, const DrawCmd *cmd, double reach, int *x, int *y) {
    double dx = cmd->r.x * canvas->scale, dy = cmd->r.y * canvas->scale;
    if (!(fabs(dx) < 1e6 && fabs(dy) < 1e6)) return false;
    *x = (int)lround(dx), *y = (int)lround(dy);
    SDL_Rect all = canvas->clips[canvas->clip_depth];
    return dx < all.x + all.w + reach && dy > all.y - reach && dy < all.y + all.h + reach;
}

void play_text(Canvas *canvas, const DrawCmd *cmd) {
    double px = cmd->style.size * canvas->scale;
    int x = 0, y = 0;
    if (!canvas->fonts || !place(canvas, cmd, 2 * px, &x, &y)) return;
    size_t n = strlen(cmd->text);
    double parts[] = {cmd->style.font, px};
    uint64_t key = hash_bytes(hash_bytes(KEY_TEXT, parts, sizeof parts), cmd->text, n);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        FontRun run =
            fonts_render(canvas->fonts, cmd->style.font, px, cmd->text, (int)SDL_min(n, 1 << 20));
        sprite = keep_run(canvas, key, &run);
        SDL_FreeSurface(run.surface);
    }
    canvas_stamp(canvas, sprite, NULL, x + sprite->x, y + sprite->y, cmd->color);
}

// Letters of formulas stand where the layout put them, to a quarter of a pixel.
void play_glyph(Canvas *canvas, const DrawCmd *cmd) {
    double px = cmd->style.size * canvas->scale;
    int x = 0, y = 0;
    if (!canvas->math || !(px > 0 && px <= 1024) || !place(canvas, cmd, 8 * px, &x, &y)) return;
    double quarters = round(cmd->r.x * canvas->scale * 4), whole = floor(quarters / 4);
    double parts[] = {px, cmd->glyph, quarters - 4 * whole};
    uint64_t key = hash_bytes(KEY_GLYPH, parts, sizeof parts);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        sprite = canvas_keep(
            canvas, key,
            mathfont_glyph(canvas->math, &canvas->scratch, cmd->glyph, px, parts[2] / 4));
    }
    canvas_stamp(canvas, sprite, NULL, (int)whole + sprite->x, y + sprite->y, cmd->color);
}
