// Text as UTF-8: decoding, checking, comparing, and numbers in and out without a locale.
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STR_BAD = 0xFFFD }; // what a malformed byte decodes to

// The code point at *at (before `end`), advancing *at by at least one byte; STR_BAD if malformed.
uint32_t str_next(const char **at, const char *end);

// True if all n bytes are well-formed UTF-8 without NUL; else *bad (may be NULL) is the first bad offset.
bool str_valid(const char *text, size_t n, size_t *bad);

// Code points in n bytes.
int str_length(const char *text, size_t n);

// Writes one code point as UTF-8 and a NUL; returns the bytes before the NUL (1–4).
int str_put(uint32_t code, char out[5]);

bool str_same(const char *a, const char *b);
bool str_starts(const char *text, const char *prefix);

// Edit distance (insert, delete, replace, swap neighbours) of short ASCII words, at most `limit` + 1;
// for "did you mean".
int str_distance(const char *a, const char *b, int limit);

// The whole of `text` as a finite number, decimal point '.', no spaces, no hex, no inf or nan.
bool str_number(const char *text, double *out);
bool str_integer(const char *text, int64_t *out);

enum { STR_NUMBER_SIZE = 32 };

// The shortest decimals that give the same double back, as JSON has them ("0.1", "1e+300"), and a NUL; returns the bytes
// before the NUL. The value is finite.
int str_put_number(double value, char out[STR_NUMBER_SIZE]);

// What stands before word `at` of `count` in a list: "" before the first, `last` (" or ") before the last, ", " between.
const char *str_link(int at, int count, const char *last);

// The ending of a regular noun that comes `count` times: "1 card", "2 cards".
const char *str_plural(int64_t count);

// One to nine decimal digits at *at, which moves behind them.
bool str_take_count(const char **at, int *out);

#endif
