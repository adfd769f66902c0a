// Tables, their versions, and the examination of a file that may hold anything.
#include "progress/schema.h"

#include "progress/record.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

// What is examined at every start: all of a file of this size, which takes an eighth of a second; of a larger one its
// header, its tables and its newest events. The rest of that is examined when it is backed up.
enum { WHOLE_BYTES = 16 << 20, NEWEST_EVENTS = 20000 };

enum {
    APPLICATION_ID = 0x50687372, // "Phsr", in the header of the file
    BUSY_MS = 300,
};

// MIGRATIONS[v] turns version v into v + 1; rows are added and never changed. PRAGMA user_version is the number of rows
// that were run.
static const char *const MIGRATIONS[] = {
    "CREATE TABLE event("
    " seq INTEGER PRIMARY KEY AUTOINCREMENT,"
    " utc_ms INTEGER NOT NULL,"
    " attempt INTEGER NOT NULL,"
    " kind TEXT NOT NULL,"
    " card TEXT NOT NULL,"
    " task TEXT NOT NULL,"
    " value TEXT NOT NULL,"
    " sum INTEGER NOT NULL) STRICT;"
    "CREATE TRIGGER event_no_update BEFORE UPDATE ON event"
    " BEGIN SELECT raise(ABORT, 'events are never changed'); END;"
    "CREATE TRIGGER event_no_delete BEFORE DELETE ON event"
    " BEGIN SELECT raise(ABORT, 'events are never deleted'); END;"
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",
};

enum { VERSION = sizeof MIGRATIONS / sizeof MIGRATIONS[0] };

// The definitions, to be compared with those of a new database.
static const char DEFINITIONS[] =
    "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE name IN"
    " ('event', 'event_no_update', 'event_no_delete', 'setting') ORDER BY name)";

int schema_run(sqlite3 *db, const char *sql) {
    return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

int64_t schema_number(sqlite3 *db, const char *sql, int64_t otherwise) {
    sqlite3_stmt *statement = NULL;
    int64_t number = otherwise;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        number = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return number;
}

const char *schema_reason(sqlite3 *db) {
    int code = sqlite3_extended_errcode(db);
    int error = sqlite3_system_errno(db);
    switch (code & 0xFF) {
    case SQLITE_FULL: return "the disk is full";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "another program has locked it";
    case SQLITE_READONLY:
    case SQLITE_PERM: return "it is read-only";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return "it is damaged";
    case SQLITE_CANTOPEN:
        return error == EACCES ? "permission is denied" : "the system does not open it";
    case SQLITE_IOERR: return error == ENOSPC ? "the disk is full" : "the disk reports an error";
    default: return sqlite3_errmsg(db);
    }
}

// What a failed call says about the file.
static FileState state_of_error(sqlite3 *db) {
    int code = sqlite3_extended_errcode(db);
    bool unreadable = code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ;
    bool damaged = unreadable || (code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB;
    return damaged ? FILE_DAMAGED : FILE_DENIED;
}

static int migrate(sqlite3 *db, int64_t version) {
    int code = schema_run(db, "BEGIN IMMEDIATE");
    for (int64_t v = version; code == SQLITE_OK && v < VERSION; v++) {
        code = schema_run(db, MIGRATIONS[v]);
    }
    char pragmas[100];
    sqlite3_snprintf(sizeof pragmas, pragmas,
                     "PRAGMA application_id = %d; PRAGMA user_version = %d", (int)APPLICATION_ID,
                     (int)VERSION);
    if (code == SQLITE_OK) code = schema_run(db, pragmas);
    if (code == SQLITE_OK) code = schema_run(db, "COMMIT");
    return code;
}

sqlite3 *schema_open_memory(void) {
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
    if (code == SQLITE_OK && migrate(db, 0) == SQLITE_OK) return db;
    sqlite3_close(db);
    return NULL;
}

// The first column of the first row as text; NULL if there is none. The caller frees it with sqlite3_free.
static char *query_text(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    char *text = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        text = sqlite3_mprintf("%s", sqlite3_column_text(statement, 0));
    }
    sqlite3_finalize(statement);
    return text;
}

static bool definitions_hold(sqlite3 *db) {
    sqlite3 *fresh = schema_open_memory();
    if (!fresh) return true; // no memory to compare with says nothing about the file
    char *want = query_text(fresh, DEFINITIONS), *got = query_text(db, DEFINITIONS);
    bool same = !want || (got && strcmp(want, got) == 0);
    sqlite3_free(want);
    sqlite3_free(got);
    sqlite3_close(fresh);
    return same;
}

// SQLite's own examination of its trees: reads every page.
static FileState examine_trees(sqlite3 *db) {
    char *verdict = query_text(db, "PRAGMA quick_check(1)");
    FileState state = verdict ? FILE_DAMAGED : state_of_error(db);
    if (verdict && strcmp(verdict, "ok") == 0) state = FILE_GOOD;
    sqlite3_free(verdict);
    return state;
}

// Every row after `after` has its checksum: finds a changed byte that leaves the trees whole.
static FileState examine_rows(sqlite3 *db, int64_t after) {
    sqlite3_stmt *statement = NULL;
    const char *sql = "SELECT " RECORD_COLUMNS " FROM event WHERE seq > ? ORDER BY seq";
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) return state_of_error(db);
    sqlite3_bind_int64(statement, 1, after);
    Record record;
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW && record_read(statement, &record)) code = sqlite3_step(statement);
    FileState state = code == SQLITE_DONE ? FILE_GOOD : FILE_DAMAGED;
    if (code != SQLITE_ROW && code != SQLITE_DONE) state = state_of_error(db);
    sqlite3_finalize(statement);
    return state;
}

