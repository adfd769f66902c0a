// The float kernels in vectors of 128 bits: SSE2, which every x86-64 has, or what else the machine offers (NEON on arm64).
#define LANES 4
#define EVENS 0, 2, 4, 6
#define ODDS  1, 3, 5, 7
#define LOWS  0, 4, 1, 5
#define HIGHS 2, 6, 3, 7
#define PATH  kernels_v128

#if defined __SSE2__
#include <immintrin.h>

#define COLUMNS           2 // 16 registers
#define STREAM(at, lanes) _mm_stream_ps(at, (__m128)(lanes))
#define FENCE             _mm_sfence()
#define PATH_NAME         "sse2"
#else
#define COLUMNS           4 // 32 registers
#define STREAM(at, lanes) memcpy(at, &(lanes), sizeof(lanes))
#define FENCE             (void)0
#define PATH_NAME         "vec128"
#endif

#include "engine/kernels_body.inc"
