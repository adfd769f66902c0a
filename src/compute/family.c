// The table of families, and what several of them share: preparing a scheme, rotary tables, logits.
#include "compute/family.h"

#include "base/num.h"
#include "base/str.h"
#include "engine/attend.h"
#include "engine/schemes/rotary.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct FamilyRow {
    const char *scheme;
    Family answer;
} FamilyRow;

#define FAMILY(name) {#name, family_##name},
static const FamilyRow families[] = {
#include "compute/families.def"
    {NULL, NULL}};
#undef FAMILY

Family family_find(const char *scheme) {
    for (const FamilyRow *row = families; row->scheme; row++) {
        if (str_same(scheme, row->scheme)) return row->answer;
    }
    return NULL;
}

const char *family_list(Arena *arena) {
    ArenaText list = {.arena = arena};
    for (const FamilyRow *row = families; row->scheme; row++) {
        if (row != families) arena_text_add(&list, ", ", 2);
        arena_text_add(&list, row->scheme, strlen(row->scheme));
    }
    return arena_text_done(&list);
}

// The request's name for a parameter of the scheme.
static const char *key_of(const FamilyName *names, const char *param) {
    for (; names->param; names++) {
        if (str_same(names->param, param)) return names->key;
    }
    return param;
}

// Engine errors say "SCHEME: PARAM is X, allowed are Y": the request's say the same at the parameter's place.
static bool fail_from(Request *request, const Pe *pe, const FamilyName *names, const Err *err) {
    static const char IS[] = " is ", ALLOWED[] = ", allowed are ";
    const char *text = err->text, *colon = strstr(text, ": ");
    if (colon) text = colon + 2;
    for (int p = 0; p < pe->scheme->param_count; p++) {
        const char *id = pe->scheme->params[p].id, *key = key_of(names, id);
        size_t n = strlen(id);
        if (strncmp(text, id, n) != 0 || strncmp(text + n, IS, strlen(IS)) != 0) continue;
        const char *found = text + n + strlen(IS), *allowed = strstr(found, ALLOWED);
        if (!allowed) return request_fail(request, key, "%s%s", key, text + n);
        return request_fail(request, key, "found %.*s, expected %s", (int)(allowed - found), found,
                            allowed + strlen(ALLOWED));
    }
    return request_fail(request, NULL, "%s", text);
}

static bool set_param(Request *request, const PeParam *param, const char *key, Pe *pe, Err *err) {
    static const char *const TWO[] = {"no", "yes", NULL};
    const char *const *choices = param->choices;
    bool flag = choices && str_same(choices[0], TWO[0]) && str_same(choices[1], TWO[1]);
    if (flag) return pe_set(pe, param->id, request_flag_or(request, key, false), err);
    if (choices) return pe_set(pe, param->id, request_word(request, key, choices, -1), err);
    double value = request_number(request, key, param->lo, param->hi);
    return request_ok(request) ? pe_set(pe, param->id, value, err) : false;
}

// Of the first vectors that there are; 0 if there are none.
static int find_width(Request *request) {
    static const char *const VECTORS[] = {"q", "q_last", "x", NULL};
    for (const char *const *key = VECTORS; *key; key++) {
        if (!request_has(request, *key)) continue;
        Numbers numbers = request_numbers(request, *key);
        int width = numbers.rank >= 2 ? numbers.shape[numbers.rank - 1] : 0;
        if (width == 0 || (width >= 2 && width <= PE_DIM_MAX)) return width;
        request_fail(request, *key, "found vectors of %d, expected 2 to %d", width, PE_DIM_MAX);
        return 0;
    }
    return 0;
}

int family_read_width(Request *request, const char *key) {
    int width = request_has(request, key) ? 0 : find_width(request);
    return width ? width : request_count(request, key, 2, PE_DIM_MAX);
}

static bool set_width(Request *request, const PeParam *param, Pe *pe, Err *err) {
    int width = find_width(request);
    return !width || pe_set(pe, param->id, width, err);
}

bool family_prepare_as(Request *request, const char *scheme, const FamilyName *names, Pe *pe) {
    pe_init(pe, pe_scheme_find(scheme));
    Err err = {0};
    bool ok = request_ok(request);
    for (int p = 0; ok && p < pe->scheme->param_count; p++) {
        const PeParam *param = &pe->scheme->params[p];
        const char *key = key_of(names, param->id);
        if (key[0] && request_has(request, key)) {
            ok = set_param(request, param, key, pe, &err);
        } else if (str_same(param->id, "dim")) {
            ok = set_width(request, param, pe, &err);
        }
        ok = ok && request_ok(request);
    }
    if (ok && pe_prepare(pe, request->arena, &err)) return true;
    return fail_from(request, pe, names, &err);
}

