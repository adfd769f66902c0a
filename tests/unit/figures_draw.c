// Every figure draws in any state and any rectangle, at any size of text: finite, with its words, wishing for nothing.
#include "support/desk.h"

static const Rect SIZES[] = {{0, 0, 0, 0},       {5, 5, 1, 1},       {0, 0, 60, 20},
                             {0, 0, 20, 300},    {10, 10, 440, 260}, {10, 10, 900, 260},
                             {10, 10, 440, 700}, {10, 10, 900, 700}};

enum { SIZE_COUNT = sizeof SIZES / sizeof *SIZES, MATRIX_MOST = 1024 };

static void draw_at_all_sizes(Desk *desk) {
    // No card asks for a larger matrix, and the checks of the build would take minutes for it.
    if (desk->figure == FIGURE_LOGIT_STAGES || desk->figure == FIGURE_SINUSOIDAL_TABLE) {
        double n = fmin(desk->app.compare.value[KEY_N], MATRIX_MOST);
        desk->app.compare.value[KEY_N] = n;
    }
    for (int s = 0; s < SIZE_COUNT; s++) {
        desk->r = SIZES[s];
        desk->app.text_scale = s % 2 ? 1 : 2;
        desk->app.theme = (ThemeId)(s % THEME_COUNT);
        frame(desk);
        bool drawn = desk->draw.count > 0 && all_finite(&desk->draw);
        if (!drawn) fprintf(stderr, "    %s at size %d\n", figure_id(desk->figure), s);
        CHECK(drawn);
        CHECK(desk->ui.before.count > 0);
        CHECK(desk->wishes.count == 0);
    }
}

static void every_figure_draws_with_every_key_at_its_least_and_its_greatest(void) {
    for (FigureId figure = 0; figure < FIGURE_COUNT; figure++) {
        for (int most = 0; most < 2; most++) {
            Desk desk;
            desk_open(&desk, figure);
            for (FigureKey key = 0; key < KEY_COUNT; key++) {
                const FigureKeyInfo *info = figure_key_info(key);
                desk.app.compare.value[key] = most ? info->hi : info->lo;
            }
            draw_at_all_sizes(&desk);
            desk_close(&desk);
        }
    }
}

static void every_figure_draws_in_odd_states(void) {
    static const char *const STATES[] = {
        "",
        "n=8&d=2&rows=8&train=2&heads=1",
        "n=512&d=256&rows=512&train=64&heads=16&head=15&bidirectional=on",
        "n=8&d=2&map=similarity&marks=1,2+7,7+90,95&stage=softmax&mask=causal&content=random",
        "n=4096&rows=8&d=2&buckets=4&max_distance=8&marks=3+4000&table=sinusoidal",
        "schemes=learned&n=32&train=8&rows=65536&columns=pairs&clocks=off&stage=raw",
        "schemes=nope&n=16&content=equal&stage=mask&heads=12&span=0.5"};
    for (FigureId figure = 0; figure < FIGURE_COUNT; figure++) {
        for (size_t s = 0; s < sizeof STATES / sizeof *STATES; s++) {
            Desk desk;
            desk_show(&desk, figure, STATES[s]);
            draw_at_all_sizes(&desk);
            desk_close(&desk);
        }
    }
}

int main(void) {
    every_figure_draws_with_every_key_at_its_least_and_its_greatest();
    every_figure_draws_in_odd_states();
    return test_end();
}
