// Inside of the expressions: their code, which needs no tree, and the table of functions. Inside card/expr*.c only.
//
// The code is in postfix order: a node takes its values from a stack and leaves one there. What is left out is jumped over.
#ifndef CARD_EXPR_CODE_H
#define CARD_EXPR_CODE_H

#include "card/expr.h"
#include "engine/logits.h"

#include <stdint.h>

typedef enum ExprOp {
    OP_NUMBER,   // number
    OP_VARIABLE, // arg: which name
    OP_CALL,     // arg: which function, count: of its values
    OP_NEGATE,
    OP_NOT,
    OP_TRUTH, // 1 unless 0
    OP_POWER,
    OP_TIMES,
    OP_DIVIDE,
    OP_PLUS,
    OP_MINUS,
    OP_LESS,
    OP_LESS_EQUAL,
    OP_MORE,
    OP_MORE_EQUAL,
    OP_EQUAL,
    OP_DIFFERS,
    OP_AND,    // 0 stays and jumps to arg, all else is dropped
    OP_OR,     // 0 is dropped, all else becomes 1 and jumps to arg
    OP_UNLESS, // dropped; 0 jumps to arg
    OP_JUMP,   // to arg
} ExprOp;

// Bytes of the text, half open.
typedef struct ExprSpan {
    int from, to;
} ExprSpan;

typedef struct ExprNode {
    ExprOp op;
    int at; // byte of the text, for errors
    int arg, count;
    double number;
    ExprSpan left, right; // what a comparison compares
} ExprNode;

struct Expr {
    const char *text;
    const ExprNode *nodes;
    int node_count;
    const char *const *names;
    int name_count;
};

// Functions. A word is handed over as its place in its list: of a scheme in the engine's, of a content LogitContent, of a method
// ScalingMethod, of a mask 0 none and 1 causal.

typedef struct ExprCall {
    const struct ExprFunction *function;
    const double *at; // the values
    int count;
    ExprCache *cache;
    double *work; // what may still be done, see expr_work_logit
} ExprCall;

typedef bool ExprRun(const ExprCall *call, double *out, Err *err);

typedef struct ExprFunction {
    const char *name;
    const char *params; // "scheme, i, j [, content]"; "..." is more like the last
    const char *says;   // "logit(scheme, i, j [, content]): what it is"
    ExprRun *run;
} ExprFunction;

// expr_run_abs and the like: false and why, if a value is out of range. *out is 0 at first.
#define FUNCTION(name, params, says) ExprRun expr_run_##name;
#include "card/expr_functions.def"
#undef FUNCTION

const ExprFunction *expr_function_at(int index);
int expr_function_find(const char *name); // −1 if there is none

enum { EXPR_ARGUMENT_MAX = 8 }; // as many as "..." allows

// How many values a function takes.
void expr_function_takes(const ExprFunction *function, int *least, int *most);
// The name of parameter k.
void expr_param_name(const ExprFunction *function, int k, char name[EXPR_NAME_MAX + 1]);
// Whether parameter k is a word, and which place one has in its list, −1 (and the nearest one, or "") if it is not there.
bool expr_param_is_word(const ExprFunction *function, int k);
int expr_word_find(const ExprFunction *function, int k, const char *word, const char **nearest);

// Whether a name that was found may be meant as one that is allowed, and nearer than the best so far, EXPR_FAR at first.
enum { EXPR_FAR = 3 };

bool expr_is_nearer(const char *found, const char *allowed, int *best);

// Value k as a whole number, or as a number, within lo … hi; false and an error that names the parameter.
bool expr_need_whole(const ExprCall *call, int k, const int64_t range[2], int64_t *out, Err *err);
bool expr_need_number(const ExprCall *call, int k, const double range[2], double *out, Err *err);

enum { EXPR_POSITION_LAST = (1 << 21) - 1 }; // that functions take

// Takes work, in the units below, from what may still be done; false and an error if there is not so much left.
bool expr_spend(const ExprCall *call, double work, Err *err);

// Work: what the engine's functions cost at most, in units of about 5 ns. Head 0, `content` of EXPR_WIDTH features.

enum {
    EXPR_WIDTH = 64
}; // of random content and of schemes, unless asked otherwise: as Compare opens

// Of making a scheme ready whose parameters are set.
double expr_work_prepare(const Pe *pe);
double expr_work_bias(const Pe *pe);
// Of one cell, `reach` tokens apart; of a row of `count` keys; of `side` rows of as many keys, with and without the scheme.
double expr_work_logit(const Pe *pe, LogitContent content, int64_t reach);
double expr_work_row(const Pe *pe, LogitContent content, int64_t count);
double expr_work_grid(const Pe *pe, int64_t side);

// Tokens

typedef enum ExprSign {
    SIGN_NONE,
    SIGN_OPEN,
    SIGN_CLOSE,
    SIGN_COMMA,
    SIGN_QUESTION,
    SIGN_COLON,
    SIGN_PLUS,
    SIGN_MINUS,
    SIGN_TIMES,
    SIGN_DIVIDE,
    SIGN_POWER,
    SIGN_LESS,
    SIGN_LESS_EQUAL,
    SIGN_MORE,
    SIGN_MORE_EQUAL,
    SIGN_EQUAL,
    SIGN_DIFFERS,
    SIGN_AND,
    SIGN_OR,
    SIGN_NOT,
} ExprSign;

typedef enum ExprTokenKind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_WORD,
    TOKEN_SIGN
} ExprTokenKind;

typedef struct ExprToken {
    ExprTokenKind kind;
    ExprSign sign;
    ExprSpan span;
    double number;
    char name[EXPR_NAME_MAX + 1]; // of a name; of a word what stands between the quotes
} ExprToken;

// The token at byte `from`, white space skipped.
bool expr_token(const char *text, int from, ExprToken *out, Err *err);

// "column 7: …" of a byte of the text.
bool expr_fail(int at, Err *err, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
