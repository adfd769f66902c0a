// The window: opening it, waiting for the person, showing what was played.
#ifndef SDL_WINDOW_H
#define SDL_WINDOW_H

#include "sdl/play.h"
#include "ui/input.h"

typedef struct Window Window;

typedef struct WindowOptions {
    const char *title;
    int w, h;     // logical pixels; made smaller if the screen is
    double scale; // device pixels per logical pixel; 0: what the system says
    Fonts *fonts; // must outlive the window
    MathFont *math;
} WindowOptions;

// Fails with one line when there is no display. The caller ends it with window_close (NULL is fine).
bool window_open(WindowOptions options, Window **out, Err *err);
void window_close(Window *window);

// Blocks until something happens (timeout_ms < 0) or for so long at most (0: not at all), then gathers what has happened
// into *out. True if there was anything. A click that began and ended since the last call is spread over two frames: the
// second call returns at once. F11 is the window's own: full screen and back.
bool window_wait(Window *window, int timeout_ms, UiInput *out);

// A clock in milliseconds that never goes backwards; its zero means nothing.
double window_now_ms(void);

// Puts text on the clipboard. Where there is none, nothing happens.
void window_copy(const char *text);

// Asks the system to show the page at this address in its browser; false if it cannot be asked. The caller has made sure that the
// address is one of the web.
bool window_browse(const char *address);

// Plays the list and shows it.
void window_present(Window *window, const DrawList *list);

#endif
