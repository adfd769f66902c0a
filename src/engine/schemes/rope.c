// Rotary encoding: queries and keys are turned, pair by pair, by an angle that grows with position.
#include "engine/schemes/rope.h"

#include "base/num.h"
#include "engine/schemes/rotary.h"

#include <assert.h>

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

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    PE_PARAM_LAYOUT,
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
    .prepare = rotary_open_whole,
    ROTARY_HOOKS,
};
