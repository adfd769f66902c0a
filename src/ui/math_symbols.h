// What every TeX command and character means: one table, read by the parser.
#ifndef UI_MATH_SYMBOLS_H
#define UI_MATH_SYMBOLS_H

#include "ui/math_lex.h"
#include "ui/math_tree.h"

// How the parser reads on after the command; the parser has one function for each.
typedef enum SymbolKind {
    SYMBOL_CHAR,     // an atom of `class`
    SYMBOL_LETTER,   // an ordinary atom in the current alphabet
    SYMBOL_DELIM,    // as SYMBOL_CHAR, and may follow \left
    SYMBOL_BIGOP,    // flag: LIMITS_…
    SYMBOL_NAMED,    // an operator written as a word; flag: LIMITS_…
    SYMBOL_ACCENT,   // flag: MATH_WIDE …
    SYMBOL_LINE,     // \overline
    SYMBOL_SPACE,    // code is the width in mu, flag 1: negative
    SYMBOL_ALPHABET, // \mathbf{…}; code: ALPHABET_…
    SYMBOL_TEXT,     // \text{…}; code: ALPHABET_…
    SYMBOL_OPERATOR, // \operatorname{…}
    SYMBOL_FRAC,     // code: LEVEL_…, flag 1: binomial
    SYMBOL_ROOT,
    SYMBOL_LEFT,
    SYMBOL_MIDDLE,
    SYMBOL_BIG, // code: height in tenths of an em
    SYMBOL_BEGIN,
    SYMBOL_STYLE, // code: LEVEL_…
    SYMBOL_CLASS, // \mathrel{…}
    SYMBOL_STACK, // \overset{…}{…}; flag: MATH_UNDER
    SYMBOL_MOD,   // \pmod{…}
    SYMBOL_NOT,
    SYMBOL_DOTS,  // low or centred, by what follows
    SYMBOL_STRAY, // only meaningful after something else: \right, \end, \limits …
    SYMBOL_KIND_COUNT,
} SymbolKind;

typedef struct MathSymbol {
    const char *name; // without the backslash
    int name_size;
    SymbolKind kind;
    MathClass class;
    uint32_t code;
    unsigned flag;
} MathSymbol;

// The row of a command; NULL if there is none.
const MathSymbol *math_symbol_find(const char *name, int name_size);

// How many rows, and row i: for tests that go through all.
int math_symbol_count(void);
const MathSymbol *math_symbol_at(int i);

// The class of a character that stands for itself, and the code point that draws it ('-' is a minus sign).
MathClass math_symbol_class(uint32_t code);
uint32_t math_symbol_code(uint32_t code);

// The delimiter that the token names (0 for '.'); false if it names none.
bool math_symbol_delimiter(const MathToken *token, uint32_t *code);

// The crossed-out form of a relation; 0 if there is none.
uint32_t math_symbol_negate(uint32_t code);

#endif
