// Attempts as CSV: one row each, times in UTC, made to be streamed.
#ifndef FORMATS_ATTEMPTS_CSV_H
#define FORMATS_ATTEMPTS_CSV_H

#include "card/attempt_row.h"
#include "formats/csv.h"

// The row of column names; then one row for each attempt. What cannot be known without the card is left empty.
void attempts_csv_head(CsvRow *out);
void attempts_csv_add(CsvRow *out, const AttemptRow *row);

#endif
