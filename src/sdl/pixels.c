// The three primitives that everything is drawn with: a filled rectangle, coverage in a colour, an image.
//
// Written out here and not left to SDL's renderer: its fills bypass the cache, which is slow for panels, and its textures
// take four bytes and a full blend for each pixel of coverage, of which most are empty. And the same list gives the same
// pixels on every machine.
#include "sdl/canvas.h"

// Two channels lie 16 bits apart, so that they are multiplied together; x / 255, rounded, in each
// (J. Blinn, "Three wrongs make a right", 1995).
static inline uint32_t divide_both(uint32_t x) {
    x += 0x800080;
    return (x + (x >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
}

// a in 0 … 255; both ends are exact.
static inline uint32_t mix(uint32_t under, uint32_t over, uint32_t a) {
    uint32_t red_blue = (under & 0xFF00FF) * (255 - a) + (over & 0xFF00FF) * a;
    uint32_t green = (under >> 8 & 0xFF) * (255 - a) + (over >> 8 & 0xFF) * a;
    return divide_both(red_blue) | divide_both(green) << 8;
}

static uint32_t pack(Color c) {
    return (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
}

static uint32_t *row_at(const Canvas *canvas, int x, int y) {
    return canvas->pixels + (long)y * canvas->w + x;
}

// The visible part of `to`; false if there is none.
static bool cut(const Canvas *canvas, SDL_Rect to, SDL_Rect *seen) {
    return SDL_IntersectRect(&to, &canvas->clips[canvas->clip_depth], seen) == SDL_TRUE;
}

bool canvas_sees(const Canvas *canvas, SDL_Rect r) {
    return SDL_HasIntersection(&r, &canvas->clips[canvas->clip_depth]) == SDL_TRUE;
}

void canvas_fill(Canvas *canvas, SDL_Rect r, Color color) {
    SDL_Rect seen;
    if (color.a == 0 || !cut(canvas, r, &seen)) return;
    uint32_t over = pack(color), a = color.a;
    for (int y = seen.y; y < seen.y + seen.h; y++) {
        uint32_t *row = row_at(canvas, seen.x, y);
        if (color.a == 255) {
            for (int i = 0; i < seen.w; i++) row[i] = over;
        } else {
            for (int i = 0; i < seen.w; i++) row[i] = mix(row[i], over, a);
        }
    }
}

Sprite *canvas_keep(Canvas *canvas, uint64_t key, Coverage coverage) {
    Sprite *sprite = sprites_add(canvas->sprites, key, coverage.w, coverage.h, false);
    sprite->x = coverage.x, sprite->y = coverage.y;
    if (sprite->cover) memcpy(sprite->cover, coverage.at, (size_t)coverage.w * (size_t)coverage.h);
    canvas->made++;
    return sprite;
}

static bool next_eight_empty(const uint8_t *cover) {
    uint64_t eight;
    memcpy(&eight, cover, 8);
    return eight == 0;
}

static void stamp_row(uint32_t *row, const uint8_t *cover, int n, uint32_t over, uint32_t alpha) {
    for (int i = 0; i < n; i++) {
        if (cover[i] == 0) {
            while (i + 8 < n && next_eight_empty(cover + i)) i += 8;
            if (cover[i] == 0) continue;
        }
        uint32_t a = divide_both(cover[i] * alpha);
        row[i] = a == 255 ? over : mix(row[i], over, a);
    }
}

void canvas_stamp(Canvas *canvas, const Sprite *sprite, const SDL_Rect *from, int x, int y,
                  Color color) {
    SDL_Rect part = from ? *from : (SDL_Rect){0, 0, sprite->w, sprite->h}, seen;
    if (!sprite->cover || color.a == 0) return;
    if (!cut(canvas, (SDL_Rect){x, y, part.w, part.h}, &seen)) return;
    for (int row = seen.y; row < seen.y + seen.h; row++) {
        const uint8_t *cover =
            sprite->cover + (long)(part.y + row - y) * sprite->w + part.x + seen.x - x;
        stamp_row(row_at(canvas, seen.x, row), cover, seen.w, pack(color), color.a);
    }
}

void canvas_copy(Canvas *canvas, const Sprite *sprite, int x, int y) {
    SDL_Rect seen;
    if (!sprite->argb || !cut(canvas, (SDL_Rect){x, y, sprite->w, sprite->h}, &seen)) return;
    for (int row = seen.y; row < seen.y + seen.h; row++) {
        const uint32_t *from = sprite->argb + (long)(row - y) * sprite->w + seen.x - x;
        uint32_t *to = row_at(canvas, seen.x, row);
        if (sprite->solid) {
            memcpy(to, from, (size_t)seen.w * sizeof *to);
            continue;
        }
        for (int i = 0; i < seen.w; i++) to[i] = mix(to[i], from[i] & 0xFFFFFF, from[i] >> 24);
    }
}
