// Any bytes as a formula: it is set or refused, never more, and the same bytes as plain text.
#include "ui/math.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_box(const MathBox *box) {
    assert(isfinite(box->width) && isfinite(box->ascent) && isfinite(box->descent));
    for (int i = 0; i < box->glyph_count; i++) {
        assert(isfinite(box->glyphs[i].x) && isfinite(box->glyphs[i].y) && box->glyphs[i].size > 0);
    }
    for (int i = 0; i < box->rule_count; i++) {
        assert(isfinite(box->rules[i].x) && isfinite(box->rules[i].w) && box->rules[i].h > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static MathFont *font; // loading it takes longer than a thousand formulas
    if (!font && !mathfont_load("assets/fonts/STIXTwoMath.otf", &font, NULL)) abort();
    if (size > 20000) return 0;
    Arena arena = {0};
    char *tex = arena_text(&arena, (const char *)data, size); // ends where the sanitizer watches
    for (int display = 0; display < 2; display++) {
        MathBox box;
        Err err = {{0}};
        bool set = math_layout(font, &arena, (MathText){tex, (int)size, 16, display}, &box, &err);
        assert(set || (strncmp(err.text, "byte ", 5) == 0 && box.glyph_count == 0));
        bool parsed = math_check(tex, (int)size, NULL);
        assert(parsed || !set);
        check_box(&box);
    }
    assert(math_plain(&arena, tex, (int)size));
    arena_free(&arena);
    return 0;
}
