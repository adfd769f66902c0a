// Windows of attention: which keys a query may see.
#ifndef ENGINE_SCHEMES_SLIDING_WINDOW_H
#define ENGINE_SCHEMES_SLIDING_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

typedef enum WindowKind { WINDOW_SLIDING, WINDOW_CHUNKED } WindowKind;

// Whether query i sees key j: the last `window` keys up to its own (Beltagy et al. 2020, section 3.1; Jiang et al. 2023,
// section 2), or those of its own chunk of `window` tokens up to its own.
bool window_sees(WindowKind kind, int64_t window, int64_t i, int64_t j);
// As older code reads the same number: one key more, j ≥ i − window.
bool window_sees_legacy(int64_t window, int64_t i, int64_t j);

#endif
