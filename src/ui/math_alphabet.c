// Unicode's mathematical alphabets: four runs per alphabet, and the letters that were encoded before them.
#include "ui/math_alphabet.h"

#include <stddef.h>

typedef struct Runs {
    uint32_t upper, lower, digit, greek_upper, greek_lower;
} Runs;

static const Runs alphabets[ALPHABET_COUNT] = {
    [ALPHABET_ITALIC] = {0x1D434, 0x1D44E, '0', 0x391, 0x1D6FC},
    [ALPHABET_UPRIGHT] = {'A', 'a', '0', 0x391, 0x3B1},
    [ALPHABET_BOLD] = {0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2},
    [ALPHABET_BOLD_ITALIC] = {0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736},
    [ALPHABET_BLACKBOARD] = {0x1D538, 0x1D552, 0x1D7D8, 0x391, 0x1D6FC},
    [ALPHABET_SCRIPT] = {0x1D49C, 0x1D4B6, '0', 0x391, 0x1D6FC},
    [ALPHABET_SANS] = {0x1D5A0, 0x1D5BA, 0x1D7E2, 0x391, 0x1D6FC},
};

// Letters that Unicode had already: the run has a hole there.
static const uint32_t holes[][2] = {
    {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B},
    {0x1D4A4, 0x2110}, {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F},
    {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134}, {0x1D53A, 0x2102}, {0x1D53F, 0x210D}, {0x1D545, 0x2115},
    {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124},
};

// Variant forms of lowercase Greek, in the order in which every Greek run has them after omega.
static const uint32_t greek_variants[] = {0x2202, 0x3F5, 0x3D1, 0x3F0, 0x3D5, 0x3F1, 0x3D6};

enum { GREEK_LETTERS = 25 };

static uint32_t fill_hole(uint32_t code) {
    for (size_t i = 0; i < sizeof holes / sizeof *holes; i++) {
        if (holes[i][0] == code) return holes[i][1];
    }
    return code;
}

static uint32_t map_greek(const Runs *runs, uint32_t code) {
    if (code >= 0x391 && code <= 0x3A9) return runs->greek_upper + code - 0x391;
    if (code >= 0x3B1 && code <= 0x3C9) return runs->greek_lower + code - 0x3B1;
    if (runs->greek_lower == 0x3B1) return code; // the plain block has its variants elsewhere
    for (uint32_t i = 0; i < sizeof greek_variants / sizeof *greek_variants; i++) {
        if (greek_variants[i] == code) return runs->greek_lower + GREEK_LETTERS + i;
    }
    return code;
}

uint32_t math_alphabet_map(MathAlphabet alphabet, uint32_t code) {
    const Runs *runs = &alphabets[alphabet];
    if (code >= 'A' && code <= 'Z') return fill_hole(runs->upper + code - 'A');
    if (code >= 'a' && code <= 'z') return fill_hole(runs->lower + code - 'a');
    if (code >= '0' && code <= '9') return runs->digit + code - '0';
    return map_greek(runs, code);
}
