// Attempts become rows of a log, ratings, local days, and what is due.
#include "progress/schedule.h"

#include "progress/log.h"
#include "support/stores.h"

static Option options[] = {{.id = "a", .correct = true}, {.id = "b"}, {.id = "c"}};
static Hint hints[] = {{.id = "h1", .cap = 1}, {.id = "h2", .cap = 0.75}};

#define TASK(name, place, is_retired)                                                    \
    {                                                                                    \
        .id = (name), .type = TASK_SINGLE_CHOICE, .options = options, .option_count = 3, \
        .hints = hints, .hint_count = 2, .section = (place), .retired = (is_retired)     \
    }

static Task tasks[] = {TASK("one", "s1", false), TASK("two", "s1", false),
                       TASK("three", "s2", false), TASK("old", "s2", true)};

#undef TASK

static const Card CARD = {.id = "rope", .tasks = tasks, .task_count = 4};
static const Card *const CARDS[] = {&CARD};
static const LogFilter ALL = {.cards = CARDS, .card_count = 1};
static const Zone UTC = {0, 0};
static const int64_t HOUR = 3600000, DAY = 24 * (int64_t)3600000;
static const int64_t NOON = 20000 * (24 * (int64_t)3600000) + 12 * (int64_t)3600000;

typedef struct Desk {
    Place place;
    Store *store;
    Arena arena;
} Desk;

static Desk desk_open(void) {
    Desk desk = {.place = place_make()};
    Err err = {0};
    CHECK(store_open(desk.place.path, &desk.store, &err) == STORE_WRITE);
    return desk;
}

static void desk_close(Desk *desk) {
    store_close(desk->store);
    arena_free(&desk->arena);
    place_remove(&desk->place);
}

// What a letter of a script stands for: a, b, c choose; 1, 2 are hints; r reveals; S is sure; E says that it was easy.
static const struct {
    char letter;
    EventKind kind;
    const char *value;
} LETTERS[] = {
    {'a', EVENT_CHECK, "a"},   {'b', EVENT_CHECK, "b"},         {'c', EVENT_CHECK, "c"},
    {'1', EVENT_HINT, "h1"},   {'2', EVENT_HINT, "h2"},         {'r', EVENT_REVEAL, ""},
    {'E', EVENT_RATE, "easy"}, {'S', EVENT_CONFIDENCE, "sure"},
};

// One attempt, a letter an event. Returns its number.
static int64_t attempt(Desk *desk, const char *task, int64_t utc_ms, const char *script) {
    Event start = append_event(desk->store, utc_ms, EVENT_START, 0, task, "7,a,b,c");
    for (; *script; script++) {
        for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++) {
            if (LETTERS[i].letter != *script) continue;
            append_event(desk->store, utc_ms + 1000, LETTERS[i].kind, start.seq, task,
                         LETTERS[i].value);
        }
    }
    return start.seq;
}

static Schedule load(Desk *desk, Zone zone) {
    Schedule schedule;
    Err err = {0};
    CHECK(schedule_load(desk->store, &CARD, zone, &desk->arena, &schedule, &err));
    return schedule;
}

static void ratings_follow_the_rule(void) {
    static const struct {
        const char *script;
        int rating;
        double points;
    } ROWS[] = {
        {"a", 3, 1},    {"1a", 3, 1},    {"aE", 4, 1},    {"1aE", 4, 1},     {"12a", 2, 0.75},
        {"ba", 2, 0.5}, {"1ba", 1, 0.5}, {"b1a", 1, 0.5}, {"12aE", 2, 0.75}, {"bca", 1, 0},
        {"r", 1, 0},    {"br", 1, 0},    {"", 0, 0},      {"12b", 0, 0},     {"Sb", 0, 0},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Desk desk = desk_open();
        AttemptRow row;
        Err err = {0};
        int64_t id = attempt(&desk, "one", NOON, ROWS[i].script);
        CHECK(log_find(desk.store, &ALL, id, &desk.arena, &row, &err));
        bool ok = row.rating == ROWS[i].rating && row.done == (row.rating > 0);
        test_note(ok, ROWS[i].script, row.rating, "rating");
        CHECK_NEAR(row.points, ROWS[i].points, 1e-12);
        CHECK(row.known == (row.rating >= 3));
        desk_close(&desk);
    }
}

