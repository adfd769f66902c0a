// Formulas: what is drawn where, how much space is between atoms, what errors say, and the plain text.
#include "ui/math.h"

#include "base/file.h"
#include "engine/pe.h"
#include "support/test.h"
#include "ui/math_alphabet.h"
#include "ui/math_face.h"
#include "ui/math_symbols.h"

#include <cjson/cJSON.h>

typedef struct Context {
    MathFont *font;
    Arena arena;
} Context;

static const double em_size = 20;

// An empty box, and a failed check, if the formula does not lay out.
static MathBox set(Context *c, const char *tex, bool display) {
    MathBox box;
    Err err = {{0}};
    bool ok = math_layout(c->font, &c->arena, (MathText){tex, (int)strlen(tex), em_size, display},
                          &box, &err);
    test_note(ok, "layout", 0, tex);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    return box;
}

static double width(Context *c, const char *tex) {
    return set(c, tex, true).width;
}

static double height(Context *c, const char *tex) {
    MathBox box = set(c, tex, true);
    return box.ascent + box.descent;
}

// The first glyph of a code point; a zero glyph, and a failed check, if there is none.
static MathGlyph find(Context *c, const MathBox *box, uint32_t code) {
    uint32_t glyph = math_face_glyph(c->font, code);
    const MathGlyphInfo *info = math_face_info(c->font, glyph);
    for (int i = 0; i < box->glyph_count; i++) {
        uint32_t g = box->glyphs[i].glyph;
        if (g == glyph || g == info->script[0] || g == info->script[1]) return box->glyphs[i];
    }
    test_note(false, "glyph", (int)code, "is in the box");
    return (MathGlyph){0};
}

static void a_fraction_has_its_bar_between_its_parts(Context *c) {
    MathBox box = set(c, "\\frac{1}{2}", true);
    CHECK(box.rule_count == 1);
    CHECK(box.glyph_count == 2);
    if (box.rule_count != 1) return;
    Rect bar = box.rules[0];
    CHECK(find(c, &box, '1').y < bar.y);
    const MathGlyphInfo *two = math_face_info(c->font, math_face_glyph(c->font, '2'));
    CHECK(find(c, &box, '2').y - two->ascent * em_size > bar.y + bar.h);
    double axis = math_face_constant(c->font, HB_OT_MATH_CONSTANT_AXIS_HEIGHT) * em_size;
    CHECK_NEAR(bar.y + bar.h / 2, -axis, 1e-9);
    CHECK(set(c, "\\binom{1}{2}", true).rule_count == 0);
}

static void fraction_styles_have_their_sizes(Context *c) {
    MathBox inline_box = set(c, "\\frac12", false), display_box = set(c, "\\frac12", true);
    CHECK(inline_box.glyphs[0].size < em_size);
    CHECK_NEAR(display_box.glyphs[0].size, em_size, 1e-9);
    CHECK_NEAR(set(c, "\\dfrac12", false).glyphs[0].size, em_size, 1e-9);
    CHECK(set(c, "\\tfrac12", true).glyphs[0].size < em_size);
}

static void scripts_stand_above_and_below(Context *c) {
    MathBox box = set(c, "x^2_3", true);
    MathGlyph body = find(c, &box, 0x1D465), up = find(c, &box, '2'), down = find(c, &box, '3');
    CHECK(up.y < 0 && down.y > 0);
    CHECK(up.x > body.x && down.x > body.x);
    CHECK_NEAR(up.size, 0.7 * em_size, 1e-9);
    MathBox nested = set(c, "x^{y^2}", true);
    CHECK_NEAR(find(c, &nested, '2').size, 0.55 * em_size, 1e-9);
    CHECK(find(c, &nested, '2').y < find(c, &nested, 0x1D466).y);
}

