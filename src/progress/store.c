// The store: opens what can be opened, in the best mode there is, and then appends and reads.
#include "progress/store.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "progress/filename.h"
#include "progress/lock.h"
#include "progress/record.h"
#include "progress/rescue.h"
#include "progress/schema.h"
#include "progress/summary.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_LONGEST = PATH_MAX - 64, NAME_LONGEST = 64, SHOWN = 200 };

// Statements that are kept.
typedef enum Query { QUERY_LAST, QUERY_APPEND, QUERY_GET, QUERY_SET, QUERY_COUNT } Query;

static const char *const QUERIES[QUERY_COUNT] = {
    [QUERY_LAST] = "SELECT coalesce(max(seq), 0) FROM event",
    [QUERY_APPEND] = "INSERT INTO event(" RECORD_COLUMNS ") " RECORD_VALUES,
    [QUERY_GET] = "SELECT value FROM setting WHERE name = ?",
    [QUERY_SET] = ("INSERT INTO setting(name, value) VALUES (?, ?)"
                   " ON CONFLICT(name) DO UPDATE SET value = excluded.value"),
};

struct Store {
    Arena arena; // holds this struct too
    const char *path;
    char shown[SHOWN + 8]; // the path, or its end, as messages have it
    StoreMode mode;
    bool command; // opened to change something at once, without a session
    int lock;     // −1: not ours
    sqlite3 *db;  // NULL only if there was no memory for any
    sqlite3_stmt *statements[QUERY_COUNT];
};

static const char SESSION_ONLY[] = "answers are kept for this session only";
static const char NOT_SAVED[] = "answers given here are not saved";

// What it means that the store cannot be written.
static const char *outcome(const Store *store, const char *of_session) {
    return store->command ? "nothing was changed" : of_session;
}

static void show_path(Store *store) {
    size_t n = strlen(store->path);
    const char *from = store->path;
    if (n > SHOWN) from = strchr(store->path + n - SHOWN, '/');
    if (!from) from = "/…";
    snprintf(store->shown, sizeof store->shown, "%s%.200s", from == store->path ? "" : "…", from);
}

static StoreMode use_memory(Store *store, const Err *why, Err *err) {
    store->db = schema_open_memory();
    if (*store->path) {
        err_set(err, "%s: %s; %s", store->shown, why->text, outcome(store, SESSION_ONLY));
    } else {
        err_set(err, "%s", SESSION_ONLY);
    }
    return STORE_MEMORY;
}

// The intact rows of a file that cannot be opened, in memory. With no event in it, it is an ordinary session in memory.
static StoreMode use_copy(Store *store, bool damaged, const Err *why, Err *err) {
    StoreMode mode = use_memory(store, why, err);
    if (!store->db || rescue_copy(store->path, store->db) <= 0 || damaged) return mode;
    err_set(err, "%s: %s; %s", store->shown, why->text, outcome(store, NOT_SAVED));
    return STORE_READ;
}

static StoreMode use_read_only(Store *store, const Err *why, Err *err) {
    Err reason = {0};
    FileState state = schema_open(store->path, false, &store->db, &reason);
    if (state == FILE_FOREIGN) return use_memory(store, &reason, err);
    if (state == FILE_DAMAGED) return use_copy(store, true, &reason, err);
    if (state == FILE_DENIED) return use_copy(store, false, why, err);
    schema_shadow_settings(store->db);
    const char *said = state == FILE_NEWER ? reason.text : why->text;
    err_set(err, "%s: %s; %s", store->shown, said, outcome(store, NOT_SAVED));
    return STORE_READ;
}

static StoreMode use_rescued(Store *store, Err *err) {
    char name[RESCUE_NAME_SIZE];
    int64_t events = 0;
    Err why = {0};
    summary_remove(store->path); // it may know of events that are gone
    if (!rescue_replace(store->path, name, &events, &why)) return use_copy(store, true, &why, err);
    if (schema_open(store->path, true, &store->db, &why) != FILE_GOOD) {
        return use_copy(store, true, &why, err);
    }
    schema_accept(store->db);
    rescue_trust(store->path);
    err_set(err,
            "%s: was damaged; %lld events could be read and were kept, the damaged file is now %s",
            store->shown, (long long)events, name[0] ? name : "beside it");
    return STORE_RESCUED;
}