bool family_prepare(Request *request, const char *scheme, Pe *pe) {
    return family_prepare_as(request, scheme, (const FamilyName[]){{NULL, NULL}}, pe);
}

void family_add_rotary(Request *request, const Pe *pe, Result *result) {
    if (!request_ok(request)) return;
    result_add(result, "inv_freq", (ResultShape){1, {pe->pairs}}, pe->freq);
    result_add_number(result, "attention_factor", pe->factor, request->arena);
    if (!request_has(request, "positions")) return;
    Integers at = request_positions(request, "positions");
    int64_t count = (int64_t)at.count * pe->pairs;
    if (!request_afford(request, 50.0 * (double)count)) return;
    double *cosines = request_space(request, count), *sines = request_space(request, count);
    if (!request_ok(request)) return;
    rotary_table(pe, at.at, at.count, cosines, sines);
    result_add(result, "cos", (ResultShape){2, {at.count, pe->pairs}}, cosines);
    result_add(result, "sin", (ResultShape){2, {at.count, pe->pairs}}, sines);
}

// Vectors as a request gives them: (T, D) or (H, T, D).
typedef struct Vectors {
    const double *at;
    int heads, count, D;
    bool by_head; // there is an axis of heads
} Vectors;

static Vectors read_vectors(Request *request, const char *key, int D) {
    Numbers numbers = request_numbers(request, key);
    if (!request_ok(request)) return (Vectors){0};
    if (numbers.rank < 2) {
        request_fail(request, key, "found no table, expected an array of (n, D) or (heads, n, D)");
        return (Vectors){0};
    }
    bool by_head = numbers.rank == 3;
    const int *shape = numbers.shape + (by_head ? 1 : 0);
    if (D && shape[1] != D) {
        request_fail(request, key, "found vectors of %d, expected %d", shape[1], D);
        return (Vectors){0};
    }
    return (Vectors){numbers.at, by_head ? numbers.shape[0] : 1, shape[0], shape[1], by_head};
}

// Queries, keys, and where they are.
typedef struct Sides {
    Vectors q, k;
    Integers q_at, k_at;
    bool last; // one query, that of the last token
} Sides;

// Positions of `count` vectors: those of the first key that is there, or counted up from `first`.
static Integers read_places(Request *request, const char *const keys[2], int count, int first) {
    for (int k = 0; k < 2; k++) {
        if (!keys[k] || !request_has(request, keys[k])) continue;
        Integers at = request_positions(request, keys[k]);
        if (!request_ok(request) || at.count == count) return at;
        request_fail(request, keys[k], "found %d positions, expected %d, one per vector", at.count,
                     count);
        return (Integers){0};
    }
    if (!request_ok(request)) return (Integers){0};
    int64_t *at = arena_array(request->arena, (size_t)count, sizeof *at);
    for (int t = 0; t < count; t++) at[t] = first + t;
    return (Integers){at, count};
}

static Sides read_sides(Request *request, const Pe *pe) {
    Sides sides = {.last = !request_has(request, "q")};
    const char *q = sides.last ? "q_last" : "q", *k = sides.last ? "k_all" : "k";
    sides.q = read_vectors(request, q, pe->D);
    sides.k = read_vectors(request, k, pe->D ? pe->D : sides.q.D);
    if (request_ok(request) && sides.last && sides.q.count != 1) {
        request_fail(request, q, "found %d queries, expected 1", sides.q.count);
    }
    if (request_ok(request) && sides.q.by_head != sides.k.by_head) {
        request_fail(request, k, "found %s heads, expected them as %s has them",
                     sides.k.by_head ? "an axis of" : "no axis of", q);
    }
    const char *const q_keys[2] = {"query_positions", sides.last ? NULL : "positions"},
                      *const k_keys[2] = {"key_positions", "positions"};
    int start = request_count_or(request, "query_start", 0, PE_POSITION_MAX / 2, 0);
    sides.k_at = read_places(request, k_keys, sides.k.count, 0);
    if (sides.last && request_ok(request) && !request_has(request, q_keys[0])) {
        sides.q_at = (Integers){sides.k_at.at + sides.k.count - 1, 1}; // where the last key is
    } else {
        sides.q_at = read_places(request, q_keys, sides.q.count, start);
    }
    return sides;
}