static void a_leaning_letter_pushes_its_superscript_only(Context *c) {
    MathBox box = set(c, "V^2_3", true);
    CHECK(find(c, &box, '2').x > find(c, &box, '3').x + 0.05 * em_size);
    MathBox upright = set(c, "\\mathrm{H}^2_3", true);
    CHECK_NEAR(find(c, &upright, '2').x, find(c, &upright, '3').x, 1e-9);
}

static void limits_stand_over_sums_in_display_and_beside_them_in_text(Context *c) {
    MathBox display = set(c, "\\sum_1^2", true), text = set(c, "\\sum_1^2", false);
    CHECK_NEAR(find(c, &display, '1').x, find(c, &display, '2').x, 0.05 * em_size);
    CHECK(find(c, &display, '2').y < -em_size * 0.9);
    CHECK(find(c, &text, '1').x > em_size * 0.8);
    CHECK(display.ascent + display.descent > text.ascent + text.descent);
    MathBox integral = set(c, "\\int_1^2", true);
    CHECK(find(c, &integral, '2').x > find(c, &integral, '1').x + 0.3 * em_size);
    MathBox forced = set(c, "\\sum\\limits_1^2", false);
    CHECK_NEAR(find(c, &forced, '1').x, find(c, &forced, '2').x, 0.05 * em_size);
}

// The TeXbook, ch. 18: thin 3/18, medium 4/18, thick 5/18 em. `apart` are the atoms set alone.
static void atoms_have_the_space_that_tex_gives_them(Context *c) {
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
        double want = samples[i].mu / 18 * em_size;
        for (int k = 0; k < 3; k++) want += width(c, samples[i].apart[k]);
        double got = width(c, samples[i].tex);
        test_note(fabs(got - want) < 1e-9, "space", (int)i, samples[i].tex);
    }
}

static void signs_in_scripts_stand_close(Context *c) {
    CHECK_NEAR(width(c, "x^{1+1}"), width(c, "x^{1{+}1}"), 1e-9);
    CHECK(width(c, "x^{1\\,1}") > width(c, "x^{11}"));
}

static void delimiters_grow_with_what_they_hold(Context *c) {
    double last = 0;
    static const char *const bodies[] = {
        "\\left(x\\right)",
        "\\left(\\frac12\\right)",
        "\\left(\\frac{\\frac12}{\\frac12}\\right)",
        "\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\end{matrix}\\right)",
        "\\left(\\begin{matrix}1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\\\8\\\\9\\end{matrix}\\right)",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        double now = height(c, bodies[i]);
        CHECK(now > last);
        last = now;
    }
    double big[] = {height(c, "("), height(c, "\\bigl("), height(c, "\\Bigl("),
                    height(c, "\\biggl("), height(c, "\\Biggl(")};
    for (int i = 1; i < 5; i++) CHECK(big[i] > big[i - 1]);
}

// Beyond the font's largest variant a parenthesis is built from parts, which reach as far as the body.
static void the_largest_delimiters_are_assembled(Context *c) {
    static const char rows[] = "1\\\\2\\\\3\\\\4\\\\5\\\\6\\\\7\\\\8\\\\9";
    const char *bare = arena_format(&c->arena, "\\begin{matrix}%s\\end{matrix}", rows);
    const char *fenced = arena_format(&c->arena, "\\begin{pmatrix}%s\\end{pmatrix}", rows);
    MathBox inner = set(c, bare, true), outer = set(c, fenced, true);
    CHECK(inner.glyph_count == 9);
    CHECK(outer.glyph_count >= 9 + 2 * 3);
    CHECK(outer.ascent >= 0.9 * inner.ascent && outer.ascent <= 1.1 * inner.ascent);
    CHECK_NEAR(outer.ascent - outer.descent, inner.ascent - inner.descent, 0.2 * em_size);
}

static void middle_grows_with_the_fence(Context *c) {
    MathBox flat = set(c, "\\left(a\\middle|b\\right)", true);
    MathBox tall = set(c, "\\left(a\\middle|\\frac{1}{2}\\right)", true);
    CHECK(flat.glyph_count == 5);
    CHECK(tall.glyph_count > 6);
}

