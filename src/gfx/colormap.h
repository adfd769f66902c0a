// Colour tables of 256 entries, and numbers into pixels.
#ifndef GFX_COLORMAP_H
#define GFX_COLORMAP_H

#include "gfx/geom.h"

#include <stdint.h>

// Signed data uses MAP_DIVERGING (zero is the panel's background), weights MAP_SEQUENTIAL, phase MAP_CYCLIC.
typedef enum ColormapId {
    MAP_DIVERGING_LIGHT,
    MAP_DIVERGING_DARK,
    MAP_SEQUENTIAL,
    MAP_CYCLIC,
    MAP_COUNT
} ColormapId;

// Colour of t in [0, 1]; values outside take the end colours.
Color colormap_at(ColormapId map, double t);

// Which numbers become which colours: lo is the table's first colour, hi its last (lo < hi), NaN becomes `masked`.
typedef struct ColorScale {
    ColormapId map;
    double lo, hi;
    uint32_t masked; // 0xAARRGGBB
} ColorScale;

// count values into pixels 0xAARRGGBB.
void colormap_paint(ColorScale scale, const float *values, int count, uint32_t *out);

#endif
