// Waves against distance: tables of powers, runs, and means over blocks as geometric sums.
#include "engine/waves.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { DIGIT = 64, HALF_DIGIT = 8, TILE = 4 };

// out = a·b for rows of complex numbers (2, width): real parts, then imaginary ones. `out` may be a.
static void multiply_rows(const double *a, const double *b, int width, double *out) {
    const double *ai = a + width, *bi = b + width;
    double *oi = out + width;
    for (int m = 0; m < width; m++) {
        double re = a[m] * b[m] - ai[m] * bi[m], im = a[m] * bi[m] + ai[m] * b[m];
        out[m] = re;
        oi[m] = im;
    }
}

// z^(sign·tokens) of every pair, with the angle taken positive: only the growth depends on the sign.
static void fill_power(const Waves *waves, int sign, double tokens, double *out) {
    double *im = out + waves->width;
    for (int m = 0; m < waves->pairs; m++) {
        double angle = tokens * waves->freq[m];
        double size = waves->growth ? exp(sign * waves->growth[m] * tokens) : 1;
        out[m] = size * cos(angle);
        im[m] = size * sin(angle);
    }
}

// The powers of one digit up to `reach` tokens, each from two of base 8.
static const double *fill_digit(const Waves *waves, int sign, int64_t unit, int64_t reach,
                                Arena *arena) {
    size_t row = 2 * (size_t)waves->width;
    double *table = arena_array(arena, DIGIT * row, sizeof(double));
    for (int a = 0; a < HALF_DIGIT; a++) {
        fill_power(waves, sign, (double)(unit * a), table + (size_t)a * row);
    }
    for (int b = 1; b < HALF_DIGIT && unit * b * HALF_DIGIT <= reach; b++) {
        double *high = table + (size_t)b * HALF_DIGIT * row;
        fill_power(waves, sign, (double)(unit * b * HALF_DIGIT), high);
        for (int a = 1; a < HALF_DIGIT; a++) {
            multiply_rows(high, table + (size_t)a * row, waves->width, high + (size_t)a * row);
        }
    }
    return table;
}

Waves waves_open(const Pe *pe, const double *v, int64_t reach, Arena *arena) {
    assert(pe->scheme->waves && reach >= 0 && reach < PE_POSITION_MAX);
    Waves waves = {.pairs = pe->pairs,
                   .width = (pe->pairs + TILE - 1) / TILE * TILE,
                   .freq = pe->freq,
                   .growth = pe->growth};
    waves.weight = arena_array(arena, (size_t)waves.width + 1, sizeof(double));
    pe->scheme->waves(pe, v, waves.weight, &waves.constant);
    int64_t unit = 1;
    for (int k = 0; k < WAVES_DIGITS && (k == 0 || reach >= unit); k++, unit *= DIGIT) {
        waves.digit[0][k] = waves.digit[1][k] = fill_digit(&waves, 1, unit, reach, arena);
        if (pe->growth) waves.digit[1][k] = fill_digit(&waves, -1, unit, reach, arena);
    }
    return waves;
}

// out = out·z^|d|, by the digits of |d| from `lowest` on; digits that are 0 change nothing.
static void multiply_power(const Waves *waves, int64_t d, int lowest, double *out) {
    const double *const *digit = waves->digit[d < 0];
    size_t row = 2 * (size_t)waves->width;
    int64_t rest = (d < 0 ? -d : d) >> (6 * lowest);
    for (int k = lowest; rest; k++, rest >>= 6) {
        size_t a = (size_t)(rest % DIGIT);
        if (a) multiply_rows(out, digit[k] + a * row, waves->width, out);
    }
}

// Two neighbours. The compiler splits or widens it as the machine needs.
typedef double Lanes __attribute__((vector_size(16)));

