// What expressions can ask of the engine's schemes, within ranges, so that a card's numbers are those of its figures.
#include "base/num.h"
#include "card/expr_code.h"
#include "engine/attend.h"
#include "engine/decay.h"
#include "engine/logits.h"
#include "engine/shuffle.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH = EXPR_WIDTH,
    SEED = 1,
    ROW_LAST = (1 << 13) - 1, // of a softmax
    SIDE = 16,                // tokens of toeplitz_error
    CACHE_MOST = 32,
};

static const size_t CACHE_BYTES = (size_t)64 << 20;

static const int64_t POSITIONS[] = {0, EXPR_POSITION_LAST};

// Schemes made ready

// Parameters that a function sets; 0: as the scheme has them at first.
typedef struct Settings {
    int scheme;
    double dim, heads, base;
} Settings;

struct ExprScheme {
    Settings settings;
    Pe pe;
};

static bool same_settings(const Settings *a, const Settings *b) {
    return a->scheme == b->scheme && a->dim == b->dim && a->heads == b->heads && a->base == b->base;
}

static void forget(ExprCache *cache) {
    arena_free(&cache->arena);
    *cache = (ExprCache){.work = cache->work};
}

void expr_cache_free(ExprCache *cache) {
    forget(cache);
    cache->work = 0;
}

static bool set(Pe *pe, const char *param, double value, Err *err) {
    if (value == 0 || pe_param_index(pe->scheme, param) < 0) return true;
    return pe_set(pe, param, value, err);
}

static const Pe *prepare(const ExprCall *call, Settings settings, Err *err) {
    ExprCache *cache = call->cache;
    for (int i = 0; i < cache->count; i++) {
        if (same_settings(&cache->at[i].settings, &settings)) return &cache->at[i].pe;
    }
    if (cache->count == CACHE_MOST || cache->arena.held > CACHE_BYTES) forget(cache);
    if (!cache->at) cache->at = arena_array(&cache->arena, CACHE_MOST, sizeof *cache->at);
    struct ExprScheme *fresh = &cache->at[cache->count];
    Pe *pe = &fresh->pe;
    pe_init(pe, pe_scheme_at(settings.scheme));
    bool ok = set(pe, "dim", settings.dim, err) && set(pe, "heads", settings.heads, err) &&
              set(pe, "base", settings.base, err) && expr_spend(call, expr_work_prepare(pe), err) &&
              pe_prepare(pe, &cache->arena, err);
    if (!ok) return NULL;
    fresh->settings = settings;
    cache->count++;
    return pe;
}

static const Pe *prepare_first(const ExprCall *call, Err *err) {
    return prepare(call, (Settings){.scheme = (int)call->at[0], .dim = WIDTH}, err);
}

// Value k as a position that the scheme has.
static bool need_position(const ExprCall *call, const Pe *pe, int k, int64_t *out, Err *err) {
    if (!expr_need_whole(call, k, POSITIONS, out, err)) return false;
    if (!pe->rows || *out < pe->rows) return true;
    char name[EXPR_NAME_MAX + 1];
    expr_param_name(call->function, k, name);
    return err_set(err, "%s is %lld, allowed are 0 … %lld: %s has no more rows", name,
                   (long long)*out, (long long)pe->rows - 1, pe->scheme->id);
}

// Decay

// RoPE with this base and so many features; NULL and an error if one of them is out of range.
static const Pe *decay_pe(const ExprCall *call, int64_t *D, Err *err) {
    static const int64_t widths[] = {2, PE_DIM_MAX};
    static const double bases[] = {2, 1e9};
    double base = 0;
    if (!expr_need_number(call, 0, bases, &base, err) ||
        !expr_need_whole(call, 1, widths, D, err)) {
        return NULL;
    }
    Settings settings = {
        .scheme = pe_scheme_index(pe_scheme_find("rope")), .dim = (double)*D, .base = base};
    return prepare(call, settings, err);
}

bool expr_run_decay(const ExprCall *call, double *out, Err *err) {
    int64_t D = 0, distance = 0;
    if (!expr_need_whole(call, 2, POSITIONS, &distance, err)) return false;
    const Pe *pe = decay_pe(call, &D, err);
    if (!pe || !expr_spend(call, 4 * (double)D, err)) return false;
    *out = decay_mean(pe, distance, 1);
    return true;
}

bool expr_run_decay_zero(const ExprCall *call, double *out, Err *err) {
    static const int64_t distances[] = {0, EXPR_POSITION_LAST};
    int64_t D = 0, most = 0;
    if (!expr_need_whole(call, 2, distances, &most, err)) return false;
    const Pe *pe = decay_pe(call, &D, err);
    if (!pe || !expr_spend(call, (double)D / 2 * (double)most, err)) return false;
    *out = (double)decay_first_negative(pe, most);
    if (*out >= 0) return true;
    return err_set(err, "up to a distance of %lld the score stays above 0", (long long)most);
}

