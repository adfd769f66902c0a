// The numbers of one scheme for people: `phasor compute SCHEME`.
#ifndef MAIN_COMPUTE_SCHEME_H
#define MAIN_COMPUTE_SCHEME_H

#include <stdbool.h>

enum { SCHEME_SETS_MAX = 64 };

// Options as they were given, "" if they were not.
typedef struct SchemeWords {
    const char *set[SCHEME_SETS_MAX]; // "base=10000", or several: "base=10000,dim=64"
    int set_count;
    const char *positions, *what, *head, *content, *format, *out;
} SchemeWords;

// Whether a word of the command line means a scheme and not a file: no file has that name, and it does not look like a path.
bool scheme_is_meant(const char *word);

// Prints what is asked for, or one line about what is wrong; returns the exit code.
int scheme_print(const char *scheme, const SchemeWords *words, const char *command);

// Prints every scheme with its parameters, their ranges and units; returns EXIT_DONE.
int scheme_print_list(void);

#endif
