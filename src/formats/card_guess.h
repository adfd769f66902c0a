// "Did you mean …?": the nearest of the names that something could have had. Private to the card loader.
#ifndef FORMATS_CARD_GUESS_H
#define FORMATS_CARD_GUESS_H

#include "base/arena.h"

#include <stddef.h>

// Zero but for `text`, the misspelt name; then every name that would do is tried.
typedef struct Guess {
    const char *text;
    // NULL if none is near: at most two letters away, and at most half of them, or its beginning of four letters or more
    const char *nearest;
    int distance;
} Guess;

void guess_try(Guess *guess, const char *name);

// `, did you mean "nearest"?`, or "".
const char *guess_words(Arena *arena, const Guess *guess);

// The same for the ids of items, each of which begins with its id.
const char *guess_item(Arena *arena, const char *text, const void *items, int count, size_t size);

#endif
