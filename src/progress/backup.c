// Backups by SQLite's own copying of pages, which sees one moment of a store that is in use.
#include "progress/backup.h"

#include "base/file.h"
#include "base/utc.h"
#include "progress/backup_names.h"
#include "progress/lock.h"
#include "progress/rescue.h"
#include "progress/schema.h"
#include "progress/summary.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PAGES = 256, BUSY_MS = 2000 };

static const char NEW[] = ".backup-new";       // while it is filled
static const char RESTORED[] = ".restore-new"; // the same for what is put back
static const char FAILED[] = ".backup-failed"; // why there was no backup
static const char ASIDE[] = ".before-restore-";

// What a copy must have.
typedef struct Contents {
    int64_t count, last;
} Contents;

static Contents contents_of(sqlite3 *db) {
    return (Contents){schema_number(db, "SELECT count(*) FROM event", -1),
                      schema_number(db, "SELECT coalesce(max(seq), 0) FROM event", -1)};
}

// Opening a pipe would wait for its other end.
static bool is_file(const char *path, Err *err) {
    if (filename_size(path) >= 0) return true;
    return err_set(err, file_exists(path) ? "is not a regular file" : "is not there");
}

// A store to be copied, its contents fixed from now on; NULL: *err says why, without the path. A read-only folder allows no
// log, so that there is none to read.
static sqlite3 *open_source(const char *path, Contents *contents, Err *err) {
    if (!is_file(path, err)) return NULL;
    FileName addresses[2] = {filename_of(path, "", ""), filename_immutable(path)};
    bool log = filename_size(filename_of(path, FILENAME_LOG, "").text) > 0;
    for (int i = 0; i < (log ? 1 : 2); i++) {
        sqlite3 *db = NULL;
        int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | (i ? SQLITE_OPEN_URI : 0);
        bool open = sqlite3_open_v2(addresses[i].text, &db, flags, NULL) == SQLITE_OK;
        *contents = (Contents){-1, 0};
        if (db) sqlite3_busy_timeout(db, BUSY_MS);
        if (open && schema_run(db, "BEGIN") == SQLITE_OK) *contents = contents_of(db);
        if (open && contents->count >= 0) return db;
        err_set(err, open ? "is not a store, or is damaged" : "cannot be opened for reading");
        sqlite3_close(db);
    }
    return NULL;
}

// Copies all pages. Stopped by `pace`: the reason says so.
static bool copy_pages(sqlite3 *from, sqlite3 *to, BackupPace pace, Err *err) {
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int code = backup ? SQLITE_OK : sqlite3_errcode(to);
    bool go_on = true;
    while (backup && code == SQLITE_OK && go_on) {
        code = sqlite3_backup_step(backup, PAGES);
        if (code == SQLITE_OK && pace.go_on) go_on = pace.go_on(pace.self);
    }
    if (backup) sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE) return true;
    return err_set(err, "%s", go_on ? schema_reason(to) : "it was stopped");
}

// A file of its own with all that `from` holds, without a log beside it, synced by SQLite.
static bool copy_to(sqlite3 *from, const char *path, BackupPace pace, Err *err) {
    sqlite3 *to = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    bool ok = sqlite3_open_v2(path, &to, flags, NULL) == SQLITE_OK;
    if (!ok) err_set(err, "%s", to ? schema_reason(to) : "there is not enough memory");
    if (ok) sqlite3_extended_result_codes(to, 1);
    ok = ok && copy_pages(from, to, pace, err);
    if (ok && schema_run(to, "PRAGMA journal_mode = DELETE") != SQLITE_OK) {
        ok = err_set(err, "%s", schema_reason(to));
    }
    sqlite3_close(to);
    return ok;
}

// Every page and row of the file is sound, and none is missing.
static bool verify(const char *path, Contents want, bool *damaged, Err *err) {
    sqlite3 *db = NULL;
    Err why = {0};
    FileState state = schema_open(path, false, &db, &why);
    if (state == FILE_GOOD) state = schema_examine(db, &why);
    Contents got = state == FILE_GOOD ? contents_of(db) : (Contents){0};
    sqlite3_close(db);
    *damaged = state == FILE_DAMAGED;
    if (state != FILE_GOOD) return err_set(err, "the copy %s", why.text);
    return (got.count == want.count && got.last == want.last) ||
           err_set(err, "the copy has %lld events, expected %lld", (long long)got.count,
                   (long long)want.count);
}

