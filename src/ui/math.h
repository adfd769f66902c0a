// Formulas: a TeX subset, parsed and set with an OpenType MATH font.
//
// Understood: scripts, \frac \dfrac \tfrac, \sqrt[n]{}, \left…\right and \bigl…, big operators with limits, accents
// (\hat \bar \tilde \vec \dot …), \overline, \text \mathrm \mathbf \mathit \mathbb \mathcal \mathsf \operatorname, named
// operators, matrix, pmatrix, bmatrix, vmatrix, cases, aligned, Greek, arrows, relations, spaces, \ldots and kin, TeX's spacing
// table (Knuth, The TeXbook, ch. 18 and appendix G). What does not parse is an error with its place, never a guess. The
// whole list of commands is ui/math_symbols.def. \mathsf is drawn upright where the font has no sans serif.
#ifndef UI_MATH_H
#define UI_MATH_H

#include "gfx/draw.h"
#include "ui/mathfont.h"

typedef struct MathGlyph {
    uint32_t glyph;
    double x, y,
        size; // baseline origin relative to the box's origin, y down; logical pixels per em
} MathGlyph;

// A set formula. The origin is the left end of its baseline; everything lives in the arena given.
typedef struct MathBox {
    double width, ascent, descent;
    MathGlyph *glyphs;
    int glyph_count;
    Rect *rules; // fraction bars, radicals' overlines; relative to the origin, y down
    int rule_count;
} MathBox;

// A formula's source: n bytes of TeX without the dollars, to be set at `size` px per em.
typedef struct MathText {
    const char *tex;
    int n;
    double size;
    bool display; // display style, else text style
} MathText;

// Sets a formula. On failure the error says what and at which byte, counted from 1 ("byte 12: unknown command \foo"), and
// *out is zero. Nesting deeper than 64, more than 16 KiB of source, matrices beyond 64 rows or 32 columns, and
// characters that the font lacks are refused.
bool math_layout(MathFont *font, Arena *arena, MathText text, MathBox *out, Err *err);

// Parses only: for checking a card without a font (which characters it lacks is then not known).
bool math_check(const char *tex, int n, Err *err);

// The formula as plain text in one line, for --text, terminals and labels ("θ_r = b^(−2r/d)"); in the arena. What
// does not parse comes back as it was.
char *math_plain(Arena *arena, const char *tex, int n);

// Puts the box with its origin at (x, y) into the list.
void math_draw(const MathBox *box, DrawList *list, double x, double y, Color color);

#endif
