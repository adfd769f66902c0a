// Colours and type sizes by name; the tables are theme.def and type.def.
#ifndef UI_THEME_H
#define UI_THEME_H

#include "gfx/draw.h"

typedef enum ThemeId { THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME_COUNT } ThemeId;

typedef enum ColorId {

#define COLOR(name, light, dark, contrast) COLOR_##name,
#include "ui/theme.def"
#undef COLOR
    COLOR_COUNT
} ColorId;

typedef enum TypeId {

#define TYPE(name, font, size, leading) TYPE_##name,
#include "ui/type.def"
#undef TYPE
    TYPE_COUNT
} TypeId;

// "light", "dark", "contrast"; THEME_COUNT if there is no such theme.
const char *theme_name(ThemeId theme);
ThemeId theme_find(const char *name);

Color theme_color(ThemeId theme, ColorId id);

// Contrast ratio of two opaque colours, 1 … 21 (WCAG 2.1, relative luminance).
double theme_contrast(Color a, Color b);

// Black or white, whichever is read better on an opaque colour: a contrast of at least 4.5.
Color theme_ink_on(Color face);

// Style and line height at a text scale (1 = 100 %).
TextStyle type_style(TypeId type, double text_scale);
double type_leading(TypeId type, double text_scale);

#endif
