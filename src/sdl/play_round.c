// Rounded rectangles, rings and shadows: corners from a small cached picture, straight parts as fills.
#include "sdl/canvas.h"

#include <math.h>

// The four corners of a picture made for the smallest rectangle that has them. `out` is how far the picture
// reaches beyond the rectangle, `corner` how far corners reach into it.
typedef struct Patch {
    SDL_Rect r; // what is drawn, device pixels
    int out;    // of the picture beyond r
    int w, h;   // of the rectangle that the picture shows
    Rect shape; // that rectangle, at the origin
} Patch;

static Patch patch_of(SDL_Rect r, int corner, int out) {
    int w = SDL_min(r.w, 2 * corner + 2), h = SDL_min(r.h, 2 * corner + 2);
    return (Patch){r, out, w, h, {0, 0, w, h}};
}

static uint64_t patch_key(const Patch *patch, DrawKind kind, double a, double b) {
    double parts[] = {kind, patch->w, patch->h, a, b};
    return hash_bytes(KEY_PATCH, parts, sizeof parts);
}

static void stamp_corners(Canvas *canvas, const Patch *patch, const Sprite *sprite, Color color) {
    int left = sprite->w / 2, top = sprite->h / 2, right = sprite->w - left, low = sprite->h - top;
    int x0 = patch->r.x - patch->out, x1 = patch->r.x + patch->r.w + patch->out - right;
    int y0 = patch->r.y - patch->out, y1 = patch->r.y + patch->r.h + patch->out - low;
    if (patch->w == patch->r.w && patch->h == patch->r.h) {
        canvas_stamp(canvas, sprite, NULL, x0, y0, color);
        return;
    }
    canvas_stamp(canvas, sprite, &(SDL_Rect){0, 0, left, top}, x0, y0, color);
    canvas_stamp(canvas, sprite, &(SDL_Rect){left, 0, right, top}, x1, y0, color);
    canvas_stamp(canvas, sprite, &(SDL_Rect){0, top, left, low}, x0, y1, color);
    canvas_stamp(canvas, sprite, &(SDL_Rect){left, top, right, low}, x1, y1, color);
}

// What the corners leave: a column between left and right ones, a row between upper and lower ones.
static SDL_Rect middle_of(const Patch *patch) {
    return (SDL_Rect){patch->r.x + patch->w / 2, patch->r.y + patch->h / 2, patch->r.w - patch->w,
                      patch->r.h - patch->h};
}

static void fill_round(Canvas *canvas, SDL_Rect r, double radius, Color color) {
    Patch patch = patch_of(r, (int)ceil(radius), 0);
    uint64_t key = patch_key(&patch, DRAW_ROUND, radius, 0);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        sprite = canvas_keep(canvas, key, shape_round(&canvas->scratch, patch.shape, radius));
    }
    SDL_Rect middle = middle_of(&patch);
    stamp_corners(canvas, &patch, sprite, color);
    canvas_fill(canvas, (SDL_Rect){middle.x, r.y, middle.w, r.h}, color);
    canvas_fill(canvas, (SDL_Rect){r.x, middle.y, patch.w / 2, middle.h}, color);
    int right = patch.w - patch.w / 2;
    canvas_fill(canvas, (SDL_Rect){r.x + r.w - right, middle.y, right, middle.h}, color);
}

static void fill_ring(Canvas *canvas, SDL_Rect r, double radius, int width, Color color) {
    Patch patch = patch_of(r, SDL_max((int)ceil(radius), width), 0);
    uint64_t key = patch_key(&patch, DRAW_RING, radius, width);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        sprite = canvas_keep(canvas, key, shape_ring(&canvas->scratch, patch.shape, radius, width));
    }
    SDL_Rect middle = middle_of(&patch);
    stamp_corners(canvas, &patch, sprite, color);
    canvas_fill(canvas, (SDL_Rect){middle.x, r.y, middle.w, width}, color);
    canvas_fill(canvas, (SDL_Rect){middle.x, r.y + r.h - width, middle.w, width}, color);
    canvas_fill(canvas, (SDL_Rect){r.x, middle.y, width, middle.h}, color);
    canvas_fill(canvas, (SDL_Rect){r.x + r.w - width, middle.y, width, middle.h}, color);
}

// Discs and circles keep their place to an eighth of a pixel: a moving hand or dot must not tremble.
static double to_eighth(double x) {
    return round(x * 8) / 8;
}

