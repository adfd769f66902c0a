// What learners of other programs lost, one test for each report: those that are about what is kept.
#include "progress/backup.h"
#include "progress/history.h"
#include "progress/log.h"
#include "progress/schedule.h"
#include "support/failing_disk.h"
#include "support/stores.h"

#include <signal.h>
#include <sys/wait.h>

enum { ANSWERS = 30 };

static Option options[] = {{.id = "a", .correct = true}, {.id = "b"}, {.id = "c"}, {.id = "d"}};
static Task tasks[] = {
    {.id = "first", .type = TASK_SINGLE_CHOICE, .options = options, .option_count = 4},
    {.id = "second", .type = TASK_SINGLE_CHOICE, .options = options, .option_count = 4},
    {.id = "third", .type = TASK_SINGLE_CHOICE, .options = options, .option_count = 4},
};
static const Card CARD = {.id = "rope", .tasks = tasks, .task_count = 3};
static const LogFilter ALL = {.cards = (const Card *const[]){&CARD}, .card_count = 1};

static Store *open_store(const Place *place) {
    Store *store = NULL;
    Err err = {0};
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    CHECK_TEXT(err.text, "");
    return store;
}

static int64_t answer(Store *store, int64_t utc_ms, const char *task, const char *option) {
    Event start = append_event(store, utc_ms, EVENT_START, 0, task, "7,d,b,a,c");
    append_event(store, utc_ms, EVENT_CHECK, start.seq, task, option);
    return start.seq;
}

static History history_of(Store *store, const Card *card, Arena *arena) {
    History history;
    Err err = {0};
    CHECK(history_load(store, card, arena, &history, &err));
    return history;
}

// The program is killed the moment it has said that an answer is saved.
static void the_answer_before_a_crash_was_gone(void) {
    Place place = place_make();
    for (int count = 1; count <= ANSWERS; count++) {
        int ends[2], status = 0;
        char said = 0;
        place_empty(&place);
        CHECK(pipe(ends) == 0);
        pid_t child = fork();
        if (child == 0) {
            Store *store = open_store(&place);
            Err err = {0};
            for (int seq = 1; seq <= count; seq++) append_next(store, seq, &err);
            if (write(ends[1], "!", 1) == 1) pause();
            _exit(1);
        }
        CHECK(read(ends[0], &said, 1) == 1);
        CHECK(kill(child, SIGKILL) == 0 && waitpid(child, &status, 0) == child);
        close(ends[0]);
        close(ends[1]);
        Store *store = open_store(&place);
        CHECK(census_of(store).count == count);
        store_close(store);
    }
    place_remove(&place);
}

static void one_bad_byte_cost_the_whole_history(void) {
    Place place = place_make();
    Arena arena = {0};
    place_fill(&place, ANSWERS);
    Bytes whole = bytes_of(place.path, &arena);
    for (int half = 0; half < 2; half++) {
        char *bytes = arena_text(&arena, whole.at, whole.size);
        size_t size = half ? whole.size - 4096 - 2048 : whole.size;
        for (size_t at = 0; !half && at + 20 < size; at++) {
            if (memcmp(bytes + at, value_of(9), 13) == 0) bytes[at + 3] ^= 8;
        }
        place_empty(&place);
        put_bytes(place.path, bytes, size);
        Store *store = NULL;
        Err err = {0};
        CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
        CHECK(is_one_line(err.text) && strstr(err.text, "s.db.damaged-1") != NULL);
        Census census = census_of(store);
        CHECK(half || (census.count == ANSWERS - 1 && !census.has[9]));
        store_close(store);
        Bytes aside = bytes_of(place_beside(&place, ".damaged-1"), &arena);
        CHECK(aside.size == size && memcmp(aside.at, bytes, size) == 0);
    }
    arena_free(&arena);
    place_remove(&place);
}

static void a_full_disk_destroyed_what_was_there(void) {
    Place place = place_make();
    Err err = {0};
    bool failed = true;
    for (int n = 1; failed; n++) {
        place_empty(&place);
        place_fill(&place, ANSWERS);
        Store *store = open_store(&place);
        disk_plan(DISK_FAILS_ON, n, SQLITE_FULL);
        bool saved = append_next(store, ANSWERS + 1, &err);
        store_close(store);
        failed = disk.done;
        disk_plan(DISK_SOUND, 0, 0);
        CHECK(saved || strstr(err.text, "answer not saved: the disk is full") != NULL);
        store = open_store(&place);
        CHECK(census_of(store).count == ANSWERS + saved);
        store_close(store);
    }
    place_remove(&place);
}

