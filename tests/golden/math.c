// Eight formulas as they look on the screen, against tests/golden/pictures/math.png.
//
// PHASOR_GOLDEN=write makes the picture anew (then look at it). A failure writes out/math-{got,diff}.png.
#include "ui/math.h"

#include "support/picture.h"

enum { WIDTH = 700, HEIGHT = 690, LEFT = 24, GAP = 18, PAPER = 255 };

static const double em_size = 22;

static const char *const formulas[] = {
    "\\mathit{PE}_{(pos,2i)}=\\sin\\left(\\frac{pos}{10000^{2i/d_{\\text{model}}}}\\right),\\quad "
    "\\mathit{PE}_{(pos,2i+1)}=\\cos\\bigl(pos/10000^{2i/d}\\bigr)",
    "f_{\\{q,k\\}}(\\mathbf{x}_m,m)=\\begin{pmatrix}\\cos m\\theta&-\\sin m\\theta\\\\ \\sin "
    "m\\theta&\\cos m\\theta\\end{pmatrix}\\begin{pmatrix}W^{(11)}&W^{(12)}\\\\W^{(21)}&W^{(22)}"
    "\\end{pmatrix}\\begin{pmatrix}x_m^{(1)}\\\\x_m^{(2)}\\end{pmatrix}",
    "\\mathrm{Attention}(Q,K,V)=\\operatorname{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)"
    "V,\\qquad O(n^2),\\ \\hat\\theta_i\\approx\\sqrt[3]{n+1}",
    "\\langle f_q(\\mathbf{x}_m,m),f_k(\\mathbf{x}_n,n)\\rangle=\\operatorname{Re}\\left["
    "\\sum_{j=0}^{d/2-1}q_{2j:2j+1}\\,k^*_{2j:2j+1}\\,e^{i(m-n)\\theta_j}\\right]",
    "\\theta'_d=b'^{-2d/|D|},\\quad \\gamma(r)=\\begin{cases}0,&r<\\alpha\\\\1,&r>\\beta\\\\"
    "\\frac{r-\\alpha}{\\beta-\\alpha},&\\text{otherwise}\\end{cases}",
    "\\mathbb{E}_{x\\sim p}\\left[\\prod_{k=1}^K\\lambda_k^{-\\frac12}\\right]\\le\\int_0^\\infty "
    "e^{-t^2}\\,dt=\\frac{\\sqrt\\pi}{2},\\quad\\forall x\\in\\mathbb{R}^{n\\times d},\\ "
    "f'(x)\\ne0",
    "\\hat x\\ \\bar y\\ \\tilde z\\ \\vec v\\ \\dot q\\ \\overline{AB}\\ \\widehat{ABC}\\ "
    "\\underbrace{x_1+\\dots+x_n}_{n\\text{ terms}}\\ \\max_{j\\le i}s_{ij}\\ \\binom nk",
    "b'=10{,}000\\cdot4^{128/126}\\approx40{,}890,\\quad "
    "2\\,n\\,n_{\\text{layers}}\\,n_{\\text{kv}}\\,d",
};

// Black ink of one pixel.
static void blend(Pixels picture, int x, int y, int coverage) {
    if (x < 0 || y < 0 || x >= picture.w || y >= picture.h) return;
    uint8_t *pixel = picture.at + 4 * ((size_t)y * (size_t)picture.w + (size_t)x);
    for (int c = 0; c < 3; c++) pixel[c] = (uint8_t)(pixel[c] - pixel[c] * coverage / 255);
}

static void paint_glyph(Pixels picture, MathFont *font, Arena *arena, MathGlyph glyph, double y0) {
    double x = LEFT + glyph.x;
    int left = (int)floor(x), base = (int)lround(y0 + glyph.y);
    Coverage ink = mathfont_glyph(font, arena, glyph.glyph, glyph.size, x - left);
    for (int i = 0; i < ink.w * ink.h; i++) {
        blend(picture, left + ink.x + i % ink.w, base + ink.y + i / ink.w, ink.at[i]);
    }
}

static void paint_rule(Pixels picture, Rect r, double y0) {
    int x0 = (int)lround(LEFT + r.x), x1 = (int)lround(LEFT + r.x + r.w);
    int top = (int)lround(y0 + r.y), thick = (int)lround(r.h);
    for (int y = top; y < top + (thick > 1 ? thick : 1); y++) {
        for (int x = x0; x < x1; x++) blend(picture, x, y, 255);
    }
}

static Pixels paint(MathFont *font, Arena *arena) {
    Pixels picture = {.w = WIDTH, .h = HEIGHT};
    picture.at = arena_alloc(arena, (size_t)4 * WIDTH * HEIGHT);
    memset(picture.at, PAPER, (size_t)4 * WIDTH * HEIGHT);
    double y = GAP;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        MathBox box;
        Err err = {{0}};
        bool ok = math_layout(font, arena,
                              (MathText){formulas[i], (int)strlen(formulas[i]), em_size, true},
                              &box, &err);
        test_note(ok, "formula", (int)i, err.text);
        y += box.ascent;
        for (int g = 0; g < box.glyph_count; g++) {
            paint_glyph(picture, font, arena, box.glyphs[g], y);
        }
        for (int r = 0; r < box.rule_count; r++) paint_rule(picture, box.rules[r], y);
        y += box.descent + GAP;
    }
    CHECK(y <= HEIGHT);
    return picture;
}

static void formulas_look_as_they_did(MathFont *font) {
    Arena arena = {0};
    picture_compare("math", paint(font, &arena), 8);
    arena_free(&arena);
}

int main(void) {
    MathFont *font = NULL;
    CHECK(mathfont_load("assets/fonts/STIXTwoMath.otf", &font, NULL));
    if (font) formulas_look_as_they_did(font);
    mathfont_free(font);
    return test_end();
}
