// Superscripts, subscripts, and limits above and below (The TeXbook, appendix G, rules 13a and 18).
#include "ui/math_setter.h"

static double larger(double a, double b) {
    return a > b ? a : b;
}

// Cut-in kerning between a glyph and its script: at the script's near edge and at the glyph's own, the
// larger of the two, so that nothing touches (OpenType, MATH table, MathKernInfo).
static double cut_in(const MathSetter *setter, const MathPiece *body, const MathPiece *script,
                     double shift, bool up) {
    if (!body->is_glyph || !script->is_glyph) return 0;
    hb_ot_math_kern_t corner = up ? HB_OT_MATH_KERN_TOP_RIGHT : HB_OT_MATH_KERN_BOTTOM_RIGHT;
    hb_ot_math_kern_t facing = up ? HB_OT_MATH_KERN_BOTTOM_LEFT : HB_OT_MATH_KERN_TOP_LEFT;
    double heights[2] = {up ? shift - script->descent : script->ascent - shift,
                         up ? body->ascent : -body->descent};
    double most = 0;
    for (int i = 0; i < 2; i++) {
        double at = heights[i] / body->glyph_size;
        double there = (heights[i] + (up ? -shift : shift)) / script->glyph_size;
        double kern =
            math_face_kern(setter->font, body->glyph, corner, at) * body->glyph_size +
            math_face_kern(setter->font, script->glyph, facing, there) * script->glyph_size;
        if (i == 0 || kern > most) most = kern;
    }
    return most;
}

#define CONSTANT(name) math_style_constant(setter, style, HB_OT_MATH_CONSTANT_##name)

static double shift_up(const MathSetter *setter, MathStyle style, const MathPiece *body,
                       const MathPiece *up) {
    double shift =
        style.cramped ? CONSTANT(SUPERSCRIPT_SHIFT_UP_CRAMPED) : CONSTANT(SUPERSCRIPT_SHIFT_UP);
    if (!body->is_glyph) {
        shift = larger(shift, body->ascent - CONSTANT(SUPERSCRIPT_BASELINE_DROP_MAX));
    }
    return larger(shift, up->descent + CONSTANT(SUPERSCRIPT_BOTTOM_MIN));
}

static double shift_down(const MathSetter *setter, MathStyle style, const MathPiece *body,
                         const MathPiece *down, bool alone) {
    double shift = CONSTANT(SUBSCRIPT_SHIFT_DOWN);
    if (!body->is_glyph) {
        shift = larger(shift, body->descent + CONSTANT(SUBSCRIPT_BASELINE_DROP_MIN));
    }
    return alone ? larger(shift, down->ascent - CONSTANT(SUBSCRIPT_TOP_MAX)) : shift;
}

// Rule 18e: the gap between both scripts is kept by lowering the one, then raising both.
static void part_scripts(const MathSetter *setter, MathStyle style, const MathPiece *up,
                         const MathPiece *down, double shifts[2]) {
    double gap = (shifts[0] - up->descent) - (down->ascent - shifts[1]);
    double missing = CONSTANT(SUB_SUPERSCRIPT_GAP_MIN) - gap;
    if (missing <= 0) return;
    shifts[1] += missing;
    double low = CONSTANT(SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT) - (shifts[0] - up->descent);
    if (low <= 0) return;
    if (low > missing) low = missing;
    shifts[0] += low;
    shifts[1] -= low;
}

static void place(MathSetter *setter, MathPiece *all, const MathPiece *part, double x, double y) {
    math_piece_move(setter, part, x, y);
    math_piece_cover(all, part, y);
    all->width = larger(all->width, x + part->width);
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathPiece set_beside(MathSetter *setter, const MathNode *node, MathStyle style,
                            MathPiece body) {
    MathPiece all = body, up = {0}, down = {0};
    double shifts[2] = {0};
    if (node->up) {
        up = math_set_node(setter, node->up, math_style_up(style));
        shifts[0] = shift_up(setter, style, &body, &up);
        up.width += up.italic;
    }
    if (node->down) {
        down = math_set_node(setter, node->down, math_style_down(style));
        shifts[1] = shift_down(setter, style, &body, &down, !node->up);
        down.width += down.italic;
    }
    if (node->up && node->down) part_scripts(setter, style, &up, &down, shifts);
    if (node->up) {
        double x = body.width + body.italic + cut_in(setter, &body, &up, shifts[0], true);
        place(setter, &all, &up, x, -shifts[0]);
    }
    if (node->down) {
        double x = body.width - body.sub_back + cut_in(setter, &body, &down, shifts[1], false);
        place(setter, &all, &down, x, shifts[1]);
    }
    all.width += CONSTANT(SPACE_AFTER_SCRIPT);
    all.italic = all.sub_back = 0;
    all.is_glyph = false;
    math_piece_end(setter, &all);
    return all;
}

// Rule 13a. A leaning operator's limits lean with it.
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathPiece set_limits(MathSetter *setter, const MathNode *node, MathStyle style,
                            MathPiece body) {
    MathPiece all = body, up = {0}, down = {0};
    double lean = body.sub_back / 2;
    if (node->up) up = math_set_node(setter, node->up, math_style_up(style));
    if (node->down) down = math_set_node(setter, node->down, math_style_down(style));
    all.width = larger(body.width, larger(up.width, down.width));
    math_piece_move(setter, &body, (all.width - body.width) / 2, 0);
    if (node->up) {
        double rise = larger(CONSTANT(UPPER_LIMIT_BASELINE_RISE_MIN),
                             CONSTANT(UPPER_LIMIT_GAP_MIN) + up.descent);
        place(setter, &all, &up, (all.width - up.width) / 2 + lean, -body.ascent - rise);
    }
    if (node->down) {
        double drop = larger(CONSTANT(LOWER_LIMIT_BASELINE_DROP_MIN),
                             CONSTANT(LOWER_LIMIT_GAP_MIN) + down.ascent);
        place(setter, &all, &down, (all.width - down.width) / 2 - lean, body.descent + drop);
    }
    all.italic = all.sub_back = 0;
    all.is_glyph = false;
    math_piece_end(setter, &all);
    return all;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_script(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathPiece body = math_set_node(setter, node->body, style);
    bool limits = node->limits == LIMITS_ALWAYS ||
                  (node->limits == LIMITS_DISPLAY && style.level == LEVEL_DISPLAY);
    return limits ? set_limits(setter, node, style, body) : set_beside(setter, node, style, body);
}
