// Walks a draw list: clips and fills here, everything else in the file of its kind.
#include "sdl/play.h"

#include "sdl/canvas.h"

#include <assert.h>

static void push_clip(Canvas *canvas, const DrawCmd *cmd) {
    assert(canvas->clip_depth + 1 < CLIPS_MOST);
    SDL_Rect r = canvas_snap(canvas, cmd->r), all = canvas->clips[canvas->clip_depth], common;
    if (!SDL_IntersectRect(&r, &all, &common)) common = (SDL_Rect){all.x, all.y, 0, 0};
    canvas->clips[++canvas->clip_depth] = common;
}

static void pop_clip(Canvas *canvas, const DrawCmd *cmd) {
    (void)cmd;
    assert(canvas->clip_depth > 0);
    canvas->clip_depth--;
}

static void play_fill(Canvas *canvas, const DrawCmd *cmd) {
    canvas_fill(canvas, canvas_snap(canvas, cmd->r), cmd->color);
}

static void (*const players[DRAW_KIND_COUNT])(Canvas *canvas, const DrawCmd *cmd) = {
    [DRAW_FILL] = play_fill,     [DRAW_ROUND] = play_round, [DRAW_RING] = play_ring,
    [DRAW_SHADOW] = play_shadow, [DRAW_PATH] = play_path,   [DRAW_POLY] = play_poly,
    [DRAW_TEXT] = play_text,     [DRAW_GLYPH] = play_glyph, [DRAW_IMAGE] = play_image,
    [DRAW_HATCH] = play_hatch,   [DRAW_CLIP] = push_clip,   [DRAW_UNCLIP] = pop_clip,
};

void play(Canvas *canvas, const DrawList *list) {
    canvas->clip_depth = 0;
    for (int i = 0; i < list->count; i++) {
        const DrawCmd *cmd = &list->at[i];
        bool hidden = SDL_RectEmpty(&canvas->clips[canvas->clip_depth]);
        if (hidden && cmd->kind != DRAW_CLIP && cmd->kind != DRAW_UNCLIP) continue;
        players[cmd->kind](canvas, cmd);
        arena_free(&canvas->scratch);
    }
    assert(canvas->clip_depth == 0);
}
