// The executor on a canvas in memory: pixels where they belong, at any scale, and caches that do not grow.
#include "sdl/play.h"

#include "support/test.h"

#include <stdlib.h>

static Fonts *fonts; // loaded once for all cases
static const Color black = {0, 0, 0, 255}, white = {255, 255, 255, 255}, red = {255, 0, 0, 255};
static const TextStyle body = {FONT_REGULAR, 17};

typedef struct Stage {
    Arena arena;
    DrawList list;
    Canvas *canvas;
    Pixels got;
} Stage;

// A white canvas of 200 × 100.
static void stage_open(Stage *stage, double scale) {
    *stage = (Stage){0};
    stage->list.arena = &stage->arena;
    CHECK(canvas_new_surface(200, 100, scale, fonts, &stage->canvas, NULL));
    draw_fill(&stage->list, (Rect){0, 0, 200, 100}, white);
}

static void stage_play(Stage *stage) {
    play(stage->canvas, &stage->list);
    CHECK(canvas_pixels(stage->canvas, &stage->arena, &stage->got, NULL));
}

static void stage_close(Stage *stage) {
    canvas_free(stage->canvas);
    arena_free(&stage->arena);
}

static const uint8_t *at(const Stage *stage, int x, int y) {
    return stage->got.at + ((long)y * stage->got.w + x) * 4;
}

static bool is(const Stage *stage, int x, int y, Color c) {
    const uint8_t *p = at(stage, x, y);
    return p[0] == c.r && p[1] == c.g && p[2] == c.b && p[3] == 255;
}

// The smallest rectangle, in device pixels, around everything that is not white.
static Rect ink(const Stage *stage) {
    int x0 = 1 << 20, y0 = 1 << 20, x1 = -1, y1 = -1;
    for (int y = 0; y < stage->got.h; y++) {
        for (int x = 0; x < stage->got.w; x++) {
            if (is(stage, x, y, white)) continue;
            x0 = x < x0 ? x : x0, x1 = x > x1 ? x : x1;
            y0 = y < y0 ? y : y0, y1 = y > y1 ? y : y1;
        }
    }
    return x1 < 0 ? (Rect){0} : (Rect){x0, y0, x1 - x0 + 1, y1 - y0 + 1};
}

static bool same(Rect a, double x, double y, double w, double h) {
    return a.x == x && a.y == y && a.w == w && a.h == h;
}

static void a_fill_covers_exactly_its_pixels(void) {
    for (int scale = 1; scale <= 2; scale++) {
        Stage stage;
        stage_open(&stage, scale);
        draw_fill(&stage.list, (Rect){10, 20, 30, 15}, red);
        stage_play(&stage);
        CHECK(stage.got.w == 200 * scale && stage.got.h == 100 * scale);
        CHECK(same(ink(&stage), 10 * scale, 20 * scale, 30 * scale, 15 * scale));
        CHECK(is(&stage, 10 * scale, 20 * scale, red) &&
              is(&stage, 40 * scale - 1, 35 * scale - 1, red));
        stage_close(&stage);
    }
}

static void neighbours_leave_no_gap_and_hairlines_never_vanish(void) {
    Stage stage;
    stage_open(&stage, 1.3);
    for (int i = 0; i < 20; i++) draw_fill(&stage.list, (Rect){i * 10.1, 0, 10.1, 50}, red);
    draw_fill(&stage.list, (Rect){10, 70, 50, 0.1}, red);
    stage_play(&stage);
    for (int x = 0; x < 260; x++) CHECK(is(&stage, x, 20, red));
    CHECK(is(&stage, 30, 91, red) && is(&stage, 30, 92, white) && is(&stage, 30, 90, white));
    stage_close(&stage);
}

static bool is_blend(int got, int under, int over, int alpha) {
    return got == (int)lround((under * (255.0 - alpha) + over * (double)alpha) / 255);
}

