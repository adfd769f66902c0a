// Accents over (and braces under) what they mark (The TeXbook, appendix G, rule 12).
#include "ui/math_setter.h"

#define CONSTANT(name) math_style_constant(setter, style, HB_OT_MATH_CONSTANT_##name)

// A letter under an accent loses its own dot, if the font has it without.
static uint32_t without_dot(const MathSetter *setter, uint32_t code) {
    if (code != 0x1D456 && code != 0x1D457) return code;
    uint32_t dotless = code == 0x1D456 ? 0x1D6A4 : 0x1D6A5;
    return math_face_glyph(setter->font, dotless) ? dotless : code;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathPiece set_body(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathNode body = *node->body;
    if (body.kind == MATH_CHAR && !(node->flags & MATH_BRACE)) {
        body.code = without_dot(setter, body.code);
    }
    body.next = NULL;
    return math_set_node(setter, &body, math_style_cramp(style));
}

// The widest form that is not wider than the body; the smallest if all are.
static MathPiece set_wide(MathSetter *setter, uint32_t code, MathStyle style, double width) {
    double size = math_style_size(setter, style);
    uint32_t glyph = math_face_glyph(setter->font, code), variants[MATH_MOST_VARIANTS];
    int n = math_face_variants(setter->font, glyph, false, variants, MATH_MOST_VARIANTS);
    for (int i = 0; i < n; i++) {
        const MathGlyphInfo *info = math_face_info(setter->font, variants[i]);
        if (i == 0 || (info->right - info->left) * size <= width) glyph = variants[i];
    }
    return math_setter_glyph(setter, glyph, size);
}

// A brace stands clear of the body and is as wide as it.
static MathPiece join_brace(MathSetter *setter, const MathNode *node, MathStyle style,
                            MathPiece body) {
    MathPiece all = body;
    MathPiece brace = math_set_grown(setter, node->code, style, false, body.width);
    double gap = CONSTANT(OVERBAR_VERTICAL_GAP);
    double y = node->flags & MATH_UNDER ? body.descent + gap + brace.ascent
                                        : -(body.ascent + gap + brace.descent);
    all.width = body.width > brace.width ? body.width : brace.width;
    math_piece_move(setter, &body, (all.width - body.width) / 2, 0);
    math_piece_move(setter, &brace, (all.width - brace.width) / 2, y);
    math_piece_cover(&all, &brace, y);
    all.is_glyph = false;
    math_piece_end(setter, &all);
    return all;
}

// Scripts behind an accented letter are placed as behind the letter alone: the piece stays a glyph.
static MathPiece join_accent(MathSetter *setter, const MathNode *node, MathStyle style,
                             MathPiece body) {
    double size = math_style_size(setter, style);
    MathPiece all = body;
    MathPiece accent =
        node->flags & MATH_WIDE
            ? set_wide(setter, node->code, style, body.width)
            : math_setter_glyph(setter, math_face_glyph(setter->font, node->code), size);
    double low = CONSTANT(ACCENT_BASE_HEIGHT);
    double y = body.ascent > low ? low - body.ascent : 0;
    math_piece_move(setter, &accent, body.accent - accent.accent, y);
    math_piece_cover(&all, &accent, y);
    all.glyph1 = accent.glyph1;
    all.rule1 = accent.rule1;
    return all;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_accent(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathPiece body = set_body(setter, node, style);
    if (node->flags & MATH_BRACE) {
        body.width += body.italic;
        body.italic = 0;
        return join_brace(setter, node, style, body);
    }
    return join_accent(setter, node, style, body);
}
