// Textures kept from frame to frame under the hash of what they show; the least recently used go first.
#ifndef SDL_SPRITE_H
#define SDL_SPRITE_H

#include "base/arena.h"

#include <SDL.h>

#include <stdbool.h>

// A texture, and where its top left corner lies from the point it is drawn at, in device pixels.
// No texture: nothing to draw.
typedef struct Sprite {
    SDL_Texture *texture;
    int x, y, w, h;
    uint64_t version; // of an image's pixels
    bool solid;       // every pixel is opaque
} Sprite;

typedef struct SpriteCache SpriteCache;

// In the arena. `budget`: bytes of texture memory, 4 per pixel.
SpriteCache *sprites_new(Arena *arena, SDL_Renderer *renderer, size_t budget);
void sprites_set_budget(SpriteCache *cache, size_t budget);
// Destroys the textures, not the memory.
void sprites_end(SpriteCache *cache);

// The sprite under this key, now the most recently used; NULL if there is none.
Sprite *sprites_find(SpriteCache *cache, uint64_t key);
// A new sprite, w × h pixels of SDL_PIXELFORMAT_ARGB8888 (none if w or h is 0 or memory is short). The key must be free.
// The pointer holds until the next call of sprites_add.
Sprite *sprites_add(SpriteCache *cache, uint64_t key, int w, int h);

size_t sprites_held(const SpriteCache *cache); // bytes of texture memory
int sprites_count(const SpriteCache *cache);

#endif
