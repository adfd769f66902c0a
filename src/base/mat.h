// A view of a matrix of numbers that somebody else owns.
#ifndef BASE_MAT_H
#define BASE_MAT_H

#include "base/arena.h"

// Row-major, rows × cols, row i at `at + i * cols`.
typedef struct Mat {
    double *at;
    int rows, cols;
} Mat;

static inline double *mat_row(Mat m, int i) {
    return m.at + (long)i * m.cols;
}

// Zeroed, in the arena.
static inline Mat mat_new(Arena *arena, int rows, int cols) {
    return (Mat){arena_array(arena, (size_t)rows * (size_t)cols, sizeof(double)), rows, cols};
}

#endif
