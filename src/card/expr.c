// Expressions evaluated, and explained: their code run on a stack, each result finite.
#include "card/expr.h"

#include "base/str.h"
#include "card/expr_code.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double WORK_MOST = 1 << 24; // card/expr_work.c: a tenth of a second
static const double START_WORK = 10, CALL_WORK = 16, NODE_WORK = 2, FAILURE_WORK = 400;

typedef struct Run {
    const Expr *expr;
    ExprScope scope;
    double *stack; // (EXPR_NODE_MAX)
    int count;
    double work;
    ArenaText *told; // what comparisons compare, or NULL
    Err *err;
} Run;

const char *expr_text(const Expr *expr) {
    return expr->text;
}

int expr_variables(const Expr *expr, const char **names, int most) {
    int count = expr->name_count < most ? expr->name_count : most;
    for (int i = 0; i < count; i++) names[i] = expr->names[i];
    return count;
}

bool expr_calls(const Expr *expr) {
    for (int n = 0; n < expr->node_count; n++) {
        if (expr->nodes[n].op == OP_CALL) return true;
    }
    return false;
}

static bool leaves_truth(const ExprNode *node) {
    bool compares = node->op >= OP_LESS && node->op <= OP_DIFFERS;
    return compares || node->op == OP_NOT || node->op == OP_TRUTH;
}

bool expr_is_truth(const Expr *expr) {
    for (int n = 1; n < expr->node_count; n++) {
        bool last = expr->nodes[n].op == OP_JUMP && expr->nodes[n].arg == expr->node_count;
        if (last && !leaves_truth(&expr->nodes[n - 1])) return false;
    }
    return leaves_truth(&expr->nodes[expr->node_count - 1]);
}

static bool fail_value(Run *run, const ExprNode *node, const char *says) {
    return expr_fail(node->at, run->err, "%s", says);
}

static bool push(Run *run, const ExprNode *node, double value) {
    if (!isfinite(value)) {
        return fail_value(run, node,
                          isnan(value) ? "the result is not a number" : "the result is not finite");
    }
    assert(run->count < EXPR_NODE_MAX); // a node leaves one value at most
    run->stack[run->count++] = value;
    return true;
}

static bool fail_variable(Run *run, const ExprNode *node, const char *name) {
    const char *nearest = "";
    int best = EXPR_FAR;
    for (int v = 0; v < run->scope.count; v++) {
        const char *allowed = run->scope.variables[v].name;
        if (expr_is_nearer(name, allowed, &best)) nearest = allowed;
    }
    return expr_fail(node->at, run->err,
                     *nearest ? "there is no value for \"%s\", did you mean \"%s\"?"
                              : "there is no value for \"%s\"%s",
                     name, nearest);
}

static bool read_variable(Run *run, const ExprNode *node) {
    const char *name = run->expr->names[node->arg];
    for (int v = 0; v < run->scope.count; v++) {
        const ExprVariable *variable = &run->scope.variables[v];
        if (str_same(variable->name, name)) return push(run, node, variable->value);
    }
    return fail_variable(run, node, name);
}

static bool call_function(Run *run, const ExprNode *node) {
    run->count -= node->count;
    assert(run->count >= 0);
    ExprCall call = {expr_function_at(node->arg), run->stack + run->count, node->count,
                     run->scope.cache, &run->work};
    Err why = {0};
    double value = 0;
    if (!call.function->run(&call, &value, &why)) {
        return expr_fail(node->at, run->err, "%s: %s", call.function->name, why.text);
    }
    if (!isfinite(value)) {
        return expr_fail(node->at, run->err, "%s: the result is not finite", call.function->name);
    }
    return push(run, node, value);
}

static double compare(ExprOp op, double a, double b) {
    switch (op) {
    case OP_LESS: return a < b;
    case OP_LESS_EQUAL: return a <= b;
    case OP_MORE: return a > b;
    case OP_MORE_EQUAL: return a >= b;
    case OP_EQUAL: return a == b;
    default: return a != b;
    }
}

static double calculate(ExprOp op, double a, double b) {
    switch (op) {
    case OP_POWER: return pow(a, b);
    case OP_TIMES: return a * b;
    case OP_DIVIDE: return a / b;
    case OP_PLUS: return a + b;
    default: return a - b;
    }
}

// "abs(x) = 3", or "3" of the number 3.
static void tell_side(Run *run, ExprSpan span, double value) {
    enum { SHOWN = 120 };

    char text[SHOWN + 4], number[STR_NUMBER_SIZE];
    const char *from = run->expr->text + span.from;
    int n = span.to - span.from, kept = n;
    if (n > SHOWN) {
        kept = SHOWN;
        while (kept > 0 && ((unsigned char)from[kept] & 0xC0) == 0x80) kept--;
    }
    snprintf(text, sizeof text, "%.*s%s", kept, from, n > kept ? "…" : "");
    double literal;
    arena_text_add(run->told, text, strlen(text));
    if (str_number(text, &literal)) return;
    arena_text_add(run->told, " = ", 3);
    arena_text_add(run->told, number, (size_t)str_put_number(value, number));
}