// Damage was met in a session before. Once it is gone the mark goes too.
static FileState examine_all(Store *store, Err *why) {
    FileState state = schema_examine(store->db, why);
    if (state == FILE_GOOD) {
        rescue_trust(store->path);
        return state;
    }
    sqlite3_close(store->db);
    store->db = NULL;
    return state;
}

// The file is ours to write, if it can be written.
static StoreMode use_file(Store *store, Err *err) {
    Err why = {0};
    if (rescue_is_due(store->path)) return use_rescued(store, err);
    FileState state = schema_open(store->path, true, &store->db, &why);
    // One event that SQLite did not find in the log is an append that was cut off; more are behind a damaged one.
    if (state == FILE_GOOD && rescue_log(store->path, store->db, 1) > 1) {
        sqlite3_close(store->db);
        store->db = NULL;
        state = FILE_DAMAGED;
    }
    if (state == FILE_GOOD && rescue_is_suspected(store->path)) state = examine_all(store, &why);
    if (state == FILE_GOOD) {
        schema_accept(store->db);
        return STORE_WRITE;
    }
    if (state == FILE_DAMAGED) return use_rescued(store, err);
    sqlite3_close(store->db);
    store->db = NULL;
    return use_read_only(store, &why, err);
}

// Only a regular file, or none, will do: opening a pipe would wait for its other end.
static bool check_kind(const Store *store, Err *err) {
    struct stat info;
    if (stat(store->path, &info) != 0) {
        return errno == ENOENT || err_set(err, "cannot be looked at");
    }
    if (S_ISDIR(info.st_mode)) return err_set(err, "is a folder, expected a file");
    return S_ISREG(info.st_mode) || err_set(err, "is not a regular file");
}

// Creates the folder of the file.
static bool make_place(const Store *store, Err *err) {
    if (strlen(store->path) > PATH_LONGEST) return err_set(err, "the path is too long");
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s", store->path);
    char *slash = strrchr(folder, '/');
    if (slash) *slash = '\0';
    Err why = {0};
    if (slash && folder[0] && !file_make_folder(folder, &why)) {
        return err_set(err, "its folder cannot be made (%.250s)", why.text);
    }
    return check_kind(store, err);
}

static StoreMode open_best(Store *store, Err *err) {
    Err why = {0};
    if (!*store->path) return use_memory(store, &why, err);
    if (!make_place(store, &why)) return use_memory(store, &why, err);
    LockState lock = lock_take(store->path, &store->lock, &why);
    if (lock == LOCK_TAKEN) return use_file(store, err);
    if (lock == LOCK_BUSY) err_set(&why, "is in use by another window of this program");
    return use_read_only(store, &why, err);
}

static StoreMode open_to_change(Store *store, Err *err) {
    store->command = true;
    return open_best(store, err);
}

static StoreMode open_to_read(Store *store, Err *err) {
    Err why = {0};
    err_set(&why, "is only read here");
    if (!*store->path || !file_exists(store->path)) return use_memory(store, &why, err);
    if (!check_kind(store, &why)) return use_memory(store, &why, err);
    return use_read_only(store, &why, err);
}

static StoreMode open_by(StoreMode (*how)(Store *, Err *), const char *path, Store **out,
                         Err *err) {
    Arena arena = {0};
    Store *store = arena_alloc(&arena, sizeof *store);
    // To SQLite these are addresses, and what is in memory would be said to be on disk.
    bool address = path[0] == ':' || str_starts(path, "file:");
    store->path = filename_target(address ? arena_format(&arena, "./%s", path) : path, &arena);
    store->arena = arena;
    store->lock = -1;
    show_path(store);
    Err line = {0};
    store->mode = how(store, &line);
    if (store->mode != STORE_WRITE) err_set(err, "%s", line.text);
    *out = store;
    return store->mode;
}

StoreMode store_open(const char *path, Store **out, Err *err) {
    return open_by(open_best, path, out, err);
}

bool store_open_change(const char *path, Store **out, Err *err) {
    StoreMode mode = open_by(open_to_change, path, out, err);
    return mode == STORE_WRITE || mode == STORE_RESCUED;
}

StoreMode store_open_read(const char *path, Store **out, Err *err) {
    return open_by(open_to_read, path, out, err);
}

void store_close(Store *store) {
    if (!store) return;
    for (int i = 0; i < QUERY_COUNT; i++) sqlite3_finalize(store->statements[i]);
    sqlite3_close(store->db);
    lock_drop(store->lock);
    Arena arena = store->arena;
    arena_free(&arena);
}

StoreMode store_mode(const Store *store) {
    return store->mode;
}

