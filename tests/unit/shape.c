// Areas, widths and limits of gfx/shape: sums of coverage against formulas of geometry.
#include "gfx/shape.h"

#include "support/test.h"

#include <stdlib.h>

static const Rect everywhere = {-10000, -10000, 20000, 20000};
static const double pi = 3.14159265358979323846;

static double area(Coverage c) {
    double sum = 0;
    for (int i = 0; i < c.w * c.h; i++) sum += c.at[i] / 255.0;
    return sum;
}

// Mean of the positions, weighted by coverage, in the coordinates the shape was given in.
static Vec2 centre(Coverage c) {
    double x = 0, y = 0;
    for (int i = 0; i < c.w * c.h; i++) {
        int row = i / c.w;
        x += c.at[i] / 255.0 * (c.x + i % c.w + 0.5);
        y += c.at[i] / 255.0 * (c.y + row + 0.5);
    }
    return (Vec2){x / area(c), y / area(c)};
}

static int pixel(Coverage c, int x, int y) {
    return c.at[(y - c.y) * c.w + x - c.x];
}

static void check_disc(double r, double shift) {
    Arena arena = {0};
    Coverage c = shape_round(&arena, (Rect){20 + shift - r, 30 - shift - r, 2 * r, 2 * r}, r);
    CHECK_NEAR(area(c) / (pi * r * r), 1, 0.01);
    CHECK_NEAR(centre(c).x, 20 + shift, 0.02);
    CHECK_NEAR(centre(c).y, 30 - shift, 0.02);
    arena_free(&arena);
}

static void a_disc_has_the_area_of_a_circle(void) {
    static const double radii[] = {4, 6.8, 11.5, 19.7, 33.4};
    for (int i = 0; i < 20; i++) check_disc(radii[i / 4], i % 4 * 0.3);
}

static void a_ring_has_the_area_between_two_circles(void) {
    Arena arena = {0};
    for (int i = 0; i < 6; i++) {
        double width = 0.5 + 0.75 * i;
        Coverage c = shape_ring(&arena, (Rect){0, 0, 40, 40}, 20, width);
        double inner = 20 - width;
        CHECK_NEAR(area(c) / (pi * (400 - inner * inner)), 1, 0.01);
    }
    arena_free(&arena);
}

static void whole_pixel_edges_are_crisp(void) {
    Arena arena = {0};
    Coverage c = shape_ring(&arena, (Rect){3, 4, 30, 20}, 6, 1);
    CHECK(c.x == 3 && c.y == 4 && c.w == 30 && c.h == 20);
    for (int x = 10; x < 26; x++) {
        CHECK(pixel(c, x, 4) == 255 && pixel(c, x, 5) == 0);
        CHECK(pixel(c, x, 23) == 255 && pixel(c, x, 22) == 0);
    }
    CHECK(pixel(c, 3, 4) == 0);
    arena_free(&arena);
}

static void a_rounded_rectangle_lacks_only_its_corners(void) {
    Arena arena = {0};
    Coverage c = shape_round(&arena, (Rect){0, 0, 50, 30}, 8);
    CHECK_NEAR(area(c), 50 * 30 - (4 - pi) * 64, 1.5);
    CHECK_NEAR(area(shape_round(&arena, (Rect){0, 0, 50, 30}, 0)), 1500, 0);
    CHECK_NEAR(area(shape_round(&arena, (Rect){0, 0, 50, 30}, 99)), 20 * 30 + pi * 225, 3);
    arena_free(&arena);
}

static void a_shadow_keeps_the_weight_of_what_casts_it_and_fades_out(void) {
    Arena arena = {0};
    Coverage c = shape_shadow(&arena, (Rect){0, 0, 200, 100}, 8, 16);
    CHECK(c.x == -shape_shadow_reach(16) && c.w == 200 + 2 * shape_shadow_reach(16));
    CHECK_NEAR(area(c) / (200 * 100), 1, 0.03);
    CHECK(pixel(c, c.x, 50) <= 1 && pixel(c, 100, c.y) <= 1);
    CHECK(pixel(c, 100, 50) == 255);
    CHECK_NEAR(shape_shadow_at(0, 16), 0.5, 1e-12);
    CHECK_NEAR(shape_shadow_at(8, 16), 0.158655, 1e-6); // one standard deviation out (normal table)
    for (int x = 0; x < 24; x++) CHECK(pixel(c, x, 50) >= pixel(c, x - 1, 50));
    arena_free(&arena);
}

