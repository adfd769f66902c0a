// The program over shipped cards and a store, without a window, told by actions as they are written.
#ifndef TESTS_SUPPORT_BENCH_H
#define TESTS_SUPPORT_BENCH_H

#include "app/app.h"
#include "formats/card_json.h"
#include "support/test.h"

typedef struct Bench {
    Arena arena;
    Store *store;
    App app;
} Bench;

// With a store at this path, "" for one in memory, and no card yet.
static inline void bench_begin(Bench *b, const char *path) {
    Err err = {0};
    *b = (Bench){0};
    store_open(path, &b->store, &err);
    app_new(&b->app, b->store);
}

// Adds a card in which nothing is to be objected to; true if it could be read.
static inline bool bench_add(App *app, const char *path, CardParse how) {
    Card card;
    CardIssues issues = {0};
    Err err = {0};
    bool ok = card_load(path, how, &card, &issues) && app_add(app, &card, &err);
    CHECK(ok && issues.count == 0);
    card_issues_free(&issues);
    return ok;
}

static inline void bench_free(Bench *b) {
    app_free(&b->app);
    store_close(b->store);
    arena_free(&b->arena);
}

static inline bool tried(Bench *b, const char *line) {
    Action action;
    Err err = {0};
    bool ok = action_parse(&b->arena, line, &action, &err);
    CHECK(ok);
    return ok && app_apply(&b->app, &action);
}

static inline void run(Bench *b, const char *line) {
    bool ok = tried(b, line);
    if (!ok) fprintf(stderr, "    %s: %s\n", line, b->app.message);
    CHECK(ok);
}

#endif
