// Any damage to a small store and its log: it opens somehow, says why in one line, gives only events that were stored, and
// what is stored then is there afterwards.
#include "progress/store.h"

#include "base/file.h"

#include <assert.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS = 24, NAME = 400, BYTES_MOST = 1 << 20 };

// Edits come as four bytes: what, where (two), how.
typedef enum Edit { EDIT_SET, EDIT_FLIP, EDIT_CUT, EDIT_COPY, EDIT_CLEAR, EDIT_COUNT } Edit;

static Event event_of(int64_t seq, char value[40]) {
    snprintf(value, 40, "<%lld-größe>", (long long)seq);
    bool start = seq % 3 == 1;
    return (Event){.utc_ms = 1700000000000 + seq,
                   .attempt = start ? 0 : seq - (seq - 1) % 3,
                   .kind = start ? EVENT_START : EVENT_CHECK,
                   .card = "rope",
                   .task = "why-rotate",
                   .value = value};
}

static void append(Store *store, int64_t seq) {
    char value[40];
    Event event = event_of(seq, value);
    Err err = {0};
    bool ok = store_append(store, &event, &err);
    assert(ok && event.seq >= 1);
}

static void write_file(const char *path, const Bytes *bytes) {
    FILE *file = fopen(path, "wb");
    assert(file);
    size_t written = fwrite(bytes->at, 1, bytes->size, file);
    assert(written == bytes->size && fclose(file) == 0);
}

static void remove_all(const char *folder) {
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char name[NAME];
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.') unlink(name);
    }
    if (dir) closedir(dir);
}

// The file and the log of a sound store whose newest events are in the log; made once, kept for ever.
static const Bytes *sound_parts(const char *path, const char *log) {
    static Bytes parts[2];
    static Arena arena;
    Store *store = NULL;
    Err err = {0};
    if (parts[0].size > 0) return parts;
    StoreMode mode = store_open(path, &store, &err);
    for (int64_t seq = 1; seq <= EVENTS / 2; seq++) append(store, seq);
    store_close(store);
    mode = mode == STORE_WRITE ? store_open(path, &store, &err) : mode;
    assert(mode == STORE_WRITE);
    for (int64_t seq = EVENTS / 2 + 1; seq <= EVENTS; seq++) append(store, seq);
    bool ok = file_read(path, BYTES_MOST, &arena, &parts[0], &err) &&
              file_read(log, BYTES_MOST, &arena, &parts[1], &err);
    assert(ok);
    store_close(store);
    return parts;
}

static void edit(Bytes *part, char *at, const uint8_t op[4]) {
    size_t where = (size_t)op[1] << 8 | op[2];
    if (part->size == 0) return;
    where %= part->size;
    size_t left = part->size - where, run = op[3] < left ? op[3] : left;
    switch ((Edit)((op[0] >> 1) % EDIT_COUNT)) {
    case EDIT_SET: at[where] = (char)op[3]; break;
    case EDIT_FLIP: at[where] = (char)((unsigned char)at[where] ^ 1u << op[3] % 8); break;
    case EDIT_CUT: part->size = where; break;
    case EDIT_COPY: memmove(at + where, at, run < where ? run : where); break;
    default: memset(at + where, 0, run); break;
    }
}

typedef struct Seen {
    int64_t last;
    int count, added; // of those that were stored before the damage, and after it
} Seen;

// The checksum lets only through what was stored.
static bool look_at(void *self, const Event *event) {
    Seen *seen = self;
    char value[40];
    assert(event->seq > seen->last);
    seen->last = event->seq;
    if (strcmp(event->value, "after") == 0) {
        seen->added++;
        return true;
    }
    Event want = event_of(event->seq, value);
    assert(event->seq <= EVENTS && event->utc_ms == want.utc_ms && event->kind == want.kind);
    assert(strcmp(event->value, value) == 0 && strcmp(event->card, "rope") == 0);
    seen->count++;
    return true;
}

static Seen look(Store *store) {
    Seen seen = {0};
    Err err = {0};
    (void)store_select(store, &(EventFilter){0}, look_at, &seen,
                       &err); // damage may be met only now
    return seen;
}

static StoreMode open_any(const char *path, Store **store) {
    Err err = {0};
    StoreMode mode = store_open(path, store, &err);
    assert(*store && (mode == STORE_WRITE) == !err.text[0] && !strchr(err.text, '\n'));
    return mode;
}

static void use(const char *path) {
    Store *store = NULL;
    Err err = {0};
    StoreMode mode = open_any(path, &store);
    Seen before = look(store);
    assert(before.count <= EVENTS && before.added == 0);
    Event event = {
        .utc_ms = 5, .kind = EVENT_START, .card = "rope", .task = "why-rotate", .value = "after"};
    bool saved = store_append(store, &event, &err);
    assert(saved || err.text[0]);
    store_close(store);
    if (!saved || mode == STORE_MEMORY) return;
    mode = open_any(path, &store);
    Seen now = look(store);
    assert(mode != STORE_MEMORY && now.added == 1 && now.count >= before.count);
    store_close(store);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char folder[] = "/dev/shm/phasor-fuzz-XXXXXX", path[64], log[64];
    Arena arena = {0};
    if (!mkdtemp(folder)) return 0;
    snprintf(path, sizeof path, "%s/s.db", folder);
    snprintf(log, sizeof log, "%s/s.db-wal", folder);
    const Bytes *sound = sound_parts(path, log);
    Bytes parts[2] = {sound[0], sound[1]};
    char *at[2];
    for (int p = 0; p < 2; p++) {
        at[p] = arena_alloc(&arena, sound[p].size + 1);
        parts[p].at = memcpy(at[p], sound[p].at, sound[p].size);
    }
    for (size_t i = 0; i + 4 <= size && i < 256; i += 4) {
        edit(&parts[data[i] & 1], at[data[i] & 1], data + i);
    }
    remove_all(folder);
    write_file(path, &parts[0]);
    if (parts[1].size > 0) write_file(log, &parts[1]);
    use(path);
    remove_all(folder);
    rmdir(folder);
    arena_free(&arena);
    return 0;
}