static void tell_comparison(Run *run, const ExprNode *node, const double sides[2], bool holds) {
    static const char *const SIGNS[] = {
        [OP_LESS] = " < ",        [OP_LESS_EQUAL] = " <= ", [OP_MORE] = " > ",
        [OP_MORE_EQUAL] = " >= ", [OP_EQUAL] = " == ",      [OP_DIFFERS] = " != "};
    if (run->told->n) arena_text_add(run->told, "; ", 2);
    tell_side(run, node->left, sides[0]);
    arena_text_add(run->told, SIGNS[node->op], strlen(SIGNS[node->op]));
    tell_side(run, node->right, sides[1]);
    if (!holds) arena_text_add(run->told, " (false)", 8);
}

static bool run_binary(Run *run, const ExprNode *node) {
    assert(run->count >= 2);
    run->count -= 2;
    const double *side = run->stack + run->count;
    if (node->op >= OP_LESS) {
        double holds = compare(node->op, side[0], side[1]);
        if (run->told) tell_comparison(run, node, side, holds > 0);
        return push(run, node, holds);
    }
    if (node->op == OP_DIVIDE && side[1] == 0) return fail_value(run, node, "a division by 0");
    return push(run, node, calculate(node->op, side[0], side[1]));
}

// Moves *at behind the node, or further.
static bool run_node(Run *run, int *at) {
    const ExprNode *node = &run->expr->nodes[(*at)++];
    run->work -= node->op == OP_CALL ? CALL_WORK : NODE_WORK;
    double *last = run->count ? &run->stack[run->count - 1] : NULL;
    switch (node->op) {
    case OP_NUMBER: return push(run, node, node->number);
    case OP_VARIABLE: return read_variable(run, node);
    case OP_CALL: return call_function(run, node);
    default: break;
    }
    assert(last);
    bool truth = *last != 0;
    switch (node->op) {
    case OP_NEGATE: *last = -*last; return true;
    case OP_NOT: *last = !truth; return true;
    case OP_TRUTH: *last = truth; return true;
    case OP_AND:
    case OP_OR:
        if (truth == (node->op == OP_OR)) {
            *last = truth;
            *at = node->arg;
        } else {
            run->count--;
        }
        return true;
    case OP_UNLESS:
        run->count--;
        if (!truth) *at = node->arg;
        return true;
    case OP_JUMP: *at = node->arg; return true;
    default: return run_binary(run, node);
    }
}

static bool run_all(Run *run, double *out) {
    run->work = WORK_MOST - START_WORK;
    bool ok = true;
    for (int at = 0; ok && at < run->expr->node_count;) {
        int before = at;
        ok = run_node(run, &at);
        assert(at > before); // jumps only lead onwards
    }
    assert(!ok || run->count == 1);
    *out = ok ? run->stack[0] + 0.0 : 0; // never −0
    if (!ok) run->work -= FAILURE_WORK;  // its words
    run->scope.cache->work += WORK_MOST - run->work;
    return ok;
}

bool expr_value(const Expr *expr, ExprScope scope, double *out, Err *err) {
    double stack[EXPR_NODE_MAX];
    Run run = {.expr = expr, .scope = scope, .stack = stack, .err = err};
    ExprCache own = {0};
    if (!scope.cache) run.scope.cache = &own;
    bool ok = run_all(&run, out);
    expr_cache_free(&own);
    return ok;
}

bool expr_holds(const Expr *expr, ExprScope scope, bool *out, Err *err) {
    double value;
    bool ok = expr_value(expr, scope, &value, err);
    *out = ok && value != 0;
    return ok;
}

char *expr_explain(const Expr *expr, ExprScope scope, Arena *arena) {
    Err err = {0};
    ArenaText told = {.arena = arena};
    ExprCache own = {0};
    double stack[EXPR_NODE_MAX];
    Run run = {.expr = expr, .scope = scope, .stack = stack, .told = &told, .err = &err};
    if (!scope.cache) run.scope.cache = &own;
    double value;
    bool ok = run_all(&run, &value);
    if (ok && !told.n) tell_side(&run, (ExprSpan){0, (int)strlen(expr->text)}, value);
    if (!ok && told.n) arena_text_add(&told, "; ", 2);
    if (!ok) arena_text_add(&told, err.text, strlen(err.text));
    expr_cache_free(&own);
    return arena_copy(arena, arena_text_done(&told));
}
