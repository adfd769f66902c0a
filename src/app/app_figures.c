// Changing what a figure is set to.
#include "app/app_handlers.h"
#include "app/figures.h"
#include "engine/pe.h"

#include <string.h>

// Index into the lessons of the card shown, −1 if the target is no lesson of it.
static int lesson_of(const App *app, int target) {
    int lesson = target - TARGET_LESSON;
    bool exists = app->shelf && lesson >= 0 && lesson < app->shelf->card.lesson_count;
    return exists ? lesson : -1;
}

const FigureState *app_figure(const App *app, int target) {
    if (target == TARGET_COMPARE) return &app->compare;
    if (target == TARGET_PROOF) return &app->quiz.proof;
    int lesson = lesson_of(app, target);
    return lesson >= 0 ? &app->shelf->lessons[lesson] : NULL;
}

// The same to be changed; NULL and an error if there is no such figure.
static FigureState *figure_of(App *app, int target, Err *err) {
    if (target == TARGET_COMPARE) return &app->compare;
    if (target == TARGET_PROOF) return &app->quiz.proof;
    int lesson = lesson_of(app, target);
    if (lesson >= 0) return &app->shelf->lessons[lesson];
    err_set(err, "figure: found lesson %d, the card has %d", target - TARGET_LESSON,
            app->shelf ? app->shelf->card.lesson_count : 0);
    return NULL;
}

// Switching the mask on shows the stage where it acts; switching it off leaves that stage. T5 looks both ways only
// without a mask: its encoder's buckets and its decoder's differ.
static void agree(FigureState *state, FigureKey changed) {
    int stage = figure_int(state, KEY_STAGE);
    if (changed == KEY_STAGE && stage == STAGE_MASK) state->value[KEY_MASK] = 1;
    bool masked = state->value[KEY_MASK] > 0;
    if (changed == KEY_MASK && masked && stage < STAGE_MASK) state->value[KEY_STAGE] = STAGE_MASK;
    if (changed == KEY_MASK && !masked && stage == STAGE_MASK) state->value[KEY_STAGE] = STAGE_BIAS;
    if (changed == KEY_MASK || changed == KEY_STAGE) {
        state->value[KEY_BIDIRECTIONAL] = masked ? 0 : 1;
    }
}

void figure_move(FigureState *state, const Value *entries, int count) {
    for (int i = 0; i < count; i++) {
        FigureKey key = figure_key_find(entries[i].key);
        figure_set_value(state, &entries[i]);
        if (key < KEY_COUNT) agree(state, key);
    }
}

bool apply_set(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    FigureKey key = (FigureKey)action->key;
    if (!state) return false;
    if (action->key < 0 || key >= KEY_COUNT) {
        return err_set(err, "set: %d is no setting", action->key);
    }
    if (!figure_check(key, action->a, err)) return false;
    figure_set(state, key, action->a);
    agree(state, key);
    quiz_follow_figure(app, action->target, key);
    predict_follow(app, action->target);
    return true;
}

bool apply_state(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state || !figure_state_parse(action->text, state, err)) return false;
    quiz_follow_figure(app, action->target, KEY_COUNT);
    predict_follow(app, action->target);
    if (app->tuned >= app->compare.scheme_count) app->tuned = -1;
    return true;
}

bool apply_scheme(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state) return false;
    bool panel =
        action->a >= 0 && action->a <= state->scheme_count; // the one behind the last is new
    if (!panel || !figure_set_scheme(state, (int)action->a, action->text)) {
        return err_set(err, "scheme: there is no panel %g or no scheme \"%.60s\"", action->a,
                       action->text);
    }
    app->overlay = OVERLAY_NONE;
    if (action->target == TARGET_COMPARE) app->show_panel = (int)action->a;
    return true;
}

// A number that counts panels, as an index; −1 for what is none.
static int panel_of(const Action *action) {
    return action->a >= 0 && action->a < FIGURE_PANEL_MAX ? (int)action->a : -1;
}

bool apply_remove(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state || !figure_remove_panel(state, panel_of(action), err)) return false;
    if (action->target == TARGET_COMPARE) app->tuned = -1;
    return true;
}

// "factor=8": a parameter of a panel's scheme, for this panel alone.
bool apply_param(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    const char *equals = strchr(action->text, '=');
    if (!state) return false;
    if (!equals) {
        return err_set(err, "param: found \"%.60s\", expected the form factor=8", action->text);
    }
    Arena scratch = {0};
    const char *param = arena_text(&scratch, action->text, (size_t)(equals - action->text));
    bool ok = figure_set_own_text(state, panel_of(action), param, equals + 1, err);
    arena_free(&scratch);
    return ok;
}

bool apply_defaults(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    return state && figure_clear_own(state, panel_of(action), err);
}

// Shows the parameters of one of the Compare screen's panels; of the same again, or of −1: the shared controls.
bool apply_tune(App *app, const Action *action, Err *err) {
    int count = app->compare.scheme_count;
    if (!(action->a >= -1 && action->a < count)) {
        return err_set(err, "tune: found panel %g, allowed are −1 to %d", action->a, count - 1);
    }
    int panel = (int)action->a;
    app->tuned = app->tuned == panel ? -1 : panel;
    app->strip_scroll = 0;
    app->show_panel = app->tuned;
    return true;
}

// Opens the list of schemes for a panel.
bool apply_pick(App *app, const Action *action, Err *err) {
    const FigureState *state = figure_of(app, action->target, err);
    if (!state) return false;
    // The one behind the last is new.
    int last = state->scheme_count < FIGURE_PANEL_MAX ? state->scheme_count : FIGURE_PANEL_MAX - 1;
    if (!(action->a >= 0 && action->a <= last)) {
        return err_set(err, "pick: found panel %g, allowed are 0 to %d", action->a, last);
    }
    app->list_scroll = 0;
    app->overlay = OVERLAY_SCHEMES;
    app->overlay_target = action->target;
    app->overlay_panel = (int)action->a;
    return true;
}

bool apply_reset(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state) return false;
    const Task *task = app_task(app);
    if (action->target >= TARGET_LESSON) {
        *state =
            figure_state_from(&app->shelf->card.lessons[action->target - TARGET_LESSON].visual);
    } else if (action->target == TARGET_PROOF && task) {
        quiz_reset_figure(app);
    } else {
        *state = figure_state_new();
    }
    if (action->target == TARGET_COMPARE) app->tuned = -1;
    return true;
}

bool apply_hover(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state) return false;
    if (!figure_check(KEY_I, action->a, err) || !figure_check(KEY_J, action->b, err)) return false;
    state->hovering = true;
    state->hover_i = (int)action->a;
    state->hover_j = (int)action->b;
    return true;
}

bool apply_unhover(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (state) state->hovering = false;
    return state != NULL;
}

bool apply_pin(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state) return false;
    if (!figure_check(KEY_I, action->a, err) || !figure_check(KEY_J, action->b, err)) return false;
    figure_set(state, KEY_I, action->a);
    figure_set(state, KEY_J, action->b);
    state->value[KEY_PINNED] = 1;
    state->hovering = false;
    quiz_follow_figure(app, action->target, KEY_PINNED);
    predict_follow(app, action->target);
    return true;
}

bool apply_unpin(App *app, const Action *action, Err *err) {
    FigureState *state = figure_of(app, action->target, err);
    if (!state) return false;
    state->value[KEY_PINNED] = 0;
    quiz_follow_figure(app, action->target, KEY_PINNED);
    return true;
}
