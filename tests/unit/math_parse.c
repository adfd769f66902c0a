// Formulas: all symbols and all formulas of the cards are read, and errors say where and why.
#include "base/file.h"
#include "engine/pe.h"
#include "support/formula.h"
#include "ui/math_symbols.h"

#include <cjson/cJSON.h>

static void every_symbol_is_in_the_font(Formulas *c) {
    for (int i = 0; i < math_symbol_count(); i++) {
        const MathSymbol *symbol = math_symbol_at(i);
        bool drawn = symbol->kind <= SYMBOL_BIGOP || symbol->kind == SYMBOL_ACCENT ||
                     symbol->kind == SYMBOL_DOTS || symbol->kind == SYMBOL_ROOT;
        if (!drawn) continue;
        test_note(math_face_glyph(c->font, symbol->code) != 0, "symbol", i, symbol->name);
        CHECK(math_symbol_find(symbol->name, symbol->name_size) == symbol);
    }
}

static void errors_name_the_place_and_the_cause(Formulas *c) {
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
        CHECK(!math_layout(c->font, &c->arena,
                           (MathText){tex, (int)strlen(tex), FORMULA_SIZE, true}, &box, &err));
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

static void depth_and_length_are_bounded(Formulas *c) {
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

static void check_formula(Formulas *c, const char *tex, size_t n, bool display) {
    MathBox box;
    Err err = {{0}};
    char *copy = arena_text(&c->arena, tex, n);
    bool ok =
        math_layout(c->font, &c->arena, (MathText){tex, (int)n, FORMULA_SIZE, display}, &box, &err);
    bool sized = box.width > 0 && box.ascent + box.descent > 0 && box.glyph_count > 0;
    test_note(ok && sized, "formula", 0, copy);
    if (!ok) fprintf(stderr, "    %s\n", err.text);
    CHECK(math_check(tex, (int)n, NULL) == ok);
    CHECK(strchr(math_plain(&c->arena, tex, (int)n), '\\') == NULL);
}

// The formulas of one text, between $ … $ and $$ … $$; returns how many.
static int check_text(Formulas *c, const char *text) {
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
static int check_card(Formulas *c, cJSON *root) {
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

static void every_formula_of_the_cards_is_set(Formulas *c) {
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

static void every_formula_of_the_schemes_is_set(Formulas *c) {
    for (int i = 0; i < pe_scheme_count(); i++) {
        const PeScheme *scheme = pe_scheme_at(i);
        check_formula(c, scheme->formula, strlen(scheme->formula), true);
        check_formula(c, scheme->logit_formula, strlen(scheme->logit_formula), false);
    }
}

static void a_font_that_is_none_is_refused(Formulas *c) {
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

int main(void) {
    static void (*const tests[])(Formulas *) = {
        every_symbol_is_in_the_font,         errors_name_the_place_and_the_cause,
        depth_and_length_are_bounded,        every_formula_of_the_cards_is_set,
        every_formula_of_the_schemes_is_set, a_font_that_is_none_is_refused,
    };
    return formula_tests(tests, sizeof tests / sizeof *tests);
}
