// Changing what a figure is set to.
#include "app/app_handlers.h"
#include "app/figures.h"
#include "engine/pe.h"

FigureState *app_figure_of(App *app, int target) {
    if (target == TARGET_COMPARE) return &app->compare;
    if (target == TARGET_PROOF) return &app->quiz.proof;
    int lesson = target - TARGET_LESSON;
    bool exists = app->shelf && lesson >= 0 && lesson < app->shelf->card.lesson_count;
    return exists ? &app->shelf->lessons[lesson] : NULL;
}

const FigureState *app_figure(const App *app, int target) {
    return app_figure_of((App *)(uintptr_t)app, target);
}

void apply_set(App *app, const Action *action) {
    FigureState *state = app_figure_of(app, action->target);
    if (!state || action->key < 0 || action->key >= KEY_COUNT) return;
    figure_set(state, (FigureKey)action->key, action->a);
    // Switching the mask on shows the stage where it acts; switching it off leaves that stage. T5 looks both ways only
    // without a mask: its encoder's buckets and its decoder's differ.
    if (action->key == KEY_MASK) {
        int stage = figure_int(state, KEY_STAGE);
        if (state->value[KEY_MASK] > 0 && stage < 2) state->value[KEY_STAGE] = 2;
        if (!(state->value[KEY_MASK] > 0) && stage == 2) state->value[KEY_STAGE] = 1;
        state->value[KEY_BIDIRECTIONAL] = state->value[KEY_MASK] > 0 ? 0 : 1;
    }
    if (action->key == KEY_STAGE && figure_int(state, KEY_STAGE) == 2) {
        state->value[KEY_MASK] = 1;
        state->value[KEY_BIDIRECTIONAL] = 0;
    }
}

void apply_scheme(App *app, const Action *action) {
    app->overlay = OVERLAY_NONE;
    FigureState *state = app_figure_of(app, action->target);
    if (state) figure_set_scheme(state, (int)action->a, action->text);
}

// Opens the list of schemes for a panel.
void apply_pick(App *app, const Action *action) {
    app->overlay = OVERLAY_SCHEMES;
    app->overlay_target = action->target;
    app->overlay_panel = (int)action->a;
}

void apply_reset(App *app, const Action *action) {
    FigureState *state = app_figure_of(app, action->target);
    if (!state) return;
    if (action->target == TARGET_COMPARE) {
        *state = figure_state_new();
    } else if (action->target >= TARGET_LESSON) {
        *state =
            figure_state_from(&app->shelf->card.lessons[action->target - TARGET_LESSON].visual);
    } else {
        const Task *task = app_task(app);
        if (task) *state = figure_state_from(&task->visual);
    }
}

void apply_hover(App *app, const Action *action) {
    FigureState *state = app_figure_of(app, action->target);
    if (!state) return;
    state->hovering = true;
    state->hover_i = (int)action->a;
    state->hover_j = (int)action->b;
}

void apply_unhover(App *app, const Action *action) {
    FigureState *state = app_figure_of(app, action->target);
    if (state) state->hovering = false;
}

void apply_pin(App *app, const Action *action) {
    FigureState *state = app_figure_of(app, action->target);
    if (!state) return;
    figure_set(state, KEY_I, action->a);
    figure_set(state, KEY_J, action->b);
    state->value[KEY_PINNED] = 1;
    state->hovering = false;
}

void apply_unpin(App *app, const Action *action) {
    FigureState *state = app_figure_of(app, action->target);
    if (state) state->value[KEY_PINNED] = 0;
}
