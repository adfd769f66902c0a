// One picture with every kind of draw command, against tests/golden/pictures/draw-*.png.
//
// PHASOR_GOLDEN=write makes the pictures anew (then look at them). A failure writes out/draw-SCALE-{got,diff}.png.
#include "gfx/colormap.h"
#include "sdl/play.h"
#include "support/picture.h"

static const Color ink = {0x1A, 0x1C, 0x21, 255}, muted = {0x66, 0x6B, 0x76, 255};
static const Color accent = {0x24, 0x56, 0xC8, 255}, tint = {0xE8, 0xEF, 0xFD, 255};
static const Color line = {0xDE, 0xDA, 0xD0, 255}, control = {0x8A, 0x86, 0x7C, 255};
static const Color white = {255, 255, 255, 255}, shade = {30, 25, 10, 40};

static TextStyle style(FontId font, double size) {
    return (TextStyle){font, size};
}

static void add_panel(DrawList *list, Rect r) {
    Rect below = r;
    below.y += 2;
    draw_shadow(list, below, 12, 12, shade);
    draw_round(list, r, 12, white);
    draw_ring(list, r, 12, 1, line);
}

static void add_texts(DrawList *list) {
    static const char *const lines[] = {
        "Positional encodings",
        "Attention scores depend on content alone, unless AVA To. fi",
        "Learned absolute embeddings: ½ ¼ ¾ × ✓ ✕ · – “quoted” ’s → ≤ θ",
        "Classic sinusoidal encodings",
        "sin(23/7.499) = +0.073  -1 0 10 000",
    };
    draw_text(list, (Vec2){40, 62}, style(FONT_SEMIBOLD, 30), ink, lines[0], -1);
    draw_text(list, (Vec2){40, 100}, style(FONT_REGULAR, 17), ink, lines[1], -1);
    draw_text(list, (Vec2){40, 127}, style(FONT_MEDIUM, 15), ink, lines[2], -1);
    draw_text(list, (Vec2){40, 152}, style(FONT_ITALIC, 17), accent, lines[3], -1);
    draw_text(list, (Vec2){40, 176}, style(FONT_MONO, 13), muted, lines[4], -1);
}

static void add_controls(DrawList *list) {
    Rect option = {40, 200, 260, 44};
    draw_round(list, option, 8, tint);
    draw_ring(list, option, 8, 1.5, accent);
    draw_ring(list, rect_inset(option, -4), 12, 2, accent);
    draw_circle(list, (Vec2){64, 222}, 8, 1.5, accent);
    draw_disc(list, (Vec2){64, 222}, 4.5, accent);
    draw_text(list, (Vec2){86, 227}, style(FONT_REGULAR, 15), ink, "rotating query and key", -1);
    draw_round(list, (Rect){40, 264, 134, 40}, 8, accent);
    draw_text(list, (Vec2){56, 289}, style(FONT_MEDIUM, 15), white, "Check answer", -1);
    draw_ring(list, (Rect){184, 264, 76, 40}, 8, 1, control);
    draw_text(list, (Vec2){207, 289}, style(FONT_MEDIUM, 15), ink, "Hint", -1);
    draw_round(list, (Rect){270, 272, 38, 24}, 12, line);
    draw_round(list, (Rect){40, 328, 260, 4}, 2, line);
    draw_round(list, (Rect){40, 328, 150, 4}, 2, accent);
    draw_disc(list, (Vec2){190, 330}, 10, accent);
    draw_disc(list, (Vec2){190, 330}, 8, white);
}

static void add_clock(DrawList *list, Vec2 c, double angle) {
    draw_disc(list, c, 22, (Color){0xF0, 0xEE, 0xE8, 255});
    draw_circle(list, c, 22, 1.25, control);
    draw_arc(list, (Arc){c, 16, 0, angle}, 3, color_fade(accent, 0.3));
    draw_line(list, c, (Vec2){c.x + 17 * cos(angle), c.y - 17 * sin(angle)}, 2, accent);
    draw_disc(list, c, 2.5, ink);
}

