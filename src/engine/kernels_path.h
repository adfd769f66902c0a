// What one path of the float kernels offers to engine/kernels.c. Inside engine/ only.
#ifndef ENGINE_KERNELS_PATH_H
#define ENGINE_KERNELS_PATH_H

#include "engine/kernels.h"

// Vectors (T, heads, D) to be turned from x to out.
typedef struct KernelsBlock {
    int heads, D;
    const float *x;
    float *out;
} KernelsBlock;

struct Kernels {
    const char *name;
    int lanes;
    void (*turn)(const KernelsTables *tables, KernelsBlock block);
    void (*dots)(const KernelsDots *job, Arena *arena, float *out);
    void (*copy)(const float *from, size_t n, float *to);
    float (*spin)(int64_t rounds, float by, float plus);
};

// Results of this many bytes or more are written past the caches: they would push out what is read.
enum { KERNELS_STREAM_BYTES = 4 << 20 };

extern const Kernels kernels_scalar, kernels_v128;
#if defined __x86_64__
extern const Kernels kernels_v256, kernels_v512;
#endif

#endif
