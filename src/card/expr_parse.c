// Expressions from text to code: precedences with a stack of what is still open, so that nothing recurses.
#include "base/num.h"
#include "base/str.h"
#include "card/expr_code.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

typedef enum OpenKind {
    OPEN_BRACKET,
    OPEN_CALL,
    OPEN_QUESTION,
    OPEN_COLON,
    OPEN_OPERATOR
} OpenKind;

typedef struct Rule {
    ExprOp op;
    int binds; // tighter ones more
    bool prefix;
} Rule;

enum {
    BINDS_CONDITION = 1,
    BINDS_OR,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARISON,
    BINDS_SUM,
    BINDS_PRODUCT,
    BINDS_SIGN,
    BINDS_POWER
};

static const Rule BINARY[] = {
    [SIGN_PLUS] = {OP_PLUS, BINDS_SUM, false},
    [SIGN_MINUS] = {OP_MINUS, BINDS_SUM, false},
    [SIGN_TIMES] = {OP_TIMES, BINDS_PRODUCT, false},
    [SIGN_DIVIDE] = {OP_DIVIDE, BINDS_PRODUCT, false},
    [SIGN_POWER] = {OP_POWER, BINDS_POWER, false},
    [SIGN_LESS] = {OP_LESS, BINDS_COMPARISON, false},
    [SIGN_LESS_EQUAL] = {OP_LESS_EQUAL, BINDS_COMPARISON, false},
    [SIGN_MORE] = {OP_MORE, BINDS_COMPARISON, false},
    [SIGN_MORE_EQUAL] = {OP_MORE_EQUAL, BINDS_COMPARISON, false},
    [SIGN_EQUAL] = {OP_EQUAL, BINDS_COMPARISON, false},
    [SIGN_DIFFERS] = {OP_DIFFERS, BINDS_COMPARISON, false},
    [SIGN_AND] = {OP_AND, BINDS_AND, false},
    [SIGN_OR] = {OP_OR, BINDS_OR, false},
    [SIGN_NOT] = {0}, // the last one, not binary
};

static const Rule NEGATE = {OP_NEGATE, BINDS_SIGN, true}, NOT = {OP_NOT, BINDS_NOT, true};

// Something that waits for what comes after it.
typedef struct Open {
    OpenKind kind;
    Rule rule;
    int at;    // byte of the text
    int node;  // whose jump is to be set; of a call its function
    int count; // of a call: values before this one
} Open;

typedef struct Parser {
    const char *text;
    Err *err;
    ExprToken token;
    bool wants_value; // a value comes next, else an operator
    bool done;
    Open open[EXPR_TEXT_MAX];
    int open_count, depth;
    ExprSpan values[EXPR_TEXT_MAX]; // where each value on the stack stands
    int value_count;
    ExprNode nodes[EXPR_NODE_MAX];
    int node_count;
    char names[EXPR_VARIABLE_MAX][EXPR_NAME_MAX + 1];
    int name_count;
} Parser;

static const char VALUE[] = "a number, a name or \"(\"";
static const char OPERATOR[] = "an operator";

static bool fail_token(Parser *p, const char *expected) {
    ExprSpan span = p->token.span;
    if (p->token.kind == TOKEN_END) {
        return expr_fail(span.from, p->err, "found the end, expected %s", expected);
    }
    int n = num_least(span.to - span.from, 40);
    return expr_fail(span.from, p->err, "found \"%.*s\", expected %s", n, p->text + span.from,
                     expected);
}

static bool emit(Parser *p, ExprNode node) {
    if (p->node_count == EXPR_NODE_MAX) {
        return expr_fail(node.at, p->err, "more than %d numbers, names and operators",
                         EXPR_NODE_MAX);
    }
    p->nodes[p->node_count++] = node;
    return true;
}

static Open *top(Parser *p) {
    return p->open_count ? &p->open[p->open_count - 1] : NULL;
}

static bool push(Parser *p, Open open) {
    bool nests = open.kind == OPEN_BRACKET || open.kind == OPEN_CALL || open.kind == OPEN_QUESTION;
    if (nests && ++p->depth > EXPR_DEPTH_MAX) {
        return expr_fail(open.at, p->err, "nested more than %d deep", EXPR_DEPTH_MAX);
    }
    assert(p->open_count < EXPR_TEXT_MAX); // one for a token at most
    p->open[p->open_count++] = open;
    return true;
}

static void push_value(Parser *p, ExprSpan span) {
    assert(p->value_count < EXPR_TEXT_MAX);
    p->values[p->value_count++] = span;
    p->wants_value = false;
}

