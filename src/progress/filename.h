// Names of the files beside a store, and what the system is asked about them.
#ifndef PROGRESS_FILENAME_H
#define PROGRESS_FILENAME_H

#include "base/arena.h"
#include "base/err.h"

#include <limits.h>
#include <stdint.h>

typedef struct FileName {
    char text[PATH_MAX];
} FileName;

#define FILENAME_LOG   "-wal" // SQLite's name for the log of a store
#define FILENAME_INDEX "-shm" // and for the index of the log

// path + first + last; an empty name, which no file has, if that is too long.
FileName filename_of(const char *path, const char *first, const char *last);

// The file that a symbolic link leads to, which need not exist; the path itself if it is none, if the links go round, or if
// it is too long. The lock, the log and the backups belong to the file, not to a link to it.
const char *filename_target(const char *path, Arena *arena);

// The file as SQLite's address "file:…?immutable=1": read without a lock and without its log, which works on a read-only
// disk too.
FileName filename_immutable(const char *path);

// What follows the last slash, and the folder it is in: "." without one.
const char *filename_last(const char *path);
FileName filename_folder(const char *path);

// Bytes of a regular file; −1 if there is none.
int64_t filename_size(const char *path);

// Removes the database `path` + `ending` with all that SQLite may have left beside it.
void filename_remove(const char *path, const char *ending);

// The first free name of the form path + ending + number, for a file and its log. False if there are too many.
bool filename_free(const char *path, const char *ending, FileName *out);

// Makes renames in the folder of `path` durable, where the file system can; they have happened either way.
void filename_sync_folder(const char *path);
// Makes the file's content durable. False: *err says why, without the path.
bool filename_sync(const char *path, Err *err);

// Fills *err with "WHAT: the system's reason"; false.
bool filename_fail(const char *what, Err *err);

#endif
