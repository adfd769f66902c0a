// A figure on a desk: drawn frame by frame without a window, with a fake mouse and keyboard.
#ifndef TESTS_SUPPORT_DESK_H
#define TESTS_SUPPORT_DESK_H

#include "app/app.h"
#include "app/figure.h"
#include "app/view.h"
#include "base/str.h"
#include "support/fake_metrics.h"
#include "support/test.h"

typedef struct Desk {
    App app;
    Ui ui;
    Arena arena;
    DrawList draw;
    Actions wishes;
    UiInput in;
    FigureId figure;
    Rect r;
} Desk;

static inline void desk_open(Desk *desk, FigureId figure) {
    *desk = (Desk){.figure = figure, .r = {20, 20, 480, 600}};
    app_new(&desk->app, NULL);
    desk->ui.metrics = fake_metrics();
    desk->in = (UiInput){.width = 2000, .height = 2000, .scale = 1, .mouse = {-1e6, -1e6}};
}

// The same in a state, as --state takes it.
static inline void desk_show(Desk *desk, FigureId figure, const char *state) {
    Err err = {0};
    desk_open(desk, figure);
    bool ok = figure_state_parse(state, &desk->app.compare, &err);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    CHECK(ok);
}

static inline void desk_close(Desk *desk) {
    ui_free(&desk->ui);
    arena_free(&desk->arena);
    app_free(&desk->app);
}

static inline void set(Desk *desk, const char *key, const char *value) {
    Err err = {0};
    bool ok = figure_set_text(&desk->app.compare, key, value, &err);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    CHECK(ok);
}

// One frame with the desk's input; what was pressed is forgotten after it.
static inline void frame(Desk *desk) {
    arena_reset(&desk->arena);
    desk->draw = (DrawList){.arena = &desk->arena};
    desk->wishes = (Actions){.arena = &desk->arena};
    View view = {&desk->app, &desk->ui, &desk->wishes};
    ui_begin(&desk->ui, &desk->in, desk->app.theme, desk->app.text_scale, &desk->draw);
    FigureView figure = {.view = &view,
                         .id = ui_id(0, "figure"),
                         .target = TARGET_COMPARE,
                         .state = &desk->app.compare};
    figure_info(desk->figure)->draw(&figure, desk->r);
    ui_end(&desk->ui);
    desk->in.pressed = desk->in.released = 0;
    desk->in.key_count = 0;
}

static inline void apply(Desk *desk) {
    for (int w = 0; w < desk->wishes.count; w++) app_apply(&desk->app, &desk->wishes.at[w]);
}

// The item with this name, or the first whose name begins so.
static inline const UiItem *item(const Desk *desk, const char *name) {
    const UiItems *items = &desk->ui.before;
    for (int i = 0; i < items->count; i++) {
        if (str_same(items->at[i].name, name)) return &items->at[i];
    }
    for (int i = 0; i < items->count; i++) {
        if (str_starts(items->at[i].name, name)) return &items->at[i];
    }
    fprintf(stderr, "    there is no item \"%s\"\n", name);
    return NULL;
}

// Its value; of an item that is not there the check fails.
static inline const char *value_of(const Desk *desk, const char *name) {
    const UiItem *found = item(desk, name);
    CHECK(found != NULL);
    return found ? found->value : "";
}

// Whether any item says this, in its name or its value.
static inline bool says(const Desk *desk, const char *text) {
    const UiItems *items = &desk->ui.before;
    for (int i = 0; i < items->count; i++) {
        if (strstr(items->at[i].name, text) || strstr(items->at[i].value, text)) return true;
    }
    fprintf(stderr, "    no item says \"%s\"; they say:\n", text);
    for (int i = 0; i < items->count; i++) {
        fprintf(stderr, "      %s | %s\n", items->at[i].name, items->at[i].value);
    }
    return false;
}

static inline double value(const Desk *desk, FigureKey key) {
    return desk->app.compare.value[key];
}

// Puts the focus on the item that has this name, as Tab does, and types the key.
static inline void type_on(Desk *desk, const char *name, UiKey key) {
    frame(desk);
    const UiItem *found = item(desk, name);
    CHECK(found != NULL);
    if (!found) return;
    desk->ui.focus = found->id;
    desk->ui.focus_shown = true;
    desk->in.keys[0] = (UiKeyPress){.key = key};
    desk->in.key_count = 1;
    frame(desk);
    apply(desk);
}

static inline void press_at(Desk *desk, Vec2 at) {
    desk->in.mouse = at;
    desk->in.pressed = desk->in.down = UI_MOUSE_LEFT;
    desk->in.clicks = 1;
    frame(desk);
    apply(desk);
}

static inline void move_mouse(Desk *desk, Vec2 to) {
    desk->in.mouse = to;
    frame(desk);
    apply(desk);
}

// Points at a share of an item's width and height.
static inline Vec2 part_of(const Desk *desk, const char *name, double across, double down) {
    const UiItem *found = item(desk, name);
    CHECK(found != NULL);
    return found ? (Vec2){found->r.x + across * found->r.w, found->r.y + down * found->r.h}
                 : (Vec2){0};
}

static inline void release(Desk *desk) {
    desk->in.down = 0;
    desk->in.released = UI_MOUSE_LEFT;
    frame(desk);
    apply(desk);
}

static inline void click(Desk *desk, const char *name) {
    frame(desk);
    const UiItem *found = item(desk, name);
    CHECK(found != NULL);
    if (!found) return;
    Vec2 middle = {found->r.x + found->r.w / 2, found->r.y + found->r.h / 2};
    press_at(desk, middle);
    release(desk);
    desk->in.mouse = (Vec2){-1e6, -1e6};
}

// The mouse leaves the figure, whose held cursor shows again.
static inline void leave(Desk *desk) {
    desk->in.mouse = (Vec2){-1e6, -1e6};
    desk->app.compare.hovering = false;
}

static inline bool hovers(const Desk *desk, int i, int j) {
    const FigureState *state = &desk->app.compare;
    if (state->hovering && state->hover_i == i && state->hover_j == j) return true;
    fprintf(stderr, "    hovers: %d, at %d, %d\n", state->hovering, state->hover_i, state->hover_j);
    return false;
}

static inline bool all_finite(const DrawList *draw) {
    for (int c = 0; c < draw->count; c++) {
        const DrawCmd *cmd = &draw->at[c];
        if (!isfinite(cmd->r.x + cmd->r.y + cmd->r.w + cmd->r.h)) return false;
        for (int p = 0; p < cmd->point_count; p++) {
            if (!isfinite(cmd->points[p].x + cmd->points[p].y)) return false;
        }
    }
    return true;
}

#endif
