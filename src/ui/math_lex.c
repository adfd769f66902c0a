// The lexer: white space separates, a backslash starts a command, every other code point is a token.
#include "ui/math_lex.h"

#include "base/str.h"

#include <string.h>

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// One code point; anything malformed or invisible makes the token bad.
static void take_code(MathLexer *lexer, MathToken *token) {
    const char *at = lexer->source + lexer->at, *start = at;
    token->code = str_next(&at, lexer->source + lexer->size);
    lexer->at += (int)(at - start);
    if (token->code == STR_BAD) token->problem = "not UTF-8";
    if (token->code < 0x20 || token->code == 0x7F) token->problem = "a control character";
    if (token->problem) token->kind = TOKEN_BAD;
}

static void take_command(MathLexer *lexer, MathToken *token) {
    token->kind = TOKEN_COMMAND;
    token->name = lexer->source + ++lexer->at;
    while (lexer->at < lexer->size && is_letter(lexer->source[lexer->at])) lexer->at++;
    if (lexer->source + lexer->at == token->name) {
        if (lexer->at == lexer->size) {
            token->kind = TOKEN_BAD;
            token->problem = "a backslash with nothing behind it";
            return;
        }
        if (is_space(*token->name)) {
            lexer->at++;
        } else {
            take_code(lexer, token);
        }
    }
    token->name_size = (int)(lexer->source + lexer->at - token->name);
}

static TokenKind special_kind(char c) {
    switch (c) {
    case '{': return TOKEN_OPEN;
    case '}': return TOKEN_CLOSE;
    case '^': return TOKEN_SUP;
    case '_': return TOKEN_SUB;
    case '&': return TOKEN_ALIGN;
    case '\'': return TOKEN_PRIME;
    case '%':
    case '#':
    case '$': return TOKEN_BAD;
    default: return TOKEN_CHAR;
    }
}

static const char *special_problem(char c) {
    if (c == '%') return "% is written \\%";
    if (c == '#') return "# is written \\#";
    return "$ is written \\$";
}

MathToken math_lex_next(MathLexer *lexer) {
    while (lexer->at < lexer->size && is_space(lexer->source[lexer->at])) lexer->at++;
    MathToken token = {.kind = TOKEN_END, .at = lexer->at};
    if (lexer->at == lexer->size) return token;
    char c = lexer->source[lexer->at];
    if (c == '\\') {
        take_command(lexer, &token);
        return token;
    }
    token.kind = special_kind(c);
    if (token.kind == TOKEN_CHAR) {
        take_code(lexer, &token);
    } else {
        lexer->at++;
        if (token.kind == TOKEN_BAD) token.problem = special_problem(c);
    }
    return token;
}

bool math_token_is(const MathToken *token, const char *name) {
    return token->kind == TOKEN_COMMAND && (size_t)token->name_size == strlen(name) &&
           memcmp(token->name, name, (size_t)token->name_size) == 0;
}
