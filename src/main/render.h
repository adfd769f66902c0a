// Drawing a session without a window: used by `phasor render`, by the program without a display, and by tests.
#ifndef MAIN_RENDER_H
#define MAIN_RENDER_H

#include "main/session.h"

typedef struct RenderJob {
    Screen screen;
    const char *state;   // of the Compare figure, "" for its own
    const char *actions; // separated by ';'
    int w, h;
    double scale;
    ThemeId theme;
    double text_scale;
} RenderJob;

// Brings the session to the state and lays it out.
bool render_prepare(Session *session, const RenderJob *job, Err *err);
// Plays the frame that was prepared into pixels, which live in `arena`.
bool render_pixels(Session *session, const RenderJob *job, Arena *arena, Pixels *out, Err *err);
// The same into a PNG.
bool render_save(Session *session, const RenderJob *job, const char *path, Err *err);
// Prints the frame's items, one a line.
void render_print_items(const Session *session);

#endif
