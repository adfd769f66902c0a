// The screens of the card as pictures: Read, Compare in both views, Quiz before and after an answer, light and dark.
#include "main/render.h"
#include "support/picture.h"

typedef struct Shot {
    const char *name;
    Screen screen;
    ThemeId theme;
    const char *state, *actions;
} Shot;

static const Shot SHOTS[] = {
    {"read-light", SCREEN_READ, THEME_LIGHT, "", "link positional-encodings#alibi"},
    {"read-dark", SCREEN_READ, THEME_DARK, "", "link positional-encodings#sinusoidal"},
    {"compare-light", SCREEN_COMPARE, THEME_LIGHT, "", ""},
    {"compare-logit-light", SCREEN_COMPARE, THEME_LIGHT, "as=logit", ""},
    {"compare-logit-dark", SCREEN_COMPARE, THEME_DARK,
     "as=logit&mask=causal&stage=softmax&content=random", ""},
    {"quiz-light", SCREEN_QUIZ, THEME_LIGHT, "", "task alibi-bias; choose 1"},
    {"quiz-wrong-dark", SCREEN_QUIZ, THEME_DARK, "", "task alibi-bias; hint; choose 0; check"},
    {"quiz-done-light", SCREEN_QUIZ, THEME_LIGHT, "", "task alibi-bias; reveal; prove"},
    {"library-contrast", SCREEN_LIBRARY, THEME_CONTRAST, "", ""},
};

static void the_screen_is_as_it_was(const Shot *shot) {
    Session session;
    Err err = {0};
    RenderJob job = {.screen = shot->screen,
                     .state = shot->state,
                     .actions = shot->actions,
                     .w = 1280,
                     .h = 800,
                     .scale = 1,
                     .theme = shot->theme,
                     .text_scale = 1};
    bool ok = session_open(&session, (SessionOptions){.card = "", .store = ""}, &err) &&
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
