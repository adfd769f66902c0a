// What each kind of command does to the source behind it: fractions, roots, fences, accents, text.
#include "ui/math_parser.h"

typedef MathNode *ParseCommand(MathParser *parser, const MathSymbol *symbol,
                               const MathToken *token);

static MathNode *parse_symbol(MathParser *parser, const MathSymbol *symbol,
                              const MathToken *token) {
    (void)token;
    MathNode *node = math_parser_node(parser, MATH_CHAR, symbol->class);
    node->code = node->plain = symbol->code;
    if (symbol->kind == SYMBOL_LETTER) {
        node->code = math_alphabet_map(parser->alphabet, symbol->code);
    }
    return node;
}

static MathNode *parse_operator(MathParser *parser, const MathSymbol *symbol,
                                const MathToken *token) {
    (void)token;
    MathNode *node = math_parser_node(parser, MATH_BIGOP, CLASS_OP);
    node->code = node->plain = symbol->code;
    node->limits = (MathLimits)symbol->flag;
    return node;
}

static MathNode *parse_named(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    (void)token;
    bool mod = symbol->class == CLASS_BIN; // \bmod is written mod
    MathNode *node = math_parser_node(parser, MATH_TEXT, symbol->class);
    node->text = symbol->name + mod;
    node->text_size = symbol->name_size - mod;
    node->read = node->text;
    node->limits = (MathLimits)symbol->flag;
    return node;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_accent(MathParser *parser, const MathSymbol *symbol,
                              const MathToken *token) {
    MathNode *node = math_parser_node(parser, MATH_ACCENT, symbol->class);
    node->code = symbol->code;
    node->text = symbol->name;
    node->text_size = symbol->name_size;
    node->flags = symbol->flag;
    if (symbol->flag & MATH_BRACE) node->limits = LIMITS_ALWAYS;
    node->body = math_parser_argument(parser, token);
    return node;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_line(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *node = math_parser_node(parser, MATH_LINE, CLASS_ORD);
    node->flags = symbol->flag;
    node->body = math_parser_argument(parser, token);
    return node;
}

static MathNode *space(const MathParser *parser, double mu) {
    MathNode *node = math_parser_node(parser, MATH_SPACE, CLASS_NONE);
    node->amount = mu / 18;
    return node;
}

static MathNode *parse_space(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    (void)token;
    return space(parser, symbol->flag ? -(double)symbol->code : (double)symbol->code);
}

static bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ';
}

// True if the bytes from the '{' at hand up to its '}' are letters, digits and blanks.
static bool is_word_ahead(const MathParser *parser) {
    if (parser->token.kind != TOKEN_OPEN) return false;
    const MathLexer *lexer = &parser->lexer;
    int i = lexer->at;
    while (i < lexer->size && is_word_byte(lexer->source[i])) i++;
    return i < lexer->size && lexer->source[i] == '}' && i > lexer->at + 1;
}

// \mathrm{PE} is one word, kerned as such; anything else is a formula in that alphabet.
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_alphabet(MathParser *parser, const MathSymbol *symbol,
                                const MathToken *token) {
    MathAlphabet outer = parser->alphabet, alphabet = (MathAlphabet)symbol->code;
    if (alphabet == ALPHABET_UPRIGHT && is_word_ahead(parser)) {
        return math_parser_text(parser, CLASS_ORD, alphabet);
    }
    parser->alphabet = alphabet;
    MathNode *node = math_parser_argument(parser, token);
    parser->alphabet = outer;
    return node;
}

static MathNode *parse_text(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    if (parser->token.kind != TOKEN_OPEN) return math_parser_argument(parser, token);
    return math_parser_text(parser, CLASS_ORD, (MathAlphabet)symbol->code);
}

static MathNode *parse_operator_name(MathParser *parser, const MathSymbol *symbol,
                                     const MathToken *token) {
    (void)symbol;
    MathLimits limits = LIMITS_NEVER;
    if (parser->token.kind == TOKEN_CHAR && parser->token.code == '*') {
        limits = LIMITS_DISPLAY;
        math_parser_advance(parser);
    }
    if (parser->token.kind != TOKEN_OPEN) {
        return math_parser_fail(parser, token->at, "\\operatorname needs { }");
    }
    MathNode *node = math_parser_text(parser, CLASS_OP, ALPHABET_UPRIGHT);
    if (node) node->limits = limits;
    return node;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_fraction(MathParser *parser, const MathSymbol *symbol,
                                const MathToken *token) {
    MathNode *node = math_parser_node(parser, MATH_FRAC, CLASS_INNER);
    node->level = (int)symbol->code;
    node->up = math_parser_argument(parser, token);
    node->down = math_parser_argument(parser, token);
    if (!symbol->flag) return node;
    node->flags = MATH_NO_BAR;
    MathNode *fence = math_parser_node(parser, MATH_FENCE, CLASS_INNER);
    fence->open = '(';
    fence->close = ')';
    fence->body = node;
    return fence;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_option(MathParser *parser) {
    int start = parser->token.at;
    bool outer = parser->in_option;
    parser->in_option = true;
    math_parser_advance(parser);
    MathNode *row = math_parser_row(parser);
    if (parser->token.kind != TOKEN_CHAR) {
        return math_parser_fail(parser, start, "[ is never closed");
    }
    parser->in_option = outer;
    math_parser_advance(parser);
    return row;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_root(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *node = math_parser_node(parser, MATH_ROOT, CLASS_ORD);
    node->code = symbol->code;
    if (parser->token.kind == TOKEN_CHAR && parser->token.code == '[') {
        node->up = parse_option(parser);
    }
    node->body = math_parser_argument(parser, token);
    return node;
}

static bool take_delimiter(MathParser *parser, const MathToken *owner, uint32_t *code) {
    if (!math_symbol_delimiter(&parser->token, code)) {
        math_parser_fail(parser, owner->at, "\\%.*s needs a delimiter such as ( or \\{",
                         owner->name_size, owner->name);
        return false;
    }
    math_parser_advance(parser);
    return true;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_fence(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *node = math_parser_node(parser, MATH_FENCE, symbol->class);
    if (!take_delimiter(parser, token, &node->open)) return NULL;
    bool in_option = parser->in_option;
    parser->in_option = false;
    parser->fences++;
    node->body = math_parser_row(parser);
    if (!math_token_is(&parser->token, "right")) {
        return math_parser_fail(parser, token->at, "\\left is never closed by \\right");
    }
    MathToken right = parser->token;
    parser->fences--;
    parser->in_option = in_option;
    math_parser_advance(parser);
    return take_delimiter(parser, &right, &node->close) ? node : NULL;
}

static MathNode *parse_middle(MathParser *parser, const MathSymbol *symbol,
                              const MathToken *token) {
    if (parser->fences == 0) {
        return math_parser_fail(parser, token->at, "\\middle outside \\left \\right");
    }
    MathNode *node = math_parser_node(parser, MATH_MIDDLE, symbol->class);
    return take_delimiter(parser, token, &node->open) ? node : NULL;
}

static MathNode *parse_big(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *node = math_parser_node(parser, MATH_DELIM, symbol->class);
    node->amount = (double)symbol->code / 10;
    return take_delimiter(parser, token, &node->open) ? node : NULL;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_begin(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    (void)symbol;
    return math_parser_environment(parser, token);
}

static MathNode *parse_style(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    (void)token;
    MathNode *node = math_parser_node(parser, MATH_STYLE, CLASS_NONE);
    node->level = (int)symbol->code;
    return node;
}

static MathNode *wrap(const MathParser *parser, MathClass class, MathNode *body) {
    MathNode *row = math_parser_node(parser, MATH_ROW, class);
    row->body = body;
    return row;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_class(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *body = math_parser_argument(parser, token);
    MathNode *row = wrap(parser, symbol->class, body);
    if (symbol->class == CLASS_OP) row->limits = LIMITS_DISPLAY;
    return row;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_stack(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *mark = math_parser_argument(parser, token);
    MathNode *body = math_parser_argument(parser, token);
    if (!body) return NULL;
    MathNode *node = math_parser_node(parser, MATH_SCRIPT, symbol->class);
    if (symbol->class == CLASS_NONE) node->class = body->class;
    if (node->class == CLASS_NONE) node->class = CLASS_ORD;
    node->limits = LIMITS_ALWAYS;
    node->body = body;
    if (symbol->flag & MATH_UNDER) {
        node->down = mark;
    } else {
        node->up = mark;
    }
    return node;
}

// \pmod{n}: space (mod n).
// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
static MathNode *parse_mod(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    MathNode *argument = math_parser_argument(parser, token);
    if (!argument) return NULL;
    MathNode *word = math_parser_node(parser, MATH_TEXT, CLASS_ORD);
    word->text = word->read = "mod";
    word->text_size = 3;
    MathNode *first = space(parser, 8);
    first->next = math_parser_char(parser, '(');
    first->next->next = word;
    word->next = space(parser, 6);
    word->next->next = wrap(parser, CLASS_ORD, argument);
    word->next->next->next = math_parser_char(parser, ')');
    return wrap(parser, symbol->class, first);
}

static MathNode *parse_not(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    const MathToken *next = &parser->token;
    uint32_t code = next->kind == TOKEN_CHAR ? next->code : 0;
    if (next->kind == TOKEN_COMMAND) {
        const MathSymbol *found = math_symbol_find(next->name, next->name_size);
        if (found && found->kind == SYMBOL_CHAR) code = found->code;
    }
    uint32_t negated = math_symbol_negate(code);
    if (!negated) return math_parser_fail(parser, token->at, "\\not cannot cross out what follows");
    math_parser_advance(parser);
    MathNode *node = math_parser_node(parser, MATH_CHAR, symbol->class);
    node->code = node->plain = negated;
    return node;
}

// \dots are centred before an operator or a relation, as amsmath has them.
static MathNode *parse_dots(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    (void)token;
    const MathToken *next = &parser->token;
    MathClass class = CLASS_ORD;
    if (next->kind == TOKEN_CHAR) class = math_symbol_class(next->code);
    if (next->kind == TOKEN_COMMAND) {
        const MathSymbol *found = math_symbol_find(next->name, next->name_size);
        if (found && found->kind == SYMBOL_CHAR) class = found->class;
    }
    MathNode *node = math_parser_node(parser, MATH_CHAR, symbol->class);
    bool centred = class == CLASS_BIN || class == CLASS_REL;
    node->code = node->plain = centred ? 0x22EF : symbol->code;
    return node;
}

static MathNode *parse_stray(MathParser *parser, const MathSymbol *symbol, const MathToken *token) {
    return math_parser_fail(parser, token->at, "\\%s is out of place", symbol->name);
}

static ParseCommand *const parse_by_kind[SYMBOL_KIND_COUNT] = {
    [SYMBOL_CHAR] = parse_symbol,
    [SYMBOL_LETTER] = parse_symbol,
    [SYMBOL_DELIM] = parse_symbol,
    [SYMBOL_BIGOP] = parse_operator,
    [SYMBOL_NAMED] = parse_named,
    [SYMBOL_ACCENT] = parse_accent,
    [SYMBOL_LINE] = parse_line,
    [SYMBOL_SPACE] = parse_space,
    [SYMBOL_ALPHABET] = parse_alphabet,
    [SYMBOL_TEXT] = parse_text,
    [SYMBOL_OPERATOR] = parse_operator_name,
    [SYMBOL_FRAC] = parse_fraction,
    [SYMBOL_ROOT] = parse_root,
    [SYMBOL_LEFT] = parse_fence,
    [SYMBOL_MIDDLE] = parse_middle,
    [SYMBOL_BIG] = parse_big,
    [SYMBOL_BEGIN] = parse_begin,
    [SYMBOL_STYLE] = parse_style,
    [SYMBOL_CLASS] = parse_class,
    [SYMBOL_STACK] = parse_stack,
    [SYMBOL_MOD] = parse_mod,
    [SYMBOL_NOT] = parse_not,
    [SYMBOL_DOTS] = parse_dots,
    [SYMBOL_STRAY] = parse_stray,
};

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by MATH_MOST_DEPTH
MathNode *math_parser_command(MathParser *parser) {
    MathToken token = parser->token;
    const MathSymbol *symbol = math_symbol_find(token.name, token.name_size);
    if (!symbol) {
        int shown = token.name_size < 40 ? token.name_size : 40;
        return math_parser_fail(parser, token.at, "unknown command \\%.*s", shown, token.name);
    }
    math_parser_advance(parser);
    if (parser->failed) return NULL;
    MathNode *node = parse_by_kind[symbol->kind](parser, symbol, &token);
    return parser->failed ? NULL : node;
}
