// The figures about longer text: speeds under every repair, far offsets, arcs pulled back; drawn in extreme states, with the
// numbers they must show, and used.
#include "app/scaling_plot.h"
#include "support/desk.h"

static const FigureId FIGURES[] = {FIGURE_SCALING_CHART, FIGURE_FRONTIER, FIGURE_SEEN_ARCS};

enum { FIGURE_MOST = sizeof FIGURES / sizeof *FIGURES };

static void draw_all_methods(Desk *desk) {
    for (int m = 0; m < SCALING_COUNT; m++) {
        desk->app.compare.value[KEY_METHOD] = m;
        desk->app.compare.value[KEY_METHODS] = 1 << m;
        frame(desk);
        CHECK(all_finite(&desk->draw));
    }
}

// With every key at its least or its greatest value, then with either axis and ramp.
static void draw_extreme(FigureId figure, bool most, Rect r, double text, ThemeId theme) {
    Desk desk;
    desk_open(&desk, figure);
    desk.r = r;
    desk.app.text_scale = text;
    desk.app.theme = theme;
    for (FigureKey key = 0; key < KEY_COUNT; key++) {
        const FigureKeyInfo *info = figure_key_info(key);
        desk.app.compare.value[key] = most ? info->hi : info->lo;
    }
    frame(&desk);
    CHECK(desk.draw.count > 0 && all_finite(&desk.draw));
    CHECK(desk.wishes.count == 0);
    for (int choice = 0; choice < 4; choice++) {
        desk.app.compare.value[KEY_AXIS] = choice & 1;
        desk.app.compare.value[KEY_RAMP] = choice >> 1;
        draw_all_methods(&desk);
    }
    desk_close(&desk);
}

static void every_figure_draws_at_any_size_and_state(void) {
    static const Rect SIZES[] = {
        {0, 0, 440, 260}, {0, 0, 900, 260}, {0, 0, 440, 700}, {0, 0, 900, 700}, {5, 5, 60, 40}};
    for (int f = 0; f < FIGURE_MOST; f++) {
        for (int s = 0; s < 5; s++) {
            draw_extreme(FIGURES[f], false, SIZES[s], 1, THEME_LIGHT);
            draw_extreme(FIGURES[f], true, SIZES[s], 2, THEME_CONTRAST);
        }
    }
}

static void open_chart(Desk *desk, const char *state) {
    Err err = {0};
    desk_open(desk, FIGURE_SCALING_CHART);
    desk->r.h = 700;
    CHECK(figure_state_parse("d=128&base=10000&train=2048", &desk->app.compare, &err));
    bool ok = figure_state_parse(state, &desk->app.compare, &err);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    CHECK(ok);
    frame(desk);
}

static void the_base_rises_so_that_the_last_pair_slows_by_the_scale(void) {
    Desk desk;
    open_chart(&desk, "methods=none+pi+ntk&axis=ratio&scale=4&pair=32");
    CHECK(says(&desk, "Base 10,000 → 40,890: the last pair is 4 times slower."));
    CHECK(says(&desk, "628 tokens a turn, new / old 1.0000"));
    CHECK(says(&desk, "new / old 0.2500"));
    CHECK(says(&desk, "new / old 0.4945"));
    set(&desk, "scale", "16");
    frame(&desk);
    CHECK(says(&desk, "→ 167,199"));
    desk_close(&desk);
}

static void yarn_counts_its_zones_and_names_its_ramp(void) {
    Desk desk;
    open_chart(&desk, "methods=yarn&ramp=paper&scale=16&pair=63");
    CHECK(says(&desk, "YaRN keeps 17 pairs, blends 24 and interpolates 23."));
    CHECK(says(&desk, "YaRN of the paper: ramp by turns"));
    CHECK(says(&desk, "by 1.277"));
    CHECK(says(&desk, "Pair 63: 0.0376 turns in 2,048 tokens, interpolated"));
    click(&desk, "YaRN: released code");
    CHECK_NEAR(value(&desk, KEY_RAMP), 1, 0);
    frame(&desk);
    CHECK(says(&desk, "by pair index, from 16 to 41"));
    set(&desk, "train", "4096");
    frame(&desk);
    CHECK(says(&desk, "interpolates 18"));
    desk_close(&desk);
}

