// What grows: delimiters, radical signs, big operators and wide accents, by variants and then by assembly.
#include "ui/math_setter.h"

enum { MOST_REPEATS = 512 };

static double glyph_length(const MathSetter *setter, uint32_t glyph, bool vertical) {
    const MathGlyphInfo *info = math_face_info(setter->font, glyph);
    return vertical ? info->ascent + info->descent : info->right - info->left;
}

// How far two parts may overlap: what their connectors allow, at least `overlap`.
static double joint_room(const MathPart *left, const MathPart *right, double overlap) {
    double room = left->end < right->start ? left->end : right->start;
    double advance = left->advance < right->advance ? left->advance : right->advance;
    if (room > advance) room = advance;
    return room > overlap ? room : overlap;
}

// An assembly: the parts in order, each extender `repeats` times, joints overlapping by at least `overlap`
// and by `squeeze` (0 … 1) of what the connectors allow beyond that. Lengths in em.
typedef struct Assembly {
    MathPart parts[MATH_MOST_PARTS];
    int n, repeats;
    double overlap, squeeze;
} Assembly;

typedef struct Place {
    double at, size; // em along the assembly; px per em
} Place;

static int times(const Assembly *a, int part) {
    return a->parts[part].extends ? a->repeats : 1;
}

// The length at squeeze 0, and how much a full squeeze takes from it.
static double longest(const Assembly *a, double *give) {
    const MathPart *before = NULL;
    double length = 0;
    *give = 0;
    for (int i = 0; i < a->n; i++) {
        for (int k = 0; k < times(a, i); k++, before = &a->parts[i]) {
            length += a->parts[i].advance;
            if (!before) continue;
            length -= a->overlap;
            *give += joint_room(before, &a->parts[i], a->overlap) - a->overlap;
        }
    }
    return length;
}

// As few extenders as reach `length`, then squeezed to it.
static void fit_assembly(Assembly *a, double length) {
    double give, step = 0;
    for (int i = 0; i < a->n; i++) {
        if (a->parts[i].extends) step += a->parts[i].advance - a->overlap;
    }
    a->repeats = 1;
    double missing = length - longest(a, &give);
    if (missing > 0 && step > 0) {
        double more = missing / step;
        a->repeats += more < MOST_REPEATS ? (int)more + 1 : MOST_REPEATS;
    }
    double surplus = longest(a, &give) - length;
    if (surplus <= 0 || give <= 0) return;
    a->squeeze = surplus < give ? surplus / give : 1;
}

// One more part at the end of what is set, `at` em from its beginning.
static void add_part(MathSetter *setter, MathPiece *all, uint32_t glyph, bool vertical,
                     Place place) {
    MathPiece part = math_setter_glyph(setter, glyph, place.size);
    double along = place.at * place.size;
    if (vertical) {
        math_piece_move(setter, &part, 0, -along - part.descent);
        if (part.width > all->width) all->width = part.width;
    } else {
        math_piece_move(setter, &part, along, 0);
        math_piece_cover(all, &part, 0);
    }
}

// Puts the parts one over (beside) the other.
static MathPiece set_assembly(MathSetter *setter, const Assembly *a, bool vertical, double size) {
    MathPiece all = math_piece_begin(setter);
    const MathPart *before = NULL;
    Place place = {.size = size};
    for (int i = 0; i < a->n; i++) {
        for (int k = 0; k < times(a, i); k++, before = &a->parts[i]) {
            double room = before ? joint_room(before, &a->parts[i], a->overlap) : 0;
            if (before) place.at -= a->overlap + a->squeeze * (room - a->overlap);
            add_part(setter, &all, a->parts[i].glyph, vertical, place);
            place.at += a->parts[i].advance;
        }
    }
    *(vertical ? &all.ascent : &all.width) = place.at * size;
    math_piece_end(setter, &all);
    return all;
}

MathPiece math_set_grown(MathSetter *setter, uint32_t code, MathStyle style, bool vertical,
                         double length) {
    double size = math_style_size(setter, style);
    uint32_t glyph = math_face_glyph(setter->font, code), variants[MATH_MOST_VARIANTS];
    int n = math_face_variants(setter->font, glyph, vertical, variants, MATH_MOST_VARIANTS);
    for (int i = 0; i < n; i++) {
        glyph = variants[i];
        if (glyph_length(setter, glyph, vertical) * size >= length) {
            return math_setter_glyph(setter, glyph, size);
        }
    }
    uint32_t base = math_face_glyph(setter->font, code);
    Assembly a = {.overlap = math_face_overlap(setter->font, vertical)};
    a.n = math_face_parts(setter->font, base, vertical, a.parts, MATH_MOST_PARTS);
    if (a.n == 0) return math_setter_glyph(setter, glyph, size);
    fit_assembly(&a, length / size);
    return set_assembly(setter, &a, vertical, size);
}

static void centre_on_axis(MathSetter *setter, MathPiece *piece, MathStyle style) {
    double axis = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_AXIS_HEIGHT);
    double y = (piece->ascent - piece->descent) / 2 - axis;
    math_piece_move(setter, piece, 0, y);
    piece->ascent -= y;
    piece->descent += y;
}

