// A disk that fills up or fails at the Nth write, and a process that ends at any moment: no saved answer is lost.
#include "base/rng.h"
#include "progress/store.h"
#include "support/failing_disk.h"
#include "support/stores.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { BEFORE = 20, MORE = 5, N_MOST = 400, KILLED_AFTER = 60, LONG = 600 };

// A place as it was made once, to be put back before each try.
typedef struct Template {
    Arena arena;
    Bytes file;
    bool damaged;
} Template;

static Template template_make(const Place *place, bool damaged) {
    Template template = {.damaged = damaged};
    place_fill(place, BEFORE);
    template.file = bytes_of(place->path, &template.arena);
    char *bytes = arena_text(&template.arena, template.file.at, template.file.size);
    if (damaged) memset(bytes, 0x55, 1000); // the header and the list of tables
    template.file.at = bytes;
    return template;
}

static void template_put(const Template *template, const Place *place) {
    place_empty(place);
    put_bytes(place->path, template->file.at, template->file.size);
}

// The store holds what it held before and all that was acknowledged since; the disk is sound again.
static void check_nothing_is_lost(const Place *place, const bool acknowledged[EVENT_MOST]) {
    Store *store = NULL;
    Err err = {0};
    StoreMode mode = store_open(place->path, &store, &err);
    CHECK(mode == STORE_WRITE || mode == STORE_RESCUED);
    Census census = census_of(store);
    int lost = 0;
    for (int seq = 1; seq < EVENT_MOST; seq++) lost += acknowledged[seq] && !census.has[seq];
    CHECK(lost == 0);
    CHECK(append_next(store, census.last + 1, &err));
    store_close(store);
}

static const char *words_of(int code) {
    return code == SQLITE_FULL ? "not saved: the disk is full ("
                               : "not saved: the disk reports an error (";
}

// A session on a disk that fails at the Nth change. True if it did fail.
static bool session_with_failure(const Place *place, DiskPlan plan, int n, int code) {
    bool acknowledged[EVENT_MOST] = {0};
    for (int seq = 1; seq <= BEFORE; seq++) acknowledged[seq] = true;
    Store *store = NULL;
    Err err = {0};
    disk_plan(plan, n, code);
    StoreMode mode = store_open(place->path, &store, &err);
    CHECK(mode == STORE_WRITE || is_one_line(err.text));
    CHECK(census_of(store).count >= BEFORE);
    bool durable = mode == STORE_WRITE || mode == STORE_RESCUED;
    for (int seq = BEFORE + 1; seq <= BEFORE + MORE; seq++) {
        bool saved = append_next(store, seq, &err);
        if (durable && !saved) {
            CHECK(strstr(err.text, words_of(code)) != NULL);
            if (plan == DISK_FAILS_ON) disk_plan(DISK_SOUND, 0, 0); // space was made
            saved = append_next(store, seq, &err);
            CHECK(saved);
        }
        acknowledged[seq] = durable && saved;
    }
    store_set(store, "theme", "light", &err);
    store_close(store);
    bool happened = disk.done || (plan == DISK_FAILS_ON && disk.plan == DISK_SOUND);
    disk_plan(DISK_SOUND, 0, 0);
    check_nothing_is_lost(place, acknowledged);
    return happened;
}

static void fail_at_each_change(const Template *template, const Place *place, DiskPlan plan,
                                int code) {
    int n = 1;
    bool failed = true;
    for (; failed && n < N_MOST; n++) {
        template_put(template, place);
        failed = session_with_failure(place, plan, n, code);
    }
    CHECK(n > MORE);
    CHECK(n < N_MOST);
}

static void test_a_failing_write_leaves_old_answers_and_the_next_works(void) {
    for (int damaged = 0; damaged < 2; damaged++) {
        Place place = place_make();
        Template template = template_make(&place, damaged);
        fail_at_each_change(&template, &place, DISK_FAILS_ONCE, SQLITE_FULL);
        fail_at_each_change(&template, &place, DISK_FAILS_ONCE, SQLITE_IOERR_FSYNC);
        fail_at_each_change(&template, &place, DISK_FAILS_ON, SQLITE_FULL);
        fail_at_each_change(&template, &place, DISK_FAILS_ON, SQLITE_IOERR_WRITE);
        arena_free(&template.arena);
        place_remove(&place);
    }
}

static void test_a_new_store_on_a_full_disk_works_when_there_is_space(void) {
    Place place = place_make();
    for (int n = 1; n < 12; n++) {
        place_empty(&place);
        Store *store = NULL;
        Err err = {0};
        disk_plan(DISK_FAILS_ON, n, SQLITE_FULL);
        StoreMode mode = store_open(place.path, &store, &err);
        CHECK(mode == STORE_WRITE || is_one_line(err.text));
        CHECK(mode == STORE_WRITE || mode == STORE_MEMORY);
        store_close(store);
        disk_plan(DISK_SOUND, 0, 0);
        CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
        CHECK(append_next(store, 1, &err));
        store_close(store);
    }
    place_remove(&place);
}

