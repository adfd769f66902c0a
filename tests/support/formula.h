// What the tests of formulas share: the font, a formula laid out, a glyph found in it, and running the tests of one file.
#ifndef TESTS_SUPPORT_FORMULA_H
#define TESTS_SUPPORT_FORMULA_H

#include "support/test.h"
#include "ui/math.h"
#include "ui/math_face.h"

typedef struct Formulas {
    MathFont *font;
    Arena arena;
} Formulas;

enum { FORMULA_SIZE = 20 }; // px per em

// An empty box, and a failed check, if the formula does not lay out.
static inline MathBox formula_set(Formulas *c, const char *tex, bool display) {
    MathBox box;
    Err err = {{0}};
    bool ok = math_layout(c->font, &c->arena,
                          (MathText){tex, (int)strlen(tex), FORMULA_SIZE, display}, &box, &err);
    test_note(ok, "layout", 0, tex);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    return box;
}

static inline double formula_width(Formulas *c, const char *tex) {
    return formula_set(c, tex, true).width;
}

static inline double formula_height(Formulas *c, const char *tex) {
    MathBox box = formula_set(c, tex, true);
    return box.ascent + box.descent;
}

// The first glyph of a code point; a zero glyph, and a failed check, if there is none.
static inline MathGlyph formula_find(Formulas *c, const MathBox *box, uint32_t code) {
    uint32_t glyph = math_face_glyph(c->font, code);
    const MathGlyphInfo *info = math_face_info(c->font, glyph);
    for (int i = 0; i < box->glyph_count; i++) {
        uint32_t g = box->glyphs[i].glyph;
        if (g == glyph || g == info->script[0] || g == info->script[1]) return box->glyphs[i];
    }
    test_note(false, "glyph", (int)code, "is in the box");
    return (MathGlyph){0};
}

// Closes with what main returns.
static inline int formula_tests(void (*const tests[])(Formulas *), size_t count) {
    Formulas c = {0};
    Err err = {{0}};
    bool loaded = mathfont_load("assets/fonts/STIXTwoMath.otf", &c.font, &err);
    CHECK(loaded);
    for (size_t i = 0; loaded && i < count; i++) tests[i](&c);
    mathfont_free(c.font);
    arena_free(&c.arena);
    return test_end();
}

#endif
