// Rotary encoding: queries and keys are turned, pair by pair, by an angle that grows with position.
#include "engine/schemes/rope.h"

#include "base/num.h"

#include <assert.h>
#include <math.h>

enum { LAYOUT_HALF_SPLIT, LAYOUT_INTERLEAVED };

static bool prepare(Pe *pe, Arena *arena, Err *err) {
    pe->D = pe_get_int(pe, "dim");
    if (pe->D % 2 && pe_get_int(pe, "layout") == LAYOUT_HALF_SPLIT) {
        return err_set(err, "rope: dim is %d, allowed are even numbers in the half_split layout",
                       pe->D);
    }
    pe->pairs = pe->D / 2; // an odd last feature is not turned
    pe->freq = arena_array(arena, (size_t)pe->pairs, sizeof(double));
    double base = pe_get(pe, "base", 1);
    for (int m = 0; m < pe->pairs; m++) pe->freq[m] = pow(base, -2.0 * m / pe->D);
    return true;
}

// The two features of pair m are m·step and m·step + gap.
typedef struct Pairing {
    int step, gap;
} Pairing;

static Pairing find_pairing(const Pe *pe) {
    if (pe_get_int(pe, "layout") == LAYOUT_HALF_SPLIT) return (Pairing){1, pe->pairs};
    return (Pairing){2, 1};
}

static inline void turn_pair(double *a, double *b, double c, double s) {
    double x = *a, y = *b;
    *a = x * c - y * s;
    *b = y * c + x * s;
}

static void turn(const Pe *pe, int64_t p0, int n, double *x) {
    Pairing pairing = find_pairing(pe);
    for (int t = 0; t < n; t++) {
        double *row = x + (int64_t)t * pe->D;
        for (int m = 0; m < pe->pairs; m++) {
            double angle = pe_angle(p0 + t, pe->freq[m]), *a = row + m * pairing.step;
            turn_pair(a, a + pairing.gap, pe->factor * cos(angle), pe->factor * sin(angle));
        }
    }
}

static void turn_mean(const Pe *pe, int64_t p0, int64_t width, double *x) {
    Pairing pairing = find_pairing(pe);
    for (int m = 0; m < pe->pairs; m++) {
        double c = 0, s = 0, *a = x + m * pairing.step;
        pe_mean_cos_sin(p0, width, pe->freq[m], &c, &s);
        turn_pair(a, a + pairing.gap, pe->factor * c, pe->factor * s);
    }
}

void rope_table(const Pe *pe, const int64_t *positions, int n, double *cosines, double *sines) {
    for (int t = 0; t < n; t++) {
        for (int m = 0; m < pe->pairs; m++) {
            double angle = pe_angle(positions[t], pe->freq[m]);
            cosines[(int64_t)t * pe->pairs + m] = pe->factor * cos(angle);
            sines[(int64_t)t * pe->pairs + m] = pe->factor * sin(angle);
        }
    }
}

double rope_wavelength(const Pe *pe, int pair) {
    assert(pair >= 0 && pair < pe->pairs);
    return TURN / pe->freq[pair];
}

bool rope_closed(double speed, double length) {
    return TURN / speed <= length;
}

int rope_closed_pairs(const Pe *pe, int64_t length) {
    int closed = 0;
    for (int m = 0; m < pe->pairs; m++) closed += rope_closed(pe->freq[m], (double)length);
    return closed;
}

void rope_permute_rows(int heads, int rows, int *from) {
    assert(heads > 0 && rows % (2 * heads) == 0);
    int D = rows / heads;
    for (int r = 0; r < rows; r++) {
        int head = r / D, feature = r % D;
        from[r] = head * D + (feature < D / 2 ? 2 * feature : 2 * (feature - D / 2) + 1);
    }
}

void rope_split_pairs(int D, int n, double *x) {
    assert(D % 2 == 0 && D <= PE_DIM_MAX);
    double pairs[PE_DIM_MAX] = {0};
    for (int t = 0; t < n; t++) {
        double *row = x + (int64_t)t * D;
        for (int f = 0; f < D; f++) pairs[f] = row[f];
        for (int m = 0; m < D / 2; m++) {
            row[m] = pairs[2 * m];
            row[D / 2 + m] = pairs[2 * m + 1];
        }
    }
}

static const char *const layouts[] = {"half_split", "interleaved", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    {.id = "layout", .label = "Pairs", .unit = "", .hi = 1, .step = 1, .choices = layouts},
};

const PeScheme rope_scheme = {
    .id = "rope",
    .title = "RoPE",
    .place = PE_AT_QUERY_KEY,
    .source = "Su et al. 2021, RoFormer, section 3.2.2, equation 15",
    .formula = "R_p = \\mathrm{diag}\\left(R(p\\,\\theta_0), \\ldots, "
               "R(p\\,\\theta_{d/2-1})\\right),\\; \\theta_r = b^{-2r/d}",
    .logit_formula = "s_{ij} = \\frac{\\langle R_i q_i,\\, R_j k_j \\rangle}{\\sqrt{d}} = "
                     "\\frac{\\langle q_i,\\, R_{j-i} k_j \\rangle}{\\sqrt{d}}",
    .note = "Every pair is a clock hand: the first ones spin fast, the last ones hardly move.",
    .logit_note = "Turn both by the same amount and nothing changes: each diagonal has one colour.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .turn = turn,
    .turn_mean = turn_mean,
};
