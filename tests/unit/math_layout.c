// Formulas: what is drawn where, and how much space is between atoms.
#include "support/formula.h"

static void a_fraction_has_its_bar_between_its_parts(Formulas *c) {
    MathBox box = formula_set(c, "\\frac{1}{2}", true);
    CHECK(box.rule_count == 1);
    CHECK(box.glyph_count == 2);
    if (box.rule_count != 1) return;
    Rect bar = box.rules[0];
    CHECK(formula_find(c, &box, '1').y < bar.y);
    const MathGlyphInfo *two = math_face_info(c->font, math_face_glyph(c->font, '2'));
    CHECK(formula_find(c, &box, '2').y - two->ascent * FORMULA_SIZE > bar.y + bar.h);
    double axis = math_face_constant(c->font, HB_OT_MATH_CONSTANT_AXIS_HEIGHT) * FORMULA_SIZE;
    CHECK_NEAR(bar.y + bar.h / 2, -axis, 1e-9);
    CHECK(formula_set(c, "\\binom{1}{2}", true).rule_count == 0);
}

static void fraction_styles_have_their_sizes(Formulas *c) {
    MathBox inline_box = formula_set(c, "\\frac12", false),
            display_box = formula_set(c, "\\frac12", true);
    CHECK(inline_box.glyphs[0].size < FORMULA_SIZE);
    CHECK_NEAR(display_box.glyphs[0].size, FORMULA_SIZE, 1e-9);
    CHECK_NEAR(formula_set(c, "\\dfrac12", false).glyphs[0].size, FORMULA_SIZE, 1e-9);
    CHECK(formula_set(c, "\\tfrac12", true).glyphs[0].size < FORMULA_SIZE);
}

static void scripts_stand_above_and_below(Formulas *c) {
    MathBox box = formula_set(c, "x^2_3", true);
    MathGlyph body = formula_find(c, &box, 0x1D465), up = formula_find(c, &box, '2'),
              down = formula_find(c, &box, '3');
    CHECK(up.y < 0 && down.y > 0);
    CHECK(up.x > body.x && down.x > body.x);
    CHECK_NEAR(up.size, 0.7 * FORMULA_SIZE, 1e-9);
    MathBox nested = formula_set(c, "x^{y^2}", true);
    CHECK_NEAR(formula_find(c, &nested, '2').size, 0.55 * FORMULA_SIZE, 1e-9);
    CHECK(formula_find(c, &nested, '2').y < formula_find(c, &nested, 0x1D466).y);
}

static void a_leaning_letter_pushes_its_superscript_only(Formulas *c) {
    MathBox box = formula_set(c, "V^2_3", true);
    CHECK(formula_find(c, &box, '2').x > formula_find(c, &box, '3').x + 0.05 * FORMULA_SIZE);
    MathBox upright = formula_set(c, "\\mathrm{H}^2_3", true);
    CHECK_NEAR(formula_find(c, &upright, '2').x, formula_find(c, &upright, '3').x, 1e-9);
}

static void limits_stand_over_sums_in_display_and_beside_them_in_text(Formulas *c) {
    MathBox display = formula_set(c, "\\sum_1^2", true), text = formula_set(c, "\\sum_1^2", false);
    CHECK_NEAR(formula_find(c, &display, '1').x, formula_find(c, &display, '2').x,
               0.05 * FORMULA_SIZE);
    CHECK(formula_find(c, &display, '2').y < -FORMULA_SIZE * 0.9);
    CHECK(formula_find(c, &text, '1').x > FORMULA_SIZE * 0.8);
    CHECK(display.ascent + display.descent > text.ascent + text.descent);
    MathBox integral = formula_set(c, "\\int_1^2", true);
    CHECK(formula_find(c, &integral, '2').x >
          formula_find(c, &integral, '1').x + 0.3 * FORMULA_SIZE);
    MathBox forced = formula_set(c, "\\sum\\limits_1^2", false);
    CHECK_NEAR(formula_find(c, &forced, '1').x, formula_find(c, &forced, '2').x,
               0.05 * FORMULA_SIZE);
}

