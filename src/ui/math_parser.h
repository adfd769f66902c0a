// The parser's state and the steps its parts share. Outside of ui/math_*.c only math_parse is used.
#ifndef UI_MATH_PARSER_H
#define UI_MATH_PARSER_H

#include "base/arena.h"
#include "base/err.h"
#include "ui/math_alphabet.h"
#include "ui/math_symbols.h"

enum {
    MATH_MOST_DEPTH = 64,
    MATH_MOST_SOURCE = 16 << 10,
    MATH_MOST_ROWS = 64,
    MATH_MOST_COLUMNS = 32
};

typedef struct MathParser {
    Arena *arena;
    Err *err; // holds the first error once failed
    MathLexer lexer;
    MathToken token; // the one to look at
    int depth;
    int fences;     // \left open in this group
    bool in_option; // inside [ ], where ] ends the row
    bool failed;
    MathAlphabet alphabet;
} MathParser;

// Parses the whole source. The tree (a MATH_ROW) lives in the arena; NULL after an error.
MathNode *math_parse(Arena *arena, const char *tex, int n, Err *err);

// Steps. After a failure the token is TOKEN_END for ever, so that every loop ends; results are then NULL.
void math_parser_advance(MathParser *parser);
MathNode *math_parser_fail(MathParser *parser, int at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
MathNode *math_parser_node(const MathParser *parser, MathKind kind, MathClass class);

// Siblings up to what ends a row: the end, '}', '&', '\\', \right, \end, or ']' in an option.
MathNode *math_parser_row(MathParser *parser);
// '{' row '}', one atom if that is all there is.
MathNode *math_parser_group(MathParser *parser);
// What a command or a script works on: a group or one token. `owner` is what the error names.
MathNode *math_parser_argument(MathParser *parser, const MathToken *owner);
// One atom for a character as typed.
MathNode *math_parser_char(const MathParser *parser, uint32_t code);
// One atom or structure without its scripts.
MathNode *math_parser_nucleus(MathParser *parser);

// The structure that a command begins; the current token is the command.
MathNode *math_parser_command(MathParser *parser);
// \text{…}: the bytes between the braces, letters in the alphabet.
MathNode *math_parser_text(MathParser *parser, MathClass class, MathAlphabet alphabet);
// \begin{…} … \end{…}; `begin` is the command, the current token follows it.
MathNode *math_parser_environment(MathParser *parser, const MathToken *begin);
// {word} as written, into *name: what \begin and \end take.
bool math_parser_word(MathParser *parser, const MathToken *owner, const char **name, int *size);

#endif
