// Sinusoidal absolute encoding: sines and cosines of geometric wavelengths, added to the inputs.
#include "engine/pe.h"

#include <math.h>

enum { LAYOUT_INTERLEAVED, LAYOUT_HALF, LAYOUT_T2T };

// Where sine m and cosine m stand in the vector; −1 if an odd width has no room for the last cosine.
typedef struct Slots {
    int sine_step, cosine_at, cosine_step, sines, cosines;
} Slots;

static Slots find_slots(const Pe *pe) {
    int D = pe->D;
    switch (pe_get_int(pe, "layout")) {
    case LAYOUT_INTERLEAVED: return (Slots){2, 1, 2, (D + 1) / 2, D / 2};
    case LAYOUT_HALF: return (Slots){1, (D + 1) / 2, 1, (D + 1) / 2, D / 2};
    default: return (Slots){1, D / 2, 1, D / 2, D / 2};
    }
}

// Vaswani et al. divide the exponent by D; tensor2tensor by D/2 − 1, so that the last wavelength is 2π·base.
static bool prepare(Pe *pe, Arena *arena, Err *err) {
    (void)err;
    pe->D = pe_get_int(pe, "dim");
    bool t2t = pe_get_int(pe, "layout") == LAYOUT_T2T;
    pe->pairs = t2t ? pe->D / 2 : (pe->D + 1) / 2;
    pe->freq = arena_array(arena, (size_t)pe->pairs, sizeof(double));
    double base = pe_get(pe, "base", 1), span = pe->D / 2.0;
    if (t2t) span = fmax(pe->pairs - 1, 1);
    for (int m = 0; m < pe->pairs; m++) pe->freq[m] = pow(base, -m / span);
    pe->relative = t2t || pe->D % 2 == 0; // a sine without its cosine depends on i + j too
    return true;
}

static void embed(const Pe *pe, int64_t p0, int n, double *out) {
    Slots slots = find_slots(pe);
    double scale = pe_get(pe, "scale", 1);
    for (int t = 0; t < n; t++) {
        double *row = out + (int64_t)t * pe->D;
        if (pe->D % 2) row[pe->D - 1] = 0;
        for (int m = 0; m < slots.sines; m++) {
            double angle = pe_angle(p0 + t, pe->freq[m]);
            row[m * slots.sine_step] = scale * sin(angle);
            if (m < slots.cosines) {
                row[slots.cosine_at + m * slots.cosine_step] = scale * cos(angle);
            }
        }
    }
}

static void embed_mean(const Pe *pe, int64_t p0, int64_t width, double *out) {
    Slots slots = find_slots(pe);
    double scale = pe_get(pe, "scale", 1);
    if (pe->D % 2) out[pe->D - 1] = 0;
    for (int m = 0; m < slots.sines; m++) {
        double c = 0, s = 0;
        pe_mean_cos_sin(p0, width, pe->freq[m], &c, &s);
        out[m * slots.sine_step] = scale * s;
        if (m < slots.cosines) out[slots.cosine_at + m * slots.cosine_step] = scale * c;
    }
}

// A sine and its cosine: sin(iθ)·sin(jθ) + cos(iθ)·cos(jθ) = cos((i − j)θ).
static void waves(const Pe *pe, const double *v, double *weight, double *constant) {
    (void)v;
    double scale = pe_get(pe, "scale", 1);
    for (int m = 0; m < pe->pairs; m++) weight[m] = scale * scale;
    *constant = 0;
}

static const char *const layouts[] = {"interleaved", "half", "t2t", NULL};

static const PeParam params[] = {
    PE_PARAM_DIM,
    PE_PARAM_BASE,
    {.id = "layout", .label = "Layout", .unit = "", .hi = 2, .step = 1, .choices = layouts},
    {.id = "scale",
     .label = "Amplitude",
     .unit = "×",
     .initial = 1,
     .lo = 0.01,
     .hi = 100,
     .log = true},
};

const PeScheme sinusoidal_scheme = {
    .id = "sinusoidal",
    .title = "Sinusoidal",
    .place = PE_AT_INPUT,
    .source = "Vaswani et al. 2017, Attention Is All You Need, section 3.5",
    .formula = "e_{p,2r} = \\sin(p\\,\\theta_r),\\; e_{p,2r+1} = \\cos(p\\,\\theta_r),\\; "
               "\\theta_r = b^{-2r/d}",
    .logit_formula = "s_{ij} = \\frac{\\langle q_i + e_i,\\, k_j + e_j \\rangle}{\\sqrt{d}}",
    .note = "Sines, then cosines. In each half fast waves come first: a row is the fingerprint of "
            "a position.",
    .logit_note = "Position alone gives equal diagonals, the same for i − j and j − i: no sense of "
                  "direction.",
    .params = params,
    .param_count = sizeof params / sizeof params[0],
    .prepare = prepare,
    .embed = embed,
    .embed_mean = embed_mean,
    .waves = waves,
};