// Joins the last `count` values to one.
static void join_values(Parser *p, int count) {
    assert(p->value_count >= count);
    ExprSpan last = p->values[p->value_count - 1];
    p->value_count -= count - 1;
    p->values[p->value_count - 1].to = last.to;
}

// What waited on top has got all it waited for.
static bool close_top(Parser *p) {
    Open done = p->open[--p->open_count];
    if (done.kind == OPEN_COLON) {
        p->nodes[done.node].arg = p->node_count;
        p->depth--;
        join_values(p, 3);
        return true;
    }
    assert(done.kind == OPEN_OPERATOR);
    ExprOp op = done.rule.op;
    ExprNode node = {.op = op, .at = done.at};
    if (done.rule.prefix) {
        p->values[p->value_count - 1].from = done.at;
        return emit(p, node);
    }
    if (op == OP_AND || op == OP_OR) {
        if (!emit(p, (ExprNode){.op = OP_TRUTH, .at = done.at})) return false;
        p->nodes[done.node].arg = p->node_count;
        join_values(p, 2);
        return true;
    }
    node.left = p->values[p->value_count - 2];
    node.right = p->values[p->value_count - 1];
    join_values(p, 2);
    return emit(p, node);
}

// Closes what binds tighter than `binds` (or as tight, with `same`), down to the next bracket.
static bool close_tighter(Parser *p, int binds, bool same) {
    for (Open *last = top(p); last; last = top(p)) {
        bool closes = last->kind == OPEN_OPERATOR || last->kind == OPEN_COLON;
        int than = last->kind == OPEN_COLON ? BINDS_CONDITION : last->rule.binds;
        if (!closes || than < binds || (than == binds && !same)) return true;
        if (!close_top(p)) return false;
    }
    return true;
}

// Values

static bool take_variable(Parser *p) {
    int at = p->token.span.from, name = 0;
    while (name < p->name_count && !str_same(p->names[name], p->token.name)) name++;
    if (name == EXPR_VARIABLE_MAX) {
        return expr_fail(at, p->err, "more than %d variables", EXPR_VARIABLE_MAX);
    }
    if (name == p->name_count) memcpy(p->names[p->name_count++], p->token.name, EXPR_NAME_MAX + 1);
    return emit(p, (ExprNode){.op = OP_VARIABLE, .at = at, .arg = name});
}

static const char *nearest_function(const char *name) {
    const char *nearest = "";
    int best = EXPR_FAR;
    for (int f = 0; f < expr_function_count(); f++) {
        const char *allowed = expr_function_at(f)->name;
        if (expr_is_nearer(name, allowed, &best)) nearest = allowed;
    }
    return nearest;
}

// Functions of other languages, and what does it here.
static const char *meant_by(const char *name) {
    static const char *const MEANT[][2] = {
        {"log", "ln is the natural logarithm, log2 that to base 2"},
        {"log10", "write ln(x)/ln(10)"},
        {"tan", "write sin(x)/cos(x)"},
        {"pow", "write a^b"},
        {"fmod", "write mod(a, b)"},
        {"pi", "pi is a number: write pi"},
        {"if", "write c ? a : b"}};
    for (size_t i = 0; i < sizeof MEANT / sizeof *MEANT; i++) {
        if (str_same(name, MEANT[i][0])) return MEANT[i][1];
    }
    return NULL;
}

static bool open_call(Parser *p, int function, const ExprToken *bracket) {
    int at = p->token.span.from;
    if (function < 0 && meant_by(p->token.name)) {
        return expr_fail(at, p->err, "there is no function \"%s\": %s", p->token.name,
                         meant_by(p->token.name));
    }
    if (function < 0) {
        const char *nearest = nearest_function(p->token.name);
        return expr_fail(at, p->err,
                         *nearest ? "there is no function \"%s\", did you mean \"%s\"?"
                                  : "there is no function \"%s\"%s",
                         p->token.name, nearest);
    }
    p->token = *bracket;
    return push(p, (Open){.kind = OPEN_CALL, .at = at, .node = function});
}

static bool take_name(Parser *p) {
    ExprToken next;
    if (!expr_token(p->text, p->token.span.to, &next, p->err)) return false;
    int function = expr_function_find(p->token.name);
    if (next.kind == TOKEN_SIGN && next.sign == SIGN_OPEN) return open_call(p, function, &next);
    if (function >= 0) {
        return expr_fail(p->token.span.from, p->err, "\"%s\" is a function: %s", p->token.name,
                         expr_function_says(function));
    }
    push_value(p, p->token.span);
    if (!str_same(p->token.name, "pi")) return take_variable(p);
    return emit(p, (ExprNode){.op = OP_NUMBER, .at = p->token.span.from, .number = TURN / 2});
}

