// One way to fail: a function returns false and fills an Err with one line for a person.
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

// "where: what was found, what is allowed". Zero means no error.
typedef struct Err {
    char text[600];
} Err;

// Formats the line into *err (which may be NULL) and returns false, so that a failure is one line:
// `return err_set(err, "%s: no such file", path);`
bool err_set(Err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

// What the system says about an errno: "No space left on device".
enum { ERR_REASON_SIZE = 128 };

void err_reason(int error, char out[ERR_REASON_SIZE]);

#endif
