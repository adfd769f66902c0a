// Turning of vector pairs, at a position and averaged over a span of positions.
#include "engine/schemes/rotary.h"

#include <math.h>

bool rotary_open(Pe *pe, Arena *arena, int D, int turned, Err *err) {
    pe->layout = (PeLayout)pe_get(pe, "layout", PE_HALF_SPLIT);
    if (turned % 2 && pe->layout == PE_HALF_SPLIT) {
        return err_set(err, "%s: dim is %d, allowed are even numbers in the half_split layout",
                       pe->scheme->id, turned);
    }
    pe->D = D;
    pe->turned = turned;
    pe->pairs = turned / 2; // an odd last feature is not turned
    pe->freq = arena_array(arena, (size_t)pe->pairs, sizeof(double));
    double base = pe_get(pe, "base", 10000);
    for (int m = 0; m < pe->pairs; m++) pe->freq[m] = scaling_frequency(base, turned, m);
    return true;
}

bool rotary_open_whole(Pe *pe, Arena *arena, Err *err) {
    int D = pe_get_int(pe, "dim");
    return rotary_open(pe, arena, D, D, err);
}

bool rotary_check_exponent(const Pe *pe, Err *err) {
    int D = pe_get_int(pe, "dim");
    if (D > 2) return true;
    return err_set(err, "%s: dim is %d, allowed are 3 or more: the exponent is dim / (dim - 2)",
                   pe->scheme->id, D);
}

Scaling rotary_scaling(const Pe *pe) {
    return (Scaling){.D = pe->turned, .base = pe_get(pe, "base", 10000), .train = 1, .scale = 1};
}

void rotary_stretch(Pe *pe, const Scaling *scaling, ScalingMethod method) {
    for (int m = 0; m < pe->pairs; m++) pe->freq[m] = scaling_speed(scaling, method, m);
}

// The two features of pair m are m·step and m·step + gap.
typedef struct Pairing {
    int step, gap;
} Pairing;

static Pairing find_pairing(const Pe *pe) {
    if (pe->layout == PE_HALF_SPLIT) return (Pairing){1, pe->pairs};
    return (Pairing){2, 1};
}

static inline void turn_pair(double *a, double *b, double c, double s) {
    double x = *a, y = *b;
    *a = x * c - y * s;
    *b = y * c + x * s;
}

// By what the size of pair m changes at a position.
static double find_size(const Pe *pe, PeSide side, int m, double position) {
    if (!pe->growth) return pe->factor;
    double growth = pe->growth[m] * position;
    return pe->factor * exp(side == PE_QUERY ? growth : -growth);
}

void rotary_turn_sized(const Pe *pe, PeSide side, double position, double sized_as, double *x) {
    Pairing pairing = find_pairing(pe);
    for (int m = 0; m < pe->pairs; m++) {
        double angle = position * pe->freq[m], size = find_size(pe, side, m, sized_as);
        double *a = x + m * pairing.step;
        turn_pair(a, a + pairing.gap, size * cos(angle), size * sin(angle));
    }
}

void rotary_turn_to(const Pe *pe, PeSide side, double position, double *x) {
    rotary_turn_sized(pe, side, position, position, x);
}

void rotary_turn(const Pe *pe, PeTurn as, int64_t p0, int n, double *x) {
    for (int t = 0; t < n; t++) {
        rotary_turn_to(pe, as.side, (double)(p0 + t), x + (int64_t)t * pe->D);
    }
}

void rotary_turn_mean(const Pe *pe, PeTurn as, int64_t p0, int64_t width, double *x) {
    (void)as;
    Pairing pairing = find_pairing(pe);
    for (int m = 0; m < pe->pairs; m++) {
        double c = 0, s = 0, *a = x + m * pairing.step;
        pe_mean_cos_sin(p0, width, pe->freq[m], &c, &s);
        turn_pair(a, a + pairing.gap, pe->factor * c, pe->factor * s);
    }
}

void rotary_waves(const Pe *pe, const double *v, double *weight, double *constant) {
    Pairing pairing = find_pairing(pe);
    *constant = 0;
    for (int m = 0; m < pe->pairs; m++) {
        const double *a = v + m * pairing.step, *b = a + pairing.gap;
        weight[m] = pe->factor * pe->factor * (*a * *a + *b * *b);
    }
    for (int f = 2 * pe->pairs; f < pe->D; f++) *constant += v[f] * v[f];
}

void rotary_table(const Pe *pe, const int64_t *positions, int n, double *cosines, double *sines) {
    for (int t = 0; t < n; t++) {
        for (int m = 0; m < pe->pairs; m++) {
            double angle = pe_angle(positions[t], pe->freq[m]);
            cosines[(int64_t)t * pe->pairs + m] = pe->factor * cos(angle);
            sines[(int64_t)t * pe->pairs + m] = pe->factor * sin(angle);
        }
    }
}
