// A store of a million attempts, made in a folder of its own, and how long a learner would wait for it.
#include "main/bench.h"
#include "progress/log.h"
#include "progress/summary.h"
#include "sdl/window.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TASKS = 40, BATCH = 5000, PAGE = 120, EVENTS_EACH = 2 };

static const Zone ZONE = {0, ROLLOVER_HOUR};

typedef struct Sample {
    Card card;
    Task tasks[TASKS];
    Option options[4];
    char ids[TASKS][16];
} Sample;

static void make_card(Sample *sample) {
    static const char *const IDS[] = {"adds", "rotates", "clips", "nothing"};
    for (int i = 0; i < 4; i++) sample->options[i] = (Option){.id = IDS[i], .correct = i == 1};
    for (int i = 0; i < TASKS; i++) {
        snprintf(sample->ids[i], sizeof sample->ids[i], "task-%d", i);
        sample->tasks[i] = (Task){.id = sample->ids[i],
                                  .type = task_type_find("single_choice"),
                                  .options = sample->options,
                                  .option_count = 4};
    }
    sample->card =
        (Card){.id = "sample", .tasks = sample->tasks, .task_count = TASKS, .json = {"{}", 2}};
}

// Every attempt is begun and answered, three of four rightly, a minute apart.
static bool fill(const Sample *sample, Store *store, int attempts, Err *err) {
    static const int64_t BEGIN_MS = 1700000000000, MINUTE_MS = 60000;
    Arena arena = {0};
    Event *events = arena_array(&arena, (size_t)BATCH * EVENTS_EACH, sizeof *events);
    bool ok = true;
    for (int done = 0; ok && done < attempts; done += BATCH) {
        int count = attempts - done < BATCH ? attempts - done : BATCH;
        for (int i = 0; i < count; i++) {
            Event start = {.utc_ms = BEGIN_MS + (done + i) * MINUTE_MS,
                           .kind = EVENT_START,
                           .card = "sample",
                           .task = sample->ids[(done + i) % TASKS],
                           .value = "12345678901234567890,nothing,adds,rotates,clips"};
            Event check = start;
            check.kind = EVENT_CHECK;
            check.attempt = -1;
            check.value = (done + i) / TASKS % 4 ? "rotates" : "clips";
            events[(size_t)i * EVENTS_EACH] = start;
            events[(size_t)i * EVENTS_EACH + 1] = check;
        }
        ok = store_append_all(store, events, count * EVENTS_EACH, err);
    }
    arena_free(&arena);
    return ok;
}

static bool make(const Sample *sample, const char *path, int attempts, Err *err) {
    Store *store = NULL;
    const Card *cards[] = {&sample->card};
    SummaryOf of = {.cards = cards, .card_count = 1, .zone = ZONE, .reach = LOG_REACH};
    bool ok = store_open(path, &store, err) == STORE_WRITE && fill(sample, store, attempts, err) &&
              summary_write(store, of, err);
    store_close(store);
    return ok;
}

// Pages of attempts that were done long ago.
static bool turn_pages(Store *store, const LogFilter *all, int attempts, BenchStore *out,
                       Err *err) {
    enum { STEPS = 8 };

    bool ok = true;
    for (int i = 1; ok && i < STEPS; i++) {
        Arena arena = {0};
        AttemptRow *rows = NULL;
        LogFilter older = *all;
        older.before = (int64_t)attempts * EVENTS_EACH / STEPS * i;
        double from_ms = window_now_ms();
        ok = log_newest(store, &older, PAGE, &arena, &rows, err) == PAGE;
        out->page_ms = fmax(out->page_ms, window_now_ms() - from_ms);
        arena_free(&arena);
    }
    return ok;
}

// As the program does when it starts, and then on its Progress screen.
static bool open_sample(const Sample *sample, const char *path, int attempts, BenchStore *out,
                        Err *err) {
    Store *store = NULL;
    Arena arena = {0};
    History history;
    Schedule schedule;
    AttemptRow *rows = NULL;
    const Card *cards[] = {&sample->card};
    double from_ms = window_now_ms();
    bool ok = store_open(path, &store, err) == STORE_WRITE &&
              history_load(store, &sample->card, &arena, &history, err) &&
              schedule_load(store, &sample->card, ZONE, &arena, &schedule, err);
    out->open_ms = window_now_ms() - from_ms;
    from_ms = window_now_ms();
    LogFilter all = {.cards = cards, .card_count = 1};
    ok = ok && log_newest(store, &all, PAGE, &arena, &rows, err) == PAGE;
    out->list_ms = window_now_ms() - from_ms;
    ok = ok && turn_pages(store, &all, attempts, out, err);
    store_close(store);
    arena_free(&arena);
    return ok;
}

bool bench_store(int attempts, BenchStore *out, Err *err) {
    static const char *const LEFT[] = {"", ".lock", ".summary", "-wal", "-shm"};
    char folder[] = "/tmp/phasor-bench-XXXXXX", path[64], name[80];
    Sample sample;
    if (!mkdtemp(folder)) return err_set(err, "bench: no folder can be made in /tmp");
    snprintf(path, sizeof path, "%s/progress.db", folder);
    make_card(&sample);
    bool ok = make(&sample, path, attempts, err) && open_sample(&sample, path, attempts, out, err);
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++) {
        snprintf(name, sizeof name, "%s%s", path, LEFT[i]);
        unlink(name);
    }
    rmdir(folder);
    return ok;
}