static void check_line(double turn, double width) {
    Arena arena = {0};
    Vec2 ends[] = {{50.3, 40.9}, {50.3 + 200 * cos(turn), 40.9 + 200 * sin(turn)}};
    Coverage c = shape_path(&arena, ends, 2, (Stroke){.width = width}, everywhere);
    CHECK_NEAR(area(c) / (200 * width + pi * width * width / 4), 1, 0.015);
    arena_free(&arena);
}

static void a_line_is_as_wide_as_asked_at_any_slope(void) {
    for (int slope = 0; slope < 9; slope++) {
        for (int i = 0; i < 5; i++) check_line(slope * 0.37, 0.5 * pow(1.8, i));
    }
}

static void a_corner_is_not_darker_than_its_sides(void) {
    Arena arena = {0};
    Vec2 corner[] = {{10, 10}, {60, 10}, {60, 60}};
    Coverage c = shape_path(&arena, corner, 3, (Stroke){.width = 4}, everywhere);
    // Two bars with the square between them shared, a round outer corner and two round caps.
    CHECK_NEAR(area(c), 2 * 50 * 4 - 4 + pi * 4 / 4 + pi * 4, 2.5);
    CHECK(pixel(c, 60, 10) == 255);
    arena_free(&arena);
}

static void dashes_take_their_share_of_the_length(void) {
    Arena arena = {0};
    Vec2 line[] = {{0, 0}, {100, 0}, {100, 100}, {260, 100}};
    Stroke dashed = {.width = 2, .dash = 6, .gap = 3};
    double all = 360.0 / 9 * (4 * 2 + pi);
    CHECK_NEAR(area(shape_path(&arena, line, 4, dashed, everywhere)) / all, 1, 0.03);
    // Cut into short pieces, the line has the same dashes.
    Vec2 pieces[53];
    for (int i = 0; i < 53; i++) pieces[i] = (Vec2){100 + i * 160.0 / 52, 100};
    Vec2 uncut[] = {{100, 100}, {260, 100}};
    Coverage cut = shape_path(&arena, pieces, 53, dashed, everywhere);
    Coverage one = shape_path(&arena, uncut, 2, dashed, everywhere);
    for (int x = 100; x < 260; x++) CHECK(abs(pixel(cut, x, 100) - pixel(one, x, 100)) <= 2);
    // A window on the line shows the same dashes.
    Coverage whole = shape_path(&arena, line, 4, dashed, everywhere);
    Coverage part = shape_path(&arena, line, 4, dashed, (Rect){90, 90, 100, 20});
    for (int x = 110; x < 180; x++) CHECK(pixel(whole, x, 100) == pixel(part, x, 100));
    arena_free(&arena);
}

static void a_polygon_has_the_area_of_the_shoelace_formula(void) {
    Arena arena = {0};
    Vec2 triangle[] = {{3.2, 4.1}, {47.9, 11.3}, {20.4, 61.7}};
    double want = 0.5 * fabs((47.9 - 3.2) * (61.7 - 4.1) - (20.4 - 3.2) * (11.3 - 4.1));
    CHECK_NEAR(area(shape_poly(&arena, triangle, 3, everywhere)), want, want * 0.003);
    Vec2 square[] = {{10.5, 10.25}, {10.5, 20.5}, {20.75, 20.5}, {20.75, 10.25}};
    Coverage c = shape_poly(&arena, square, 4, everywhere);
    CHECK_NEAR(area(c), 10.25 * 10.25, 0.2);
    CHECK(pixel(c, 10, 15) == 128 && pixel(c, 20, 15) == 191 && pixel(c, 15, 10) == 191);
    CHECK_NEAR(centre(c).x, 15.625, 0.01);
    CHECK_NEAR(centre(c).y, 15.375, 0.01);
    arena_free(&arena);
}