static void a_root_covers_its_body(Context *c) {
    MathBox box = set(c, "\\sqrt{x+1}", true);
    CHECK(box.rule_count == 1);
    MathGlyph x = find(c, &box, 0x1D465), one = find(c, &box, '1');
    CHECK(box.rules[0].x <= x.x && box.rules[0].x + box.rules[0].w > one.x);
    const MathGlyphInfo *info = math_face_info(c->font, math_face_glyph(c->font, '1'));
    CHECK(box.rules[0].y + box.rules[0].h < -info->ascent * em_size);
    MathBox cube = set(c, "\\sqrt[3]{x+1}", true);
    CHECK(cube.glyph_count == box.glyph_count + 1);
    CHECK(find(c, &cube, '3').y < -0.2 * em_size && find(c, &cube, '3').size < 0.6 * em_size);
}

static void accents_stand_over_the_middle(Context *c) {
    MathBox box = set(c, "\\hat x", true);
    CHECK(box.glyph_count == 2);
    CHECK(box.ascent > height(c, "x"));
    CHECK_NEAR(box.width, width(c, "x"), 1e-9);
    CHECK(width(c, "\\widehat{ABC}") >= width(c, "ABC") - 1e-9);
    MathBox line = set(c, "\\overline{AB}", true);
    CHECK(line.rule_count == 1 && line.rules[0].y < -0.65 * em_size);
    CHECK(set(c, "\\underline{AB}", true).rules[0].y > 0);
}

static void matrices_are_grids(Context *c) {
    MathBox box = set(c, "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", true);
    MathGlyph a = find(c, &box, '1'), b = find(c, &box, '2'), d = find(c, &box, '3');
    CHECK_NEAR(a.y, b.y, 1e-9);
    CHECK_NEAR(a.x, d.x, 1e-9);
    CHECK(d.y > a.y + em_size && b.x > a.x + em_size);
    MathBox aligned = set(c, "\\begin{aligned}xx&=1\\\\x&=2\\end{aligned}", true);
    CHECK_NEAR(find(c, &aligned, '1').x, find(c, &aligned, '2').x, 1e-9);
    MathBox cases = set(c, "\\begin{cases}1&x\\\\2222&y\\end{cases}", true);
    CHECK_NEAR(find(c, &cases, '1').x, find(c, &cases, '2').x, 1e-9);
    CHECK_NEAR(find(c, &cases, 0x1D465).x, find(c, &cases, 0x1D466).x, 1e-9);
}

static void letters_are_italic_and_h_is_found(Context *c) {
    (void)c;
    CHECK(math_alphabet_map(ALPHABET_ITALIC, 'h') == 0x210E);
    CHECK(math_alphabet_map(ALPHABET_ITALIC, 'x') == 0x1D465);
    CHECK(math_alphabet_map(ALPHABET_ITALIC, '7') == '7');
    CHECK(math_alphabet_map(ALPHABET_ITALIC, 0x3B8) == 0x1D703);
    CHECK(math_alphabet_map(ALPHABET_ITALIC, 0x3A3) == 0x3A3);
    CHECK(math_alphabet_map(ALPHABET_ITALIC, 0x3D5) == 0x1D719);
    CHECK(math_alphabet_map(ALPHABET_BOLD, 'x') == 0x1D431);
    CHECK(math_alphabet_map(ALPHABET_BLACKBOARD, 'R') == 0x211D);
    CHECK(math_alphabet_map(ALPHABET_SCRIPT, 'L') == 0x2112);
    CHECK(math_alphabet_map(ALPHABET_UPRIGHT, 'L') == 'L');
}

