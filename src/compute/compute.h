// `phasor compute`: requests from JSON text, answers as lines of JSON, and answers compared with what a file expects.
#ifndef COMPUTE_COMPUTE_H
#define COMPUTE_COMPUTE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"

#include <stdbool.h>

enum { COMPUTE_FILE_MAX = 64 << 20 };

// Where answers and complaints go: one line each, without the newline.
typedef struct ComputeSink {
    void (*answer)(void *user, const char *line);
    void (*complain)(void *user, const char *line);
    void *user;
} ComputeSink;

// What became of the requests of a text.
typedef struct ComputeTally {
    int passed, failed;
} ComputeTally;

// Answers every request of a file: one request, or a list of them. passed: answered, failed: refused (each with one
// complaint "FILE: POINTER: …").
ComputeTally compute_text(const char *file, Bytes json, ComputeSink sink);
// Compares instead of printing. A request passes if every key of its "expect" agrees: the same shape, and
// |got − want| ≤ a + r·|want| under tol[key].f64 = [a, r] (exact without one; null is a masked value). A key that the answer
// lacks, and a request without "expect", fail. Each key that does not agree is one complaint "FILE: /expect/KEY: …".
ComputeTally compute_verify(const char *file, Bytes json, ComputeSink sink);

#endif