const char *store_path(const Store *store) {
    return store->path;
}

// The kept statement, reset; NULL if the file does not have what it asks for.
static sqlite3_stmt *query(Store *store, Query which) {
    sqlite3_stmt **statement = &store->statements[which];
    if (!*statement && store->db) {
        sqlite3_prepare_v3(store->db, QUERIES[which], -1, SQLITE_PREPARE_PERSISTENT, statement,
                           NULL);
    }
    return *statement;
}

static bool not_saved(const Store *store, const char *what, const char *why, Err *err) {
    return err_set(err, "%s not saved: %s (%s)", what, why, store->shown);
}

// Writes that would go to a file that is no longer at its path are lost.
static bool was_moved(const Store *store) {
    int moved = 0;
    if (store->lock < 0 || store->mode == STORE_MEMORY) return false;
    sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

// Runs a statement without rows to its end. The error stays readable in the database.
static bool run(sqlite3_stmt *statement) {
    bool done = sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_reset(statement) == SQLITE_OK && done;
}

static bool insert_next(Store *store, Record *record, bool first) {
    sqlite3_stmt *last = query(store, QUERY_LAST), *append = query(store, QUERY_APPEND);
    if (!last || !append) return false;
    if (sqlite3_step(last) == SQLITE_ROW) record->seq = sqlite3_column_int64(last, 0) + 1;
    if (sqlite3_reset(last) != SQLITE_OK || record->seq == 0) return false;
    if (first) record->attempt = record->seq;
    if (record_fault(record)) return false;
    return record_bind(record, append) && run(append);
}

// What belongs to no attempt stands for itself.
static bool starts(const Event *event) {
    bool alone = event->kind == EVENT_TEST || event->kind == EVENT_PREDICT;
    return event->kind == EVENT_START || (alone && event->attempt == 0);
}

// Inserts the events, in the transaction that is open, and fills in their numbers. *record is the last one that was tried.
static bool insert_all(Store *store, Event *events, int count, Record *record) {
    for (int i = 0; i < count; i++) {
        assert(events[i].kind < EVENT_KIND_COUNT);
        *record = record_of(&events[i]);
        record->seq = 0;
        if (events[i].attempt < 0 && i > 0) record->attempt = events[i - 1].attempt;
        if (!insert_next(store, record, starts(&events[i]))) return false;
        events[i].seq = record->seq;
        events[i].attempt = record->attempt;
    }
    return true;
}

bool store_append_all(Store *store, Event *events, int count, Err *err) {
    static const char WHAT[] = "answer";
    if (!store->db) return not_saved(store, WHAT, "there is not enough memory", err);
    if (store->mode == STORE_READ) {
        return not_saved(store, WHAT, "it was opened for reading only", err);
    }
    if (was_moved(store)) return not_saved(store, WHAT, "the file was moved or removed", err);
    Record record = {0};
    bool ok = schema_run(store->db, "BEGIN IMMEDIATE") == SQLITE_OK &&
              insert_all(store, events, count, &record) &&
              schema_run(store->db, "COMMIT") == SQLITE_OK;
    if (ok) return true;
    const char *fault = record.seq > 0 ? record_fault(&record) : NULL;
    not_saved(store, WHAT, fault ? fault : schema_reason(store->db), err);
    if (!sqlite3_get_autocommit(store->db)) schema_run(store->db, "ROLLBACK");
    return false;
}

bool store_append(Store *store, Event *event, Err *err) {
    Event stored = *event;
    if (!store_append_all(store, &stored, 1, err)) return false;
    *event = stored;
    return true;
}

StoreMark store_mark(Store *store, int64_t seq) {
    StoreMark mark = {0};
    sqlite3_stmt *statement = NULL;
    const char *sql = seq > 0 ? "SELECT seq, sum FROM event WHERE seq = ?"
                              : "SELECT seq, sum FROM event ORDER BY seq DESC LIMIT 1";
    if (store->db && sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK) {
        if (seq > 0) sqlite3_bind_int64(statement, 1, seq);
        if (sqlite3_step(statement) == SQLITE_ROW) {
            mark =
                (StoreMark){sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1)};
        }
    }
    sqlite3_finalize(statement);
    return mark;
}

// Damage that a start has not seen, since a large file is not examined whole.
static void note_damage(const Store *store) {
    if (store->lock >= 0 && store->mode != STORE_MEMORY) rescue_suspect(store->path);
}

