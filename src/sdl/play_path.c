// Polylines, polygons and hatching as cached coverage, keyed by their points relative to a whole pixel.
#include "sdl/canvas.h"

#include <math.h>

enum { FINE = 16 }; // points are kept to 1/16 device pixel

// Device points relative to (x, y), a whole pixel.
typedef struct Outline {
    Vec2 *at;
    int n, x, y;
    Rect bounds; // device pixels
} Outline;

static double to_device(const Canvas *canvas, double x) {
    return fmin(fmax(round(x * canvas->scale * FINE) / FINE, -1e6), 1e6);
}

// Not-a-number stays what it is: it breaks a path, and a polygon leaves it out.
static Outline outline_of(Canvas *canvas, const DrawCmd *cmd) {
    Outline line = {.n = cmd->point_count};
    line.at = arena_array(&canvas->scratch, (size_t)line.n, sizeof *line.at);
    double x0 = HUGE_VAL, y0 = HUGE_VAL, x1 = -HUGE_VAL, y1 = -HUGE_VAL;
    for (int i = 0; i < line.n; i++) {
        Vec2 p = cmd->points[i];
        if (!isfinite(p.x) || !isfinite(p.y)) {
            line.at[i] = (Vec2){nan(""), nan("")};
            continue;
        }
        p = line.at[i] = (Vec2){to_device(canvas, p.x), to_device(canvas, p.y)};
        x0 = fmin(x0, p.x), x1 = fmax(x1, p.x);
        y0 = fmin(y0, p.y), y1 = fmax(y1, p.y);
    }
    if (!(x0 <= x1)) return (Outline){0};
    line.bounds = (Rect){x0, y0, x1 - x0, y1 - y0};
    line.x = (int)floor(x0), line.y = (int)floor(y0);
    for (int i = 0; i < line.n; i++) line.at[i].x -= line.x, line.at[i].y -= line.y;
    return line;
}

// A picture not much larger than the canvas is made whole, so that scrolling does not make it again; of a larger one only
// the part that shows.
static Rect window_of(const Canvas *canvas, const Outline *line) {
    SDL_Rect clip = canvas->clips[canvas->clip_depth], all = canvas->clips[0];
    bool fits = line->bounds.w <= fmin(all.w * 1.5, SHAPE_MOST - 256) &&
                line->bounds.h <= fmin(all.h * 1.5, SHAPE_MOST - 256);
    if (fits) return (Rect){-256, -256, SHAPE_MOST, SHAPE_MOST};
    return (Rect){clip.x - line->x, clip.y - line->y, clip.w, clip.h};
}

static SDL_Rect touched(const Outline *line, double reach) {
    Rect r = rect_inset(line->bounds, -reach - 1);
    return (SDL_Rect){(int)r.x, (int)r.y, (int)r.w + 1, (int)r.h + 1};
}

static uint64_t outline_key(const Outline *line, DrawKind kind, Stroke stroke, Rect within) {
    double parts[] = {kind,     stroke.width, stroke.dash, stroke.gap,
                      within.x, within.y,     within.w,    within.h};
    return hash_bytes(hash_bytes(KEY_OUTLINE, parts, sizeof parts), line->at,
                      (size_t)line->n * sizeof(Vec2));
}

static void play_outline(Canvas *canvas, const Outline *line, Stroke stroke, const DrawCmd *cmd) {
    if (!line->at || !canvas_sees(canvas, touched(line, stroke.width))) return;
    Rect within = window_of(canvas, line);
    uint64_t key = outline_key(line, cmd->kind, stroke, within);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        Arena *arena = &canvas->scratch;
        sprite = canvas_keep(canvas, key,
                             cmd->kind == DRAW_PATH
                                 ? shape_path(arena, line->at, line->n, stroke, within)
                                 : shape_poly(arena, line->at, line->n, within));
    }
    canvas_stamp(canvas, sprite, NULL, line->x + sprite->x, line->y + sprite->y, cmd->color);
}

// Thin level and upright lines lie on whole pixels; true if the command was one.
static bool play_straight(Canvas *canvas, const DrawCmd *cmd) {
    if (cmd->point_count != 2 || cmd->dash > 0) return false;
    Vec2 a = cmd->points[0], b = cmd->points[1];
    bool level = a.y == b.y, upright = a.x == b.x;
    if (level == upright || cmd->width * canvas->scale >= 3) return false;
    int thick = canvas_snap_width(canvas, cmd->width);
    double half = thick / canvas->scale / 2; // the snapped width around the middle of the line
    Rect r = {fmin(a.x, b.x), fmin(a.y, b.y), fabs(b.x - a.x), fabs(b.y - a.y)};
    if (level) {
        r.y -= half, r.h = 2 * half;
    } else {
        r.x -= half, r.w = 2 * half;
    }
    SDL_Rect snapped = canvas_snap(canvas, r);
    if (level) {
        snapped.h = thick;
    } else {
        snapped.w = thick;
    }
    if (canvas_sees(canvas, snapped)) canvas_fill(canvas, snapped, cmd->color);
    return true;
}

// The same for dashes, which have to stay a path.
static void settle(Outline *line, Stroke *stroke) {
    if (line->n != 2 || stroke->dash <= 0 || stroke->width >= 3) return;
    Vec2 *a = &line->at[0], *b = &line->at[1];
    if (a->x != b->x && a->y != b->y) return;
    stroke->width = fmax(round(stroke->width), 1);
    double half = stroke->width / 2;
    if (a->y == b->y) {
        a->y = b->y = round(a->y - half) + half;
    } else {
        a->x = b->x = round(a->x - half) + half;
    }
}

void play_path(Canvas *canvas, const DrawCmd *cmd) {
    if (!(cmd->width > 0) || play_straight(canvas, cmd)) return;
    double s = canvas->scale;
    Stroke stroke = {cmd->width * s, cmd->dash * s, cmd->gap * s};
    Outline line = outline_of(canvas, cmd);
    if (line.at) settle(&line, &stroke);
    play_outline(canvas, &line, stroke, cmd);
}

void play_poly(Canvas *canvas, const DrawCmd *cmd) {
    Outline line = outline_of(canvas, cmd);
    play_outline(canvas, &line, (Stroke){0}, cmd);
}

enum { TILE = 256 };

// The pattern is laid from the rectangle's corner, so that it moves with it.
void play_hatch(Canvas *canvas, const DrawCmd *cmd) {
    SDL_Rect r = canvas_snap(canvas, cmd->r), part;
    if (!SDL_IntersectRect(&r, &canvas->clips[canvas->clip_depth], &part)) return;
    int pitch = SDL_clamp((int)lround(cmd->width * canvas->scale), 3, TILE);
    int size = TILE / pitch * pitch;
    double parts[] = {DRAW_HATCH, pitch, canvas->scale};
    uint64_t key = hash_bytes(KEY_HATCH, parts, sizeof parts);
    const Sprite *sprite = sprites_find(canvas->sprites, key);
    if (!sprite) {
        sprite = canvas_keep(canvas, key,
                             shape_hatch(&canvas->scratch, size, size, pitch, canvas->scale));
    }
    int x0 = r.x + (part.x - r.x) / size * size, y0 = r.y + (part.y - r.y) / size * size;
    for (int y = y0; y < part.y + part.h; y += size) {
        for (int x = x0; x < part.x + part.w; x += size) {
            SDL_Rect from = {0, 0, SDL_min(size, r.x + r.w - x), SDL_min(size, r.y + r.h - y)};
            canvas_stamp(canvas, sprite, &from, x, y, cmd->color);
        }
    }
}
