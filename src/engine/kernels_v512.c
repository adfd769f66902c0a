// The float kernels in vectors of 512 bits, for x86-64 with AVX-512.
#if defined __x86_64__
#include <immintrin.h>

#define LANES             16
#define COLUMNS           4 // 32 registers
#define EVENS             0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define ODDS              1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31
#define LOWS              0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define HIGHS             8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#define STREAM(at, lanes) _mm512_stream_ps(at, (__m512)(lanes))
#define FENCE             _mm_sfence()
#define PATH_NAME         "avx512"
#define PATH              kernels_v512

#include "engine/kernels_body.inc"
#else
#include "engine/kernels_path.h"
#endif
