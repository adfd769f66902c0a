// A learner at random, for what must hold of every log: begins, answers, leaves and takes back attempts of two cards.
#ifndef TESTS_SUPPORT_LIFE_H
#define TESTS_SUPPORT_LIFE_H

#include "base/rng.h"
#include "progress/schedule.h"
#include "support/stores.h"

enum { TASKS = 5, CARDS = 2, LESSONS = 3, DAY = 86400000 };

static Option options[] = {{.id = "a", .correct = true}, {.id = "b"}, {.id = "c"}, {.id = "d"}};
static Hint hints[] = {{.id = "h1", .cap = 1}, {.id = "h2", .cap = 0.75}};
static Task tasks[TASKS];
// A prediction may have the id of a task.
static Lesson lessons[LESSONS] = {{.id = "l0", .predict = {.id = "p0"}},
                                  {.id = "l1", .predict = {.id = ""}},
                                  {.id = "l2", .predict = {.id = "t1"}}};
static Card cards[CARDS] = {
    {.id = "one", .tasks = tasks, .task_count = TASKS, .lessons = lessons, .lesson_count = LESSONS},
    {.id = "two", .tasks = tasks, .task_count = TASKS}};
static const Card *const ALL[CARDS] = {&cards[0], &cards[1]};
static const Zone ZONE = {120, 4};

static inline void make_cards(void) {
    static const char *const IDS[TASKS] = {"t0", "t1", "t2", "t3", "t4"};
    for (int i = 0; i < TASKS; i++) {
        tasks[i] = (Task){.id = IDS[i],
                          .type = TASK_SINGLE_CHOICE,
                          .options = options,
                          .option_count = 4,
                          .hints = hints,
                          .hint_count = 2};
    }
    cards[0].json = (Bytes){"{1}", 3};
    cards[1].json = (Bytes){"{2}", 3};
}

typedef struct Life {
    Store *store;
    Store *twin; // NULL, or another one that is told the same, except of tests
    Rng rng;
    int64_t clock;
    int cards;      // so many are learnt
    bool undoes;    // attempts are taken back
    bool tests;     // tests begin and end
    bool foresees;  // says what a figure will show
    bool set_back;  // the clock sometimes goes back
    bool remembers; // goes on with attempts that were left
    int64_t latest[CARDS][TASKS], some[CARDS][TASKS];
} Life;

static inline Life life_new(Store *store, uint64_t seed) {
    return (Life){.store = store, .rng = {seed}, .clock = 1700000000000, .cards = CARDS};
}

// Tells both stores; a test is to the twin something that means nothing. Of an attempt of −1: the task's latest. Task −1: the
// card as a whole.
static inline int64_t life_tell(Life *life, EventKind kind, int card, int task, int64_t attempt,
                                const char *value) {
    Err err = {0};
    if (attempt < 0) attempt = kind == EVENT_START || task < 0 ? 0 : life->latest[card][task];
    Event event = {.utc_ms = life->clock,
                   .attempt = attempt,
                   .kind = kind,
                   .card = cards[card].id,
                   .task = task < 0 ? "" : tasks[task].id,
                   .value = value};
    Event other = event;
    if (kind == EVENT_TEST) other.kind = EVENT_PREDICT;
    CHECK(store_append(life->store, &event, &err));
    if (life->twin) {
        CHECK(store_append(life->twin, &other, &err));
        CHECK(event.seq == other.seq && event.attempt == other.attempt);
    }
    life->clock += (int64_t)rng_below(&life->rng, 40000000) - (life->set_back ? 5000000 : 0);
    if (kind == EVENT_START) {
        life->latest[card][task] = event.seq;
        if (rng_below(&life->rng, 4) == 0) life->some[card][task] = event.seq;
    }
    return event.seq;
}

