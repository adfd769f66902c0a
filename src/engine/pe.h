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
    PE_PARAM_MAX = 12,
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
    double *slope;              // (H) logits per token, ALiBi
    double *table;              // (rows, D) learned vectors, or (buckets, H) learned biases
    int buckets;
} Pe;

// Where a scheme acts, shown as a tag on its panel.
typedef enum PePlace { PE_AT_NONE, PE_AT_INPUT, PE_AT_QUERY_KEY, PE_AT_LOGIT } PePlace;

struct PeScheme {
    const char *id, *title;    // "rope", "RoPE"
    PePlace place;
    const char *source;        // paper, section, equation
    const char *formula;       // TeX: what it is (encoding view)
    const char *logit_formula; // TeX: what it does to the logit of query i and key j
    const char *note;          // one sentence for the panel, encoding view
    const char *logit_note;    // one sentence for the panel, logit view
    bool synthetic;            // it stands on trained numbers and has none: ours are made up, and say so
    bool unscaled;             // the scheme's own attention has no 1/√d (T5)
    const PeParam *params;
    int param_count;

    // Computes what does not depend on position. Values are in range when it is called.
    bool (*prepare)(Pe *pe, Arena *arena, Err *err);
    // Rows p0 … p0+n−1 of the vectors added to the inputs, (n, D). All positions exist.
    void (*embed)(const Pe *pe, int64_t p0, int n, double *out);
    // Turns n vectors x (n, D) in place as queries or keys at positions p0 … p0+n−1.
    void (*turn)(const Pe *pe, int64_t p0, int n, double *x);
    // Logits added for query i, keys j0 … j0+n−1, one head: out (n).
    void (*bias)(const Pe *pe, int head, int64_t i, int64_t j0, int n, double *out);
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

// Validates and computes. Call again after a change. On failure *pe has no tables.
bool pe_prepare(Pe *pe, Arena *arena, Err *err);

// The value of a parameter by name; `otherwise` if the scheme has no such parameter.
double pe_get(const Pe *pe, const char *param, double otherwise);

#endif
