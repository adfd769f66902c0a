// One request of `phasor compute`: a scheme, a case and its parameters, read from JSON with every value checked.
//
// Reading is sticky: the first mistake is kept, everything read after it is zero or empty, and request_ok says at the end
// whether all went well. So a family reads what it needs in a row and asks once.
#ifndef COMPUTE_REQUEST_H
#define COMPUTE_REQUEST_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    REQUEST_RANK_MAX = 3,
    REQUEST_COUNT_MAX = 1 << 22, // numbers in one array that is given, and in all that are computed
};

#define REQUEST_SIZE_MAX \
    1e30                     // largest |number| in an array: products of several still fit a double
#define REQUEST_WORK_MAX 3e8 // multiplications, sines or logarithms that one request may ask for

typedef struct Request {
    const char *file;          // for errors
    const char *pointer;       // JSON pointer of the request in the file, "" for the whole
    const void *params;        // the object "params" (opaque outside request.c)
    const char *scheme, *name; // "rope", and its "case" ("" if it has none)
    Arena *arena;              // what is read lives here
    double work;               // asked for so far, see request_afford
    int64_t space;             // numbers of results so far
    Err err;
    bool failed;
} Request;

// Row-major numbers. A plain number has rank 0, a plain list rank 1, {"shape", "dtype", "data"} the rank of its shape.
typedef struct Numbers {
    const double *at;                         // finite; NULL if reading failed
    int count, rank, shape[REQUEST_RANK_MAX]; // count is 1 or more unless reading failed
    bool whole;                               // its dtype is int64
} Numbers;

// Whole numbers, as positions and token ids.
typedef struct Integers {
    const int64_t *at; // NULL if reading failed
    int count;         // 1 or more unless reading failed
} Integers;

bool request_ok(const Request *request);

// Marks the request as failed: "FILE: /params/KEY: what was found, what is allowed". Only the first failure is kept.
// `key` may be NULL for the request as a whole, and may lead on ("positions/3"). Returns false.
bool request_fail(Request *request, const char *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Whether the parameter is there and not null.
bool request_has(const Request *request, const char *key);

// A number within lo … hi; the second form gives `otherwise` if it is absent.
double request_number(Request *request, const char *key, double lo, double hi);
double request_number_or(Request *request, const char *key, double lo, double hi, double otherwise);
// A whole number within lo … hi.
int request_count(Request *request, const char *key, int lo, int hi);
int request_count_or(Request *request, const char *key, int lo, int hi, int otherwise);
bool request_flag_or(Request *request, const char *key, bool otherwise);

// A text; "" if it is absent.
const char *request_text(Request *request, const char *key);
// The index of a text in a NULL-terminated list of words; `otherwise` if absent (−1: it must be there).
int request_word(Request *request, const char *key, const char *const *words, int otherwise);

// Numbers of any shape; of exactly this shape (−1 in `shape` allows any length, and the array may also be nested as JSON
// lists only if rank is 1).
Numbers request_numbers(Request *request, const char *key);
Numbers request_shaped(Request *request, const char *key, int rank, const int *shape);
// Whole numbers within lo … hi, from a plain list, an array of rank 1 or one number.
Integers request_integers(Request *request, const char *key, int64_t lo, int64_t hi);
// The same for positions, 0 … PE_POSITION_MAX − 1.
Integers request_positions(Request *request, const char *key);

// Zeroed doubles for a result. NULL if the request has failed, or if it asks for more than REQUEST_COUNT_MAX in all (it
// fails then).
double *request_space(Request *request, int64_t count);

// Says beforehand how many multiplications, sines or logarithms an answer takes; the request fails when they come to more
// than REQUEST_WORK_MAX. False if it has failed.
bool request_afford(Request *request, double steps);

#endif
