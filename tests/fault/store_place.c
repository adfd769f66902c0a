// A store in the wrong place, without rights or in use by others: no crash, a message, and what can be read is read.
#include "progress/backup.h"
#include "progress/filename.h"
#include "progress/store.h"
#include "support/stores.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void check_memory(const char *path, const char *want) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(path, &store, &err) == STORE_MEMORY);
    CHECK(is_one_line(err.text) && strstr(err.text, "; answers are kept for this session only"));
    CHECK(strstr(err.text, want) != NULL);
    CHECK(append_next(store, 1, &err));
    CHECK(census_of(store).count == 1);
    CHECK(store_set(store, "theme", "dark", &err));
    store_close(store);
}

static void test_a_place_that_cannot_be_used_leaves_memory(void) {
    Place place = place_make();
    char path[6000];
    check_memory(place.folder, ": is a folder, expected a file");
    put_bytes(place_beside(&place, ".file"), "x", 1);
    snprintf(path, sizeof path, "%s.file/s.db", place.path);
    check_memory(path, "cannot be");
    snprintf(path, sizeof path, "%s.file/deeper/s.db", place.path);
    check_memory(path, "its folder cannot be made");
    CHECK(mkfifo(place.path, 0600) == 0);
    check_memory(place.path, "is not a regular file");
    memset(path, 'x', sizeof path - 1);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    check_memory(path, "the path is too long");
    place_remove(&place);
}

// A pipe without a writer would be waited for without end.
static void test_a_pipe_is_neither_read_nor_copied_nor_restored(void) {
    Place place = place_make();
    Store *store = NULL;
    Err err = {0};
    char name[BACKUP_NAME_SIZE];
    int64_t events;
    CHECK(mkfifo(place.path, 0600) == 0);
    CHECK(store_open_read(place.path, &store, &err) == STORE_MEMORY);
    CHECK(strstr(err.text, "is not a regular file") != NULL);
    store_close(store);
    CHECK(!backup_make(place.path, 0, (BackupPace){0}, name, &err));
    CHECK(strstr(err.text, "no backup was made: is not a regular file") != NULL);
    CHECK(!backup_examine(place.path, &events, &err));
    CHECK_TEXT(err.text, "is not a regular file");
    CHECK(!backup_restore(place_beside(&place, ".other"), place.path, name, &events, &err));
    CHECK(strstr(err.text, "nothing was changed") && strstr(err.text, "is not a regular file"));
    place_remove(&place);
}

// The lock and the log are those of the file, whatever it is called.
static void test_a_link_is_the_file_it_leads_to(void) {
    Place place = place_make();
    char link[300], other[300];
    snprintf(link, sizeof link, "%s", place_beside(&place, ".link"));
    snprintf(other, sizeof other, "%s", place_beside(&place, ".other"));
    CHECK(symlink(filename_last(place.path), other) == 0 && symlink(other, link) == 0);
    Store *one = NULL, *two = NULL;
    Err err = {0};
    CHECK(store_open(link, &one, &err) == STORE_WRITE);
    CHECK_TEXT(store_path(one), place.path);
    CHECK(append_next(one, 1, &err));
    CHECK(store_open(place.path, &two, &err) == STORE_READ && census_of(two).count == 1);
    CHECK(strstr(err.text, "is in use by another window") != NULL);
    store_close(two);
    store_close(one);
    CHECK(unlink(link) == 0 && symlink(filename_last(link), link) == 0);
    check_memory(link, "cannot be looked at");
    place_remove(&place);
}

static void test_a_lock_that_cannot_be_made_leaves_reading(void) {
    Place place = place_make();
    place_fill(&place, 5);
    CHECK(unlink(place_beside(&place, ".lock")) == 0);
    CHECK(mkdir(place_beside(&place, ".lock"), 0700) == 0);
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place.path, &store, &err) == STORE_READ);
    CHECK(strstr(err.text, "cannot be written: ") != NULL);
    CHECK(census_of(store).count == 5);
    store_close(store);
    place_remove(&place);
}

static void test_a_lock_of_another_program_is_waited_for_and_said(void) {
    Place place = place_make();
    place_fill(&place, 5);
    Store *store = NULL;
    Err err = {0};
    sqlite3 *other = NULL;
    CHECK(sqlite3_open(place.path, &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    CHECK(!append_next(store, 6, &err));
    CHECK(strstr(err.text, "answer not saved: another program has locked it (") == err.text);
    CHECK(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
    CHECK(append_next(store, 6, &err));
    store_close(store);
    const char *exclusive =
        "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT";
    sqlite3_close(other);
    CHECK(sqlite3_open(place.path, &other) == SQLITE_OK);
    CHECK(sqlite3_exec(other, exclusive, NULL, NULL, NULL) == SQLITE_OK);
    CHECK(store_open(place.path, &store, &err) == STORE_READ);
    CHECK(strstr(err.text, "another program has locked it; answers given here are not saved") !=
          NULL);
    CHECK(census_of(store).count == 6);
    store_close(store);
    sqlite3_close(other);
    place_remove(&place);
}

static void test_a_file_that_was_moved_is_noticed(void) {
    Place place = place_make();
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    CHECK(append_next(store, 1, &err));
    CHECK(unlink(place.path) == 0);
    CHECK(!append_next(store, 2, &err));
    CHECK(strstr(err.text, "answer not saved: the file was moved or removed (") == err.text);
    store_close(store);
    place_remove(&place);
}

// In a child without rights, since root may write anything: the exit code is the mode and the number of events.
static int mode_without_rights(const Place *place) {
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        Store *store = NULL;
        Err err = {0};
        if (setuid(65534) != 0) _exit(99);
        StoreMode mode = store_open(place->path, &store, &err);
        Census census = census_of(store);
        bool fine = is_one_line(err.text) && test_failed == 0;
        store_close(store);
        _exit(fine ? (int)mode * 10 + census.count : 98);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_read_only_files_and_folders_are_read(void) {
    if (geteuid() != 0) {
        fprintf(stderr, "read-only folders: not tested, this needs root to become somebody else\n");
        return;
    }
    Place place = place_make();
    place_fill(&place, 5);
    chmod(place.folder, 0755);
    chmod(place.path, 0644);
    CHECK(mode_without_rights(&place) == STORE_READ * 10 + 5);
    chmod(place.folder, 0777);
    chmod(place_beside(&place, ".lock"), 0666);
    CHECK(mode_without_rights(&place) == STORE_READ * 10 + 5);
    chmod(place.path, 0600);
    CHECK(mode_without_rights(&place) == STORE_MEMORY * 10);
    place_empty(&place);
    chmod(place.folder, 0755);
    CHECK(mode_without_rights(&place) == STORE_MEMORY * 10);
    place_remove(&place);
}

int main(void) {
    test_a_place_that_cannot_be_used_leaves_memory();
    test_a_pipe_is_neither_read_nor_copied_nor_restored();
    test_a_link_is_the_file_it_leads_to();
    test_a_lock_that_cannot_be_made_leaves_reading();
    test_a_lock_of_another_program_is_waited_for_and_said();
    test_a_file_that_was_moved_is_noticed();
    test_read_only_files_and_folders_are_read();
    return test_end();
}
