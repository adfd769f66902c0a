// Small expressions over numbers and the engine: proofs, keys and predicates of tasks.
//
// Loosest first: `c ? a : b`, `or`, `and`, `not`, one comparison (== != < <= > >=), + −, * /, a minus in front, ^ (from the
// right: −2^2 is −4). Numbers, variables, `pi`, and functions of numbers and of words in double quotes (expr_functions.def).
// Truth is 1 and 0; `and`, `or` and `?` leave out what does not matter. Parsing and evaluating are bounded: length, depth, names,
// and the work that the engine's functions may do.
#ifndef CARD_EXPR_H
#define CARD_EXPR_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>

enum {
    EXPR_TEXT_MAX = 1000, // bytes
    EXPR_DEPTH_MAX = 40,  // brackets and `?` within each other
    EXPR_NODE_MAX = 400,
    EXPR_NAME_MAX = 32, // bytes of a name or a word
    EXPR_VARIABLE_MAX = 16
};

typedef struct Expr Expr; // read-only, in the arena it was parsed into

typedef struct ExprVariable {
    const char *name;
    double value;
} ExprVariable;

// Schemes that were made ready, for evaluations by the thousand (every cell of a figure, every form of a task). Zero is an
// empty one; what depends on it is only the time.
typedef struct ExprCache {
    Arena arena;
    struct ExprScheme *at;
    int count;
    double work; // done so far by evaluations with it, about 5 ns each: for callers with a budget
} ExprCache;

typedef struct ExprScope {
    const ExprVariable *variables;
    int count;
    ExprCache *cache; // NULL: nothing is kept
} ExprScope;

// False: one line, "column 7: found \")\", expected a number, a name or \"(\"". A misspelt function or scheme says the nearest
// name. Columns count characters.
bool expr_parse(const char *text, Arena *arena, const Expr **out, Err *err);

const char *expr_text(const Expr *expr);

// The variables that it reads, each once, in the order of their first place; returns how many (at most `most`).
int expr_variables(const Expr *expr, const char **names, int most);

// Whether it calls a function.
bool expr_calls(const Expr *expr);

// Whether it says true or false, and not how much: a comparison, `and`, `or`, `not`, or a choice between such.
bool expr_is_truth(const Expr *expr);

// False: a variable without a value, a bad argument (out of a function's range), a result that is not finite, too much
// work; the error names the column, the function and what is allowed.
bool expr_value(const Expr *expr, ExprScope scope, double *out, Err *err);
// The same as a truth: not 0.
bool expr_holds(const Expr *expr, ExprScope scope, bool *out, Err *err);

// What its comparisons compare, with the values on both sides, as far as evaluation comes:
// "theta(10000, 128, 0) = 1 == 1; x - 3 = 0.25 < 1e-9 (false)". Without a comparison: its text and its value. For the message
// that refuses a wrong key, and for "Prove it".
char *expr_explain(const Expr *expr, ExprScope scope, Arena *arena);

// "logit(scheme, i, j [, content]): …" one line for each function, for the README and `phasor check --functions`.
int expr_function_count(void);
const char *expr_function_says(int index);

void expr_cache_free(ExprCache *cache);

#endif