static bool not_made(const char *path, const Err *why, Err *err) {
    return err_set(err, "%s: no backup was made: %s", path, why->text);
}

// Fills and verifies `path`.backup-new.
static bool fill_new(const char *path, BackupPace pace, Err *err) {
    Contents want = {0};
    FileName new = filename_of(path, NEW, "");
    Err why = {0};
    bool damaged = false;
    filename_remove(path, NEW);
    sqlite3 *from = open_source(path, &want, &why);
    if (!from) {
        rescue_suspect(path); // it was opened a moment ago
        return not_made(path, &why, err);
    }
    bool ok = copy_to(from, new.text, pace, &why) && verify(new.text, want, &damaged, &why) &&
              filename_sync(new.text, &why);
    sqlite3_close(from);
    if (damaged) rescue_suspect(path);
    return ok || not_made(path, &why, err);
}

static bool name_new(const char *path, int64_t utc_ms, FileName *name, Err *err) {
    Err why = {0};
    if (!backup_name_free(path, (int)utc_day_at(utc_ms), name)) {
        err_set(&why, "there are too many of this day");
        return not_made(path, &why, err);
    }
    if (rename(filename_of(path, NEW, "").text, name->text) != 0) {
        filename_fail("it cannot be renamed", &why);
        return not_made(path, &why, err);
    }
    filename_sync_folder(path);
    return true;
}

bool backup_examine(const char *path, int64_t *events, Err *err) {
    sqlite3 *db = NULL;
    *events = 0;
    if (!is_file(path, err)) return false;
    FileState state = schema_open(path, false, &db, err);
    if (state == FILE_GOOD) state = schema_examine(db, err);
    if (state == FILE_GOOD) *events = contents_of(db).count;
    sqlite3_close(db);
    return state == FILE_GOOD;
}

bool backup_trouble(const char *path, Err *err) {
    Arena arena = {0};
    Bytes line;
    bool any = file_read(filename_of(path, FAILED, "").text, sizeof err->text, &arena, &line, NULL);
    if (any) err_set(err, "%.*s", (int)strcspn(line.at, "\n"), line.at);
    arena_free(&arena);
    return any;
}

// For the next start to tell, since nobody may be watching.
static void note_trouble(const char *path, const Err *err) {
    file_write(filename_of(path, FAILED, "").text, err->text, strlen(err->text), NULL);
}

bool backup_make(const char *path, int64_t utc_ms, BackupPace pace, char name[BACKUP_NAME_SIZE],
                 Err *err) {
    int lock = -1;
    Err why = {0};
    name[0] = '\0';
    if (!is_file(path, &why)) return not_made(path, &why, err);
    LockState state = lock_take(filename_of(path, NEW, "").text, &lock, &why);
    if (state == LOCK_BUSY) err_set(&why, "one is being made");
    if (state != LOCK_TAKEN) return not_made(path, &why, err);
    FileName made;
    bool ok = fill_new(path, pace, &why) && name_new(path, utc_ms, &made, &why);
    if (!ok) {
        note_trouble(path, &why);
        err_set(err, "%s", why.text);
    } else {
        unlink(filename_of(path, FAILED, "").text);
        snprintf(name, BACKUP_NAME_SIZE, "%.250s", filename_last(made.text));
        backup_rotate(path);
    }
    filename_remove(path, NEW);
    lock_drop(lock);
    return ok;
}

static bool not_restored(const char *path, const Err *why, Err *err) {
    return err_set(err, "%s: nothing was changed: %s", path, why->text);
}

