// Looks colours and type up in the tables.
#include "ui/theme.h"

#include <math.h>
#include <string.h>

static const uint32_t COLORS[COLOR_COUNT][THEME_COUNT] = {
#define COLOR(name, light, dark, contrast) \
    [COLOR_##                              \
        name] = {[THEME_LIGHT] = (light), [THEME_DARK] = (dark), [THEME_CONTRAST] = (contrast)},
#include "ui/theme.def"
#undef COLOR
};

static const struct {
    FontId font;
    double size, leading;
} TYPES[TYPE_COUNT] = {

#define TYPE(name, face, px, line) \
    [TYPE_##name] = {.font = (face), .size = (px), .leading = (line)},
#include "ui/type.def"
#undef TYPE
};

static const char *const NAMES[THEME_COUNT] = {
    [THEME_LIGHT] = "light", [THEME_DARK] = "dark", [THEME_CONTRAST] = "contrast"};

const char *theme_name(ThemeId theme) {
    return NAMES[theme];
}

ThemeId theme_find(const char *name) {
    for (ThemeId theme = 0; theme < THEME_COUNT; theme++) {
        if (strcmp(NAMES[theme], name) == 0) return theme;
    }
    return THEME_COUNT;
}

Color theme_color(ThemeId theme, ColorId id) {
    uint32_t rgb = COLORS[id][theme];
    return (Color){(uint8_t)(rgb >> 16), (uint8_t)(rgb >> 8), (uint8_t)rgb, 255};
}

static double linear(uint8_t channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double theme_contrast(Color a, Color b) {
    double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

Color theme_ink_on(Color face) {
    Color black = {0, 0, 0, 255}, white = {255, 255, 255, 255};
    return theme_contrast(face, white) >= theme_contrast(face, black) ? white : black;
}

TextStyle type_style(TypeId type, double text_scale) {
    return (TextStyle){TYPES[type].font, TYPES[type].size * text_scale};
}

double type_leading(TypeId type, double text_scale) {
    return TYPES[type].leading * text_scale;
}
