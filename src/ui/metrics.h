// How wide text is: asked by layout, answered by whoever has the fonts (sdl/font, or a fixed table in tests).
#ifndef UI_METRICS_H
#define UI_METRICS_H

#include "gfx/draw.h"

// All lengths in logical pixels. Never fails: a missing glyph has the width of the font's box.
typedef struct Metrics {
    void *self;
    // Advance width of n bytes of UTF-8 on one line, with kerning.
    double (*width)(void *self, TextStyle style, const char *text, int n);
    // Height of the letters above the baseline (ascent) and below it (descent, positive).
    double (*ascent)(void *self, TextStyle style);
    double (*descent)(void *self, TextStyle style);
} Metrics;

#endif
