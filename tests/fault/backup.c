// Backups: only what is whole gets a name, only what is whole is put back, and nothing is lost on the way.
#include "progress/backup.h"

#include "progress/rescue.h"
#include "support/failing_disk.h"
#include "support/stores.h"

#include <sys/stat.h>
#include <sys/wait.h>

enum { EVENTS = 60, N_MOST = 200 };

static const int64_t DAY_MS = 86400000;
static const int64_t FIRST_MS = 1767254400000; // Thursday, 1 January 2026, 08:00 UTC

static bool make(const Place *place, int64_t utc_ms, char name[BACKUP_NAME_SIZE], Err *err) {
    return backup_make(place->path, utc_ms, (BackupPace){0}, name, err);
}

static int events_in(const char *path) {
    Store *store = NULL;
    Err err = {0};
    store_open_read(path, &store, &err);
    int count = census_of(store).count;
    store_close(store);
    return count;
}

static bool has_file(const Place *place, const char *suffix) {
    return file_exists(place_beside(place, suffix));
}

static void add_events(const Place *place, int count) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    int64_t last = census_of(store).last;
    for (int i = 1; i <= count; i++) CHECK(append_next(store, last + i, &err));
    store_close(store);
}

static void test_a_backup_holds_what_the_store_held_while_it_was_in_use(void) {
    Place place = place_make();
    place_fill(&place, EVENTS);
    Store *store = NULL;
    Err err = {0};
    char name[BACKUP_NAME_SIZE], theme[16];
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    CHECK(append_next(store, EVENTS + 1, &err)); // still in the log
    CHECK(backup_is_due(place.path, FIRST_MS));
    CHECK(make(&place, FIRST_MS, name, &err));
    CHECK_TEXT(name, "s.db.backup-2026-01-01");
    CHECK(!backup_is_due(place.path, FIRST_MS + DAY_MS / 2));
    CHECK(backup_is_due(place.path, FIRST_MS + DAY_MS));
    CHECK(append_next(store, EVENTS + 2, &err));
    CHECK(make(&place, FIRST_MS, name, &err));
    CHECK_TEXT(name, "s.db.backup-2026-01-01-2");
    store_close(store);
    CHECK(events_in(place_beside(&place, ".backup-2026-01-01-2")) == EVENTS + 2);
    CHECK(!has_file(&place, ".backup-2026-01-01")); // one of each day is kept
    CHECK(!has_file(&place, ".backup-new") && !has_file(&place, ".backup-2026-01-01-2-wal"));
    CHECK(store_open_read(place_beside(&place, ".backup-2026-01-01-2"), &store, &err) ==
          STORE_READ);
    CHECK(store_get(store, "theme", theme, sizeof theme));
    store_close(store);
    place_remove(&place);
}

static void test_seven_days_and_four_weeks_are_kept(void) {
    Place place = place_make();
    place_fill(&place, 9);
    Err err = {0};
    char name[BACKUP_NAME_SIZE];
    for (int day = 0; day < 60; day++) {
        add_events(&place, 3);
        CHECK(make(&place, FIRST_MS + day * DAY_MS, name, &err));
    }
    Arena arena = {0};
    Backup *backups = NULL;
    int count = backup_list(place.path, &arena, &backups);
    // The last day is Sunday, 1 March; its week has the first seven.
    static const char *const WANT[] = {"03-01", "02-28", "02-27", "02-26", "02-25", "02-24",
                                       "02-23", "02-22", "02-15", "02-08", "02-01"};
    CHECK(count == 11);
    for (int i = 0; i < count && i < 11; i++) {
        CHECK(strstr(backups[i].path, WANT[i]) != NULL);
        CHECK(backups[i].number == 1 && (i == 0 || backups[i].events < backups[i - 1].events));
    }
    arena_free(&arena);
    place_remove(&place);
}

// A store that is begun anew must not push out the backups of the one that was lost.
static void test_the_fullest_backup_is_kept_for_ever(void) {
    Place place = place_make();
    place_fill(&place, EVENTS);
    Err err = {0};
    char name[BACKUP_NAME_SIZE];
    CHECK(make(&place, FIRST_MS, name, &err));
    CHECK(unlink(place.path) == 0);
    for (int day = 1; day < 90; day++) {
        add_events(&place, day == 1 ? 3 : 0);
        CHECK(make(&place, FIRST_MS + day * DAY_MS, name, &err));
    }
    CHECK(events_in(place_beside(&place, ".backup-2026-01-01")) == EVENTS);
    place_remove(&place);
}