static void the_borders_of_the_zones_are_moved(void) {
    Desk desk;
    open_chart(&desk, "methods=yarn&ramp=paper&scale=16");
    type_on(&desk, "YaRN β", UI_KEY_LEFT);
    CHECK_NEAR(value(&desk, KEY_BETA), 33, 0);
    type_on(&desk, "YaRN α", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_ALPHA), 0.5, 0);
    frame(&desk);
    Rect knob = item(&desk, "YaRN β")->r;
    press_at(&desk, (Vec2){knob.x + knob.w / 2, knob.y + knob.h / 2});
    move_mouse(&desk, (Vec2){knob.x - 30, knob.y});
    release(&desk);
    CHECK(value(&desk, KEY_BETA) > 40 && value(&desk, KEY_BETA) < 128);
    CHECK_NEAR(value(&desk, KEY_PAIR), 0, 0);
    desk_close(&desk);
}

static void longrope_shows_published_factors_and_says_whose(void) {
    Desk desk;
    open_chart(&desk, "methods=longrope&train=4096&scale=512");
    CHECK(says(&desk, "1.03 to 64.81, found by search"));
    CHECK(
        says(&desk, "Phi-3-mini-128k’s published factors for long texts, 48 pairs over these 64"));
    CHECK(says(&desk, "2,097,152 tokens"));
    click(&desk, "Next stage");
    CHECK_NEAR(value(&desk, KEY_SCALE), 1, 0);
    frame(&desk);
    CHECK(says(&desk, "1.05 to 3.05"));
    click(&desk, "Next stage");
    CHECK_NEAR(value(&desk, KEY_SCALE), 64, 0);
    frame(&desk);
    CHECK(says(&desk, "262,144 tokens"));
    set(&desk, "d", "96");
    frame(&desk);
    CHECK(says(&desk, "48 pairs, searched for"));
    desk_close(&desk);
}

static void a_mark_is_squeezed_onto_the_trained_ruler(void) {
    Desk desk;
    open_chart(&desk, "methods=pi&scale=4&marks=6000");
    CHECK(says(&desk, "Position interpolation: 6,000 → 1,500."));
    CHECK(says(&desk, "6,000 of 8,192 becomes 1,500 of 2,048"));
    click(&desk, "PI");
    CHECK_NEAR(value(&desk, KEY_METHODS), 0, 0);
    frame(&desk);
    CHECK(all_finite(&desk.draw));
    desk_close(&desk);
}

static void the_gauges_read_the_neighbour_angle(void) {
    Desk desk;
    open_chart(&desk, "methods=none+pi+ntk&scale=16&gauges=on");
    const UiItem *pi = item(&desk, "Neighbours on the fastest pair, PI"),
                 *ntk = item(&desk, "Neighbours on the fastest pair, NTK-aware"),
                 *plain = item(&desk, "Neighbours on the fastest pair, plain");
    CHECK(pi && strcmp(pi->value, "3.6°") == 0);
    CHECK(ntk && strcmp(ntk->value, "57.3°") == 0);
    CHECK(plain && strcmp(plain->value, "57.3°") == 0);
    desk_close(&desk);
}

