// The Quiz screen without a window: a question of a real card, a fake keyboard and a fake mouse.
#ifndef TESTS_SUPPORT_QUIZ_BENCH_H
#define TESTS_SUPPORT_QUIZ_BENCH_H

#include "app/figure.h"
#include "app/view.h"
#include "base/str.h"
#include "formats/card_json.h"
#include "support/fake_metrics.h"
#include "support/test.h"

typedef struct Bench {
    Store *store;
    App app;
    Ui ui;
    Arena frame, arena;
    DrawList draw;
    UiInput in;
} Bench;

static inline void look(Bench *b) {
    view_step(&b->app, &b->ui, &b->in, &b->frame, &b->draw);
    b->in.pressed = b->in.released = 0;
    b->in.clicks = b->in.key_count = 0;
}

static inline void run(Bench *b, const char *line) {
    Action action;
    bool ok = action_parse(&b->arena, line, &action, NULL) && app_apply(&b->app, &action);
    if (!ok) fprintf(stderr, "    %s: %s\n", line, b->app.message);
    CHECK(ok);
}

static inline Bench ask_of(const char *card_id, const char *task) {
    Bench b = {0};
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    store_open("", &b.store, &err);
    app_new(&b.app, b.store);
    const char *path = arena_format(&b.arena, "cards/%s.json", card_id);
    CHECK(card_load(path, (CardParse){.view_exists = figure_known}, &card, &issues) &&
          app_add(&b.app, &card, &err) && app_open(&b.app, card_id));
    card_issues_free(&issues);
    b.ui.metrics = fake_metrics();
    b.in = (UiInput){.width = 1280, .height = 800, .scale = 1, .mouse = {-1e6, -1e6}};
    run(&b, arena_format(&b.arena, "task %s", task));
    look(&b);
    return b;
}

static inline Bench ask(const char *task) {
    return ask_of("positional-embeddings", task);
}

static inline void leave(Bench *b) {
    ui_free(&b->ui);
    app_free(&b->app);
    store_close(b->store);
    arena_free(&b->frame);
    arena_free(&b->arena);
}

static inline void press(Bench *b, UiKey key, unsigned mods) {
    b->in.keys[0] = (UiKeyPress){.key = key, .mods = mods};
    b->in.key_count = 1;
    look(b);
}

static inline void type(Bench *b, const char *text) {
    for (; *text; text++) {
        b->in.keys[0] = (UiKeyPress){.key = UI_KEY_CHAR, .code = (unsigned char)*text};
        b->in.key_count = 1;
        look(b);
    }
}

static inline const UiItem *focused(const Bench *b) {
    for (int i = 0; i < b->ui.before.count; i++) {
        if (b->ui.before.at[i].id == b->ui.focus) return &b->ui.before.at[i];
    }
    return NULL;
}

static inline const UiItem *find(const Bench *b, UiRole role, const char *name) {
    for (int i = 0; i < b->ui.before.count; i++) {
        const UiItem *item = &b->ui.before.at[i];
        if (item->role == role && strstr(item->name, name)) return item;
    }
    return NULL;
}

static inline bool shows(const Bench *b, const char *words) {
    for (int i = 0; i < b->ui.before.count; i++) {
        if (strstr(b->ui.before.at[i].name, words)) return true;
    }
    return false;
}

// Tab until an item of this role and name has the focus.
static inline void tab_to(Bench *b, UiRole role, const char *name) {
    for (int i = 0; i < 100; i++) {
        press(b, UI_KEY_TAB, 0);
        const UiItem *item = focused(b);
        if (item && item->role == role && strstr(item->name, name)) return;
    }
    test_note(false, __FILE__, __LINE__, name);
}

static inline Vec2 middle(const UiItem *item) {
    CHECK(item != NULL);
    return item ? (Vec2){item->r.x + item->r.w / 2, item->r.y + item->r.h / 2} : (Vec2){0};
}

static inline void mouse_down(Bench *b, Vec2 at) {
    b->in.mouse = at;
    look(b);
    b->in.pressed = b->in.down = UI_MOUSE_LEFT;
    b->in.clicks = 1;
    look(b);
}

static inline void mouse_up(Bench *b) {
    b->in.down = 0;
    b->in.released = UI_MOUSE_LEFT;
    look(b);
}

static inline void click(Bench *b, Vec2 at) {
    mouse_down(b, at);
    mouse_up(b);
}

// A right answer of the form at hand.
static inline const char *right_answer(Bench *b) {
    const Task *task = app_task(&b->app);
    TaskForm form = attempt_form(app_attempt(&b->app), task);
    return task_kind(task->type)->key(task, &form, &b->arena);
}

static inline bool is_done(const Bench *b, bool right, int tries) {
    const Attempt *attempt = app_attempt(&b->app);
    return attempt->done && attempt->right == right && attempt->tries == tries;
}

#endif