// The intervals of the reference sequence "g-g-g-g-g at due": 2, 11, 46, 163 days.
static void days_between_good_answers_are_those_of_the_reference(void) {
    static const int DAYS[] = {2, 11, 46, 163};
    Desk desk = desk_open();
    int64_t now = NOON;
    for (int i = 0; i < 4; i++) {
        attempt(&desk, "one", now, "a");
        Schedule schedule = load(&desk, UTC);
        CHECK(schedule.tasks[0].item.days == DAYS[i] && schedule.tasks[0].item.reps == i + 1);
        int64_t due = schedule.tasks[0].due_ms;
        CHECK(due == NOON - 12 * HOUR + (now - NOON) / DAY * DAY + DAYS[i] * DAY);
        CHECK(!schedule_is_due(&schedule, 0, due - 1) && schedule_is_due(&schedule, 0, due));
        CHECK(schedule_next(&schedule, &CARD, NULL, now + 5000) == due);
        CHECK(schedule_next(&schedule, &CARD, NULL, due) == 0);
        CHECK_TEXT(schedule.name, "fsrs-6");
        now += DAYS[i] * DAY;
    }
    desk_close(&desk);
}

static void a_day_begins_at_the_rollover_of_the_local_time(void) {
    const Zone night = {0, 4}, east = {330, 4}, west = {-600, 0};
    CHECK(zone_day(UTC, 0) == 0 && zone_day(UTC, -1) == -1 && zone_day(UTC, DAY) == 1);
    CHECK(zone_day(night, 4 * HOUR - 1) == -1 && zone_day(night, 4 * HOUR) == 0);
    CHECK(zone_day(east, 22 * HOUR + HOUR / 2) == 1 && zone_day(east, 22 * HOUR) == 0);
    CHECK(zone_day(west, 10 * HOUR) == 0 && zone_day(west, 10 * HOUR - 1) == -1);
    for (int64_t day = -3; day < 4; day++) {
        CHECK(zone_day(east, zone_day_start(east, day)) == day);
        CHECK(zone_day(east, zone_day_start(east, day) - 1) == day - 1);
    }
    // Twenty past three at night is still the evening before: the same day's formula, one day nearer.
    Desk desk = desk_open();
    attempt(&desk, "one", 20000 * DAY + 22 * HOUR, "a");
    attempt(&desk, "one", 20001 * DAY + 3 * HOUR, "a");
    Schedule late = load(&desk, night), strict = load(&desk, UTC);
    CHECK_NEAR(late.tasks[0].item.memory.stability, 2.3065,
               1e-9); // same day, good: not less, not more
    CHECK(strict.tasks[0].item.memory.stability > 5);
    desk_close(&desk);
}

// Values of Python's zoneinfo: the date of the local time less four hours, a second before four and at four on the day of the
// change, and at noon before and after it.
static void days_around_a_change_of_the_clocks_are_those_of_the_place(void) {
    static const struct {
        int64_t utc_ms;
        int offset_min, day;
        bool noon;
    } ROWS[] = {
        // Berlin, 29 March 2026, when the clocks go forward
        {1774749599000, 120, 20540, false},
        {1774749600000, 120, 20541, false},
        {1774695600000, 60, 20540, true},
        {1774778400000, 120, 20541, true},
        // and 25 October, when they go back
        {1792897199000, 60, 20750, false},
        {1792897200000, 60, 20751, false},
        {1792836000000, 120, 20750, true},
        {1792926000000, 60, 20751, true},
        // New York
        {1772956799000, -240, 20519, false},
        {1772956800000, -240, 20520, false},
        {1772902800000, -300, 20519, true},
        {1772985600000, -240, 20520, true},
        {1793523599000, -300, 20757, false},
        {1793523600000, -300, 20758, false},
        {1793462400000, -240, 20757, true},
        {1793552400000, -300, 20758, true},
        // Lord Howe, by half an hour
        {1775323799000, 630, 20547, false},
        {1775323800000, 630, 20548, false},
        {1775264400000, 660, 20547, true},
        {1775352600000, 630, 20548, true},
        // Kathmandu, which has none
        {1767219299000, 345, 20453, false},
        {1767219300000, 345, 20454, false},
        {1767161700000, 345, 20453, true},
        {1767248100000, 345, 20454, true},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Zone zone = {ROWS[i].offset_min, ROLLOVER_HOUR};
        int64_t day = zone_day(zone, ROWS[i].utc_ms);
        CHECK(day == ROWS[i].day);
        CHECK(zone_day_start(zone, day) <= ROWS[i].utc_ms &&
              ROWS[i].utc_ms < zone_day_start(zone, day + 1));
        for (int by = -60; by <= 60 && ROWS[i].noon;
             by += 30) { // read with the clocks of another season
            Zone other = {ROWS[i].offset_min + by, ROLLOVER_HOUR};
            CHECK(zone_day(other, ROWS[i].utc_ms) == ROWS[i].day);
        }
    }
}

