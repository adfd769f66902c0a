// A damaged store: its readable rows go into a new one, the damaged file stays beside it under another name.
#ifndef PROGRESS_RESCUE_H
#define PROGRESS_RESCUE_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

struct sqlite3;

enum { RESCUE_NAME_SIZE = 256 };

// Of the new store, while it is filled and until it has its place.
#define RESCUE_NEW ".rescue"

// True if a rescue was begun and not finished, or the file is gone or empty while its log is not.
bool rescue_is_due(const char *path);

// Marks a store that proved to be damaged after it was opened: until the mark is taken away, a start examines all of it.
void rescue_suspect(const char *path);
bool rescue_is_suspected(const char *path);
void rescue_trust(const char *path);

// Copies every intact event and readable setting of the file and its log into db, which has the tables. The rows that db
// has stay. Returns how many events were added; −1 if db cannot take them.
int64_t rescue_copy(const char *path, struct sqlite3 *db);

// Adds the events of the file's log that db, opened from the same file, does not have: SQLite ends its reading of a log at
// the first damaged byte. Returns how many; −1 if db cannot take them. Undoes it if they are more than `most`.
int64_t rescue_log(const char *path, struct sqlite3 *db, int64_t most);

// Replaces the file at `path` by a sound one with its intact events, after the damaged one and its log were given another
// name, whose last part goes to `name` ("" if an interrupted run had done that already). However it is interrupted, a
// second run completes it. False: *err says why, without the path, and `path` is as before. Nobody else may have the file
// open.
bool rescue_replace(const char *path, char name[RESCUE_NAME_SIZE], int64_t *events, Err *err);

#endif
