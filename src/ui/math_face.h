// What layout asks of the font: glyphs, their boxes, the MATH table's constants, variants and assemblies.
#ifndef UI_MATH_FACE_H
#define UI_MATH_FACE_H

#include "ui/mathfont.h"

#include <ft2build.h>
#include <hb-ot.h>
#include <hb.h>
#include FT_FREETYPE_H

enum { MATH_CONSTANTS = HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT + 1 };

// One glyph, in em, y up as the font has it: the ink box, the advance, and what the MATH table adds.
typedef struct MathGlyphInfo {
    double advance, ascent, descent; // descent is positive below the baseline
    double left, right;              // of the ink
    double italic, accent;           // italic correction; where an accent's middle goes
    uint32_t script[2];              // the forms for script and scriptscript size; itself if none
    bool known;
} MathGlyphInfo;

struct MathFont {
    Arena arena;
    hb_face_t *hb_face;
    hb_font_t *hb; // scaled to units_per_em
    FT_Library ft_library;
    FT_Face ft;
    double ft_size; // set in ft; 0 before the first glyph
    double units_per_em;
    double constants[MATH_CONSTANTS]; // in em; the percentages as fractions
    unsigned script_lookup;           // GSUB lookup of 'ssty'; HB_SET_VALUE_INVALID if none
    int glyph_count;
    MathGlyphInfo *glyphs; // filled when first asked for
};

// One part of a glyph assembly, in em.
typedef struct MathPart {
    uint32_t glyph;
    double start, end, advance;
    bool extends;
} MathPart;

enum { MATH_MOST_VARIANTS = 24, MATH_MOST_PARTS = 8, MATH_MOST_SHAPED = 512 };

// After units_per_em and hb are set: reads the constants and finds the script forms.
void math_face_prepare(MathFont *font);

// The glyph of a code point; 0 (the box for what is missing) if there is none.
uint32_t math_face_glyph(const MathFont *font, uint32_t code);
const MathGlyphInfo *math_face_info(MathFont *font, uint32_t glyph);
double math_face_constant(const MathFont *font, hb_ot_math_constant_t which);
// Cut-in kerning at a height above the glyph's baseline.
double math_face_kern(const MathFont *font, uint32_t glyph, hb_ot_math_kern_t corner,
                      double height);

// Sizes of a delimiter from small to large, at most `most`; returns how many.
int math_face_variants(const MathFont *font, uint32_t glyph, bool vertical, uint32_t *out,
                       int most);
// Parts from bottom to top or left to right; 0 if the glyph cannot be built.
int math_face_parts(const MathFont *font, uint32_t glyph, bool vertical, MathPart *out, int most);
double math_face_overlap(const MathFont *font, bool vertical); // least overlap of two parts

// Shapes n bytes of upright text: glyph ids and advances, at most MATH_MOST_SHAPED; returns how many.
int math_face_shape(const MathFont *font, const char *text, int n, uint32_t *glyphs,
                    double *advances);

#endif