// Answered at noon before the clocks go forward, and due the next day: at four by the clocks of that day, not at five.
static void what_is_due_is_due_at_four_by_the_clocks_of_that_day(void) {
    Desk desk = desk_open();
    attempt(&desk, "one", 1774695600000, "bcr");
    Schedule before = load(&desk, (Zone){60, ROLLOVER_HOUR}),
             after = load(&desk, (Zone){120, ROLLOVER_HOUR});
    CHECK(schedule_next(&before, &CARD, NULL, 1774700000000) == 1774749600000 + HOUR);
    CHECK(schedule_next(&after, &CARD, NULL, 1774700000000) == 1774749600000);
    CHECK(!schedule_is_due(&after, 0, 1774749599000) && schedule_is_due(&after, 0, 1774749600000));
    desk_close(&desk);
}

static void the_cards_take_turns_in_what_is_equally_urgent(void) {
    Due due[] = {{.card = 0, .task = 0, .urgency = 0.5},  {.card = 0, .task = 1, .urgency = 0.5},
                 {.card = 0, .task = 2, .urgency = 0.5},  {.card = 1, .task = 0, .urgency = 0.5},
                 {.card = 1, .task = 1, .urgency = 0.25}, {.card = 2, .task = 5, .urgency = -1.5},
                 {.card = 2, .task = 4, .urgency = 0.5}};
    static const int WANT[][2] = {{2, 5}, {1, 1}, {0, 0}, {1, 0}, {2, 4}, {0, 1}, {0, 2}};
    due_sort(due, 7);
    for (int i = 0; i < 7; i++) CHECK(due[i].card == WANT[i][0] && due[i].task == WANT[i][1]);
    due_sort(due, 0);
}

static void what_comes_next_is_counted(void) {
    Desk desk = desk_open();
    attempt(&desk, "one", NOON, "aE");   // due in eight days
    attempt(&desk, "two", NOON, "br");   // due tomorrow
    attempt(&desk, "three", NOON, "br"); // due tomorrow
    attempt(&desk, "old", NOON, "br");   // retired: never asked
    Schedule schedule = load(&desk, UTC);
    int64_t tomorrow = NOON - 12 * HOUR + DAY;
    CHECK(schedule_next(&schedule, &CARD, NULL, NOON) == tomorrow);
    CHECK(schedule_due_by(&schedule, &CARD, NOON, tomorrow) == 2);
    CHECK(schedule_due_by(&schedule, &CARD, NOON, tomorrow + 7 * DAY) == 3);
    CHECK(schedule_due_by(&schedule, &CARD, tomorrow, tomorrow + 7 * DAY) == 1);
    CHECK(schedule_next(&schedule, &CARD, "s1", tomorrow) == tomorrow + 7 * DAY);
    CHECK(schedule_next(&schedule, &CARD, "s2", tomorrow) == 0);
    desk_close(&desk);
}

static void an_undone_attempt_is_as_if_it_had_never_been(void) {
    Desk desk = desk_open();
    Err err = {0};
    attempt(&desk, "one", NOON, "a");
    Schedule before = load(&desk, UTC);
    int64_t wrong = attempt(&desk, "one", NOON + 2 * DAY, "bc");
    append_event(desk.store, NOON + 2 * DAY, EVENT_REVEAL, wrong, "one", "");
    CHECK(!load(&desk, UTC).tasks[0].known);
    CHECK(log_undo(desk.store, wrong, NOON + 3 * DAY, &err));
    Schedule after = load(&desk, UTC);
    CHECK(after.tasks[0].known && after.tasks[0].attempt == before.tasks[0].attempt);
    const FsrsItem *now = &after.tasks[0].item, *then = &before.tasks[0].item;
    CHECK(now->reps == then->reps && now->last_ms == then->last_ms && now->lapses == 0);
    CHECK_NEAR(now->memory.stability, then->memory.stability, 0);
    CHECK_NEAR(now->memory.difficulty, then->memory.difficulty, 0);
    CHECK(!log_undo(desk.store, wrong, NOON, &err));
    CHECK(strstr(err.text, "was undone before") != NULL);
    CHECK(!log_undo(desk.store, wrong + 1, NOON, &err)); // a check is no attempt
    CHECK(strstr(err.text, "there is no attempt") != NULL);
    CHECK(!log_undo(desk.store, 0, NOON, &err) && !log_undo(desk.store, -5, NOON, &err));
    CHECK(!log_undo(desk.store, 1000, NOON, &err));
    desk_close(&desk);
}

