// The newest attempts, page by page, are those of the whole log in the order of their last acts: with what the summary knows of
// it and without, wherever a page begins.
#include "progress/log.h"

#include "progress/summary.h"
#include "support/life.h"

enum { ROUNDS = 24, PARTS = 3, PART = 100, ROWS_MOST = 1000, PAGES = 9 };

typedef struct Rows {
    Arena arena;
    AttemptRow at[ROWS_MOST];
    int count;
} Rows;

static bool add_row(void *self, const AttemptRow *row) {
    Rows *rows = self;
    AttemptRow *kept = &rows->at[rows->count++];
    CHECK(rows->count < ROWS_MOST);
    *kept = *row;
    kept->card = arena_copy(&rows->arena, row->card);
    kept->task = arena_copy(&rows->arena, row->task);
    kept->answer = arena_copy(&rows->arena, row->answer);
    return true;
}

static int newest_first(const void *a, const void *b) {
    int64_t one = ((const AttemptRow *)a)->last, other = ((const AttemptRow *)b)->last;
    return (one < other) - (one > other);
}

// From a fold of everything.
static void sort_all(Store *store, const LogFilter *filter, Rows *out) {
    Err err = {0};
    out->count = 0;
    CHECK(log_each(store, filter, add_row, out, &err));
    qsort(out->at, (size_t)out->count, sizeof *out->at, newest_first);
}

static bool same(const AttemptRow *a, const AttemptRow *b) {
    return same_row(a, b) && a->test == b->test;
}

static bool pages_hold(Store *store, const LogFilter *filter, const Rows *all, int page) {
    Arena arena = {0};
    LogFilter next = *filter;
    bool holds = true;
    int count = page;
    for (int at = 0; holds && count == page; at += count) {
        AttemptRow *rows = NULL;
        Err err = {0};
        count = log_newest(store, &next, page, &arena, &rows, &err);
        int left = all->count - at;
        holds = count == (left < page ? left : page);
        for (int i = 0; holds && i < count; i++) holds = same(&rows[i], &all->at[at + i]);
        if (count > 0) next.before = rows[count - 1].last;
    }
    arena_free(&arena);
    return holds;
}

static bool each_is_found(Store *store, const LogFilter *filter, const Rows *all) {
    Arena arena = {0};
    AttemptRow row;
    Err err = {0};
    bool found = true;
    for (int i = 0; found && i < all->count; i++) {
        found =
            log_find(store, filter, all->at[i].id, &arena, &row, &err) && same(&row, &all->at[i]);
    }
    arena_free(&arena);
    return found;
}

// Nothing else is: neither other events nor what belongs to a test that goes on. Every third number, to save time.
static bool nothing_else_is_found(Store *store, const LogFilter *filter, const Rows *all) {
    Arena arena = {0};
    AttemptRow row;
    Err err = {0};
    bool found = false;
    for (int64_t id = store_mark(store, 0).seq + 1; !found && id >= -1; id -= 3) {
        bool there = false;
        for (int i = 0; i < all->count; i++) there = there || all->at[i].id == id;
        found = !there && log_find(store, filter, id, &arena, &row, &err);
    }
    arena_free(&arena);
    return !found;
}

static void compare(Store *store, int round) {
    static Rows all;
    const LogFilter filters[] = {
        {.cards = ALL, .card_count = CARDS},
        {.cards = ALL, .card_count = CARDS, .card = "two"},
        {.cards = ALL, .card_count = 1}}; // of the other one nothing is known
    for (int f = 0; f < 3; f++) {
        sort_all(store, &filters[f], &all);
        for (int page = 1; page <= PAGES; page += 4) {
            test_note(pages_hold(store, &filters[f], &all, page), "round", round, "by pages");
        }
    }
    sort_all(store, &filters[0], &all);
    test_note(each_is_found(store, &filters[0], &all), "round", round, "by number");
    test_note(nothing_else_is_found(store, &filters[0], &all), "round", round, "nothing else");
}

// What the summaries knew of, over all rounds.
typedef struct Known {
    int used, held, late, tests, undone, easy;
} Known;