static void test_a_damaged_store_is_not_backed_up_and_is_marked(void) {
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    char name[BACKUP_NAME_SIZE];
    place_fill(&place, EVENTS);
    CHECK(make(&place, FIRST_MS, name, &err));
    Bytes all = bytes_of(place.path, &arena);
    char *bytes = arena_text(&arena, all.at, all.size);
    for (size_t at = 100; at < all.size; at += 97) {
        bytes[at] = (char)(bytes[at] ^ 4);
        put_bytes(place.path, bytes, all.size);
        rescue_trust(place.path);
        bool ok = make(&place, FIRST_MS + DAY_MS, name, &err);
        if (ok) {
            CHECK(events_in(place_beside(&place, ".backup-2026-01-02")) == EVENTS);
            CHECK(unlink(place_beside(&place, ".backup-2026-01-02")) == 0);
        } else {
            CHECK(is_one_line(err.text) && strstr(err.text, "no backup was made") != NULL);
            CHECK(!has_file(&place, ".backup-2026-01-02") && !has_file(&place, ".backup-new"));
        }
        bytes[at] = all.at[at];
    }
    const char *value = value_of(EVENTS / 2);
    for (size_t at = 0; at + strlen(value) < all.size; at++) {
        if (memcmp(bytes + at, value, strlen(value)) == 0) bytes[at + 2] ^= 1;
    }
    put_bytes(place.path, bytes, all.size);
    CHECK(!make(&place, FIRST_MS + DAY_MS, name, &err));
    CHECK(rescue_is_suspected(place.path));
    CHECK(events_in(place_beside(&place, ".backup-2026-01-01")) == EVENTS);
    arena_free(&arena);
    place_remove(&place);
}

static bool stop(void *self) {
    (void)self;
    return false;
}

static void test_a_stopped_backup_leaves_nothing(void) {
    Place place = place_make();
    Store *store = NULL;
    Err err = {0};
    char name[BACKUP_NAME_SIZE], large[1500];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    for (int i = 0; i < 1000; i++) append_event(store, i, EVENT_START, 0, "task", large);
    store_close(store);
    CHECK(!backup_make(place.path, FIRST_MS, (BackupPace){stop, NULL}, name, &err));
    CHECK(strstr(err.text, "no backup was made: it was stopped") != NULL);
    CHECK(!has_file(&place, ".backup-new") && !has_file(&place, ".backup-2026-01-01"));
    CHECK(make(&place, FIRST_MS, name, &err));
    place_remove(&place);
}

static bool restore(const Place *place, const char *suffix, char aside[BACKUP_NAME_SIZE],
                    Err *err) {
    int64_t events = 0;
    char from[PATH_SIZE + 40];
    snprintf(from, sizeof from, "%s", place_beside(place, suffix));
    return backup_restore(place->path, from, aside, &events, err);
}

static void test_a_restored_backup_is_the_store_and_the_old_one_is_beside_it(void) {
    Place place = place_make();
    Err err = {0};
    char name[BACKUP_NAME_SIZE], aside[BACKUP_NAME_SIZE];
    place_fill(&place, EVENTS);
    CHECK(make(&place, FIRST_MS, name, &err));
    add_events(&place, 9);
    CHECK(restore(&place, ".backup-2026-01-01", aside, &err));
    CHECK_TEXT(aside, "s.db.before-restore-1");
    CHECK(events_in(place.path) == EVENTS);
    CHECK(events_in(place_beside(&place, ".before-restore-1")) == EVENTS + 9);
    CHECK(events_in(place_beside(&place, ".backup-2026-01-01")) == EVENTS);
    add_events(&place, 1);
    CHECK(restore(&place, ".before-restore-1", aside, &err));
    CHECK_TEXT(aside, "s.db.before-restore-2");
    CHECK(events_in(place.path) == EVENTS + 9);
    CHECK(unlink(place.path) == 0);
    CHECK(restore(&place, ".backup-2026-01-01", aside, &err));
    CHECK_TEXT(aside, "");
    CHECK(events_in(place.path) == EVENTS);
    place_remove(&place);
}

