// phasor: the window, or without a display every screen as PNG.
#include "app/strings.h"
#include "main/backup_spawn.h"
#include "main/command.h"
#include "main/render.h"
#include "sdl/window.h"

#include <stdio.h>

// Without a display: one line that says so, a picture of every screen, and where else to go.
static int without_display(Session *session, const Err *why) {
    command_fail(why);
    Err err;
    if (!file_make_folder("out", &err)) return command_fail(&err);
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        RenderJob job = {.screen = screen,
                         .state = "",
                         .actions = "",
                         .w = 1280,
                         .h = 800,
                         .scale = 1,
                         .theme = session->app.theme,
                         .text_scale = session->app.text_scale};
        const char *path = arena_format(&session->arena, "out/%s-%s.png",
                                        session->app.shelf->card.id, screen_info(screen)->id);
        if (!render_prepare(session, &job, &err) || !render_save(session, &job, path, &err)) {
            return command_fail(&err);
        }
        puts(path);
    }
    bool clone = file_exists(arena_format(&session->arena, "%s/run", session->root));
    printf("The quiz runs in this terminal, too: %s quiz\n", clone ? "./run" : "phasor");
    return EXIT_DONE;
}

// How often the file of the card shown is looked at. While nothing happens, that is all there is to do.
enum { LOOK_MS = 1000, LOOK_AGAIN_MS = 500 };

// Waits for the person, for more of a figure, or for an edit of the card.
static void wait_for_news(Session *session, Window *window, double *looked, UiInput *in) {
    bool behind = figures_behind(session->app.figures), news = behind;
    do {
        news |= window_wait(window, behind ? 0 : LOOK_MS, in);
        if (window_now_ms() < *looked + LOOK_AGAIN_MS) continue;
        *looked = window_now_ms();
        news |= session_reload(session);
    } while (!news);
}

// Hands an address that was asked for to the browser; that there is none is said in the same frame.
static void browse(Session *session, UiInput in) {
    App *app = &session->app;
    if (!*app->opening) return;
    if (!window_browse(app->opening)) {
        const char *text = str_fill(&session->frame, STR_OPENING_FAILED, app->opening, NULL);
        app_apply(app, &(Action){.kind = ACT_MESSAGE, .text = text});
        in.pressed = in.released = 0;
        in.clicks = in.key_count = 0;
        session_step(session, &in);
    }
    app->opening[0] = '\0';
}

static void loop(Session *session, Window *window, bool announce) {
    UiInput in;
    double looked = window_now_ms();
    session->map_budget = MAP_BUDGET;
    window_wait(window, 0, &in);
    for (;;) {
        session_step(session, &in);
        if (session->app.quit) return;
        browse(session, in);
        if (*session->ui.copied) window_copy(session->ui.copied);
        session->ui.copied[0] = '\0';
        window_present(window, &session->draw);
        if (announce) puts("ready");
        if (announce) (void)fflush(stdout);
        announce = false;
        wait_for_news(session, window, &looked, &in);
    }
}

static int show(Session *session, double scale, bool announce) {
    Window *window;
    Err err;
    const char *title =
        arena_format(&session->arena, "%s – Phasor", session->app.shelf->card.title);
    WindowOptions how = {.title = title,
                         .w = 1280,
                         .h = 800,
                         .scale = scale,
                         .fonts = session->fonts,
                         .math = session->math};
    if (!window_open(how, &window, &err)) {
        return announce ? command_fail(&err) : without_display(session, &err);
    }
    loop(session, window, announce);
    // Without a store to write there is nothing to keep it in.
    StoreMode mode = store_mode(session->store);
    bool writes = mode == STORE_WRITE || mode == STORE_RESCUED;
    if (writes && !app_keep_place(&session->app, &err)) {
        command_fail(&err);
    }
    window_close(window);
    return EXIT_DONE;
}

int cmd_window(int argc, char **argv) {
    const char *store = NULL, *scale_text = NULL;
    bool announce = false;
    const CommandOption options[] = {
        {"--store", "FILE", "keep answers in this file", &store, NULL},
        {"--scale", "N", "device pixels per logical pixel (what the system says)", &scale_text,
         NULL},
        {"--announce", NULL,
         "print \"ready\" once the first frame is shown; fail without a display", NULL, &announce}};
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, 3, &operands);
    if (code >= 0) return code;
    double scale = 0;
    Err err;
    if (scale_text && !command_scale(scale_text, &scale, &err)) {
        return command_usage(argv[0], &err);
    }
    Session session;
    SessionOptions how = {
        .card = operands.count ? operands.at[0] : "", .store = store, .own = true};
    if (session_open(&session, how, &err)) {
        app_resume(&session.app, operands.count > 0);
        backup_spawn(&session);
        code = show(&session, scale, announce);
    } else {
        code = command_fail(&err);
    }
    session_close(&session);
    return code;
}