static bool check_heads(Request *request, const Pe *pe, const Sides *sides) {
    int heads = request_count_or(request, "heads", 1, PE_HEAD_MAX, sides->q.heads);
    int kv_heads = request_count_or(request, "kv_heads", 1, PE_HEAD_MAX, sides->k.heads);
    const char *q = sides->last ? "q_last" : "q", *k = sides->last ? "k_all" : "k";
    if (!request_ok(request) || kv_heads < 1) return false;
    if (heads != sides->q.heads) {
        return request_fail(request, q, "found %d heads, expected %d", sides->q.heads, heads);
    }
    if (kv_heads != sides->k.heads) {
        return request_fail(request, k, "found %d heads, expected %d", sides->k.heads, kv_heads);
    }
    if (heads % kv_heads != 0) {
        const char *key = request_has(request, "kv_heads") ? "kv_heads" : k;
        return request_fail(request, key, "found %d heads of keys, expected a divisor of %d",
                            kv_heads, heads);
    }
    if (pe->H == 1 || pe->H == heads) return true;
    return request_fail(request, q, "found %d heads, expected %d", heads, pe->H);
}

// Of every head, into (heads, queries, keys).
static bool find_logits(Request *request, const Pe *pe, const Sides *sides, double *out) {
    Err err = {0};
    Arena scratch = {0};
    int D = sides->q.D, nq = sides->q.count, nk = sides->k.count;
    double scale = pe->scheme->unscaled ? 1 : 1 / sqrt(D);
    AttendInput in = {.q_at = sides->q_at.at,
                      .k_at = sides->k_at.at,
                      .queries = nq,
                      .keys = nk,
                      .D = D,
                      .scale = request_number_or(request, "scale", -1e6, 1e6, scale)};
    for (int h = 0; request_ok(request) && h < sides->q.heads; h++) {
        int kv_head = attend_kv_head(h, sides->q.heads, sides->k.heads);
        in.q = sides->q.at + (int64_t)h * nq * D;
        in.k = sides->k.at + (int64_t)kv_head * nk * D;
        bool ok =
            attend_logits(pe, pe->H > 1 ? h : 0, in, &scratch, out + (int64_t)h * nq * nk, &err);
        if (!ok) request_fail(request, NULL, "%s", err.text);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return request_ok(request);
}

// Multiplications: every pair's product and what the scheme does to it, every vector's turning.
static double work_of(const Sides *sides) {
    double pairs = (double)sides->q.heads * sides->q.count * sides->k.count;
    double vectors = (double)sides->q.heads * (sides->q.count + sides->k.count);
    return pairs * (sides->q.D + 50.0) + 50 * vectors * sides->q.D;
}

void family_add_logits(Request *request, const Pe *pe, Result *result) {
    if (!request_has(request, "q") && !request_has(request, "q_last")) return;
    Sides sides = read_sides(request, pe);
    if (!request_ok(request) || !check_heads(request, pe, &sides)) return;
    if (!request_afford(request, work_of(&sides))) return;
    int heads = sides.q.heads, nq = sides.q.count, nk = sides.k.count;
    double *out = request_space(request, (int64_t)heads * nq * nk);
    if (!out || !find_logits(request, pe, &sides, out)) return;
    ResultShape shape = {0};
    if (sides.q.by_head) shape.at[shape.rank++] = heads;
    if (!sides.last) shape.at[shape.rank++] = nq;
    shape.at[shape.rank++] = nk;
    result_add(result, "logits", shape, out);
}

const double *family_causal_probs(Request *request, const ResultItem *logits) {
    int nk = logits->shape[logits->rank - 1];
    int nq = logits->rank > 1 ? logits->shape[logits->rank - 2] : 1;
    double *out = request_space(request, logits->count);
    if (!out) return NULL;
    memcpy(out, logits->at, (size_t)logits->count * sizeof *out);
    for (int row = 0; row < logits->count / nk; row++) {
        double *at = out + (int64_t)row * nk;
        int visible = nk - nq + row % nq + 1;
        for (int j = num_most(visible, 0); j < nk; j++) at[j] = -(double)INFINITY;
        attend_softmax(at, nk);
        for (int j = num_most(visible, 0); j < nk; j++) at[j] = 0;
    }
    return out;
}
