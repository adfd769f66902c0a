// SDL_ttf faces from memory, opened per size, and runs drawn with them.
#include "sdl/font.h"

#include "base/file.h"
#include "base/str.h"
#include "sdl/hash.h"

#include <SDL.h>
#include <SDL_ttf.h>

#include <assert.h>
#include <math.h>
#include <stdio.h>

enum {
    FILE_MOST = 16 << 20,
    TEXT_MOST = 4096,  // bytes of one run that are looked at together
    WIDTH_MOST = 8192, // pixels of one run that are drawn
    OPEN_MOST = 64,
    STEPS = 8,   // sizes per pixel
    EM = 512,    // pixels per em at which advances are measured
    SETS = 4096, // of cached widths …
    WAYS = 4,    // … of four each
    SIZE_MOST = 512,
};

static const char *const file_names[FONT_COUNT] = {
    [FONT_REGULAR] = "Inter-Regular.ttf",      [FONT_MEDIUM] = "Inter-Medium.ttf",
    [FONT_SEMIBOLD] = "Inter-SemiBold.ttf",    [FONT_ITALIC] = "Inter-Italic.ttf",
    [FONT_MONO] = "JetBrainsMono-Regular.ttf",
};

typedef struct OpenFont {
    TTF_Font *ttf;
    FontId font;
    int eighths;
    uint64_t used;
} OpenFont;

typedef struct CachedWidth {
    uint64_t key;
    double em; // advance at one pixel per em
} CachedWidth;

struct Fonts {
    Arena arena; // owns this struct too
    Bytes files[FONT_COUNT];
    TTF_Font *ruler[FONT_COUNT]; // at EM, unhinted
    double blank[FONT_COUNT];    // advance of the two spaces put around a text to measure it, at EM
    OpenFont open[OPEN_MOST];
    uint64_t clock;
    CachedWidth widths[SETS][WAYS];
};

// SDL_ttf takes whole points only: at 9 points a dot per inch is an eighth of a pixel.
static TTF_Font *open_at(const Fonts *fonts, FontId font, int eighths, int hinting) {
    SDL_RWops *bytes = SDL_RWFromConstMem(fonts->files[font].at, (int)fonts->files[font].size);
    TTF_Font *ttf = TTF_OpenFontDPIRW(bytes, 1, 9, (unsigned)eighths, (unsigned)eighths);
    if (!ttf) return NULL;
    TTF_SetFontScriptName(ttf, "Latn"); // without a script there is no kerning
    TTF_SetFontKerning(ttf, 1);
    TTF_SetFontHinting(ttf, hinting);
    return ttf;
}

static bool load_face(Fonts *fonts, FontId font, const char *folder, Err *err) {
    const char *path = arena_format(&fonts->arena, "%s/%s", folder, file_names[font]);
    if (!file_read(path, FILE_MOST, &fonts->arena, &fonts->files[font], err)) return false;
    fonts->ruler[font] = open_at(fonts, font, EM * STEPS, TTF_HINTING_NONE);
    if (!fonts->ruler[font]) return err_set(err, "%s: not a usable font: %s", path, TTF_GetError());
    int w = 0;
    TTF_SizeUTF8(fonts->ruler[font], "  ", &w, NULL);
    fonts->blank[font] = w;
    return true;
}

bool fonts_load(const char *folder, Fonts **out, Err *err) {
    *out = NULL;
    if (TTF_Init() != 0) return err_set(err, "fonts: cannot start SDL_ttf: %s", TTF_GetError());
    Arena arena = {0};
    Fonts *fonts = arena_alloc(&arena, sizeof *fonts);
    fonts->arena = arena;
    bool ok = true;
    for (FontId font = 0; font < FONT_COUNT && ok; font++) ok = load_face(fonts, font, folder, err);
    if (ok) {
        *out = fonts;
    } else {
        fonts_free(fonts);
    }
    return ok;
}

void fonts_free(Fonts *fonts) {
    if (!fonts) return;
    for (int i = 0; i < FONT_COUNT; i++) {
        if (fonts->ruler[i]) TTF_CloseFont(fonts->ruler[i]);
    }
    for (int i = 0; i < OPEN_MOST; i++) {
        if (fonts->open[i].ttf) TTF_CloseFont(fonts->open[i].ttf);
    }
    TTF_Quit();
    Arena arena = fonts->arena;
    arena_free(&arena);
}

static TTF_Font *font_at(Fonts *fonts, FontId font, int eighths) {
    OpenFont *slot = &fonts->open[0];
    for (int i = 0; i < OPEN_MOST; i++) {
        OpenFont *open = &fonts->open[i];
        if (open->ttf && open->font == font && open->eighths == eighths) {
            open->used = ++fonts->clock;
            return open->ttf;
        }
        if (open->used < slot->used) slot = open;
    }
    if (slot->ttf) TTF_CloseFont(slot->ttf);
    TTF_Font *ttf = open_at(fonts, font, eighths, TTF_HINTING_LIGHT_SUBPIXEL);
    *slot = (OpenFont){ttf, font, eighths, ++fonts->clock};
    return ttf;
}