static void transparency_blends_exactly_in_every_channel(void) {
    Stage stage;
    stage_open(&stage, 1);
    draw_fill(&stage.list, (Rect){0, 0, 200, 100}, (Color){10, 250, 128, 255});
    for (int a = 0; a < 200; a++) {
        draw_fill(&stage.list, (Rect){a, 0, 1, 1}, (Color){200, 30, 131, (uint8_t)(a + 56)});
    }
    stage_play(&stage);
    for (int a = 0; a < 200; a++) {
        const uint8_t *p = at(&stage, a, 0);
        CHECK(is_blend(p[0], 10, 200, a + 56));
        CHECK(is_blend(p[1], 250, 30, a + 56));
        CHECK(is_blend(p[2], 128, 131, a + 56));
    }
    stage_close(&stage);
}

static void nested_clips_are_their_intersection_and_end(void) {
    Stage stage;
    Rect all = {0, 0, 200, 100};
    stage_open(&stage, 1);
    draw_clip(&stage.list, (Rect){10, 10, 100, 50});
    draw_clip(&stage.list, (Rect){50, 0, 100, 30});
    draw_fill(&stage.list, all, red);
    draw_clip(&stage.list, (Rect){190, 90, 5, 5}); // nothing is left
    draw_fill(&stage.list, all, black);
    draw_text(&stage.list, (Vec2){50, 20}, body, black, "hidden", -1);
    draw_unclip(&stage.list);
    draw_unclip(&stage.list);
    draw_fill(&stage.list, (Rect){10, 59, 1, 9}, black);
    draw_unclip(&stage.list);
    draw_fill(&stage.list, (Rect){199, 99, 1, 1}, red);
    stage_play(&stage);
    CHECK(is(&stage, 50, 10, red) && is(&stage, 109, 29, red));
    CHECK(is(&stage, 49, 10, white) && is(&stage, 110, 29, white) && is(&stage, 109, 30, white));
    CHECK(is(&stage, 10, 59, black) && is(&stage, 10, 60, white));
    CHECK(is(&stage, 199, 99, red));
    stage_close(&stage);
}

static void a_rounded_rectangle_is_the_same_from_patches_as_whole(void) {
    Stage stage;
    stage_open(&stage, 1);
    draw_round(&stage.list, (Rect){10, 10, 81, 47}, 9, black);
    draw_ring(&stage.list, (Rect){110, 10, 81, 47}, 9, 2, black);
    stage_play(&stage);
    CHECK(same(ink(&stage), 10, 10, 181, 47));
    for (int y = 0; y < 47; y++) {
        for (int x = 0; x < 81; x++) {
            // Symmetric in both directions, full inside.
            CHECK(*at(&stage, 10 + x, 10 + y) == *at(&stage, 90 - x, 56 - y));
            CHECK(*at(&stage, 110 + x, 10 + y) == *at(&stage, 190 - x, 56 - y));
            bool inside = x >= 9 && x < 72;
            if (inside) CHECK(is(&stage, 10 + x, 10 + y, black));
            if (inside) CHECK(is(&stage, 110 + x, 10 + y, y < 2 || y >= 45 ? black : white));
        }
    }
    CHECK(is(&stage, 10, 10, white));
    stage_close(&stage);
}

static void a_shadow_has_no_seams(void) {
    Stage stage;
    stage_open(&stage, 1);
    draw_shadow(&stage.list, (Rect){20, 20, 160, 60}, 8, 8, (Color){0, 0, 0, 200});
    stage_play(&stage);
    for (int x = 33; x < 166; x++) {
        // Along the straight upper side nothing changes, from pictures of corners to fills.
        CHECK(abs(*at(&stage, x, 18) - *at(&stage, x + 1, 18)) == 0);
        CHECK(abs(*at(&stage, x, 12) - *at(&stage, x + 1, 12)) <= 1);
    }
    CHECK(*at(&stage, 100, 18) < *at(&stage, 100, 14) && *at(&stage, 100, 7) == 255);
    stage_close(&stage);
}

static void thin_level_lines_are_crisp(void) {
    Stage stage;
    stage_open(&stage, 1);
    draw_line(&stage.list, (Vec2){10, 20}, (Vec2){60, 20}, 1, black);
    draw_line(&stage.list, (Vec2){80.3, 10.2}, (Vec2){80.3, 60}, 1, black);
    stage_play(&stage);
    for (int x = 10; x < 60; x++) CHECK(is(&stage, x, 19, black) != is(&stage, x, 20, black));
    CHECK(is(&stage, 80, 30, black) && is(&stage, 79, 30, white) && is(&stage, 81, 30, white));
    stage_close(&stage);
}

