// The Progress screen as pictures, at a time that is told: empty, after some weeks of practice, and the review that it begins.
#include "base/utc.h"
#include "main/render.h"
#include "support/picture.h"

// What was done on a day: r right, w wrong at first, s shown, h a hint and left there; S as r and W as s, and sure of it.
typedef struct Practice {
    const char *time, *task;
    char how;
} Practice;

static const Practice PRACTICE[] = {
    {"2025-12-10T19:00Z", "practice-clocks#hours", 'r'},
    {"2025-12-10T19:02Z", "practice-clocks#noon", 'r'},
    {"2026-01-07T18:30Z", "practice-clocks#hours", 'r'},
    {"2026-01-20T08:05Z", "practice-clocks#leap", 'w'},
    {"2026-01-20T08:06Z", "practice-tides#twice", 'r'},
    {"2026-01-21T08:00Z", "practice-clocks#weeks", 's'},
    {"2026-02-02T20:10Z", "practice-tides#spring", 'W'},
    {"2026-02-02T20:12Z", "practice-clocks#east", 'r'},
    {"2026-02-02T20:13Z", "practice-clocks#leap", 'r'},
    {"2026-02-02T20:14Z", "practice-clocks#noon", 'r'},
    {"2026-02-16T07:45Z", "practice-clocks#weeks", 'S'},
    {"2026-02-27T21:00Z", "practice-tides#bay", 'w'},
    {"2026-02-27T21:01Z", "practice-clocks#east", 'w'},
    {"2026-02-28T09:30Z", "practice-clocks#degrees", 'S'},
    {"2026-02-28T09:31Z", "practice-tides#twice", 's'},
    {"2026-03-01T10:00Z", "practice-clocks#minute", 'h'},
};

static const char NOW[] = "2026-03-02T12:00Z";

typedef struct Shot {
    const char *name;
    bool practised;
    ThemeId theme;
    int w, h;
    double scale, text_scale;
    const char *actions;
} Shot;

static const char ANSWERED[] = "review; answer wrong1; check; reveal; next; answer right; check";

static const Shot SHOTS[] = {
    {"progress-empty-light", false, THEME_LIGHT, 900, 600, 1, 1, ""},
    {"progress-empty-dark", false, THEME_DARK, 1280, 800, 1, 1, ""},
    {"progress-light", true, THEME_LIGHT, 1280, 800, 1, 1, ""},
    {"progress-dark", true, THEME_DARK, 1280, 800, 1, 1, ""},
    {"progress-contrast", true, THEME_CONTRAST, 1280, 800, 1, 1, ""},
    {"progress-narrow", true, THEME_LIGHT, 900, 600, 1, 1, ""},
    {"progress-narrow-2x", true, THEME_LIGHT, 900, 600, 2, 1, ""},
    {"progress-narrow-sections", true, THEME_LIGHT, 900, 600, 1, 1, "scroll 540"},
    {"progress-narrow-attempts", true, THEME_DARK, 900, 600, 1, 1, "scroll 920"},
    {"progress-large", true, THEME_LIGHT, 900, 600, 1, 2, ""},
    {"progress-large-sections", true, THEME_LIGHT, 900, 600, 1, 2, "scroll 950"},
    {"progress-large-attempts", true, THEME_LIGHT, 900, 600, 1, 2, "scroll 1900"},
    {"review-light", true, THEME_LIGHT, 1280, 800, 1, 1, "review"},
    {"review-narrow-dark", true, THEME_DARK, 900, 600, 1, 1, ANSWERED},
    {"review-result", true, THEME_LIGHT, 900, 600, 1, 1,
     "review; answer wrong1; check; reveal; next; answer right; check; results"},
    {"review-result-large", true, THEME_LIGHT, 900, 600, 1, 2,
     "review; answer wrong1; check; reveal; next; answer right; check; results"},
};

static void set_time(Session *session, const char *text) {
    SessionTime time;
    CHECK(utc_take_time(text, &time.utc_ms, &time.offset_min));
    session_set_time(session, time);
}

static void run(Session *session, const char *line) {
    Action action;
    Err err = {0};
    bool ok =
        action_parse(&session->arena, line, &action, &err) && app_apply(&session->app, &action);
    if (!ok) fprintf(stderr, "    %s: %s%s\n", line, err.text, session->app.message);
    CHECK(ok);
}

static void practise(Session *session, const Practice *one) {
    set_time(session, one->time);
    run(session, arena_format(&session->arena, "task %s", one->task));
    if (app_attempt(&session->app)->done) run(session, "again");
    if (one->how == 'S' || one->how == 'W') run(session, "confidence sure");
    if (one->how == 'h') run(session, "hint");
    if (one->how == 's') run(session, "reveal");
    if (one->how == 'w' || one->how == 'W') {
        run(session, "answer wrong1");
        run(session, "check");
    }
    if (one->how == 'W' && !app_attempt(&session->app)->done) run(session, "reveal");
    if (strchr("rSw", one->how) && !app_attempt(&session->app)->done) {
        run(session, "answer right");
        run(session, "check");
    }
}

static bool add_second_card(Session *session, Err *err) {
    Card card;
    CardIssues issues = {0};
    bool ok = session_load_card("tests/support/practice-more.json", true, &card, &issues) &&
              app_add(&session->app, &card, err);
    card_issues_free(&issues);
    return ok;
}

static void the_screen_is_as_it_was(const Shot *shot) {
    Session session;
    Err err = {0};
    Pixels pixels = {0};
    SessionOptions options = {.card = "tests/support/practice.json", .store = "", .alone = true};
    RenderJob job = {.screen = SCREEN_PROGRESS,
                     .state = "",
                     .actions = shot->actions,
                     .w = shot->w,
                     .h = shot->h,
                     .scale = shot->scale,
                     .theme = shot->theme,
                     .text_scale = shot->text_scale};
    bool ok = session_open(&session, options, &err) && add_second_card(&session, &err);
    size_t count = shot->practised ? sizeof PRACTICE / sizeof *PRACTICE : 0;
    for (size_t i = 0; ok && i < count; i++) practise(&session, &PRACTICE[i]);
    ok = ok && app_open(&session.app, "practice-clocks");
    if (ok) set_time(&session, NOW);
    ok = ok && render_prepare(&session, &job, &err) &&
         render_pixels(&session, &job, &session.arena, &pixels, &err);
    CHECK(ok);
    if (ok) {
        picture_compare(shot->name, pixels, 24);
    } else {
        fprintf(stderr, "    %s: %s\n", shot->name, err.text);
    }
    session_close(&session);
}

int main(void) {
    for (size_t i = 0; i < sizeof SHOTS / sizeof *SHOTS; i++) the_screen_is_as_it_was(&SHOTS[i]);
    return test_end();
}