// Copies what can be drawn: valid UTF-8 of at most TEXT_MOST bytes, with a space for each control character.
// Returns the bytes of `text` that were used.
static int copy_clean(const char *text, int n, char out[TEXT_MOST + 8], int *length) {
    const char *at = text, *end = text + n;
    char *to = out;
    while (at < end && to - out + 4 <= TEXT_MOST) {
        uint32_t code = str_next(&at, end);
        char bytes[5];
        int size = str_put(code < 0x20 || code == 0x7F ? ' ' : code, bytes);
        memcpy(to, bytes, (size_t)size);
        to += size;
    }
    *to = 0;
    *length = (int)(to - out);
    return (int)(at - text);
}

// Spaces on both sides keep the overhang of the first and last letter out of the advance.
static double measure_clean(const Fonts *fonts, FontId font, const char *clean) {
    char padded[TEXT_MOST + 16];
    int w = 0;
    snprintf(padded, sizeof padded, " %s ", clean);
    if (TTF_SizeUTF8(fonts->ruler[font], padded, &w, NULL) != 0) return 0;
    return fmax(w - fonts->blank[font], 0) / EM;
}

static double measure(const Fonts *fonts, FontId font, const char *text, int n) {
    char clean[TEXT_MOST + 8];
    double em = 0;
    for (int length; n > 0;) {
        int used = copy_clean(text, n, clean, &length);
        em += measure_clean(fonts, font, clean);
        text += used, n -= used;
    }
    return em;
}

static double width_at_one(Fonts *fonts, FontId font, const char *text, int n) {
    uint64_t key = hash_bytes((uint64_t)font + 1, text, (size_t)n);
    CachedWidth *set = fonts->widths[key % SETS];
    for (int i = 0; i < WAYS; i++) {
        if (set[i].key == key) return set[i].em;
    }
    double em = measure(fonts, font, text, n);
    set[fonts->clock++ % WAYS] = (CachedWidth){key, em};
    return em;
}

static double get_width(void *self, TextStyle style, const char *text, int n) {
    assert(style.font < FONT_COUNT);
    if (n < 0) n = (int)strlen(text);
    return n == 0 ? 0 : style.size * width_at_one(self, style.font, text, n);
}

static double get_ascent(void *self, TextStyle style) {
    const Fonts *fonts = self;
    return style.size * TTF_FontAscent(fonts->ruler[style.font]) / EM;
}

static double get_descent(void *self, TextStyle style) {
    const Fonts *fonts = self;
    return style.size * -TTF_FontDescent(fonts->ruler[style.font]) / EM;
}

Metrics fonts_metrics(Fonts *fonts) {
    return (Metrics){fonts, get_width, get_ascent, get_descent};
}

bool fonts_have(Fonts *fonts, FontId font, uint32_t code) {
    return TTF_GlyphIsProvided32(fonts->ruler[font], code) != 0;
}

// Halves a run until it fits; cut runs are far wider than any window.
static void cut_to_width(const Fonts *fonts, FontId font, double px, char *clean, int length) {
    while (length > 1 && measure_clean(fonts, font, clean) * px > WIDTH_MOST) {
        length /= 2;
        while (length > 0 && ((unsigned char)clean[length] & 0xC0) == 0x80) length--;
        clean[length] = 0;
    }
}

// SDL_ttf moves a run right when its first letter reaches left of the pen.
static int left_reach(TTF_Font *ttf, const char *clean) {
    const char *at = clean;
    int left = 0;
    if (TTF_GlyphMetrics32(ttf, str_next(&at, clean + strlen(clean)), &left, NULL, NULL, NULL,
                           NULL)) {
        return 0;
    }
    return left < 0 ? left : 0;
}

FontRun fonts_render(Fonts *fonts, FontId font, double px, const char *text, int n) {
    assert(font < FONT_COUNT);
    char clean[TEXT_MOST + 8];
    int length = 0;
    if (n < 0) n = (int)strlen(text);
    copy_clean(text, n, clean, &length);
    if (length == 0 || !(px >= 1) || px > SIZE_MOST) return (FontRun){0};
    TTF_Font *ttf = font_at(fonts, font, (int)lround(px * STEPS));
    if (!ttf) return (FontRun){0};
    cut_to_width(fonts, font, px, clean, length);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(ttf, clean, (SDL_Color){255, 255, 255, 255});
    return (FontRun){surface, left_reach(ttf, clean), -TTF_FontAscent(ttf)};
}
