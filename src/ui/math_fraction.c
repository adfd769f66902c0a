// Fractions, roots, and rules over and under (The TeXbook, appendix G, rules 9, 10, 11 and 15).
#include "ui/math_setter.h"

#define CONSTANT(name) math_style_constant(setter, style, HB_OT_MATH_CONSTANT_##name)

static double larger(double a, double b) {
    return a > b ? a : b;
}

static MathStyle style_of_parts(MathStyle style) {
    if (style.level == LEVEL_DISPLAY) {
        style.level = LEVEL_TEXT;
        return style;
    }
    return math_style_up(style);
}

typedef struct Stack {
    double up, down; // shifts of the two baselines
} Stack;

// Rule 15d: the bar stands on the axis, both parts keep their distance from it.
static Stack stack_with_bar(const MathSetter *setter, MathStyle style, const MathPiece *up,
                            const MathPiece *down) {
    bool display = style.level == LEVEL_DISPLAY;
    double axis = CONSTANT(AXIS_HEIGHT), half = CONSTANT(FRACTION_RULE_THICKNESS) / 2;
    Stack shift = {
        .up = display ? CONSTANT(FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP)
                      : CONSTANT(FRACTION_NUMERATOR_SHIFT_UP),
        .down = display ? CONSTANT(FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN)
                        : CONSTANT(FRACTION_DENOMINATOR_SHIFT_DOWN),
    };
    double gap_up = display ? CONSTANT(FRACTION_NUM_DISPLAY_STYLE_GAP_MIN)
                            : CONSTANT(FRACTION_NUMERATOR_GAP_MIN);
    double gap_down = display ? CONSTANT(FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN)
                              : CONSTANT(FRACTION_DENOMINATOR_GAP_MIN);
    shift.up = larger(shift.up, axis + half + gap_up + up->descent);
    shift.down = larger(shift.down, half + gap_down + down->ascent - axis);
    return shift;
}

// Rule 15c: no bar, as in a binomial.
static Stack stack_without_bar(const MathSetter *setter, MathStyle style, const MathPiece *up,
                               const MathPiece *down) {
    bool display = style.level == LEVEL_DISPLAY;
    Stack shift = {
        .up = display ? CONSTANT(STACK_TOP_DISPLAY_STYLE_SHIFT_UP) : CONSTANT(STACK_TOP_SHIFT_UP),
        .down = display ? CONSTANT(STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN)
                        : CONSTANT(STACK_BOTTOM_SHIFT_DOWN),
    };
    double least = display ? CONSTANT(STACK_DISPLAY_STYLE_GAP_MIN) : CONSTANT(STACK_GAP_MIN);
    double missing = least - ((shift.up - up->descent) - (down->ascent - shift.down));
    if (missing > 0) {
        shift.up += missing / 2;
        shift.down += missing / 2;
    }
    return shift;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_fraction(MathSetter *setter, const MathNode *node, MathStyle style) {
    if (node->level != LEVEL_INHERITED) style.level = node->level;
    MathPiece all = math_piece_begin(setter);
    MathStyle part = style_of_parts(style);
    MathPiece up = math_set_node(setter, node->up, part);
    MathPiece down = math_set_node(setter, node->down, math_style_cramp(part));
    up.width += up.italic;
    down.width += down.italic;
    bool bar = !(node->flags & MATH_NO_BAR);
    Stack shift = bar ? stack_with_bar(setter, style, &up, &down)
                      : stack_without_bar(setter, style, &up, &down);
    double side =
        bar ? 0.12 * math_style_size(setter, style) : 0; // plain TeX's \nulldelimiterspace
    double width = larger(up.width, down.width), thick = CONSTANT(FRACTION_RULE_THICKNESS);
    math_piece_move(setter, &up, side + (width - up.width) / 2, -shift.up);
    math_piece_move(setter, &down, side + (width - down.width) / 2, shift.down);
    math_piece_cover(&all, &up, -shift.up);
    math_piece_cover(&all, &down, shift.down);
    if (bar) math_setter_rule(setter, side, -CONSTANT(AXIS_HEIGHT) - thick / 2, width, thick);
    all.width = width + 2 * side;
    math_piece_end(setter, &all);
    return all;
}

// The degree stands on the sign's left arm; what sticks out moves everything to the right.
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static double set_degree(MathSetter *setter, const MathNode *node, MathStyle style, MathPiece *all,
                         double sign_descent) {
    MathPiece degree =
        math_set_node(setter, node->up, (MathStyle){.level = LEVEL_SCRIPTSCRIPT, .cramped = true});
    double height = all->ascent + sign_descent;
    double raise =
        math_face_constant(setter->font, HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT);
    double y = sign_descent - raise * height - degree.descent;
    double x = CONSTANT(RADICAL_KERN_BEFORE_DEGREE);
    double push = x + degree.width + CONSTANT(RADICAL_KERN_AFTER_DEGREE);
    if (push < 0) {
        x -= push;
        push = 0;
    }
    math_piece_move(setter, &degree, x, y);
    math_piece_cover(all, &degree, y);
    return push;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_root(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathPiece all = math_piece_begin(setter);
    MathPiece body = math_set_node(setter, node->body, math_style_cramp(style));
    body.width += body.italic;
    double thick = CONSTANT(RADICAL_RULE_THICKNESS);
    double gap = style.level == LEVEL_DISPLAY ? CONSTANT(RADICAL_DISPLAY_STYLE_VERTICAL_GAP)
                                              : CONSTANT(RADICAL_VERTICAL_GAP);
    double inner = larger(body.ascent + body.descent, 0);
    MathPiece sign = math_set_grown(setter, node->code, style, true, inner + gap + thick);
    double excess = sign.ascent + sign.descent - thick - inner - gap;
    if (excess > 0) gap += excess / 2; // rule 11: the sign's surplus is shared
    double top = body.ascent + gap + thick;
    all.ascent = top + CONSTANT(RADICAL_EXTRA_ASCENDER);
    all.descent = body.descent;
    double sign_y = sign.ascent - top;
    math_piece_cover(&all, &sign, sign_y);
    double push = 0;
    if (node->up) push = set_degree(setter, node, style, &all, sign.descent + sign_y);
    math_piece_move(setter, &sign, push, sign_y);
    math_piece_move(setter, &body, push + sign.width, 0);
    math_setter_rule(setter, push + sign.width, -top, body.width, thick);
    all.width = push + sign.width + body.width;
    math_piece_end(setter, &all);
    return all;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_line(MathSetter *setter, const MathNode *node, MathStyle style) {
    MathPiece all = math_piece_begin(setter);
    MathPiece body = math_set_node(setter, node->body, math_style_cramp(style));
    all.width = body.width + body.italic;
    math_piece_cover(&all, &body, 0);
    if (node->flags & MATH_UNDER) {
        double thick = CONSTANT(UNDERBAR_RULE_THICKNESS), gap = CONSTANT(UNDERBAR_VERTICAL_GAP);
        math_setter_rule(setter, 0, body.descent + gap, all.width, thick);
        all.descent = body.descent + gap + thick + CONSTANT(UNDERBAR_EXTRA_DESCENDER);
    } else {
        double thick = CONSTANT(OVERBAR_RULE_THICKNESS), gap = CONSTANT(OVERBAR_VERTICAL_GAP);
        math_setter_rule(setter, 0, -body.ascent - gap - thick, all.width, thick);
        all.ascent = body.ascent + gap + thick + CONSTANT(OVERBAR_EXTRA_ASCENDER);
    }
    math_piece_end(setter, &all);
    return all;
}
