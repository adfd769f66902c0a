// What a formula is once parsed: a tree of atoms, scripts, fractions, roots, fences, accents and arrays.
#ifndef UI_MATH_TREE_H
#define UI_MATH_TREE_H

#include <stdbool.h>
#include <stdint.h>

// The TeXbook, ch. 17: the kinds of atoms that decide spacing. NONE takes no part (spaces, style changes).
typedef enum MathClass {
    CLASS_ORD,
    CLASS_OP,
    CLASS_BIN,
    CLASS_REL,
    CLASS_OPEN,
    CLASS_CLOSE,
    CLASS_PUNCT,
    CLASS_INNER,
    CLASS_COUNT,
    CLASS_NONE = CLASS_COUNT,
} MathClass;

typedef enum MathKind {
    MATH_ROW,    // body: first of the children, chained by next; NULL when empty
    MATH_CHAR,   // code
    MATH_BIGOP,  // code, grown in display style, centred on the axis
    MATH_TEXT,   // text, upright or already mapped to another alphabet
    MATH_SCRIPT, // body with up and down (either may be NULL)
    MATH_FRAC,   // up over down; no bar if flags has MATH_NO_BAR
    MATH_ROOT,   // body under the sign, up is the degree or NULL
    MATH_FENCE,  // body between growing open and close (0: nothing there)
    MATH_DELIM,  // open, `amount` em high
    MATH_MIDDLE, // open, as high as the fence it stands in
    MATH_ACCENT, // code over (MATH_UNDER: under) body; MATH_WIDE: stretched
    MATH_LINE,   // a rule over (MATH_UNDER: under) body
    MATH_ARRAY,  // cells between open and close
    MATH_SPACE,  // amount in em, may be negative
    MATH_STYLE,  // what follows in the row is set in style `level`
} MathKind;

enum {
    MATH_NO_BAR = 1,
    MATH_WIDE = 2,
    MATH_UNDER = 4,
    MATH_BRACE = 8,      // an accent that stands clear of the body and takes limits
    MATH_STRETCHED = 16, // array rows in display style, pairs of columns joined without a gap
    MATH_SMALL = 32,     // array in script style
    MATH_LOOSE = 64,     // array with rows further apart
};

typedef enum MathLimits { LIMITS_NEVER, LIMITS_DISPLAY, LIMITS_ALWAYS } MathLimits;

enum { LEVEL_DISPLAY, LEVEL_TEXT, LEVEL_SCRIPT, LEVEL_SCRIPTSCRIPT, LEVEL_INHERITED };

typedef struct MathNode MathNode;

// One node. `kind` says which members mean something; everything lives in the parser's arena.
struct MathNode {
    MathKind kind;
    MathClass class;
    MathLimits limits;
    unsigned flags;
    int at;               // MATH_CHAR, MATH_TEXT as typed: offset in the source
    int level;            // MATH_STYLE, MATH_FRAC: LEVEL_…
    uint32_t code, plain; // as drawn (math alphanumerics), as read in plain text
    uint32_t open, close;
    double amount;
    const char *text; // NUL-terminated UTF-8; MATH_ACCENT: the command's name
    int text_size;
    const char *read;  // MATH_TEXT: the same without the alphabet, NUL-terminated
    const char *align; // MATH_ARRAY: 'l', 'c', 'r' for each column, repeated
    MathNode *body, *up, *down, *next;
    MathNode **cells; // rows × columns, NULL where empty
    int rows, columns;
};

// Turns binary operators with nothing to join into ordinary atoms (The TeXbook, appendix G, rules 5 and 6)
// in one row of siblings.
void math_space_settle(MathNode *first);

// Space between two neighbours in em; `script` is script style or smaller (The TeXbook, ch. 18, table).
double math_space_between(MathClass left, MathClass right, bool script);

#endif
