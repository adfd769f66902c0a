// The figures of RoPE: a pair, dials, arcs, layouts and decay: the numbers they must show, and used.
#include "base/rng.h"
#include "engine/decay.h"
#include "engine/schemes/rope.h"
#include "support/desk.h"

static void the_dot_product_is_that_of_the_distance(void) {
    Desk desk;
    desk_open(&desk, FIGURE_ROPE_PAIR);
    set(&desk, "d", "2");
    set(&desk, "i", "12");
    set(&desk, "j", "9");
    frame(&desk);
    CHECK(item(&desk, "Dot product") && strcmp(item(&desk, "Dot product")->value, "−0.990") == 0);
    set(&desk, "together", "on");
    type_on(&desk, "Hand of the query", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_I), 13, 0);
    CHECK_NEAR(value(&desk, KEY_J), 10, 0);
    frame(&desk);
    CHECK(strcmp(item(&desk, "Dot product")->value, "−0.990") == 0);
    set(&desk, "together", "off");
    type_on(&desk, "Hand of the query", UI_KEY_LEFT);
    CHECK_NEAR(value(&desk, KEY_I), 12, 0);
    CHECK_NEAR(value(&desk, KEY_J), 10, 0);
    frame(&desk);
    CHECK(strcmp(item(&desk, "Dot product")->value, "−0.416") == 0);
    desk_close(&desk);
}

static void moving_together_stops_where_either_meets_an_end(void) {
    Desk desk;
    desk_open(&desk, FIGURE_ROPE_PAIR);
    set(&desk, "i", "7");
    set(&desk, "j", "3");
    set(&desk, "together", "on");
    type_on(&desk, "Hand of the query", UI_KEY_HOME);
    CHECK_NEAR(value(&desk, KEY_I), 4, 0);
    CHECK_NEAR(value(&desk, KEY_J), 0, 0);
    desk_close(&desk);
}

static void a_dragged_hand_takes_the_nearest_position(void) {
    Desk desk;
    desk_open(&desk, FIGURE_ROPE_PAIR);
    set(&desk, "d", "2");
    set(&desk, "i", "0");
    set(&desk, "j", "3");
    frame(&desk);
    Rect grip = item(&desk, "Hand of the query")->r;
    Vec2 tip = {grip.x + 22, grip.y + 22};
    press_at(&desk, tip);
    CHECK_NEAR(value(&desk, KEY_I), 0, 0);
    // Far beyond the circle, a little more than one radian up: position 1, whatever the radius.
    move_mouse(&desk, (Vec2){tip.x - 1e-3, tip.y - 60});
    frame(&desk);
    CHECK(value(&desk, KEY_I) >= 0 && value(&desk, KEY_I) <= 1);
    move_mouse(&desk, (Vec2){desk.r.x + desk.r.w / 2 + 54e4, tip.y - 84.1e4});
    CHECK_NEAR(value(&desk, KEY_I), 1, 0);
    release(&desk);
    CHECK_NEAR(value(&desk, KEY_J), 3, 0);
    desk_close(&desk);
}

static void the_counts_of_closed_pairs_are_right(void) {
    static const struct {
        const char *base, *train, *dials, *arcs;
    } CASES[] = {
        {"10000", "4096", "46 of 64 pairs have come round within 4,096",
         "46 of 64 circles are closed"},
        {"10000", "2048", "41 of 64 pairs have come round within 2,048",
         "41 of 64 circles are closed"},
        {"500000", "8192", "35 of 64 pairs have come round within 8,192",
         "35 of 64 circles are closed"},
    };

    for (int c = 0; c < 3; c++) {
        for (int f = 0; f < 2; f++) {
            Desk desk;
            desk_open(&desk, f ? FIGURE_SEEN_ARCS : FIGURE_ROPE_DIALS);
            set(&desk, "d", "128");
            set(&desk, "base", CASES[c].base);
            set(&desk, "train", CASES[c].train);
            set(&desk, "n", "16384");
            frame(&desk);
            CHECK(says(&desk, f ? CASES[c].arcs : CASES[c].dials));
            desk_close(&desk);
        }
    }
}

static void the_arc_of_a_pair_is_named_in_degrees(void) {
    Desk desk;
    desk_open(&desk, FIGURE_SEEN_ARCS);
    set(&desk, "d", "128");
    set(&desk, "train", "4096");
    set(&desk, "n", "8192");
    set(&desk, "pair", "48");
    frame(&desk);
    CHECK(says(&desk, "add unseen angles to 18"));
    CHECK(says(&desk, "met 0° to 235°"));
    type_on(&desk, "Arcs of RoPE pairs", UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_PAIR), 49, 0);
    type_on(&desk, "Arcs of RoPE pairs", UI_KEY_HOME);
    CHECK_NEAR(value(&desk, KEY_PAIR), 0, 0);
    frame(&desk);
    Rect field = item(&desk, "Arcs of RoPE pairs")->r;
    press_at(&desk, (Vec2){field.x + field.w - 4, field.y + 4});
    release(&desk);
    CHECK(value(&desk, KEY_PAIR) > 0 && value(&desk, KEY_PAIR) < 63);
    desk_close(&desk);
}

static void a_pair_is_closed_when_it_has_turned_once(void) {
    CHECK(rope_closed(1, 6.2832) && !rope_closed(1, 6.2831));
}

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

int main(void) {
    the_dot_product_is_that_of_the_distance();
    moving_together_stops_where_either_meets_an_end();
    a_dragged_hand_takes_the_nearest_position();
    the_counts_of_closed_pairs_are_right();
    the_arc_of_a_pair_is_named_in_degrees();
    a_pair_is_closed_when_it_has_turned_once();
    the_sum_of_cosines_turns_negative_where_it_must();
    the_spread_is_that_of_random_vectors();
    the_cursor_of_the_curve_is_a_distance();
    halves_score_like_neighbours_once_reordered();
    return test_end();
}
