// Stores of every version that there ever was open and keep everything. A new version adds its file to tests/fault/, made by
// the program of its time, and a row here.
#include "progress/backup.h"
#include "support/stores.h"

typedef struct Version {
    const char *file, *events, *setting, *value;
    int count;
} Version;

// The events were written down by the sqlite3 shell when the file was made.
static const Version VERSIONS[] = {
    {"tests/fault/version-1/progress.db", "tests/fault/version-1/events.txt", "theme", "dark", 17},
};

enum { VERSION_COUNT = sizeof VERSIONS / sizeof VERSIONS[0] };

typedef struct Dump {
    Arena arena;
    ArenaText text;
    int count;
} Dump;

// In the form of "SELECT seq, utc_ms, attempt, card, task, value FROM event".
static bool dump_event(void *self, const Event *event) {
    Dump *dump = self;
    char *line = arena_format(&dump->arena, "%lld|%lld|%lld|%s|%s|%s\n", (long long)event->seq,
                              (long long)event->utc_ms, (long long)event->attempt, event->card,
                              event->task, event->value);
    arena_text_add(&dump->text, line, strlen(line));
    dump->count++;
    return true;
}

static void put_version(const Place *place, const Version *version, const char *suffix) {
    Arena arena = {0};
    Bytes bytes = bytes_of(version->file, &arena);
    put_bytes(place_beside(place, suffix), bytes.at, bytes.size);
    arena_free(&arena);
}

static void check_contents(Store *store, const Version *version) {
    Dump dump = {0};
    Err err = {0};
    char value[32];
    dump.text.arena = &dump.arena;
    CHECK(store_select(store, &(EventFilter){0}, dump_event, &dump, &err));
    CHECK(dump.count == version->count);
    CHECK_TEXT(arena_text_done(&dump.text), bytes_of(version->events, &dump.arena).at);
    CHECK(store_get(store, version->setting, value, sizeof value));
    CHECK_TEXT(value, version->value);
    arena_free(&dump.arena);
}

static void test_an_old_store_opens_with_everything_and_goes_on(void) {
    for (int i = 0; i < VERSION_COUNT; i++) {
        Place place = place_make();
        Store *store = NULL;
        Err err = {0};
        put_version(&place, &VERSIONS[i], "");
        CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
        check_contents(store, &VERSIONS[i]);
        append_event(store, 1, EVENT_START, 0, "why", "");
        store_close(store);
        CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
        store_close(store);
        place_remove(&place);
    }
}

static void test_an_old_store_is_read_without_being_changed(void) {
    for (int i = 0; i < VERSION_COUNT; i++) {
        Place place = place_make();
        Arena arena = {0};
        Store *store = NULL;
        Err err = {0};
        put_version(&place, &VERSIONS[i], "");
        CHECK(store_open_read(place.path, &store, &err) == STORE_READ);
        check_contents(store, &VERSIONS[i]);
        store_close(store);
        Bytes now = bytes_of(place.path, &arena), then = bytes_of(VERSIONS[i].file, &arena);
        CHECK(now.size == then.size && memcmp(now.at, then.at, now.size) == 0);
        arena_free(&arena);
        place_remove(&place);
    }
}

static void test_an_old_backup_is_restored(void) {
    for (int i = 0; i < VERSION_COUNT; i++) {
        Place place = place_make();
        Store *store = NULL;
        Err err = {0};
        char aside[BACKUP_NAME_SIZE], from[2 * PATH_SIZE];
        int64_t events = 0;
        put_version(&place, &VERSIONS[i], ".old");
        snprintf(from, sizeof from, "%s", place_beside(&place, ".old"));
        CHECK(backup_restore(place.path, from, aside, &events, &err));
        CHECK(events == VERSIONS[i].count);
        CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
        check_contents(store, &VERSIONS[i]);
        store_close(store);
        place_remove(&place);
    }
}

int main(void) {
    test_an_old_store_opens_with_everything_and_goes_on();
    test_an_old_store_is_read_without_being_changed();
    test_an_old_backup_is_restored();
    return test_end();
}