MathPiece math_set_delimiter(MathSetter *setter, uint32_t code, MathStyle style, double length) {
    if (!code) {
        MathPiece nothing = math_piece_begin(setter);
        nothing.width = 0.12 * math_style_size(setter, style); // plain TeX's \nulldelimiterspace
        return nothing;
    }
    MathPiece piece = math_set_grown(setter, code, style, true, length);
    centre_on_axis(setter, &piece, style);
    piece.is_glyph = false;
    math_piece_end(setter, &piece);
    return piece;
}

// Rule 19: nine tenths of what would cover the body, or all but half an em.
static double fence_length(const MathSetter *setter, const MathPiece *body, MathStyle style) {
    double axis = math_style_constant(setter, style, HB_OT_MATH_CONSTANT_AXIS_HEIGHT);
    double above = body->ascent - axis, below = body->descent + axis;
    double reach = 2 * (above > below ? above : below);
    double part = 0.901 * reach, all_but = reach - 0.5 * math_style_size(setter, style);
    return part > all_but ? part : all_but;
}

MathPiece math_set_enclosed(MathSetter *setter, MathPiece body, uint32_t open, uint32_t close,
                            MathStyle style) {
    MathPiece all = body;
    double length = fence_length(setter, &body, style);
    MathPiece left = math_set_delimiter(setter, open, style, length);
    MathPiece right = math_set_delimiter(setter, close, style, length);
    math_piece_move(setter, &body, left.width, 0);
    math_piece_move(setter, &right, left.width + body.width, 0);
    math_piece_cover(&all, &left, 0);
    math_piece_cover(&all, &right, 0);
    all.width = left.width + body.width + right.width;
    all.is_glyph = false;
    all.italic = all.sub_back = 0;
    math_piece_end(setter, &all);
    return all;
}

static const MathNode *next_middle(const MathNode *node) {
    while (node && node->kind != MATH_MIDDLE) node = node->next;
    return node;
}

// What stands between two delimiters of a fence, and the delimiter behind it.
typedef struct Segment {
    MathPiece body, delimiter;
} Segment;

// The bodies are set first, all at the origin; then the delimiters, as high as the highest body asks.
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static int set_segments(MathSetter *setter, const MathNode *first, MathStyle style, Segment *out,
                        MathPiece *all) {
    int n = 0;
    for (const MathNode *node = first, *middle;; node = middle->next) {
        middle = next_middle(node);
        out[n].body = math_set_siblings(setter, node, middle, style);
        math_piece_cover(all, &out[n++].body, 0);
        if (!middle) return n;
    }
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathPiece math_set_fence(MathSetter *setter, const MathNode *node, MathStyle style) {
    const MathNode *first = node->body->kind == MATH_ROW ? node->body->body : node->body;
    size_t most = 1;
    for (const MathNode *m = next_middle(first); m; m = next_middle(m->next)) most++;
    Segment *segments = arena_array(setter->arena, most, sizeof *segments);
    MathPiece all = math_piece_begin(setter);
    int n = set_segments(setter, first, style, segments, &all);
    double length = fence_length(setter, &all, style);
    MathPiece open = math_set_delimiter(setter, node->open, style, length);
    math_piece_cover(&all, &open, 0);
    all.width = open.width;
    const MathNode *middle = next_middle(first);
    for (int i = 0; i < n; i++) {
        Segment *segment = &segments[i];
        uint32_t code = middle ? middle->open : node->close;
        segment->delimiter = math_set_delimiter(setter, code, style, length);
        math_piece_move(setter, &segment->body, all.width, 0);
        all.width += segment->body.width;
        math_piece_move(setter, &segment->delimiter, all.width, 0);
        all.width += segment->delimiter.width;
        math_piece_cover(&all, &segment->delimiter, 0);
        if (middle) middle = next_middle(middle->next);
    }
    math_piece_end(setter, &all);
    return all;
}

// Rule 13: larger in display style, centred on the axis.
MathPiece math_set_operator(MathSetter *setter, const MathNode *node, MathStyle style) {
    double least =
        style.level == LEVEL_DISPLAY
            ? math_style_constant(setter, style, HB_OT_MATH_CONSTANT_DISPLAY_OPERATOR_MIN_HEIGHT)
            : 0;
    double size = math_style_size(setter, style);
    uint32_t glyph = math_style_glyph(setter, style, node->code), variants[MATH_MOST_VARIANTS];
    int n =
        least > 0 ? math_face_variants(setter->font, glyph, true, variants, MATH_MOST_VARIANTS) : 0;
    for (int i = 0; i < n; i++) {
        glyph = variants[i];
        if (glyph_length(setter, glyph, true) * size >= least) break;
    }
    MathPiece piece = math_setter_glyph(setter, glyph, size);
    centre_on_axis(setter, &piece, style);
    piece.sub_back = piece.italic; // the advance of an integral reaches to its upper end
    piece.italic = 0;
    piece.is_glyph = false;
    math_piece_end(setter, &piece);
    return piece;
}
