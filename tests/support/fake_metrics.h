// A font of fixed widths: every byte is half as wide as the size, so that layout can be computed by hand.
#ifndef TESTS_SUPPORT_FAKE_METRICS_H
#define TESTS_SUPPORT_FAKE_METRICS_H

#include "ui/metrics.h"

static double fake_width(void *self, TextStyle style, const char *text, int n) {
    (void)self, (void)text;
    return n * style.size / 2;
}

static double fake_ascent(void *self, TextStyle style) {
    (void)self;
    return style.size * 0.8;
}

static double fake_descent(void *self, TextStyle style) {
    (void)self;
    return style.size * 0.2;
}

static inline Metrics fake_metrics(void) {
    return (Metrics){.width = fake_width, .ascent = fake_ascent, .descent = fake_descent};
}

#endif