// The TeXbook, ch. 18: thin 3/18, medium 4/18, thick 5/18 em. `apart` are the atoms set alone.
static void atoms_have_the_space_that_tex_gives_them(Formulas *c) {
    static const struct {
        const char *tex, *apart[3];
        double mu;
    } samples[] = {
        {"1{+}1", {"1", "{+}", "1"}, 0},      {"1+1", {"1", "{+}", "1"}, 8},
        {"1=1", {"1", "{=}", "1"}, 10},       {"+1", {"{+}", "1", ""}, 0},
        {"1=+", {"1", "{=}", "{+}"}, 10},     {"1,1", {"1", "{,}", "1"}, 3},
        {"1{,}1", {"1", "{,}", "1"}, 0},      {"1\\,1", {"1", "1", ""}, 3},
        {"1\\!1", {"1", "1", ""}, -3},        {"1\\:1", {"1", "1", ""}, 4},
        {"1\\;1", {"1", "1", ""}, 5},         {"1\\quad1", {"1", "1", ""}, 18},
        {"\\sin 1", {"\\sin", "1", ""}, 3},   {"\\sin(1)", {"\\sin", "(1)", ""}, 0},
        {"1\\sin 1", {"1", "\\sin", "1"}, 6}, {"(-1)", {"(", "{-}", "1)"}, 0},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        double want = samples[i].mu / 18 * FORMULA_SIZE;
        for (int k = 0; k < 3; k++) want += formula_width(c, samples[i].apart[k]);
        double got = formula_width(c, samples[i].tex);
        test_note(fabs(got - want) < 1e-9, "space", (int)i, samples[i].tex);
    }
}

static void signs_in_scripts_stand_close(Formulas *c) {
    CHECK_NEAR(formula_width(c, "x^{1+1}"), formula_width(c, "x^{1{+}1}"), 1e-9);
    CHECK(formula_width(c, "x^{1\\,1}") > formula_width(c, "x^{11}"));
}

static void delimiters_grow_with_what_they_hold(Formulas *c) {
    double last = 0;
    static const char *const bodies[] = {
        "\\left(x\\right)",
        "\\left(\\frac12\\right)",
        "\\left(\\frac{\\frac12}{\\frac12}\\right)",
        "\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\end{matrix}\\right)",
        "\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\\\8\\\\9\\end{matrix}\\right)",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        double now = formula_height(c, bodies[i]);
        CHECK(now > last);
        last = now;
    }
    double big[] = {formula_height(c, "("), formula_height(c, "\\bigl("),
                    formula_height(c, "\\Bigl("), formula_height(c, "\\biggl("),
                    formula_height(c, "\\Biggl(")};
    for (int i = 1; i < 5; i++) CHECK(big[i] > big[i - 1]);
}

// Beyond the font's largest variant a parenthesis is built from parts, which reach as far as the body.
static void the_largest_delimiters_are_assembled(Formulas *c) {
    static const char rows[] = "1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\\\8\\\\9";
    const char *bare = arena_format(&c->arena, "\\begin{matrix}%s\\end{matrix}", rows);
    const char *fenced = arena_format(&c->arena, "\\begin{pmatrix}%s\\end{pmatrix}", rows);
    MathBox inner = formula_set(c, bare, true), outer = formula_set(c, fenced, true);
    CHECK(inner.glyph_count == 9);
    CHECK(outer.glyph_count >= 9 + 2 * 3);
    CHECK(outer.ascent >= 0.9 * inner.ascent && outer.ascent <= 1.1 * inner.ascent);
    CHECK_NEAR(outer.ascent - outer.descent, inner.ascent - inner.descent, 0.2 * FORMULA_SIZE);
}

static void middle_grows_with_the_fence(Formulas *c) {
    MathBox flat = formula_set(c, "\\left(a\\middle|b\\right)", true);
    MathBox tall = formula_set(c, "\\left(a\\middle|\\frac{1}{2}\\right)", true);
    CHECK(flat.glyph_count == 5);
    CHECK(tall.glyph_count > 6);
}

static void a_root_covers_its_body(Formulas *c) {
    MathBox box = formula_set(c, "\\sqrt{x+1}", true);
    CHECK(box.rule_count == 1);
    MathGlyph x = formula_find(c, &box, 0x1D465), one = formula_find(c, &box, '1');
    CHECK(box.rules[0].x <= x.x && box.rules[0].x + box.rules[0].w > one.x);
    const MathGlyphInfo *info = math_face_info(c->font, math_face_glyph(c->font, '1'));
    CHECK(box.rules[0].y + box.rules[0].h < -info->ascent * FORMULA_SIZE);
    MathBox cube = formula_set(c, "\\sqrt[3]{x+1}", true);
    CHECK(cube.glyph_count == box.glyph_count + 1);
    CHECK(formula_find(c, &cube, '3').y < -0.2 * FORMULA_SIZE &&
          formula_find(c, &cube, '3').size < 0.6 * FORMULA_SIZE);
}

static void accents_stand_over_the_middle(Formulas *c) {
    MathBox box = formula_set(c, "\\hat x", true);
    CHECK(box.glyph_count == 2);
    CHECK(box.ascent > formula_height(c, "x"));
    CHECK_NEAR(box.width, formula_width(c, "x"), 1e-9);
    CHECK(formula_width(c, "\\widehat{ABC}") >= formula_width(c, "ABC") - 1e-9);
    MathBox line = formula_set(c, "\\overline{AB}", true);
    CHECK(line.rule_count == 1 && line.rules[0].y < -0.65 * FORMULA_SIZE);
    CHECK(formula_set(c, "\\underline{AB}", true).rules[0].y > 0);
}

