// Pictures kept from frame to frame under the hash of what they show; the least recently used go first.
#ifndef SDL_SPRITE_H
#define SDL_SPRITE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

// Coverage to be drawn in some colour, or an image's pixels at the size on screen. Rows without gaps.
typedef struct Sprite {
    uint8_t *cover;   // 0 … 255 per pixel, or NULL
    uint32_t *argb;   // or NULL
    int w, h;         // 0: nothing to draw
    int x, y;         // of the top left corner, from the point it is drawn at, in device pixels
    uint64_t version; // of an image's pixels
    bool solid;       // every pixel of `argb` is opaque
} Sprite;

typedef struct SpriteCache SpriteCache;

// The cache lives in the arena, the pictures do not. `budget`: bytes that pictures may hold.
SpriteCache *sprites_new(Arena *arena, size_t budget);
void sprites_set_budget(SpriteCache *cache, size_t budget);
void sprites_end(SpriteCache *cache);

// The sprite under this key, now the most recently used; NULL if there is none.
Sprite *sprites_find(SpriteCache *cache, uint64_t key);
// A new sprite of w × h blank pixels: argb if `image`, else cover. The key must be free. The pointer holds until the next
// call of sprites_add.
Sprite *sprites_add(SpriteCache *cache, uint64_t key, int w, int h, bool image);

size_t sprites_held(const SpriteCache *cache); // bytes
int sprites_count(const SpriteCache *cache);

#endif
