// Rectangles and colours of gfx/geom.
#include "gfx/geom.h"

#include "support/test.h"

static bool same(Rect a, Rect b) {
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static void cutting_takes_a_strip_and_leaves_the_rest(void) {
    Rect r = {10, 20, 100, 50};
    CHECK(same(rect_cut_top(&r, 10), (Rect){10, 20, 100, 10}));
    CHECK(same(rect_cut_bottom(&r, 10), (Rect){10, 60, 100, 10}));
    CHECK(same(rect_cut_left(&r, 30), (Rect){10, 30, 30, 30}));
    CHECK(same(rect_cut_right(&r, 30), (Rect){80, 30, 30, 30}));
    CHECK(same(r, (Rect){40, 30, 40, 30}));
}

static void cutting_more_than_there_is_takes_all(void) {
    Rect r = {0, 0, 10, 10};
    CHECK(same(rect_cut_top(&r, 99), (Rect){0, 0, 10, 10}));
    CHECK(rect_empty(r));
    CHECK(same(rect_cut_left(&r, -5), (Rect){0, 10, 0, 0}));
}

static void padding_never_turns_inside_out(void) {
    CHECK(same(rect_inset((Rect){0, 0, 10, 20}, 2), (Rect){2, 2, 6, 16}));
    CHECK(same(rect_inset((Rect){0, 0, 10, 20}, -2), (Rect){-2, -2, 14, 24}));
    CHECK(same(rect_pad((Rect){0, 0, 10, 20}, 8, 3), (Rect){5, 3, 0, 14}));
}

static void meeting_is_the_common_part(void) {
    CHECK(same(rect_meet((Rect){0, 0, 10, 10}, (Rect){5, 6, 10, 10}), (Rect){5, 6, 5, 4}));
    CHECK(rect_empty(rect_meet((Rect){0, 0, 10, 10}, (Rect){10, 0, 10, 10})));
    CHECK(rect_meet((Rect){0, 0, 1, 1}, (Rect){5, 5, 1, 1}).w == 0);
}

static void a_rectangle_has_its_top_left_edge_only(void) {
    Rect r = {1, 1, 2, 2};
    CHECK(rect_has(r, (Vec2){1, 1}));
    CHECK(!rect_has(r, (Vec2){3, 2}));
    CHECK(!rect_has(r, (Vec2){2, 3}));
}

static void columns_share_the_width_and_the_last_ends_at_the_edge(void) {
    Rect r = {10, 0, 100, 5};
    CHECK(same(rect_column(r, 0, 3, 5), (Rect){10, 0, 30, 5}));
    CHECK_NEAR(rect_column(r, 2, 3, 5).x + 30, 110, 1e-9);
    CHECK(same(rect_center(r, 20, 1), (Rect){50, 2, 20, 1}));
}

static void colours_mix_and_fade(void) {
    Color black = {0, 0, 0, 255}, other = {200, 100, 50, 55};
    Color half = color_mix(black, other, 0.5);
    CHECK(half.r == 100 && half.g == 50 && half.b == 25 && half.a == 155);
    CHECK(color_mix(black, other, 7).r == 200);
    CHECK(color_mix(black, other, -1).a == 255);
    CHECK(color_fade(other, 0.2).a == 11 && color_fade(other, 0.2).r == 200);
}

int main(void) {
    cutting_takes_a_strip_and_leaves_the_rest();
    cutting_more_than_there_is_takes_all();
    padding_never_turns_inside_out();
    meeting_is_the_common_part();
    a_rectangle_has_its_top_left_edge_only();
    columns_share_the_width_and_the_last_ends_at_the_edge();
    colours_mix_and_fade();
    return test_end();
}
