// Any text as an expression: refused with a message, or evaluated within bounds and explained.
#include "card/expr.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_names(const Expr *expr) {
    const char *names[EXPR_VARIABLE_MAX];
    int count = expr_variables(expr, names, EXPR_VARIABLE_MAX);
    for (int i = 0; i < count; i++) {
        assert(strlen(names[i]) <= EXPR_NAME_MAX && strstr(expr_text(expr), names[i]));
        for (int j = 0; j < i; j++) assert(strcmp(names[i], names[j]) != 0);
    }
}

// Twice the same, also as a truth; what has no value has none without a cache either.
static void evaluate(const Expr *expr, ExprScope scope, Arena *arena) {
    Err err = {0}, again = {0};
    ExprScope alone = {.variables = scope.variables, .count = scope.count};
    double value, same;
    bool holds, ok = expr_value(expr, scope, &value, &err);
    if (ok) {
        assert(isfinite(value));
        assert(expr_holds(expr, scope, &holds, &again) && holds == (value != 0));
        assert(expr_value(expr, scope, &same, &again) && same == value);
    } else {
        assert(strncmp(err.text, "column ", 7) == 0 && value == 0);
        assert(!expr_value(expr, alone, &same, &again) && again.text[0]);
    }
    assert(*expr_explain(expr, scope, arena));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const ExprVariable VARIABLES[] = {{"x", 3}, {"y", -0.5},   {"n", 12},     {"i", 7},
                                             {"j", 3}, {"base", 1e4}, {"big", 1e300}};
    Arena arena = {0};
    ExprCache cache = {0};
    Err err = {0};
    const Expr *expr;
    if (expr_parse(arena_text(&arena, (const char *)data, size), &arena, &expr, &err)) {
        check_names(expr);
        evaluate(expr, (ExprScope){.variables = VARIABLES, .count = 7, .cache = &cache}, &arena);
        evaluate(expr, (ExprScope){.variables = VARIABLES + 3, .count = 2, .cache = &cache},
                 &arena);
    } else {
        assert(!expr && err.text[0] && !strchr(err.text, '\n'));
    }
    expr_cache_free(&cache);
    arena_free(&arena);
    return 0;
}
