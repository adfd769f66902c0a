// Comma-separated values as RFC 4180 has them: CRLF ends a row, quotes where a field needs them.
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include "base/arena.h"

// A row that is being written; zero it and set `text.arena`.
typedef struct CsvRow {
    ArenaText text;
    int fields;
} CsvRow;

void csv_add_text(CsvRow *row, const char *words);
// Shortest decimals; an empty field for NaN, "-inf" and "inf" as they are.
void csv_add_number(CsvRow *row, double value);
// Ends the row with CRLF; the next field begins another.
void csv_end_row(CsvRow *row);

#endif
