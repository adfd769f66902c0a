// A positional encoding: what it adds, where it enters attention, and the numbers behind it.
//
// One scheme is one file in engine/schemes/ that ends in one `const PeScheme`, and one row in
// schemes.def. A scheme describes its own parameters, so that sliders, `--set` and error messages come
// from the same row, and offers hooks that work on spans. A missing hook means that the scheme leaves
// that stage of attention alone.
#ifndef ENGINE_PE_H
#define ENGINE_PE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    PE_PARAM_MAX = 16,
    PE_DIM_MAX = 4096,          // widest vector, D
    PE_HEAD_MAX = 256,          // most heads, H
    PE_POSITION_MAX = 16777216, // positions are 0 … this − 1
};

// One parameter of a scheme. `choices` (NULL-terminated, or NULL) names the values 0, 1, 2 …
typedef struct PeParam {
    const char *id, *label, *unit; // "base", "Base", "" – unit as shown behind the number
    double initial, lo, hi, step;  // inclusive range; step 0 means continuous
    bool log;                      // a slider moves on a logarithmic scale
    const char *const *choices;
} PeParam;

// Rows that several schemes have in their lists of parameters.
#define PE_PARAM_DIM                                                                              \
    {                                                                                             \
        .id = "dim", .label = "Dimensions", .unit = "", .initial = 64, .lo = 2, .hi = PE_DIM_MAX, \
        .step = 1, .log = true                                                                    \
    }
#define PE_PARAM_HEADS                                                                         \
    {                                                                                          \
        .id = "heads", .label = "Heads", .unit = "", .initial = 8, .lo = 1, .hi = PE_HEAD_MAX, \
        .step = 1, .log = true                                                                 \
    }
#define PE_PARAM_BASE \
    { .id = "base", .label = "Base", .unit = "", .initial = 10000, .lo = 2, .hi = 5e9, .log = true }
#define PE_PARAM_LAYOUT \
    { .id = "layout", .label = "Pairs", .unit = "", .hi = 1, .step = 1, .choices = pe_layouts }
#define PE_PARAM_SEED \
    { .id = "seed", .label = "Seed", .unit = "", .initial = 1, .hi = 999999, .step = 1 }

// How the features of a vector pair up to be turned: (m, m + half) or (2m, 2m + 1).
typedef enum PeLayout { PE_HALF_SPLIT, PE_INTERLEAVED } PeLayout;

extern const char *const pe_layouts[]; // "half_split", "interleaved"

// As what vectors are turned. Some schemes turn the pairs of a query and a key that lie far apart (pe->near or more
// tokens) in another way than near ones.
typedef enum PeSide { PE_QUERY, PE_KEY } PeSide;

typedef struct PeTurn {
    PeSide side;
    bool far;
} PeTurn;

// Pairs of a query u = 0 … queries−1 and a key v = 0 … keys−1 with the distance d = offset + u − v within least … most.
typedef struct PeBlock {
    int64_t offset, queries, keys, least, most;
} PeBlock;

typedef struct PeScheme PeScheme;

// A scheme made ready: parameters validated, frequencies, slopes and tables computed once.
// Everything it points to lives in the arena that pe_prepare was given. Read-only afterwards.
typedef struct Pe {
    const PeScheme *scheme;
    double value[PE_PARAM_MAX]; // in the order of scheme->params
    int D;                      // width of a vector (features), 0 if the scheme has none
    int H;                      // heads, 1 if the scheme is the same for all
    int64_t rows;               // positions 0 … rows − 1 exist; 0 means no end
    int pairs;                  // length of freq
    double *freq;               // (pairs) radians per token
    double *
        growth; // (pairs) by which the logarithm of a turned query's size grows per token, a key's shrinks; NULL: none
    int turned; // features that are turned, D or fewer: the first ones
    PeLayout layout;     // of those
    double *slope;       // (H) logits per token, ALiBi
    const double *table; // (rows, D) learned vectors, or (buckets, H) learned biases
    int buckets;
    int *bucket;           // (far + 1) bucket of a key 0 … far tokens before the query, T5
    int far;               // distances beyond it share its bucket
    double table_reach;    // largest |value| in `table`
    double distance_reach; // the largest |distance| that `distance` gives, 0 if there is no end
    double bias_reach;     // the largest |bias| that a colour range shows, logits
    double factor; // attention factor: turned vectors are multiplied by it; 1 if there is none
    bool relative; // what the scheme gives to a logit of equal content depends on i − j alone
    int64_t near;  // pairs with |i − j| < near are near ones; 0: all are
    int64_t least,
        most; // keys exist at distances i − j within least … most; others are removed (bias −∞) at every stage but
              // raw. pe_prepare sets ±PE_POSITION_MAX; least = 0 is a scheme that is always causal
} Pe;