// Fills `path`.restore-new from `from`, brings it to today's version, and verifies it.
static bool fill_restored(const char *path, const char *from, int64_t *events, Err *err) {
    Contents want = {0};
    FileName new = filename_of(path, RESTORED, "");
    Err why = {0};
    sqlite3 *source = open_source(from, &want, &why), *db = NULL;
    if (!source) return err_set(err, "%s %s", from, why.text);
    bool ok = copy_to(source, new.text, (BackupPace){0}, &why);
    sqlite3_close(source);
    if (!ok) return err_set(err, "%s: %s", from, why.text);
    if (schema_open(new.text, true, &db, &why) != FILE_GOOD) {
        sqlite3_close(db);
        return err_set(err, "%s %s", from, why.text);
    }
    schema_run(db, "PRAGMA journal_mode = DELETE");
    schema_accept(db);
    bool closed = sqlite3_close(db) == SQLITE_OK, damaged = false;
    *events = want.count;
    if (!closed || !verify(new.text, want, &damaged, &why)) {
        return err_set(err, "%s: %s", from, why.text);
    }
    return filename_sync(new.text, err);
}

// Brings the log of a sound store into its file, so that setting it aside is a single rename.
static void merge_log(const char *path) {
    sqlite3 *db = NULL;
    Err why = {0};
    if (schema_open(path, true, &db, &why) == FILE_GOOD) schema_accept(db);
    sqlite3_close(db);
}

// Gives a log that could not be merged the name of the file that was set aside. From then on it is apart from the one at
// `path`: under the name of a rescue the new file tells the next start to complete this, should the program end here.
static bool set_log_aside(const char *path, const char *old, FileName *new, Err *err) {
    FileName log = filename_of(path, FILENAME_LOG, ""), ready = filename_of(path, RESCUE_NEW, "");
    if (filename_size(log.text) < 0) return true;
    if (rename(new->text, ready.text) != 0) return filename_fail("the file cannot be renamed", err);
    *new = ready;
    filename_sync_folder(path);
    if (rename(log.text, filename_of(old, FILENAME_LOG, "").text) == 0) return true;
    unlink(ready.text);
    return filename_fail("the log cannot be set aside", err);
}

// Gives the current file, and a log that could not be merged, another name; then the new one its own.
static bool put_in_place(const char *path, char aside[BACKUP_NAME_SIZE], Err *err) {
    FileName old, new = filename_of(path, RESTORED, ""), log = filename_of(path, FILENAME_LOG, "");
    bool any = filename_size(path) >= 0;
    if (!filename_free(path, ASIDE, &old)) return filename_fail("too many old files", err);
    if (any && link(path, old.text) != 0 && rename(path, old.text) != 0) {
        return filename_fail("the file cannot be set aside", err);
    }
    if (!set_log_aside(path, old.text, &new, err)) {
        if (any && (filename_size(path) >= 0 || rename(old.text, path) == 0)) unlink(old.text);
        return false;
    }
    unlink(filename_of(path, FILENAME_INDEX, "").text);
    filename_sync_folder(path);
    if (rename(new.text, path) != 0) {
        filename_fail("the file cannot be renamed", err);
        if (any && filename_size(path) < 0) (void)rename(old.text, path);
        (void)rename(filename_of(old.text, FILENAME_LOG, "").text, log.text);
        unlink(new.text);
        return false;
    }
    filename_sync_folder(path);
    if (any) snprintf(aside, BACKUP_NAME_SIZE, "%.250s", filename_last(old.text));
    return true;
}

bool backup_restore(const char *path, const char *from, char aside[BACKUP_NAME_SIZE],
                    int64_t *events, Err *err) {
    int lock = -1;
    Err why = {0};
    aside[0] = '\0';
    *events = 0;
    if (file_exists(path) && !is_file(path, &why)) return not_restored(path, &why, err);
    LockState state = lock_take(path, &lock, &why);
    if (state == LOCK_BUSY) err_set(&why, "it is in use by another window of this program");
    if (state != LOCK_TAKEN) return not_restored(path, &why, err);
    filename_remove(path, RESTORED);
    bool ok = fill_restored(path, from, events, &why);
    if (ok && filename_size(path) >= 0) merge_log(path);
    ok = ok && put_in_place(path, aside, &why);
    if (ok) rescue_trust(path);
    if (ok) summary_remove(path);
    filename_remove(path, RESTORED);
    lock_drop(lock);
    return ok || not_restored(path, &why, err);
}