static void matrices_are_grids(Formulas *c) {
    MathBox box = formula_set(c, "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", true);
    MathGlyph a = formula_find(c, &box, '1'), b = formula_find(c, &box, '2'),
              d = formula_find(c, &box, '3');
    CHECK_NEAR(a.y, b.y, 1e-9);
    CHECK_NEAR(a.x, d.x, 1e-9);
    CHECK(d.y > a.y + FORMULA_SIZE && b.x > a.x + FORMULA_SIZE);
    MathBox aligned = formula_set(c, "\\begin{aligned}xx&=1\\\\x&=2\\end{aligned}", true);
    CHECK_NEAR(formula_find(c, &aligned, '1').x, formula_find(c, &aligned, '2').x, 1e-9);
    MathBox cases = formula_set(c, "\\begin{cases}1&x\\\\2222&y\\end{cases}", true);
    CHECK_NEAR(formula_find(c, &cases, '1').x, formula_find(c, &cases, '2').x, 1e-9);
    CHECK_NEAR(formula_find(c, &cases, 0x1D465).x, formula_find(c, &cases, 0x1D466).x, 1e-9);
}

static void sizes_scale(Formulas *c) {
    MathBox small, large;
    const char *tex = "\\left(\\frac{x^2}{\\sqrt y}\\right)";
    CHECK(
        math_layout(c->font, &c->arena, (MathText){tex, (int)strlen(tex), 10, true}, &small, NULL));
    CHECK(
        math_layout(c->font, &c->arena, (MathText){tex, (int)strlen(tex), 30, true}, &large, NULL));
    CHECK_NEAR(large.width, 3 * small.width, 1e-9);
    CHECK_NEAR(large.ascent, 3 * small.ascent, 1e-9);
    CHECK_NEAR(large.descent, 3 * small.descent, 1e-9);
}

static void glyphs_become_coverage(Formulas *c) {
    uint32_t bar = math_face_glyph(c->font, '|'), space = math_face_glyph(c->font, ' ');
    Coverage whole = mathfont_glyph(c->font, &c->arena, bar, 40, 0);
    CHECK(whole.w >= 2 && whole.w <= 5 && whole.h > 30 && whole.y < -25);
    Coverage shifted = mathfont_glyph(c->font, &c->arena, bar, 40, 0.5);
    double ink[2] = {0}, moment[2] = {0};
    const Coverage *both[2] = {&whole, &shifted};
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < both[k]->w * both[k]->h; i++) {
            ink[k] += both[k]->at[i];
            moment[k] += both[k]->at[i] * (both[k]->x + i % both[k]->w);
        }
    }
    CHECK_NEAR(ink[0], ink[1], 0.02 * ink[0]);
    CHECK_NEAR(moment[1] / ink[1] - moment[0] / ink[0], 0.5, 0.1);
    CHECK(mathfont_glyph(c->font, &c->arena, space, 40, 0).w == 0);
    CHECK(mathfont_glyph(c->font, &c->arena, 1u << 30, 40, 0).w == 0);
    CHECK(mathfont_glyph(c->font, &c->arena, bar, 1e9, 0).w == 0);
}

static void drawing_puts_glyphs_and_rules_in_the_list(Formulas *c) {
    MathBox box = formula_set(c, "\\frac12", true);
    DrawList list = {.arena = &c->arena};
    math_draw(&box, &list, 100, 50, (Color){1, 2, 3, 255});
    CHECK(list.count == 3);
    CHECK(list.at[0].kind == DRAW_GLYPH && list.at[2].kind == DRAW_FILL);
    CHECK_NEAR(list.at[0].r.x, 100 + box.glyphs[0].x, 1e-9);
    CHECK_NEAR(list.at[2].r.y, 50 + box.rules[0].y, 1e-9);
}

int main(void) {
    static void (*const tests[])(Formulas *) = {
        a_fraction_has_its_bar_between_its_parts,
        fraction_styles_have_their_sizes,
        scripts_stand_above_and_below,
        a_leaning_letter_pushes_its_superscript_only,
        limits_stand_over_sums_in_display_and_beside_them_in_text,
        atoms_have_the_space_that_tex_gives_them,
        signs_in_scripts_stand_close,
        delimiters_grow_with_what_they_hold,
        the_largest_delimiters_are_assembled,
        middle_grows_with_the_fence,
        a_root_covers_its_body,
        accents_stand_over_the_middle,
        matrices_are_grids,
        sizes_scale,
        glyphs_become_coverage,
        drawing_puts_glyphs_and_rules_in_the_list,
    };
    return formula_tests(tests, sizeof tests / sizeof *tests);
}