static void winding_is_non_zero_not_even_odd(void) {
    Arena arena = {0};
    Vec2 star[10], twice[8];
    Vec2 square[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    for (int i = 0; i < 8; i++) twice[i] = square[i % 4];
    CHECK_NEAR(area(shape_poly(&arena, twice, 8, everywhere)), 100, 0);
    for (int i = 0; i < 5; i++) {
        double turn = 4 * pi * i / 5;
        star[i] = (Vec2){50 + 40 * cos(turn), 50 + 40 * sin(turn)};
    }
    CHECK(pixel(shape_poly(&arena, star, 5, everywhere), 50, 50) == 255);
    arena_free(&arena);
}

static void a_polygon_cut_by_its_window_is_the_same_inside(void) {
    Arena arena = {0};
    Vec2 tall[] = {{-500, 30}, {40, -900}, {2000, 70}, {35, 600}};
    Coverage whole = shape_poly(&arena, tall, 4, everywhere);
    Coverage part = shape_poly(&arena, tall, 4, (Rect){0, 0, 64, 64});
    CHECK(part.w == 64 && part.h == 64);
    for (int i = 0; i < 64 * 64; i++) CHECK(abs(part.at[i] - pixel(whole, i % 64, i / 64)) <= 1);
    arena_free(&arena);
}

static void silly_sizes_and_numbers_give_an_empty_picture(void) {
    Arena arena = {0};
    Vec2 far[] = {{0, 0}, {1e300, 1e300}, {0, 1e300}};
    Vec2 bad[] = {{nan(""), 0}, {HUGE_VAL, 3}, {0, -HUGE_VAL}};
    CHECK(!shape_round(&arena, (Rect){0, 0, 1e6, 10}, 3).at);
    CHECK(!shape_round(&arena, (Rect){nan(""), 0, 10, 10}, 3).at);
    CHECK(!shape_round(&arena, (Rect){0, 0, -4, 10}, 3).at);
    CHECK(!shape_path(&arena, far, 3, (Stroke){.width = 1}, everywhere).at);
    CHECK(!shape_path(&arena, bad, 3, (Stroke){.width = 1}, everywhere).at);
    CHECK(!shape_path(&arena, far, 0, (Stroke){.width = 1}, everywhere).at);
    CHECK(!shape_poly(&arena, bad, 3, everywhere).at);
    CHECK(shape_path(&arena, far, 3, (Stroke){1, 4, 4}, (Rect){0, 0, 50, 50}).w == 50);
    CHECK(shape_poly(&arena, far, 3, (Rect){0, 0, 50, 50}).w == 50);
    arena_free(&arena);
}

static void a_missing_point_breaks_the_line(void) {
    Arena arena = {0};
    Vec2 line[] = {{10, 10},     {20, 10}, {nan(""), nan("")}, {40, 10}, {50, 10},
                   {nan(""), 1}, {60, 10}};
    Coverage c = shape_path(&arena, line, 7, (Stroke){.width = 2}, everywhere);
    CHECK(pixel(c, 15, 10) == 255 && pixel(c, 30, 10) == 0 && pixel(c, 45, 10) == 255);
    CHECK(pixel(c, 55, 10) == 0 && pixel(c, 60, 10) > 100); // a lone point is a dot
    arena_free(&arena);
}

static void hatching_repeats_without_a_seam(void) {
    Arena arena = {0};
    Coverage c = shape_hatch(&arena, 32, 24, 8, 1);
    for (int y = 0; y < 24; y++) {
        for (int x = 0; x < 24; x++) {
            CHECK(pixel(c, x, y) == pixel(c, x + 8, y));
            CHECK(x == 0 || y == 23 || pixel(c, x, y) == pixel(c, x - 1, y + 1));
        }
    }
    CHECK_NEAR(area(c) / (32 * 24), sqrt(2) / 8, 0.025);
    arena_free(&arena);
}

int main(void) {
    a_disc_has_the_area_of_a_circle();
    a_ring_has_the_area_between_two_circles();
    whole_pixel_edges_are_crisp();
    a_rounded_rectangle_lacks_only_its_corners();
    a_shadow_keeps_the_weight_of_what_casts_it_and_fades_out();
    a_line_is_as_wide_as_asked_at_any_slope();
    a_corner_is_not_darker_than_its_sides();
    dashes_take_their_share_of_the_length();
    a_polygon_has_the_area_of_the_shoelace_formula();
    winding_is_non_zero_not_even_odd();
    a_polygon_cut_by_its_window_is_the_same_inside();
    silly_sizes_and_numbers_give_an_empty_picture();
    a_missing_point_breaks_the_line();
    hatching_repeats_without_a_seam();
    return test_end();
}
