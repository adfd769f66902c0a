// Compares a picture with the one of that name in tests/golden/pictures, decoded pixel by decoded pixel.
//
// PHASOR_GOLDEN=write makes the pictures anew (then look at them). A failure writes out/NAME-{got,diff}.png.
#ifndef TESTS_SUPPORT_PICTURE_H
#define TESTS_SUPPORT_PICTURE_H

#include "base/file.h"
#include "base/png.h"
#include "support/test.h"

#include <stdlib.h>

// Largest difference of any channel, 256 if the sizes differ.
static inline int picture_difference(Pixels a, Pixels b) {
    int worst = a.w == b.w && a.h == b.h ? 0 : 256;
    for (int i = 0; worst < 256 && i < a.w * a.h * 4; i++) {
        int d = abs(a.at[i] - b.at[i]);
        if (d > worst) worst = d;
    }
    return worst;
}

// The difference is written over `got`: white where nothing differs.
static inline void picture_save_failure(const char *name, Pixels got, Pixels want) {
    char path[200];
    file_make_folder("out", NULL);
    snprintf(path, sizeof path, "out/%s-got.png", name);
    png_save(path, got, NULL);
    if (got.w != want.w || got.h != want.h) return;
    for (int i = 0; i < got.w * got.h * 4; i++) {
        if (i % 4 != 3) got.at[i] = (uint8_t)(255 - abs(got.at[i] - want.at[i]));
    }
    snprintf(path, sizeof path, "out/%s-diff.png", name);
    png_save(path, got, NULL);
}

static inline void picture_compare(const char *name, Pixels got, int tolerance) {
    Arena arena = {0};
    Pixels want = {0};
    Err err = {0};
    char path[200];
    snprintf(path, sizeof path, "tests/golden/pictures/%s.png", name);
    const char *mode = getenv("PHASOR_GOLDEN"); // NOLINT(concurrency-mt-unsafe): one thread
    if (mode && strcmp(mode, "write") == 0) CHECK(png_save(path, got, &err));
    bool loaded = png_load(path, &arena, &want, &err);
    int worst = loaded ? picture_difference(got, want) : 256;
    CHECK(loaded);
    CHECK(worst <= tolerance);
    if (worst > tolerance) {
        fprintf(stderr, "    %s: differs by up to %d of 255 %s\n", path, worst, err.text);
        picture_save_failure(name, got, want);
    }
    arena_free(&arena);
}

#endif
