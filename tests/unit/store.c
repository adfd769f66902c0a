// The store keeps what it is given: events in the order of their numbers, settings, and one writer at a time.
#include "progress/store.h"

#include "support/stores.h"

#include <fcntl.h>
#include <sqlite3.h>

// A new folder for one test; its content is removed by leave().
static char folder[64];

static void enter(void) {
    snprintf(folder, sizeof folder, "/dev/shm/phasor-store-XXXXXX");
    if (mkdtemp(folder)) return;
    snprintf(folder, sizeof folder, "/tmp/phasor-store-XXXXXX");
    CHECK(mkdtemp(folder) != NULL);
}

static void leave(void) {
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    CHECK(system(command) == 0); // NOLINT(concurrency-mt-unsafe): one thread
}

static const char *path_of(const char *name) {
    static char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static bool run_sql(const char *path, const char *sql) {
    sqlite3 *db = NULL;
    bool ok = sqlite3_open(path, &db) == SQLITE_OK &&
              sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(db);
    return ok;
}

static Event append(Store *store, EventKind kind, int64_t attempt, const char *task,
                    const char *value) {
    return append_event(store, 1700000000000, kind, attempt, task, value);
}

// What store_select gave, as text: "seq attempt kind card task value" a line.
typedef struct Listing {
    char text[4000];
    int count, limit;
    int64_t last_utc;
} Listing;

static bool list(void *self, const Event *event) {
    Listing *listing = self;
    size_t n = strlen(listing->text);
    snprintf(listing->text + n, sizeof listing->text - n, "%lld %lld %d %s %s %s\n",
             (long long)event->seq, (long long)event->attempt, (int)event->kind, event->card,
             event->task, event->value);
    listing->last_utc = event->utc_ms;
    return ++listing->count != listing->limit;
}

static Listing list_of(Store *store, const char *card) {
    Listing listing = {0};
    Err err = {0};
    CHECK(store_select(store, &(EventFilter){.card = card}, list, &listing, &err));
    CHECK_TEXT(err.text, "");
    return listing;
}

static const char ROUND_TRIP[] = "1 1 0 rope q1 7,a,b,c\n"
                                 "2 1 1 rope q1 hint-1\n"
                                 "3 1 2 rope q1 größe-θ-位置-🙂\n"
                                 "4 1 3 rope q1 \n";

static void test_events_come_back_after_reopening(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    const char *path = path_of("new/folder/progress.db");
    CHECK(store_open(path, &store, &err) == STORE_WRITE);
    CHECK_TEXT(err.text, "");
    Event start = append(store, EVENT_START, 0, "q1", "7,a,b,c");
    CHECK(start.seq == 1 && start.attempt == 1);
    append(store, EVENT_HINT, 1, "q1", "hint-1");
    append(store, EVENT_CHECK, 1, "q1", "größe-θ-位置-🙂");
    append(store, EVENT_REVEAL, 1, "q1", "");
    CHECK_TEXT(list_of(store, "rope").text, ROUND_TRIP);
    store_close(store);
    CHECK(store_open(path, &store, &err) == STORE_WRITE);
    CHECK_TEXT(list_of(store, NULL).text, ROUND_TRIP);
    CHECK_TEXT(list_of(store, "alibi").text, "");
    Event next = append(store, EVENT_START, 0, "q2", "1,x");
    CHECK(next.seq == 5 && next.attempt == 5);
    store_close(store);
    leave();
}

static void test_the_number_orders_when_the_clock_goes_back(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    store_open(path_of("s.db"), &store, &err);
    for (int i = 0; i < 5; i++) {
        Event event = {.utc_ms = 1000 - 100 * i,
                       .kind = EVENT_START,
                       .card = "c",
                       .task = "t",
                       .value = "1,a"};
        CHECK(store_append(store, &event, &err));
        CHECK(event.seq == i + 1);
    }
    Event before_1970 = {
        .utc_ms = -5, .attempt = 1, .kind = EVENT_REVEAL, .card = "c", .task = "t", .value = ""};
    CHECK(store_append(store, &before_1970, &err));
    Listing listing = list_of(store, "c");
    CHECK(listing.count == 6);
    CHECK(listing.last_utc == -5);
    store_close(store);
    leave();
}

static void test_a_filter_takes_what_lies_between_and_both_ways(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    store_open(path_of("s.db"), &store, &err);
    for (int i = 0; i < 6; i++) append(store, i % 2 ? EVENT_TEST : EVENT_START, 0, "t", "1,a");
    Listing between = {0}, starts = {0}, newest = {0};
    CHECK(store_select(store, &(EventFilter){.after = 2, .before = 5}, list, &between, &err));
    CHECK_TEXT(between.text, "3 3 0 rope t 1,a\n4 4 8 rope t 1,a\n");
    EventFilter kinds = {.before = 5, .kinds = 1u << EVENT_START};
    CHECK(store_select(store, &kinds, list, &starts, &err));
    CHECK_TEXT(starts.text, "1 1 0 rope t 1,a\n3 3 0 rope t 1,a\n");
    EventFilter last = {.after = 4, .newest_first = true};
    CHECK(store_select(store, &last, list, &newest, &err));
    CHECK_TEXT(newest.text, "6 6 8 rope t 1,a\n5 5 0 rope t 1,a\n");
    store_close(store);
    leave();
}

static void test_a_visitor_can_stop(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    store_open(path_of("s.db"), &store, &err);
    for (int i = 0; i < 5; i++) append(store, EVENT_START, 0, "t", "1,a");
    Listing listing = {.limit = 2};
    CHECK(store_select(store, &(EventFilter){0}, list, &listing, &err));
    CHECK(listing.count == 2);
    store_close(store);
    leave();
}

static bool append_while_reading(void *self, const Event *event) {
    Event more = {
        .attempt = event->seq, .kind = EVENT_HINT, .card = "c", .task = "t", .value = "h"};
    Err err = {0};
    CHECK(store_append(self, &more, &err));
    return false;
}

static void test_a_visitor_can_append(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    store_open(path_of("s.db"), &store, &err);
    append(store, EVENT_START, 0, "t", "1,a");
    CHECK(store_select(store, &(EventFilter){0}, append_while_reading, store, &err));
    CHECK(list_of(store, NULL).count == 2);
    store_close(store);
    leave();
}

static void test_settings_are_remembered(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    char value[32];
    store_open(path_of("s.db"), &store, &err);
    CHECK(!store_get(store, "theme", value, sizeof value));
    CHECK_TEXT(value, "");
    CHECK(store_set(store, "theme", "dark", &err));
    CHECK(store_set(store, "theme", "hell–θ", &err));
    CHECK(store_set(store, "empty", "", &err));
    store_close(store);
    store_open(path_of("s.db"), &store, &err);
    CHECK(store_get(store, "theme", value, sizeof value));
    CHECK_TEXT(value, "hell–θ");
    CHECK(store_get(store, "empty", value, sizeof value));
    char small[4] = "xxx";
    CHECK(!store_get(store, "theme", small, sizeof small));
    CHECK_TEXT(small, "");
    store_close(store);
    leave();
}

static void test_a_second_instance_has_settings_for_its_session(void) {
    enter();
    Store *first = NULL, *second = NULL;
    Err err = {0};
    char value[32];
    store_open(path_of("s.db"), &first, &err);
    store_set(first, "theme", "dark", &err);
    CHECK(store_open(path_of("s.db"), &second, &err) == STORE_READ);
    CHECK(store_get(second, "theme", value, sizeof value));
    CHECK_TEXT(value, "dark");
    CHECK(store_set(second, "theme", "light", &err)); // for its session
    CHECK(store_get(second, "theme", value, sizeof value));
    CHECK_TEXT(value, "light");
    store_get(first, "theme", value, sizeof value);
    CHECK_TEXT(value, "dark");
    store_close(first);
    store_close(second);
    leave();
}

static void test_a_second_instance_reads_only(void) {
    enter();
    Store *first = NULL, *second = NULL;
    Err err = {0};
    char want[PATH_SIZE + 200];
    const char *path = path_of("s.db");
    CHECK(store_open(path, &first, &err) == STORE_WRITE);
    append(first, EVENT_START, 0, "t", "1,a");
    CHECK(store_open(path, &second, &err) == STORE_READ);
    CHECK(store_mode(second) == STORE_READ);
    snprintf(want, sizeof want,
             "%s: is in use by another window of this program; answers given here are not saved",
             path);
    CHECK_TEXT(err.text, want);
    Event event = {.kind = EVENT_START, .card = "c", .task = "t", .value = "1,a"};
    CHECK(!store_append(second, &event, &err));
    CHECK(event.seq == 0 && event.attempt == 0);
    snprintf(want, sizeof want, "answer not saved: it was opened for reading only (%s)", path);
    CHECK_TEXT(err.text, want);
    append(first, EVENT_START, 0, "t", "2,b");
    CHECK(list_of(second, NULL).count == 2); // sees what the first one adds
    store_close(first);
    store_close(second);
    CHECK(store_open(path, &first, &err) == STORE_WRITE); // the lock went with its owner
    CHECK(list_of(first, NULL).count == 2);
    store_close(first);
    leave();
}

static void test_what_does_not_fit_is_refused(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    static char longer[2100];
    memset(longer, 'x', sizeof longer - 1);
    store_open(path_of("s.db"), &store, &err);
    append(store, EVENT_START, 0, "t", "1,a");
    Event bad[] = {
        {.kind = EVENT_START, .card = longer, .task = "t", .value = ""},
        {.kind = EVENT_START, .card = "c", .task = "t", .value = longer},
        {.kind = EVENT_START, .card = "c", .task = "\xff", .value = ""},
        {.kind = EVENT_HINT, .attempt = 0, .card = "c", .task = "t", .value = ""},
        {.kind = EVENT_HINT, .attempt = 99, .card = "c", .task = "t", .value = ""},
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        err = (Err){0};
        CHECK(!store_append(store, &bad[i], &err));
        CHECK(strstr(err.text, "answer not saved: the ") == err.text);
    }
    CHECK(!store_set(store, longer, "v", &err));
    CHECK(!store_set(store, "n", "\xc0\x80", &err));
    append(store, EVENT_START, 0, "t", "1,a");
    CHECK(list_of(store, NULL).count == 2);
    longer[2001] = '\0';
    CHECK(!store_append(store, &(Event){.card = "c", .task = "t", .value = longer}, &err));
    longer[2000] = '\0';
    CHECK(append(store, EVENT_START, 0, "t", longer).seq == 3);
    store_close(store);
    leave();
}

static void test_the_file_refuses_to_change_events(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    const char *path = path_of("s.db");
    store_open(path, &store, &err);
    append(store, EVENT_START, 0, "t", "1,a");
    store_close(store);
    CHECK(!run_sql(path, "UPDATE event SET value = '2,b'"));
    CHECK(!run_sql(path, "DELETE FROM event"));
    CHECK(store_open(path, &store, &err) == STORE_WRITE);
    CHECK(list_of(store, NULL).count == 1);
    store_close(store);
    leave();
}

static void test_a_newer_file_is_only_read(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    char want[PATH_SIZE + 200];
    const char *path = path_of("s.db");
    store_open(path, &store, &err);
    append(store, EVENT_START, 0, "t", "1,a");
    store_close(store);
    CHECK(run_sql(path, "PRAGMA user_version = 7; ALTER TABLE event ADD COLUMN mood TEXT"));
    CHECK(store_open(path, &store, &err) == STORE_READ);
    snprintf(want, sizeof want,
             "%s: was written by a newer version (format 7, this one knows up to 1); answers given "
             "here are not saved",
             path);
    CHECK_TEXT(err.text, want);
    CHECK(list_of(store, NULL).count == 1);
    store_close(store);
    leave();
}

static void test_another_programs_database_is_left_alone(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    const char *path = path_of("s.db");
    CHECK(run_sql(path, "CREATE TABLE bookmark(url)"));
    CHECK(store_open(path, &store, &err) == STORE_MEMORY);
    CHECK(strstr(err.text,
                 "is a database of another program; answers are kept for this session only"));
    append(store, EVENT_START, 0, "t", "1,a");
    CHECK(list_of(store, NULL).count == 1);
    store_close(store);
    CHECK(run_sql(path, "INSERT INTO bookmark VALUES ('x')"));
    leave();
}

static void test_unknown_kinds_are_skipped_and_kept(void) {
    enter();
    Store *store = NULL;
    Err err = {0};
    const char *path = path_of("s.db");
    store_open(path, &store, &err);
    append(store, EVENT_START, 0, "q1", "1,a");
    store_close(store);
    // A row (2, 0, 1, 'note', 'c', 't', '') with its checksum, as a later version could write it.
    CHECK(run_sql(path,
                  "INSERT INTO event VALUES (2, 0, 1, 'note', 'c', 't', '', 5331363633265906680)"));
    CHECK(store_open(path, &store, &err) == STORE_WRITE);
    CHECK(list_of(store, NULL).count == 1);
    CHECK(append(store, EVENT_HINT, 1, "q1", "h").seq == 3);
    store_close(store);
    leave();
}

static void test_an_empty_path_is_a_store_in_memory(void) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open("", &store, &err) == STORE_MEMORY);
    CHECK_TEXT(err.text, "answers are kept for this session only");
    append(store, EVENT_START, 0, "t", "1,a");
    CHECK(list_of(store, NULL).count == 1);
    store_close(store);
    CHECK(access(".lock", F_OK) != 0);
}

