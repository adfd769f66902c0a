// The alphabets of mathematics: which code point draws a letter in italic, bold, blackboard …
#ifndef UI_MATH_ALPHABET_H
#define UI_MATH_ALPHABET_H

#include <stdint.h>

typedef enum MathAlphabet {
    ALPHABET_ITALIC, // formulas; digits and capital Greek stay upright
    ALPHABET_UPRIGHT,
    ALPHABET_BOLD,
    ALPHABET_BOLD_ITALIC,
    ALPHABET_BLACKBOARD,
    ALPHABET_SCRIPT,
    ALPHABET_SANS,
    ALPHABET_COUNT,
} MathAlphabet;

// The code point to draw for a letter or digit; anything else comes back as it was.
// Source: The Unicode Standard, Mathematical Alphanumeric Symbols (U+1D400 … 1D7FF) with its holes.
uint32_t math_alphabet_map(MathAlphabet alphabet, uint32_t code);

#endif
