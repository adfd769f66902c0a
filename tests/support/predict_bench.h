// What the tests of predictions share: the program over the shipped cards and a store, without a window.
#ifndef TESTS_SUPPORT_PREDICT_BENCH_H
#define TESTS_SUPPORT_PREDICT_BENCH_H

#include "app/figure.h"
#include "app/preset_check.h"
#include "base/str.h"
#include "support/bench.h"

static const CardParse HOW = {.view_exists = figure_known,
                              .preset_ok = preset_check,
                              .move_ok = preset_move_check,
                              .strict = true};

static inline void open_cards(Bench *b) {
    static const char *const PATHS[] = {"cards/rope.json", "cards/positional-encodings.json",
                                        "cards/positional-embeddings.json",
                                        "cards/multi-latent-attention.json"};
    for (int i = 0; i < 4; i++) bench_add(&b->app, PATHS[i], HOW);
    CHECK(app_open(&b->app, "rope"));
    app_set_clock(&b->app, 1700000000000);
}

static inline Bench bench_open(const char *path) {
    Bench b;
    bench_begin(&b, path);
    open_cards(&b);
    return b;
}

// The lesson of the card shown whose prediction has this id, as the target of actions.
static inline int lesson_of(const Bench *b, const char *id) {
    const Card *card = &b->app.shelf->card;
    for (int i = 0; i < card->lesson_count; i++) {
        if (str_same(card->lessons[i].predict.id, id)) return i;
    }
    fprintf(stderr, "    no prediction \"%s\" in %s\n", id, card->id);
    CHECK(false);
    return 0;
}

// "set 3 base 2000".
static inline const char *on(Bench *b, const char *action, int lesson, const char *rest) {
    return arena_format(&b->arena, "%s %d %s", action, lesson, rest);
}

static inline const Predicting *now(const Bench *b, int lesson) {
    return &b->app.shelf->predicting[lesson];
}

static inline double setting(const Bench *b, int lesson, FigureKey key) {
    return b->app.shelf->lessons[lesson].value[key];
}

#endif
