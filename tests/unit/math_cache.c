// The cache of formulas: what was handed out in a frame stays what it was, however many others are asked for.
#include "support/fake_metrics.h"
#include "support/test.h"
#include "ui/ui.h"

#include <stdlib.h>

enum { MANY = 3000 };

static void every_formula_of_a_frame_keeps_its_own_box(MathFont *font) {
    Ui ui = {.metrics = fake_metrics(), .math = font};
    Arena frame = {0};
    DrawList draw = {.arena = &frame};
    UiInput in = {.width = 100, .height = 100, .scale = 1};
    const MathBox **boxes = arena_array(&frame, MANY, sizeof *boxes);
    uint32_t *glyphs = arena_array(&frame, MANY, sizeof *glyphs);
    ui_begin(&ui, &in, THEME_LIGHT, 1, &draw);
    for (int n = 0; n < MANY; n++) {
        boxes[n] = ui_math(&ui, arena_format(&frame, "%d", n), 16, false);
        glyphs[n] = boxes[n] ? boxes[n]->glyphs[boxes[n]->glyph_count - 1].glyph : 0;
    }
    bool same = true;
    for (int n = 0; n < MANY; n++) {
        int digits = snprintf(NULL, 0, "%d", n);
        same = same && boxes[n] && boxes[n]->glyph_count == digits;
        same = same && boxes[n]->glyphs[digits - 1].glyph == glyphs[n];
        same = same && glyphs[n] == glyphs[n % 10]; // the last digit decides
    }
    CHECK(same);
    CHECK(ui_math(&ui, "7", 16, false) == boxes[7] && ui_math(&ui, "7", 17, false) != boxes[7]);
    ui_end(&ui);
    ui_free(&ui);
    arena_free(&frame);
}

int main(void) {
    MathFont *font = NULL;
    CHECK(mathfont_load("assets/fonts/STIXTwoMath.otf", &font, NULL));
    every_formula_of_a_frame_keeps_its_own_box(font);
    mathfont_free(font);
    return test_end();
}