// The function whose value comes next, if nothing stands between: else NULL.
static const ExprFunction *asking_function(Parser *p) {
    const Open *last = top(p);
    return last && last->kind == OPEN_CALL ? expr_function_at(last->node) : NULL;
}

static bool take_word(Parser *p) {
    const ExprFunction *function = asking_function(p);
    int k = function ? top(p)->count : 0, at = p->token.span.from;
    if (!function || !expr_param_is_word(function, k)) {
        return expr_fail(at, p->err, "found the word \"%s\", expected %s", p->token.name, VALUE);
    }
    char param[EXPR_NAME_MAX + 1];
    expr_param_name(function, k, param);
    const char *nearest;
    int word = expr_word_find(function, k, p->token.name, &nearest);
    if (word < 0) {
        return expr_fail(at, p->err,
                         *nearest ? "%s: there is no %s \"%s\", did you mean \"%s\"?"
                                  : "%s: there is no %s \"%s\"%s",
                         function->name, param, p->token.name, nearest);
    }
    push_value(p, p->token.span);
    return emit(p, (ExprNode){.op = OP_NUMBER, .at = at, .number = word});
}

// A word stands alone: "(" or "," before it, "," or ")" after.
static bool check_word_asked(Parser *p) {
    const ExprFunction *function = asking_function(p);
    if (!function || p->token.kind == TOKEN_WORD || !expr_param_is_word(function, top(p)->count)) {
        return true;
    }
    char param[EXPR_NAME_MAX + 1], expected[4 * EXPR_NAME_MAX];
    expr_param_name(function, top(p)->count, param);
    bool name = p->token.kind == TOKEN_NAME;
    snprintf(expected, sizeof expected,
             name ? "a %s in double quotes; in a card write \\\"%s\\\"" : "a %s in double quotes",
             param, p->token.name);
    return fail_token(p, expected);
}

static bool take_value(Parser *p) {
    if (!check_word_asked(p)) return false;
    int at = p->token.span.from;
    switch (p->token.kind) {
    case TOKEN_NUMBER:
        push_value(p, p->token.span);
        return emit(p, (ExprNode){.op = OP_NUMBER, .at = at, .number = p->token.number});
    case TOKEN_NAME: return take_name(p);
    case TOKEN_WORD: return take_word(p);
    case TOKEN_END: return fail_token(p, VALUE);
    case TOKEN_SIGN: break;
    }
    const Open *last = top(p);
    switch (p->token.sign) {
    case SIGN_OPEN: return push(p, (Open){.kind = OPEN_BRACKET, .at = at});
    case SIGN_MINUS: return push(p, (Open){.kind = OPEN_OPERATOR, .rule = NEGATE, .at = at});
    case SIGN_NOT:
        if (last && last->kind == OPEN_OPERATOR && last->rule.binds > BINDS_NOT) {
            return fail_token(p, "brackets around what it denies");
        }
        return push(p, (Open){.kind = OPEN_OPERATOR, .rule = NOT, .at = at});
    default: return fail_token(p, VALUE);
    }
}

// Operators

static bool take_question(Parser *p) {
    if (!close_tighter(p, BINDS_CONDITION, false)) return false;
    int at = p->token.span.from;
    p->wants_value = true;
    return emit(p, (ExprNode){.op = OP_UNLESS, .at = at}) &&
           push(p, (Open){.kind = OPEN_QUESTION, .at = at, .node = p->node_count - 1});
}

static bool take_colon(Parser *p) {
    if (!close_tighter(p, BINDS_CONDITION, true)) return false;
    Open *question = top(p);
    if (!question || question->kind != OPEN_QUESTION) return fail_token(p, "\"?\" before it");
    if (!emit(p, (ExprNode){.op = OP_JUMP, .at = p->token.span.from})) return false;
    p->nodes[question->node].arg = p->node_count;
    *question = (Open){.kind = OPEN_COLON, .at = p->token.span.from, .node = p->node_count - 1};
    p->wants_value = true;
    return true;
}

static bool end_call(Parser *p, Open call) {
    const ExprFunction *function = expr_function_at(call.node);
    int least, most, count = call.count + 1;
    expr_function_takes(function, &least, &most);
    if (count < least) {
        return expr_fail(call.at, p->err, "%s has %d value%s, expected %s", function->name, count,
                         str_plural(count), expr_function_says(call.node));
    }
    join_values(p, count);
    p->values[p->value_count - 1] = (ExprSpan){call.at, p->token.span.to};
    return emit(p, (ExprNode){.op = OP_CALL, .at = call.at, .arg = call.node, .count = count});
}

