// The store as an SQLite file: its tables and their history, opening it, and telling whether it is whole.
#ifndef PROGRESS_SCHEMA_H
#define PROGRESS_SCHEMA_H

#include "base/err.h"

#include <stdint.h>

struct sqlite3;

typedef enum FileState {
    FILE_GOOD,
    FILE_NEWER,   // written by a newer version: only to be read
    FILE_DAMAGED, // the rows must be rescued
    FILE_FOREIGN, // a sound database of some other program
    FILE_DENIED,  // cannot be opened this way: rights, a full disk, a lock
} FileState;

// Opens `path` and examines it, all of it unless it is large; with `write` creates or migrates it first. FILE_GOOD and
// FILE_NEWER: *out is open (else NULL). All but FILE_GOOD: *err says why, without the path ("is damaged"). Until
// schema_accept, closing leaves the log beside the file as it is.
FileState schema_open(const char *path, bool write, struct sqlite3 **out, Err *err);
void schema_accept(struct sqlite3 *db);

// Examines all of an open file, of any size: seven milliseconds a megabyte. FILE_GOOD, FILE_DAMAGED or FILE_DENIED.
FileState schema_examine(struct sqlite3 *db, Err *err);

// Creates the tables in an empty database ("" for one in memory, which is returned; NULL if even that fails).
struct sqlite3 *schema_open_memory(void);

// Runs SQL without results. Returns SQLite's code.
int schema_run(struct sqlite3 *db, const char *sql);

// The integer that a query gives, or `otherwise`.
int64_t schema_number(struct sqlite3 *db, const char *sql, int64_t otherwise);

// What went wrong with the last call, in plain words ("the disk is full"). Static, or valid until the next call.
const char *schema_reason(struct sqlite3 *db);

// Settings of a read-only database can be changed for the session.
bool schema_shadow_settings(struct sqlite3 *db);

#endif
