// Sets up what commands have in common.
#include "main/session.h"

#include "app/figure.h"
#include "app/preset_check.h"
#include "base/str.h"
#include "main/command.h"
#include "main/library.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int64_t session_utc_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// What is kept for the person: `name` in the program's folder of data.
static const char *data_path(Arena *arena, const char *name) {
    const char *data = command_environment("XDG_DATA_HOME"), *home = command_environment("HOME");
    // A relative one counts as none, as its standard says: the answers would be elsewhere from every folder.
    if (*data == '/') return arena_format(arena, "%s/phasor/%s", data, name);
    return arena_format(arena, "%s/.local/share/phasor/%s", *home ? home : ".", name);
}

const char *session_store_path(Arena *arena) {
    const char *own = command_environment("PHASOR_STORE");
    return *own ? own : data_path(arena, "progress.db");
}

const char *session_cards_path(Arena *arena) {
    return data_path(arena, "cards");
}

// Beside an installed program: ../share/phasor; else where it was built from.
const char *session_find_root(Arena *arena, Err *err) {
    char exe[4096];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
    if (n > 0) {
        exe[n] = '\0';
        char *slash = strrchr(exe, '/');
        if (slash) *slash = '\0';
        const char *root = arena_format(arena, "%s/../share/phasor", exe);
        if (file_exists(arena_format(arena, "%s/assets", root))) return root;
    }
    if (file_exists(PHASOR_SOURCE_DIR "/assets")) return PHASOR_SOURCE_DIR;
    err_set(err, "assets: not found beside the program nor in %s", PHASOR_SOURCE_DIR);
    return NULL;
}

void session_print_issues(const CardIssues *issues) {
    for (int i = 0; i < issues->count; i++) {
        fprintf(stderr, "%s%s\n", issues->at[i].text, issues->at[i].warning ? " (warning)" : "");
    }
    if (issues->more > 0) fprintf(stderr, "… and %d more\n", issues->more);
}

static const char *view_name(int index) {
    return index < FIGURE_COUNT ? figure_id((FigureId)index) : NULL;
}

CardParse session_rules(bool strict) {
    return (CardParse){.strict = strict,
                       .view_exists = figure_known,
                       .view_name = view_name,
                       .formula_ok = math_check,
                       .preset_ok = preset_check,
                       .view_has_cells = figure_has_cells,
                       .control_ok = preset_control_check,
                       .control_start = preset_control_start,
                       .move_ok = preset_move_check};
}

bool session_load_card(const char *path, bool strict, Card *card, CardIssues *issues) {
    bool ok = card_load(path, session_rules(strict), card, issues);
    session_print_issues(issues);
    return ok;
}

static bool open_fonts(Session *session, Err *err) {
    const char *folder = arena_format(&session->arena, "%s/assets/fonts", session->root);
    if (!fonts_load(folder, &session->fonts, err)) return false;
    session->ui.metrics = fonts_metrics(session->fonts);
    // Without the font for formulas everything else works; formulas are then shown as their source.
    Err trouble;
    if (!mathfont_load(arena_format(&session->arena, "%s/STIXTwoMath.otf", folder), &session->math,
                       &trouble)) {
        fprintf(stderr, "phasor: %s\n", trouble.text);
    }
    session->ui.math = session->math;
    return true;
}

// Minutes from UTC to local time, by the rules of the place and the season.
static int local_offset(int64_t utc_ms) {
    time_t now = (time_t)(utc_ms / 1000);
    struct tm here, there;
    if (!localtime_r(&now, &here) || !gmtime_r(&now, &there)) return 0;
    int days =
        here.tm_year != there.tm_year ? here.tm_year - there.tm_year : here.tm_yday - there.tm_yday;
    return (days * 24 + here.tm_hour - there.tm_hour) * 60 + here.tm_min - there.tm_min;
}

static void set_clock(Session *session) {
    int64_t now = session_utc_ms();
    SessionTime time = session->time.utc_ms ? session->time : (SessionTime){now, local_offset(now)};
    app_set_zone(&session->app, time.offset_min);
    app_set_clock(&session->app, time.utc_ms);
}

