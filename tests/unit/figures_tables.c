// The figures of stages, the sinusoidal table and the learned cliff: the numbers they must show, and used.
#include "support/desk.h"

static void the_stages_follow_one_cell_with_its_numbers(void) {
    Desk desk;
    desk_show(&desk, FIGURE_LOGIT_STAGES,
              "schemes=alibi&heads=8&head=0&n=16&train=16&stage=bias&i=9&j=3");
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "cell i = 9, j = 3"),
               "raw 0.00, bias −3.00, mask off, softmax 0.012");
    CHECK(says(&desk, "= -3.00"));
    figure_set(&desk.app.compare, KEY_STAGE, 2);
    figure_set(&desk.app.compare, KEY_MASK, 1);
    figure_set(&desk.app.compare, KEY_J, 12);
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "cell i = 9, j = 12"), "raw 0.00, bias −1.50, mask −∞, softmax 0");
    desk_close(&desk);
}

static void a_scheme_that_leaves_a_stage_alone_says_so(void) {
    Desk desk;
    desk_show(&desk, FIGURE_LOGIT_STAGES, "schemes=rope&n=16&train=16&stage=bias");
    frame(&desk);
    CHECK(says(&desk, "RoPE adds no bias: nothing changes at this stage."));
    desk_close(&desk);
    desk_show(&desk, FIGURE_LOGIT_STAGES, "schemes=learned&n=16&train=8&stage=raw&i=10&j=2");
    frame(&desk);
    CHECK(says(&desk, "Position 10 has no row in the table: there is no logit."));
    desk_close(&desk);
}

static void the_table_is_read_where_it_is_pointed_to(void) {
    Desk desk;
    desk_show(&desk, FIGURE_SINUSOIDAL_TABLE, "n=64&train=64&d=64&row=13&columns=pairs&j=4");
    frame(&desk);
    // sin(13·10000^(−4/64)) = sin(7.3104)
    CHECK(says(&desk, "= 0.856"));
    CHECK(says(&desk, "row 13, pair 2 turns once in 11.2 tokens"));
    Vec2 cell = part_of(&desk, "Sinusoidal table", 10.5 / 64, 40.5 / 64);
    move_mouse(&desk, cell);
    CHECK(hovers(&desk, 40, 10));
    press_at(&desk, cell);
    CHECK_NEAR(value(&desk, KEY_ROW), 40, 0);
    release(&desk);
    leave(&desk);
    type_on(&desk, "Sinusoidal table", UI_KEY_UP);
    CHECK_NEAR(value(&desk, KEY_ROW), 39, 0);
    figure_set(&desk.app.compare, KEY_COLUMNS, 1);
    frame(&desk);
    // Column 37 is the cosine of pair 5.
    move_mouse(&desk, part_of(&desk, "Sinusoidal table", 37.5 / 64, 40.5 / 64));
    CHECK(hovers(&desk, 40, 11));
    desk_close(&desk);
}

static void marked_cells_at_equal_offsets_read_the_same_number(void) {
    Desk desk;
    desk_show(&desk, FIGURE_SINUSOIDAL_TABLE,
              "n=512&train=512&d=64&map=similarity&marks=10,13+500,503");
    frame(&desk);
    CHECK(says(&desk, "PE(10)·PE(13) = +25.59"));
    CHECK(says(&desk, "PE(500)·PE(503) = +25.59"));
    press_at(&desk, part_of(&desk, "Dot products", 0.25, 0.5));
    release(&desk);
    CHECK_NEAR(value(&desk, KEY_I), 256, 0);
    CHECK_NEAR(value(&desk, KEY_J), 128, 0);
    desk_close(&desk);
}

static void the_cliff_counts_the_tokens_without_a_row(void) {
    Desk desk;
    desk_show(&desk, FIGURE_LEARNED_CLIFF, "n=1200&train=64&rows=1024&d=64&i=1100&j=3");
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "count"), "176 of 1,200 tokens have no row.");
    CHECK_TEXT(value_of(&desk, "cursor"), "token 1100 → row 1100: no row");
    move_mouse(&desk, part_of(&desk, "Learned", 0.5, 0.5));
    CHECK(hovers(&desk, 600, 32));
    leave(&desk);
    figure_set(&desk.app.compare, KEY_TABLE, 1);
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "count"),
               "The formula gives all 1,200 rows; from row 1,024 on, training never met them.");
    // sin and cos of pair 1 at 1100: 10000^(−2/64)·1100 = 824.88…
    CHECK(str_starts(value_of(&desk, "cursor"), "token 1100 → PE[1100, 3] = "));
    figure_set(&desk.app.compare, KEY_TABLE, 0);
    figure_set(&desk.app.compare, KEY_N, 700);
    frame(&desk);
    CHECK_TEXT(value_of(&desk, "count"), "All 700 tokens have a row; the table has 1,024.");
    desk_close(&desk);
}

// One for each of two million keys took seconds and gigabytes.
static void a_row_of_any_length_has_a_bounded_number_of_bars(void) {
    Desk desk;
    desk_show(&desk, FIGURE_LOGIT_STAGES, "schemes=alibi&n=4096&i=4095&stage=bias");
    desk.r.h = 1200;
    frame(&desk);
    CHECK(desk.draw.count > 4096);
    desk_close(&desk);
    desk_show(&desk, FIGURE_LOGIT_STAGES, "schemes=alibi&n=2097152&i=2097151&stage=bias");
    desk.r.h = 1200;
    frame(&desk);
    CHECK(desk.draw.count > 4096 && desk.draw.count < 10000);
    desk_close(&desk);
}

int main(void) {
    a_row_of_any_length_has_a_bounded_number_of_bars();
    the_stages_follow_one_cell_with_its_numbers();
    a_scheme_that_leaves_a_stage_alone_says_so();
    the_table_is_read_where_it_is_pointed_to();
    marked_cells_at_equal_offsets_read_the_same_number();
    the_cliff_counts_the_tokens_without_a_row();
    return test_end();
}
