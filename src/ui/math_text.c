// Braces whose content is not a formula: \text{…} and the names that \begin and \end take.
#include "base/str.h"
#include "ui/math_parser.h"

#include <string.h>

// Which character an escape stands for inside \text; 0 for none.
static uint32_t escape_code(char c) {
    if (c == ' ') return ' ';
    if (c == ',') return 0x2009;
    return strchr("%#$&_{}", c) ? (uint32_t)(unsigned char)c : 0;
}

// One code point of text at lexer.at, unescaped; 0 after a failure.
static uint32_t take_letter(MathParser *parser) {
    MathLexer *lexer = &parser->lexer;
    const char *at = lexer->source + lexer->at, *end = lexer->source + lexer->size;
    int start = lexer->at;
    if (*at == '\\') {
        uint32_t code = at + 1 < end && at[1] ? escape_code(at[1]) : 0;
        if (!code) math_parser_fail(parser, start, "a command inside text");
        lexer->at += 2;
        return code;
    }
    if (*at == '~' || *at == '\n' || *at == '\t' || *at == '\r') {
        lexer->at++;
        return ' ';
    }
    uint32_t code = str_next(&at, end);
    lexer->at = (int)(at - lexer->source);
    if (code == STR_BAD) math_parser_fail(parser, start, "not UTF-8");
    if (code < 0x20 || code == 0x7F) math_parser_fail(parser, start, "a control character");
    if (code == '{' || code == '$') math_parser_fail(parser, start, "%c inside text", (char)code);
    return parser->failed ? 0 : code;
}

// The offset of the '}' that ends the text; the source's size if there is none.
static int find_close(const MathLexer *lexer) {
    int i = lexer->at;
    while (i < lexer->size && lexer->source[i] != '}') i += lexer->source[i] == '\\' ? 2 : 1;
    return i < lexer->size ? i : lexer->size;
}

// Four bytes at most and no NUL.
static int put_code(char *to, uint32_t code) {
    char bytes[5];
    int n = str_put(code, bytes);
    memcpy(to, bytes, (size_t)n);
    return n;
}

MathNode *math_parser_text(MathParser *parser, MathClass class, MathAlphabet alphabet) {
    MathLexer *lexer = &parser->lexer;
    int start = parser->token.at, close = find_close(lexer);
    int size = 0, read_size = 0;
    if (close == lexer->size) return math_parser_fail(parser, start, "{ is never closed");
    size_t room = (size_t)(close - lexer->at) * 4 + 5;
    char *text = arena_alloc(parser->arena, room), *read = arena_alloc(parser->arena, room);
    while (lexer->at < close) {
        uint32_t code = take_letter(parser);
        if (parser->failed) return NULL;
        if (class == CLASS_OP && code == ' ') continue; // math mode ignores blanks
        size += put_code(text + size, math_alphabet_map(alphabet, code));
        read_size += put_code(read + read_size, code);
    }
    lexer->at = close + 1;
    MathNode *node = math_parser_node(parser, MATH_TEXT, class);
    node->text = text;
    node->text_size = size;
    node->read = read;
    node->at = start;
    math_parser_advance(parser);
    return parser->failed ? NULL : node;
}

bool math_parser_word(MathParser *parser, const MathToken *owner, const char **name, int *size) {
    MathLexer *lexer = &parser->lexer;
    int start = lexer->at, end = start;
    while (end < lexer->size && lexer->source[end] != '}') end++;
    if (parser->token.kind != TOKEN_OPEN || end == lexer->size) {
        math_parser_fail(parser, owner->at, "\\%.*s needs { }", owner->name_size, owner->name);
        return false;
    }
    *name = lexer->source + start;
    *size = end - start;
    lexer->at = end + 1;
    math_parser_advance(parser);
    return !parser->failed;
}
