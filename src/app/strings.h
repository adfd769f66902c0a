// The words of the interface by name; the table is strings.def.
#ifndef APP_STRINGS_H
#define APP_STRINGS_H

#include "base/arena.h"

typedef enum StrId {

#define STR(name, text) STR_##name,
#include "app/strings.def"
#undef STR
    STR_COUNT
} StrId;

const char *str_of(StrId id);

// The text with its first {} replaced by `a` and its second by `b` (NULL: ""), in the arena.
char *str_fill(Arena *arena, StrId id, const char *a, const char *b);

#endif