// A store that was never closed has its newest events in its log, which is read, and set aside, too.
static void test_logs_come_along(void) {
    Place place = place_make(), other = place_make();
    Arena arena = {0};
    Store *store = NULL;
    Err err = {0};
    char aside[BACKUP_NAME_SIZE];
    int64_t events = 0;
    place_fill(&place, 5);
    CHECK(store_open(other.path, &store, &err) == STORE_WRITE);
    for (int seq = 1; seq <= EVENTS; seq++) CHECK(append_next(store, seq, &err));
    Bytes file = bytes_of(other.path, &arena), log = bytes_of(place_beside(&other, "-wal"), &arena);
    store_close(store);
    put_bytes(place_beside(&place, ".crashed"), file.at, file.size);
    put_bytes(place_beside(&place, ".crashed-wal"), log.at, log.size);
    CHECK(restore(&place, ".crashed", aside, &err));
    CHECK(events_in(place.path) == EVENTS);
    place_empty(&place);
    put_bytes(place.path, file.at, file.size); // now the current one has a log, and a damaged file
    put_bytes(place_beside(&place, "-wal"), log.at, log.size);
    CHECK(backup_restore(place.path, other.path, aside, &events, &err));
    CHECK(events == EVENTS && events_in(place.path) == EVENTS);
    CHECK(events_in(place_beside(&place, ".before-restore-1")) == EVENTS);
    arena_free(&arena);
    place_remove(&place);
    place_remove(&other);
}

static void test_what_is_no_whole_store_is_never_put_in_place(void) {
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    char aside[BACKUP_NAME_SIZE];
    place_fill(&place, EVENTS);
    Bytes all = bytes_of(place.path, &arena);
    char *bytes = arena_text(&arena, all.at, all.size);
    add_events(&place, 3);
    int refused = 0;
    for (size_t i = 0; i < all.size; i += 61) {
        bytes[i] = (char)(bytes[i] ^ 0x20);
        put_bytes(place_beside(&place, ".from"), bytes, all.size);
        if (!restore(&place, ".from", aside, &err)) {
            refused++;
            CHECK(is_one_line(err.text) && strstr(err.text, "nothing was changed") != NULL);
            CHECK(!has_file(&place, ".before-restore-1") && !has_file(&place, ".restore-new"));
        } else {
            CHECK(events_in(place.path) == EVENTS); // the bit was in an unused part
            CHECK(rename(place_beside(&place, ".before-restore-1"), place.path) == 0);
        }
        bytes[i] = all.at[i];
    }
    CHECK(refused > 50);
    CHECK(events_in(place.path) == EVENTS + 3);
    for (size_t size = 0; size < all.size; size += size < 200 ? 13 : 1021) {
        put_bytes(place_beside(&place, ".from"), all.at, size);
        CHECK(!restore(&place, ".from", aside, &err));
    }
    CHECK(!restore(&place, ".none", aside, &err));
    CHECK(!has_file(&place, ".none"));
    CHECK(events_in(place.path) == EVENTS + 3);
    arena_free(&arena);
    place_remove(&place);
}

static void test_a_store_in_use_is_not_replaced(void) {
    Place place = place_make();
    Store *store = NULL;
    Err err = {0};
    char name[BACKUP_NAME_SIZE], aside[BACKUP_NAME_SIZE];
    place_fill(&place, EVENTS);
    CHECK(make(&place, FIRST_MS, name, &err));
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    CHECK(!restore(&place, ".backup-2026-01-01", aside, &err));
    CHECK(strstr(err.text, "is in use by another window") != NULL);
    CHECK(append_next(store, EVENTS + 1, &err));
    store_close(store);
    place_remove(&place);
}

// The Nth change of the disk fails, for every N until all goes well: no broken file has a backup's name, the store is as it
// was, and a later backup works.
static void test_a_disk_that_fails_leaves_the_older_backup(void) {
    static const int CODES[] = {SQLITE_FULL, SQLITE_IOERR_WRITE};
    Place place = place_make();
    Err err = {0};
    char name[BACKUP_NAME_SIZE];
    place_fill(&place, EVENTS);
    CHECK(make(&place, FIRST_MS, name, &err));
    for (int code = 0; code < 2; code++) {
        bool failed = true;
        int n = 1;
        for (; failed && n < N_MOST; n++) {
            disk_plan(DISK_FAILS_ON, n, CODES[code]);
            bool ok = make(&place, FIRST_MS + DAY_MS, name, &err);
            failed = disk.done;
            disk_plan(DISK_SOUND, 0, 0);
            CHECK(ok || strstr(err.text, code ? "the disk reports an error" : "the disk is full"));
            CHECK(ok == has_file(&place, ".backup-2026-01-02"));
            if (ok) CHECK(events_in(place_beside(&place, ".backup-2026-01-02")) == EVENTS);
            if (ok) CHECK(unlink(place_beside(&place, ".backup-2026-01-02")) == 0);
            CHECK(!rescue_is_suspected(place.path));
        }
        CHECK(n > 4 && n < N_MOST);
    }
    CHECK(events_in(place_beside(&place, ".backup-2026-01-01")) == EVENTS);
    CHECK(events_in(place.path) == EVENTS);
    place_remove(&place);
}

