// Any summary beside a store: one that is not whole is not used and changes nothing; one that was made up, and is whole,
// may say what it likes, and whoever reads it goes on.
#include "progress/summary.h"

#include "base/str.h"
#include "formats/card_json.h"
#include "progress/log.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS = 60, REACH = 3, BYTES_MOST = 1 << 20 };

static const int64_t NOW = 1700000000000, DAY = 86400000;
static const Zone ZONE = {120, 4};

// Made once; they live as long as the program.
typedef struct Desk {
    Card card;
    const Card *cards[1];
    Store *store;
    char path[64], summary[80];
    Arena arena;
    Bytes sound;
    History history; // without a summary
} Desk;

static Desk desk;

static int64_t append(EventKind kind, int task, int64_t attempt, const char *value, int day) {
    Event event = {.utc_ms = NOW + day * DAY,
                   .attempt = attempt,
                   .kind = kind,
                   .card = desk.card.id,
                   .task = task < 0 ? "" : desk.card.tasks[task].id,
                   .value = value};
    Err err = {0};
    bool ok = store_append(desk.store, &event, &err);
    assert(ok);
    return event.seq;
}

static void live(void) {
    int64_t left = 0;
    for (int i = 0; i < EVENTS; i++) {
        int task = i % desk.card.task_count;
        const Task *asked = &desk.card.tasks[task];
        Arena scratch = {0};
        int64_t id =
            append(EVENT_START, task, 0, attempt_start_value(&scratch, asked, (uint64_t)i), i);
        Attempt attempt = {.seed = (uint64_t)i};
        TaskForm form = attempt_form(&attempt, asked);
        if (i == 7) left = id;
        if (i % 3) append(EVENT_CONFIDENCE, task, id, i % 2 ? "sure" : "guess", i);
        append(EVENT_CHECK, task, id, task_kind(asked->type)->key(asked, &form, &scratch), i);
        if (i % 5 == 0) append(EVENT_RATE, task, id, RATE_EASY, i);
        if (i % 11 == 0) {
            append(EVENT_UNDO, task, id, arena_format(&scratch, "%lld", (long long)id), i);
        }
        if (i == 20 || i == 30) append(EVENT_TEST, -1, 0, i == 20 ? TEST_BEGIN : TEST_END, i);
        arena_free(&scratch);
    }
    append(EVENT_HINT, 7 % desk.card.task_count, left, "h1", EVENTS);
}

static void clear(void) {
    static const char *const ENDINGS[] = {"", "-wal", "-shm", ".lock", ".summary"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
        char name[90];
        snprintf(name, sizeof name, "%s%s", desk.path, ENDINGS[i]);
        unlink(name);
    }
    desk.path[strlen(desk.path) - strlen("/s.db")] = '\0';
    rmdir(desk.path);
    store_close(desk.store);
    card_free(&desk.card);
    arena_free(&desk.arena);
}

static void load_history(History *out, Arena *arena) {
    Err err = {0};
    bool ok = history_load(desk.store, &desk.card, arena, out, &err);
    assert(ok);
}

static void set_up(void) {
    char folder[] = "/dev/shm/phasor-fuzz-XXXXXX";
    CardIssues issues = {0};
    Err err = {0};
    bool ok = mkdtemp(folder) && card_load(PHASOR_SOURCE_DIR "/tests/support/types.json",
                                           (CardParse){0}, &desk.card, &issues);
    assert(ok);
    card_issues_free(&issues);
    desk.cards[0] = &desk.card;
    snprintf(desk.path, sizeof desk.path, "%s/s.db", folder);
    snprintf(desk.summary, sizeof desk.summary, "%s.summary", desk.path);
    ok = store_open(desk.path, &desk.store, &err) == STORE_WRITE;
    assert(ok);
    live();
    load_history(&desk.history, &desk.arena);
    ok = summary_write(desk.store, (SummaryOf){desk.cards, 1, ZONE, 1, REACH}, &err) &&
         file_read(desk.summary, BYTES_MOST, &desk.arena, &desk.sound, &err);
    assert(ok);
    atexit(clear);
}

