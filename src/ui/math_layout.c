// From TeX to a set formula: rows of atoms with TeX's spacing; the structures have their own files.
#include "base/str.h"
#include "ui/math_parser.h"
#include "ui/math_setter.h"

#include <assert.h>
#include <string.h>

static void note_missing(MathSetter *setter, uint32_t code, int at) {
    if (setter->missing) return;
    setter->missing = code;
    setter->missing_at = at;
}

static void note_missing_in_text(MathSetter *setter, const MathNode *node) {
    const char *at = node->text, *end = node->text + node->text_size;
    while (at < end) {
        uint32_t code = str_next(&at, end);
        if (!math_face_glyph(setter->font, code)) note_missing(setter, code, node->at);
    }
}

static MathPiece set_text(MathSetter *setter, const MathNode *node, MathStyle style) {
    uint32_t glyphs[MATH_MOST_SHAPED];
    double advances[MATH_MOST_SHAPED], size = math_style_size(setter, style);
    MathPiece piece = math_piece_begin(setter);
    int n = math_face_shape(setter->font, node->text, node->text_size, glyphs, advances);
    for (int i = 0; i < n; i++) {
        uint32_t glyph = glyphs[i];
        if (!glyph) note_missing_in_text(setter, node);
        if (style.level >= LEVEL_SCRIPT) {
            glyph = math_face_info(setter->font, glyph)->script[style.level - LEVEL_SCRIPT];
            double grown = math_face_info(setter->font, glyph)->advance;
            advances[i] += grown - math_face_info(setter->font, glyphs[i])->advance;
        }
        MathPiece letter = math_setter_glyph(setter, glyph, size);
        math_piece_move(setter, &letter, piece.width, 0);
        math_piece_cover(&piece, &letter, 0);
        piece.width += advances[i] * size;
    }
    math_piece_end(setter, &piece);
    return piece;
}

static MathPiece set_space(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathPiece piece = math_piece_begin(setter);
    piece.width = node->amount * math_style_size(setter, style);
    math_piece_end(setter, &piece);
    return piece;
}

static MathPiece set_big_delimiter(MathSetter *setter, const MathNode *node, MathStyle style) {
    return math_set_delimiter(setter, node->open, style,
                              node->amount * math_style_size(setter, style));
}

// A letter that the font lacks in its alphabet is drawn upright.
static MathPiece set_char(MathSetter *setter, const MathNode *node, MathStyle style) {
    uint32_t code = math_face_glyph(setter->font, node->code) ? node->code : node->plain;
    uint32_t glyph = math_style_glyph(setter, style, code);
    if (!math_face_glyph(setter->font, code)) note_missing(setter, code, node->at);
    return math_setter_glyph(setter, glyph, math_style_size(setter, style));
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_node(MathSetter *setter, const MathNode *node, MathStyle style) {
    switch (node->kind) {
    case MATH_ROW: return math_set_siblings(setter, node->body, NULL, style);
    case MATH_CHAR: return set_char(setter, node, style);
    case MATH_BIGOP: return math_set_operator(setter, node, style);
    case MATH_TEXT: return set_text(setter, node, style);
    case MATH_SCRIPT: return math_set_script(setter, node, style);
    case MATH_FRAC: return math_set_fraction(setter, node, style);
    case MATH_ROOT: return math_set_root(setter, node, style);
    case MATH_FENCE: return math_set_fence(setter, node, style);
    case MATH_DELIM: return set_big_delimiter(setter, node, style);
    case MATH_ACCENT: return math_set_accent(setter, node, style);
    case MATH_LINE: return math_set_line(setter, node, style);
    case MATH_ARRAY: return math_set_array(setter, node, style);
    case MATH_SPACE: return set_space(setter, node, style);
    case MATH_MIDDLE: // set by the fence it stands in
    case MATH_STYLE: break;
    }
    return math_piece_begin(setter);
}

static bool is_letter(const MathNode *node) {
    if (node && node->kind == MATH_SCRIPT) node = node->body;
    return node && node->kind == MATH_CHAR && node->class == CLASS_ORD && node->code >= 0x1D400;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_siblings(MathSetter *setter, const MathNode *first, const MathNode *end,
                            MathStyle style) {
    MathPiece row = math_piece_begin(setter);
    MathClass before = CLASS_NONE;
    for (const MathNode *node = first; node != end; node = node->next) {
        if (node->kind == MATH_STYLE) style.level = node->level;
        bool script = style.level >= LEVEL_SCRIPT;
        row.width +=
            math_space_between(before, node->class, script) * math_style_size(setter, style);
        MathPiece piece = math_set_node(setter, node, style);
        math_piece_move(setter, &piece, row.width, 0);
        math_piece_cover(&row, &piece, 0);
        row.width += piece.width;
        // Italic letters in a row lean alike and need no correction between them.
        if (!is_letter(node) || !is_letter(node->next)) row.width += piece.italic;
        if (node->class != CLASS_NONE) before = node->class;
    }
    math_piece_end(setter, &row);
    return row;
}

static void copy_out(const MathSetter *setter, const MathPiece *piece, Arena *arena, MathBox *out) {
    *out = (MathBox){.width = piece->width,
                     .ascent = piece->ascent,
                     .descent = piece->descent,
                     .glyph_count = setter->glyph_count,
                     .rule_count = setter->rule_count};
    out->glyphs = arena_array(arena, (size_t)setter->glyph_count, sizeof *out->glyphs);
    out->rules = arena_array(arena, (size_t)setter->rule_count, sizeof *out->rules);
    size_t glyph_bytes = (size_t)setter->glyph_count * sizeof *out->glyphs;
    size_t rule_bytes = (size_t)setter->rule_count * sizeof *out->rules;
    if (setter->glyphs) memcpy(out->glyphs, setter->glyphs, glyph_bytes);
    if (setter->rules) memcpy(out->rules, setter->rules, rule_bytes);
}

bool math_layout(MathFont *font, Arena *arena, MathText text, MathBox *out, Err *err) {
    assert(text.n >= 0 && text.size > 0);
    *out = (MathBox){0};
    Arena scratch = {0};
    const MathNode *tree = math_parse(&scratch, text.tex, text.n, err);
    bool ok = tree != NULL;
    if (ok) {
        MathSetter setter = {.font = font, .arena = &scratch, .size = text.size};
        MathStyle style = {.level = text.display ? LEVEL_DISPLAY : LEVEL_TEXT};
        MathPiece piece = math_set_siblings(&setter, tree->body, NULL, style);
        if (setter.missing) {
            ok = err_set(err, "byte %d: the math font has no glyph for U+%04X",
                         setter.missing_at + 1, setter.missing);
        } else {
            copy_out(&setter, &piece, arena, out);
        }
    }
    arena_free(&scratch);
    return ok;
}

bool math_check(const char *tex, int n, Err *err) {
    Arena scratch = {0};
    bool ok = math_parse(&scratch, tex, n, err) != NULL;
    arena_free(&scratch);
    return ok;
}

void math_draw(const MathBox *box, DrawList *list, double x, double y, Color color) {
    for (int i = 0; i < box->glyph_count; i++) {
        const MathGlyph *glyph = &box->glyphs[i];
        draw_glyph(list, x + glyph->x, y + glyph->y, glyph->size, glyph->glyph, color);
    }
    for (int i = 0; i < box->rule_count; i++) {
        Rect r = box->rules[i];
        draw_fill(list, (Rect){x + r.x, y + r.y, r.w, r.h}, color);
    }
}
