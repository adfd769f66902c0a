// Rows, groups, scripts and single characters of a formula; structures are in math_command.c.
#include "ui/math_parser.h"

#include <stdarg.h>
#include <stdio.h>

void math_parser_advance(MathParser *parser) {
    if (parser->failed) return;
    parser->token = math_lex_next(&parser->lexer);
    const MathToken *token = &parser->token;
    if (token->kind == TOKEN_BAD) math_parser_fail(parser, token->at, "%s", token->problem);
}

MathNode *math_parser_fail(MathParser *parser, int at, const char *format, ...) {
    if (parser->failed) return NULL;
    parser->failed = true;
    parser->token = (MathToken){.kind = TOKEN_END, .at = parser->lexer.size};
    char what[200];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    err_set(parser->err, "byte %d: %s", at + 1, what);
    return NULL;
}

MathNode *math_parser_node(const MathParser *parser, MathKind kind, MathClass class) {
    MathNode *node = arena_alloc(parser->arena, sizeof *node);
    node->kind = kind;
    node->class = class;
    return node;
}

static bool enter(MathParser *parser) {
    if (parser->depth == MATH_MOST_DEPTH) {
        math_parser_fail(parser, parser->token.at, "nested deeper than %d", MATH_MOST_DEPTH);
        return false;
    }
    parser->depth++;
    return true;
}

MathNode *math_parser_char(const MathParser *parser, uint32_t code) {
    MathNode *node = math_parser_node(parser, MATH_CHAR, math_symbol_class(code));
    node->plain = math_symbol_code(code);
    node->code = math_alphabet_map(parser->alphabet, node->plain);
    if (parser->alphabet == ALPHABET_BLACKBOARD) node->plain = node->code;
    return node;
}

