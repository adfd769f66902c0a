// Setting a tree in glyphs: the setter collects glyphs and rules, a piece is a run of them with its box.
#ifndef UI_MATH_SETTER_H
#define UI_MATH_SETTER_H

#include "ui/math.h"
#include "ui/math_face.h"
#include "ui/math_tree.h"

typedef struct MathSetter {
    MathFont *font;
    Arena *arena; // scratch
    double size;  // px per em in text style
    MathGlyph *glyphs;
    Rect *rules;
    int glyph_count, glyph_capacity, rule_count, rule_capacity;
    uint32_t missing; // the first code point that the font has no glyph for; 0: none
    int missing_at;   // its offset in the source
} MathSetter;

typedef struct MathStyle {
    int level;    // LEVEL_DISPLAY … LEVEL_SCRIPTSCRIPT
    bool cramped; // superscripts stay lower (The TeXbook, ch. 17)
} MathStyle;

// Glyphs [glyph0, glyph1) and rules [rule0, rule1) of the setter, set from the origin (0, 0) rightwards; px.
// Children are set one after the other, so the runs of a parent's pieces follow each other.
typedef struct MathPiece {
    int glyph0, glyph1, rule0, rule1;
    double width, ascent, descent;
    double italic;   // to be added where nothing italic follows; not part of width
    double sub_back; // how far a subscript moves back (integrals lean)
    double accent;   // where an accent's middle goes
    bool is_glyph;   // one glyph on the baseline: scripts use its corners
    uint32_t glyph;  // that glyph
    double glyph_size;
} MathPiece;

// Pieces.
MathPiece math_piece_begin(const MathSetter *setter);
void math_piece_end(const MathSetter *setter, MathPiece *piece);
void math_piece_move(MathSetter *setter, const MathPiece *piece, double dx, double dy);
// The box grows so that `part`, placed with its baseline dy below the piece's, is inside.
void math_piece_cover(MathPiece *piece, const MathPiece *part, double dy);
void math_setter_rule(MathSetter *setter, double x, double y, double w, double h);
MathPiece math_setter_glyph(MathSetter *setter, uint32_t glyph, double size);

// Styles.
double math_style_size(const MathSetter *setter, MathStyle style); // px per em
MathStyle math_style_up(MathStyle style);                          // of superscripts
MathStyle math_style_down(MathStyle style);                        // of subscripts
MathStyle math_style_cramp(MathStyle style);
// A constant of the MATH table in px at the style's size.
double math_style_constant(const MathSetter *setter, MathStyle style, hb_ot_math_constant_t which);

// The glyph of a code point in the form for the style.
uint32_t math_style_glyph(const MathSetter *setter, MathStyle style, uint32_t code);

// Siblings from first up to, not including, end (NULL: all) with the space between them; any node; each kind.
MathPiece math_set_siblings(MathSetter *setter, const MathNode *first, const MathNode *end,
                            MathStyle style);
MathPiece math_set_node(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_script(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_fraction(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_root(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_line(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_accent(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_array(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_fence(MathSetter *setter, const MathNode *node, MathStyle style);
MathPiece math_set_operator(MathSetter *setter, const MathNode *node, MathStyle style);

// A code point's glyph, at least `length` px high (or wide), built from parts if need be.
MathPiece math_set_grown(MathSetter *setter, uint32_t code, MathStyle style, bool vertical,
                         double length);
// The same, centred on the axis: a delimiter. Code 0 is an empty one with a little width.
MathPiece math_set_delimiter(MathSetter *setter, uint32_t code, MathStyle style, double length);
// Delimiters around what has been set: joins open, body and close into one piece.
MathPiece math_set_enclosed(MathSetter *setter, MathPiece body, uint32_t open, uint32_t close,
                            MathStyle style);

#endif