static void sizes_scale(Context *c) {
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

static void every_symbol_is_in_the_font(Context *c) {
    for (int i = 0; i < math_symbol_count(); i++) {
        const MathSymbol *symbol = math_symbol_at(i);
        bool drawn = symbol->kind <= SYMBOL_BIGOP || symbol->kind == SYMBOL_ACCENT ||
                     symbol->kind == SYMBOL_DOTS || symbol->kind == SYMBOL_ROOT;
        if (!drawn) continue;
        test_note(math_face_glyph(c->font, symbol->code) != 0, "symbol", i, symbol->name);
        CHECK(math_symbol_find(symbol->name, symbol->name_size) == symbol);
    }
}

static void errors_name_the_place_and_the_cause(Context *c) {
    static const struct {
        const char *tex, *error;
    } samples[] = {
        {"\\frac{1}{2}\\foo", "byte 12: unknown command \\foo"},
        {"\\frac{1}", "byte 1: \\frac needs { }"},
        {"a+{b", "byte 3: { is never closed"},
        {"a}", "byte 2: } without {"},
        {"\\sqrt[3{x}", "byte 6: [ is never closed"},
        {"x^2^3", "byte 4: a second superscript: group the first with { }"},
        {"x_1_2", "byte 4: a second subscript: group the first with { }"},
        {"x^", "byte 2: nothing follows ^"},
        {"{x_}", "byte 3: nothing follows _"},
        {"\\left(x", "byte 1: \\left is never closed by \\right"},
        {"x\\right)", "byte 2: \\right without \\left"},
        {"\\left x\\right)", "byte 1: \\left needs a delimiter such as ( or \\{"},
        {"a&b", "byte 2: & outside a matrix"},
        {"a\\\\b", "byte 2: \\\\ outside a matrix"},
        {"{a&b}", "byte 3: & inside { }"},
        {"\\begin{table}x\\end{table}", "byte 1: unknown environment table"},
        {"\\begin{matrix}x", "byte 1: \\begin{matrix} is never ended"},
        {"\\begin{matrix}x\\end{cases}", "byte 16: \\begin{matrix} is ended by \\end{cases}"},
        {"50%", "byte 3: % is written \\%"},
        {"x\\", "byte 2: a backslash with nothing behind it"},
        {"\\text{a $b$}", "byte 9: $ inside text"},
        {"x\xFFy", "byte 2: not UTF-8"},
        {"\\text{a\xC3}", "byte 8: not UTF-8"},
        {"x\x01", "byte 2: a control character"},
        {"x\\limits_1", "byte 2: \\limits follows no operator"},
        {"\\middle|", "byte 1: \\middle outside \\left \\right"},
        {"\xE4\xB8\xAD", "byte 1: the math font has no glyph for U+4E2D"},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        MathBox box = {.width = 1};
        Err err = {{0}};
        const char *tex = samples[i].tex;
        CHECK(!math_layout(c->font, &c->arena, (MathText){tex, (int)strlen(tex), em_size, true},
                           &box, &err));
        CHECK_TEXT(err.text, samples[i].error);
        CHECK(box.width == 0 && box.glyphs == NULL && box.glyph_count == 0);
    }
}

// `before` so many times, x, and `after` as often.
static char *repeated(Arena *arena, const char *before, const char *after, int times) {
    size_t a = strlen(before), b = strlen(after), n = (size_t)times;
    char *text = arena_alloc(arena, (a + b) * n + 2);
    for (size_t i = 0; i < a * n; i++) text[i] = before[i % a];
    text[a * n] = 'x';
    for (size_t i = 0; i < b * n; i++) text[a * n + 1 + i] = after[i % b];
    return text;
}

static void depth_and_length_are_bounded(Context *c) {
    Err err = {{0}};
    char *deep = repeated(&c->arena, "{", "}", 63);
    CHECK(math_check(deep, (int)strlen(deep), &err));
    deep = repeated(&c->arena, "{", "}", 64);
    CHECK(!math_check(deep, (int)strlen(deep), &err));
    CHECK_TEXT(err.text, "byte 65: nested deeper than 64");
    static const char *const openers[] = {"\\frac1", "\\hat",   "x^",
                                          "\\sqrt",  "\\left(", "\\overline"};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        deep = repeated(&c->arena, openers[i], "", 2000);
        CHECK(!math_check(deep, (int)strlen(deep), &err));
    }
    char *longest = repeated(&c->arena, "x", "", (16 << 10) - 1);
    CHECK(math_check(longest, 16 << 10, &err));
    longest = repeated(&c->arena, "x", "", 16 << 10);
    CHECK(!math_check(longest, (16 << 10) + 1, &err));
    CHECK_TEXT(err.text, "byte 16385: the formula has 16385 bytes, at most 16384 are allowed");
}

