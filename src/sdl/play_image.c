// Heatmaps: one picture per image and size on screen, made again when the version changes.
#include "sdl/canvas.h"

enum { IMAGE_MOST = 8192 };

// The cell that the middle of a pixel lies in, n cells over `size` pixels.
static int cell_of(int pixel, int size, int n) {
    return (int)(((int64_t)pixel * 2 + 1) * n / ((int64_t)size * 2));
}

static bool all_solid(const Image *image) {
    uint32_t all = 0xFF000000;
    for (size_t i = 0; i < (size_t)image->w * (size_t)image->h; i++) all &= image->argb[i];
    return all == 0xFF000000;
}

static void enlarge(const Image *image, Arena *scratch, Sprite *sprite) {
    int *columns = arena_array(scratch, (size_t)sprite->w, sizeof *columns), before = -1;
    for (int x = 0; x < sprite->w; x++) columns[x] = cell_of(x, sprite->w, image->w);
    for (int y = 0; y < sprite->h; y++) {
        uint32_t *row = sprite->argb + (long)y * sprite->w;
        int cell = cell_of(y, sprite->h, image->h);
        const uint32_t *from = image->argb + (long)cell * image->w;
        if (cell == before) {
            memcpy(row, row - sprite->w, (size_t)sprite->w * sizeof *row);
        } else {
            for (int x = 0; x < sprite->w; x++) row[x] = from[columns[x]];
        }
        before = cell;
    }
    sprite->version = image->version;
    sprite->solid = all_solid(image);
}

void play_image(Canvas *canvas, const DrawCmd *cmd) {
    const Image *image = &cmd->image;
    SDL_Rect r = canvas_snap(canvas, cmd->r);
    if (!canvas_sees(canvas, r) || r.w > IMAGE_MOST || r.h > IMAGE_MOST) return;
    if (!image->argb || image->w <= 0 || image->h <= 0) return;
    uint64_t parts[] = {image->key, (uint64_t)r.w, (uint64_t)r.h};
    uint64_t key = hash_bytes(KEY_IMAGE, parts, sizeof parts);
    Sprite *sprite = sprites_find(canvas->sprites, key);
    bool fresh = !sprite;
    if (fresh) sprite = sprites_add(canvas->sprites, key, r.w, r.h, true);
    if (fresh || sprite->version != image->version) {
        enlarge(image, &canvas->scratch, sprite);
        canvas->made++;
    }
    canvas_copy(canvas, sprite, r.x, r.y);
}
