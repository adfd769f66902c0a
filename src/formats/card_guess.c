// Measures how far names are from a misspelt one.
#include "formats/card_guess.h"

#include "base/str.h"

#include <string.h>

void guess_try(Guess *guess, const char *name) {
    enum { NEAR = 2, BEGINNING = 4 };

    int d = str_distance(guess->text, name, NEAR);
    size_t length = strlen(guess->text);
    bool near = d <= NEAR && (size_t)d * 2 <= length;
    if (!near && length >= BEGINNING && str_starts(name, guess->text)) {
        near = true;
        d = NEAR + 1; // letters swapped are nearer than letters left off
    }
    if (!near || (guess->nearest && d >= guess->distance)) return;
    guess->nearest = name;
    guess->distance = d;
}

const char *guess_words(Arena *arena, const Guess *guess) {
    return guess->nearest ? arena_format(arena, ", did you mean \"%s\"?", guess->nearest) : "";
}

const char *guess_item(Arena *arena, const char *text, const void *items, int count, size_t size) {
    Guess guess = {.text = text};
    for (int i = 0; i < count; i++) {
        const char *const *id = (const void *)((const char *)items + (size_t)i * size);
        if (*id && **id) guess_try(&guess, *id);
    }
    return guess_words(arena, &guess);
}