static void plain_text_reads_well(Context *c) {
    static const struct {
        const char *tex, *plain;
    } samples[] = {
        {"\\theta_r=10000^{-2r/d}", "θ_r = 10000^(−2r/d)"},
        {"\\frac{a+b}{c}", "(a + b)/c"},
        {"\\frac{QK^\\top}{\\sqrt{d_k}}V", "QK^⊤/√(d_k) V"},
        {"\\cos a\\cos b+\\sin a\\sin b", "cos a cos b + sin a sin b"},
        {"46{,}080", "46,080"},
        {"2\\,n\\,n_{\\text{layers}}", "2 n n_layers"},
        {"|q|\\,|k|\\,\\cos(\\varphi+(i-j)\\,\\theta)", "|q| |k| cos(φ + (i − j) θ)"},
        {"b'^{-2d/|D|}", "b′^(−2d/|D|)"},
        {"E\\in\\mathbb{R}^{L\\times d}", "E ∈ ℝ^(L×d)"},
        {"\\sqrt[3]{n+1}", "³√(n + 1)"},
        {"\\hat\\theta_i", "θ̂_i"},
        {"\\begin{pmatrix}1&0\\\\0&1\\end{pmatrix}", "(1, 0; 0, 1)"},
        {"\\begin{cases}0,&r<\\alpha\\\\1,&r>\\beta\\end{cases}", "{0, r < α; 1, r > β}"},
        {"W_kc", "W_k c"},
        {"\\mathrm{PE}(p,2r)", "PE(p, 2r)"},
        {"x^{(1)}", "x^(1)"},
        {"e^{ip\\theta}", "e^(ipθ)"},
        {"s_{ij}", "s_ij"},
        {"\\frac{\\langle R(x),y\\rangle}{2}", "⟨R(x), y⟩/2"},
        {"", ""},
        {"\\foo", "\\foo"},
    };

    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const char *tex = samples[i].tex;
        CHECK_TEXT(math_plain(&c->arena, tex, (int)strlen(tex)), samples[i].plain);
    }
}

static void check_formula(Context *c, const char *tex, size_t n, bool display) {
    MathBox box;
    Err err = {{0}};
    char *copy = arena_text(&c->arena, tex, n);
    bool ok =
        math_layout(c->font, &c->arena, (MathText){tex, (int)n, em_size, display}, &box, &err);
    bool sized = box.width > 0 && box.ascent + box.descent > 0 && box.glyph_count > 0;
    test_note(ok && sized, "formula", 0, copy);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    CHECK(math_check(tex, (int)n, NULL) == ok);
    CHECK(strchr(math_plain(&c->arena, tex, (int)n), '\\') == NULL);
}

// The formulas of one text, between $ … $ and $$ … $$; returns how many.
static int check_text(Context *c, const char *text) {
    int count = 0;
    for (const char *at = strchr(text, '$'); at; at = strchr(at, '$'), count++) {
        const char *mark = at[1] == '$' ? "$$" : "$";
        at += strlen(mark);
        const char *end = strstr(at, mark);
        if (!end) break;
        check_formula(c, at, (size_t)(end - at), mark[1] == '$');
        at = end + strlen(mark);
    }
    return count;
}

