// Canvases, and snapping to device pixels.
#include "sdl/canvas.h"

#include <SDL_stdinc.h>

#include <math.h>

enum {
    SIDE_MOST = 16384,
    PIXELS_MOST = 1 << 26,
    BUDGET_LEAST = 24 << 20,
    BUDGET_PIXELS = 1280 * 800
};

// False for NaN, too.
static bool size_fits(double w, double h) {
    return w >= 1 && h >= 1 && w <= SIDE_MOST && h <= SIDE_MOST && w * h <= PIXELS_MOST;
}

bool canvas_new_surface(int w, int h, double scale, Fonts *fonts, Canvas **out, Err *err) {
    *out = NULL;
    double dw = round(w * scale), dh = round(h * scale);
    if (!size_fits(dw, dh)) {
        return err_set(
            err,
            "canvas: %d × %d at scale %g: 1 to %d device pixels a side are allowed, and %d in all",
            w, h, scale, SIDE_MOST, PIXELS_MOST);
    }
    Arena arena = {0};
    Canvas *canvas = arena_alloc(&arena, sizeof *canvas);
    canvas->fonts = fonts;
    canvas->sprites = sprites_new(&arena, BUDGET_LEAST);
    canvas->arena = arena;
    canvas_resize(canvas, (int)dw, (int)dh, scale);
    *out = canvas;
    return true;
}

void canvas_resize(Canvas *canvas, int w, int h, double scale) {
    canvas->scale = scale;
    if (canvas->w == w && canvas->h == h) return;
    canvas->w = w, canvas->h = h;
    arena_free(&canvas->buffer);
    canvas->pixels = arena_array(&canvas->buffer, (size_t)w * (size_t)h, sizeof *canvas->pixels);
    canvas->clips[0] = (SDL_Rect){0, 0, w, h};
    double times = fmin(fmax((double)w * h / BUDGET_PIXELS, 1), 12);
    sprites_set_budget(canvas->sprites, (size_t)(BUDGET_LEAST * times));
}

void canvas_free(Canvas *canvas) {
    if (!canvas) return;
    sprites_end(canvas->sprites);
    arena_free(&canvas->buffer);
    arena_free(&canvas->scratch);
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

static void unpack(uint32_t rgb, uint8_t to[4]) {
    to[0] = (uint8_t)(rgb >> 16);
    to[1] = (uint8_t)(rgb >> 8);
    to[2] = (uint8_t)rgb;
    to[3] = 255;
}

bool canvas_pixels(const Canvas *canvas, Arena *arena, Pixels *out, Err *err) {
    *out = (Pixels){0};
    size_t n = (size_t)canvas->w * (size_t)canvas->h;
    if (!size_fits(canvas->w, canvas->h)) {
        return err_set(err, "canvas: %d × %d pixels are too many for a picture", canvas->w,
                       canvas->h);
    }
    uint8_t *at = arena_array(arena, n, 4);
    for (size_t i = 0; i < n; i++) unpack(canvas->pixels[i], at + i * 4);
    *out = (Pixels){at, canvas->w, canvas->h};
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
