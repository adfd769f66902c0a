// Every pair of colours that text is set in can be read: contrast by WCAG 2.1, computed from the table.
#include "ui/theme.h"

#include "support/test.h"

static void text_pairs_reach_four_and_a_half(void) {
    static const ColorId PAIRS[][2] = {
        {COLOR_TEXT, COLOR_BACKGROUND},      {COLOR_TEXT, COLOR_SURFACE},
        {COLOR_TEXT, COLOR_SUNKEN},          {COLOR_TEXT, COLOR_TINT},
        {COLOR_TEXT, COLOR_SELECTION},       {COLOR_TEXT, COLOR_MARK},
        {COLOR_SECONDARY, COLOR_SURFACE},    {COLOR_SECONDARY, COLOR_SUNKEN},
        {COLOR_SECONDARY, COLOR_BACKGROUND}, {COLOR_MUTED, COLOR_SURFACE},
        {COLOR_MUTED, COLOR_BACKGROUND},     {COLOR_ACCENT, COLOR_SURFACE},
        {COLOR_ACCENT, COLOR_TINT},          {COLOR_ACCENT, COLOR_BACKGROUND},
        {COLOR_ON_ACCENT, COLOR_ACCENT},     {COLOR_RIGHT, COLOR_RIGHT_TINT},
        {COLOR_WRONG, COLOR_WRONG_TINT},     {COLOR_SECONDARY, COLOR_RIGHT_TINT},
        {COLOR_WARNING, COLOR_SURFACE},      {COLOR_WARNING, COLOR_BACKGROUND},
        {COLOR_SECONDARY, COLOR_WRONG_TINT}};
    for (ThemeId theme = 0; theme < THEME_COUNT; theme++) {
        for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
            double contrast =
                theme_contrast(theme_color(theme, PAIRS[i][0]), theme_color(theme, PAIRS[i][1]));
            CHECK(contrast >= 4.5);
            if (contrast < 4.5)
                fprintf(stderr, "    theme %s, pair %zu: %.2f\n", theme_name(theme), i, contrast);
        }
    }
}

static void borders_of_controls_and_lines_of_series_reach_three(void) {
    static const ColorId EDGES[] = {
        COLOR_CONTROL,     COLOR_ACCENT,       COLOR_SERIES_SINUSOIDAL, COLOR_SERIES_LEARNED,
        COLOR_SERIES_ROPE, COLOR_SERIES_ALIBI, COLOR_SERIES_NOPE,       COLOR_SERIES_WINDOW};
    for (ThemeId theme = 0; theme < THEME_COUNT; theme++) {
        for (size_t i = 0; i < sizeof EDGES / sizeof *EDGES; i++) {
            CHECK(theme_contrast(theme_color(theme, EDGES[i]), theme_color(theme, COLOR_SURFACE)) >=
                  3);
        }
    }
}

static void contrast_is_that_of_the_standard(void) {
    Color black = {0, 0, 0, 255}, white = {255, 255, 255, 255}, grey = {0x77, 0x77, 0x77, 255};
    CHECK_NEAR(theme_contrast(black, white), 21, 1e-9);
    CHECK_NEAR(theme_contrast(white, white), 1, 1e-12);
    CHECK_NEAR(theme_contrast(grey, white), 4.48, 0.005); // the well-known grey that just fails
}

static void black_or_white_can_be_read_on_any_colour(void) {
    for (int at = 0; at < 16 * 16 * 16; at++) {
        Color face = {(uint8_t)(at / 256 * 17), (uint8_t)(at / 16 % 16 * 17),
                      (uint8_t)(at % 16 * 17), 255};
        CHECK(theme_contrast(theme_ink_on(face), face) >= 4.5);
    }
}

static void type_grows_with_the_text_scale(void) {
    CHECK_NEAR(type_style(TYPE_PROSE, 1).size, 17, 0);
    CHECK_NEAR(type_style(TYPE_PROSE, 2).size, 34, 0);
    CHECK_NEAR(type_leading(TYPE_PROSE, 1.5), 40.5, 1e-12);
    CHECK(theme_find("dark") == THEME_DARK && theme_find("sepia") == THEME_COUNT);
}

int main(void) {
    text_pairs_reach_four_and_a_half();
    borders_of_controls_and_lines_of_series_reach_three();
    contrast_is_that_of_the_standard();
    black_or_white_can_be_read_on_any_colour();
    type_grows_with_the_text_scale();
    return test_end();
}
