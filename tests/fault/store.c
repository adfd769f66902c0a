// A store whose file is damaged: no crash, a message, and every readable event is kept.
#include "progress/store.h"

#include "base/rng.h"
#include "support/stores.h"

#include <sqlite3.h>

enum { EVENTS = 150 }; // 50 attempts

// Opens what is at the place, takes the census, and checks what holds for every damage: a message unless all is well, and
// a store that can be written and is sound the next time.
static StoreMode examine(const Place *place, Census *census) {
    Store *store = NULL;
    Err err = {0};
    StoreMode mode = store_open(place->path, &store, &err);
    *census = census_of(store);
    CHECK(mode == STORE_WRITE ? err.text[0] == '\0' : is_one_line(err.text));
    if (mode == STORE_RESCUED) {
        CHECK(strstr(err.text, "s.db.damaged-1") != NULL);
        CHECK(append_next(store, census->last + 1, &err));
    }
    store_close(store);
    if (mode != STORE_RESCUED) return mode;
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    CHECK(census_of(store).count == census->count + 1);
    store_close(store);
    return mode;
}

// Events whose value, and the eight bytes of checksum behind it, are in the bytes.
static int count_whole(Bytes bytes, bool whole[EVENT_MOST]) {
    int count = 0;
    memset(whole, 0, EVENT_MOST * sizeof whole[0]);
    const char *end = bytes.at + bytes.size, *at = bytes.at;
    for (; at < end && (at = memchr(at, '<', (size_t)(end - at))); at++) {
        size_t n = strlen(value_of(1)) + 8;
        int seq = (size_t)(end - at) < n ? 0 : atoi(at + 8); // NOLINT(cert-err34-c): checked below
        if (seq < 1 || seq > EVENTS || memcmp(at, value_of(seq), n - 8) != 0) continue;
        count += !whole[seq];
        whole[seq] = true;
    }
    return count;
}

static bool store_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    bool ok = sqlite3_open(path, &db) == SQLITE_OK &&
              sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    return ok;
}

static void test_truncation_keeps_the_rows_before_the_end(bool all_sizes) {
    Place place = place_make();
    Arena arena = {0};
    place_fill(&place, EVENTS);
    Bytes all = bytes_of(place.path, &arena);
    bool whole[EVENT_MOST];
    CHECK(count_whole(all, whole) == EVENTS);
    for (size_t size = 2; size < all.size; size += all_sizes || size % 4096 == 0 ? 1
                                                   : size % 4096 == 1            ? 330
                                                                                 : 331) {
        place_empty(&place);
        put_bytes(place.path, all.at, size);
        Census census;
        CHECK(examine(&place, &census) == STORE_RESCUED);
        int readable = count_whole((Bytes){all.at, size}, whole);
        CHECK(census.count == readable);
        for (int seq = 1; seq <= EVENTS; seq++) CHECK(census.has[seq] == whole[seq]);
        Arena scratch = {0};
        Bytes copy = bytes_of(place_beside(&place, ".damaged-1"), &scratch);
        CHECK(copy.size == size && memcmp(copy.at, all.at, size) == 0);
        arena_free(&scratch);
    }
    arena_free(&arena);
    place_remove(&place);
}

// One changed bit can spoil one row, wherever it is; what is read is never false.
static void test_a_flipped_bit_costs_one_row_at_most(bool all_bytes) {
    Place place = place_make();
    Arena arena = {0};
    place_fill(&place, EVENTS);
    Bytes all = bytes_of(place.path, &arena);
    char *bytes = arena_text(&arena, all.at, all.size);
    Rng rng = {7};
    int modes[4] = {0};
    for (size_t i = 0; i < (all_bytes ? all.size : 400); i++) {
        size_t at = i < 100 || all_bytes ? i : rng_below(&rng, (uint32_t)all.size);
        unsigned bit = 1u << rng_below(&rng, 8);
        bytes[at] = (char)(bytes[at] ^ (int)bit);
        place_empty(&place);
        put_bytes(place.path, bytes, all.size);
        Census census;
        StoreMode mode = examine(&place, &census);
        modes[mode]++;
        CHECK(census.count >= EVENTS - 1);
        CHECK(mode != STORE_WRITE || census.count == EVENTS);
        CHECK(mode != STORE_MEMORY);
        bytes[at] = all.at[at];
    }
    CHECK(modes[STORE_WRITE] > 20 && modes[STORE_RESCUED] > 100);
    arena_free(&arena);
    place_remove(&place);
}

// Copies the file and its log while the store is open: what a lost process leaves.
static void crash_copy(const Place *place, Arena *arena, Bytes *file, Bytes *log) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    for (int seq = 1; seq <= EVENTS; seq++) CHECK(append_next(store, seq, &err));
    *file = bytes_of(place->path, arena);
    *log = bytes_of(place_beside(place, "-wal"), arena);
    store_close(store);
}

