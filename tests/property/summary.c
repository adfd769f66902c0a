// A summary changes nothing: with it and without it a log adds up to the same, whatever came before and after it.
#include "progress/summary.h"

#include "support/life.h"

enum { BEFORE = 120, AFTER = 60, ROUNDS = 40 };

// A learner who does everything, but takes nothing back yet.
static Life start_life(Store *store, uint64_t seed) {
    Life life = life_new(store, seed);
    life.tests = life.foresees = life.set_back = true;
    return life;
}

static bool same_task(const TaskHistory *a, const TaskHistory *b) {
    const Attempt *x = &a->latest, *y = &b->latest;
    return a->finished == b->finished && a->known == b->known && fabs(a->best - b->best) == 0 &&
           x->id == y->id && x->tries == y->tries && x->hints == y->hints && x->done == y->done &&
           x->easy == y->easy && x->confidence == y->confidence && x->seed == y->seed &&
           x->predictions == y->predictions && fabs(x->points - y->points) == 0 &&
           memcmp(x->order, y->order, sizeof x->order) == 0;
}

typedef struct Sums {
    Arena arena;
    History history[CARDS];
    Schedule schedule[CARDS];
} Sums;

static Sums sums_of(Store *store) {
    Sums sums = {0};
    Err err = {0};
    for (int i = 0; i < CARDS; i++) {
        CHECK(history_load(store, &cards[i], &sums.arena, &sums.history[i], &err));
        CHECK(schedule_load(store, &cards[i], ZONE, &sums.arena, &sums.schedule[i], &err));
    }
    return sums;
}

static bool same_prediction(const PredictHistory *a, const PredictHistory *b) {
    return a->first == b->first && a->last == b->last && fabs(a->distance - b->distance) == 0 &&
           fabs(a->latest.guess - b->latest.guess) == 0 &&
           fabs(a->latest.distance - b->latest.distance) == 0;
}

static bool same_sums(const Sums *a, const Sums *b) {
    bool same = true;
    for (int i = 0; i < CARDS; i++) {
        const History *x = &a->history[i], *y = &b->history[i];
        same =
            same && x->known == y->known && fabs(x->points - y->points) == 0 && x->test == y->test;
        for (int l = 0; l < cards[i].lesson_count; l++) {
            same = same && same_prediction(&x->predictions[l], &y->predictions[l]);
        }
        for (int t = 0; t < TASKS; t++) {
            same = same && same_task(&x->tasks[t], &y->tasks[t]) &&
                   same_review(&a->schedule[i].tasks[t], &b->schedule[i].tasks[t]);
        }
    }
    return same;
}

static bool is_used(Store *store, int card) {
    Arena arena = {0};
    Summary summary;
    bool used = summary_load(store, &cards[card], &arena, &summary);
    arena_free(&arena);
    return used;
}

static bool write_summary(Store *store, int64_t least) {
    Err err = {0};
    return summary_write(store, (SummaryOf){ALL, CARDS, ZONE, least, LOG_REACH}, &err);
}

// Compares what the store adds up to with and without its summary, which stays. True if the summary was used.
static bool compare(const Place *place, Store *store) {
    Arena arena = {0};
    bool used = is_used(store, 0) || is_used(store, 1);
    Bytes text = bytes_of(place_beside(place, ".summary"), &arena);
    Sums with = sums_of(store);
    summary_remove(place->path);
    CHECK(!is_used(store, 0) && !is_used(store, 1));
    Sums without = sums_of(store);
    CHECK(same_sums(&with, &without));
    put_bytes(place_beside(place, ".summary"), text.at, text.size);
    arena_free(&arena);
    arena_free(&with.arena);
    arena_free(&without.arena);
    return used;
}

static void a_log_adds_up_to_the_same_with_a_summary(void) {
    Place place = place_make();
    int used = 0;
    for (int round = 0; round < ROUNDS; round++) {
        Err err = {0};
        Store *store;
        place_empty(&place);
        CHECK(store_open(place.path, &store, &err) == STORE_WRITE);
        Life life = start_life(store, (uint64_t)round + 1);
        life.undoes = round % 2 == 1;
        live(&life, BEFORE + round);
        CHECK(write_summary(life.store, 1));
        life.undoes = round % 4 == 3;
        for (int part = 0; part < 4; part++) {
            used += compare(&place, life.store);
            live(&life, part == 0 ? 3 : AFTER);
        }
        store_close(life.store);
    }
    CHECK(used > 2 * ROUNDS);
    place_remove(&place);
}

static void tell_test(Store *store, int card, const char *value) {
    Life life = life_new(store, 1);
    life_tell(&life, EVENT_TEST, card, -1, -1, value);
}