// Where a scheme acts, shown as a tag on its panel.
typedef enum PePlace { PE_AT_NONE, PE_AT_INPUT, PE_AT_QUERY_KEY, PE_AT_LOGIT } PePlace;

struct PeScheme {
    const char *id, *title; // "rope", "RoPE"
    PePlace place;
    const char *source;        // paper, section, equation
    const char *formula;       // TeX: what it is (encoding view)
    const char *logit_formula; // TeX: what it does to the logit of query i and key j
    const char *note;          // one sentence for the panel, encoding view
    const char *logit_note;    // one sentence for the panel, logit view
    bool synthetic; // it stands on trained numbers and has none: ours are made up, and say so
    bool unscaled;  // the scheme's own attention has no 1/√d (T5)
    const PeParam *params;
    int param_count;

    // Computes what does not depend on position. Values are in range when it is called.
    bool (*prepare)(Pe *pe, Arena *arena, Err *err);
    // Rows p0 … p0+n−1 of the vectors added to the inputs, (n, D). All positions exist.
    void (*embed)(const Pe *pe, int64_t p0, int n, double *out);
    // Turns n vectors x (n, D) in place at positions p0 … p0+n−1.
    void (*turn)(const Pe *pe, PeTurn as, int64_t p0, int n, double *x);
    // What ⟨q, k⟩ gains from the content of query q (D) at i and keys k (n, D) at j0 …, before scaling: out (n).
    void (*relate)(const Pe *pe, const double *q, const double *k, int64_t i, int64_t j0, int n,
                   double *out);
    // What scaled logits are multiplied by before the bias is added, for query i, keys j0 …, one head: out (n).
    void (*weigh)(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out);
    // Logits added for query i, keys j0 … j0+n−1, one head: out (n). −∞ removes a key.
    void (*bias)(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out);
    // The distance by which query i and keys j0 … are turned against each other, NaN for removed keys: out (n). Only
    // schemes whose point that is: their encoding view shows it.
    void (*distance)(const Pe *pe, int64_t i, int64_t j0, int n, double *out);

    // Closed forms, so that a far zoom costs nothing; without them the mean is taken by summing.
    // The mean of `embed` over `width` rows from p0, (D); the mean of `turn` over them applied to x (D).
    void (*embed_mean)(const Pe *pe, int64_t p0, int64_t width, double *out);
    void (*turn_mean)(const Pe *pe, PeTurn as, int64_t p0, int64_t width, double *x);
    // Of a relative scheme, what equal content gives: ⟨turn(v, i), turn(v, j)⟩ of v (D), or ⟨e_i, e_j⟩ if it adds vectors
    // (v NULL), is constant + Σ weight[m]·e^(growth[m]·d)·cos(freq[m]·d) with d = i − j: weight (pairs).
    void (*waves)(const Pe *pe, const double *v, double *weight, double *constant);
    // Of a relative scheme, the sum of `bias` over the pairs of a block; least … most lie within the scheme's own.
    double (*bias_sum)(const Pe *pe, int head, PeBlock block);
};