static void test_what_is_an_address_to_sqlite_is_a_file_like_others(void) {
    static const char *const NAMES[] = {":memory:", "file:a?mode=memory", "file::memory:"};
    enter();
    int back = open(".", O_RDONLY | O_CLOEXEC);
    CHECK(back >= 0 && chdir(folder) == 0);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        Store *store = NULL;
        Err err = {0};
        CHECK(store_open(NAMES[i], &store, &err) == STORE_WRITE);
        append(store, EVENT_START, 0, "t", "1,a");
        store_close(store);
        CHECK(store_open(NAMES[i], &store, &err) == STORE_WRITE);
        CHECK(list_of(store, NULL).count == 1);
        store_close(store);
    }
    CHECK(fchdir(back) == 0);
    close(back);
    leave();
}

int main(void) {
    test_an_empty_path_is_a_store_in_memory();
    test_what_is_an_address_to_sqlite_is_a_file_like_others();
    test_events_come_back_after_reopening();
    test_the_number_orders_when_the_clock_goes_back();
    test_a_filter_takes_what_lies_between_and_both_ways();
    test_a_visitor_can_stop();
    test_a_visitor_can_append();
    test_settings_are_remembered();
    test_a_second_instance_reads_only();
    test_a_second_instance_has_settings_for_its_session();
    test_what_does_not_fit_is_refused();
    test_the_file_refuses_to_change_events();
    test_a_newer_file_is_only_read();
    test_another_programs_database_is_left_alone();
    test_unknown_kinds_are_skipped_and_kept();
    return test_end();
}