static Lanes load(const double *from) {
    Lanes lanes;
    memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

// Σ a·b over n entries, a whole number of tiles twice over, in an order that n alone decides.
static double dot(const double *a, const double *b, int n) {
    Lanes sum[4] = {{0}, {0}, {0}, {0}};
    for (int m = 0; m < n; m += 2 * TILE) {
        for (int l = 0; l < 4; l++) sum[l] += load(a + m + 2 * l) * load(b + m + 2 * l);
    }
    Lanes all = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    return all[0] + all[1];
}

void waves_run(const Waves *waves, int64_t d0, int n, double *out) {
    double high[PE_DIM_MAX + 2 * TILE];
    int width = waves->width;
    int64_t known = -1; // the block of 64 distances whose powers are in `high`, times the weights
    for (int t = 0; t < n; t++) {
        int64_t d = d0 + t, size = d < 0 ? -d : d, block = size / DIGIT * 2 + (d < 0);
        if (block != known) {
            memcpy(high, waves->weight, (size_t)width * sizeof(double));
            memset(high + width, 0, (size_t)width * sizeof(double));
            multiply_power(waves, d, 1, high);
            // Re(a·b) is then a dot product.
            for (int m = width; m < 2 * width; m++) high[m] = -high[m];
            known = block;
        }
        const double *low = waves->digit[d < 0][0] + (size_t)(size % DIGIT) * 2 * (size_t)width;
        out[t] = waves->constant + dot(high, low, 2 * width);
    }
}

typedef struct Complex {
    double re, im;
} Complex;

static Complex multiply(Complex a, Complex b) {
    return (Complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

static Complex divide(Complex a, Complex b) {
    double size = b.re * b.re + b.im * b.im;
    return (Complex){(a.re * b.re + a.im * b.im) / size, (a.im * b.re - a.re * b.im) / size};
}

// e^(a + ib) − 1 without cancellation.
static Complex exp_less_one(double a, double b) {
    double half = sin(b / 2);
    return (Complex){expm1(a) * cos(b) - 2 * half * half, exp(a) * sin(b)};
}

// The mean of z^0 … z^(n−1), z = e^(growth + i·freq).
static Complex mean_power(double growth, double freq, double n) {
    Complex step = exp_less_one(growth, freq);
    if (step.re == 0 && step.im == 0) return (Complex){1, 0};
    Complex sum = divide(exp_less_one(n * growth, n * freq), step);
    return (Complex){sum.re / n, sum.im / n};
}

// Of every pair, the means over n and over n + 1 tokens: (2, pairs).
static const Complex *fill_means(const Waves *waves, int64_t n, Arena *arena) {
    Complex *means = arena_array(arena, 2 * (size_t)waves->pairs, sizeof *means);
    for (int m = 0; m < waves->pairs; m++) {
        double growth = waves->growth ? waves->growth[m] : 0, freq = waves->freq[m];
        means[m] = mean_power(growth, freq, (double)n);
        means[waves->pairs + m] = mean_power(growth, freq, (double)(n + 1));
    }
    return means;
}

// The weights times the means over queries and over keys, moved on by `shift` distances.
static void fill_part(const Waves *waves, const Complex *of_queries, const Complex *of_keys,
                      int shift, double *out) {
    for (int m = 0; m < waves->pairs; m++) {
        double growth = waves->growth ? waves->growth[m] : 0, freq = waves->freq[m];
        double size = waves->weight[m] * exp(growth * shift);
        Complex part = {size * cos(freq * shift), size * sin(freq * shift)};
        part = multiply(multiply(part, of_queries[m]), of_keys[m]);
        out[m] = part.re;
        out[waves->width + m] = -part.im;
    }
}

WaveCells waves_cells(const Waves *waves, int64_t queries, int64_t keys, Arena *arena) {
    WaveCells cells = {.waves = waves, .queries = queries, .keys = keys};
    size_t row = 2 * (size_t)waves->width;
    double *at = arena_array(arena, 10 * row + 1, sizeof(double));
    const Complex *of_queries = fill_means(waves, queries, arena);
    const Complex *of_keys = keys == queries ? of_queries : fill_means(waves, keys, arena);
    for (int code = 0; code < 8; code++) {
        int more = code >> 1 & 1;
        cells.part[code] = at + (size_t)code * row;
        // The smallest distance is offset − keys + 1; powers are kept for base − (the fewer keys).
        fill_part(waves, of_queries + (code >> 2) * waves->pairs, of_keys + more * waves->pairs,
                  (code & 1) + 1 - more, cells.part[code]);
    }
    cells.power = at + 8 * row;
    cells.far = at + 9 * row;
    return cells;
}

// Moves the power that is kept to the distance `at`. Cells beside each other mostly share what lies above 64² distances.
static void move_power(WaveCells *cells, int64_t at) {
    const Waves *waves = cells->waves;
    const double *const *digit = waves->digit[at < 0];
    int width = waves->width;
    size_t row = 2 * (size_t)width;
    int64_t size = at < 0 ? -at : at, far = size / (DIGIT * DIGIT) * 2 + (at < 0);
    if (!cells->known || cells->far_at != far) {
        for (int m = 0; m < width; m++) cells->far[m] = 1;
        memset(cells->far + width, 0, (size_t)width * sizeof(double));
        multiply_power(waves, at, 2, cells->far);
        cells->far_at = far;
    }
    multiply_rows(cells->far, digit[0] + (size_t)(size % DIGIT) * row, width, cells->power);
    if (size >= DIGIT) {
        const double *middle = digit[1] + (size_t)(size / DIGIT % DIGIT) * row;
        multiply_rows(cells->power, middle, width, cells->power);
    }
    for (int m = width; at < 0 && m < 2 * width; m++) cells->power[m] = -cells->power[m];
    cells->at = at;
    cells->known = true;
}

double waves_mean(WaveCells *cells, int64_t base, int code) {
    const Waves *waves = cells->waves;
    int64_t at = base - cells->keys;
    if (!cells->known || cells->at != at) move_power(cells, at);
    return waves->constant + dot(cells->power, cells->part[code], 2 * waves->width);
}