static void test_an_answer_is_synced_before_it_is_called_saved(void) {
    Place place = place_make();
    place_fill(&place, BEFORE);
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    for (int seq = BEFORE + 1; seq <= BEFORE + MORE; seq++) {
        int before = disk.syncs;
        CHECK(append_next(store, seq, &err));
        CHECK(disk.syncs > before);
    }
    store_close(store);
    place_remove(&place);
}

// Waits until the child has told of so many events, or has ended; then a moment more.
static int wait_for(int pipe_end, int count, long more_ns, int last) {
    int seq = 0;
    while (count-- > 0 && read(pipe_end, &seq, sizeof seq) == (ssize_t)sizeof seq) last = seq;
    struct timespec moment = {.tv_nsec = more_ns};
    nanosleep(&moment, NULL);
    return last;
}

// What a child told before it ended: the last event that its store acknowledged.
static int read_last(int pipe_end, int otherwise) {
    int last = otherwise, seq = 0;
    while (read(pipe_end, &seq, sizeof seq) == (ssize_t)sizeof seq) last = seq;
    close(pipe_end);
    return last;
}

// In the child: appends `count` events behind the last one, telling of each. Exit code 0: it came to the end. With
// `stay` it waits there to be killed.
static void child_session(const Place *place, int tell, int count, bool stay) {
    Store *store = NULL;
    Err err = {0};
    StoreMode mode = store_open(place->path, &store, &err);
    int seq = (int)census_of(store).last;
    if (mode != STORE_WRITE && mode != STORE_RESCUED) _exit(3);
    for (int i = 0; i < count; i++) {
        if (!append_next(store, ++seq, &err)) _exit(4);
        if (write(tell, &seq, sizeof seq) != (ssize_t)sizeof seq) _exit(5);
    }
    if (stay) pause();
    store_close(store);
    _exit(test_failed ? 6 : 0);
}

static pid_t start_child(const Place *place, int count, bool stay, int *tells) {
    int ends[2];
    CHECK(pipe(ends) == 0);
    (void)fflush(NULL);
    pid_t child = fork();
    if (child == 0) child_session(place, ends[1], count, stay);
    close(ends[1]);
    *tells = ends[0];
    return child;
}

static void check_up_to(const Place *place, int last) {
    static bool acknowledged[EVENT_MOST];
    for (int seq = 1; seq < EVENT_MOST; seq++) acknowledged[seq] = seq <= last;
    check_nothing_is_lost(place, acknowledged);
}

static void end_at_each_change(const Template *template, const Place *place, DiskPlan plan) {
    int code = 9;
    for (int n = 1; code == 9 && n < N_MOST; n++) {
        template_put(template, place);
        int tells = -1, status = 0;
        disk_plan(plan, n, 0);
        pid_t child = start_child(place, MORE, false, &tells);
        disk_plan(DISK_SOUND, 0, 0);
        int last = read_last(tells, BEFORE);
        CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status));
        code = WEXITSTATUS(status);
        check_up_to(place, last);
    }
    CHECK(code == 0);
}

static void test_a_process_that_ends_at_a_write_loses_nothing(void) {
    for (int damaged = 0; damaged < 2; damaged++) {
        Place place = place_make();
        Template template = template_make(&place, damaged);
        end_at_each_change(&template, &place, DISK_ENDS);
        end_at_each_change(&template, &place, DISK_TEARS);
        arena_free(&template.arena);
        place_remove(&place);
    }
}

// At random moments: in one round of three at any time after its start, else while it answers. The same store through many
// rounds, so that a lock or a log left by one is met by the next; a new one before it gets long.
static void test_a_killed_process_loses_nothing(int rounds) {
    Place place = place_make();
    Rng rng = {17};
    int last = 0, killed_at_work = 0;
    for (int round = 0; round < rounds; round++) {
        int tells = -1, status = 0, before = last;
        if (last > LONG) {
            place_empty(&place);
            last = before = 0;
        }
        pid_t child = start_child(&place, KILLED_AFTER, true, &tells);
        int answers = round % 3 ? (int)rng_below(&rng, KILLED_AFTER) : 0;
        last = wait_for(tells, answers, (long)rng_below(&rng, round % 3 ? 500000 : 20000000), last);
        CHECK(kill(child, SIGKILL) == 0);
        last = read_last(tells, last);
        CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
        check_up_to(&place, last);
        killed_at_work += last > before && last < before + KILLED_AFTER;
    }
    CHECK(rounds < 50 || killed_at_work > 0); // how many depends on the machine
    printf("%d processes killed, %d of them between two answers\n", rounds, killed_at_work);
    place_remove(&place);
}

// An argument says how many processes are killed: a thousand, or fewer where sanitizers make each of them slow.
int main(int argc, char **argv) {
#if defined(__SANITIZE_ADDRESS__)
    enum { KILLS = 150 };
#else
    enum { KILLS = 1000 };
#endif

    disk_install();
    test_a_failing_write_leaves_old_answers_and_the_next_works();
    test_a_new_store_on_a_full_disk_works_when_there_is_space();
    test_an_answer_is_synced_before_it_is_called_saved();
    test_a_process_that_ends_at_a_write_loses_nothing();
    test_a_killed_process_loses_nothing(argc > 1 ? atoi(argv[1]) : KILLS); // NOLINT(cert-err34-c)
    return test_end();
}
