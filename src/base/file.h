// Whole files in and out, with errors that name the path.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

// A run of bytes that somebody else owns. `at` always has a NUL behind the last byte.
typedef struct Bytes {
    const char *at;
    size_t size;
} Bytes;

// The whole file, in the arena. Fails for a missing or unreadable file, a folder, or more than
// `most` bytes.
bool file_read(const char *path, size_t most, Arena *arena, Bytes *out, Err *err);

// Writes a temporary file beside `path`, syncs it and renames it over: old content or new, never half.
// What is no regular file (a device, a pipe, a link) stays what it is and is written into.
bool file_write(const char *path, const void *data, size_t size, Err *err);

// The same piece by piece, for what is too large to keep: begin, put any number of times, end. After a failure only file_end
// may follow, which says what it was.
typedef struct FileWriter {
    const char *path;
    void *stream;
    char beside[4096];
    bool special; // written into, not replaced
    int error;
} FileWriter;

bool file_begin(FileWriter *writer, const char *path, Err *err);
void file_put(FileWriter *writer, const void *data, size_t size);
// With `keep` the file is put in its place; without, what was written is thrown away. False if anything failed.
bool file_end(FileWriter *writer, bool keep, Err *err);

bool file_exists(const char *path);

// Creates the folder and its parents. A folder that exists is fine.
bool file_make_folder(const char *path, Err *err);

#endif
