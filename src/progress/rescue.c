// Rows are found in the bytes of the file, not through its trees, so that what is whole is kept whatever else is broken.
#include "progress/rescue.h"

#include "base/arena.h"
#include "base/file.h"
#include "progress/filename.h"
#include "progress/record.h"
#include "progress/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 4096, MOST_BYTES = 1 << 30 };

static const char NEW[] = RESCUE_NEW;
static const char SUSPECT[] = ".suspect";

// SQLite takes a file of one byte for an empty one.
bool rescue_is_due(const char *path) {
    return filename_size(filename_of(path, NEW, "").text) >= 0 ||
           (filename_size(path) <= 1 &&
            filename_size(filename_of(path, FILENAME_LOG, "").text) > 0);
}

void rescue_suspect(const char *path) {
    int file = open(filename_of(path, SUSPECT, "").text,
                    O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
    if (file >= 0) close(file);
}

bool rescue_is_suspected(const char *path) {
    return filename_size(filename_of(path, SUSPECT, "").text) >= 0;
}

void rescue_trust(const char *path) {
    unlink(filename_of(path, SUSPECT, "").text);
}

// The bytes of a file, zero where the disk refuses to read them.
static Bytes read_what_can_be(const char *path, Arena *arena) {
    int64_t size = filename_size(path);
    int file = size > 0 && size <= MOST_BYTES ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
    if (file < 0) return (Bytes){"", 0};
    char *bytes = arena_alloc(arena, (size_t)size + 1);
    for (int64_t at = 0; at < size; at += BLOCK) {
        size_t part = size - at < BLOCK ? (size_t)(size - at) : BLOCK;
        if (pread(file, bytes + at, part, (off_t)at) < 0) memset(bytes + at, 0, part);
    }
    close(file);
    return (Bytes){bytes, (size_t)size};
}

typedef struct Copy {
    sqlite3_stmt *insert;
    int64_t after; // only events after this one
    bool failed;
} Copy;

static void copy_record(void *self, const Record *record) {
    Copy *copy = self;
    if (copy->failed || record->seq <= copy->after) return;
    copy->failed = !record_bind(record, copy->insert) || sqlite3_step(copy->insert) != SQLITE_DONE;
    sqlite3_reset(copy->insert);
}

// Adds the records after `after` found in the file, in the transaction that is open. False if db cannot take them.
static bool copy_events(const char *path, int64_t after, sqlite3 *db) {
    Copy copy = {.after = after};
    const char *sql = "INSERT OR IGNORE INTO event(" RECORD_COLUMNS ") " RECORD_VALUES;
    Arena arena = {0};
    copy.failed = sqlite3_prepare_v2(db, sql, -1, &copy.insert, NULL) != SQLITE_OK;
    Bytes bytes = read_what_can_be(path, &arena);
    if (!copy.failed) record_carve(bytes.at, bytes.size, copy_record, &copy);
    sqlite3_finalize(copy.insert);
    arena_free(&arena);
    return !copy.failed;
}

// Settings are worth a try and no failure: they are easily made again.
static void copy_settings(const char *path, sqlite3 *db) {
    sqlite3 *from = NULL;
    sqlite3_stmt *select = NULL, *insert = NULL;
    const char *put = "INSERT OR IGNORE INTO setting(name, value) VALUES (?, ?)";
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    bool ok = sqlite3_open_v2(filename_immutable(path).text, &from, flags, NULL) == SQLITE_OK &&
              sqlite3_prepare_v2(from, "SELECT name, value FROM setting", -1, &select, NULL) ==
                  SQLITE_OK &&
              sqlite3_prepare_v2(db, put, -1, &insert, NULL) == SQLITE_OK;
    while (ok && sqlite3_step(select) == SQLITE_ROW) {
        sqlite3_bind_value(insert, 1, sqlite3_column_value(select, 0));
        sqlite3_bind_value(insert, 2, sqlite3_column_value(select, 1));
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(select);
    sqlite3_finalize(insert);
    sqlite3_close(from);
}

static int64_t count_events(sqlite3 *db) {
    return schema_number(db, "SELECT count(*) FROM event", -1);
}

// Ends the transaction in which db had `before` events. Returns how many it added; −1 if nothing was.
static int64_t finish(sqlite3 *db, bool ok, int64_t before) {
    int64_t added = count_events(db) - before;
    if (ok && before >= 0 && added >= 0 && schema_run(db, "COMMIT") == SQLITE_OK) return added;
    if (!sqlite3_get_autocommit(db)) schema_run(db, "ROLLBACK");
    return -1;
}

int64_t rescue_copy(const char *path, sqlite3 *db) {
    int64_t before = count_events(db);
    bool ok = schema_run(db, "BEGIN IMMEDIATE") == SQLITE_OK && copy_events(path, 0, db) &&
              copy_events(filename_of(path, FILENAME_LOG, "").text, 0, db);
    if (ok) copy_settings(path, db);
    return finish(db, ok, before);
}

int64_t rescue_log(const char *path, sqlite3 *db, int64_t most) {
    FileName log = filename_of(path, FILENAME_LOG, "");
    if (filename_size(log.text) <= 0) return 0;
    int64_t before = count_events(db), last = schema_number(db, "SELECT max(seq) FROM event", 0);
    bool ok = schema_run(db, "BEGIN IMMEDIATE") == SQLITE_OK && copy_events(log.text, last, db);
    int64_t added = count_events(db) - before;
    if (added <= most) return finish(db, ok, before);
    finish(db, false, before);
    return added;
}

static bool fail(Err *err) {
    return filename_fail("is damaged and could not be repaired", err);
}

// Fills `path`.rescue, so that it is one whole synced file, and closes it.
static bool fill_new(const char *path, int64_t *events, Err *err) {
    FileName new = filename_of(path, NEW, "");
    sqlite3 *db = NULL;
    Err why = {0};
    FileState state = schema_open(new.text, true, &db, &why);
    if (state == FILE_DAMAGED) { // left by a rescue that was cut off
        filename_remove(path, NEW);
        state = schema_open(new.text, true, &db, &why);
    }
    if (state != FILE_GOOD) {
        sqlite3_close(db);
        return err_set(err, "is damaged and could not be repaired: the new file %s", why.text);
    }
    bool ok = rescue_copy(path, db) >= 0;
    *events = count_events(db);
    // Out of the log and into the file, which is all that is renamed.
    ok = ok && schema_run(db, "PRAGMA journal_mode = DELETE") == SQLITE_OK;
    if (!ok) err_set(err, "is damaged and could not be repaired: %s", schema_reason(db));
    schema_accept(db);
    return sqlite3_close(db) == SQLITE_OK && ok;
}

// A second name for the file, that a crash in between cannot lose it by; a file system without links gets a rename.
static bool name_also(const char *from, const char *to) {
    return link(from, to) == 0 || rename(from, to) == 0 || errno == ENOENT;
}

static bool swap(const char *path, const char *copy, Err *err) {
    if (!name_also(path, copy)) return fail(err);
    filename_sync_folder(path);
    // From here the log is apart from the file; `path`.rescue tells the next start to complete this.
    FileName log = filename_of(path, FILENAME_LOG, "");
    if (filename_size(log.text) >= 0 &&
        rename(log.text, filename_of(copy, FILENAME_LOG, "").text) != 0) {
        return fail(err);
    }
    unlink(filename_of(path, FILENAME_INDEX, "").text);
    if (rename(filename_of(path, NEW, "").text, path) != 0) return fail(err);
    filename_sync_folder(path);
    return true;
}

bool rescue_replace(const char *path, char name[RESCUE_NAME_SIZE], int64_t *events, Err *err) {
    name[0] = '\0';
    *events = 0;
    if (!fill_new(path, events, err)) {
        filename_remove(path, NEW);
        return false;
    }
    FileName copy;
    if (!filename_free(path, ".damaged-", &copy)) {
        fail(err);
        filename_remove(path, NEW);
        return false;
    }
    if (!swap(path, copy.text, err)) return false;
    if (filename_size(copy.text) < 0) return true; // an earlier run had set it aside
    const char *last = filename_last(copy.text);
    size_t size = strlen(last);
    if (size < RESCUE_NAME_SIZE) memcpy(name, last, size + 1);
    return true;
}