// The table, in the order of schemes.def.
int pe_scheme_count(void);
const PeScheme *pe_scheme_at(int index);
// NULL if there is no such scheme. Also answers to the other names in use ("none", "learned_absolute").
const PeScheme *pe_scheme_find(const char *id);
int pe_scheme_index(const PeScheme *scheme);

// The parameter's row, or −1.
int pe_param_index(const PeScheme *scheme, const char *id);

// Every parameter at its initial value; then set one. Out of range, not a multiple of the step, or not
// finite: false, and the error names scheme, parameter, value and range.
void pe_init(Pe *pe, const PeScheme *scheme);
bool pe_set(Pe *pe, const char *param, double value, Err *err);
// The same from text: a number, or the name of a choice ("layout", "half").
bool pe_set_text(Pe *pe, const char *param, const char *text, Err *err);

// Validates and computes. Call again after a change. On failure *pe has no tables.
bool pe_prepare(Pe *pe, Arena *arena, Err *err);

// The value of a parameter by name; `otherwise` if the scheme has no such parameter.
double pe_get(const Pe *pe, const char *param, double otherwise);
// The integer value of a parameter that the scheme has.
int pe_get_int(const Pe *pe, const char *param);

// Replaces the made-up numbers of a prepared scheme by trained ones: (rows, D) vectors of "learned" or
// (buckets, H) biases of "t5". The table is not copied and must live as long as *pe.
bool pe_use_table(Pe *pe, const double *table, int64_t rows, int cols, Err *err);

// Vectors at any positions, in any order: out (n, D). False if a position does not exist.
bool pe_embed_at(const Pe *pe, const int64_t *positions, int n, double *out, Err *err);

typedef struct PeSpots {
    const int64_t *position;
    int count;
} PeSpots;

// Turns x (count, D) in place, row t at position[t]. False if a position does not exist.
bool pe_turn_at(const Pe *pe, PeTurn as, PeSpots at, double *x, Err *err);

// Radians at a position. The only error is the rounding of one product and of the frequency, at most
// 2^-52 of the angle (4e-9 at position 16.7 million); sine and cosine reduce it exactly.
static inline double pe_angle(int64_t position, double freq) {
    return (double)position * freq;
}

// Mean of cos(angle) and of sin(angle) over `width` positions from p0: the middle's, times Dirichlet's
// kernel sin(width·θ/2) / (width·sin(θ/2)).
void pe_mean_cos_sin(int64_t p0, int64_t width, double freq, double *c, double *s);

// What the encoding view shows of a scheme, down × across.
typedef enum PePicture {
    PE_PICTURE_NONE,    // nothing to show: the scheme adds nothing
    PE_PICTURE_VECTORS, // positions × features: the vectors that are added
    PE_PICTURE_COSINES, // positions × pairs: the cosine of the angle by which a pair is turned
    PE_PICTURE_BIASES, // heads × distances: the logit added for the key `distance` tokens before the query
    PE_PICTURE_DISTANCES, // queries × keys: the distance by which they are turned against each other
} PePicture;

PePicture pe_picture(const PeScheme *scheme);
// Columns of the full picture for vectors and cosines (D, pairs), rows for biases (H), 0 for none.
int pe_picture_width(const Pe *pe);
// The fixed colour range [−reach, +reach] of the picture; never depends on how much of it is shown. 0 for distances without an
// end: a caller shows the largest one of the picture, its number of positions less one.
double pe_picture_reach(const Pe *pe);

// The picture over positions (or distances) p0 … p1−1, averaged over rows × cols cells whose borders are
// rounded to whole entries. Vectors, cosines: rows ≤ p1 − p0 and cols ≤ width; biases: rows ≤ width and
// cols ≤ p1 − p0; distances: rows and cols ≤ p1 − p0, both sides are positions, at a cost of (p1 − p0)². NaN where no row
// of the table exists or the key is removed, and everywhere for PE_PICTURE_NONE. out: (rows, cols).
void pe_encode_map(const Pe *pe, int64_t p0, int64_t p1, int rows, int cols, float *out);

#endif