static void play_disc(Canvas *canvas, const DrawCmd *cmd, double width) {
    double s = canvas->scale, x = to_eighth(cmd->r.x * s), y = to_eighth(cmd->r.y * s);
    double size = to_eighth(cmd->r.w * s);
    if (!(fabs(x) < 1e6 && fabs(y) < 1e6)) return;
    Rect r = {x - floor(x), y - floor(y), size, size};
    double parts[] = {cmd->kind, r.x, r.y, size, width};
    uint64_t key = hash_bytes(KEY_DISC, parts, sizeof parts);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        sprite =
            canvas_keep(canvas, key,
                        cmd->kind == DRAW_RING ? shape_ring(&canvas->scratch, r, size / 2, width)
                                               : shape_round(&canvas->scratch, r, size / 2));
    }
    canvas_stamp(canvas, sprite, NULL, (int)floor(x), (int)floor(y), cmd->color);
}

static bool is_disc(const DrawCmd *cmd) {
    return cmd->radius >= cmd->r.w / 2 - 1e-6 && fabs(cmd->r.w - cmd->r.h) < 1e-6;
}

static double cut_radius(const Canvas *canvas, double radius, SDL_Rect r) {
    return fmin(fmax(radius, 0) * canvas->scale, SDL_min(r.w, r.h) / 2.0);
}

void play_round(Canvas *canvas, const DrawCmd *cmd) {
    SDL_Rect r = canvas_snap(canvas, cmd->r);
    if (!canvas_sees(canvas, r)) return;
    if (is_disc(cmd)) {
        play_disc(canvas, cmd, 0);
    } else {
        fill_round(canvas, r, cut_radius(canvas, cmd->radius, r), cmd->color);
    }
}

void play_ring(Canvas *canvas, const DrawCmd *cmd) {
    SDL_Rect r = canvas_snap(canvas, cmd->r);
    if (!canvas_sees(canvas, r) || !(cmd->width > 0)) return;
    int width = canvas_snap_width(canvas, cmd->width);
    if (is_disc(cmd)) {
        play_disc(canvas, cmd, cmd->width * canvas->scale);
    } else if (2 * width >= SDL_min(r.w, r.h)) {
        play_round(canvas, cmd);
    } else {
        fill_ring(canvas, r, cut_radius(canvas, cmd->radius, r), width, cmd->color);
    }
}

// The straight sides: lines of one darkness each, from the outside in.
static void fill_shadow_sides(Canvas *canvas, const Patch *patch, double blur, Color color) {
    SDL_Rect middle = middle_of(patch), r = patch->r;
    int deep_x = (patch->w + 2 * patch->out) / 2, deep_y = (patch->h + 2 * patch->out) / 2;
    for (int i = 0; i < SDL_max(deep_x, deep_y); i++) {
        Color shade = color_fade(color, shape_shadow_at(patch->out - i - 0.5, blur));
        int left = r.x - patch->out + i, right = r.x + r.w + patch->out - 1 - i;
        int top = r.y - patch->out + i, low = r.y + r.h + patch->out - 1 - i;
        if (i < deep_y) {
            canvas_fill(canvas, (SDL_Rect){middle.x, top, middle.w, 1}, shade);
            canvas_fill(canvas, (SDL_Rect){middle.x, low, middle.w, 1}, shade);
        }
        if (i < deep_x) {
            canvas_fill(canvas, (SDL_Rect){left, middle.y, 1, middle.h}, shade);
            canvas_fill(canvas, (SDL_Rect){right, middle.y, 1, middle.h}, shade);
        }
    }
}

// Deep inside, under what casts it, a large shadow is left out.
void play_shadow(Canvas *canvas, const DrawCmd *cmd) {
    double blur = fmin(fmax(cmd->width, 0) * canvas->scale, 256);
    int out = shape_shadow_reach(blur);
    SDL_Rect r = canvas_snap(canvas, cmd->r);
    if (!canvas_sees(canvas, (SDL_Rect){r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out})) {
        return;
    }
    double radius = cut_radius(canvas, cmd->radius, r);
    // An even size, so that both halves of the picture mirror each other.
    r.w += r.w & 1, r.h += r.h & 1;
    Patch patch = patch_of(r, (int)ceil(radius + blur / 2) + out, out);
    uint64_t key = patch_key(&patch, DRAW_SHADOW, radius, blur);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        sprite =
            canvas_keep(canvas, key, shape_shadow(&canvas->scratch, patch.shape, radius, blur));
    }
    // The picture's own place is (−out, −out); corners are stamped from there.
    stamp_corners(canvas, &patch, sprite, cmd->color);
    fill_shadow_sides(canvas, &patch, blur, cmd->color);
}
