// What markdown must not look into: formulas, [[links]] and [@citations], cut out before md4c reads the text.
//
// md4c knows formulas, but reads "$5 and $6" as one, splits table cells at a formula's |, takes \\ and _ in it for its own, and
// a display formula's lines for headings and lists. So each of these atoms is replaced by one private-use character first.
#ifndef FORMATS_MARKDOWN_ATOMS_H
#define FORMATS_MARKDOWN_ATOMS_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

typedef enum AtomKind { ATOM_MATH, ATOM_DISPLAY, ATOM_WIKI, ATOM_CITE } AtomKind;

// A part of the source, given by offsets; body is what is between the delimiters.
typedef struct Atom {
    AtomKind kind;
    size_t start, end, body, body_end;
} Atom;

typedef struct Atoms {
    const char *source;
    char *text; // the source with one placeholder for each atom
    size_t size;
    Atom *at;
    int count, capacity;
} Atoms;

// Fails for a $$ that is not closed, and for placeholders in the source. Everything lives in the arena.
bool atoms_find(Arena *arena, const char *source, Atoms *out, Err *err);

// The atom that a code point stands for, NULL if it is an ordinary character.
const Atom *atoms_named(const Atoms *atoms, uint32_t code);

// The first dollar outside of formulas and code that looks like the beginning of one: neither escaped nor before a space or
// a digit. It points into the text with placeholders; NULL if there is none.
const char *atoms_stray_dollar(const Atoms *atoms);

#endif
