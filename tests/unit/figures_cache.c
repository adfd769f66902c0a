// Derived numbers and pixels: remembered, and within a frame's budget taken in turn.
#include "app/figures.h"
#include "support/test.h"

enum { PLACES = 4 };

static Image ask(Figures *figures, const Pe *pe, int place, int n) {
    LogitView view = {.stage = STAGE_SOFTMAX,
                      .content = CONTENT_RANDOM,
                      .D = 16,
                      .n = n,
                      .seed = (uint64_t)place};
    MapAsk what = {.place = (uint64_t)place + 1,
                   .pe = pe,
                   .view = &view,
                   .n = n,
                   .most_rows = 32,
                   .most_cols = 32};
    what.paint = (Paint){MAP_SEQUENTIAL, 0, 1, 1e-4, {0, 0, 0, 255}};
    return figures_map(figures, &what);
}

// Frames until nothing is late, with the length already changed; 99 if it never ends.
static int frames_to_rest(Figures *figures, const Pe *pe, int n, double budget) {
    for (int frame = 1; frame < 99; frame++) {
        figures_begin(figures, budget);
        for (int place = 0; place < PLACES; place++) ask(figures, pe, place, n);
        if (!figures_behind(figures)) return frame;
    }
    return 99;
}

static void late_maps_take_turns_until_all_are_new(void) {
    Figures *figures = figures_new();
    FigureState state = figure_state_new();
    const Pe *pe = figures_pe(figures, pe_scheme_find("alibi"), &state);
    CHECK(frames_to_rest(figures, pe, 64, 0) == 1);
    double one = 64.0 * 64 * 16;
    CHECK(frames_to_rest(figures, pe, 64, one) == 1); // nothing has changed
    CHECK(frames_to_rest(figures, pe, 63, 100 * one) == 1);
    int frames = frames_to_rest(figures, pe, 62, one);
    CHECK(frames >= PLACES && frames <= 3 * PLACES);
    CHECK(frames_to_rest(figures, pe, 61, 1) < 99); // even a budget that none fits into gets there
    figures_free(figures);
}

static void no_map_starves_while_all_change_all_the_time(void) {
    Figures *figures = figures_new();
    FigureState state = figure_state_new();
    const Pe *pe = figures_pe(figures, pe_scheme_find("alibi"), &state);
    frames_to_rest(figures, pe, 200, 0);
    int renewed[PLACES] = {0};
    uint64_t shown[PLACES] = {0};
    for (int n = 199; n > 160; n--) {
        figures_begin(figures, 200.0 * 200 * 16);
        for (int place = 0; place < PLACES; place++) {
            Image image = ask(figures, pe, place, n);
            renewed[place] += image.version != shown[place];
            shown[place] = image.version;
        }
    }
    for (int place = 0; place < PLACES; place++) CHECK(renewed[place] >= 5);
    figures_free(figures);
}

static void the_same_question_has_the_same_answer(void) {
    Figures *figures = figures_new();
    FigureState state = figure_state_new();
    const Pe *pe = figures_pe(figures, pe_scheme_find("alibi"), &state);
    CHECK(figures_pe(figures, pe_scheme_find("alibi"), &state) == pe);
    Image first = ask(figures, pe, 0, 40), again = ask(figures, pe, 0, 40),
          other = ask(figures, pe, 0, 41);
    CHECK(first.argb == again.argb && first.version == again.version &&
          other.version != first.version);
    CHECK(first.w == 32 && first.h == 32);
    figures_free(figures);
}

int main(void) {
    late_maps_take_turns_until_all_are_new();
    no_map_starves_while_all_change_all_the_time();
    the_same_question_has_the_same_answer();
    return test_end();
}