static bool take_close(Parser *p) {
    if (!close_tighter(p, BINDS_CONDITION, true)) return false;
    if (!p->open_count) return fail_token(p, "\"(\" before it");
    Open open = *top(p);
    if (open.kind == OPEN_QUESTION) return fail_token(p, "\":\" after \"?\"");
    p->open_count--;
    p->depth--;
    if (open.kind == OPEN_CALL) return end_call(p, open);
    p->values[p->value_count - 1] = (ExprSpan){open.at, p->token.span.to};
    return true;
}

static bool take_comma(Parser *p) {
    if (!close_tighter(p, BINDS_CONDITION, true)) return false;
    Open *call = top(p);
    if (call && call->kind == OPEN_QUESTION) return fail_token(p, "\":\" after \"?\"");
    if (!call || call->kind != OPEN_CALL) return fail_token(p, OPERATOR);
    int least, most;
    expr_function_takes(expr_function_at(call->node), &least, &most);
    if (++call->count == most) {
        return expr_fail(p->token.span.from, p->err, "more than %d value%s, expected %s", most,
                         str_plural(most), expr_function_says(call->node));
    }
    p->wants_value = true;
    return true;
}

static bool take_binary(Parser *p) {
    Rule rule = BINARY[p->token.sign];
    int at = p->token.span.from;
    if (!close_tighter(p, rule.binds + 1, true)) return false;
    const Open *last = top(p);
    bool chained = last && last->kind == OPEN_OPERATOR && last->rule.binds == BINDS_COMPARISON &&
                   rule.binds == BINDS_COMPARISON;
    if (chained) return fail_token(p, "one comparison at a time: write \"a < b and b < c\"");
    if (!close_tighter(p, rule.binds, rule.op != OP_POWER)) return false;
    p->wants_value = true;
    bool jumps = rule.op == OP_AND || rule.op == OP_OR;
    if (jumps && !emit(p, (ExprNode){.op = rule.op, .at = at})) return false;
    return push(p,
                (Open){.kind = OPEN_OPERATOR, .rule = rule, .at = at, .node = p->node_count - 1});
}

static bool take_end(Parser *p) {
    if (!close_tighter(p, BINDS_CONDITION, true)) return false;
    if (top(p)) return fail_token(p, top(p)->kind == OPEN_QUESTION ? "\":\" after \"?\"" : "\")\"");
    p->done = true;
    return true;
}

// Whether the value before is a word, which nothing but its end may follow.
static bool follows_word(const Parser *p) {
    return p->text[p->values[p->value_count - 1].from] == '"';
}

static bool take_operator(Parser *p) {
    ExprSign sign = p->token.sign;
    if (follows_word(p) && sign != SIGN_COMMA && sign != SIGN_CLOSE) {
        return fail_token(p, "\",\" or \")\" after a word");
    }
    if (p->token.kind == TOKEN_END) return take_end(p);
    if (p->token.kind != TOKEN_SIGN) return fail_token(p, OPERATOR);
    switch (sign) {
    case SIGN_QUESTION: return take_question(p);
    case SIGN_COLON: return take_colon(p);
    case SIGN_CLOSE: return take_close(p);
    case SIGN_COMMA: return take_comma(p);
    case SIGN_OPEN:
    case SIGN_NOT:
    case SIGN_NONE: return fail_token(p, OPERATOR);
    default: return take_binary(p);
    }
}

static const Expr *keep(const Parser *p, Arena *arena) {
    Expr *expr = arena_alloc(arena, sizeof *expr);
    ExprNode *nodes = arena_array(arena, (size_t)p->node_count, sizeof *nodes);
    memcpy(nodes, p->nodes, (size_t)p->node_count * sizeof *nodes);
    const char **names = arena_array(arena, EXPR_VARIABLE_MAX, sizeof *names);
    for (int i = 0; i < p->name_count; i++) names[i] = arena_copy(arena, p->names[i]);
    *expr = (Expr){.text = arena_copy(arena, p->text),
                   .nodes = nodes,
                   .node_count = p->node_count,
                   .names = names,
                   .name_count = p->name_count};
    return expr;
}

bool expr_parse(const char *text, Arena *arena, const Expr **out, Err *err) {
    *out = NULL;
    size_t size = strlen(text);
    if (size > EXPR_TEXT_MAX) {
        return err_set(err, "an expression of %zu bytes, allowed are %d", size, EXPR_TEXT_MAX);
    }
    Arena scratch = {0};
    Parser *p = arena_alloc(&scratch, sizeof *p);
    p->text = text;
    p->err = err;
    p->wants_value = true;
    bool ok = true;
    while (ok && !p->done) {
        ok = expr_token(text, p->token.span.to, &p->token, err) &&
             (p->wants_value ? take_value(p) : take_operator(p));
    }
    if (ok) *out = keep(p, arena);
    arena_free(&scratch);
    return ok;
}