// Says what a figure will show, in a way that is kept apart from the tasks; now and then what cannot be read.
static inline void life_foresee(Life *life) {
    static const char *const IDS[] = {"p0", "t1", "gone", ""};
    char value[40];
    snprintf(value, sizeof value, "%u,8,0.%u", rng_below(&life->rng, 100),
             rng_below(&life->rng, 10));
    Event event = {.utc_ms = life->clock,
                   .kind = EVENT_PREDICT,
                   .card = "one",
                   .task = IDS[rng_below(&life->rng, 4)],
                   .value = rng_below(&life->rng, 5) ? value : "8"};
    Err err = {0};
    CHECK(store_append(life->store, &event, &err));
}

static inline void life_act(Life *life) {
    static const struct {
        EventKind kind;
        const char *value;
    } DEEDS[] = {{EVENT_START, "5,d,c,b,a"}, {EVENT_CHECK, "a"},     {EVENT_CHECK, "a"},
                 {EVENT_CHECK, "b"},         {EVENT_CHECK, "c"},     {EVENT_HINT, "h1"},
                 {EVENT_HINT, "h2"},         {EVENT_REVEAL, ""},     {EVENT_CONFIDENCE, "sure"},
                 {EVENT_RATE, "easy"},       {EVENT_RATE, "good"},   {EVENT_PREDICT, "1 % =2"},
                 {EVENT_TEST, TEST_BEGIN},   {EVENT_TEST, TEST_END}, {EVENT_UNDO, ""}};

    int card = (int)rng_below(&life->rng, (uint32_t)life->cards);
    int task = (int)rng_below(&life->rng, TASKS);
    uint32_t deed = rng_below(&life->rng, sizeof DEEDS / sizeof *DEEDS);
    int64_t attempt = life->latest[card][task];
    bool old = life->remembers && life->some[card][task] && rng_below(&life->rng, 6) == 0;
    if (attempt == 0 || rng_below(&life->rng, 4) == 0) deed = 0;
    if (old) attempt = life->some[card][task];
    EventKind kind = DEEDS[deed].kind;
    if ((kind == EVENT_UNDO && !life->undoes) || (kind == EVENT_TEST && !life->tests)) return;
    char number[32];
    snprintf(number, sizeof number, "%lld", (long long)attempt);
    if (kind == EVENT_TEST) task = -1;
    life_tell(life, kind, card, task, kind == EVENT_START || task < 0 ? -1 : attempt,
              kind == EVENT_UNDO ? number : DEEDS[deed].value);
}

static inline void live(Life *life, int events) {
    for (int i = 0; i < events; i++) {
        if (life->foresees && rng_below(&life->rng, 8) == 0) {
            life_foresee(life);
        } else {
            life_act(life);
        }
    }
}

static inline bool same_item(const FsrsItem *a, const FsrsItem *b) {
    return a->state == b->state && fabs(a->memory.stability - b->memory.stability) == 0 &&
           fabs(a->memory.difficulty - b->memory.difficulty) == 0 && a->reps == b->reps &&
           a->lapses == b->lapses && a->days == b->days && a->last_ms == b->last_ms &&
           a->due_ms == b->due_ms;
}

static inline bool same_review(const TaskReview *a, const TaskReview *b) {
    return same_item(&a->item, &b->item) && same_item(&a->before, &b->before) &&
           a->rating == b->rating && a->attempt == b->attempt && a->due_ms == b->due_ms &&
           a->known == b->known && a->sure == b->sure;
}

// Rows that came from the same events; `test` is left out.
static inline bool same_row(const AttemptRow *a, const AttemptRow *b) {
    return a->id == b->id && a->last == b->last && a->start_ms == b->start_ms &&
           a->end_ms == b->end_ms && strcmp(a->card, b->card) == 0 &&
           strcmp(a->task, b->task) == 0 && a->seed == b->seed &&
           strcmp(a->answer, b->answer) == 0 && a->tries == b->tries && a->hints == b->hints &&
           a->undone == b->undone && a->done == b->done && a->right == b->right &&
           a->revealed == b->revealed && a->known == b->known && a->confidence == b->confidence &&
           fabs(a->points - b->points) == 0 && a->rating == b->rating;
}

#endif
