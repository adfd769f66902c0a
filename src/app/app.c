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

char *screen_list(Arena *arena) {
    char *list = arena_copy(arena, "");
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        const char *link = str_link((int)screen, SCREEN_COUNT, " or ");
        list = arena_format(arena, "%s%s%s", list, link, SCREENS[screen].id);
    }
    return list;
}

void app_say(App *app, const char *format, ...) {
    va_list args;
    va_start(args, format);
    vsnprintf(app->message, sizeof app->message, format, args);
    va_end(args);
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
                 .tuned = -1,
                 .day = -1,
                 .show_panel = -1,
                 .compare = figure_state_new()};
    app->figures = figures_new();
    read_settings(app);
}

void app_free(App *app) {
    for (int i = 0; i < app->shelf_count; i++) card_free(&app->shelves[i]->card);
    figures_free(app->figures);
    arena_free(&app->review.arena);
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
    shelf->predicting =
        arena_array(&app->arena, (size_t)shelf->card.lesson_count, sizeof(Predicting));
    for (int i = 0; i < shelf->card.lesson_count; i++) {
        shelf->predicting[i] = predict_new(shelf, i);
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
    app_turn_to(app, shelf);
    if (!app->quiz.review) quiz_begin(app);
    return true;
}

void app_turn_to(App *app, Shelf *shelf) {
    if (shelf == app->shelf) return;
    app->shelf = shelf;
    app->mark = "";
    app->scroll[SCREEN_READ] = shelf->scroll;
}

enum { PLACE_MAX = 2 * CARD_ID_MAX + 64 };

bool app_keep_place(App *app, Err *err) {
    const Card *card = &app->shelf->card;
    const Reading *reading = &app->shelf->reading;
    Arena scratch = {0};
    const char *words = reading->known ? reading_text(&scratch, card, reading)
                                       : card->sections[app->shelf->section].id;
    char place[PLACE_MAX];
    snprintf(place, sizeof place, "%s#%s", card->id, words);
    arena_free(&scratch);
    return store_set(app->store, "place", place, err) &&
           store_set(app->store, "screen", screen_info(app->screen)->id, err) &&
           quiz_keep_draft(app, err) && quiz_keep_round(app, err);
}

// The card that was left, as its id in `place`, and the words of the place in its text behind it; NULL if there is none.
static char *place_left(const App *app, char place[PLACE_MAX]) {
    if (!store_get(app->store, "place", place, PLACE_MAX)) return NULL;
    char *hash = strchr(place, '#');
    if (!hash) return NULL;
    *hash = '\0';
    return hash + 1;
}

// To the place in the text of the card shown that these words name.
static void resume_reading(App *app, char *words) {
    Reading reading;
    if (reading_parse(&app->shelf->card, words, &reading)) {
        reading.scroll = app->shelf->scroll;
        app->shelf->reading = reading;
        return;
    }
    words[strcspn(words, " ")] = '\0';
    int section = card_section_find(&app->shelf->card, words);
    if (section > 0) app->go_section = section;
}

void app_resume(App *app, bool stay) {
    char screen[32], place[PLACE_MAX], *words = place_left(app, place);
    bool elsewhere = stay && !(words && str_same(place, app->shelf->card.id));
    if (words && !elsewhere && app_open(app, place)) resume_reading(app, words);
    quiz_resume(app);
    if (!elsewhere && store_get(app->store, "screen", screen, sizeof screen) &&
        screen_find(screen) < SCREEN_COUNT) {
        app_apply(app, &(Action){.kind = ACT_SCREEN, .text = screen});
    }
}

// What only follows the mouse or the page leaves a message standing.
static bool is_passive(ActionKind kind) {
    return kind == ACT_MESSAGE || kind == ACT_HOVER || kind == ACT_UNHOVER || kind == ACT_SCROLL ||
           kind == ACT_LIST || kind == ACT_STRIP || kind == ACT_SECTION || kind == ACT_DAY ||
           kind == ACT_READING;
}

bool app_apply(App *app, const Action *action) {
    static bool (*const HANDLERS[ACTION_COUNT])(App *, const Action *, Err *) = {
#define ACTION(NAME, name, text, arguments) [ACT_##NAME] = apply_##name,
#include "app/actions.def"
#undef ACTION
    };
    Err err = {0};
    if (!is_passive(action->kind)) app->message[0] = '\0';
    if (!is_passive(action->kind) && action->kind != ACT_UNDO_ASK) app->undo_ask = 0;
    if (!is_passive(action->kind) && action->kind != ACT_TEST_ASK) app->test_ask = false;
    if (HANDLERS[action->kind](app, action, &err)) return true;
    app_say(app, "%s", err.text);
    return false;
}

void app_set_clock(App *app, int64_t utc_ms) {
    const Review *review = &app->review;
    app->utc_ms = utc_ms;
    // With a new day more is due; it begins by the clocks as they stand now.
    bool turned = app->screen == SCREEN_PROGRESS &&
                  zone_day(app_zone(app), utc_ms) != zone_day(review->zone, review->now_ms);
    Err err;
    if (turned && !review_load(app, &err)) app_say(app, "%s", err.text);
}

void app_set_zone(App *app, int offset_min) {
    const int most = 24 * 60;
    app->offset_min = offset_min < -most ? -most : offset_min > most ? most : offset_min;
}

bool apply_screen(App *app, const Action *action, Err *err) {
    Screen screen = screen_find(action->text);
    if (screen == SCREEN_COUNT) {
        Arena scratch = {0};
        err_set(err, "screen: found \"%.60s\", expected %s", action->text, screen_list(&scratch));
        arena_free(&scratch);
        return false;
    }
    bool comes = app->screen != screen;
    app->screen = screen;
    app->overlay = OVERLAY_NONE;
    if (comes) review_forget(app);
    if (screen == SCREEN_PROGRESS) return review_load(app, err);
    if (screen != SCREEN_QUIZ) return true;
    // Who has chosen another card wants its questions; what is left of the review waits on the Progress screen.
    bool part = app->quiz.review || app->quiz.retry || app->quiz.test.asked;
    bool leaves = part && (app->quiz.results || quiz_shelf(app) != app->shelf);
    if (comes && leaves) quiz_begin(app);
    return quiz_show(app, err);
}

// err_set with one of the interface's sentences.
static bool refuse(Err *err, StrId sentence, const char *what) {
    Arena scratch = {0};
    err_set(err, "%s", str_fill(&scratch, sentence, what, NULL));
    arena_free(&scratch);
    return false;
}

void app_remember(App *app) {
    if (app->back_count == BACK_MOST) {
        memmove(app->back, app->back + 1, (BACK_MOST - 1) * sizeof *app->back);
        app->back_count--;
    }
    app->back[app->back_count++] =
        (Visit){app->shelf, app->screen, app->scroll[app->screen], app->shelf->reading};
}

bool apply_back(App *app, const Action *action, Err *err) {
    (void)action;
    if (app->back_count == 0) return err_set(err, "%s", str_of(STR_NO_BACK));
    Visit place = app->back[--app->back_count];
    app_open(app, place.shelf->card.id);
    app->screen = place.screen;
    app->scroll[place.screen] = place.scroll;
    if (place.screen == SCREEN_READ) {
        place.shelf->scroll = place.scroll;
        place.shelf->reading = place.reading;
    }
    app->mark = "";
    app->go_section = -1;
    if (app->screen == SCREEN_PROGRESS) return review_load(app, err);
    return app->screen != SCREEN_QUIZ || quiz_show(app, err);
}

bool apply_card(App *app, const Action *action, Err *err) {
    if (!app_shelf_find(app, action->text)) return refuse(err, STR_NO_CARD, action->text);
    app_remember(app);
    app_open(app, action->text);
    app->screen = SCREEN_READ;
    return true;
}

// "card#section", "card" or "#section".
bool apply_link(App *app, const Action *action, Err *err) {
    char card[CARD_ID_MAX + 2] = "";
    const char *hash = strchr(action->text, '#');
    size_t n = hash ? (size_t)(hash - action->text) : strlen(action->text);
    if (n > CARD_ID_MAX) n = CARD_ID_MAX;
    memcpy(card, action->text, n);
    const Shelf *shelf = *card ? app_shelf_find(app, card) : app->shelf;
    if (!shelf) return refuse(err, STR_NO_CARD, card);
    int section = hash && hash[1] ? card_section_find(&shelf->card, hash + 1) : 0;
    if (section < 0) return refuse(err, STR_NO_SECTION, hash + 1);
    app_remember(app);
    if (*card) app_open(app, card);
    app->screen = SCREEN_READ;
    app->mark = "";
    app->go_section = section;
    return true;
}

bool apply_section(App *app, const Action *action, Err *err) {
    int count = app->shelf->card.section_count;
    if (!(action->a >= 0 && action->a < count)) {
        return err_set(err, "section: found %g, allowed are 0 to %d", action->a, count - 1);
    }
    app->shelf->section = (int)action->a;
    return true;
}

bool apply_scroll(App *app, const Action *action, Err *err) {
    if (!isfinite(action->a)) return err_set(err, "scroll: found %g, expected a number", action->a);
    app->scroll[app->screen] = fmax(action->a, 0);
    app->quiz.follow = false;
    app->show_panel = -1;
    if (app->screen != SCREEN_READ) return true;
    Shelf *shelf = app->shelf;
    shelf->scroll = app->scroll[SCREEN_READ];
    shelf->jump_scroll = app->go_section >= 0 ? shelf->scroll : -1;
    if (app->go_section >= 0) shelf->section = app->go_section;
    app->go_section = -1;
    return true;
}

// Scrolls the list of an overlay.
bool apply_list(App *app, const Action *action, Err *err) {
    if (!isfinite(action->a)) return err_set(err, "list: found %g, expected a number", action->a);
    app->list_scroll = fmax(action->a, 0);
    return true;
}

// Scrolls a panel's parameters.
bool apply_strip(App *app, const Action *action, Err *err) {
    if (!isfinite(action->a)) return err_set(err, "strip: found %g, expected a number", action->a);
    app->strip_scroll = fmax(action->a, 0);
    return true;
}

// The same overlay again closes it.
bool apply_overlay(App *app, const Action *action, Err *err) {
    static const char *const NAMES[] = {
        [OVERLAY_NONE] = "", [OVERLAY_KEYS] = "keys", [OVERLAY_SETTINGS] = "settings"};
    for (Overlay overlay = 0; overlay < sizeof NAMES / sizeof *NAMES; overlay++) {
        if (!str_same(action->text, NAMES[overlay])) continue;
        app->overlay = app->overlay == overlay ? OVERLAY_NONE : overlay;
        return true;
    }
    return err_set(err, "overlay: found \"%.60s\", expected keys, settings or nothing",
                   action->text);
}

bool apply_message(App *app, const Action *action, Err *err) {
    (void)err;
    app_say(app, "%s", action->text);
    return true;
}

bool apply_quit(App *app, const Action *action, Err *err) {
    (void)action, (void)err;
    app->quit = true;
    return true;
}

// A setting counts at once; that it could not be kept is said.
static bool keep_setting(App *app, const char *name, const char *value, Err *err) {
    return !app->store || store_set(app->store, name, value, err);
}

bool apply_theme(App *app, const Action *action, Err *err) {
    ThemeId theme = theme_find(action->text);
    if (theme == THEME_COUNT) {
        return err_set(err, "theme: found \"%.60s\", expected light, dark or contrast",
                       action->text);
    }
    app->theme = theme;
    return keep_setting(app, "theme", action->text, err);
}

// As a factor of the usual size, in steps of a tenth; beyond the ends it stays at the end.
bool apply_text_size(App *app, const Action *action, Err *err) {
    if (!isfinite(action->a)) {
        return err_set(err, "text-size: found %g, expected 1 to 2", action->a);
    }
    app->text_scale = fmin(fmax(round(action->a * 10) / 10, 1), 2);
    char text[32];
    snprintf(text, sizeof text, "%.1f", app->text_scale);
    return keep_setting(app, "text", text, err);
}
