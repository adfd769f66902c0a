// What the tests of the store share: a folder to work in, files in and out, and events that can be recognized.
#ifndef TESTS_SUPPORT_STORES_H
#define TESTS_SUPPORT_STORES_H

#include "base/file.h"
#include "progress/store.h"
#include "support/test.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

enum { PATH_SIZE = 300, EVENT_MOST = 4000 };

typedef struct Place {
    char folder[64];
    char path[PATH_SIZE]; // of the store
} Place;

// In memory where the system has such a folder: what is tested is processes that end and writes that are made to fail,
// and waiting for a busy disk thousands of times would add nothing.
static inline Place place_make(void) {
    Place place = {.folder = "/dev/shm/phasor-store-XXXXXX"};
    if (!mkdtemp(place.folder)) {
        snprintf(place.folder, sizeof place.folder, "/tmp/phasor-store-XXXXXX");
        CHECK(mkdtemp(place.folder) != NULL);
    }
    snprintf(place.path, sizeof place.path, "%s/s.db", place.folder);
    return place;
}

// Removes the files and folders in it; folders must be empty.
static inline void place_empty(const Place *place) {
    DIR *folder = opendir(place->folder);
    CHECK(folder != NULL);
    struct dirent *entry = NULL;
    while (folder && (entry = readdir(folder))) { // NOLINT(concurrency-mt-unsafe): one thread
        char path[2 * PATH_SIZE];
        snprintf(path, sizeof path, "%s/%s", place->folder, entry->d_name);
        if (entry->d_name[0] != '.') CHECK(remove(path) == 0);
    }
    if (folder) closedir(folder);
}

static inline void place_remove(const Place *place) {
    place_empty(place);
    CHECK(rmdir(place->folder) == 0);
}

// The name of a file beside the store: s.db + suffix. One at a time.
static inline const char *place_beside(const Place *place, const char *suffix) {
    static char name[PATH_SIZE + 40];
    snprintf(name, sizeof name, "%s%s", place->path, suffix);
    return name;
}

static inline Bytes bytes_of(const char *path, Arena *arena) {
    Bytes bytes = {"", 0};
    Err err = {0};
    CHECK(file_read(path, 1 << 28, arena, &bytes, &err));
    return bytes;
}

// In place, without syncing: the tests write thousands.
static inline void put_bytes(const char *path, const void *data, size_t size) {
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL);
    if (!file) return;
    CHECK(fwrite(data, 1, size, file) == size);
    CHECK(fclose(file) == 0);
}

// Appends an event of the card "rope", which has to work; its seq and attempt are filled in.
static inline Event append_event(Store *store, int64_t utc_ms, EventKind kind, int64_t attempt,
                                 const char *task, const char *value) {
    Event event = {.utc_ms = utc_ms,
                   .attempt = attempt,
                   .kind = kind,
                   .card = "rope",
                   .task = task,
                   .value = value};
    Err err = {0};
    CHECK(store_append(store, &event, &err));
    CHECK_TEXT(err.text, "");
    return event;
}

// The value of event `seq`, found nowhere else.
static inline const char *value_of(int64_t seq) {
    static char value[40];
    snprintf(value, sizeof value, "<answer-%04d-größe>", (int)seq);
    return value;
}

// Appends an event with that value: every third is a start. True if the store says that it is saved.
static inline bool append_next(Store *store, int64_t seq, Err *err) {
    Event event = {
        .utc_ms = 1700000000000 + seq,
        .attempt = seq % 3 == 1 ? 0 : seq - (seq - 1) % 3,
        .kind = seq % 3 == 1 ? EVENT_START : EVENT_CHECK,
        .card = "rope",
        .task = "why-rotate",
        .value = value_of(seq),
    };
    return store_append(store, &event, err);
}

// Which events are there, and whether each is as append_next made it.
typedef struct Census {
    bool has[EVENT_MOST];
    int count;
    int64_t last;
    bool as_made, in_order;
} Census;

static inline bool census_event(void *self, const Event *event) {
    Census *census = self;
    int64_t seq = event->seq;
    bool same = seq > 0 && seq < EVENT_MOST && event->utc_ms == 1700000000000 + seq &&
                event->attempt == seq - (seq - 1) % 3 &&
                event->kind == (seq % 3 == 1 ? EVENT_START : EVENT_CHECK) &&
                strcmp(event->card, "rope") == 0 && strcmp(event->task, "why-rotate") == 0 &&
                strcmp(event->value, value_of(seq)) == 0;
    census->as_made &= same;
    census->in_order &= seq > census->last;
    census->last = seq;
    census->count++;
    if (same) census->has[seq] = true;
    return true;
}

static inline Census census_of(Store *store) {
    Census census = {.as_made = true, .in_order = true};
    Err err = {0};
    CHECK(store_select(store, &(EventFilter){0}, census_event, &census, &err));
    CHECK(census.as_made);
    CHECK(census.in_order);
    return census;
}

// A store of `events` events at the place.
static inline void place_fill(const Place *place, int events) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    for (int seq = 1; seq <= events; seq++) CHECK(append_next(store, seq, &err));
    CHECK(store_set(store, "theme", "dark", &err));
    store_close(store);
}

// One line, not empty.
static inline bool is_one_line(const char *text) {
    return text[0] && !strchr(text, '\n');
}

#endif
