// The OpenType MATH font: glyphs, metrics, variants and constants (HarfBuzz), outlines to coverage (FreeType).
#ifndef UI_MATHFONT_H
#define UI_MATHFONT_H

#include "base/err.h"
#include "gfx/shape.h"

typedef struct MathFont MathFont;

// Loads a font with a MATH table. The caller owns the result and ends it with mathfont_free (NULL is fine).
bool mathfont_load(const char *path, MathFont **out, Err *err);
void mathfont_free(MathFont *font);

// Coverage of one glyph at `size` pixels per em, unhinted, shifted right by `fraction` (0 ≤ fraction < 1) of a pixel.
// x, y of the result place it relative to the baseline origin (y down). Empty glyphs, unknown ones, and sizes outside
// 1 … 8192 have w = h = 0.
Coverage mathfont_glyph(MathFont *font, Arena *arena, uint32_t glyph, double size, double fraction);

#endif
