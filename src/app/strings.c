// The table of the interface's words.
#include "app/strings.h"

#include <string.h>

static const char *const STRINGS[STR_COUNT] = {
#define STR(name, text) [STR_##name] = (text),
#include "app/strings.def"
#undef STR
};

const char *str_of(StrId id) {
    return STRINGS[id];
}

char *str_fill(Arena *arena, StrId id, const char *a, const char *b) {
    const char *text = STRINGS[id], *first = strstr(text, "{}");
    if (!first) return arena_copy(arena, text);
    const char *rest = first + 2, *second = strstr(rest, "{}");
    int head = (int)(first - text), middle = second ? (int)(second - rest) : (int)strlen(rest);
    return arena_format(arena, "%.*s%s%.*s%s%s", head, text, a ? a : "", middle, rest,
                        second && b ? b : "", second ? second + 2 : "");
}
