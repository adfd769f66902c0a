// Sums of cosines against distance.
#include "engine/decay.h"

#include <math.h>

double decay_sum(const Pe *pe, int64_t distance) {
    double sum = 0;
    for (int m = 0; m < pe->pairs; m++) sum += cos(pe_angle(distance, pe->freq[m]));
    return sum;
}

double decay_mean(const Pe *pe, int64_t from, int64_t width) {
    double sum = 0;
    for (int m = 0; m < pe->pairs; m++) {
        double c = 0, s = 0;
        pe_mean_cos_sin(from, width, pe->freq[m], &c, &s);
        sum += c;
    }
    return sum / pe->pairs;
}

double decay_spread_equal(const Pe *pe, int64_t distance) {
    double sum = 0;
    for (int m = 0; m < pe->pairs; m++) {
        double c = cos(pe_angle(distance, pe->freq[m]));
        sum += c * c;
    }
    return 2 * sqrt(sum) / (2.0 * pe->pairs);
}

double decay_spread_random(const Pe *pe) {
    return 1 / sqrt(2.0 * pe->pairs);
}

int64_t decay_first_negative(const Pe *pe, int64_t most) {
    // The sum changes by at most Σθ from one distance to the next: steps that cannot jump over a zero.
    double slope = 0;
    for (int m = 0; m < pe->pairs; m++) slope += pe->freq[m];
    for (int64_t distance = 0; distance <= most;) {
        double sum = decay_sum(pe, distance);
        if (sum < 0) return distance;
        distance += (int64_t)fmax(1, floor(sum / slope));
    }
    return -1;
}
