// What expressions can ask of the engine without a scheme made ready: speeds of pairs, buckets, and how far windows reach.
#include "base/num.h"
#include "card/expr_code.h"
#include "engine/reach.h"
#include "engine/scaling.h"
#include "engine/schemes/t5.h"

static const int64_t POSITIONS[] = {0, EXPR_POSITION_LAST};

// Speeds

static const double SCALES[] = {1, 1e6}, TURNS[] = {1e-6, 1e6}, LENGTHS[] = {1, 1e9};

// base, d and r of values `base`, `d` and `r`.
static bool need_pair(const ExprCall *call, const int k[3], Scaling *scaling, int64_t *pair,
                      Err *err) {
    static const double bases[] = {1.0000001, 1e30};
    static const int64_t widths[] = {2, PE_DIM_MAX};
    int64_t D = 0;
    if (!expr_need_number(call, k[0], bases, &scaling->base, err) ||
        !expr_need_whole(call, k[1], widths, &D, err)) {
        return false;
    }
    scaling->D = (int)D;
    return expr_need_whole(call, k[2], (const int64_t[]){0, D / 2 - 1}, pair, err);
}

bool expr_run_theta(const ExprCall *call, double *out, Err *err) {
    Scaling scaling = {0};
    int64_t pair = 0;
    if (!need_pair(call, (const int[]){0, 1, 2}, &scaling, &pair, err)) return false;
    *out = scaling_plain(&scaling, (int)pair);
    return true;
}

bool expr_run_wavelength(const ExprCall *call, double *out, Err *err) {
    bool ok = expr_run_theta(call, out, err);
    if (ok) *out = TURN / *out;
    return ok;
}

bool expr_run_scaled_theta(const ExprCall *call, double *out, Err *err) {
    Scaling scaling = {.alpha = 1, .beta = 32, .ramp = SCALING_RAMP_PAPER};
    int64_t pair = 0;
    if (!need_pair(call, (const int[]){1, 2, 5}, &scaling, &pair, err) ||
        !expr_need_number(call, 3, SCALES, &scaling.scale, err) ||
        !expr_need_number(call, 4, LENGTHS, &scaling.train, err)) {
        return false;
    }
    *out = scaling_speed(&scaling, (ScalingMethod)(int)call->at[0], (int)pair);
    return true;
}

bool expr_run_yarn_keep(const ExprCall *call, double *out, Err *err) {
    Scaling scaling = {.scale = 1, .alpha = 1, .beta = 32, .ramp = SCALING_RAMP_PAPER};
    int64_t pair = 0;
    if (!need_pair(call, (const int[]){0, 1, 3}, &scaling, &pair, err) ||
        !expr_need_number(call, 2, LENGTHS, &scaling.train, err)) {
        return false;
    }
    if (call->count > 4 && !expr_need_number(call, 4, TURNS, &scaling.alpha, err)) return false;
    if (call->count > 5 && !expr_need_number(call, 5, TURNS, &scaling.beta, err)) return false;
    if (!(scaling.alpha < scaling.beta)) {
        return err_set(err, "low is %.10g, allowed is less than high, %.10g", scaling.alpha,
                       scaling.beta);
    }
    *out = scaling_keep(&scaling, (int)pair);
    return true;
}

// Counts

bool expr_run_t5_bucket(const ExprCall *call, double *out, Err *err) {
    int64_t distance = 0, buckets = 0, most = 0;
    if (!expr_need_whole(call, 0, POSITIONS, &distance, err) ||
        !expr_need_whole(call, 1, (const int64_t[]){2, 256}, &buckets, err) ||
        !expr_need_whole(call, 2, (const int64_t[]){2, 65536}, &most, err) ||
        !expr_spend(call, (double)(buckets * buckets) / 16, err)) {
        return false;
    }
    if (!t5_bucket_allowed(false, (int)buckets, (int)most)) {
        return err_set(err, "max_distance is %lld, allowed is more than the %d exact buckets",
                       (long long)most, t5_exact_count(false, (int)buckets));
    }
    *out = t5_bucket(-distance, false, (int)buckets, (int)most);
    return true;
}

// Both at once: the product is bounded, too.
static bool need_window(const ExprCall *call, int64_t most, int64_t *window, int64_t *layers,
                        Err *err) {
    if (!expr_need_whole(call, 0, (const int64_t[]){1, EXPR_POSITION_LAST}, window, err) ||
        !expr_need_whole(call, 1, (const int64_t[]){0, 4096}, layers, err)) {
        return false;
    }
    double tokens = (double)(*window - 1) * (double)*layers;
    if (tokens <= (double)most) return true;
    return err_set(err, "%lld layers of a window of %lld reach %.0f tokens, allowed are %lld",
                   (long long)*layers, (long long)*window, tokens, (long long)most);
}

bool expr_run_reach(const ExprCall *call, double *out, Err *err) {
    int64_t window = 0, layers = 0;
    if (!need_window(call, (int64_t)1 << 40, &window, &layers, err)) return false;
    *out = (double)reach_most((int)window, (int)layers);
    return true;
}

bool expr_run_sees(const ExprCall *call, double *out, Err *err) {
    int64_t window = 0, i = 0, j = 0;
    if (!expr_need_whole(call, 0, (const int64_t[]){1, EXPR_POSITION_LAST}, &window, err) ||
        !expr_need_whole(call, 1, POSITIONS, &i, err) ||
        !expr_need_whole(call, 2, POSITIONS, &j, err)) {
        return false;
    }
    *out = j <= i && i - j < window;
    return true;
}

bool expr_run_reach_share(const ExprCall *call, double *out, Err *err) {
    static const double shares[] = {0, 1};
    int64_t window = 0, layers = 0;
    double keep = 0, share = 0;
    if (!need_window(call, 1 << 17, &window, &layers, err) ||
        !expr_need_number(call, 2, shares, &keep, err) ||
        !expr_need_number(call, 3, shares, &share, err)) {
        return false;
    }
    int64_t count = reach_most((int)window, (int)layers) + 1;
    if (!expr_spend(call, (double)(count + 4) * (double)(layers + 1) * 2, err)) return false;
    Arena scratch = {0};
    *out = (double)reach_within(reach_influence((int)window, (int)layers, keep, &scratch), count,
                                share);
    arena_free(&scratch);
    return true;
}
