// What the learner did, on disk: an append-only log of events in SQLite. An event is durable when store_append returns.
#ifndef PROGRESS_STORE_H
#define PROGRESS_STORE_H

#include "base/err.h"
#include "card/attempt.h"

// One thread at a time.
typedef struct Store Store;

// How a store could be opened.
typedef enum StoreMode {
    STORE_WRITE, // ours to write
    STORE_READ,  // another program writes it, or the file or folder is read-only
    STORE_RESCUED, // the file was damaged: set aside under another name, what was readable is in a new one
    STORE_MEMORY, // nothing could be opened: answers are kept for this session only
} StoreMode;

// Opens or creates the store at `path` (its folder too). Never leaves the program without a store: the worst case is
// STORE_MEMORY, which an empty path asks for. *err holds the one line to show unless the mode is STORE_WRITE. The caller
// closes it.
StoreMode store_open(const char *path, Store **out, Err *err);
// The same without ever changing the file: STORE_READ, or STORE_MEMORY if it cannot be read or does not exist.
StoreMode store_open_read(const char *path, Store **out, Err *err);
// The same to change something at once: false if it is not ours to write, and *err then says that nothing was changed.
bool store_open_change(const char *path, Store **out, Err *err);
void store_close(Store *store);
StoreMode store_mode(const Store *store);
const char *store_path(const Store *store); // as it is opened; "" in memory from the start

// Appends one event and syncs it; fills event->seq (and event->attempt of an EVENT_START, and of an EVENT_TEST or
// EVENT_PREDICT that has none). False: nothing was stored, the log is as before, and *err says why ("answer not saved: the
// disk is full (path)"). In STORE_READ it always fails; in STORE_MEMORY it works and is lost at the end. Ids are at most
// CARD_ID_MAX bytes of UTF-8, the value EVENT_VALUE_MAX.
bool store_append(Store *store, Event *event, Err *err);
// Several at once, with one sync: all of them or none. An attempt of −1 is that of the event before.
bool store_append_all(Store *store, Event *events, int count, Err *err);

// Which events; zero: all of them.
typedef struct EventFilter {
    const char *card;      // of this card
    int64_t after, before; // with a larger seq; with a smaller one (0: any)
    unsigned kinds;        // bits 1 << EventKind; 0: every kind
    bool newest_first;
} EventFilter;

// Calls `visit` for these events in the order of seq until it returns false. The event's texts live until visit returns.
// Kinds that this version does not know, and rows that are damaged, are left out.
bool store_select(Store *store, const EventFilter *filter,
                  bool (*visit)(void *self, const Event *event), void *self, Err *err);

// The event with this number, or the last one (0): its number and checksum, both 0 if there is none.
typedef struct StoreMark {
    int64_t seq, sum;
} StoreMark;

StoreMark store_mark(Store *store, int64_t seq);

enum { SETTING_LONGEST = 32000 };

// A setting by name ("theme", at most 64 bytes; the value at most SETTING_LONGEST), remembered between sessions, or for this one
// if the store cannot be written. `out` is "" and the result false when it was never set or does not fit.
bool store_get(Store *store, const char *name, char *out, size_t size);
bool store_set(Store *store, const char *name, const char *value, Err *err);

#endif
