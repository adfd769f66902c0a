// Expressions, letter by letter: numbers, names, words in quotes and signs, and what is meant by signs that are none.
#include "base/str.h"
#include "card/expr_code.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool expr_fail(int at, Err *err, const char *format, ...) {
    char line[sizeof err->text];
    va_list values;
    va_start(values, format);
    vsnprintf(line, sizeof line, format, values);
    va_end(values);
    return err_set(err, "column %d: %s", 1 + at, line); // all before is ASCII, else it had failed
}

typedef struct SignRow {
    const char *text;
    ExprSign sign;
} SignRow;

// Longer ones before those they begin with.
static const SignRow SIGNS[] = {
    {"<=", SIGN_LESS_EQUAL}, {">=", SIGN_MORE_EQUAL}, {"==", SIGN_EQUAL}, {"!=", SIGN_DIFFERS},
    {"<", SIGN_LESS},        {">", SIGN_MORE},        {"(", SIGN_OPEN},   {")", SIGN_CLOSE},
    {",", SIGN_COMMA},       {"?", SIGN_QUESTION},    {":", SIGN_COLON},  {"+", SIGN_PLUS},
    {"-", SIGN_MINUS},       {"*", SIGN_TIMES},       {"/", SIGN_DIVIDE}, {"^", SIGN_POWER},
};

static const SignRow NAMED_SIGNS[] = {{"and", SIGN_AND}, {"or", SIGN_OR}, {"not", SIGN_NOT}};

static const char *const MEANT[][2] = {
    {"=", "=="}, {"&&", "and"}, {"||", "or"}, {"!", "not"}, {"−", "-"},  {"–", "-"},
    {"×", "*"},  {"·", "*"},    {"÷", "/"},   {"≤", "<="},  {"≥", ">="}, {"≠", "!="},
    {"π", "pi"}, {"**", "^"},   {"[", "("},   {"{", "("},   {".", "0."}, {"%", "mod(a, b)"},
};

static const char *const QUOTES[] = {"'", "‘", "’", "“", "”", "„", "`"};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int skip_digits(const char *text, int at) {
    while (is_digit(text[at])) at++;
    return at;
}

static bool take_number(const char *text, ExprToken *token, Err *err) {
    int from = token->span.from, to = skip_digits(text, from);
    if (text[to] == '.' && is_digit(text[to + 1])) to = skip_digits(text, to + 1);
    if (text[to] == 'e' || text[to] == 'E') {
        int power = to + 1 + (text[to + 1] == '+' || text[to + 1] == '-');
        if (is_digit(text[power])) to = skip_digits(text, power);
    }
    char digits[EXPR_TEXT_MAX + 1];
    memcpy(digits, text + from, (size_t)(to - from));
    digits[to - from] = 0;
    token->kind = TOKEN_NUMBER;
    token->span.to = to;
    if (str_number(digits, &token->number)) return true;
    return expr_fail(from, err, "the number \"%.40s\" cannot be held, allowed are ±1.7e308",
                     digits);
}

static bool keep_name(const char *text, int from, int to, ExprToken *token, Err *err) {
    if (to - from > EXPR_NAME_MAX) {
        return expr_fail(from, err, "a name of %d letters, allowed are %d", to - from,
                         EXPR_NAME_MAX);
    }
    memcpy(token->name, text + from, (size_t)(to - from));
    token->name[to - from] = 0;
    return true;
}

static bool take_name(const char *text, ExprToken *token, Err *err) {
    int to = token->span.from;
    while (begins_name(text[to]) || is_digit(text[to])) to++;
    token->kind = TOKEN_NAME;
    token->span.to = to;
    if (!keep_name(text, token->span.from, to, token, err)) return false;
    for (size_t i = 0; i < sizeof NAMED_SIGNS / sizeof *NAMED_SIGNS; i++) {
        if (!str_same(token->name, NAMED_SIGNS[i].text)) continue;
        token->kind = TOKEN_SIGN;
        token->sign = NAMED_SIGNS[i].sign;
    }
    return true;
}

static bool take_word(const char *text, ExprToken *token, Err *err) {
    int from = token->span.from + 1;
    int to = from + (int)strcspn(text + from, "\"");
    if (!text[to]) return expr_fail(from - 1, err, "the word has no closing quote");
    token->kind = TOKEN_WORD;
    token->span.to = to + 1;
    return keep_name(text, from, to, token, err);
}

static bool take_sign(const char *text, ExprToken *token, Err *err) {
    const char *at = text + token->span.from;
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        if (!str_starts(at, SIGNS[i].text) || str_starts(at, "**")) continue;
        token->kind = TOKEN_SIGN;
        token->sign = SIGNS[i].sign;
        token->span.to = token->span.from + (int)strlen(SIGNS[i].text);
        return true;
    }
    for (size_t i = 0; i < sizeof QUOTES / sizeof *QUOTES; i++) {
        if (!str_starts(at, QUOTES[i])) continue;
        return expr_fail(
            token->span.from, err,
            "found %s, a word stands in straight double quotes, in a card \\\"alibi\\\"",
            QUOTES[i]);
    }
    bool second = *at == '.' && token->span.from > 0 && is_digit(at[-1]);
    if (second) return expr_fail(token->span.from, err, "found a second point in a number");
    for (size_t i = 0; i < sizeof MEANT / sizeof *MEANT; i++) {
        if (!str_starts(at, MEANT[i][0])) continue;
        return expr_fail(token->span.from, err, "found \"%s\", write \"%s\"", MEANT[i][0],
                         MEANT[i][1]);
    }
    const char *end = at;
    uint32_t code = str_next(&end, at + strlen(at));
    char shown[5];
    str_put(code < ' ' || code == 127 ? STR_BAD : code, shown);
    return expr_fail(token->span.from, err, "found \"%s\", which no expression has", shown);
}

bool expr_token(const char *text, int from, ExprToken *out, Err *err) {
    from += (int)strspn(text + from, " \t\r\n");
    *out = (ExprToken){.span = {from, from}};
    char c = text[from];
    if (!c) return true;
    if (is_digit(c)) return take_number(text, out, err);
    if (begins_name(c)) return take_name(text, out, err);
    if (c == '"') return take_word(text, out, err);
    return take_sign(text, out, err);
}
