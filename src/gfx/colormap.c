// Numbers into colours, by tables of 256 entries.
#include "gfx/colormap.h"

#include <assert.h>
#include <math.h>

enum { LAST = 255 };

static const uint32_t tables[MAP_COUNT][LAST + 1] = {
#include "gfx/colormap_tables.inc"
};

Color colormap_at(ColormapId map, double t) {
    assert(map < MAP_COUNT);
    uint32_t argb = tables[map][lround(fmin(fmax(t, 0), 1) * LAST)];
    return (Color){(uint8_t)(argb >> 16), (uint8_t)(argb >> 8), (uint8_t)argb, 255};
}

void colormap_paint(ColorScale scale, const float *values, int count, uint32_t *out) {
    assert(scale.map < MAP_COUNT && scale.lo < scale.hi);
    const uint32_t *table = tables[scale.map];
    double steps = LAST / (scale.hi - scale.lo);
    float factor = (float)steps, shift = (float)(0.5 - scale.lo * steps);
    for (int i = 0; i < count; i++) {
        float x = values[i] * factor + shift; // 0.5 is the middle of the first colour
        // The order of these comparisons keeps the conversion defined for infinities and NaN.
        int at = x > 0.0F ? (x < (float)LAST ? (int)x : LAST) : 0;
        out[i] = isnan(x) ? scale.masked : table[at];
    }
}
