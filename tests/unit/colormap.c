// Ends, middle and special values of gfx/colormap.
#include "gfx/colormap.h"

#include "support/test.h"

#include <stdlib.h>

static int distance(Color a, int r, int g, int b) {
    int dr = abs(a.r - r), dg = abs(a.g - g), db = abs(a.b - b);
    return dr > dg ? (dr > db ? dr : db) : (dg > db ? dg : db);
}

static void the_ends_are_the_tables_first_and_last_colours(void) {
    CHECK(distance(colormap_at(MAP_SEQUENTIAL, 0), 0x44, 0x01, 0x54) == 0); // viridis, published
    CHECK(distance(colormap_at(MAP_SEQUENTIAL, 1), 0xFD, 0xE7, 0x25) == 0);
    CHECK(distance(colormap_at(MAP_SEQUENTIAL, -3), 0x44, 0x01, 0x54) == 0);
    CHECK(distance(colormap_at(MAP_SEQUENTIAL, 9), 0xFD, 0xE7, 0x25) == 0);
    CHECK(distance(colormap_at(MAP_DIVERGING_LIGHT, 0), 15, 63, 156) == 0); // negative is blue
    CHECK(distance(colormap_at(MAP_DIVERGING_LIGHT, 1), 124, 39, 0) == 0);  // positive is brown
    // On dark, far from zero is bright.
    CHECK(distance(colormap_at(MAP_DIVERGING_DARK, 0), 148, 211, 255) == 0);
    CHECK(distance(colormap_at(MAP_DIVERGING_DARK, 1), 255, 189, 88) == 0);
}

static void zero_of_the_diverging_maps_is_close_to_the_panel(void) {
    CHECK(distance(colormap_at(MAP_DIVERGING_LIGHT, 0.5), 0xFF, 0xFF, 0xFF) <= 12);
    CHECK(distance(colormap_at(MAP_DIVERGING_DARK, 0.5), 0x17, 0x1B, 0x21) <= 12);
}

static void the_cyclic_map_meets_itself(void) {
    Color a = colormap_at(MAP_CYCLIC, 0), b = colormap_at(MAP_CYCLIC, 1);
    CHECK(distance(a, b.r, b.g, b.b) <= 3);
}

static void the_sequential_map_gets_lighter_throughout(void) {
    double before = -1;
    for (int i = 0; i < 256; i++) {
        Color c = colormap_at(MAP_SEQUENTIAL, i / 255.0);
        double light = 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
        CHECK(light >= before - 0.8);
        before = light;
    }
}

static void painting_agrees_with_single_colours_and_marks_what_is_masked(void) {
    const float values[] = {-2, -1, 0, 0.5F, 1, 2, INFINITY, -INFINITY, NAN};
    uint32_t out[9];
    colormap_paint((ColorScale){MAP_DIVERGING_LIGHT, -1, 1, 0x00123456}, values, 9, out);
    for (int i = 0; i < 6; i++) {
        Color c = colormap_at(MAP_DIVERGING_LIGHT, ((double)values[i] + 1) / 2);
        CHECK(out[i] == (0xFF000000U | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b));
    }
    CHECK(out[6] == out[5] && out[7] == out[0]);
    CHECK(out[8] == 0x00123456);
}

int main(void) {
    the_ends_are_the_tables_first_and_last_colours();
    zero_of_the_diverging_maps_is_close_to_the_panel();
    the_cyclic_map_meets_itself();
    the_sequential_map_gets_lighter_throughout();
    painting_agrees_with_single_colours_and_marks_what_is_masked();
    return test_end();
}
