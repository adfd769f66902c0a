// phasor render: any screen in any state to PNG, or as the list of its widgets, without a display.
#include "app/figure.h"
#include "base/str.h"
#include "base/utc.h"
#include "main/command.h"
#include "main/figure_list.h"
#include "main/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct RenderArguments {
    const char *screen, *state, *actions, *size, *scale, *theme, *text_size, *out, *store, *now;
    bool keep, text, list;
} RenderArguments;

static bool parse_size(const char *text, RenderJob *job, Err *err) {
    const char *at = text;
    int w = 0, h = 0;
    bool ok = str_take_count(&at, &w) && *at++ == 'x' && str_take_count(&at, &h) && !*at;
    if (!ok || w < 320 || h < 240 || w > 8192 || h > 8192) {
        return err_set(err, "--size: found \"%.40s\", expected WxH from 320x240 to 8192x8192",
                       text);
    }
    job->w = w;
    job->h = h;
    return true;
}

static bool read_job(const RenderArguments *a, RenderJob *job, Err *err) {
    job->screen = screen_find(a->screen);
    if (job->screen == SCREEN_COUNT) {
        Arena scratch = {0};
        err_set(err, "--screen: found \"%.40s\", expected %s", a->screen, screen_list(&scratch));
        arena_free(&scratch);
        return false;
    }
    if (!parse_size(a->size, job, err) || !command_scale(a->scale, &job->scale, err)) {
        return false;
    }
    job->theme = theme_find(a->theme);
    if (job->theme == THEME_COUNT) {
        return err_set(err, "--theme: found \"%.40s\", expected light, dark or contrast", a->theme);
    }
    if (!command_number("--text-size", a->text_size, 100, 200, &job->text_scale, err)) return false;
    job->text_scale /= 100;
    job->state = a->state;
    job->actions = a->actions;
    return true;
}

static bool read_now(const char *text, SessionTime *time, Err *err) {
    if (!*text || utc_take_time(text, &time->utc_ms, &time->offset_min)) return true;
    return err_set(
        err, "--now: found \"%.40s\", expected a time as 2026-03-01T12:00+02:00 or with Z", text);
}

static int finish(Session *session, const RenderArguments *a, const RenderJob *job) {
    Err err;
    if (!render_prepare(session, job, &err)) return command_fail(&err);
    if (a->text) render_print_items(session);
    if (*a->out && !render_save(session, job, a->out, &err)) return command_fail(&err);
    return EXIT_DONE;
}

// What --state, --do and a card's presets may name.
static int print_lists(void) {
    Arena arena = {0};
    puts("figures");
    figure_list_all();
    puts("keys: range or words, what they are");
    for (FigureKey key = 0; key < KEY_COUNT; key++) {
        const FigureKeyInfo *info = figure_key_info(key);
        printf("  %-14s %-34s %s\n", info->id, figure_key_range(&arena, key), info->label);
    }
    puts("actions (t: compare, proof or a lesson's number; k: a key; n: a number; s: text)");
    for (ActionKind kind = 0; kind < ACTION_COUNT; kind++) {
        printf("  %s\n", action_form(&arena, kind));
    }
    puts("\"link #ID\" goes to a section; \"section n\" only notes which one is in view. \"choose "
         "n\" counts the options as shown, from 0; "
         "\"answer s\" takes ids of options (a,c), a number, a cell (20,4: row, column) or "
         "controls (base=500,n=8).");
    arena_free(&arena);
    return EXIT_DONE;
}

static int print_figure(const char *command, const char *name) {
    bool exact;
    FigureId id = figure_find(name, &exact);
    if (figure_known(name)) {
        figure_list_print(id);
        return EXIT_DONE;
    }
    Err err;
    err_set(&err, "--list: there is no figure \"%.60s\" (phasor render --list names them)", name);
    return command_usage(command, &err);
}

int cmd_render(int argc, char **argv) {
    RenderArguments a = {.screen = "compare",
                         .state = "",
                         .actions = "",
                         .size = "1280x800",
                         .scale = "1",
                         .theme = "light",
                         .text_size = "100",
                         .out = "",
                         .store = "",
                         .now = ""};
    const CommandOption options[] = {
        {"--screen", "NAME", "read, compare, quiz, library or progress (compare)", &a.screen, NULL},
        {"--state", "STATE", "what the figure shows, as key=value&key=value", &a.state, NULL},
        {"--do", "ACTIONS",
         "actions before the picture, separated by ';' (\"task rope-encodes; choose 1; check\")",
         &a.actions, NULL},
        {"--size", "WxH", "of the window in logical pixels (1280x800)", &a.size, NULL},
        {"--scale", "N", "device pixels per logical pixel (1)", &a.scale, NULL},
        {"--theme", "NAME", "light, dark or contrast (light)", &a.theme, NULL},
        {"--text-size", "PERCENT", "100 to 200 (100)", &a.text_size, NULL},
        {"--store", "FILE", "take answers from this store (none)", &a.store, NULL},
        {"--now", "TIME",
         "what the clock says, as 2026-03-01T12:00+02:00 or with Z (the time it is)", &a.now, NULL},
        {"--keep", NULL, "keep in the store what the actions do", NULL, &a.keep},
        {"--text", NULL, "print every widget: role, state, rectangle, name, value", NULL, &a.text},
        {"--list", NULL,
         "print the figures, all keys and the actions; with a figure's name, what it reads", NULL,
         &a.list},
        {"-o", "FILE", "where the PNG goes", &a.out, NULL},
    };
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    if (code >= 0) return code;
    if (a.list) return operands.count ? print_figure(argv[0], operands.at[0]) : print_lists();
    Err err;
    RenderJob job;
    SessionTime time = {0};
    if (!*a.out && !a.text) {
        err_set(&err, "expected -o FILE or --text");
    } else if (read_job(&a, &job, &err) && read_now(a.now, &time, &err)) {
        Session session;
        SessionOptions how = {.card = operands.count ? operands.at[0] : "",
                              .store = a.store,
                              .own = true,
                              .read_only = !a.keep,
                              .time = time};
        code = session_open(&session, how, &err) ? finish(&session, &a, &job) : command_fail(&err);
        session_close(&session);
        return code;
    }
    return command_usage(argv[0], &err);
}
