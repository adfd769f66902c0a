// Comma-separated values as RFC 4180 has them: CRLF ends a row, quotes where a field needs them.
#include "formats/csv.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

static void put(CsvRow *row, const char *words) {
    arena_text_add(&row->text, words, strlen(words));
}

static void begin_field(CsvRow *row) {
    if (row->fields++ > 0) put(row, ",");
}

void csv_add_text(CsvRow *row, const char *words) {
    begin_field(row);
    if (!words[strcspn(words, "\",\r\n")]) {
        put(row, words);
        return;
    }
    put(row, "\"");
    for (const char *c = words; *c; c++) {
        if (*c == '"') put(row, "\"");
        arena_text_add(&row->text, c, 1);
    }
    put(row, "\"");
}

void csv_add_number(CsvRow *row, double value) {
    begin_field(row);
    if (isnan(value)) return;
    if (isinf(value)) {
        put(row, value < 0 ? "-inf" : "inf");
        return;
    }
    char digits[STR_NUMBER_SIZE];
    arena_text_add(&row->text, digits, (size_t)str_put_number(value, digits));
}

void csv_end_row(CsvRow *row) {
    put(row, "\r\n");
    row->fields = 0;
}
