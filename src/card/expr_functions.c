// The table of functions that expressions can call, what their parameters are, and arithmetic.
#include "base/str.h"
#include "card/expr_code.h"
#include "engine/logits.h"
#include "engine/scaling.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const ExprFunction FUNCTIONS[] = {

#define FUNCTION(name, params, says) {#name, params, #name "(" params "): " says, expr_run_##name},
#include "card/expr_functions.def"
#undef FUNCTION
};

enum { FUNCTION_COUNT = sizeof FUNCTIONS / sizeof *FUNCTIONS };

int expr_function_count(void) {
    return FUNCTION_COUNT;
}

const char *expr_function_says(int index) {
    return expr_function_at(index)->says;
}

const ExprFunction *expr_function_at(int index) {
    assert(index >= 0 && index < FUNCTION_COUNT);
    return &FUNCTIONS[index];
}

int expr_function_find(const char *name) {
    for (int f = 0; f < FUNCTION_COUNT; f++) {
        if (str_same(FUNCTIONS[f].name, name)) return f;
    }
    return -1;
}

// Parameters

static const char BETWEEN[] = ", []";

// The k-th name and how long it is; 0 behind the last one.
static size_t find_param(const char *params, int k, const char **name) {
    const char *at = params + strspn(params, BETWEEN);
    for (; k > 0; k--) {
        at += strcspn(at, BETWEEN);
        at += strspn(at, BETWEEN);
    }
    *name = at;
    return strcspn(at, BETWEEN);
}

void expr_function_takes(const ExprFunction *function, int *least, int *most) {
    const char *name, *optional = strchr(function->params, '[');
    *least = *most = 0;
    while (find_param(function->params, *most, &name) > 0) {
        if (str_starts(name, "...")) {
            *most = EXPR_ARGUMENT_MAX;
            return;
        }
        ++*most;
        if (!optional || name < optional) *least = *most;
    }
}

void expr_param_name(const ExprFunction *function, int k, char name[EXPR_NAME_MAX + 1]) {
    const char *at;
    size_t n = find_param(function->params, k, &at);
    assert(n <= EXPR_NAME_MAX);
    memcpy(name, at, n);
    name[n] = 0;
}

// Words

static const char *const MASKS[] = {"none", "causal", NULL};
static const char *const CONTENTS[] = {
    [CONTENT_POSITION] = "position", [CONTENT_ONES] = "ones",     [CONTENT_EQUAL] = "equal",
    [CONTENT_RANDOM] = "random",     [CONTENT_EFFECT] = "effect", [CONTENT_COUNT] = NULL};
static const char *const METHODS[] = {[SCALING_NONE] = "none",         [SCALING_PI] = "pi",
                                      [SCALING_NTK] = "ntk",           [SCALING_YARN] = "yarn",
                                      [SCALING_LONGROPE] = "longrope", [SCALING_COUNT] = NULL};

static const struct {
    const char *param;
    const char *const *words; // NULL: the schemes of the engine
} LISTS[] = {{"scheme", NULL}, {"mask", MASKS}, {"content", CONTENTS}, {"method", METHODS}};

enum { LIST_COUNT = sizeof LISTS / sizeof *LISTS };

// Which list parameter k is a word of, −1: it is a number.
static int find_list(const ExprFunction *function, int k) {
    const char *name;
    size_t n = find_param(function->params, k, &name);
    for (int list = 0; list < LIST_COUNT; list++) {
        const char *param = LISTS[list].param;
        if (n == strlen(param) && str_starts(name, param)) return list;
    }
    return -1;
}

bool expr_param_is_word(const ExprFunction *function, int k) {
    return find_list(function, k) >= 0;
}

// NULL behind the last one.
static const char *word_at(int list, int index) {
    if (LISTS[list].words) return LISTS[list].words[index];
    return index < pe_scheme_count() ? pe_scheme_at(index)->id : NULL;
}

bool expr_is_nearer(const char *found, const char *allowed, int *best) {
    int distance = str_distance(found, allowed, *best);
    if (distance >= *best || 2 * distance > (int)strlen(found)) return false;
    *best = distance;
    return true;
}

int expr_word_find(const ExprFunction *function, int k, const char *word, const char **nearest) {
    int list = find_list(function, k), best = EXPR_FAR;
    assert(list >= 0);
    *nearest = "";
    if (!LISTS[list].words && pe_scheme_find(word)) return pe_scheme_index(pe_scheme_find(word));
    for (int i = 0; word_at(list, i); i++) {
        if (str_same(word_at(list, i), word)) return i;
        if (expr_is_nearer(word, word_at(list, i), &best)) *nearest = word_at(list, i);
    }
    return -1;
}

// Values

bool expr_need_number(const ExprCall *call, int k, const double range[2], double *out, Err *err) {
    *out = call->at[k];
    if (*out >= range[0] && *out <= range[1]) return true;
    char name[EXPR_NAME_MAX + 1];
    expr_param_name(call->function, k, name);
    return err_set(err, "%s is %.10g, allowed are %.10g … %.10g", name, *out, range[0], range[1]);
}

bool expr_need_whole(const ExprCall *call, int k, const int64_t range[2], int64_t *out, Err *err) {
    double value = call->at[k];
    if (value == floor(value) && value >= (double)range[0] && value <= (double)range[1]) {
        *out = (int64_t)value;
        return true;
    }
    char name[EXPR_NAME_MAX + 1];
    expr_param_name(call->function, k, name);
    return err_set(err, "%s is %.10g, allowed are whole numbers %lld … %lld", name, value,
                   (long long)range[0], (long long)range[1]);
}

// Arithmetic

#define OF_ONE(name, value)                                             \
    bool expr_run_##name(const ExprCall *call, double *out, Err *err) { \
        (void)err;                                                      \
        double x = call->at[0];                                         \
        *out = (value);                                                 \
        return true;                                                    \
    }

OF_ONE(abs, fabs(x))
OF_ONE(floor, floor(x))
OF_ONE(ceil, ceil(x))
OF_ONE(round, round(x))
OF_ONE(exp, exp(x))
OF_ONE(sin, sin(x))
OF_ONE(cos, cos(x))

bool expr_run_min(const ExprCall *call, double *out, Err *err) {
    (void)err;
    *out = call->at[0];
    for (int k = 1; k < call->count; k++) *out = fmin(*out, call->at[k]);
    return true;
}

bool expr_run_max(const ExprCall *call, double *out, Err *err) {
    (void)err;
    *out = call->at[0];
    for (int k = 1; k < call->count; k++) *out = fmax(*out, call->at[k]);
    return true;
}

bool expr_run_ln(const ExprCall *call, double *out, Err *err) {
    double x = call->at[0];
    if (!(x > 0)) return err_set(err, "x is %.10g, allowed is more than 0", x);
    *out = log(x);
    return true;
}

bool expr_run_sqrt(const ExprCall *call, double *out, Err *err) {
    double x = call->at[0];
    if (x < 0) return err_set(err, "x is %.10g, allowed is 0 or more", x);
    *out = sqrt(x);
    return true;
}

bool expr_run_log2(const ExprCall *call, double *out, Err *err) {
    double x = call->at[0];
    if (!(x > 0)) return err_set(err, "x is %.10g, allowed is more than 0", x);
    *out = log2(x);
    return true;
}

bool expr_run_mod(const ExprCall *call, double *out, Err *err) {
    double a = call->at[0], b = call->at[1];
    if (!(b > 0)) return err_set(err, "b is %.10g, allowed is more than 0", b);
    *out = fmod(a, b);
    if (*out < 0) *out += b;
    return true;
}
