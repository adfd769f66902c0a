// The screens of the card as pictures: Read, a prediction before and after, Compare in both views, Quiz before and after an
// answer, light and dark; each kind of task before an answer, after a wrong one and done; and a test.
#include "main/render.h"
#include "support/picture.h"

typedef struct Shot {
    const char *name;
    Screen screen;
    ThemeId theme;
    const char *state, *actions;
    const char *card; // NULL: the one that opens by itself, in 1280×800; else in 900×640
} Shot;

// clang-format off
#define TASK_SHOTS(type, wrong, right)                                                              \
    {"task-" type "-before", SCREEN_QUIZ, THEME_LIGHT, "", "task " type, TYPES},                    \
    {"task-" type "-wrong", SCREEN_QUIZ, THEME_LIGHT, "", "task " type "; " wrong "; check", TYPES}, \
    {"task-" type "-right", SCREEN_QUIZ, THEME_LIGHT, "", "task " type "; " right "; check", TYPES}
// clang-format on

static const char TYPES[] = "tests/support/types.json";

static const Shot SHOTS[] = {
    {"read-light", SCREEN_READ, THEME_LIGHT, "", "link positional-encodings#alibi", NULL},
    {"read-dark", SCREEN_READ, THEME_DARK, "", "link positional-encodings#sinusoidal", NULL},
    {"predict-before-light", SCREEN_READ, THEME_LIGHT, "",
     "link positional-encodings#cost; guess 6 300", NULL},
    {"predict-after-light", SCREEN_READ, THEME_LIGHT, "",
     "link positional-encodings#cost; guess 6 300; predict 6", NULL},
    {"predict-after-dark", SCREEN_READ, THEME_DARK, "",
     "link positional-encodings#cost; guess 6 300; predict 6", NULL},
    {"predict-narrow", SCREEN_READ, THEME_LIGHT, "",
     "link rope#dials; scroll 1620; guess 1 60; predict 1", "cards/rope.json"},
    {"compare-light", SCREEN_COMPARE, THEME_LIGHT, "", "", NULL},
    {"compare-logit-light", SCREEN_COMPARE, THEME_LIGHT, "as=logit", "", NULL},
    {"compare-logit-dark", SCREEN_COMPARE, THEME_DARK,
     "as=logit&mask=causal&stage=softmax&content=random", "", NULL},
    {"quiz-light", SCREEN_QUIZ, THEME_LIGHT, "", "task alibi-bias; choose 1", NULL},
    {"quiz-wrong-dark", SCREEN_QUIZ, THEME_DARK, "", "task alibi-bias; hint; choose 0; check",
     NULL},
    {"quiz-done-light", SCREEN_QUIZ, THEME_LIGHT, "", "task alibi-bias; reveal; prove", NULL},
    {"library-contrast", SCREEN_LIBRARY, THEME_CONTRAST, "", "", NULL},
    TASK_SHOTS("single", "answer sum", "answer difference"),
    TASK_SHOTS("multiple", "answer two,three", "answer two,four"),
    TASK_SHOTS("numeric", "answer 7", "answer 4096"),
    TASK_SHOTS("ordering", "answer ten,one,five", "answer one,five,ten"),
    TASK_SHOTS("hotspot", "answer 1,7", "answer 8,2"),
    TASK_SHOTS("parameter", "answer base=100", "answer base=20"),
    {"task-single-easy", SCREEN_QUIZ, THEME_DARK, "",
     "task single; confidence sure; answer difference; check; rate easy", TYPES},
    {"test-answered", SCREEN_QUIZ, THEME_LIGHT, "", "test; answer sum; check; task single", TYPES},
    {"test-leave", SCREEN_QUIZ, THEME_LIGHT, "",
     "test; answer difference; check; task numeric; answer 5; check; test-ask", TYPES},
    {"test-result", SCREEN_QUIZ, THEME_LIGHT, "",
     "test; answer difference; check; task numeric; answer 5; check; test-end", TYPES},
};

static void the_screen_is_as_it_was(const Shot *shot) {
    Session session;
    Err err = {0};
    RenderJob job = {.screen = shot->screen,
                     .state = shot->state,
                     .actions = shot->actions,
                     .w = shot->card ? 900 : 1280,
                     .h = shot->card ? 640 : 800,
                     .scale = 1,
                     .theme = shot->theme,
                     .text_scale = 1};
    bool ok =
        session_open(&session, (SessionOptions){.card = shot->card ? shot->card : "", .store = ""},
                     &err) &&
        render_prepare(&session, &job, &err);
    Pixels pixels = {0};
    ok = ok && render_pixels(&session, &job, &session.arena, &pixels, &err);
    CHECK(ok);
    if (ok)
        picture_compare(shot->name, pixels, 24);
    else
        fprintf(stderr, "    %s: %s\n", shot->name, err.text);
    session_close(&session);
}

int main(void) {
    for (size_t i = 0; i < sizeof SHOTS / sizeof *SHOTS; i++) the_screen_is_as_it_was(&SHOTS[i]);
    return test_end();
}
