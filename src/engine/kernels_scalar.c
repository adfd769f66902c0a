// The float kernels, one number at a time: what the vector paths are held to.
#include "engine/kernels_path.h"

#include <string.h>

static void turn_vector(const KernelsTables *tables, int t, const float *x, float *out) {
    int pairs = tables->pairs;
    bool split = tables->layout == PE_HALF_SPLIT;
    int step = split ? 1 : 2, gap = split ? pairs : 1;
    const float *c = tables->cosines + (int64_t)t * pairs, *s = tables->sines + (int64_t)t * pairs;
    for (int m = 0; m < pairs; m++) {
        float a = x[m * step], b = x[m * step + gap];
        out[m * step] = a * c[m] - b * s[m];
        out[m * step + gap] = b * c[m] + a * s[m];
    }
}

static void turn(const KernelsTables *tables, KernelsBlock block) {
    int turned = 2 * tables->pairs;
    size_t rest = (size_t)(block.D - turned) * sizeof(float);
    for (int t = 0; t < tables->T; t++) {
        for (int h = 0; h < block.heads; h++) {
            int64_t at = ((int64_t)t * block.heads + h) * block.D;
            turn_vector(tables, t, block.x + at, block.out + at);
            if (block.out != block.x) memcpy(block.out + at + turned, block.x + at + turned, rest);
        }
    }
}

static void dots(const KernelsDots *job, Arena *arena, float *out) {
    (void)arena;
    for (int i = 0; i < job->queries; i++) {
        const float *q = job->q + (int64_t)i * job->D;
        for (int j = 0; j < job->keys; j++) {
            const float *k = job->k + (int64_t)j * job->D;
            float sum = 0;
            for (int f = 0; f < job->D; f++) sum += q[f] * k[f];
            out[(int64_t)i * job->keys + j] = sum * job->scale;
        }
    }
}

static void copy(const float *from, size_t n, float *to) {
    memcpy(to, from, n * sizeof(float));
}

static float spin(int64_t rounds, float by, float plus) {
    float at[KERNELS_SPIN], sum = 0;
    for (int a = 0; a < KERNELS_SPIN; a++) at[a] = (float)a;
    for (int64_t round = 0; round < rounds; round++) {
        for (int a = 0; a < KERNELS_SPIN; a++) at[a] = at[a] * by + plus;
    }
    for (int a = 0; a < KERNELS_SPIN; a++) sum += at[a];
    return sum;
}

const Kernels kernels_scalar = {
    .name = "scalar", .lanes = 1, .turn = turn, .dots = dots, .copy = copy, .spin = spin};
