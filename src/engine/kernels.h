// Float kernels: the tables and the rotation of RoPE and the logits of one head, in the widest vectors of this machine.
//
// The same source is compiled for several instruction sets; which of them this machine runs is asked when a path is
// chosen, so that one program runs everywhere. A path is a constant table of functions that is passed along. All work is
// done by the calling thread. No path needs alignment, or sizes that are multiples of anything.
//
// Tolerances, with u = 2^−24, hold on every path; two paths differ by twice as much at most:
//   tables   |error| ≤ u·factor up to position PE_POSITION_MAX; the same numbers on every path
//   turn     |error| ≤ 4u·factor·√(a² + b²) for a pair (a, b), the tables' own error included
//   dots     |error| ≤ (D + 2)·u·|scale|·‖q‖·‖k‖
//   logits   |error| ≤ (D + 14)·u·|scale|·factor²·‖q‖·‖k‖
// (error of a sum of products: Higham 2002, Accuracy and Stability of Numerical Algorithms, section 3.1).
#ifndef ENGINE_KERNELS_H
#define ENGINE_KERNELS_H

#include "engine/pe.h"

typedef struct Kernels Kernels;

// The paths that this machine can run: 0 is the plain scalar one, the last is the best.
int kernels_count(void);
const Kernels *kernels_at(int index);
const Kernels *kernels_best(void);
// NULL if this machine has no such path.
const Kernels *kernels_find(const char *name);
const char *kernels_name(const Kernels *kernels); // "scalar", "sse2", "avx2", "avx512", "vec128"
int kernels_lanes(const Kernels *kernels);        // floats in a vector

// Cosine and sine of every pair at T positions in a row, times the attention factor: (T, pairs) each.
typedef struct KernelsTables {
    const float *cosines, *sines;
    int T, pairs;
    PeLayout layout;
} KernelsTables;

// The tables of a prepared rotary scheme that turns all pairs alike (no growth, near = 0) for positions p0 … p0+T−1, all of
// which exist; owned by `arena`, which also lends scratch memory. A row depends on its position alone, not on p0: position
// p is 64·a + b, the angles of 64·a and of b are closed forms in double, and the angle addition theorem joins them.
KernelsTables kernels_tables(const Pe *pe, int64_t p0, int T, Arena *arena);

// Turns x (T, heads, D), token t by row t of the tables, into out, which is x itself or does not overlap it. The first
// 2·pairs features of a vector turn (2·pairs ≤ D), the others stay as they are.
void kernels_turn(const Kernels *kernels, const KernelsTables *tables, int heads, int D,
                  const float *x, float *out);

// Queries (queries, D) and keys (keys, D) of one head.
typedef struct KernelsDots {
    const float *q, *k;
    int queries, keys, D;
    float scale;
} KernelsDots;

// ⟨q_i, k_j⟩·scale of all pairs: out (queries, keys). Packed keys, D·(keys + 64) floats, are lent by `arena`.
void kernels_dots(const Kernels *kernels, KernelsDots job, Arena *arena, float *out);

// The same with queries and keys turned as at positions q_at …, k_at …, tables included: logits of a rotary scheme.
typedef struct KernelsSpots {
    int64_t q_at, k_at;
} KernelsSpots;

void kernels_logits(const Kernels *kernels, const Pe *pe, KernelsSpots at, KernelsDots job,
                    Arena *arena, float *out);

// For measuring: copies n floats past the caches; multiplies and adds in registers alone, `rounds` times
// KERNELS_SPIN vectors, and returns a number that depends on all of them.
enum { KERNELS_SPIN = 12 };

void kernels_copy(const Kernels *kernels, const float *from, size_t n, float *to);
float kernels_spin(const Kernels *kernels, int64_t rounds);

#endif