// Logits

static LogitContent content_of(const ExprCall *call, int k) {
    return k < call->count ? (LogitContent)(int)call->at[k] : CONTENT_EQUAL;
}

bool expr_run_logit(const ExprCall *call, double *out, Err *err) {
    const Pe *pe = prepare_first(call, err);
    int64_t i = 0, j = 0;
    if (!pe || !need_position(call, pe, 1, &i, err) || !need_position(call, pe, 2, &j, err) ||
        !expr_spend(call, expr_work_logit(pe, content_of(call, 3), llabs(i - j)), err)) {
        return false;
    }
    LogitView view = {.stage = STAGE_BIAS,
                      .content = content_of(call, 3),
                      .D = WIDTH,
                      .n = (int)(i > j ? i : j) + 1,
                      .seed = SEED};
    *out = logits_at(pe, &view, (int)i, (int)j);
    if (isnan(*out)) {
        return err_set(err, "%s removes key %lld for query %lld", pe->scheme->id, (long long)j,
                       (long long)i);
    }
    return true;
}

// Row i of the softmax over keys 0 … i: (i + 1) in the arena, NULL if it is not allowed.
static double *find_row(const ExprCall *call, int64_t i, LogitContent content, Arena *arena,
                        Err *err) {
    const Pe *pe = prepare_first(call, err);
    int64_t exists = 0;
    if (!pe || !need_position(call, pe, 1, &exists, err) ||
        !expr_spend(call, expr_work_row(pe, content, i + 1), err)) {
        return NULL;
    }
    LogitView view = {
        .stage = STAGE_SOFTMAX, .content = content, .D = WIDTH, .n = (int)i + 1, .seed = SEED};
    double *row = arena_array(arena, (size_t)i + 1, sizeof *row);
    logits_row(pe, &view, (int)i, arena, row);
    for (int64_t j = 0; j <= i; j++) {
        if (!isnan(row[j])) return row;
    }
    err_set(err, "%s leaves query %lld without a share", pe->scheme->id, (long long)i);
    return NULL;
}

static const int64_t ROWS[] = {0, ROW_LAST};

bool expr_run_softmax(const ExprCall *call, double *out, Err *err) {
    int64_t i = 0, j = 0;
    if (!expr_need_whole(call, 1, ROWS, &i, err) || !expr_need_whole(call, 2, POSITIONS, &j, err)) {
        return false;
    }
    Arena scratch = {0};
    double *row = find_row(call, i, content_of(call, 3), &scratch, err);
    *out = row && j <= i && !isnan(row[j]) ? row[j] : 0;
    arena_free(&scratch);
    return row != NULL;
}

bool expr_run_entropy(const ExprCall *call, double *out, Err *err) {
    int64_t i = 0;
    if (!expr_need_whole(call, 1, ROWS, &i, err)) return false;
    Arena scratch = {0};
    double *row = find_row(call, i, content_of(call, 2), &scratch, err);
    for (int64_t j = 0; row && j <= i; j++) *out -= row[j] > 0 ? row[j] * log(row[j]) : 0;
    arena_free(&scratch);
    return row != NULL;
}

bool expr_run_bias(const ExprCall *call, double *out, Err *err) {
    int64_t heads = 0, head = 0, i = 0, j = 0;
    if (!expr_need_whole(call, 1, (const int64_t[]){1, PE_HEAD_MAX}, &heads, err) ||
        !expr_need_whole(call, 2, (const int64_t[]){0, heads - 1}, &head, err)) {
        return false;
    }
    const Pe *pe =
        prepare(call, (Settings){.scheme = (int)call->at[0], .heads = (double)heads}, err);
    if (!pe || !need_position(call, pe, 3, &i, err) || !need_position(call, pe, 4, &j, err) ||
        !expr_spend(call, expr_work_bias(pe), err)) {
        return false;
    }
    if (!pe->scheme->bias) return true; // adds nothing
    pe->scheme->bias(pe, num_least((int)head, pe->H - 1), i, j, 1, out);
    if (!isfinite(*out)) {
        return err_set(err, "%s removes key %lld for query %lld", pe->scheme->id, (long long)j,
                       (long long)i);
    }
    return true;
}

// The bias of ALiBi for the key one token before.
bool expr_run_slope(const ExprCall *call, double *out, Err *err) {
    int64_t heads = 0, head = 0;
    if (!expr_need_whole(call, 0, (const int64_t[]){1, PE_HEAD_MAX}, &heads, err) ||
        !expr_need_whole(call, 1, (const int64_t[]){0, heads - 1}, &head, err)) {
        return false;
    }
    Settings settings = {.scheme = pe_scheme_index(pe_scheme_find("alibi")),
                         .heads = (double)heads};
    const Pe *pe = prepare(call, settings, err);
    if (!pe || !expr_spend(call, 8, err)) return false;
    pe->scheme->bias(pe, (int)head, 1, 0, 1, out);
    *out = -*out;
    return true;
}

