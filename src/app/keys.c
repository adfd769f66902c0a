// Global keys: what no widget took.
#include "app/panel_head.h"
#include "app/task_view.h"
#include "app/tuner.h"

#include <ctype.h>
#include <math.h>

enum {
    IN_FIGURE = 1 << SCREEN_READ | 1 << SCREEN_COMPARE | 1 << SCREEN_QUIZ,
    IN_COMPARE = 1 << SCREEN_COMPARE,
    IN_QUIZ = 1 << SCREEN_QUIZ,
    IN_ALL = ~0
};

// The figure that keys act on: the one shown on this screen.
static int key_target(const View *view) {
    const App *app = view->app;
    if (app->screen == SCREEN_COMPARE) return TARGET_COMPARE;
    bool proof = app->quiz.proving || quiz_has_figure(app);
    if (app->screen == SCREEN_QUIZ && proof) return TARGET_PROOF;
    int section = app->shelf->section;
    const Task *task = app->screen == SCREEN_QUIZ ? app_task(app) : NULL;
    if (task) section = card_section_find(&app->shelf->card, task->section);
    int lesson = section >= 0 && section < app->shelf->card.section_count
                     ? app->shelf->card.sections[section].lesson
                     : -1;
    return lesson >= 0 ? TARGET_LESSON + lesson : -1;
}

static void set(View *view, FigureKey key, double value) {
    int target = key_target(view);
    if (target >= 0) {
        wish(view->wishes,
             (Action){.kind = ACT_SET, .target = target, .key = (int)key, .a = value});
    }
}

static double get(const View *view, FigureKey key) {
    const FigureState *state = app_figure(view->app, key_target(view));
    return state ? state->value[key] : 0;
}

static void key_keys(View *view) {
    wish(view->wishes, (Action){.kind = ACT_OVERLAY, .text = "keys"});
}

static void key_theme(View *view) {
    wish(view->wishes,
         (Action){.kind = ACT_THEME, .text = theme_name((view->app->theme + 1) % THEME_COUNT)});
}

static void key_larger(View *view) {
    wish(view->wishes, (Action){.kind = ACT_TEXT_SIZE, .a = view->app->text_scale + 0.1});
}

static void key_smaller(View *view) {
    wish(view->wishes, (Action){.kind = ACT_TEXT_SIZE, .a = view->app->text_scale - 0.1});
}

static void key_logit(View *view) {
    set(view, KEY_AS, get(view, KEY_AS) > 0 ? 0 : 1);
}

static void key_mask(View *view) {
    set(view, KEY_MASK, get(view, KEY_MASK) > 0 ? 0 : 1);
}

static void key_softmax(View *view) {
    set(view, KEY_STAGE, get(view, KEY_STAGE) < STAGE_SOFTMAX ? STAGE_SOFTMAX : STAGE_BIAS);
}

// Name of the figure that keys act on, as its card calls it.
static const char *key_figure(const View *view) {
    const App *app = view->app;
    int target = key_target(view);
    if (target == TARGET_COMPARE) return "comparison";
    if (target == TARGET_PROOF) return app_task(app) ? app_task(app)->visual.view : "";
    return target < 0 ? "" : app->shelf->card.lessons[target - TARGET_LESSON].visual.view;
}

// Multiplies the length, within what the figure offers.
static void scale_length(View *view, double by) {
    bool exact;
    const FigureInfo *info = figure_info(figure_find(key_figure(view), &exact));
    for (int i = 0; i < info->control_count; i++) {
        const FigureControl *control = &info->controls[i];
        if (control->key != KEY_N) continue;
        set(view, KEY_N, fmin(fmax(floor(get(view, KEY_N) * by), control->lo), control->hi));
    }
}

static void key_halve(View *view) {
    scale_length(view, 0.5);
}

static void key_twice(View *view) {
    scale_length(view, 2);
}

static void key_reset(View *view) {
    if (key_target(view) >= 0) {
        wish(view->wishes, (Action){.kind = ACT_RESET, .target = key_target(view)});
    }
}

static void key_add(View *view) {
    wish(
        view->wishes,
        (Action){.kind = ACT_PICK, .target = TARGET_COMPARE, .a = view->app->compare.scheme_count});
}

// One panel after another, then the shared controls again.
static void key_tune(View *view) {
    const App *app = view->app;
    int next = app->tuned + 1 < app->compare.scheme_count ? app->tuned + 1 : -1;
    FigureView figure = {
        .view = view, .id = ui_id(0, "compare"), .target = TARGET_COMPARE, .state = &app->compare};
    wish(view->wishes, (Action){.kind = ACT_TUNE, .a = next});
    if (next >= 0) ui_focus(view->ui, tuner_first(&figure, next));
}

// Back to the shared controls, and to the button that led away from them.
static void close_tuner(View *view) {
    ui_focus(view->ui, panel_head_button(ui_id(0, "compare"), view->app->tuned));
    wish(view->wishes, (Action){.kind = ACT_TUNE, .a = -1});
}

