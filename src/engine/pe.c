// The table of schemes, and parameters set by name with errors that say what is allowed.
#include "engine/pe.h"

#include "base/str.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const pe_layouts[] = {"half_split", "interleaved", NULL};

#define PE_SCHEME(name, alias) extern const PeScheme name##_scheme;
#include "engine/schemes.def"
#undef PE_SCHEME

typedef struct SchemeRow {
    const PeScheme *scheme;
    const char *alias;
} SchemeRow;

#define PE_SCHEME(name, alias) {&name##_scheme, alias},
static const SchemeRow schemes[] = {
#include "engine/schemes.def"
};
#undef PE_SCHEME

enum { SCHEME_COUNT = sizeof schemes / sizeof schemes[0] };

int pe_scheme_count(void) {
    return SCHEME_COUNT;
}

const PeScheme *pe_scheme_at(int index) {
    assert(index >= 0 && index < SCHEME_COUNT);
    return schemes[index].scheme;
}

const PeScheme *pe_scheme_find(const char *id) {
    for (int s = 0; s < SCHEME_COUNT; s++) {
        if (str_same(id, schemes[s].scheme->id) || str_same(id, schemes[s].alias)) {
            return schemes[s].scheme;
        }
    }
    return NULL;
}

int pe_scheme_index(const PeScheme *scheme) {
    for (int s = 0; s < SCHEME_COUNT; s++) {
        if (schemes[s].scheme == scheme) return s;
    }
    assert(false && "a scheme of the table");
    return -1;
}

int pe_param_index(const PeScheme *scheme, const char *id) {
    for (int p = 0; p < scheme->param_count; p++) {
        if (str_same(scheme->params[p].id, id)) return p;
    }
    return -1;
}

void pe_init(Pe *pe, const PeScheme *scheme) {
    assert(scheme->param_count <= PE_PARAM_MAX);
    *pe = (Pe){.scheme = scheme};
    for (int p = 0; p < scheme->param_count; p++) pe->value[p] = scheme->params[p].initial;
}

// "name (0), name (1)", cut to the size of `out`.
static void list_choices(const PeParam *param, char *out, size_t size) {
    size_t used = 0;
    out[0] = 0;
    for (int c = 0; param->choices[c] && used + 1 < size; c++) {
        int wrote =
            snprintf(out + used, size - used, "%s%s (%d)", c ? ", " : "", param->choices[c], c);
        used += (size_t)wrote;
    }
}

static void list_params(const PeScheme *scheme, char *out, size_t size) {
    size_t used = 0;
    snprintf(out, size, "none");
    for (int p = 0; p < scheme->param_count && used + 1 < size; p++) {
        used +=
            (size_t)snprintf(out + used, size - used, "%s%s", p ? ", " : "", scheme->params[p].id);
    }
}

static bool on_step(const PeParam *param, double value) {
    if (param->step <= 0) return true;
    double steps = (value - param->lo) / param->step;
    return fabs(steps - round(steps)) < 1e-9 * fmax(1, fabs(steps));
}

static bool check_value(const PeScheme *scheme, int p, double value, Err *err) {
    const PeParam *param = &scheme->params[p];
    bool inside = isfinite(value) && value >= param->lo && value <= param->hi;
    if (inside && on_step(param, value)) return true;
    if (param->choices) {
        char names[200];
        list_choices(param, names, sizeof names);
        return err_set(err, "%s: %s is %.10g, allowed are %s", scheme->id, param->id, value, names);
    }
    if (inside) {
        return err_set(err, "%s: %s is %.10g, allowed are %.10g … %.10g in steps of %.10g",
                       scheme->id, param->id, value, param->lo, param->hi, param->step);
    }
    return err_set(err, "%s: %s is %.10g, allowed are %.10g … %.10g", scheme->id, param->id, value,
                   param->lo, param->hi);
}

// The parameter's row, or −1 and an error that lists those that there are.
static int need_param(const PeScheme *scheme, const char *id, Err *err) {
    int p = pe_param_index(scheme, id);
    if (p < 0) {
        char names[200];
        list_params(scheme, names, sizeof names);
        err_set(err, "%s: there is no parameter \"%s\", allowed are %s", scheme->id, id, names);
    }
    return p;
}