// What may stand where a word stood.
static const char *const WORDS[] = {"0",
                                    "1",
                                    "-1",
                                    "4",
                                    "100000",
                                    "9223372036854775807",
                                    "-9223372036854775808",
                                    "4294967297",
                                    "7ff8000000000000",
                                    "7ff0000000000000",
                                    "fff0000000000000",
                                    "0000000000000000",
                                    "8000000000000000",
                                    "7fefffffffffffff",
                                    "=",
                                    "=%00",
                                    "=%zz%",
                                    "event",
                                    "card",
                                    "",
                                    "0x10",
                                    "\n"};

// Edits come as four bytes: which word (two), what is done with it, and with what.
static void edit(ArenaText *text, const uint8_t op[4], Arena *arena) {
    const char *at = arena_text_done(text);
    size_t n = text->n, from = (size_t)(op[0] << 8 | op[1]) * 37 % (n + 1), end;
    while (from > 0 && at[from - 1] != ' ' && at[from - 1] != '\n') from--;
    for (end = from; end < n && at[end] != ' ' && at[end] != '\n';) end++;
    ArenaText out = {.arena = arena};
    const char *word = WORDS[op[3] % (sizeof WORDS / sizeof *WORDS)];
    arena_text_add(&out, at, from);
    switch (op[2] % 4) {
    case 0: arena_text_add(&out, word, strlen(word)); break;
    case 1: arena_text_add(&out, &(char){(char)op[3]}, 1); break;
    case 2: arena_text_add(&out, at, from < 60 ? from : 60); break;
    default: end = end + op[3] < n ? end + op[3] : n; break;
    }
    arena_text_add(&out, at + end, n - end);
    *text = out;
}

static void look_at_schedule(Arena *arena) {
    Schedule schedule;
    Due due[EVENTS];
    Err err = {0};
    bool ok = schedule_load(desk.store, &desk.card, ZONE, arena, &schedule, &err);
    assert(ok);
    int64_t now = NOW + 90 * DAY;
    for (int i = 0; i < schedule.task_count; i++) {
        AttemptRow row = {.card = desk.card.id,
                          .task = desk.card.tasks[i].id,
                          .done = true,
                          .id = 5000,
                          .end_ms = now,
                          .rating = RATING_HARD};
        for (FsrsRating r = FSRS_AGAIN; r <= FSRS_EASY; r++) {
            schedule_due_if(&schedule, i, schedule.tasks[i].attempt, r);
        }
        (void)schedule_is_due(&schedule, i, now);
        if (i % 2) schedule_add(&schedule, &desk.card, &row);
        assert(isfinite(schedule.tasks[i].item.memory.stability));
    }
    due_sort(due, schedule_due(&schedule, &desk.card, now, 0, due));
    schedule_next(&schedule, &desk.card, NULL, now);
    schedule_due_by(&schedule, &desk.card, now, now + DAY);
}

static void look_at_log(Arena *arena) {
    LogFilter filter = {.cards = desk.cards, .card_count = 1};
    AttemptRow *rows, one;
    Err err = {0};
    int count = log_newest(desk.store, &filter, 20, arena, &rows, &err);
    for (int i = 0; i < count; i++) {
        (void)log_find(desk.store, &filter, rows[i].id, arena, &one, &err);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!desk.store) set_up();
    if (size == 0) return 0;
    Arena arena = {0};
    ArenaText text = {.arena = &arena};
    bool made_up = data[0] % 4 != 0; // the last line fits
    size_t end = desk.sound.size - 1;
    while (desk.sound.at[end - 1] != '\n') end--;
    arena_text_add(&text, desk.sound.at, made_up ? end : desk.sound.size);
    for (size_t i = 1; i + 4 <= size && i < 80; i += 4) edit(&text, data + i, &arena);
    if (made_up) {
        int64_t hash = (int64_t)(summary_hash(arena_text_done(&text), text.n) >> 1);
        summary_put_word(&text, "end");
        summary_put_integer(&text, hash);
        summary_put_end(&text);
    }
    Err err = {0};
    bool ok = file_write(desk.summary, arena_text_done(&text), text.n, &err);
    assert(ok);
    History history;
    load_history(&history, &arena);
    if (!made_up) {
        assert(history.known == desk.history.known);
        assert(!(fabs(history.points - desk.history.points) > 0));
    }
    assert(history.known >= 0 && history.known <= desk.card.task_count);
    assert(history.points >= 0 && history.points <= desk.card.task_count);
    look_at_schedule(&arena);
    look_at_log(&arena);
    arena_free(&arena);
    return 0;
}
