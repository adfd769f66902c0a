// The figures of shuffled words and of the memory that attention takes: the numbers they must show, and used.
#include "engine/shuffle.h"
#include "support/desk.h"

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
    frame(&desk);
    CHECK(desk.wishes.count == 0); // held beyond the end, it rests
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
    for (int number = 0; number < SHUFFLE_ORDERS; number++) {
        shuffle_order(number, 6, order);
        if (shuffle_number(order, 6) != number) CHECK(number < 0);
    }
    shuffle_order(-1, 3, order);
    CHECK(order[0] == 2 && order[1] == 1 && order[2] == 0);
}

int main(void) {
    the_bytes_are_right();
    the_length_is_dragged_and_doubled();
    shuffling_alone_changes_no_value();
    a_word_is_moved_by_keys_and_by_dragging();
    the_cursor_of_a_map_names_tokens();
    orders_are_numbered();
    return test_end();
}