// In reading order without recursion: a cJSON item's child, else its neighbour, else an ancestor's.
static int check_card(Context *c, cJSON *root) {
    enum { DEEPEST = 64 };

    cJSON *stack[DEEPEST];
    int depth = 0, count = 0;
    for (cJSON *item = root; item || depth;) {
        if (!item) {
            item = stack[--depth]->next;
            continue;
        }
        if (cJSON_IsString(item)) count += check_text(c, item->valuestring);
        if (item->child && depth < DEEPEST) {
            stack[depth++] = item;
            item = item->child;
        } else {
            item = item->next;
        }
    }
    return count;
}

static void every_formula_of_the_cards_is_set(Context *c) {
    static const char *const cards[] = {
        "cards/multi-latent-attention.json",
        "cards/positional-embeddings.json",
        "cards/positional-encodings.json",
        "cards/rope.json",
    };
    int count = 0;
    for (size_t i = 0; i < sizeof cards / sizeof *cards; i++) {
        Bytes bytes = {0};
        CHECK(file_read(cards[i], 1 << 24, &c->arena, &bytes, NULL));
        cJSON *root = cJSON_ParseWithLength(bytes.at, bytes.size);
        CHECK(root != NULL);
        count += check_card(c, root);
        cJSON_Delete(root);
    }
    CHECK(count >= 100);
}

static void every_formula_of_the_schemes_is_set(Context *c) {
    for (int i = 0; i < pe_scheme_count(); i++) {
        const PeScheme *scheme = pe_scheme_at(i);
        check_formula(c, scheme->formula, strlen(scheme->formula), true);
        check_formula(c, scheme->logit_formula, strlen(scheme->logit_formula), false);
    }
}

static void a_font_that_is_none_is_refused(Context *c) {
    (void)c;
    MathFont *font;
    Err err = {{0}};
    CHECK(!mathfont_load("assets/fonts/missing.otf", &font, &err) && !font);
    CHECK(!mathfont_load("cards/rope.json", &font, &err) && !font);
    CHECK_TEXT(err.text, "cards/rope.json: not a font with outlines");
    CHECK(!mathfont_load("assets/fonts/Inter-Regular.ttf", &font, &err) && !font);
    CHECK_TEXT(err.text, "assets/fonts/Inter-Regular.ttf: the font has no MATH table");
    mathfont_free(NULL);
}

static void glyphs_become_coverage(Context *c) {
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

static void drawing_puts_glyphs_and_rules_in_the_list(Context *c) {
    MathBox box = set(c, "\\frac12", true);
    DrawList list = {.arena = &c->arena};
    math_draw(&box, &list, 100, 50, (Color){1, 2, 3, 255});
    CHECK(list.count == 3);
    CHECK(list.at[0].kind == DRAW_GLYPH && list.at[2].kind == DRAW_FILL);
    CHECK_NEAR(list.at[0].r.x, 100 + box.glyphs[0].x, 1e-9);
    CHECK_NEAR(list.at[2].r.y, 50 + box.rules[0].y, 1e-9);
}

int main(void) {
    static void (*const tests[])(Context *) = {
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
        letters_are_italic_and_h_is_found,
        sizes_scale,
        every_symbol_is_in_the_font,
        errors_name_the_place_and_the_cause,
        depth_and_length_are_bounded,
        plain_text_reads_well,
        every_formula_of_the_cards_is_set,
        every_formula_of_the_schemes_is_set,
        a_font_that_is_none_is_refused,
        glyphs_become_coverage,
        drawing_puts_glyphs_and_rules_in_the_list,
    };
    Context c = {0};
    Err err = {{0}};
    bool loaded = mathfont_load("assets/fonts/STIXTwoMath.otf", &c.font, &err);
    CHECK(loaded);
    for (size_t i = 0; loaded && i < sizeof tests / sizeof *tests; i++) tests[i](&c);
    mathfont_free(c.font);
    arena_free(&c.arena);
    return test_end();
}
