// The text of a summary: lines of words, each value in a form that gives the same bits back, and a hash at the end.
#ifndef PROGRESS_SUMMARY_FILE_H
#define PROGRESS_SUMMARY_FILE_H

#include "base/arena.h"
#include "base/file.h"

#include <stdbool.h>
#include <stdint.h>

// Adds a word and a space to the line; the number in decimal, the double as its bits, the text with %XX for what is no
// plain character.
void summary_put_word(ArenaText *out, const char *word);
void summary_put_integer(ArenaText *out, int64_t number);
void summary_put_double(ArenaText *out, double number);
void summary_put_text(ArenaText *out, const char *text);
void summary_put_end(ArenaText *out); // of the line

// Reads what was put, in the same order. Once anything is not as expected `bad` stays, and everything read is zero or "".
typedef struct SummaryReader {
    const char *at, *end;
    Arena *arena; // of the texts
    bool bad;
} SummaryReader;

bool summary_take_word(SummaryReader *in,
                       const char *word); // true if it is next, which moves behind it
int64_t summary_take_integer(SummaryReader *in);
double summary_take_double(SummaryReader *in);
const char *summary_take_text(SummaryReader *in);
void summary_take_end(SummaryReader *in);
void summary_skip_line(SummaryReader *in);

// 64-bit FNV-1a.
uint64_t summary_hash(const char *bytes, size_t size);

#endif
