// Drawing a session without a window.
#include "main/render.h"

#include <stdio.h>
#include <string.h>

static UiInput resting_input(const RenderJob *job) {
    return (UiInput){.width = job->w, .height = job->h, .scale = job->scale, .mouse = {-1e6, -1e6}};
}

static bool do_actions(Session *session, const RenderJob *job, Err *err) {
    const char *at = job->actions;
    while (*at) {
        at += strspn(at, "; ");
        size_t n = strcspn(at, ";");
        if (n == 0) break;
        Action action;
        // The arena of the session: an action's text must outlive the frames below.
        const char *line = arena_text(&session->arena, at, n);
        if (!action_parse(&session->arena, line, &action, err)) return false;
        if (!app_apply(&session->app, &action)) {
            return err_set(err, "%s: %s", line, session->app.message);
        }
        UiInput rest = resting_input(job);
        session_step(session, &rest);
        at += n;
    }
    return true;
}

bool render_prepare(Session *session, const RenderJob *job, Err *err) {
    const Action setup[] = {
        {.kind = ACT_THEME, .text = theme_name(job->theme)},
        {.kind = ACT_TEXT_SIZE, .a = job->text_scale, .text = ""},
        {.kind = ACT_STATE, .target = TARGET_COMPARE, .text = job->state},
        {.kind = ACT_SCREEN, .text = screen_info(job->screen)->id},
    };
    UiInput rest = resting_input(job);
    for (size_t i = 0; i < sizeof setup / sizeof *setup; i++) {
        if (!app_apply(&session->app, &setup[i])) return err_set(err, "%s", session->app.message);
    }
    session_step(session, &rest);
    if (!do_actions(session, job, err)) return false;
    session_step(session, &rest);
    return true;
}

bool render_pixels(Session *session, const RenderJob *job, Arena *arena, Pixels *out, Err *err) {
    Canvas *canvas;
    if (!canvas_new_surface(job->w, job->h, job->scale, session->fonts, &canvas, err)) return false;
    canvas_set_math(canvas, session->math);
    play(canvas, &session->draw);
    bool ok = canvas_pixels(canvas, arena, out, err);
    canvas_free(canvas);
    return ok;
}

bool render_save(Session *session, const RenderJob *job, const char *path, Err *err) {
    Arena arena = {0};
    Pixels pixels;
    bool ok = render_pixels(session, job, &arena, &pixels, err) && png_save(path, pixels, err);
    arena_free(&arena);
    return ok;
}

static const char *const ROLES[UI_ROLE_COUNT] = {
    [UI_TEXT] = "text",     [UI_HEADING] = "heading", [UI_LINK] = "link",
    [UI_BUTTON] = "button", [UI_TAB] = "tab",         [UI_RADIO] = "radio",
    [UI_SWITCH] = "switch", [UI_SLIDER] = "slider",   [UI_FIGURE] = "figure",
    [UI_STATUS] = "status", [UI_DIALOG] = "dialog",   [UI_CHECKBOX] = "checkbox",
    [UI_FIELD] = "field",   [UI_ENTRY] = "entry"};

static void print_state(unsigned state) {
    static const struct {
        unsigned bit;
        const char *name;
    } BITS[] = {{UI_DISABLED, "disabled"},
                {UI_CHECKED, "checked"},
                {UI_RIGHT, "right"},
                {UI_WRONG, "wrong"}};

    const char *before = "";
    putchar('[');
    for (size_t i = 0; i < sizeof BITS / sizeof *BITS; i++) {
        if (!(state & BITS[i].bit)) continue;
        printf("%s%s", before, BITS[i].name);
        before = " ";
    }
    putchar(']');
}

// role [state] x,y w×h "name" "value": one line for each widget, in Tab order.
void render_print_items(const Session *session) {
    const UiItems *items = &session->ui.before; // of the frame that ended last
    for (int i = 0; i < items->count; i++) {
        const UiItem *item = &items->at[i];
        if (item->state & UI_CONTINUED) continue;
        printf("%s ", ROLES[item->role]);
        print_state(item->state);
        printf(" %.0f,%.0f %.0fx%.0f \"%s\" \"%s\"\n", item->whole.x, item->whole.y, item->whole.w,
               item->whole.h, item->name, item->value);
    }
}
