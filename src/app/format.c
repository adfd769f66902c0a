// Numbers and words as people read them.
#include "app/format.h"

#include "base/str.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

const char *format_number(Arena *arena, double value, int decimals) {
    if (isnan(value)) return "–";
    const char *sign = value < 0 ? "−" : value > 0 ? "+" : "";
    double size = fabs(value);
    if (size > 0 && size < 0.5 * pow(10, -decimals)) {
        return arena_format(arena, "%s%.1e", sign, size);
    }
    return arena_format(arena, "%s%.*f", sign, decimals, size);
}

const char *format_whole(Arena *arena, int64_t number) {
    return arena_format(arena, "%lld", (long long)number);
}

const char *format_count(Arena *arena, double value) {
    char digits[32];
    snprintf(digits, sizeof digits, "%.0f", fabs(value));
    size_t n = strlen(digits);
    char *out = arena_alloc(arena, 2 * n + 2), *at = out;
    if (value < 0) *at++ = '-';
    for (size_t i = 0; i < n; i++) {
        *at++ = digits[i];
        size_t left = n - 1 - i;
        if (left > 0 && left % 3 == 0) *at++ = ',';
    }
    return out;
}

const char *format_short(Arena *arena, double count) {
    static const char *const UNITS[] = {"", "K", "M"};
    int unit = 0;
    for (; count >= 1024 && fmod(count, 512) == 0 && unit < 2; unit++) count /= 1024;
    return arena_format(arena, "%.4g%s", count, UNITS[unit]);
}

// Quarters by their signs, the only ones that the fonts have.
const char *format_part(Arena *arena, double points) {
    static const char *const QUARTERS[] = {"", "¼", "½", "¾"};
    if (fabs(points * 4 - round(points * 4)) > 1e-6) return arena_format(arena, "%.2f", points);
    int quarters = (int)lround(points * 4), whole = quarters / 4, rest = quarters % 4;
    if (whole == 0 && rest > 0) return arena_copy(arena, QUARTERS[rest]);
    return arena_format(arena, "%d%s", whole, QUARTERS[rest]);
}

const char *format_points(Arena *arena, double points) {
    const char *part = format_part(arena, points);
    // One point, half a point, but 0.33 points.
    bool one = points > 1e-6 && points <= 1 + 1e-6 && !strchr(part, '.');
    return arena_format(arena, "%s %s", part, one ? "point" : "points");
}

const char *format_words(Arena *arena, const char *slug) {
    char *words = arena_copy(arena, slug);
    for (char *c = words; *c; c++) {
        if (*c == '-') *c = ' ';
    }
    if (*words >= 'a' && *words <= 'z') *words = (char)(*words - 'a' + 'A');
    return words;
}

const char *format_plural(Arena *arena, int64_t count, const char *noun) {
    return arena_format(arena, "%lld %s%s", (long long)count, noun, str_plural(count));
}
