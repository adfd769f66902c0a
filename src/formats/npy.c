// NumPy's array files, format 1.0: a header, then the numbers.
#include "formats/npy.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MAGIC_SIZE = 10, ALIGNMENT = 64 };

size_t npy_header(int rank, const int *shape, char out[NPY_HEADER_MAX]) {
    assert(rank >= 0 && rank <= NPY_RANK_MAX);
    char words[NPY_HEADER_MAX - MAGIC_SIZE];
    size_t n = (size_t)snprintf(words, sizeof words,
                                "{'descr': '<f8', 'fortran_order': False, 'shape': (");
    for (int r = 0; r < rank; r++) {
        n += (size_t)snprintf(words + n, sizeof words - n, "%d%s", shape[r],
                              r + 1 < rank ? ", "
                              : rank == 1  ? ","
                                           : "");
    }
    n += (size_t)snprintf(words + n, sizeof words - n, "), }");
    size_t whole = (MAGIC_SIZE + n + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    assert(whole <= NPY_HEADER_MAX);
    memset(out, ' ', whole);
    memcpy(out, "\x93NUMPY\x01", 8); // the NUL is the minor version
    out[8] = (char)((whole - MAGIC_SIZE) & 0xFF);
    out[9] = (char)((whole - MAGIC_SIZE) >> 8);
    memcpy(out + MAGIC_SIZE, words, n);
    out[whole - 1] = '\n';
    return whole;
}

void npy_number(double value, char out[NPY_NUMBER_SIZE]) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    for (int b = 0; b < NPY_NUMBER_SIZE; b++) out[b] = (char)(bits >> (8 * b) & 0xFF);
}
