// Two cards over a store in memory, at noon of a day: answers, right or wrong, from day to day.
#ifndef TESTS_SUPPORT_REVIEW_BENCH_H
#define TESTS_SUPPORT_REVIEW_BENCH_H

#include "app/figure.h"
#include "support/bench.h"

enum { DAY_MS = 86400000 };

static const int64_t NOON = 20000LL * DAY_MS + DAY_MS / 2;

static inline void add_cards(App *app) {
    static const char *const PATHS[] = {"cards/positional-encodings.json", "cards/rope.json"};
    for (int i = 0; i < 2; i++) bench_add(app, PATHS[i], (CardParse){.view_exists = figure_known});
}

static inline Bench bench_new(void) {
    Bench b;
    bench_begin(&b, "");
    add_cards(&b.app);
    CHECK(app_open(&b.app, "positional-encodings"));
    app_set_clock(&b.app, NOON);
    return b;
}

static inline void fail(Bench *b, const char *line) {
    bool refused = !tried(b, line);
    if (!refused) fprintf(stderr, "    %s: was not refused\n", line);
    CHECK(refused);
}

// The text of an option of the question at hand that is right, or is not.
static inline void choose(Bench *b, bool right) {
    const Task *task = app_task(&b->app);
    int option = 0;
    while (task->options[option].correct != right) option++;
    run(b, arena_format(&b->arena, "answer %s", task->options[option].id));
}

// Answers a single choice: sure or not, right or (to its end) wrong.
static inline void answer(Bench *b, const char *task, bool sure, bool right) {
    run(b, arena_format(&b->arena, "task %s", task));
    if (app_attempt(&b->app)->done) run(b, "again");
    if (sure) run(b, "confidence sure");
    choose(b, right);
    run(b, "check");
    if (!right) run(b, "reveal");
}

// Ids of single choices of the card, in its order.
static inline const char *single(const Bench *b, int which) {
    const Card *card = &b->app.shelf->card;
    for (int i = 0; i < card->task_count; i++) {
        if (card->tasks[i].type == TASK_SINGLE_CHOICE && which-- == 0) return card->tasks[i].id;
    }
    return "";
}

#endif
