// An SDL window that shows a canvas, and its event loop.
#include "sdl/window.h"

#include "sdl/canvas.h"
#include "sdl/input.h"

#include <SDL.h>

#include <math.h>

enum { LEAST_W = 900, LEAST_H = 600 };

struct Window {
    Arena arena; // owns this struct too
    SDL_Window *sdl;
    Canvas *canvas;
    double asked_scale; // 0: the system's
    UiInput before;
};

// X11 and the dummy driver would push every software frame through OpenGL; on Wayland that is the faster way.
static void choose_framebuffer(void) {
    const char *driver = SDL_GetCurrentVideoDriver();
    bool plain = driver && (strcmp(driver, "x11") == 0 || strcmp(driver, "dummy") == 0);
    if (plain) SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
}

// Without a folder for its socket there is no Wayland, but its library would say so on standard error.
static void choose_driver(void) {
    bool wayland = SDL_getenv("XDG_RUNTIME_DIR") || SDL_getenv("WAYLAND_DISPLAY");
    bool linux_like = strcmp(SDL_GetPlatform(), "Linux") == 0;
    if (linux_like && !wayland && !SDL_getenv("SDL_VIDEODRIVER")) {
        SDL_SetHint(SDL_HINT_VIDEODRIVER, "x11,KMSDRM");
    }
}

// SDL's last resort shows nothing and never waits: only for those who ask for it.
static bool shows_something(void) {
    const char *driver = SDL_GetCurrentVideoDriver();
    return SDL_getenv("SDL_VIDEODRIVER") || !driver || strcmp(driver, "offscreen") != 0;
}

static bool no_display(const char *why, Err *err) {
    return err_set(err,
                   "window: no display can be used (%s); set DISPLAY or WAYLAND_DISPLAY, or use a "
                   "command that needs no window",
                   why);
}

static bool start_video(Err *err) {
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    choose_driver();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return no_display(SDL_GetError(), err);
    if (!shows_something()) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return no_display("none was found", err);
    }
    choose_framebuffer();
    return true;
}

// Device pixels per window unit: 1 except where the system scales windows.
static double system_scale(const Window *window) {
    int w = 0, h = 0;
    SDL_GetWindowSize(window->sdl, &w, &h);
    const SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    return surface && w > 0 ? (double)surface->w / w : 1;
}

static double scale_now(const Window *window) {
    double scale = window->asked_scale > 0 ? window->asked_scale : system_scale(window);
    return fmin(fmax(scale, 0.5), 4);
}

// No larger than the screen allows.
static void fit_screen(int *w, int *h) {
    SDL_Rect usable;
    if (SDL_GetDisplayUsableBounds(0, &usable) != 0) return;
    *w = SDL_min(*w, usable.w);
    *h = SDL_min(*h, usable.h);
}

static bool make_window(Window *window, const WindowOptions *options, Err *err) {
    double scale = options->scale > 0 ? options->scale : 1;
    int w = (int)lround(options->w * scale), h = (int)lround(options->h * scale);
    int least_w = (int)lround(LEAST_W * scale), least_h = (int)lround(LEAST_H * scale);
    fit_screen(&w, &h);
    fit_screen(&least_w, &least_h);
    unsigned flags = SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    window->sdl = SDL_CreateWindow(options->title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                   w, h, flags);
    if (!window->sdl) return err_set(err, "window: cannot be opened: %s", SDL_GetError());
    SDL_SetWindowMinimumSize(window->sdl, least_w, least_h);
    if (!SDL_GetWindowSurface(window->sdl)) {
        return err_set(err, "window: cannot be drawn to: %s", SDL_GetError());
    }
    return canvas_new_surface(w, h, 1, options->fonts, &window->canvas, err);
}

bool window_open(WindowOptions options, Window **out, Err *err) {
    *out = NULL;
    if (!start_video(err)) return false;
    Arena arena = {0};
    Window *window = arena_alloc(&arena, sizeof *window);
    window->arena = arena;
    window->asked_scale = options.scale;
    window->before.mouse = (Vec2){-1e5, -1e5};
    if (!make_window(window, &options, err)) {
        window_close(window);
        return false;
    }
    canvas_set_math(window->canvas, options.math);
    SDL_StartTextInput();
    *out = window;
    return true;
}

void window_close(Window *window) {
    if (!window) return;
    canvas_free(window->canvas);
    if (window->sdl) SDL_DestroyWindow(window->sdl);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    Arena arena = window->arena;
    arena_free(&arena);
}

double window_now_ms(void) {
    return (double)SDL_GetPerformanceCounter() * 1000 / (double)SDL_GetPerformanceFrequency();
}

static void toggle_fullscreen(SDL_Window *window) {
    bool full = (SDL_GetWindowFlags(window) & SDL_WINDOW_FULLSCREEN_DESKTOP) != 0;
    SDL_SetWindowFullscreen(window, full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
}

// The one key that is the window's own; held down it counts once.
static bool is_fullscreen_key(const SDL_Event *event) {
    return event->type == SDL_KEYDOWN && event->key.keysym.sym == SDLK_F11 && !event->key.repeat;
}

// Takes events until one has to wait for the next frame. True if there was any.
static bool drain(SDL_Window *window, UiInput *in, double points) {
    SDL_Event event;
    bool any = false;
    SDL_PumpEvents();
    while (SDL_PeepEvents(&event, 1, SDL_PEEKEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) == 1) {
        if (!input_has_room(in, &event)) break;
        SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT);
        if (is_fullscreen_key(&event)) toggle_fullscreen(window);
        input_add(in, &event, points);
        any = true;
    }
    return any;
}

// The window's size and scale as they are after the events. SDL replaces the surface when the size changes.
static void measure(Window *window, UiInput *in) {
    const SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
    double scale = scale_now(window);
    if (surface) canvas_resize(window->canvas, surface->w, surface->h, scale);
    in->scale = scale;
    in->width = window->canvas->w / scale;
    in->height = window->canvas->h / scale;
}

bool window_wait(Window *window, int timeout_ms, UiInput *out) {
    if (timeout_ms < 0) {
        SDL_WaitEvent(NULL);
    } else if (timeout_ms > 0) {
        SDL_WaitEventTimeout(NULL, timeout_ms);
    }
    *out = input_next(&window->before);
    bool any = drain(window->sdl, out, system_scale(window) / scale_now(window));
    measure(window, out);
    out->now_ms = window_now_ms();
    window->before = *out;
    return any;
}

void window_copy(const char *text) {
    SDL_SetClipboardText(text);
}

bool window_browse(const char *address) {
    return SDL_OpenURL(address) == 0;
}

void window_present(Window *window, const DrawList *list) {
    Canvas *canvas = window->canvas;
    play(canvas, list);
    SDL_Surface *to = SDL_GetWindowSurface(window->sdl);
    SDL_Surface *from = SDL_CreateRGBSurfaceWithFormatFrom(canvas->pixels, canvas->w, canvas->h, 32,
                                                           canvas->w * 4, SDL_PIXELFORMAT_RGB888);
    if (to && from && SDL_BlitSurface(from, NULL, to, NULL) == 0) {
        SDL_UpdateWindowSurface(window->sdl);
    }
    SDL_FreeSurface(from);
}