static void key_hint(View *view) {
    wish(view->wishes, (Action){.kind = ACT_HINT});
}

static void key_prove(View *view) {
    const Attempt *attempt = app_attempt(view->app);
    if (attempt && attempt->done) wish(view->wishes, (Action){.kind = ACT_PROVE});
}

static void key_next(View *view) {
    wish(view->wishes, (Action){.kind = ACT_NEXT});
}

static void key_previous(View *view) {
    wish(view->wishes, (Action){.kind = ACT_PREVIOUS});
}

static void key_easy(View *view) {
    const Attempt *attempt = app_attempt(view->app);
    if (!attempt || !view->app->quiz.again_ms) return;
    wish(view->wishes, (Action){.kind = ACT_RATE, .text = attempt->easy ? RATE_GOOD : RATE_EASY});
}

static void key_back(View *view) {
    wish(view->wishes, (Action){.kind = ACT_BACK});
}

static void key_quit(View *view) {
    wish(view->wishes, (Action){.kind = ACT_QUIT});
}

typedef struct Binding {
    unsigned screens;
    unsigned mods; // UI_CTRL for a chord
    char character;
    const char *chip, *label;
    void (*act)(View *view);
} Binding;

static const Binding BINDINGS[] = {
#define ROW(where, with, code, key, text, name) \
    {.screens = (unsigned)(where),              \
     .mods = (with),                            \
     .character = (code),                       \
     .chip = (key),                             \
     .label = (text),                           \
     .act = key_##name},
#define BIND(where, code, key, text, name)  ROW(where, 0, code, key, text, name)
#define CHORD(where, code, key, text, name) ROW(where, UI_CTRL, code, key, text, name)
#include "app/keys.def"
#undef ROW
#undef CHORD
#undef BIND
};

enum { BINDING_COUNT = sizeof BINDINGS / sizeof *BINDINGS };

// Keys of one screen are called after it, those of several after what they act on.
static const char *group_of(unsigned screens) {
    if (screens == (unsigned)IN_ALL) return str_of(STR_KEYS_EVERYWHERE);
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        if (screens == 1u << screen) return str_of(screen_info(screen)->label);
    }
    return str_of(STR_KEYS_FIGURES);
}

KeyHelp view_binding(const View *view, int index) {
    if (index >= BINDING_COUNT) return (KeyHelp){0};
    const Binding *binding = &BINDINGS[index];
    return (KeyHelp){group_of(binding->screens), binding->chip, binding->label,
                     (binding->screens & 1u << view->app->screen) != 0};
}

static bool pressed(Ui *ui, const Binding *binding) {
    unsigned char letter = (unsigned char)binding->character;
    if (binding->mods) return ui_take_chord(ui, letter, binding->mods);
    return ui_take_char(ui, letter) ||
           (isalpha(letter) && ui_take_char(ui, (uint32_t)toupper(letter)));
}

static void take_escape(View *view) {
    const App *app = view->app;
    if (!ui_take_key(view->ui, UI_KEY_ESCAPE, 0)) return;
    if (app->overlay == OVERLAY_NONE && app->test_ask) {
        wish(view->wishes, (Action){.kind = ACT_TEST_ASK});
        return;
    }
    if (app->overlay != OVERLAY_NONE) {
        wish(view->wishes, (Action){.kind = ACT_OVERLAY, .text = ""});
    } else if (*app->message) {
        wish(view->wishes, (Action){.kind = ACT_MESSAGE, .text = ""});
    } else if (app->screen == SCREEN_COMPARE && app->tuned >= 0) {
        close_tuner(view);
    } else if (key_target(view) >= 0) {
        wish(view->wishes, (Action){.kind = ACT_UNPIN, .target = key_target(view)});
    }
}

// Whether a number is being asked for: who presses Backspace means what is in its field, even if that has lost the focus.
static bool is_typed(const View *view) {
    const Attempt *attempt = view->app->screen == SCREEN_QUIZ ? app_attempt(view->app) : NULL;
    return attempt && !attempt->done && task_view(app_task(view->app)->type)->typed;
}

void view_keys(View *view) {
    Ui *ui = view->ui;
    if (ui_take_key(ui, UI_KEY_LEFT, UI_ALT)) key_back(view);
    if (ui_take_key(ui, UI_KEY_BACKSPACE, 0) && !is_typed(view) && view->app->back_count > 0) {
        key_back(view);
    }
    take_escape(view);
    for (Screen screen = 0; screen < SCREEN_COUNT; screen++) {
        if (ui_take_char(ui, '1' + (uint32_t)screen)) {
            wish(view->wishes, (Action){.kind = ACT_SCREEN, .text = screen_info(screen)->id});
        }
    }
    if (ui_take_char(ui, '=')) key_larger(view);
    for (int i = 0; i < BINDING_COUNT; i++) {
        const Binding *binding = &BINDINGS[i];
        if ((binding->screens & 1u << view->app->screen) && pressed(ui, binding)) {
            binding->act(view);
        }
    }
}
