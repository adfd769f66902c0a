// Beginning and end of an App, and going from place to place.
#include "app/app.h"

#include "app/app_handlers.h"
#include "app/figures.h"
#include "base/str.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const ScreenInfo SCREENS[SCREEN_COUNT] = {
#define SCREEN(NAME, name, word, text) [SCREEN_##NAME] = {.id = (word), .label = (text)},
#include "app/screens.def"
#undef SCREEN
};

const ScreenInfo *screen_info(Screen screen) {
    return &SCREENS[screen];
}

Screen screen_find(const char *id) {
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        if (str_same(SCREENS[screen].id, id)) return screen;
    }
    return SCREEN_COUNT;
}

void app_say(App *app, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(app->message, sizeof app->message, format, args);
    va_end(args);
}

void app_say_about(App *app, StrId id, const char *what) {
    Arena scratch = {0};
    app_say(app, "%s", str_fill(&scratch, id, what, NULL));
    arena_free(&scratch);
}

static void read_settings(App *app) {
    char text[64];
    if (!app->store) return;
    if (store_get(app->store, "theme", text, sizeof text) && theme_find(text) < THEME_COUNT) {
        app->theme = theme_find(text);
    }
    double scale;
    if (store_get(app->store, "text", text, sizeof text) && str_number(text, &scale)) {
        app->text_scale = fmin(fmax(scale, 1), 2);
    }
}

void app_new(App *app, Store *store) {
    *app = (App){.store = store,
                 .text_scale = 1,
                 .mark = "",
                 .go_section = -1,
                 .compare = figure_state_new()};
    app->figures = figures_new();
    read_settings(app);
}

void app_free(App *app) {
    for (int i = 0; i < app->shelf_count; i++) card_free(&app->shelves[i]->card);
    figures_free(app->figures);
    arena_free(&app->card_arena);
    arena_free(&app->arena);
    *app = (App){0};
}

Shelf *app_shelf_find(const App *app, const char *id) {
    for (int i = 0; i < app->shelf_count; i++) {
        if (str_same(app->shelves[i]->card.id, id)) return app->shelves[i];
    }
    return NULL;
}

bool app_add(App *app, Card *card, Err *err) {
    Shelf *other = app_shelf_find(app, card->id);
    if (other) {
        return err_set(err, "%s: the id \"%s\" is taken by %s", card->path, card->id,
                       other->card.path);
    }
    Shelf *shelf = arena_alloc(&app->arena, sizeof *shelf);
    shelf->card = *card;
    shelf->jump_scroll = -1;
    *card = (Card){0};
    shelf->lessons =
        arena_array(&app->arena, (size_t)shelf->card.lesson_count, sizeof *shelf->lessons);
    for (int i = 0; i < shelf->card.lesson_count; i++) {
        shelf->lessons[i] = figure_state_from(&shelf->card.lessons[i].visual);
    }
    Err trouble = {0};
    if (!history_load(app->store, &shelf->card, &app->arena, &shelf->history, &trouble)) {
        app_say(app, "%s", trouble.text);
    }
    app->shelves = arena_grow(&app->arena, app->shelves, app->shelf_count, &app->shelf_capacity,
                              sizeof(Shelf *));
    app->shelves[app->shelf_count++] = shelf;
    return true;
}

bool app_open(App *app, const char *id) {
    Shelf *shelf = app_shelf_find(app, id);
    if (!shelf) return false;
    if (shelf == app->shelf) return true;
    app->shelf = shelf;
    app->mark = "";
    app->scroll[SCREEN_READ] = shelf->scroll;
    quiz_begin(app);
    return true;
}

void app_apply(App *app, const Action *action) {
    static void (*const HANDLERS[ACTION_COUNT])(App *, const Action *) = {
#define ACTION(NAME, name, text, arguments) [ACT_##NAME] = apply_##name,
#include "app/actions.def"
#undef ACTION
    };
    if (action->kind != ACT_MESSAGE && action->kind != ACT_HOVER && action->kind != ACT_UNHOVER &&
        action->kind != ACT_SCROLL && action->kind != ACT_SECTION) {
        app->message[0] = '\0';
    }
    HANDLERS[action->kind](app, action);
}

void apply_screen(App *app, const Action *action) {
    Screen screen = screen_find(action->text);
    if (screen == SCREEN_COUNT) return;
    app->screen = screen;
    app->overlay = OVERLAY_NONE;
    if (screen == SCREEN_QUIZ) quiz_show(app);
}

void apply_card(App *app, const Action *action) {
    if (!app_open(app, action->text)) {
        app_say_about(app, STR_NO_CARD, action->text);
    } else {
        app->screen = SCREEN_READ;
    }
}

// "card#section", "card" or "#section".
void apply_link(App *app, const Action *action) {
    char card[CARD_ID_MAX + 2] = "";
    const char *hash = strchr(action->text, '#');
    size_t n = hash ? (size_t)(hash - action->text) : strlen(action->text);
    if (n > CARD_ID_MAX) n = CARD_ID_MAX;
    memcpy(card, action->text, n);
    if (*card && !app_open(app, card)) {
        app_say_about(app, STR_NO_CARD, card);
        return;
    }
    app->screen = SCREEN_READ;
    app->mark = "";
    app->go_section = 0;
    if (!hash || !hash[1]) return;
    int section = card_section_find(&app->shelf->card, hash + 1);
    if (section < 0) {
        app_say_about(app, STR_NO_SECTION, hash + 1);
    } else {
        app->go_section = section;
    }
}

void apply_section(App *app, const Action *action) {
    int section = (int)action->a;
    if (section >= 0 && section < app->shelf->card.section_count) app->shelf->section = section;
}

void apply_lesson(App *app, const Action *action) {
    int section = (int)action->a;
    if (section < 0 || section >= app->shelf->card.section_count) return;
    app->screen = SCREEN_READ;
    app->go_section = section;
}

void apply_scroll(App *app, const Action *action) {
    app->scroll[app->screen] = fmax(action->a, 0);
    if (app->screen != SCREEN_READ) return;
    Shelf *shelf = app->shelf;
    shelf->scroll = app->scroll[SCREEN_READ];
    shelf->jump_scroll = app->go_section >= 0 ? shelf->scroll : -1;
    if (app->go_section >= 0) shelf->section = app->go_section;
    app->go_section = -1;
}

void apply_overlay(App *app, const Action *action) {
    static const char *const NAMES[] = {"", "keys", "settings"};
    for (int i = 0; i < 3; i++) {
        if (str_same(action->text, NAMES[i])) {
            app->overlay = app->overlay == (Overlay)i ? OVERLAY_NONE : (Overlay)i;
        }
    }
}

void apply_message(App *app, const Action *action) {
    app_say(app, "%s", action->text);
}

void apply_quit(App *app, const Action *action) {
    (void)action;
    app->quit = true;
}

void apply_theme(App *app, const Action *action) {
    ThemeId theme = theme_find(action->text);
    if (theme == THEME_COUNT) return;
    app->theme = theme;
    Err err;
    if (app->store && !store_set(app->store, "theme", action->text, &err)) {
        app_say(app, "%s", err.text);
    }
}

void apply_text_size(App *app, const Action *action) {
    if (!isfinite(action->a)) return;
    app->text_scale = fmin(fmax(round(action->a * 10) / 10, 1), 2);
    char text[32];
    snprintf(text, sizeof text, "%.1f", app->text_scale);
    Err err;
    if (app->store && !store_set(app->store, "text", text, &err)) app_say(app, "%s", err.text);
}
