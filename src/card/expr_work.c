// What the engine's functions cost, by the scheme and how wide its vectors are: bounds that measured times stay under, so that
// an allowance of work is one of time.
#include "card/expr_code.h"

// In units of about 5 ns.
static const double PER_FEATURE =
    12;                             // of a token: its normal numbers, and vectors added and turned
static const double PER_POWER = 52; // of a pair of features: the powers of one digit of a distance
static const double PER_SCHEME = 2000,
                    PER_HEAD = 1024; // made ready; a learned bias has numbers for each head
static const double PER_WAVES = 24, PER_DISTANCE = 128; // of a distance, in a row

static double width_of(const Pe *pe) {
    return pe->D ? pe->D : EXPR_WIDTH;
}

// A query or a key, made ready; some schemes do it twice.
static double token_work(const Pe *pe) {
    return PER_FEATURE * width_of(pe) * (pe->near ? 2 : 1);
}

double expr_work_prepare(const Pe *pe) {
    double rows = pe_get(pe, "rows", pe_get(pe, "clip_left", 0) + pe_get(pe, "clip_right", 0) + 1);
    return PER_SCHEME + PER_FEATURE * rows * pe_get(pe, "dim", 1) +
           PER_HEAD * pe_get(pe, "heads", 1);
}

double expr_work_bias(const Pe *pe) {
    return pe->scheme->bias && pe->pairs ? 16.0 * pe->pairs : 32; // a sum of cosines, or a look-up
}

// The powers that cosines of distances up to `reach` are made of, one table for each digit to base 64 (engine/waves.h).
static double open_work(const Pe *pe, LogitContent content, int64_t reach) {
    if (content >= CONTENT_RANDOM || !pe->relative || !pe->scheme->waves) return 0;
    double digits = 0;
    for (; reach > 0 || digits == 0; reach /= 64) digits++;
    return digits * PER_POWER * pe->pairs * (pe->growth ? 2 : 1);
}

double expr_work_logit(const Pe *pe, LogitContent content, int64_t reach) {
    double plain = content == CONTENT_EFFECT ? 2 * PER_FEATURE * width_of(pe) : 0;
    return 2 * token_work(pe) + plain + expr_work_bias(pe) + open_work(pe, content, reach);
}

// What a key adds to a row whose logits depend on distance alone.
static double distance_work(const PeScheme *scheme) {
    bool paired = (scheme->embed || scheme->turn) && !scheme->waves;
    return paired || scheme->bias || scheme->relate ? PER_DISTANCE : PER_WAVES;
}

double expr_work_row(const Pe *pe, LogitContent content, int64_t count) {
    bool shared = content < CONTENT_RANDOM && pe->relative && !pe->near;
    bool mixes = pe->scheme->embed && content != CONTENT_POSITION;
    double each =
        (shared && !mixes ? distance_work(pe->scheme) : token_work(pe)) + expr_work_bias(pe);
    return expr_work_logit(pe, content, count) + (double)count * each;
}

double expr_work_grid(const Pe *pe, int64_t side) {
    return (double)(2 * side * (side + 1)) * (token_work(pe) + expr_work_bias(pe));
}

bool expr_spend(const ExprCall *call, double work, Err *err) {
    *call->work -= work;
    if (*call->work >= 0) return true;
    return err_set(err,
                   "the expression asks for too much work, allowed is about a tenth of a second");
}
