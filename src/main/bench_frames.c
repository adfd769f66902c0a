// Frames as a learner causes them, with input that only moves a mouse, drawn on the canvas and timed.
#include "app/panel.h"
#include "base/str.h"
#include "main/bench.h"
#include "sdl/window.h"

#include <math.h>
#include <stdlib.h>

enum { FRAMES_MOST = BENCH_STEPS_MOST + 8 };

typedef struct Stage {
    Session *session;
    Canvas *canvas;
    UiInput in;
    double took[FRAMES_MOST];
    int count;
} Stage;

static void run_frame(Stage *stage) {
    double from = window_now_ms();
    stage->in.now_ms = from;
    session_step(stage->session, &stage->in);
    play(stage->canvas, &stage->session->draw);
    if (stage->count < FRAMES_MOST) stage->took[stage->count++] = window_now_ms() - from;
    stage->in.pressed = stage->in.released = 0;
    stage->in.clicks = 0;
    stage->in.wheel = (Vec2){0};
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void sum_up(Stage *stage, BenchFrames *out) {
    qsort(stage->took, (size_t)stage->count, sizeof *stage->took, by_size);
    *out = (BenchFrames){.count = stage->count,
                         .median_ms = stage->took[stage->count / 2],
                         .worst_ms = stage->took[stage->count - 1]};
}

static Stage stage_on(Session *session, Canvas *canvas, Screen screen) {
    Stage stage = {.session = session, .canvas = canvas};
    stage.in = (UiInput){.width = BENCH_W, .height = BENCH_H, .scale = 1, .mouse = {-1e6, -1e6}};
    app_apply(&session->app, &(Action){.kind = ACT_SCREEN, .text = screen_info(screen)->id});
    run_frame(&stage);
    stage.count = 0;
    return stage;
}

static const UiItem *find_item(const Session *session, UiRole role, const char *name) {
    const UiItems *items = &session->ui.before;
    for (int i = 0; i < items->count; i++) {
        if (items->at[i].role == role && str_same(items->at[i].name, name)) return &items->at[i];
    }
    return NULL;
}

bool bench_drag(Session *session, Canvas *canvas, BenchDrag how, BenchFrames *out, Err *err) {
    const Action setup[] = {{.kind = ACT_RESET, .target = TARGET_COMPARE, .text = ""},
                            {.kind = ACT_STATE, .target = TARGET_COMPARE, .text = how.state}};
    session->map_budget = MAP_BUDGET; // as the window has it
    for (size_t i = 0; i < sizeof setup / sizeof *setup; i++) {
        if (!app_apply(&session->app, &setup[i])) return err_set(err, "%s", session->app.message);
    }
    Stage stage = stage_on(session, canvas, SCREEN_COMPARE);
    const UiItem *slider = find_item(session, UI_SLIDER, figure_key_info(KEY_N)->label);
    if (!slider) return err_set(err, "bench: the Compare screen has no slider for the length");
    Rect r = slider->whole;
    stage.in.mouse = (Vec2){r.x, r.y + r.h - 8};
    run_frame(&stage);
    stage.in.pressed = stage.in.down = UI_MOUSE_LEFT;
    run_frame(&stage);
    double shortest = session->app.compare.value[KEY_N];
    for (int step = 1; step <= how.steps; step++) {
        stage.in.mouse.x = r.x + r.w * step / how.steps;
        run_frame(&stage);
    }
    double longest = session->app.compare.value[KEY_N];
    stage.in.released = UI_MOUSE_LEFT;
    stage.in.down = 0;
    run_frame(&stage);
    if (shortest != 8 || longest != PANEL_TOKENS_MOST) {
        return err_set(err, "bench: the length went from %g to %g, not from 8 to %d", shortest,
                       longest, PANEL_TOKENS_MOST);
    }
    sum_up(&stage, out);
    return true;
}

bool bench_scroll(Session *session, Canvas *canvas, int steps, BenchFrames *out, Err *err) {
    Stage stage = stage_on(session, canvas, SCREEN_READ);
    stage.in.mouse = (Vec2){300, BENCH_H / 2.0};
    run_frame(&stage);
    for (int step = 0; step < steps; step++) {
        stage.in.wheel.y = step < steps / 2 ? -1 : 1;
        run_frame(&stage);
        bool moved = session->app.scroll[SCREEN_READ] > 0;
        if (step == 0 && !moved) return err_set(err, "bench: the wheel does not scroll the page");
    }
    sum_up(&stage, out);
    return true;
}

// The frames of one question, open or done: the mouse goes down over what can be answered, and over the figure beside it.
static void look_over(Stage *stage) {
    enum { PLACES = 6 };

    for (int place = 0; place < 2 * PLACES; place++) {
        double down = (double)(place % PLACES + 1) / (PLACES + 1);
        stage->in.mouse = (Vec2){BENCH_W * (place < PLACES ? 0.25 : 0.75), BENCH_H * down};
        run_frame(stage);
    }
}

static bool ask(Session *session, ActionKind kind, const char *text, Err *err) {
    bool ok = app_apply(&session->app, &(Action){.kind = kind, .text = text});
    return ok || err_set(err, "bench: %s: %s", text, session->app.message);
}

// Adds the frames of one question to `all`; the first of each state, which lays out and computes, counts as well.
static bool look_at(Session *session, Canvas *canvas, const Task *task, BenchFrames *slowest,
                    Err *err) {
    static const ActionKind STATES[] = {ACT_TASK, ACT_REVEAL};
    for (int i = 0; i < 2; i++) {
        if (!ask(session, STATES[i], i == 0 ? task->id : "", err)) return false;
        Stage stage = {.session = session, .canvas = canvas};
        stage.in =
            (UiInput){.width = BENCH_W, .height = BENCH_H, .scale = 1, .mouse = {-1e6, -1e6}};
        run_frame(&stage);
        look_over(&stage);
        BenchFrames frames;
        sum_up(&stage, &frames);
        slowest->count += frames.count;
        slowest->median_ms = fmax(slowest->median_ms, frames.median_ms);
        slowest->worst_ms = fmax(slowest->worst_ms, frames.worst_ms);
    }
    return true;
}

bool bench_quiz(Session *session, Canvas *canvas, BenchFrames *slowest, Err *err) {
    const App *app = &session->app;
    session->map_budget = MAP_BUDGET;
    *slowest = (BenchFrames){0};
    for (int s = 0; s < app->shelf_count; s++) {
        const Card *card = &app->shelves[s]->card;
        if (!ask(session, ACT_CARD, card->id, err)) return false;
        for (int t = 0; t < card->task_count; t++) {
            if (!task_is_asked(&card->tasks[t])) continue;
            if (!look_at(session, canvas, &card->tasks[t], slowest, err)) return false;
        }
    }
    return slowest->count > 0 || err_set(err, "bench: no card has a question");
}
