// Pieces and styles: where glyphs are collected, moved and measured.
#include "ui/math_setter.h"

MathPiece math_piece_begin(const MathSetter *setter) {
    return (MathPiece){.glyph0 = setter->glyph_count,
                       .glyph1 = setter->glyph_count,
                       .rule0 = setter->rule_count,
                       .rule1 = setter->rule_count};
}

void math_piece_end(const MathSetter *setter, MathPiece *piece) {
    piece->glyph1 = setter->glyph_count;
    piece->rule1 = setter->rule_count;
    if (!piece->is_glyph) piece->accent = piece->width / 2;
}

void math_piece_move(MathSetter *setter, const MathPiece *piece, double dx, double dy) {
    for (int i = piece->glyph0; i < piece->glyph1; i++) {
        setter->glyphs[i].x += dx;
        setter->glyphs[i].y += dy;
    }
    for (int i = piece->rule0; i < piece->rule1; i++) {
        setter->rules[i].x += dx;
        setter->rules[i].y += dy;
    }
}

void math_piece_cover(MathPiece *piece, const MathPiece *part, double dy) {
    if (part->ascent - dy > piece->ascent) piece->ascent = part->ascent - dy;
    if (part->descent + dy > piece->descent) piece->descent = part->descent + dy;
}

void math_setter_rule(MathSetter *setter, double x, double y, double w, double h) {
    setter->rules = arena_grow(setter->arena, setter->rules, setter->rule_count,
                               &setter->rule_capacity, sizeof *setter->rules);
    setter->rules[setter->rule_count++] = (Rect){x, y, w, h};
}

MathPiece math_setter_glyph(MathSetter *setter, uint32_t glyph, double size) {
    MathPiece piece = math_piece_begin(setter);
    const MathGlyphInfo *info = math_face_info(setter->font, glyph);
    setter->glyphs = arena_grow(setter->arena, setter->glyphs, setter->glyph_count,
                                &setter->glyph_capacity, sizeof *setter->glyphs);
    setter->glyphs[setter->glyph_count++] = (MathGlyph){.glyph = glyph, .size = size};
    piece.width = info->advance * size;
    piece.ascent = info->ascent * size;
    piece.descent = info->descent * size;
    piece.italic = info->italic * size;
    piece.accent = info->accent * size;
    piece.is_glyph = true;
    piece.glyph = glyph;
    piece.glyph_size = size;
    math_piece_end(setter, &piece);
    return piece;
}

double math_style_size(const MathSetter *setter, MathStyle style) {
    hb_ot_math_constant_t which = HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN;
    if (style.level < LEVEL_SCRIPT) return setter->size;
    if (style.level > LEVEL_SCRIPT) which = HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN;
    return setter->size * math_face_constant(setter->font, which);
}

MathStyle math_style_up(MathStyle style) {
    style.level = style.level < LEVEL_SCRIPT ? LEVEL_SCRIPT : LEVEL_SCRIPTSCRIPT;
    return style;
}

MathStyle math_style_cramp(MathStyle style) {
    style.cramped = true;
    return style;
}

MathStyle math_style_down(MathStyle style) {
    return math_style_cramp(math_style_up(style));
}

double math_style_constant(const MathSetter *setter, MathStyle style, hb_ot_math_constant_t which) {
    return math_face_constant(setter->font, which) * math_style_size(setter, style);
}

uint32_t math_style_glyph(const MathSetter *setter, MathStyle style, uint32_t code) {
    uint32_t glyph = math_face_glyph(setter->font, code);
    if (style.level < LEVEL_SCRIPT) return glyph;
    return math_face_info(setter->font, glyph)->script[style.level - LEVEL_SCRIPT];
}
