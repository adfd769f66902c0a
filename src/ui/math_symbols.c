// The table of commands and of characters that stand for themselves.
#include "ui/math_symbols.h"

#include "ui/math_alphabet.h"

#include <assert.h>
#include <string.h>

#define ROW(row_name, row_kind, row_class, row_code, row_flag) \
    {.name = (row_name),                                       \
     .name_size = (int)sizeof(row_name) - 1,                   \
     .kind = SYMBOL_##row_kind,                                \
     .class = CLASS_##row_class,                               \
     .code = (row_code),                                       \
     .flag = (row_flag)},
static const MathSymbol symbols[] = {
#include "ui/math_symbols.def"
};
#undef ROW

enum { SYMBOL_COUNT = sizeof symbols / sizeof *symbols };

const MathSymbol *math_symbol_find(const char *name, int name_size) {
    for (int i = 0; i < SYMBOL_COUNT; i++) {
        const MathSymbol *symbol = &symbols[i];
        if (symbol->name_size == name_size && memcmp(symbol->name, name, (size_t)name_size) == 0) {
            return symbol;
        }
    }
    return NULL;
}

int math_symbol_count(void) {
    return SYMBOL_COUNT;
}

const MathSymbol *math_symbol_at(int i) {
    assert(i >= 0 && i < SYMBOL_COUNT);
    return &symbols[i];
}

static MathClass ascii_class(uint32_t code) {
    static const char *const members[CLASS_COUNT] = {
        [CLASS_BIN] = "+-*",    [CLASS_REL] = "=<>:", [CLASS_OPEN] = "([",
        [CLASS_CLOSE] = ")]!?", [CLASS_PUNCT] = ",;",
    };
    for (int i = 0; i < CLASS_COUNT; i++) {
        if (members[i] && strchr(members[i], (int)code)) return (MathClass)i;
    }
    return CLASS_ORD;
}

MathClass math_symbol_class(uint32_t code) {
    if (code < 0x80) return ascii_class(code);
    for (int i = 0; i < SYMBOL_COUNT; i++) {
        const MathSymbol *symbol = &symbols[i];
        if (symbol->code == code && symbol->kind <= SYMBOL_DELIM) return symbol->class;
    }
    return code == 0x2212 ? CLASS_BIN : CLASS_ORD;
}

uint32_t math_symbol_code(uint32_t code) {
    if (code == '-') return 0x2212;
    return code == '*' ? 0x2217 : code;
}

bool math_symbol_delimiter(const MathToken *token, uint32_t *code) {
    if (token->kind == TOKEN_COMMAND) {
        const MathSymbol *symbol = math_symbol_find(token->name, token->name_size);
        *code = symbol ? symbol->code : 0;
        return symbol && symbol->kind == SYMBOL_DELIM;
    }
    if (token->kind != TOKEN_CHAR) return false;
    *code = token->code;
    if (*code == '.') *code = 0;
    if (*code == '<') *code = 0x27E8;
    if (*code == '>') *code = 0x27E9;
    return token->code < 0x80 && strchr("()[]|/.<>", (int)token->code);
}

uint32_t math_symbol_negate(uint32_t code) {
    static const uint32_t pairs[][2] = {
        {'=', 0x2260},    {'<', 0x226E},    {'>', 0x226F},    {0x2264, 0x2270}, {0x2265, 0x2271},
        {0x2208, 0x2209}, {0x220B, 0x220C}, {0x2261, 0x2262}, {0x223C, 0x2241}, {0x2248, 0x2249},
        {0x2243, 0x2244}, {0x2245, 0x2247}, {0x2282, 0x2284}, {0x2283, 0x2285}, {0x2286, 0x2288},
        {0x2287, 0x2289}, {0x2223, 0x2224}, {0x2225, 0x2226}, {0x2203, 0x2204}, {0x2192, 0x219B},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (pairs[i][0] == code) return pairs[i][1];
    }
    return 0;
}
