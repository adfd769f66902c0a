// A store too large to be examined whole at each start: its damage is met later, costs one row, and is repaired at the next
// start.
#include "progress/backup.h"
#include "progress/filename.h"
#include "support/stores.h"

enum { EVENTS = 26000, BATCH = 1000, VALUE = 1000 };

// Every event's value is long and holds its number; 26 MB in all.
static void fill(const Place *place) {
    static char values[BATCH][VALUE + 1];
    static Event events[BATCH];
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    for (int seq = 1; seq <= EVENTS; seq += BATCH) {
        for (int i = 0; i < BATCH; i++) {
            memset(values[i], 'v', VALUE);
            values[i][snprintf(values[i], VALUE, "<%08d>", seq + i)] = 'v';
            events[i] = (Event){
                .utc_ms = seq, .kind = EVENT_START, .card = "c", .task = "t", .value = values[i]};
        }
        CHECK(store_append_all(store, events, BATCH, &err));
    }
    store_close(store);
    CHECK(filename_size(place->path) > 20 << 20);
}

// Changes one bit of the value of this event.
static void damage(const Place *place, int seq) {
    Arena arena = {0};
    char name[16];
    Bytes file = bytes_of(place->path, &arena);
    char *bytes = (char *)file.at;
    size_t n = (size_t)snprintf(name, sizeof name, "<%08d>", seq);
    bool found = false;
    for (size_t at = 0; at + n < file.size; at++) {
        if (bytes[at] != '<' || memcmp(bytes + at, name, n) != 0) continue;
        bytes[at + n + 5] ^= 4;
        found = true;
    }
    CHECK(found);
    put_bytes(place->path, bytes, file.size);
    arena_free(&arena);
}

static bool count_event(void *self, const Event *event) {
    (void)event;
    ++*(int *)self;
    return true;
}

static int count(Store *store) {
    int events = 0;
    Err err = {0};
    CHECK(store_select(store, &(EventFilter){0}, count_event, &events, &err));
    return events;
}

static Store *open_as(const Place *place, StoreMode want) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place->path, &store, &err) == want);
    return store;
}

static void test_damage_that_reading_meets_is_repaired_at_the_next_start(const Place *place) {
    damage(place, 700);
    Store *store = open_as(place, STORE_WRITE); // it was not looked at
    CHECK(count(store) == EVENTS - 1);
    Event event = {.kind = EVENT_START, .card = "c", .task = "t", .value = ""};
    Err err = {0};
    CHECK(store_append(store, &event, &err)); // and answers are still kept
    store_close(store);
    CHECK(file_exists(place_beside(place, ".suspect")));
    store = open_as(place, STORE_RESCUED);
    CHECK(count(store) == EVENTS);
    store_close(store);
    CHECK(!file_exists(place_beside(place, ".suspect")));
    store_close(open_as(place, STORE_WRITE));
}

static void test_damage_that_a_backup_meets_is_repaired_at_the_next_start(const Place *place) {
    char name[BACKUP_NAME_SIZE];
    Err err = {0}, said = {0};
    damage(place, 800);
    CHECK(!backup_make(place->path, 1767254400000, (BackupPace){0}, name, &err));
    CHECK(strstr(err.text, "no backup was made: the copy is damaged") != NULL);
    CHECK(backup_trouble(place->path, &said));
    CHECK_TEXT(said.text, err.text);
    Store *store = open_as(place, STORE_RESCUED);
    CHECK(count(store) == EVENTS - 1);
    store_close(store);
    CHECK(backup_make(place->path, 1767254400000, (BackupPace){0}, name, &err));
    CHECK(!backup_trouble(place->path, &said));
}

static void test_damage_in_the_newest_rows_is_met_at_once(const Place *place) {
    damage(place, EVENTS - 10);
    Store *store = open_as(place, STORE_RESCUED);
    CHECK(count(store) == EVENTS - 2);
    store_close(store);
}

// A mark without damage: somebody else's disk had a bad moment.
static void test_a_sound_store_loses_its_mark(const Place *place) {
    put_bytes(place_beside(place, ".suspect"), "", 0);
    Store *store = open_as(place, STORE_WRITE);
    CHECK(!file_exists(place_beside(place, ".suspect")));
    store_close(store);
}

int main(void) {
    Place place = place_make();
    fill(&place);
    test_damage_that_reading_meets_is_repaired_at_the_next_start(&place);
    test_damage_that_a_backup_meets_is_repaired_at_the_next_start(&place);
    test_damage_in_the_newest_rows_is_met_at_once(&place);
    test_a_sound_store_loses_its_mark(&place);
    place_remove(&place);
    return test_end();
}