bool pe_set(Pe *pe, const char *param, double value, Err *err) {
    int p = need_param(pe->scheme, param, err);
    if (p < 0 || !check_value(pe->scheme, p, value, err)) return false;
    pe->value[p] = value;
    return true;
}

bool pe_set_text(Pe *pe, const char *param, const char *text, Err *err) {
    int p = need_param(pe->scheme, param, err);
    if (p < 0) return false;
    const char *const *choices = pe->scheme->params[p].choices;
    for (int c = 0; choices && choices[c]; c++) {
        if (str_same(choices[c], text)) return pe_set(pe, param, c, err);
    }
    double value = 0;
    if (str_number(text, &value)) return pe_set(pe, param, value, err);
    char allowed[200] = "a number";
    if (choices) list_choices(&pe->scheme->params[p], allowed, sizeof allowed);
    return err_set(err, "%s: %s is \"%.40s\", allowed are %s", pe->scheme->id, param, text,
                   allowed);
}

bool pe_prepare(Pe *pe, Arena *arena, Err *err) {
    Pe fresh = {.scheme = pe->scheme,
                .H = 1,
                .factor = 1,
                .relative = true,
                .least = -PE_POSITION_MAX,
                .most = PE_POSITION_MAX};
    memcpy(fresh.value, pe->value, sizeof fresh.value);
    bool ok = true;
    for (int p = 0; ok && p < pe->scheme->param_count; p++) {
        ok = check_value(pe->scheme, p, pe->value[p], err);
    }
    *pe = fresh;
    if (!ok) return false;
    if (!pe->scheme->prepare || pe->scheme->prepare(&fresh, arena, err)) {
        *pe = fresh;
        return true;
    }
    return false;
}

double pe_get(const Pe *pe, const char *param, double otherwise) {
    int p = pe_param_index(pe->scheme, param);
    return p < 0 ? otherwise : pe->value[p];
}

int pe_get_int(const Pe *pe, const char *param) {
    int p = pe_param_index(pe->scheme, param);
    assert(p >= 0);
    return (int)lround(pe->value[p]);
}

bool pe_use_table(Pe *pe, const double *table, int64_t rows, int cols, Err *err) {
    if (!pe->table) return err_set(err, "%s: has no table to replace", pe->scheme->id);
    int64_t want_rows = pe->buckets ? pe->buckets : pe->rows;
    int want_cols = pe->buckets ? pe->H : pe->D;
    if (rows != want_rows || cols != want_cols) {
        return err_set(err, "%s: the table is %lld × %d, allowed is %lld × %d", pe->scheme->id,
                       (long long)rows, cols, (long long)want_rows, want_cols);
    }
    double reach = 0;
    for (int64_t at = 0; at < rows * cols; at++) {
        if (!isfinite(table[at])) {
            return err_set(err, "%s: row %lld of the table is not finite", pe->scheme->id,
                           (long long)(at / cols));
        }
        reach = fmax(reach, fabs(table[at]));
    }
    pe->table = table;
    pe->table_reach = reach;
    if (pe->buckets) pe->bias_reach = reach;
    return true;
}

static bool check_positions(const Pe *pe, const int64_t *positions, int n, Err *err) {
    int64_t end = pe->rows ? pe->rows : PE_POSITION_MAX;
    for (int t = 0; t < n; t++) {
        if (positions[t] < 0 || positions[t] >= end) {
            return err_set(err, "%s: position %lld does not exist, allowed are 0 … %lld",
                           pe->scheme->id, (long long)positions[t], (long long)(end - 1));
        }
    }
    return true;
}

bool pe_embed_at(const Pe *pe, const int64_t *positions, int n, double *out, Err *err) {
    assert(pe->scheme->embed);
    if (!check_positions(pe, positions, n, err)) return false;
    for (int t = 0; t < n; t++) pe->scheme->embed(pe, positions[t], 1, out + (int64_t)t * pe->D);
    return true;
}

bool pe_turn_at(const Pe *pe, PeTurn as, PeSpots at, double *x, Err *err) {
    assert(pe->scheme->turn);
    if (!check_positions(pe, at.position, at.count, err)) return false;
    for (int t = 0; t < at.count; t++) {
        pe->scheme->turn(pe, as, at.position[t], 1, x + (int64_t)t * pe->D);
    }
    return true;
}
