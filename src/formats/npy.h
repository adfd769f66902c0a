// NumPy's array files, format 1.0: a header, then the numbers.
#ifndef FORMATS_NPY_H
#define FORMATS_NPY_H

#include <stddef.h>

enum { NPY_RANK_MAX = 4, NPY_HEADER_MAX = 256, NPY_NUMBER_SIZE = 8 };

// The header of a row-major array of little-endian doubles ('<f8'); its length, a multiple of 64, is returned.
// NumPy Enhancement Proposal 1, "Format Specification: Version 1.0".
size_t npy_header(int rank, const int *shape, char out[NPY_HEADER_MAX]);

// One number as the file has it, on any machine.
void npy_number(double value, char out[NPY_NUMBER_SIZE]);

#endif