static void put_crash(const Place *place, Bytes file, const char *log, size_t log_size) {
    place_empty(place);
    put_bytes(place->path, file.at, file.size);
    put_bytes(place_beside(place, "-wal"), log, log_size);
}

static void test_a_damaged_log_keeps_its_rows(void) {
    Place place = place_make();
    Arena arena = {0};
    Bytes file, log;
    Census census;
    crash_copy(&place, &arena, &file, &log);
    char *bytes = arena_text(&arena, log.at, log.size);
    Rng rng = {11};
    int rescued = 0;
    for (int i = 0; i < 60; i++) {
        size_t at = i < 32 ? (size_t)i : rng_below(&rng, (uint32_t)log.size);
        bytes[at] = (char)(bytes[at] ^ 0x10);
        put_crash(&place, file, bytes, log.size);
        rescued += examine(&place, &census) == STORE_RESCUED;
        CHECK(census.count >= EVENTS - 1);
        bytes[at] = log.at[at];
    }
    CHECK(rescued > 20);
    for (size_t size = 0; size < log.size; size += log.size / 23) {
        put_crash(&place, file, log.at, size);
        bool whole[EVENT_MOST];
        int readable = count_whole((Bytes){log.at, size}, whole);
        examine(&place, &census);
        CHECK(census.count >= readable);
    }
    arena_free(&arena);
    place_remove(&place);
}

// The bytes of a filled store, to be changed.
static char *fill_and_read(const Place *place, Arena *arena, size_t *size) {
    place_fill(place, EVENTS);
    Bytes file = bytes_of(place->path, arena);
    *size = file.size;
    return arena_text(arena, file.at, file.size);
}

// A changed trigger leaves trees and rows whole.
static void change_a_definition(const Place *place, Arena *arena) {
    const char *want = "BEFORE DELETE ON event";
    size_t size = 0;
    char *bytes = fill_and_read(place, arena, &size);
    bool found = false;
    for (size_t at = 0; at + strlen(want) < size && !found; at++) {
        found = memcmp(bytes + at, want, strlen(want)) == 0;
        if (found) memcpy(bytes + at, "AFTER  DELETE ON event", strlen(want));
    }
    CHECK(found);
    put_bytes(place->path, bytes, size);
}

// A wrong count of free pages: every row is read and every checksum holds, SQLite's own examination does not.
static void change_a_tree(const Place *place, Arena *arena) {
    place_fill(place, EVENTS);
    CHECK(store_sql(place->path, "CREATE TABLE spare(x);"
                                 "INSERT INTO spare VALUES (zeroblob(9000)); DROP TABLE spare"));
    Bytes file = bytes_of(place->path, arena);
    char *bytes = arena_text(arena, file.at, file.size);
    bytes[39] = (char)(bytes[39] + 1); // the header's count, big-endian at 36
    put_bytes(place->path, bytes, file.size);
}

static void crash(const Place *place, Arena *arena) {
    Bytes file, log;
    crash_copy(place, arena, &file, &log);
    put_crash(place, file, log.at, log.size);
}

static void lose_the_file(const Place *place, Arena *arena) {
    Bytes file, log;
    crash_copy(place, arena, &file, &log);
    put_crash(place, (Bytes){"", 0}, log.at, log.size);
}

static void interrupt_a_rescue(const Place *place, Arena *arena) {
    crash(place, arena);
    put_bytes(place_beside(place, ".rescue"), "half", 4);
}

static void empty_the_file(const Place *place, Arena *arena) {
    (void)arena;
    put_bytes(place->path, "", 0);
}

static void leave_the_first_words(const Place *place, Arena *arena) {
    (void)arena;
    put_bytes(place->path, "SQLite format 3", 16);
}

static void test_each_damage_is_noticed_and_costs_nothing_readable(void) {
    static const struct {
        void (*damage)(const Place *place, Arena *arena);
        StoreMode mode;
        int events;
    } ROWS[] = {
        {change_a_definition, STORE_RESCUED, EVENTS},
        {change_a_tree, STORE_RESCUED, EVENTS},
        {crash, STORE_WRITE, EVENTS},
        {lose_the_file, STORE_RESCUED, EVENTS},
        {interrupt_a_rescue, STORE_RESCUED, EVENTS},
        {empty_the_file, STORE_WRITE, 0},
        {leave_the_first_words, STORE_RESCUED, 0},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Place place = place_make();
        Arena arena = {0};
        Census census;
        ROWS[i].damage(&place, &arena);
        CHECK(examine(&place, &census) == ROWS[i].mode);
        CHECK(census.count == ROWS[i].events);
        CHECK(!file_exists(place_beside(&place, ".rescue")));
        arena_free(&arena);
        place_remove(&place);
    }
}

typedef struct Times {
    int64_t at[32];
    int count;
} Times;

