// One row of the event table: its bounds, its checksum, and its way in and out of SQLite and the damaged bytes of a file.
#ifndef PROGRESS_RECORD_H
#define PROGRESS_RECORD_H

#include "card/attempt.h"

#include <stddef.h>

struct sqlite3_stmt;

enum { RECORD_KIND, RECORD_CARD, RECORD_TASK, RECORD_VALUE, RECORD_TEXT_COUNT };

// The longest cell a record can take in a database page: a cell is kept in one page.
enum { RECORD_CELL_MAX = 3000 };

// The texts are not NUL-terminated and belong to whatever the record was read from.
typedef struct Record {
    int64_t seq, utc_ms, attempt;
    const char *text[RECORD_TEXT_COUNT];
    size_t size[RECORD_TEXT_COUNT];
} Record;

// The kind for its word in the file ("check"); false for one that this version does not know.
bool record_kind_find(const char *name, size_t size, EventKind *out);
const char *record_kind_name(EventKind kind);

// The record of an event, sharing its texts.
Record record_of(const Event *event);

// Numbers in range and texts of allowed length in UTF-8; else a reason ("the task is longer than 64 bytes"), which is
// static.
const char *record_fault(const Record *record);

// A 64-bit hash of all fields. Part of the file format: it tells an intact row from a damaged one.
int64_t record_sum(const Record *record);

// The columns of the event table, in the order of record_bind's parameters 1 … 8 and of record_read's results.
#define RECORD_COLUMNS "seq, utc_ms, attempt, kind, card, task, value, sum"
#define RECORD_VALUES  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

bool record_bind(const Record *record, struct sqlite3_stmt *statement);

// Reads the columns of the current row, the texts living until the next step. False if the row is not intact.
bool record_read(struct sqlite3_stmt *statement, Record *out);

// Calls `visit` for every intact record found anywhere in the bytes, in the order of the bytes, the same one perhaps many
// times. Needs nothing but the record itself to be whole: no header, no page, no tree.
void record_carve(const char *bytes, size_t size, void (*visit)(void *self, const Record *record),
                  void *self);

#endif
