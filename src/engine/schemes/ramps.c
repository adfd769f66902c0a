// How many pairs of a block lie at which distance, and sums of smooth functions of the distance over them.
#include "engine/schemes/ramps.h"

enum { NEAR = 64, SHORT = 48, NODES = 5 };

static Ramp cut(Ramp ramp, int64_t lo, int64_t hi) {
    int64_t last = ramp.first + ramp.count - 1, skip = lo > ramp.first ? lo - ramp.first : 0;
    if (hi < last) last = hi;
    int64_t first = ramp.first + skip;
    int64_t count = last >= first ? last - first + 1 : 0;
    return (Ramp){first, count, ramp.pairs + skip * ramp.step, ramp.step};
}

void ramps_of(PeBlock block, Ramp out[RAMPS]) {
    int64_t side = block.queries < block.keys ? block.queries : block.keys,
            first = block.offset - block.keys + 1, flat = first + side - 1,
            longer = block.queries + block.keys - side, down = flat + longer - side + 1;
    const Ramp whole[RAMPS] = {{first, side - 1, 1, 1},
                               {flat, longer - side + 1, side, 0},
                               {down, side - 1, side - 1, -1}};
    for (int r = 0; r < RAMPS; r++) out[r] = cut(whole[r], block.least, block.most);
}

static double pairs_at(const Ramp *ramp, double x) {
    return (double)ramp->pairs + (double)ramp->step * (x - (double)ramp->first);
}

double ramp_pairs(const Ramp *ramp) {
    double n = (double)ramp->count;
    return n * pairs_at(ramp, (double)ramp->first + (n - 1) / 2);
}

static double value_at(const Ramp *ramp, RampKernel kernel, double x) {
    return pairs_at(ramp, x) * kernel.at(kernel.self, x);
}

static double integrate_piece(const Ramp *ramp, RampKernel kernel, double lo, double hi) {
    static const double NODE[NODES] = {0.1488743389816312, 0.4333953941292472, 0.6794095682990244,
                                       0.8650633666889845, 0.9739065285171717},
                        WEIGHT[NODES] = {0.2955242247147529, 0.2692667193099963, 0.2190863625159820,
                                         0.1494513491505806, 0.0666713443086881};
    double middle = (lo + hi) / 2, half = (hi - lo) / 2, sum = 0;
    for (int n = 0; n < NODES; n++) {
        sum += WEIGHT[n] * (value_at(ramp, kernel, middle - half * NODE[n]) +
                            value_at(ramp, kernel, middle + half * NODE[n]));
    }
    return half * sum;
}

// What the sum up to here has beyond the integral up to here, x half-way between two distances.
static double find_excess(const Ramp *ramp, RampKernel kernel, double x) {
    double d[3];
    for (int k = 0; k < 3; k++) {
        d[k] = value_at(ramp, kernel, x + k + 0.5) - value_at(ramp, kernel, x - k - 0.5);
    }
    double first = d[0], third = d[1] - 3 * d[0], fifth = d[2] - 5 * d[1] + 10 * d[0];
    return -first / 24 + 17 * third / 5760 - 367 * fifth / 967680;
}

static double sum_smooth(const Ramp *ramp, RampKernel kernel, int64_t first, int64_t last) {
    double x = (double)first - 0.5, end = (double)last + 0.5;
    double sum = find_excess(ramp, kernel, end) - find_excess(ramp, kernel, x);
    while (x < end) {
        double next = 2 * x < end ? 2 * x : end;
        sum += integrate_piece(ramp, kernel, x, next);
        x = next;
    }
    return sum;
}

double ramp_sum(const Ramp *ramp, RampKernel kernel) {
    double sum = 0;
    int64_t d = ramp->first, last = ramp->first + ramp->count - 1;
    for (; d <= last && (d < NEAR || last - d < SHORT); d++) {
        sum += value_at(ramp, kernel, (double)d);
    }
    return d <= last ? sum + sum_smooth(ramp, kernel, d, last) : sum;
}