// Ends the process at the Nth change of a backup and of a restore.
static int end_at(const Place *place, int n, bool restoring) {
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        Err err = {0};
        char name[BACKUP_NAME_SIZE];
        disk_plan(DISK_ENDS, n, 0);
        bool ok = restoring ? restore(place, ".backup-2026-01-01", name, &err)
                            : make(place, FIRST_MS + DAY_MS, name, &err);
        _exit(ok ? 0 : 1);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_a_process_that_ends_loses_neither_store_nor_backup(void) {
    Place place = place_make();
    Err err = {0};
    char name[BACKUP_NAME_SIZE];
    for (int restoring = 0; restoring < 2; restoring++) {
        int code = 9;
        for (int n = 1; code == 9 && n < N_MOST; n++) {
            place_empty(&place);
            place_fill(&place, EVENTS);
            CHECK(make(&place, FIRST_MS, name, &err));
            add_events(&place, 3);
            code = end_at(&place, n, restoring);
            CHECK(code == 9 || code == 0);
            CHECK(events_in(place_beside(&place, ".backup-2026-01-01")) == EVENTS);
            int now = events_in(place.path);
            CHECK(now == EVENTS + 3 || (restoring && now == EVENTS));
            add_events(&place, 1);
            CHECK(make(&place, FIRST_MS + 2 * DAY_MS, name, &err));
        }
        CHECK(code == 0);
    }
    place_remove(&place);
}

// A log that cannot be merged goes beside the file it belongs to: all of it happens, or nothing, or the next start ends it.
static void test_a_log_is_never_apart_from_its_file(void) {
    Place place = place_make();
    Arena arena = {0};
    Store *store = NULL;
    Err err = {0};
    char aside[BACKUP_NAME_SIZE];
    place_fill(&place, 5);
    CHECK(make(&place, FIRST_MS, aside, &err));
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    for (int seq = 6; seq <= EVENTS; seq++) CHECK(append_next(store, seq, &err));
    Bytes file = bytes_of(place.path, &arena), log = bytes_of(place_beside(&place, "-wal"), &arena);
    store_close(store);
    memset((char *)file.at + 24, 0x55, 60); // of the header: SQLite will not open it
    put_bytes(place.path, file.at, file.size);
    put_bytes(place_beside(&place, "-wal"), log.at, log.size);
    // Its new name is taken.
    CHECK(mkdir(place_beside(&place, ".before-restore-1-wal"), 0700) == 0);
    CHECK(!restore(&place, ".backup-2026-01-01", aside, &err));
    CHECK(has_file(&place, "-wal") && !has_file(&place, ".rescue"));
    CHECK(!has_file(&place, ".before-restore-1") && has_file(&place, ""));
    CHECK(rmdir(place_beside(&place, ".before-restore-1-wal")) == 0);
    CHECK(restore(&place, ".backup-2026-01-01", aside, &err) && events_in(place.path) == 5);
    CHECK(!has_file(&place, "-wal") && has_file(&place, ".before-restore-1-wal"));
    CHECK(!has_file(&place, ".rescue") && has_file(&place, ".before-restore-1"));
    // The program ended when the log had its new name.
    Bytes backup = bytes_of(place_beside(&place, ".backup-2026-01-01"), &arena);
    put_bytes(place.path, file.at, file.size);
    put_bytes(place_beside(&place, ".before-restore-1"), file.at, file.size);
    put_bytes(place_beside(&place, ".before-restore-1-wal"), log.at, log.size);
    put_bytes(place_beside(&place, ".rescue"), backup.at, backup.size);
    CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
    CHECK(census_of(store).count >= 5);
    store_close(store);
    CHECK(!has_file(&place, ".rescue") && has_file(&place, ".damaged-1"));
    CHECK(has_file(&place, ".before-restore-1-wal"));
    arena_free(&arena);
    place_remove(&place);
}

int main(void) {
    disk_install();
    test_a_log_is_never_apart_from_its_file();
    test_a_backup_holds_what_the_store_held_while_it_was_in_use();
    test_seven_days_and_four_weeks_are_kept();
    test_the_fullest_backup_is_kept_for_ever();
    test_a_damaged_store_is_not_backed_up_and_is_marked();
    test_a_stopped_backup_leaves_nothing();
    test_a_restored_backup_is_the_store_and_the_old_one_is_beside_it();
    test_logs_come_along();
    test_what_is_no_whole_store_is_never_put_in_place();
    test_a_store_in_use_is_not_replaced();
    test_a_disk_that_fails_leaves_the_older_backup();
    test_a_process_that_ends_loses_neither_store_nor_backup();
    return test_end();
}