void session_set_time(Session *session, SessionTime time) {
    session->time = time;
    set_clock(session);
}

bool session_open(Session *session, SessionOptions options, Err *err) {
    *session = (Session){.time = options.time};
    session->root = session_find_root(&session->arena, err);
    if (!session->root) return false;
    if (!options.no_fonts && !open_fonts(session, err)) return false;
    const char *path = options.store ? options.store : session_store_path(&session->arena);
    Err trouble = {0};
    StoreMode mode = options.read_only ? store_open_read(path, &session->store, &trouble)
                                       : store_open(path, &session->store, &trouble);
    app_new(&session->app, session->store);
    set_clock(session);
    if (!library_open(session, &options, err)) return false;
    if (mode != STORE_WRITE && *trouble.text && *path && !options.read_only) {
        app_apply(&session->app, &(Action){.kind = ACT_MESSAGE, .text = trouble.text});
    }
    return true;
}

void session_close(Session *session) {
    app_free(&session->app);
    ui_free(&session->ui);
    store_close(session->store);
    mathfont_free(session->math);
    fonts_free(session->fonts);
    arena_free(&session->frame);
    arena_free(&session->arena);
    *session = (Session){0};
}

bool session_step(Session *session, const UiInput *in) {
    set_clock(session);
    figures_begin(session->app.figures, session->map_budget);
    return view_step(&session->app, &session->ui, in, &session->frame, &session->draw);
}

// The first error of an edited file that cannot be used.
static void tell_trouble(Shelf *shelf, const CardIssues *issues) {
    const char *line = shelf->card.path;
    for (int i = issues->count - 1; i >= 0; i--) {
        if (!issues->at[i].warning) line = issues->at[i].text;
    }
    app_trouble(shelf, line, issues->errors - 1);
}

// The first warning of a sound one: a figure that was misspelt is not seen at once.
static void tell_warning(App *app, const CardIssues *issues) {
    int warnings = issues->count + issues->more;
    Arena scratch = {0};
    if (warnings > 0) {
        const char *text = arena_format(&scratch, "%d warning%s: %.500s", warnings,
                                        str_plural(warnings), issues->at[0].text);
        app_apply(app, &(Action){.kind = ACT_MESSAGE, .text = text});
    }
    arena_free(&scratch);
}

// An editor may take a file away for a moment to put the new one in its place.
static bool tell_missing(Shelf *shelf, Watch *watch) {
    enum { LOOKS = 3 };

    if (++watch->missing != LOOKS) return false;
    Err err;
    err_set(&err, "%s: the file is gone", shelf->card.path);
    app_trouble(shelf, err.text, 0);
    watch->inode = 0; // read again when it is back
    return true;
}

bool session_reload(Session *session) {
    App *app = &session->app;
    Shelf *shelf = app->shelf;
    int index = 0;
    while (app->shelves[index] != shelf) index++;
    Watch *watch = &session->watches[index], now = library_watch(shelf->card.path);
    bool same =
        now.size == watch->size && now.inode == watch->inode && now.changed_ns == watch->changed_ns;
    if (now.inode == 0) return tell_missing(shelf, watch);
    watch->missing = 0;
    if (same) return false;
    *watch = now;
    Card card = {0};
    CardIssues issues = {0};
    Err err;
    bool sound = card_load(shelf->card.path, session_rules(false), &card, &issues);
    if (!sound) {
        tell_trouble(shelf, &issues);
    } else if (!str_same(card.id, shelf->card.id)) {
        err_set(&err,
                "%s: /id: found \"%s\", and it was \"%s\"; open the file anew for another card",
                card.path, card.id, shelf->card.id);
        app_trouble(shelf, err.text, 0);
    } else if (!app_replace(app, &card, &err)) {
        app_trouble(shelf, err.text, 0);
    } else {
        tell_warning(app, &issues);
    }
    card_free(&card);
    card_issues_free(&issues);
    return true;
}