static void a_pair_is_picked_by_arrows_and_by_pointing(void) {
    static const char *const PLOT = "Wavelength per pair";
    Desk desk;
    open_chart(&desk, "methods=none+pi");
    type_on(&desk, PLOT, UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_PAIR), 1, 0);
    type_on(&desk, PLOT, UI_KEY_END);
    CHECK_NEAR(value(&desk, KEY_PAIR), 63, 0);
    frame(&desk);
    Rect plot = item(&desk, PLOT)->r;
    move_mouse(&desk, (Vec2){plot.x + plot.w * 32.5 / 64, plot.y + 20});
    frame(&desk);
    CHECK(says(&desk, "Pair 32: 3.26 turns"));
    CHECK_NEAR(value(&desk, KEY_PAIR), 63, 0);
    press_at(&desk, (Vec2){plot.x + plot.w * 32.5 / 64, plot.y + 20});
    release(&desk);
    CHECK_NEAR(value(&desk, KEY_PAIR), 32, 0);
    desk_close(&desk);
}

static void each_repair_pulls_the_new_arcs_back(void) {
    static const struct {
        const char *method, *says;
    } CASES[] = {{"none", "8,192 tokens add unseen angles to 18"},
                 {"pi", "8,192 tokens under PI add no new angle"},
                 {"ntk", "8,192 tokens under NTK-aware add unseen angles to 17"},
                 {"yarn", "8,192 tokens under YaRN add no new angle"},
                 {"longrope", "8,192 tokens under LongRoPE add no new angle"}};

    Desk desk;
    desk_open(&desk, FIGURE_SEEN_ARCS);
    set(&desk, "d", "128");
    set(&desk, "train", "4096");
    set(&desk, "n", "8192");
    set(&desk, "pair", "48");
    for (int c = 0; c < 5; c++) {
        set(&desk, "method", CASES[c].method);
        frame(&desk);
        CHECK(says(&desk, CASES[c].says));
        CHECK(says(&desk, "met 0° to 235°"));
    }
    click(&desk, "PI");
    CHECK_NEAR(value(&desk, KEY_METHOD), SCALING_PI, 0);
    frame(&desk);
    CHECK(says(&desk, "inside again"));
    desk_close(&desk);
}

static void far_offsets_are_rare_in_training(void) {
    static const char *const PLOT = "Training pairs at each offset";
    Desk desk;
    desk_open(&desk, FIGURE_FRONTIER);
    set(&desk, "train", "4096");
    set(&desk, "n", "8192");
    frame(&desk);
    CHECK(says(&desk, "4,095 pairs at offset 1, one at offset 4,095, none beyond."));
    CHECK(says(&desk, "Hsieh et al. 2024, table 3"));
    CHECK(item(&desk, "32K") && strcmp(item(&desk, "32K")->value, "87.4, passed") == 0);
    CHECK(item(&desk, "64K") && strcmp(item(&desk, "64K")->value, "84.7, not passed") == 0);
    type_on(&desk, PLOT, UI_KEY_END);
    frame(&desk);
    CHECK(says(&desk, "offset 4,095: 1 pair"));
    type_on(&desk, PLOT, UI_KEY_RIGHT);
    frame(&desk);
    CHECK(says(&desk, ": no pairs"));
    type_on(&desk, PLOT, UI_KEY_HOME);
    frame(&desk);
    CHECK(says(&desk, "offset 1: 4,095 pairs"));
    desk_close(&desk);
}

static void two_profiles_with_one_mean_come_apart_by_depth(void) {
    Desk desk;
    Err err = {0};
    desk_open(&desk, FIGURE_FRONTIER);
    CHECK(
        figure_state_parse("profiles=1,1,1,1,1,1,1,1,1,0.1+.91,.91,.91,.91,.91,.91,.91,.91,.91,.91",
                           &desk.app.compare, &err));
    frame(&desk);
    CHECK(says(&desk, "On average both find 91 %."));
    CHECK(says(&desk, "Example, not a measurement"));
    click(&desk, "by depth");
    frame(&desk);
    CHECK(item(&desk, "Model A") &&
          strcmp(item(&desk, "Model A")->value, "mean 91 %, least 10 %") == 0);
    CHECK(says(&desk, "Example, not a measurement"));
    CHECK(all_finite(&desk.draw));
    desk_close(&desk);
}