// A store with a summary of BEFORE events and the ends of the tests that went on.
static Store *start(const Place *place) {
    Err err = {0};
    Store *store;
    CHECK(store_open(place->path, &store, &err) == STORE_WRITE);
    Life life = start_life(store, 9);
    live(&life, BEFORE);
    for (int i = 0; i < CARDS; i++) tell_test(life.store, i, "end");
    CHECK(write_summary(life.store, 1));
    CHECK(is_used(life.store, 0) && is_used(life.store, 1));
    return life.store;
}

static void a_card_is_left_out_while_its_test_goes_on(void) {
    Place place = place_make();
    Store *store = start(&place);
    tell_test(store, 1, "begin");
    CHECK(is_used(store, 0) && is_used(store, 1)); // what was before the test is as it was
    CHECK(write_summary(store, 1));
    CHECK(is_used(store, 0) && !is_used(store, 1));
    tell_test(store, 1, "end");
    CHECK(write_summary(store, 1));
    CHECK(is_used(store, 1));
    store_close(store);
    place_remove(&place);
}

static void a_damaged_summary_is_not_used(void) {
    Place place = place_make();
    Arena arena = {0};
    Store *store = start(&place);
    Bytes whole = bytes_of(place_beside(&place, ".summary"), &arena);
    char *bytes = arena_text(&arena, whole.at, whole.size);
    for (size_t i = 0; i < whole.size; i++) {
        bytes[i] = (char)(bytes[i] ^ (1 << i % 8));
        put_bytes(place_beside(&place, ".summary"), bytes, whole.size);
        if (is_used(store, 0) || is_used(store, 1)) CHECK(false);
        bytes[i] = whole.at[i];
    }
    for (size_t size = 0; size < whole.size; size += 7) {
        put_bytes(place_beside(&place, ".summary"), bytes, size);
        if (is_used(store, 0) || is_used(store, 1)) CHECK(false);
    }
    put_bytes(place_beside(&place, ".summary"), whole.at, whole.size);
    CHECK(is_used(store, 0) && is_used(store, 1));
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void a_summary_of_another_card_or_log_is_not_used(void) {
    Place place = place_make(), other = place_make();
    Arena arena = {0};
    Err err = {0};
    Store *store = start(&place);
    cards[0].json = (Bytes){"{3}", 3}; // the card was edited
    CHECK(!is_used(store, 0) && is_used(store, 1));
    cards[0].json = (Bytes){"{1}", 3};
    CHECK(is_used(store, 0));
    Bytes text = bytes_of(place_beside(&place, ".summary"), &arena);
    Store *twin;
    CHECK(store_open(other.path, &twin, &err) == STORE_WRITE);
    Life life = start_life(twin, 10);
    live(&life, BEFORE + CARDS);
    put_bytes(place_beside(&other, ".summary"), text.at, text.size);
    CHECK(!is_used(life.store, 0)); // its event of that number is another one
    summary_remove(other.path);
    CHECK(write_summary(life.store, BEFORE + CARDS + 1)); // too short a log
    CHECK(!file_exists(place_beside(&other, ".summary")));
    store_close(life.store);
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
    place_remove(&other);
}

// What is due follows the learner's days; a summary was made for those of one zone.
static void a_summary_of_another_zone_gives_no_due_times(void) {
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    Store *store = start(&place);
    const Zone elsewhere[] = {{ZONE.offset_min + 600, ZONE.rollover_hour},
                              {ZONE.offset_min, ZONE.rollover_hour + 3}};
    for (int z = 0; z < 2; z++) {
        Schedule with, without = schedule_new(&cards[0], elsewhere[z], &arena);
        CHECK(schedule_load(store, &cards[0], elsewhere[z], &arena, &with, &err));
        CHECK(schedule_fold(store, &cards[0], 0, &arena, &without, &err));
        for (int t = 0; t < TASKS; t++) CHECK(same_review(&with.tasks[t], &without.tasks[t]));
    }
    CHECK(is_used(store, 0));
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

static void a_summary_goes_when_rows_may_be_gone(void) {
    Place place = place_make();
    Arena arena = {0};
    Err err = {0};
    store_close(start(&place));
    Bytes bytes = bytes_of(place.path, &arena);
    memset((char *)bytes.at, 0x55, 1000);
    put_bytes(place.path, bytes.at, bytes.size);
    Store *store = NULL;
    CHECK(store_open(place.path, &store, &err) == STORE_RESCUED);
    CHECK(!file_exists(place_beside(&place, ".summary")));
    store_close(store);
    arena_free(&arena);
    place_remove(&place);
}

int main(void) {
    make_cards();
    a_log_adds_up_to_the_same_with_a_summary();
    a_card_is_left_out_while_its_test_goes_on();
    a_damaged_summary_is_not_used();
    a_summary_of_another_card_or_log_is_not_used();
    a_summary_of_another_zone_gives_no_due_times();
    a_summary_goes_when_rows_may_be_gone();
    return test_end();
}