static void what_is_due_is_counted_and_ordered(void) {
    Desk desk = desk_open();
    attempt(&desk, "one", NOON, "aE");    // due in eight days
    attempt(&desk, "two", NOON, "br");    // due tomorrow
    attempt(&desk, "three", NOON, "Sbr"); // due tomorrow, and was sure
    attempt(&desk, "old", NOON, "br");    // retired: never asked
    Schedule schedule = load(&desk, UTC);
    Due due[4];
    CHECK(schedule_due(&schedule, &CARD, NOON + HOUR, 0, due) == 0);
    CHECK(schedule_due(&schedule, &CARD, NOON + DAY, 0, due) == 2);
    due_sort(due, 2);
    CHECK(due[0].task == 2 && due[1].task == 1);
    CHECK(schedule_due(&schedule, &CARD, NOON + 30 * DAY, 7, due) == 3 && due[0].card == 7);
    due_sort(due, 3);
    CHECK(due[0].task == 2 && due[1].task == 1 && due[2].task == 0);
    ScheduleCount count = schedule_count(&schedule, &CARD, NULL, NOON + DAY);
    CHECK(count.asked == 3 && count.begun == 3 && count.known == 1 && count.due == 2);
    count = schedule_count(&schedule, &CARD, "s1", NOON + DAY);
    CHECK(count.asked == 2 && count.known == 1 && count.due == 1);
    CHECK(schedule_next(&schedule, &CARD, NULL, NOON + DAY) == NOON - 12 * HOUR + 8 * DAY);
    desk_close(&desk);
}

// A clock that once ran ahead, and was set back: the order of the log counts, and nothing is put off for years.
static void a_clock_that_was_set_back_puts_nothing_off(void) {
    Desk desk = desk_open();
    attempt(&desk, "one", NOON + 1000 * DAY, "a");
    Schedule schedule = load(&desk, UTC);
    CHECK(schedule_is_due(&schedule, 0, NOON) && schedule_is_due(&schedule, 0, NOON + 999 * DAY));
    CHECK(!schedule_is_due(&schedule, 0, NOON + 1000 * DAY));
    attempt(&desk, "one", NOON, "a");
    schedule = load(&desk, UTC);
    const FsrsItem *item = &schedule.tasks[0].item;
    CHECK(item->reps == 2 && item->last_ms == NOON + 1000 && item->days >= 1);
    CHECK(item->memory.stability > 0 && !schedule_is_due(&schedule, 0, NOON + HOUR));
    desk_close(&desk);
}

static void easy_after_the_answer_replaces_its_rating(void) {
    Desk desk = desk_open();
    Err err = {0};
    attempt(&desk, "one", NOON, "a");
    int64_t id = attempt(&desk, "one", NOON + 2 * DAY, "a");
    Schedule live = load(&desk, UTC);
    append_event(desk.store, NOON + 2 * DAY, EVENT_RATE, id, "one", "easy");
    AttemptRow row;
    CHECK(log_find(desk.store, &ALL, id, &desk.arena, &row, &err));
    CHECK(row.rating == FSRS_EASY);
    schedule_add(&live, &CARD, &row);
    Schedule loaded = load(&desk, UTC);
    CHECK(live.tasks[0].item.days == loaded.tasks[0].item.days && live.tasks[0].item.days == 19);
    CHECK(live.tasks[0].due_ms == loaded.tasks[0].due_ms && live.tasks[0].item.reps == 2);
    append_event(desk.store, NOON + 2 * DAY, EVENT_RATE, id, "one", "good");
    CHECK(log_find(desk.store, &ALL, id, &desk.arena, &row, &err) && row.rating == FSRS_GOOD);
    desk_close(&desk);
}

