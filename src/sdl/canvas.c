// Making canvases, snapping to device pixels, and the two primitives that everything is drawn with.
#include "sdl/canvas.h"

#include <assert.h>
#include <math.h>

enum { SIDE_MOST = 16384, BUDGET_LEAST = 24 << 20, BUDGET_PIXELS = 1280 * 800 };

Canvas *canvas_new(SDL_Renderer *renderer, double scale, Fonts *fonts) {
    Arena arena = {0};
    Canvas *canvas = arena_alloc(&arena, sizeof *canvas);
    canvas->renderer = renderer;
    canvas->fonts = fonts;
    canvas->sprites = sprites_new(&arena, renderer, BUDGET_LEAST);
    canvas->arena = arena;
    canvas_set_scale(canvas, scale);
    return canvas;
}

void canvas_set_scale(Canvas *canvas, double scale) {
    int w = 0, h = 0;
    SDL_GetRendererOutputSize(canvas->renderer, &w, &h);
    canvas->scale = scale;
    canvas->clips[0] = (SDL_Rect){0, 0, w, h};
    double times = fmax((double)w * h / BUDGET_PIXELS, 1);
    sprites_set_budget(canvas->sprites, (size_t)(BUDGET_LEAST * fmin(times, 12)));
}

bool canvas_new_surface(int w, int h, double scale, Fonts *fonts, Canvas **out, Err *err) {
    *out = NULL;
    double dw = round(w * scale), dh = round(h * scale);
    if (!(dw >= 1 && dh >= 1 && dw <= SIDE_MOST && dh <= SIDE_MOST)) {
        return err_set(err, "canvas: %d × %d at scale %g: 1 to %d device pixels a side are allowed",
                       w, h, scale, SIDE_MOST);
    }
    SDL_Surface *surface =
        SDL_CreateRGBSurfaceWithFormat(0, (int)dw, (int)dh, 32, SDL_PIXELFORMAT_RGB888);
    SDL_Renderer *renderer = surface ? SDL_CreateSoftwareRenderer(surface) : NULL;
    if (!renderer) {
        SDL_FreeSurface(surface);
        return err_set(err, "canvas: %s", SDL_GetError());
    }
    *out = canvas_new(renderer, scale, fonts);
    (*out)->surface = surface;
    return true;
}

void canvas_free(Canvas *canvas) {
    if (!canvas) return;
    sprites_end(canvas->sprites);
    if (canvas->surface) {
        SDL_DestroyRenderer(canvas->renderer);
        SDL_FreeSurface(canvas->surface);
    }
    Arena arena = canvas->arena;
    arena_free(&arena);
}

void canvas_set_math(Canvas *canvas, MathFont *math) {
    canvas->math = math;
}

CanvasCaches canvas_caches(const Canvas *canvas) {
    return (CanvasCaches){sprites_held(canvas->sprites), sprites_count(canvas->sprites),
                          canvas->made};
}

bool canvas_pixels(Canvas *canvas, Arena *arena, Pixels *out, Err *err) {
    int w = canvas->clips[0].w, h = canvas->clips[0].h;
    *out = (Pixels){0};
    uint8_t *at = arena_array(arena, (size_t)w * (size_t)h, 4);
    if (SDL_RenderReadPixels(canvas->renderer, NULL, SDL_PIXELFORMAT_RGBA32, at, w * 4) != 0) {
        return err_set(err, "canvas: cannot read its pixels: %s", SDL_GetError());
    }
    for (size_t i = 0; i < (size_t)w * (size_t)h; i++) at[i * 4 + 3] = 255;
    *out = (Pixels){at, w, h};
    return true;
}

// Far beyond any canvas, and still an int after adding widths.
static int to_pixel(double x) {
    return (int)lround(fmin(fmax(x, -1e6), 1e6));
}

SDL_Rect canvas_snap(const Canvas *canvas, Rect r) {
    if (!(r.w > 0 && r.h > 0)) return (SDL_Rect){0};
    int x = to_pixel(r.x * canvas->scale), right = to_pixel((r.x + r.w) * canvas->scale);
    int y = to_pixel(r.y * canvas->scale), bottom = to_pixel((r.y + r.h) * canvas->scale);
    return (SDL_Rect){x, y, SDL_max(right - x, 1), SDL_max(bottom - y, 1)};
}

int canvas_snap_width(const Canvas *canvas, double width) {
    return SDL_max(to_pixel(width * canvas->scale), 1);
}

bool canvas_sees(const Canvas *canvas, SDL_Rect r) {
    return SDL_HasIntersection(&r, &canvas->clips[canvas->clip_depth]) == SDL_TRUE;
}

void canvas_fill(Canvas *canvas, SDL_Rect r, Color color) {
    if (r.w <= 0 || r.h <= 0 || color.a == 0) return;
    SDL_SetRenderDrawBlendMode(canvas->renderer,
                               color.a == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(canvas->renderer, color.r, color.g, color.b, color.a);
    SDL_RenderFillRect(canvas->renderer, &r);
}

Sprite *canvas_keep(Canvas *canvas, uint64_t key, Coverage coverage) {
    Sprite *sprite = sprites_add(canvas->sprites, key, coverage.w, coverage.h);
    sprite->x = coverage.x, sprite->y = coverage.y;
    void *pixels = NULL;
    int pitch = 0;
    if (!sprite->texture || SDL_LockTexture(sprite->texture, NULL, &pixels, &pitch) != 0)
        return sprite;
    for (int y = 0; y < coverage.h; y++) {
        uint32_t *row = (uint32_t *)(void *)((char *)pixels + (long)y * pitch);
        const uint8_t *from = coverage.at + (long)y * coverage.w;
        for (int x = 0; x < coverage.w; x++) row[x] = (uint32_t)from[x] << 24 | 0xFFFFFF;
    }
    SDL_UnlockTexture(sprite->texture);
    canvas->made++;
    return sprite;
}

void canvas_stamp(Canvas *canvas, const Sprite *sprite, const SDL_Rect *from, int x, int y,
                  Color color) {
    if (!sprite->texture || color.a == 0) return;
    SDL_Rect to = {x, y, from ? from->w : sprite->w, from ? from->h : sprite->h};
    if (to.w <= 0 || to.h <= 0 || !canvas_sees(canvas, to)) return;
    SDL_SetTextureColorMod(sprite->texture, color.r, color.g, color.b);
    SDL_SetTextureAlphaMod(sprite->texture, color.a);
    SDL_RenderCopy(canvas->renderer, sprite->texture, from, &to);
}
