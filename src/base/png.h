// PNG files of 8-bit RGBA pixels.
#ifndef BASE_PNG_H
#define BASE_PNG_H

#include "base/arena.h"
#include "base/err.h"

#include <stdint.h>

// w × h pixels, 4 bytes each (red, green, blue, alpha), rows without gaps.
typedef struct Pixels {
    uint8_t *at;
    int w, h;
} Pixels;

// Written whole or not at all (temporary file, then rename).
bool png_save(const char *path, Pixels pixels, Err *err);

// Any PNG, converted to RGBA; the pixels live in the arena.
bool png_load(const char *path, Arena *arena, Pixels *out, Err *err);

#endif