static void count_known(Known *known, Store *store) {
    Arena arena = {0};
    LogIndex index;
    if (summary_index(store, &arena, &index)) {
        known->used++;
        bool held[CARDS] = {0};
        for (int i = 0; i < index.test_count; i++) {
            held[strcmp(index.tests[i].card, cards[0].id) != 0] = index.tests[i].begin;
        }
        known->held += held[0] || held[1];
        known->late += index.late_count > 0;
        known->tests += index.test_count > 0;
        known->undone += index.undone.count > 0;
        known->easy += index.easy.count > 0;
    }
    arena_free(&arena);
}

static void the_newest_attempts_are_those_of_the_whole_log(void) {
    Place place = place_make();
    Known known = {0};
    for (int round = 0; round < ROUNDS; round++) {
        Err err = {0};
        Store *store;
        place_empty(&place);
        CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
        Life life = life_new(store, (uint64_t)round + 1);
        life.tests = round % 4 > 0;
        life.undoes = life.foresees = life.set_back = life.remembers = true;
        SummaryOf of = {ALL, CARDS, ZONE, 1, round % 12};
        for (int part = 0; part < PARTS; part++) {
            live(&life, PART / (1 + round % 3));
            CHECK(round % 5 == 0 || part == 2 || summary_write(store, of, &err));
            count_known(&known, store);
            compare(store, round);
        }
        store_close(store);
    }
    CHECK(known.used > ROUNDS && known.held > ROUNDS / 2 && known.late > ROUNDS / 2);
    CHECK(known.tests > ROUNDS / 2 && known.undone > ROUNDS / 2 && known.easy > ROUNDS / 2);
    place_remove(&place);
}

// Calling old ones easy, the oldest last, is an act in a hundred attempts that changes the place of none.
static void what_comes_after_the_end_moves_no_attempt(void) {
    enum { MANY = 100, FEW = 5 };

    Arena arena = {0};
    Err err = {0};
    Store *store;
    AttemptRow *rows;
    int64_t ids[MANY];
    CHECK(store_open("", &store, &err) == STORE_MEMORY);
    Life life = life_new(store, 1);
    for (int i = 0; i < MANY; i++) {
        ids[i] = life_tell(&life, EVENT_START, 0, i % TASKS, -1, "5,d,c,b,a");
        life_tell(&life, EVENT_CHECK, 0, i % TASKS, ids[i], "a");
    }
    for (int i = MANY - 1; i >= 0; i--) life_tell(&life, EVENT_RATE, 0, i % TASKS, ids[i], "easy");
    LogFilter filter = {.cards = ALL, .card_count = CARDS};
    CHECK(log_newest(store, &filter, FEW, &arena, &rows, &err) == FEW);
    for (int i = 0; i < FEW; i++)
        CHECK(rows[i].id == ids[MANY - 1 - i] && rows[i].rating == RATING_EASY);
    store_close(store);
    arena_free(&arena);
}

static void an_index_of_too_many_late_events_knows_nothing(void) {
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    Store *store;
    LogIndex index;
    CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
    Life life = life_new(store, 1);
    life_tell(&life, EVENT_START, 0, 0, -1, "5,d,c,b,a");
    Event *events = arena_array(&arena, (1 << 17) + 10, sizeof *events);
    for (int i = 0; i < (1 << 17) + 10; i++) {
        events[i] =
            (Event){.kind = EVENT_HINT, .attempt = 1, .card = "one", .task = "t0", .value = "h1"};
    }
    CHECK(store_append_all(store, events, (1 << 17) + 10, &err));
    SummaryOf of = {ALL, CARDS, ZONE, 1, 3};
    CHECK(summary_write(store, of, &err) && summary_index(store, &arena, &index));
    CHECK(index.seq == 0 && index.late_count == 0 && index.latest.count == 0);
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

int main(void) {
    make_cards();
    the_newest_attempts_are_those_of_the_whole_log();
    what_comes_after_the_end_moves_no_attempt();
    an_index_of_too_many_late_events_knows_nothing();
    return test_end();
}