static void undo_took_back_the_wrong_answer(void) {
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    Store *store = open_store(&place);
    answer(store, 1000, "first", "a");
    int64_t meant = answer(store, 2000, "second", "a");
    answer(store, 3000, "third", "a");
    CHECK(log_undo(store, meant, 4000, &err));
    store_close(store);
    store = open_store(&place);
    History history = history_of(store, &CARD, &arena);
    CHECK(history.known == 2 && history.tasks[0].known && history.tasks[2].known);
    CHECK(history.tasks[1].finished == 0);
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void two_windows_overwrote_each_other(void) {
    Place place = place_make();
    Store *first = open_store(&place), *second = NULL;
    Err err = {0};
    CHECK(store_open(place.path, &second, &err) == STORE_READ);
    CHECK(strstr(err.text, "is in use by another window") != NULL);
    answer(first, 1000, "first", "a");
    CHECK(!append_next(second, 3, &err));
    CHECK(strstr(err.text, "not saved") != NULL);
    answer(first, 2000, "second", "a");
    store_close(second);
    store_close(first);
    Arena arena = {0};
    first = open_store(&place);
    CHECK(history_of(first, &CARD, &arena).known == 2);
    store_close(first);
    arena_free(&arena);
    place_remove(&place);
}

// Tasks and options move, one of each goes and comes: answers belong to ids, never to places.
static void editing_the_card_gave_answers_to_other_questions(void) {
    Option edited_options[] = {{.id = "new"}, {.id = "d"}, {.id = "a", .correct = true}};
    Task edited[] = {
        {.id = "third", .type = TASK_SINGLE_CHOICE, .options = edited_options, .option_count = 3},
        {.id = "fresh", .type = TASK_SINGLE_CHOICE, .options = edited_options, .option_count = 3},
        {.id = "first", .type = TASK_SINGLE_CHOICE, .options = edited_options, .option_count = 3},
    };
    const Card after = {.id = "rope", .tasks = edited, .task_count = 3};
    Place place = place_make();
    Arena arena = {0};
    Store *store = open_store(&place);
    answer(store, 1000, "first", "a");
    answer(store, 2000, "second", "a");
    answer(store, 3000, "third", "d");
    store_close(store);
    store = open_store(&place);
    History history = history_of(store, &after, &arena);
    CHECK(history.tasks[2].known && history.tasks[1].latest.id == 0);
    CHECK(history.tasks[0].latest.tries == 1 && history.tasks[0].latest.chosen[0] == 1);
    CHECK(history_of(store, &CARD, &arena).tasks[1].known); // and the removed one comes back
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void going_on_later_showed_another_order(void) {
    static const int WANT[] = {3, 1, 0, 2}; // d, b, a, c
    Place place = place_make();
    Arena arena = {0};
    Store *store = open_store(&place);
    answer(store, 1000, "first", "b");
    store_close(store);
    store = open_store(&place);
    Attempt attempt = history_of(store, &CARD, &arena).tasks[0].latest;
    CHECK(!attempt.done && attempt.tries == 1 && attempt.seed == 7);
    CHECK(memcmp(attempt.order, WANT, sizeof WANT) == 0);
    CHECK_TEXT(attempt_answer(&attempt, 0), "b");
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void a_clock_set_back_lost_the_latest_answers(void) {
    const int64_t day = 86400000, now = 20000 * day;
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    Store *store = open_store(&place);
    int64_t ahead = answer(store, now + 3650 * day, "first", "a"); // the clock ran ten years ahead
    answer(store, now, "second", "a");
    int64_t again = answer(store, now - 5 * day, "second", "a"); // then it was set back
    AttemptRow *rows = NULL;
    CHECK(log_newest(store, &ALL, 10, &arena, &rows, &err) == 3);
    CHECK(rows[0].id == again && rows[2].id == ahead);
    CHECK(history_of(store, &CARD, &arena).tasks[1].known);
    Schedule schedule;
    CHECK(schedule_load(store, &CARD, (Zone){0, 4}, &arena, &schedule, &err));
    CHECK(schedule.tasks[1].known && schedule.tasks[1].attempt == again);
    CHECK(schedule_is_due(&schedule, 0, now)); // not in ten years
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void the_backup_could_not_be_restored(void) {
    Place place = place_make();
    Err err = {0};
    char name[BACKUP_NAME_SIZE], aside[BACKUP_NAME_SIZE], from[2 * PATH_SIZE];
    int64_t events = 0;
    place_fill(&place, ANSWERS);
    CHECK(backup_make(place.path, 1767254400000, (BackupPace){0}, name, &err));
    CHECK(unlink(place.path) == 0);
    snprintf(from, sizeof from, "%s/%s", place.folder, name);
    CHECK(backup_restore(place.path, from, aside, &events, &err) && events == ANSWERS);
    Store *store = open_store(&place);
    CHECK(census_of(store).count == ANSWERS);
    CHECK(append_next(store, ANSWERS + 1, &err));
    store_close(store);
    place_remove(&place);
}

int main(void) {
    disk_install();
    the_answer_before_a_crash_was_gone();
    one_bad_byte_cost_the_whole_history();
    a_full_disk_destroyed_what_was_there();
    undo_took_back_the_wrong_answer();
    two_windows_overwrote_each_other();
    editing_the_card_gave_answers_to_other_questions();
    going_on_later_showed_another_order();
    a_clock_set_back_lost_the_latest_answers();
    the_backup_could_not_be_restored();
    return test_end();
}
