// Heatmaps: one texture per image and size on screen, filled again when the version changes.
#include "sdl/canvas.h"

enum { IMAGE_MOST = 8192 };

// Cell i of n begins at pixel ⌈i·size/n⌉: this is the cell of a pixel's middle.
static int cell_of(int pixel, int size, int n) {
    return (int)(((int64_t)pixel * 2 + 1) * n / ((int64_t)size * 2));
}

static void enlarge_row(const uint32_t *from, const int *columns, uint32_t *to, int w) {
    for (int x = 0; x < w; x++) to[x] = from[columns[x]];
}

static bool all_solid(const Image *image) {
    uint32_t all = 0xFF000000;
    for (size_t i = 0; i < (size_t)image->w * (size_t)image->h; i++) all &= image->argb[i];
    return all == 0xFF000000;
}

// Enlarging here and not while drawing keeps cells in place when a clip cuts the image.
static void upload(Canvas *canvas, Sprite *sprite, const Image *image) {
    void *pixels = NULL;
    int pitch = 0;
    if (SDL_LockTexture(sprite->texture, NULL, &pixels, &pitch) != 0) return;
    Arena arena = {0};
    int *columns = arena_array(&arena, (size_t)sprite->w, sizeof *columns), before = -1;
    for (int x = 0; x < sprite->w; x++) columns[x] = cell_of(x, sprite->w, image->w);
    for (int y = 0; y < sprite->h; y++) {
        char *row = (char *)pixels + (long)y * pitch;
        int cell = cell_of(y, sprite->h, image->h);
        if (cell == before)
            memcpy(row, row - pitch, (size_t)sprite->w * 4);
        else
            enlarge_row(image->argb + (long)cell * image->w, columns, (uint32_t *)(void *)row,
                        sprite->w);
        before = cell;
    }
    arena_free(&arena);
    SDL_UnlockTexture(sprite->texture);
    sprite->version = image->version;
    sprite->solid = all_solid(image);
    SDL_SetTextureBlendMode(sprite->texture,
                            sprite->solid ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    canvas->made++;
}

void play_image(Canvas *canvas, const DrawCmd *cmd) {
    const Image *image = &cmd->image;
    SDL_Rect r = canvas_snap(canvas, cmd->r);
    if (!canvas_sees(canvas, r) || r.w > IMAGE_MOST || r.h > IMAGE_MOST) return;
    if (!image->argb || image->w <= 0 || image->h <= 0) return;
    double parts[] = {r.w, r.h};
    uint64_t key = hash_bytes(image->key ^ 0x1234567, parts, sizeof parts);
    Sprite *sprite = sprites_find(canvas->sprites, key);
    bool fresh = !sprite;
    if (fresh) sprite = sprites_add(canvas->sprites, key, r.w, r.h);
    if (sprite->texture && (fresh || sprite->version != image->version))
        upload(canvas, sprite, image);
    canvas_stamp(canvas, sprite, NULL, r.x, r.y, (Color){255, 255, 255, 255});
}