static void sets_of_methods_and_profiles_survive_their_text(void) {
    static const char *const WRONG[] = {"methods=pi+none+such",
                                        "methods=",
                                        "methods=32",
                                        "profiles=1,1",
                                        "profiles=",
                                        "profiles=1,2,3,4,5,6,7,8,9,10",
                                        "profiles=1,1,1,1,1,1,1,1,1,1,1"};
    Arena arena = {0};
    Err err = {0};
    FigureState state = figure_state_new(), again = figure_state_new();
    CHECK(figure_state_parse("methods=none+longrope&profiles=0,.5,1,0,0,0,0,0,0,1", &state, &err));
    CHECK(state.value[KEY_METHODS] == 17 && state.profile_count == 1 &&
          state.profiles[0][1] == 0.5);
    const char *text = figure_state_text(&arena, &state);
    CHECK(strstr(text, "methods=none+longrope") != NULL);
    CHECK(figure_state_parse(text, &again, &err));
    CHECK(again.value[KEY_METHODS] == 17 && again.profile_count == 1);
    CHECK(strcmp(figure_state_text(&arena, &again), text) == 0);
    for (size_t w = 0; w < sizeof WRONG / sizeof *WRONG; w++) {
        CHECK(!figure_state_parse(WRONG[w], &again, &err));
        CHECK(strcmp(figure_state_text(&arena, &again), text) == 0);
    }
    state.value[KEY_METHODS] = 0;
    CHECK(figure_state_parse(figure_state_text(&arena, &state), &again, &err));
    CHECK(again.value[KEY_METHODS] == 0);
    arena_free(&arena);
}

static void presets_name_methods_and_profiles(void) {
    Value words[] = {{.kind = VALUE_WORD, .word = "pi"},
                     {.kind = VALUE_NUMBER, .number = 7},
                     {.kind = VALUE_WORD, .word = "yarn"},
                     {.kind = VALUE_WORD, .word = "unheard-of"}};
    Value numbers[FIGURE_DEPTHS], lists[3];
    for (int d = 0; d < FIGURE_DEPTHS; d++) {
        numbers[d] = (Value){.kind = VALUE_NUMBER, .number = d ? 0.25 : 7};
    }
    for (int p = 0; p < 3; p++) {
        lists[p] =
            (Value){.kind = VALUE_LIST, .list = numbers, .count = p == 1 ? 3 : FIGURE_DEPTHS};
    }
    Value preset[] = {{.key = "methods", .kind = VALUE_LIST, .list = words, .count = 4},
                      {.key = "profiles", .kind = VALUE_LIST, .list = lists, .count = 3},
                      {.key = "mark", .kind = VALUE_NUMBER, .number = 6000}};
    Visual visual = {.view = "scaling-chart", .preset = preset, .preset_count = 3};
    FigureState state = figure_state_from(&visual);
    CHECK(state.value[KEY_METHODS] == (1 << SCALING_PI | 1 << SCALING_YARN));
    CHECK(state.profile_count == 2 && state.profiles[0][0] == 1 && state.profiles[1][9] == 0.25);
    CHECK(state.mark_count == 1 && state.marks[0].i == 6000);
}

int main(void) {
    every_figure_draws_at_any_size_and_state();
    the_base_rises_so_that_the_last_pair_slows_by_the_scale();
    yarn_counts_its_zones_and_names_its_ramp();
    the_borders_of_the_zones_are_moved();
    longrope_shows_published_factors_and_says_whose();
    a_mark_is_squeezed_onto_the_trained_ruler();
    the_gauges_read_the_neighbour_angle();
    a_pair_is_picked_by_arrows_and_by_pointing();
    each_repair_pulls_the_new_arcs_back();
    far_offsets_are_rare_in_training();
    two_profiles_with_one_mean_come_apart_by_depth();
    sets_of_methods_and_profiles_survive_their_text();
    presets_name_methods_and_profiles();
    return test_end();
}
