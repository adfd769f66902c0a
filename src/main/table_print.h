// Arrays of a scheme as JSON, CSV or NumPy's format, row by row, so that large ones are never kept.
#ifndef MAIN_TABLE_PRINT_H
#define MAIN_TABLE_PRINT_H

#include "base/file.h"
#include "main/scheme_table.h"

typedef enum TableFormat { TABLE_JSON, TABLE_CSV, TABLE_NPY } TableFormat;

extern const char *const table_formats[]; // "json", "csv", "npy"

// JSON: {"scheme":…,"case":"","result":{key: array, …}} in one line. CSV: a header, then a row per position (per head and
// query), labels first; one row per entry for a list. NumPy: one array; two arrays of equal shape are stacked.
// `out` NULL is standard output.
void table_print(TableJob *job, const Table *tables, int count, TableFormat format,
                 FileWriter *out);

#endif