static void an_images_cells_have_whole_pixel_edges_even_when_cut(void) {
    const uint32_t cells[] = {0xFFFF0000, 0xFF000000, 0xFF0000FF,
                              0xFF00FF00, 0xFFFF0000, 0xFF000000};
    Stage stage;
    stage_open(&stage, 1);
    draw_clip(&stage.list, (Rect){15, 10, 100, 100});
    draw_image(&stage.list, (Rect){10, 10, 31, 21}, (Image){cells, 3, 2, 7, 1});
    draw_unclip(&stage.list);
    stage_play(&stage);
    CHECK(same(ink(&stage), 15, 10, 26, 21));
    // Columns end at 31/3 and 62/3, seen from pixels' middles: 10, 21 and 31; rows at 10.5.
    CHECK(is(&stage, 19, 12, red) && is(&stage, 20, 12, black));
    CHECK(is(&stage, 30, 12, black) && is(&stage, 31, 12, (Color){0, 0, 255, 255}));
    CHECK(is(&stage, 19, 19, red) && is(&stage, 19, 21, (Color){0, 255, 0, 255}));
    stage_close(&stage);
}

static void an_image_is_sent_again_only_when_its_version_changes(void) {
    uint32_t cell = 0xFFFF0000;
    Stage stage;
    stage_open(&stage, 1);
    draw_image(&stage.list, (Rect){0, 0, 10, 10}, (Image){&cell, 1, 1, 9, 1});
    stage_play(&stage);
    int made = canvas_caches(stage.canvas).made;
    cell = 0xFF000000; // nobody was told
    stage_play(&stage);
    CHECK(canvas_caches(stage.canvas).made == made && is(&stage, 5, 5, red));
    stage.list.at[1].image.version = 2;
    stage_play(&stage);
    CHECK(canvas_caches(stage.canvas).made == made + 1 && is(&stage, 5, 5, black));
    CHECK(canvas_caches(stage.canvas).sprites == 1);
    stage_close(&stage);
}

static void text_stays_within_its_measured_width(void) {
    static const char *const texts[] = {"Hamburgefonstiv", "HHHHHHHHHHHH", "iiiiillll",
                                        "AVAToWa",         "10 000",       "mmm"};
    static const double scales[] = {1, 1.25, 1.5, 2, 3};
    Metrics metrics = fonts_metrics(fonts);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
            Stage stage;
            TextStyle style = {(FontId)(i % FONT_COUNT), 13 + (double)i};
            stage_open(&stage, scales[k]);
            draw_text(&stage.list, (Vec2){20, 50}, style, black, texts[i], -1);
            stage_play(&stage);
            Rect r = ink(&stage);
            double w =
                metrics.width(metrics.self, style, texts[i], (int)strlen(texts[i])) * scales[k];
            double side = 0.2 * style.size * scales[k]; // letters keep some distance from their box
            CHECK(r.x >= 20 * scales[k] - 1 && r.x <= 20 * scales[k] + side);
            CHECK(r.x + r.w <= 20 * scales[k] + w + 1);
            CHECK(r.x + r.w >= 20 * scales[k] + w - side - 1);
            CHECK(r.y >= (50 - metrics.ascent(metrics.self, style)) * scales[k] - 1);
            CHECK(r.y + r.h <= (50 + metrics.descent(metrics.self, style)) * scales[k] + 1);
            stage_close(&stage);
        }
    }
}