static bool note_time(void *self, const Event *event) {
    Times *times = self;
    if (times->count < 32) times->at[times->count++] = event->utc_ms;
    return true;
}

// SQLite stores a number in 0, 1, 2, 3, 4, 6 or 8 bytes: each form is found again, with its sign.
static void test_numbers_of_every_size_are_rescued(void) {
    static const int64_t WANT[] = {
        0,       1,          -1,        -5,        127,           -128,          300,
        -300,    70000,      -70000,    20000000,  -20000000,     3000000000,    -3000000000,
        1 << 30, -(1 << 30), INT64_MAX, INT64_MIN, 1700000000000, -1700000000000};
    const int count = (int)(sizeof WANT / sizeof WANT[0]);
    Place place = place_make();
    Arena arena = {0};
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    for (int i = 0; i < count; i++) {
        Event event = {
            .utc_ms = WANT[i], .kind = EVENT_START, .card = "c", .task = "t", .value = ""};
        CHECK(store_append(store, &event, &err));
    }
    store_close(store);
    Bytes file = bytes_of(place.path, &arena);
    char *bytes = arena_text(&arena, file.at, file.size);
    memset(bytes, 0x55, 1000);
    put_bytes(place.path, bytes, file.size);
    CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
    Times times = {0};
    CHECK(store_select(store, &(EventFilter){0}, note_time, &times, &err));
    CHECK(times.count == count);
    for (int i = 0; i < times.count && i < count; i++) CHECK(times.at[i] == WANT[i]);
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void test_garbage_is_set_aside(void) {
    Place place = place_make();
    char noise[20000];
    Rng rng = {3};
    for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)rng_next(&rng);
    for (size_t size = 2; size < sizeof noise; size = size * 3 + 1) {
        place_empty(&place);
        put_bytes(place.path, noise, size);
        Census census;
        CHECK(examine(&place, &census) == STORE_RESCUED);
        CHECK(census.count == 0);
    }
    place_remove(&place);
}

// Settings survive when only an event is damaged; each damage gets a name of its own.
static void test_settings_and_older_copies_survive(void) {
    Place place = place_make();
    for (int round = 1; round <= 3; round++) {
        Arena arena = {0};
        if (round == 1) place_fill(&place, EVENTS);
        Bytes bytes = bytes_of(place.path, &arena);
        for (size_t at = 0; at + 20 < bytes.size; at++) {
            if (memcmp(bytes.at + at, value_of(10 + round), 13) == 0) {
                ((char *)bytes.at)[at + 2] ^= 1;
            }
        }
        put_bytes(place.path, bytes.at, bytes.size);
        Store *store = NULL;
        Err err = {0};
        char theme[16], name[32];
        CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
        snprintf(name, sizeof name, "s.db.damaged-%d", round);
        CHECK(strstr(err.text, name) != NULL);
        CHECK(census_of(store).count == EVENTS - round);
        CHECK(store_get(store, "theme", theme, sizeof theme));
        store_close(store);
        arena_free(&arena);
    }
    place_remove(&place);
}

// The states that a rescue can be interrupted in.
static void test_an_interrupted_rescue_is_completed(void) {
    Place place = place_make();
    Arena arena = {0};
    Bytes file, log;
    Census census;
    crash_copy(&place, &arena, &file, &log);
    put_crash(&place, file, log.at, log.size);
    put_bytes(place_beside(&place, ".rescue"), "half", 4); // while it was filled
    CHECK(examine(&place, &census) == STORE_RESCUED);
    CHECK(census.count == EVENTS);
    CHECK(!file_exists(place_beside(&place, ".rescue")));
    Bytes whole = bytes_of(place.path, &arena);
    place_empty(&place);
    put_bytes(place_beside(&place, ".rescue"), whole.at, whole.size);
    put_bytes(place_beside(&place, ".damaged-1"), file.at, file.size);
    put_bytes(place_beside(&place, ".damaged-1-wal"), log.at, log.size);
    Store *store = NULL; // the file was renamed, the new one was not
    Err err = {0};
    CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
    CHECK(census_of(store).count == EVENTS + 1);
    store_close(store);
    put_bytes(place.path, file.at, file.size); // the log was renamed, the file is still there
    put_bytes(place_beside(&place, ".rescue"), whole.at, whole.size);
    CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
    CHECK(census_of(store).count == EVENTS + 1);
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

// With an argument every size and every byte is damaged, else a sample of them.
int main(int argc, char **argv) {
    (void)argv;
    test_truncation_keeps_the_rows_before_the_end(argc > 1);
    test_a_flipped_bit_costs_one_row_at_most(argc > 1);
    test_a_damaged_log_keeps_its_rows();
    test_each_damage_is_noticed_and_costs_nothing_readable();
    test_numbers_of_every_size_are_rescued();
    test_garbage_is_set_aside();
    test_settings_and_older_copies_survive();
    test_an_interrupted_rescue_is_completed();
    return test_end();
}
