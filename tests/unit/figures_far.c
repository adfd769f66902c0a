// The figures about distance, layouts, truncation and windows: the numbers they must show, and used.
#include "base/rng.h"
#include "engine/decay.h"
#include "engine/reach.h"
#include "support/desk.h"

static void the_sum_of_cosines_turns_negative_where_it_must(void) {
    static const struct {
        const char *base, *says;
    } CASES[] = {{"100", "a distance of 59 tokens"},
                 {"1000", "a distance of 361 tokens"},
                 {"10000", "a distance of 1,707 tokens"}};

    for (int c = 0; c < 3; c++) {
        Desk desk;
        desk_open(&desk, FIGURE_DECAY_CURVE);
        set(&desk, "d", "128");
        set(&desk, "base", CASES[c].base);
        set(&desk, "n", "4096");
        frame(&desk);
        CHECK(says(&desk, CASES[c].says));
        click(&desk, "q, k random");
        frame(&desk);
        CHECK(says(&desk, "Nothing fades"));
        CHECK(says(&desk, "± 0.088"));
        desk_close(&desk);
    }
}

static void the_spread_is_that_of_random_vectors(void) {
    Pe pe;
    Arena arena = {0};
    pe_init(&pe, pe_scheme_find("rope"));
    CHECK(pe_set(&pe, "dim", 16, NULL) && pe_prepare(&pe, &arena, NULL));

    enum { DRAWS = 20000, FAR = 7 };

    Rng rng = {5};
    double sum = 0, squares = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
        double q[16], dot = 0;
        for (int f = 0; f < 16; f++) q[f] = rng_normal(&rng);
        for (int m = 0; m < 8; m++) {
            dot += (q[m] * q[m] + q[m + 8] * q[m + 8]) * cos(FAR * pe.freq[m]);
        }
        sum += dot / 16;
        squares += dot / 16 * dot / 16;
    }
    double mean = sum / DRAWS;
    CHECK_NEAR(decay_mean(&pe, FAR, 1), mean, 0.01);
    CHECK_NEAR(decay_spread_equal(&pe, FAR), sqrt(squares / DRAWS - mean * mean), 0.01);
    CHECK_NEAR(decay_spread_random(&pe), 0.25, 1e-12);
    arena_free(&arena);
}

static void the_cursor_of_the_curve_is_a_distance(void) {
    Desk desk;
    desk_open(&desk, FIGURE_DECAY_CURVE);
    set(&desk, "n", "4096");
    set(&desk, "i", "20");
    set(&desk, "j", "10");
    frame(&desk);
    CHECK(says(&desk, "At distance 10 "));
    type_on(&desk, "Score against distance", UI_KEY_RIGHT);
    frame(&desk);
    CHECK(says(&desk, "At distance 11 "));
    desk_close(&desk);
}

static void halves_score_like_neighbours_once_reordered(void) {
    Desk desk;
    desk_open(&desk, FIGURE_ROPE_PAIRING);
    set(&desk, "d", "16");
    frame(&desk);
    CHECK(says(&desk, "Score with neighbours +0.7050; with halves, reordered, +0.7050; with "
                      "halves, not reordered, +0.0057"));
    type_on(&desk, "Halves", UI_KEY_RIGHT);
    frame(&desk);
    CHECK(item(&desk, "Neighbours") &&
          strcmp(item(&desk, "Neighbours")->value, "pair 1 is (2, 3)") == 0);
    CHECK(item(&desk, "Halves") && strcmp(item(&desk, "Halves")->value, "pair 1 is (1, 9)") == 0);
    desk_close(&desk);
}

static void tape_set(Desk *desk) {
    desk_open(desk, FIGURE_TRUNCATION_TAPE);
    static const char *const SCHEMES[] = {"learned", "rope", "alibi"};
    for (int s = 0; s < 3; s++) CHECK(figure_set_scheme(&desk->app.compare, s, SCHEMES[s]));
    desk->app.compare.scheme_count = 3;
    set(desk, "window", "8");
    set(desk, "arrive", "3");
}