static bool note_id(void *self, const AttemptRow *row) {
    int64_t *ids = self;
    ids[++ids[0]] = row->id;
    return true;
}

static void the_log_has_every_attempt_once(void) {
    Desk desk = desk_open();
    Err err = {0};
    int64_t open = attempt(&desk, "one", NOON, "b");
    int64_t two = attempt(&desk, "two", NOON + HOUR, "a");
    int64_t gone = attempt(&desk, "vanished", NOON + HOUR, "1bc");
    append_event(desk.store, NOON + 2 * HOUR, EVENT_CHECK, open, "one", "a");
    int64_t left = attempt(&desk, "three", NOON + 2 * HOUR, "1");
    int64_t again = attempt(&desk, "two", NOON + 3 * HOUR, "ba");
    int64_t ids[10] = {0};
    CHECK(log_each(desk.store, &ALL, note_id, ids, &err));
    int64_t want[] = {two, open, again, gone, left};
    CHECK(ids[0] == 5 && memcmp(ids + 1, want, sizeof want) == 0);
    AttemptRow *rows;
    CHECK(log_newest(desk.store, &ALL, 2, &desk.arena, &rows, &err) == 2);
    CHECK(rows[0].id == again && rows[1].id == left && rows[0].tries == 2);
    LogFilter older = ALL;
    older.before = rows[1].last;
    CHECK(log_newest(desk.store, &older, 10, &desk.arena, &rows, &err) == 3);
    CHECK(rows[0].id == open && rows[1].id == gone &&
          rows[2].id == two); // begun first, and done last
    CHECK(!rows[1].asked && !rows[1].done && rows[1].tries == 2 && rows[1].hints == 1);
    CHECK_TEXT(rows[1].answer, "c");
    CHECK(rows[0].done && rows[0].right && rows[0].rating == FSRS_HARD);
    CHECK(rows[0].start_ms == NOON && rows[0].end_ms == NOON + 2 * HOUR);
    CHECK(rows[0].last == left - 1 && rows[1].last < rows[0].last);
    older.card = "other";
    CHECK(log_newest(desk.store, &older, 10, &desk.arena, &rows, &err) == 0);
    desk_close(&desk);
}

static void the_calendar_counts_local_days(void) {
    Desk desk = desk_open();
    Err err = {0};
    attempt(&desk, "one", NOON, "a");
    attempt(&desk, "two", NOON + HOUR, "br");
    attempt(&desk, "three", NOON, "b"); // not done
    int64_t undone = attempt(&desk, "one", NOON, "a");
    CHECK(log_undo(desk.store, undone, NOON, &err));
    attempt(&desk, "one", NOON - 181 * DAY, "a");
    attempt(&desk, "one", NOON - 182 * DAY, "a"); // too long ago
    attempt(&desk, "one", NOON + DAY, "a");       // not yet
    Calendar calendar = calendar_new(UTC, NOON);
    CHECK(calendar_load(desk.store, CARDS, 1, &calendar, &err));
    CHECK(calendar.counts[CALENDAR_DAYS - 1] == 2 && calendar.counts[0] == 1);
    CHECK(calendar.days == 2 && calendar.total == 3);
    Calendar early = calendar_new((Zone){0, 13}, NOON); // today began yesterday at one
    CHECK(calendar_load(desk.store, CARDS, 1, &early, &err));
    CHECK(early.counts[CALENDAR_DAYS - 1] == 1);
    desk_close(&desk);
}

int main(void) {
    days_around_a_change_of_the_clocks_are_those_of_the_place();
    what_is_due_is_due_at_four_by_the_clocks_of_that_day();
    the_cards_take_turns_in_what_is_equally_urgent();
    what_comes_next_is_counted();
    ratings_follow_the_rule();
    days_between_good_answers_are_those_of_the_reference();
    a_day_begins_at_the_rollover_of_the_local_time();
    an_undone_attempt_is_as_if_it_had_never_been();
    what_is_due_is_counted_and_ordered();
    a_clock_that_was_set_back_puts_nothing_off();
    easy_after_the_answer_replaces_its_rating();
    the_log_has_every_attempt_once();
    the_calendar_counts_local_days();
    return test_end();
}
