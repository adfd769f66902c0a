// The float kernels in vectors of 256 bits, for x86-64 with AVX2 and fused multiply-add.
#if defined __x86_64__
#include <immintrin.h>

#define LANES             8
#define COLUMNS           2 // 16 registers
#define EVENS             0, 2, 4, 6, 8, 10, 12, 14
#define ODDS              1, 3, 5, 7, 9, 11, 13, 15
#define LOWS              0, 8, 1, 9, 2, 10, 3, 11
#define HIGHS             4, 12, 5, 13, 6, 14, 7, 15
#define STREAM(at, lanes) _mm256_stream_ps(at, (__m256)(lanes))
#define FENCE             _mm_sfence()
#define PATH_NAME         "avx2"
#define PATH              kernels_v256

#include "engine/kernels_body.inc"
#else
#include "engine/kernels_path.h"
#endif
