// Formulas as plain text, and the letters of the mathematical alphabets.
#include "support/formula.h"
#include "ui/math_alphabet.h"

static void letters_are_italic_and_h_is_found(Formulas *c) {
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

static void plain_text_reads_well(Formulas *c) {
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

int main(void) {
    static void (*const tests[])(Formulas *) = {
        letters_are_italic_and_h_is_found,
        plain_text_reads_well,
    };
    return formula_tests(tests, sizeof tests / sizeof *tests);
}
