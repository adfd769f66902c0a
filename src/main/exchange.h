// What the commands that carry cards in and out have in common.
#ifndef MAIN_EXCHANGE_H
#define MAIN_EXCHANGE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

// Whether a command may write to `path` what it made of the file `input` (NULL: of none): never over the input itself, and over
// another file only with `force`. Standard output, devices and pipes are fine.
bool exchange_may_write(const char *path, const char *input, bool force, Err *err);

// Writes a result to the file (whole or not at all), or to standard output for NULL and "-". Returns EXIT_DONE, or EXIT_FAILED
// after a line on standard error. `said` is printed on standard output when there is a file.
int exchange_write(const char *path, const char *text, size_t size, const char *said);

// "7 tasks", "1 task", in a buffer of the caller's.
const char *exchange_count(int count, const char *what, char out[40]);

#endif