static void widths_add_up_and_know_kerning(void) {
    Metrics m = fonts_metrics(fonts);
    double words = m.width(m.self, body, "one ", 4) + m.width(m.self, body, "two", 3);
    CHECK_NEAR(m.width(m.self, body, "one two", 7), words, 0.2);
    CHECK(m.width(m.self, body, "AV", 2) <
          m.width(m.self, body, "A", 1) + m.width(m.self, body, "V", 1) - 0.3);
    CHECK_NEAR(m.width(m.self, (TextStyle){FONT_REGULAR, 34}, "one two", 7),
               2 * m.width(m.self, body, "one two", 7), 1e-9);
    CHECK_NEAR(m.width(m.self, (TextStyle){FONT_MONO, 10}, "0000000000", 10), 60,
               0.1); // 600 of 1000 units
    CHECK(m.width(m.self, body, "", 0) == 0);
    // Overhang does not count: in italics, f and j reach out of their boxes on both sides.
    TextStyle italic = {FONT_ITALIC, 40};
    double twice = m.width(m.self, italic, "jf", 2) + m.width(m.self, italic, " ", 1) +
                   m.width(m.self, italic, "jf", 2);
    CHECK_NEAR(m.width(m.self, italic, "jf jf", 5), twice, 0.4);
}

static void strange_text_is_harmless(void) {
    Stage stage;
    Metrics m = fonts_metrics(fonts);
    char *endless = calloc(1, 3000001);
    memset(endless, 'w', 3000000);
    stage_open(&stage, 1);
    draw_text(&stage.list, (Vec2){10, 20}, body, black, "two\nlines\tand \x01 \x7F", -1);
    draw_text(&stage.list, (Vec2){10, 40}, body, black, "nul\0byte", 8);
    draw_text(&stage.list, (Vec2){10, 60}, body, black, "bad \xFF\xC3\xF0\x9F", -1);
    draw_text(&stage.list, (Vec2){10, 80}, body, black, endless, 3000000);
    draw_text(&stage.list, (Vec2){10, 80}, (TextStyle){FONT_REGULAR, 0}, black, "none", -1);
    draw_text(&stage.list, (Vec2){10, 80}, (TextStyle){FONT_REGULAR, 1e9}, black, "huge", -1);
    draw_text(&stage.list, (Vec2){nan(""), 80}, body, black, "nowhere", -1);
    stage_play(&stage);
    CHECK(canvas_caches(stage.canvas).bytes < 4 << 20);
    CHECK(m.width(m.self, body, "a\0b", 3) > m.width(m.self, body, "a", 1));
    CHECK(m.width(m.self, body, endless, 100000) > 100000 * 10);
    CHECK(m.width(m.self, body, "\xFF", 1) >= 0);
    free(endless);
    stage_close(&stage);
}

static void strange_shapes_are_harmless(void) {
    Stage stage;
    Vec2 wild[] = {{0, 0}, {1e300, 5}, {nan(""), 3}, {-1e300, 1e300}, {50, 50}};
    stage_open(&stage, 1);
    DrawList *list = &stage.list;
    draw_path(list, wild, 5, 2, red);
    draw_dashes(list, wild, 5, (Stroke){2, 3, 3}, red);
    draw_poly(list, wild, 5, red);
    draw_path(list, wild, 1, 1e9, red);
    draw_round(list, (Rect){-1e9, -1e9, 2e9, 2e9}, 1e9, white);
    draw_ring(list, (Rect){1, 1, 1, 1}, 50, 50, red);
    draw_ring(list, (Rect){nan(""), 1, 1, 1}, 5, 5, red);
    draw_shadow(list, (Rect){5, 5, 0, 5}, 5, 5, red);
    draw_shadow(list, (Rect){5, 5, 5, 5}, 5, 1e9, red);
    draw_hatch(list, (Rect){-1e9, -1e9, 2e9, 2e9}, 0, red);
    draw_image(list, (Rect){0, 0, 1e9, 1}, (Image){NULL, 0, 0, 1, 1});
    draw_arc(list, (Arc){(Vec2){10, 10}, 1e9, 0, 1e9}, 1, red);
    draw_glyph(list, 0, 0, 10, 3, red); // no math font was given
    stage_play(&stage);
    CHECK(stage.got.w == 200);
    stage_close(&stage);
}