static void add_curves(DrawList *list, Rect r) {
    enum { N = 121 };

    Vec2 wave[N], decay[N];
    for (int i = 0; i < N; i++) {
        double t = i / (N - 1.0), x = r.x + t * r.w, mid = r.y + r.h / 2;
        wave[i] = (Vec2){x, mid - r.h * 0.45 * sin(9 * t)};
        decay[i] = (Vec2){x, mid - r.h * 0.45 * exp(-3 * t) * cos(25 * t)};
    }
    for (int i = 0; i <= 4; i++) {
        double y = r.y + r.h * i / 4;
        draw_line(list, (Vec2){r.x, y}, (Vec2){r.x + r.w, y}, 1, i == 2 ? control : line);
    }
    draw_path(list, wave, N, 2, accent);
    draw_dashes(list, decay, N, (Stroke){2, 6, 4}, (Color){0x7A, 0x3E, 0, 255});
    Vec2 upright[] = {{r.x + 90, r.y}, {r.x + 90, r.y + r.h}};
    draw_dashes(list, upright, 2, (Stroke){1, 4, 3}, muted);
    Vec2 arrow[] = {{r.x + r.w, r.y + 8},
                    {r.x + r.w - 11, r.y + 3},
                    {r.x + r.w - 8, r.y + 8},
                    {r.x + r.w - 11, r.y + 13}};
    draw_poly(list, arrow, 4, ink);
}

enum { CELLS = 24 };

static Image heatmap(uint32_t pixels[CELLS * CELLS]) {
    float values[CELLS * CELLS];
    for (int i = 0; i < CELLS * CELLS; i++) {
        int position = i / CELLS, pair = i % CELLS / 2;
        double angle = position / pow(100, 2.0 * pair / CELLS);
        values[i] =
            i % CELLS > position + 18 ? (float)nan("") : (float)(i % 2 ? cos(angle) : sin(angle));
    }
    colormap_paint((ColorScale){MAP_DIVERGING_LIGHT, -1, 1, 0xFFF0EEE8}, values, CELLS * CELLS,
                   pixels);
    return (Image){pixels, CELLS, CELLS, 1, 1};
}

static void add_figure(DrawList *list, Rect r, uint32_t *pixels) {
    draw_image(list, (Rect){r.x, r.y, 154, 154}, heatmap(pixels));
    draw_ring(list, (Rect){r.x - 1, r.y - 1, 156, 156}, 0, 1, line);
    Rect masked = {r.x + 174, r.y, 90, 60};
    draw_fill(list, masked, (Color){0xF0, 0xEE, 0xE8, 255});
    draw_hatch(list, masked, 8, control);
    draw_clip(list, (Rect){r.x + 174, r.y + 74, 90, 80});
    draw_clip(list, (Rect){r.x + 190, r.y + 60, 200, 80});
    draw_disc(list, (Vec2){r.x + 200, r.y + 100}, 40, color_fade(accent, 0.5));
    draw_text(list, (Vec2){r.x + 176, r.y + 106}, style(FONT_SEMIBOLD, 22), ink, "Clipped", -1);
    draw_unclip(list);
    draw_unclip(list);
    for (int i = 0; i < 5; i++) {
        add_clock(list, (Vec2){r.x + 24 + 54 * i, r.y + 186}, 0.4 + 1.1 * i);
    }
}

static void add_formula(DrawList *list, double x, double y) {
    for (uint32_t i = 0; i < 8; i++) draw_glyph(list, x + 20.3 * i, y, 22, 40 + i * 3, ink);
}

static void paint(DrawList *list, uint32_t *pixels) {
    draw_fill(list, (Rect){0, 0, 960, 400}, (Color){0xF7, 0xF6, 0xF2, 255});
    draw_fill(list, (Rect){0, 0, 960, 16}, white);
    draw_fill(list, (Rect){0, 16, 960, 1}, line);
    add_texts(list);
    add_controls(list);
    add_formula(list, 40, 376);
    add_panel(list, (Rect){560, 40, 360, 330});
    add_figure(list, (Rect){592, 60, 0, 0}, pixels);
    add_curves(list, (Rect){592, 280, 296, 70});
}

static void the_picture_is_as_it_was(Fonts *fonts, MathFont *math, double scale, const char *name) {
    Arena arena = {0};
    DrawList list = {.arena = &arena};
    uint32_t pixels[CELLS * CELLS];
    Canvas *canvas = NULL;
    Pixels got = {0};
    paint(&list, pixels);
    CHECK(canvas_new_surface(960, 400, scale, fonts, &canvas, NULL));
    canvas_set_math(canvas, math);
    play(canvas, &list);
    CHECK(canvas_pixels(canvas, &arena, &got, NULL));
    picture_compare(name, got, 3);
    canvas_free(canvas);
    arena_free(&arena);
}

int main(void) {
    Fonts *fonts = NULL;
    MathFont *math = NULL;
    CHECK(fonts_load("assets/fonts", &fonts, NULL));
    CHECK(mathfont_load("assets/fonts/STIXTwoMath.otf", &math, NULL));
    the_picture_is_as_it_was(fonts, math, 1, "draw-1x");
    the_picture_is_as_it_was(fonts, math, 1.25, "draw-1.25x");
    the_picture_is_as_it_was(fonts, math, 2, "draw-2x");
    mathfont_free(math);
    fonts_free(fonts);
    return test_end();
}
