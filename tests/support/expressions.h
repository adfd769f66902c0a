// Expressions in tests: their values, and rows of what they should be.
#ifndef TESTS_SUPPORT_EXPRESSIONS_H
#define TESTS_SUPPORT_EXPRESSIONS_H

#include "card/expr.h"
#include "support/test.h"

static const ExprVariable VARIABLES[] = {{"x", 3}, {"y", -0.5}, {"n", 12}};
static const ExprScope SCOPE = {.variables = VARIABLES, .count = 3};

typedef struct Row {
    const char *text;
    double value;
} Row;

// The value, NaN if there is none; the error goes to *err.
static inline double value_of(const char *text, Err *err) {
    Arena arena = {0};
    const Expr *expr;
    *err = (Err){0};
    double value = (double)NAN;
    if (expr_parse(text, &arena, &expr, err) && !expr_value(expr, SCOPE, &value, err)) {
        value = (double)NAN;
    }
    arena_free(&arena);
    return value;
}

static inline void check_near(const Row *rows, size_t count, double tolerance) {
    for (size_t i = 0; i < count; i++) {
        Err err;
        double got = value_of(rows[i].text, &err), want = rows[i].value;
        bool ok = fabs(got - want) <= tolerance * fmax(1, fabs(want));
        CHECK(ok);
        if (!ok) {
            fprintf(stderr, "    %s: %.17g, not %.17g %s\n", rows[i].text, got, want, err.text);
        }
    }
}

#define CHECK_ROWS(rows, tolerance) check_near(rows, sizeof(rows) / sizeof *(rows), tolerance)

static inline void check_error(const char *text, const char *want) {
    Err err;
    CHECK(isnan(value_of(text, &err)));
    CHECK_TEXT(err.text, want);
}

#endif
