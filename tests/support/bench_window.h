// A bench seen in a window with a keyboard: what it shows, and Tab.
#ifndef TESTS_SUPPORT_BENCH_WINDOW_H
#define TESTS_SUPPORT_BENCH_WINDOW_H

#include "app/view.h"
#include "base/str.h"
#include "support/bench.h"
#include "support/fake_metrics.h"

typedef struct Window {
    Bench *bench;
    Ui ui;
    Arena frame;
    DrawList draw;
    UiInput in;
} Window;

static inline void step(Window *w, UiKey key) {
    w->in.key_count = key != UI_KEY_NONE;
    w->in.keys[0] = (UiKeyPress){.key = key};
    view_step(&w->bench->app, &w->ui, &w->in, &w->frame, &w->draw);
}

static inline Window window_new(Bench *b, double width, double height) {
    Window w = {.bench = b,
                .in = {.width = width, .height = height, .scale = 1, .mouse = {-1e6, -1e6}}};
    w.ui.metrics = fake_metrics();
    step(&w, UI_KEY_NONE);
    return w;
}

static inline void window_free(Window *w) {
    ui_free(&w->ui);
    arena_free(&w->frame);
}

// What has this name.
static inline const UiItem *item(const Window *w, const char *name) {
    for (int i = 0; i < w->ui.before.count; i++) {
        if (str_same(w->ui.before.at[i].name, name)) return &w->ui.before.at[i];
    }
    return NULL;
}

// What can be pressed and has this name.
static inline const UiItem *control(const Window *w, const char *name) {
    for (int i = 0; i < w->ui.before.count; i++) {
        const UiItem *one = &w->ui.before.at[i];
        if ((one->state & UI_FOCUSABLE) && str_same(one->name, name)) return one;
    }
    return NULL;
}

// Presses Tab until the focus is on it.
static inline bool tab_to(Window *w, const char *name) {
    for (int i = 0; i < 60; i++) {
        const UiItem *found = control(w, name);
        if (found && w->ui.focus == found->id) return true;
        step(w, UI_KEY_TAB);
    }
    fprintf(stderr, "    Tab does not come to \"%s\"\n", name);
    return false;
}

#endif
