// TeX source to tokens, each with the byte where it began.
#ifndef UI_MATH_LEX_H
#define UI_MATH_LEX_H

#include <stdbool.h>
#include <stdint.h>

typedef enum TokenKind {
    TOKEN_END,
    TOKEN_CHAR,    // code
    TOKEN_COMMAND, // name, without the backslash
    TOKEN_OPEN,    // {
    TOKEN_CLOSE,   // }
    TOKEN_SUP,     // ^
    TOKEN_SUB,     // _
    TOKEN_ALIGN,   // &
    TOKEN_PRIME,   // '
    TOKEN_BAD,     // bytes that mean nothing in a formula; `problem` says why
} TokenKind;

typedef struct MathToken {
    TokenKind kind;
    int at; // offset of the first byte, from 0
    uint32_t code;
    const char *name; // in the source
    int name_size;
    const char *problem;
} MathToken;

typedef struct MathLexer {
    const char *source;
    int size, at;
} MathLexer;

// The next token, skipping white space. After the last one TOKEN_END, as often as it is asked.
MathToken math_lex_next(MathLexer *lexer);

// True if the token is the command of that name.
bool math_token_is(const MathToken *token, const char *name);

#endif
