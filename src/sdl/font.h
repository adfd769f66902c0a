// The text faces: opened at the sizes that are asked for, measured for layout, drawn as runs.
#ifndef SDL_FONT_H
#define SDL_FONT_H

#include "base/err.h"
#include "ui/metrics.h"

typedef struct Fonts Fonts;
struct SDL_Surface;

// Reads the five faces of FontId from a folder (Inter-Regular.ttf and its kin). The caller ends the result with
// fonts_free (NULL is fine). Needs no window and no SDL_Init.
bool fonts_load(const char *folder, Fonts **out, Err *err);
void fonts_free(Fonts *fonts);

// Answers layout's questions; holds as long as the fonts. Widths are unhinted advances with kerning, so they
// grow linearly with the size and agree with what is drawn at every scale. Invalid UTF-8 and control characters are
// measured as the marks that are drawn for them.
Metrics fonts_metrics(Fonts *fonts);

bool fonts_have(Fonts *fonts, FontId font, uint32_t code);

// A run drawn in white on transparent: the caller frees the surface with SDL_FreeSurface; NULL if nothing is visible.
typedef struct FontRun {
    struct SDL_Surface *surface;
    int x, y; // of the surface's corner, from the left end of the baseline, in pixels
} FontRun;

// px: pixels per em, used in steps of 1/8. A run wider than 8192 pixels is cut short.
FontRun fonts_render(Fonts *fonts, FontId font, double px, const char *text, int n);

#endif
