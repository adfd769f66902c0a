// The figures about turning, shuffling and memory: drawn in extreme states, with the numbers they must show, and used.
#include "app/dial.h"
#include "engine/shuffle.h"
#include "support/desk.h"

static const FigureId FIGURES[] = {
    FIGURE_ROPE_PAIR,    FIGURE_ROPE_DIALS,      FIGURE_SEEN_ARCS,
    FIGURE_MEMORY_METER, FIGURE_PERMUTATION,     FIGURE_DECAY_CURVE,
    FIGURE_ROPE_PAIRING, FIGURE_TRUNCATION_TAPE, FIGURE_WINDOW_REACH};

enum { FIGURE_MOST = sizeof FIGURES / sizeof *FIGURES };

// With every key at its least or its greatest value.
static void draw_extreme(FigureId figure, bool most, Rect r, double text, ThemeId theme) {
    Desk desk;
    desk_open(&desk, figure);
    desk.r = r;
    desk.app.text_scale = text;
    desk.app.theme = theme;
    frame(&desk);
    CHECK(desk.draw.count > 0 && all_finite(&desk.draw));
    for (FigureKey key = 0; key < KEY_COUNT; key++) {
        const FigureKeyInfo *info = figure_key_info(key);
        desk.app.compare.value[key] = most ? info->hi : info->lo;
    }
    frame(&desk);
    CHECK(desk.draw.count > 0 && all_finite(&desk.draw));
    CHECK(desk.wishes.count == 0);
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
    CHECK(dial_closed(1, 6.2832) && !dial_closed(1, 6.2831));
}

static void the_bytes_are_right(void) {
    Desk desk;
    desk_open(&desk, FIGURE_MEMORY_METER);
    set(&desk, "d", "128");
    set(&desk, "heads", "32");
    set(&desk, "kv_heads", "8");
    set(&desk, "n", "2048");
    frame(&desk);
    CHECK(says(&desk, "2,048 tokens: 8 MiB of scores"));
    CHECK(says(&desk, "1 GiB, 512 KiB a token"));
    CHECK(says(&desk, "256 MiB, 128 KiB a token"));
    CHECK(says(&desk, "72 MiB, 36 KiB a token"));
    set(&desk, "n", "131072");
    frame(&desk);
    CHECK(says(&desk, "131,072 tokens: 32 GiB of scores"));
    CHECK(says(&desk, "64 GiB, 512 KiB a token"));
    CHECK(says(&desk, "4.50 GiB, 36 KiB a token"));
    set(&desk, "kernel", "fused");
    frame(&desk);
    CHECK(says(&desk, "131,072 tokens: 512 KiB of scores"));
    set(&desk, "layers", "40");
    frame(&desk);
    CHECK(says(&desk, "45 KiB a token"));
    desk_close(&desk);
}

static void the_length_is_dragged_and_doubled(void) {
    static const char *const PLOT = "Bytes against length, logarithmic";
    Desk desk;
    desk_open(&desk, FIGURE_MEMORY_METER);
    set(&desk, "n", "4096");
    type_on(&desk, PLOT, UI_KEY_RIGHT);
    CHECK_NEAR(value(&desk, KEY_N), 8192, 0);
    type_on(&desk, PLOT, UI_KEY_LEFT);
    CHECK_NEAR(value(&desk, KEY_N), 4096, 0);
    frame(&desk);
    Rect plot = item(&desk, PLOT)->r;
    press_at(&desk, (Vec2){plot.x + plot.w / 2, plot.y + 10});
    CHECK_NEAR(value(&desk, KEY_N), 11585, 1);
    move_mouse(&desk, (Vec2){plot.x - 500, plot.y});
    CHECK_NEAR(value(&desk, KEY_N), 64, 0);
    release(&desk);
    desk_close(&desk);
}

static void shuffling_alone_changes_no_value(void) {
    Desk desk;
    desk_open(&desk, FIGURE_PERMUTATION);
    CHECK(figure_set_scheme(&desk.app.compare, 0, "none"));
    frame(&desk);
    CHECK(says(&desk, "no value changes"));
    set(&desk, "mask", "causal");
    frame(&desk);
    CHECK(says(&desk, "Values change"));
    set(&desk, "mask", "none");
    click(&desk, "RoPE");
    frame(&desk);
    CHECK(says(&desk, "Values change"));
    CHECK(says(&desk, "RoPE"));
    set(&desk, "order", "0");
    frame(&desk);
    CHECK(says(&desk, "no value changes"));
    click(&desk, "Shuffle");
    CHECK(value(&desk, KEY_ORDER) > 0);
    desk_close(&desk);
}

static void a_word_is_moved_by_keys_and_by_dragging(void) {
    Desk desk;
    desk_open(&desk, FIGURE_PERMUTATION);
    set(&desk, "order", "0");
    type_on(&desk, "the", UI_KEY_RIGHT);
    int order[6], want[6] = {1, 0, 2, 3, 4, 5};
    shuffle_order((int)value(&desk, KEY_ORDER), 6, order);
    CHECK(memcmp(order, want, sizeof want) == 0);
    frame(&desk);
    Rect the = item(&desk, "the")->r, mat = item(&desk, "mat")->r;
    press_at(&desk, (Vec2){the.x + 5, the.y + 5});
    move_mouse(&desk, (Vec2){mat.x + mat.w / 2, mat.y});
    release(&desk);
    int moved[6] = {1, 2, 3, 4, 5, 0};
    shuffle_order((int)value(&desk, KEY_ORDER), 6, order);
    CHECK(memcmp(order, moved, sizeof moved) == 0);
    desk_close(&desk);
}

static void the_cursor_of_a_map_names_tokens(void) {
    Desk desk;
    desk_open(&desk, FIGURE_PERMUTATION);
    set(&desk, "order", "379"); // on the mat cat a sat
    frame(&desk);
    Rect map = item(&desk, "Attention after shuffling")->r;
    press_at(&desk, (Vec2){map.x + map.w - 2, map.y + 2});
    release(&desk);
    CHECK_NEAR(value(&desk, KEY_I), 3, 0);
    CHECK_NEAR(value(&desk, KEY_J), 2, 0);
    frame(&desk);
    CHECK(says(&desk, "Weight of “on” on “sat”"));
    desk_close(&desk);
}

static void orders_are_numbered(void) {
    int order[6], card[6] = {3, 0, 5, 1, 4, 2}, twice[3] = {0, 0, 1}, far[3] = {0, 1, 3};
    CHECK(shuffle_number(card, 6) == 379);
    CHECK(shuffle_number(twice, 3) == -1);
    CHECK(shuffle_number(far, 3) == -1);
    for (int number = 0; number < 720; number++) {
        shuffle_order(number, 6, order);
        if (shuffle_number(order, 6) != number) CHECK(number < 0);
    }
    shuffle_order(-1, 3, order);
    CHECK(order[0] == 2 && order[1] == 1 && order[2] == 0);
}

int main(void) {
    every_figure_draws_at_any_size_and_state();
    the_dot_product_is_that_of_the_distance();
    moving_together_stops_where_either_meets_an_end();
    a_dragged_hand_takes_the_nearest_position();
    the_counts_of_closed_pairs_are_right();
    the_arc_of_a_pair_is_named_in_degrees();
    a_pair_is_closed_when_it_has_turned_once();
    the_bytes_are_right();
    the_length_is_dragged_and_doubled();
    shuffling_alone_changes_no_value();
    a_word_is_moved_by_keys_and_by_dragging();
    the_cursor_of_a_map_names_tokens();
    orders_are_numbered();
    return test_end();
}