static bool change_is(const Desk *desk, const char *scheme, const char *change) {
    const UiItem *found = item(desk, scheme);
    return found && strcmp(found->value, change) == 0;
}

static void only_offsets_survive_renumbering(void) {
    Desk desk;
    tape_set(&desk);
    frame(&desk);
    CHECK(says(&desk, "query 7 becomes 4, key 3 becomes 0"));
    CHECK(change_is(&desk, "RoPE", "0") && change_is(&desk, "ALiBi", "0"));
    CHECK(!change_is(&desk, "Learned", "0"));
    set(&desk, "policy", "keep");
    frame(&desk);
    CHECK(change_is(&desk, "Learned", "0") && change_is(&desk, "RoPE", "0"));
    click(&desk, "keep sinks");
    frame(&desk);
    CHECK(says(&desk, "query 7 becomes 4, key 0 becomes 0"));
    CHECK(!change_is(&desk, "RoPE", "0") && !change_is(&desk, "ALiBi", "0"));
    desk_close(&desk);
}

static void a_click_or_an_arrow_chooses_the_key(void) {
    Desk desk;
    tape_set(&desk);
    type_on(&desk, "Tape of tokens", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_J), 4, 0);
    frame(&desk);
    Rect tape = item(&desk, "Tape of tokens")->r;
    press_at(&desk, (Vec2){tape.x + tape.w * 5.5 / 11, tape.y + 20});
    release(&desk);
    CHECK_NEAR(value(&desk, KEY_J), 5, 0);
    desk_close(&desk);
}

static void the_reach_of_a_window_is_layers_times_one_less(void) {
    Desk desk;
    desk_open(&desk, FIGURE_WINDOW_REACH);
    set(&desk, "window", "5");
    set(&desk, "layers", "4");
    set(&desk, "n", "24");
    frame(&desk);
    CHECK(says(&desk, "4 layers × (5 − 1) = 16 tokens back at most"));
    type_on(&desk, "Cone of the last token", UI_KEY_UP);
    CHECK_NEAR(value(&desk, KEY_LAYERS), 5, 0);
    type_on(&desk, "Cone of the last token", UI_KEY_LEFT);
    CHECK_NEAR(value(&desk, KEY_WINDOW), 4, 0);
    frame(&desk);
    Rect cone = item(&desk, "Cone of the last token")->r;
    press_at(&desk, (Vec2){cone.x + cone.w * 21.5 / 24, cone.y + 2});
    CHECK_NEAR(value(&desk, KEY_WINDOW), 3, 0);
    release(&desk);
    desk_close(&desk);
}

static void influence_stays_within_three_windows(void) {
    Arena arena = {0};
    int64_t count = reach_most(1024, 32) + 1;
    const double *influence = reach_influence(1024, 32, 0.95, &arena);
    double sum = 0;
    for (int64_t d = 0; d < count; d++) sum += influence[d];
    CHECK_NEAR(sum, 1, 1e-9);
    CHECK_NEAR((double)reach_within(influence, count, 0.99) / 1024, 2.9, 0.05);
    CHECK(reach_most(5, 4) == 16);
    const double *none = reach_influence(3, 1, 0, &arena);
    CHECK_NEAR(none[0], 1.0 / 3, 1e-12);
    CHECK_NEAR(none[2], 1.0 / 3, 1e-12);
    arena_free(&arena);
}

int main(void) {
    the_sum_of_cosines_turns_negative_where_it_must();
    the_spread_is_that_of_random_vectors();
    the_cursor_of_the_curve_is_a_distance();
    halves_score_like_neighbours_once_reordered();
    only_offsets_survive_renumbering();
    a_click_or_an_arrow_chooses_the_key();
    the_reach_of_a_window_is_layers_times_one_less();
    influence_stays_within_three_windows();
    return test_end();
}