// The current row as an event; false for a row that this version cannot use.
static bool read_event(const Store *store, sqlite3_stmt *statement, Event *out) {
    Record record;
    if (!record_read(statement, &record)) {
        note_damage(store);
        return false;
    }
    *out = (Event){
        .seq = record.seq,
        .utc_ms = record.utc_ms,
        .attempt = record.attempt,
        .card = record.text[RECORD_CARD], // SQLite ends column texts with a NUL
        .task = record.text[RECORD_TASK],
        .value = record.text[RECORD_VALUE],
    };
    return record_kind_find(record.text[RECORD_KIND], record.size[RECORD_KIND], &out->kind);
}

// "kind IN ('undo','rate') AND …" with the parameters 1 card, 2 after and 3 before.
static void write_query(const EventFilter *filter, char *sql, size_t size) {
    int n =
        snprintf(sql, size, "SELECT " RECORD_COLUMNS " FROM event WHERE seq > ?2%s%s",
                 filter->before > 0 ? " AND seq < ?3" : "", filter->card ? " AND card = ?1" : "");
    for (unsigned kind = 0, any = 0; filter->kinds && kind < EVENT_KIND_COUNT; kind++) {
        if (!(filter->kinds >> kind & 1)) continue;
        n += snprintf(sql + n, size - (size_t)n, "%s'%s'", any++ ? "," : " AND kind IN (",
                      record_kind_name((EventKind)kind));
    }
    snprintf(sql + n, size - (size_t)n, "%s ORDER BY seq%s", filter->kinds ? ")" : "",
             filter->newest_first ? " DESC" : "");
}

bool store_select(Store *store, const EventFilter *filter,
                  bool (*visit)(void *self, const Event *event), void *self, Err *err) {
    char sql[500];
    write_query(filter, sql, sizeof sql);
    sqlite3_stmt *statement = NULL; // not kept, so that a visitor may read the store too
    if (!store->db) return err_set(err, "%s: there is not enough memory", store->shown);
    int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && filter->card) {
        code = sqlite3_bind_text(statement, 1, filter->card, -1, SQLITE_TRANSIENT);
    }
    if (code == SQLITE_OK) code = sqlite3_bind_int64(statement, 2, filter->after);
    if (code == SQLITE_OK && filter->before > 0) {
        code = sqlite3_bind_int64(statement, 3, filter->before);
    }
    bool go_on = code == SQLITE_OK;
    while (go_on && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        Event event;
        if (read_event(store, statement, &event)) go_on = visit(self, &event);
    }
    bool ok = code == SQLITE_DONE || code == SQLITE_ROW;
    if (!ok) err_set(err, "%s: %s", store->shown, schema_reason(store->db));
    if ((code & 0xFF) == SQLITE_CORRUPT) note_damage(store);
    sqlite3_finalize(statement);
    return ok;
}

bool store_get(Store *store, const char *name, char *out, size_t size) {
    assert(size > 0);
    out[0] = '\0';
    sqlite3_stmt *get = query(store, QUERY_GET);
    if (!get) return false;
    sqlite3_bind_text(get, 1, name, -1, SQLITE_TRANSIENT);
    const unsigned char *value =
        sqlite3_step(get) == SQLITE_ROW ? sqlite3_column_text(get, 0) : NULL;
    size_t n = value ? (size_t)sqlite3_column_bytes(get, 0) : 0;
    bool ok = value && n < size && n <= SETTING_LONGEST && str_valid((const char *)value, n, NULL);
    if (ok) memcpy(out, value, n + 1);
    sqlite3_reset(get);
    return ok;
}

bool store_set(Store *store, const char *name, const char *value, Err *err) {
    size_t n = strlen(value), name_size = strlen(name);
    if (name_size > NAME_LONGEST || n > SETTING_LONGEST) {
        return not_saved(store, "setting", "it is too long", err);
    }
    if (!str_valid(name, name_size, NULL) || !str_valid(value, n, NULL)) {
        return not_saved(store, "setting", "it is not UTF-8", err);
    }
    if (!store->db) return not_saved(store, "setting", "there is not enough memory", err);
    if (was_moved(store)) return not_saved(store, "setting", "the file was moved or removed", err);
    sqlite3_stmt *set = query(store, QUERY_SET);
    if (set && sqlite3_bind_text(set, 1, name, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
        sqlite3_bind_text(set, 2, value, -1, SQLITE_TRANSIENT) == SQLITE_OK && run(set)) {
        return true;
    }
    return not_saved(store, "setting", schema_reason(store->db), err);
}