// What the header claims; *version is where migration starts.
static FileState examine_header(sqlite3 *db, int64_t *version) {
    int64_t id = schema_number(db, "PRAGMA application_id", -1);
    *version = schema_number(db, "PRAGMA user_version", -1);
    int64_t tables = schema_number(db, "SELECT count(*) FROM sqlite_schema", -1);
    if (tables < 0) return state_of_error(db);
    int64_t ours = schema_number(db, "SELECT count(*) FROM (SELECT sum FROM event LIMIT 1)", -1);
    if (tables == 0) {
        return *version == 0 && (id == 0 || id == APPLICATION_ID) ? FILE_GOOD : FILE_FOREIGN;
    }
    if (id != APPLICATION_ID) return ours >= 0 ? FILE_DAMAGED : FILE_FOREIGN;
    if (*version > VERSION) return FILE_NEWER;
    return *version >= 1 ? FILE_GOOD : FILE_DAMAGED;
}

static FileState prepare_to_write(sqlite3 *db, int64_t version) {
    if (schema_run(db, "PRAGMA journal_mode = WAL") != SQLITE_OK) return state_of_error(db);
    if (schema_run(db, "PRAGMA synchronous = FULL") != SQLITE_OK) return state_of_error(db);
    if (version < VERSION && migrate(db, version) != SQLITE_OK) return state_of_error(db);
    return FILE_GOOD;
}

static bool is_large(sqlite3 *db) {
    return schema_number(db, "PRAGMA page_count", 0) * schema_number(db, "PRAGMA page_size", 0) >
           WHOLE_BYTES;
}

static int64_t last_seq(sqlite3 *db) {
    return schema_number(db, "SELECT max(seq) FROM event", 0);
}

FileState schema_examine(sqlite3 *db, Err *err) {
    FileState state = examine_trees(db);
    if (state == FILE_GOOD && !definitions_hold(db)) state = FILE_DAMAGED;
    if (state == FILE_GOOD) state = examine_rows(db, 0);
    if (state == FILE_DAMAGED) err_set(err, "is damaged");
    if (state == FILE_DENIED) err_set(err, "cannot be used: %s", schema_reason(db));
    return state;
}

static FileState examine(sqlite3 *db, bool write, Err *err) {
    int64_t version = 0;
    FileState state = examine_header(db, &version);
    if (state == FILE_NEWER) {
        err_set(err, "was written by a newer version (format %d, this one knows up to %d)",
                (int)version, (int)VERSION);
        return state;
    }
    if (state == FILE_FOREIGN) {
        err_set(err, "is a database of another program");
        return state;
    }
    if (state == FILE_GOOD && write && sqlite3_db_readonly(db, "main") == 1) {
        err_set(err, "is read-only");
        return FILE_DENIED;
    }
    if (state == FILE_GOOD && !write && version < VERSION) {
        err_set(err, "is empty or of an older version");
        return FILE_DENIED;
    }
    bool large = state == FILE_GOOD && is_large(db);
    if (state == FILE_GOOD && !large) state = examine_trees(db);
    if (state == FILE_GOOD && write) state = prepare_to_write(db, version);
    if (state == FILE_GOOD && !definitions_hold(db)) state = FILE_DAMAGED;
    if (state == FILE_GOOD) state = examine_rows(db, large ? last_seq(db) - NEWEST_EVENTS : 0);
    if (state == FILE_DAMAGED) err_set(err, "is damaged");
    if (state == FILE_DENIED) err_set(err, "cannot be used: %s", schema_reason(db));
    return state;
}

static void configure(sqlite3 *db) {
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    schema_run(db, "PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON");
}

FileState schema_open(const char *path, bool write, sqlite3 **out, Err *err) {
    *out = NULL;
    sqlite3 *db = NULL;
    int flags = write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    // A store is used by one thread; it saves a tenth of the examination.
    flags |= SQLITE_OPEN_NOMUTEX;
    FileState state = FILE_DENIED;
    if (sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK) {
        configure(db);
        state = examine(db, write, err);
    } else {
        err_set(err, "cannot be opened: %s", db ? schema_reason(db) : "there is not enough memory");
    }
    if (state == FILE_GOOD || state == FILE_NEWER) {
        *out = db;
    } else {
        sqlite3_close(db);
    }
    return state;
}

void schema_accept(sqlite3 *db) {
    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}

bool schema_shadow_settings(sqlite3 *db) {
    return schema_run(
               db, "CREATE TEMP TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"
                   "INSERT INTO temp.setting SELECT name, value FROM main.setting") == SQLITE_OK;
}
