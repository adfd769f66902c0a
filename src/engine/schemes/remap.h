// Positions kept within what was trained, by changing the numbers of the tokens.
#ifndef ENGINE_SCHEMES_REMAP_H
#define ENGINE_SCHEMES_REMAP_H

#include <stdint.h>

typedef enum RemapKind { REMAP_CLAMP, REMAP_MODULO, REMAP_TRUNCATE_LEFT } RemapKind;

// The new position of token p: the last trained one at most; the remainder by `most`; or counted from the first of
// the last `most` tokens of a text of `length`, −1 for the dropped ones before it.
int64_t remap_position(RemapKind kind, int64_t most, int64_t length, int64_t p);

#endif