// Vectors

// "sinusoidal, learned": the schemes that add vectors.
static void list_adding(char *out, size_t size) {
    size_t used = 0;
    out[0] = 0;
    for (int s = 0; s < pe_scheme_count() && used + 1 < size; s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        if (scheme->embed) {
            used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : "", scheme->id);
        }
    }
}

bool expr_run_encoding(const ExprCall *call, double *out, Err *err) {
    const Pe *pe = prepare_first(call, err);
    int64_t position = 0, feature = 0;
    if (!pe || !need_position(call, pe, 1, &position, err)) return false;
    PePicture picture = pe_picture(pe->scheme);
    if (picture != PE_PICTURE_VECTORS && picture != PE_PICTURE_COSINES) {
        return err_set(err, "%s has no vectors and no angles of a position", pe->scheme->id);
    }
    if (!expr_need_whole(call, 2, (const int64_t[]){0, pe_picture_width(pe) - 1}, &feature, err) ||
        !expr_spend(call, 4 * WIDTH, err)) {
        return false;
    }
    if (picture == PE_PICTURE_COSINES) {
        *out = cos(pe_angle(position, pe->freq[feature]));
        return true;
    }
    double row[WIDTH];
    pe->scheme->embed(pe, position, 1, row);
    *out = row[feature];
    return true;
}

bool expr_run_similarity(const ExprCall *call, double *out, Err *err) {
    int64_t D = 0, i = 0, j = 0;
    const PeScheme *scheme = pe_scheme_at((int)call->at[0]);
    if (!scheme->embed) {
        char adding[200];
        list_adding(adding, sizeof adding);
        return err_set(err, "%s adds no vectors to the inputs, allowed are %s", scheme->id, adding);
    }
    if (!expr_need_whole(call, 1, (const int64_t[]){2, PE_DIM_MAX}, &D, err)) return false;
    const Pe *pe = prepare(call, (Settings){.scheme = (int)call->at[0], .dim = (double)D}, err);
    if (!pe || !need_position(call, pe, 2, &i, err) || !need_position(call, pe, 3, &j, err) ||
        !expr_spend(call, 6 * (double)D, err)) {
        return false;
    }
    double row[2][PE_DIM_MAX];
    pe->scheme->embed(pe, i, 1, row[0]);
    pe->scheme->embed(pe, j, 1, row[1]);
    attend_dots((AttendRows){row[0], 1}, (AttendRows){row[1], 1}, (int)D, 1, out);
    return true;
}

// Laws

bool expr_run_permutation_error(const ExprCall *call, double *out, Err *err) {
    static const int order[SHUFFLE_TOKENS] = {3, 0, 5, 1, 4, 2}; // as the figure opens
    const Pe *pe = prepare_first(call, err);
    if (!pe || !expr_spend(call, expr_work_grid(pe, SHUFFLE_TOKENS), err)) return false;
    ShuffleView view = {
        .n = SHUFFLE_TOKENS, .D = pe->D ? pe->D : WIDTH, .causal = call->at[1] > 0, .seed = SEED};
    Arena scratch = {0};
    *out = shuffle_error(pe, &view, order, &scratch);
    arena_free(&scratch);
    return true;
}

// What a scheme only adds to logits needs no content, and is exact without it.
static LogitContent effect_content(const PeScheme *scheme) {
    bool mixes = scheme->embed || scheme->turn || scheme->relate || scheme->weigh;
    return mixes ? CONTENT_EFFECT : CONTENT_POSITION;
}

bool expr_run_toeplitz_error(const ExprCall *call, double *out, Err *err) {
    const Pe *pe = prepare_first(call, err);
    if (!pe || !expr_spend(call, expr_work_grid(pe, SIDE), err)) return false;
    LogitView view = {.stage = STAGE_BIAS,
                      .content = effect_content(pe->scheme),
                      .D = WIDTH,
                      .n = SIDE,
                      .seed = SEED};
    double least[2 * SIDE], most[2 * SIDE], row[SIDE];
    for (int d = 0; d < 2 * SIDE; d++) {
        least[d] = (double)INFINITY;
        most[d] = -(double)INFINITY;
    }
    Arena scratch = {0};
    for (int i = 0; i < SIDE; i++) {
        logits_row(pe, &view, i, &scratch, row);
        for (int j = 0; j < SIDE; j++) {
            if (isnan(row[j])) continue; // removed
            double *low = &least[SIDE + i - j], *high = &most[SIDE + i - j];
            *low = fmin(*low, row[j]);
            *high = fmax(*high, row[j]);
            *out = fmax(*out, *high - *low);
        }
    }
    arena_free(&scratch);
    return true;
}