// ~ is a space that does not break.
static MathNode *parse_char(MathParser *parser) {
    uint32_t code = parser->token.code;
    int at = parser->token.at;
    math_parser_advance(parser);
    if (code != '~') {
        MathNode *node = math_parser_char(parser, code);
        node->at = at;
        return node;
    }
    MathNode *space = math_parser_node(parser, MATH_SPACE, CLASS_NONE);
    space->amount = 1.0 / 4;
    return space;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathNode *math_parser_group(MathParser *parser) {
    int start = parser->token.at;
    bool in_option = parser->in_option;
    int fences = parser->fences;
    parser->in_option = false;
    parser->fences = 0;
    math_parser_advance(parser);
    MathNode *row = math_parser_row(parser);
    if (parser->token.kind == TOKEN_END) {
        return math_parser_fail(parser, start, "{ is never closed");
    }
    if (parser->token.kind != TOKEN_CLOSE) {
        return math_parser_fail(parser, parser->token.at, "%.*s inside { }",
                                parser->lexer.at - parser->token.at,
                                parser->lexer.source + parser->token.at);
    }
    math_parser_advance(parser);
    parser->in_option = in_option;
    parser->fences = fences;
    if (!row) return NULL;
    MathNode *only = row->body;
    // An atom alone keeps its italic correction and kerning (The TeXbook, appendix G, rule 17 ff.).
    return only && !only->next && only->kind == MATH_CHAR && only->class == CLASS_ORD ? only : row;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathNode *math_parser_nucleus(MathParser *parser) {
    switch (parser->token.kind) {
    case TOKEN_CHAR: return parse_char(parser);
    case TOKEN_OPEN: return math_parser_group(parser);
    case TOKEN_COMMAND: return math_parser_command(parser);
    default: return math_parser_node(parser, MATH_ROW, CLASS_ORD);
    }
}

static bool can_begin_argument(const MathToken *token) {
    return token->kind == TOKEN_CHAR || token->kind == TOKEN_OPEN ||
           (token->kind == TOKEN_COMMAND && !math_token_is(token, "right") &&
            !math_token_is(token, "end") && !math_token_is(token, "\\"));
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathNode *math_parser_argument(MathParser *parser, const MathToken *owner) {
    if (parser->failed) return NULL;
    if (parser->in_option && parser->token.kind == TOKEN_CHAR && parser->token.code == ']') {
        return math_parser_fail(parser, owner->at, "nothing follows before ]");
    }
    if (!can_begin_argument(&parser->token)) {
        const char *name = owner->kind == TOKEN_SUP ? "^" : "_";
        if (owner->kind == TOKEN_COMMAND) {
            return math_parser_fail(parser, owner->at, "\\%.*s needs { }", owner->name_size,
                                    owner->name);
        }
        return math_parser_fail(parser, owner->at, "nothing follows %s", name);
    }
    if (parser->token.kind == TOKEN_OPEN) return math_parser_group(parser);
    if (!enter(parser)) return NULL;
    MathNode *node = math_parser_nucleus(parser);
    parser->depth--;
    return node;
}

static MathNode *parse_primes(MathParser *parser) {
    MathNode *row = math_parser_node(parser, MATH_ROW, CLASS_ORD), **link = &row->body;
    for (; parser->token.kind == TOKEN_PRIME; math_parser_advance(parser)) {
        MathNode *prime = math_parser_node(parser, MATH_CHAR, CLASS_ORD);
        prime->code = prime->plain = 0x2032;
        *link = prime;
        link = &prime->next;
    }
    return row;
}

// f''^2 is f with the row '' 2 above it.
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void parse_superscript(MathParser *parser, MathNode *script) {
    MathToken mark = parser->token;
    if (script->up) {
        math_parser_fail(parser, mark.at, "a second superscript: group the first with { }");
        return;
    }
    MathNode *primes = mark.kind == TOKEN_PRIME ? parse_primes(parser) : NULL;
    script->up = primes;
    if (parser->token.kind != TOKEN_SUP) return;
    mark = parser->token;
    math_parser_advance(parser);
    MathNode *up = math_parser_argument(parser, &mark);
    script->up = up;
    if (!primes || !up) return;
    MathNode *last = primes->body;
    while (last->next) last = last->next;
    last->next = up;
    script->up = primes;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static void parse_subscript(MathParser *parser, MathNode *script) {
    MathToken mark = parser->token;
    if (script->down) {
        math_parser_fail(parser, mark.at, "a second subscript: group the first with { }");
        return;
    }
    math_parser_advance(parser);
    script->down = math_parser_argument(parser, &mark);
}

static void parse_limits(MathParser *parser, MathNode *node) {
    for (;;) {
        bool limits = math_token_is(&parser->token, "limits");
        if (!limits && !math_token_is(&parser->token, "nolimits")) return;
        if (node->class != CLASS_OP) {
            math_parser_fail(parser, parser->token.at, "%s follows no operator",
                             limits ? "\\limits" : "\\nolimits");
        }
        node->limits = limits ? LIMITS_ALWAYS : LIMITS_NEVER;
        math_parser_advance(parser);
    }
}

static bool is_script_mark(TokenKind kind) {
    return kind == TOKEN_SUP || kind == TOKEN_SUB || kind == TOKEN_PRIME;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_scripts(MathParser *parser, MathNode *body) {
    parse_limits(parser, body);
    if (!is_script_mark(parser->token.kind)) return body;
    MathNode *script = math_parser_node(parser, MATH_SCRIPT, body->class);
    script->body = body;
    script->limits = body->limits;
    while (is_script_mark(parser->token.kind)) {
        if (parser->token.kind == TOKEN_SUB) {
            parse_subscript(parser, script);
        } else {
            parse_superscript(parser, script);
        }
    }
    return script;
}

static bool ends_row(const MathParser *parser) {
    const MathToken *token = &parser->token;
    switch (token->kind) {
    case TOKEN_END:
    case TOKEN_CLOSE:
    case TOKEN_ALIGN: return true;
    case TOKEN_CHAR: return parser->in_option && token->code == ']';
    case TOKEN_COMMAND:
        return math_token_is(token, "right") || math_token_is(token, "end") ||
               math_token_is(token, "\\");
    default: return false;
    }
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathNode *math_parser_row(MathParser *parser) {
    if (!enter(parser)) return NULL;
    MathNode *row = math_parser_node(parser, MATH_ROW, CLASS_ORD), **link = &row->body;
    while (!ends_row(parser)) {
        MathNode *node = math_parser_nucleus(parser);
        if (node && node->class != CLASS_NONE) node = parse_scripts(parser, node);
        if (!node || parser->failed) return NULL;
        *link = node;
        link = &node->next;
    }
    parser->depth--;
    math_space_settle(row->body);
    return parser->failed ? NULL : row;
}

static const char *stray_advice(const MathToken *token) {
    if (token->kind == TOKEN_CLOSE) return "} without {";
    if (token->kind == TOKEN_ALIGN) return "& outside a matrix";
    if (math_token_is(token, "right")) return "\\right without \\left";
    if (math_token_is(token, "end")) return "\\end without \\begin";
    return "\\\\ outside a matrix";
}

MathNode *math_parse(Arena *arena, const char *tex, int n, Err *err) {
    MathParser parser = {.arena = arena, .err = err, .lexer = {.source = tex, .size = n}};
    if (n > MATH_MOST_SOURCE) {
        err_set(err, "byte %d: the formula has %d bytes, at most %d are allowed",
                MATH_MOST_SOURCE + 1, n, MATH_MOST_SOURCE);
        return NULL;
    }
    math_parser_advance(&parser);
    MathNode *row = math_parser_row(&parser);
    const MathToken *token = &parser.token;
    if (token->kind == TOKEN_END) return parser.failed ? NULL : row;
    return math_parser_fail(&parser, token->at, "%s", stray_advice(token));
}