static void caches_do_not_grow_over_a_thousand_frames(void) {
    Stage stage;
    size_t most = 0;
    stage_open(&stage, 1);
    for (int frame = 0; frame < 1000; frame++) {
        Arena arena = {0};
        DrawList list = {.arena = &arena};
        char text[32];
        double t = frame * 0.1;
        snprintf(text, sizeof text, "position %d", frame);
        uint32_t cell = 0xFF000000U + (uint32_t)frame;
        Vec2 curve[] = {{0, 50 + 70 * sin(t)}, {100, 50 + 70 * cos(t)}, {290, 50}};
        draw_text(&list, (Vec2){10, 40}, (TextStyle){FONT_REGULAR, 13 + frame % 30}, black, text,
                  -1);
        draw_path(&list, curve, 3, 2, red);
        draw_image(&list, (Rect){0, 0, 50, 50}, (Image){&cell, 1, 1, 3, (uint64_t)frame});
        draw_round(&list, (Rect){3, 3, 40, 20}, 6, black);
        play(stage.canvas, &list);
        arena_free(&arena);
        size_t held = canvas_caches(stage.canvas).bytes;
        most = held > most ? held : most;
    }
    CHECK(most <= 24 << 20);
    CHECK(canvas_caches(stage.canvas).sprites <= 4096);
    stage_close(&stage);
}

static void a_still_picture_makes_nothing_new(void) {
    Stage stage;
    Vec2 curve[] = {{0, 0}, {30, 70}, {200, 50}};
    stage_open(&stage, 2);
    draw_text(&stage.list, (Vec2){10, 40}, body, black, "still", -1);
    draw_path(&stage.list, curve, 3, 2, red);
    draw_shadow(&stage.list, (Rect){5, 5, 50, 50}, 5, 5, red);
    draw_hatch(&stage.list, (Rect){5, 5, 50, 50}, 5, red);
    stage_play(&stage);
    int made = canvas_caches(stage.canvas).made;
    for (int i = 0; i < 3; i++) stage_play(&stage);
    CHECK(made > 0 && canvas_caches(stage.canvas).made == made);
    stage_close(&stage);
}

static void a_missing_font_or_a_silly_size_is_one_line(void) {
    Err err = {0};
    Fonts *none = NULL;
    Canvas *canvas = NULL;
    CHECK(!fonts_load("tests/no-such-folder", &none, &err) && !none);
    CHECK(strstr(err.text, "tests/no-such-folder/Inter-Regular.ttf") && !strchr(err.text, '\n'));
    CHECK(!canvas_new_surface(0, 100, 1, fonts, &canvas, &err) && !canvas);
    CHECK(!canvas_new_surface(100000, 100000, 1, fonts, &canvas, &err) &&
          strstr(err.text, "16384"));
    CHECK(!canvas_new_surface(100, 100, nan(""), fonts, &canvas, &err));
}

static void the_fonts_have_what_the_interface_writes(void) {
    static const uint32_t codes[] = {0xBD,   0xBC,   0xBE,   0xD7,   0x2713, 0xB7, 0x2013,
                                     0x201C, 0x201D, 0x2019, 0x2192, 0x2264, 0x3B8};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        CHECK(fonts_have(fonts, FONT_REGULAR, codes[i]));
    }
    CHECK(!fonts_have(fonts, FONT_REGULAR, 0x1F600));
}

int main(void) {
    Err err = {0};
    CHECK(fonts_load("assets/fonts", &fonts, &err));
    if (!fonts) return test_end();
    a_fill_covers_exactly_its_pixels();
    neighbours_leave_no_gap_and_hairlines_never_vanish();
    transparency_blends_exactly_in_every_channel();
    nested_clips_are_their_intersection_and_end();
    a_rounded_rectangle_is_the_same_from_patches_as_whole();
    a_shadow_has_no_seams();
    thin_level_lines_are_crisp();
    an_images_cells_have_whole_pixel_edges_even_when_cut();
    an_image_is_sent_again_only_when_its_version_changes();
    text_stays_within_its_measured_width();
    widths_add_up_and_know_kerning();
    strange_text_is_harmless();
    strange_shapes_are_harmless();
    caches_do_not_grow_over_a_thousand_frames();
    a_still_picture_makes_nothing_new();
    a_missing_font_or_a_silly_size_is_one_line();
    the_fonts_have_what_the_interface_writes();
    fonts_free(fonts);
    return test_end();
}
