// Numbers and words as people read them, in an arena.
#ifndef APP_FORMAT_H
#define APP_FORMAT_H

#include "base/arena.h"

#include <stdint.h>

// "+0.41", "1.3e-05" for what `decimals` would round to nothing, "–" for not-a-number; a minus is a minus sign.
const char *format_number(Arena *arena, double value, int decimals);
const char *format_count(Arena *arena, double value);   // "131,072"
const char *format_whole(Arena *arena, int64_t number); // "131072"
const char *format_short(Arena *arena,
                         double count); // "512", "128K" for 131,072, "1.5M": multiples of 1024
const char *format_words(Arena *arena, const char *slug); // "machine-learning" → "Machine learning"
const char *format_plural(Arena *arena, int64_t count, const char *noun); // "1 card", "2 cards"
const char *format_part(Arena *arena, double points);                     // "½", "1¼", "0.33"
const char *format_points(Arena *arena, double points); // "½ point", "1½ points"

#endif
