// Whatever a store holds: random events with random values, of every type of task, break nothing and keep the rules.
#include "base/rng.h"
#include "base/str.h"
#include "formats/card_json.h"
#include "support/tasks.h"

enum { ROUNDS = 3000, EVENTS = 30 };

static int below(Rng *rng, int n) {
    return (int)rng_below(rng, (uint32_t)n);
}

// Pieces of answers of all types, sound and broken.
static const char *any_piece(Rng *rng) {
    static const char *const PIECES[] = {"two",
                                         "three",
                                         "four",
                                         "one",
                                         "five",
                                         "ten",
                                         "sum",
                                         "difference",
                                         "h1",
                                         "base=",
                                         "base=20",
                                         "20",
                                         "30",
                                         "1024",
                                         "=",
                                         ",",
                                         ",",
                                         " ",
                                         "-",
                                         "−",
                                         "1e999",
                                         "nan",
                                         "7,1",
                                         "8 2",
                                         "(",
                                         ")",
                                         "0x10",
                                         "3",
                                         "12",
                                         "\xC3\xA9",
                                         "\t",
                                         "sure",
                                         "easy",
                                         "999999999999999999999999",
                                         "begin",
                                         "tokens",
                                         "0.30000000000000004"};
    return PIECES[below(rng, sizeof PIECES / sizeof *PIECES)];
}

static const char *any_value(Rng *rng, Arena *arena) {
    const char *value = "";
    if (below(rng, 200) == 0) {
        char *large = arena_alloc(arena, 2001);
        memset(large, below(rng, 2) ? ',' : 'a' + below(rng, 26), (size_t)below(rng, 2000));
        return large;
    }
    int count = below(rng, 6);
    for (int i = 0; i < count; i++) {
        value = arena_format(arena, "%s%s%s", value, any_piece(rng), below(rng, 3) ? "" : ",");
    }
    return value;
}

// What the learner might do: half the checks are answers that the type itself offers.
static Event any_event(Rng *rng, Arena *arena, const Task *task, const Attempt *attempt,
                       int64_t seq) {
    static const EventKind OFTEN[] = {EVENT_CHECK, EVENT_CHECK, EVENT_CHECK, EVENT_HINT,
                                      EVENT_START};
    bool often = below(rng, 3) > 0;
    EventKind kind = often ? OFTEN[below(rng, 5)] : (EventKind)below(rng, EVENT_KIND_COUNT);
    const char *value = any_value(rng, arena);
    if (kind == EVENT_CHECK && below(rng, 6) == 0) {
        TaskForm form = attempt_form(attempt, task);
        value = task_kind(task->type)->key(task, &form, arena);
    }
    int64_t of = kind == EVENT_START ? seq : below(rng, 8) ? attempt->id : (int64_t)below(rng, 40);
    return (Event){
        .seq = seq, .attempt = of, .kind = kind, .card = "types", .task = task->id, .value = value};
}

static void check_laws(const Attempt *before, const Attempt *now, const Task *task,
                       const Event *event, bool applied) {
    bool anew = applied && event->kind == EVENT_START;
    CHECK(now->points >= 0 && now->points <= 1);
    CHECK(anew || now->points >= before->points);
    CHECK(!now->known || (now->right && now->tries == 1 && now->hints <= 1));
    CHECK(!now->right || now->done);
    CHECK(now->tries <= attempt_try_limit(task) && now->hints <= task->hint_count);
    CHECK(anew || attempt_at_stake(now, task) <= attempt_at_stake(before, task));
    CHECK(applied || (now->tries == before->tries && now->hints == before->hints &&
                      now->done == before->done && now->id == before->id));
    for (int i = 0; i < now->tries; i++) {
        char read[ANSWER_MAX + 1];
        const char *answer = attempt_answer(now, i);
        CHECK(task_kind(task->type)->read(task, answer, read, NULL));
        CHECK_TEXT(read, answer);
        for (int j = 0; j < i; j++) CHECK(!str_same(attempt_answer(now, j), answer));
    }
}

static void live(Rng *rng, const Task *task) {
    Arena scratch = {0};
    Attempt attempt = {0};
    for (int64_t seq = 1; seq <= EVENTS; seq++) {
        Attempt before = attempt;
        Event event = any_event(rng, &scratch, task, &attempt, seq);
        bool applied = attempt_apply(&attempt, task, &event, &scratch);
        check_laws(&before, &attempt, task, &event, applied);
        if (attempt.tries == 0) continue;
        TaskForm form = attempt_form(&attempt, task);
        const char *last = attempt_answer(&attempt, attempt.tries - 1);
        CHECK(*task_kind(task->type)->words(task, &form, last, &scratch));
    }
    arena_free(&scratch);
}

int main(void) {
    Card card;
    CardIssues issues = {0};
    bool ok = card_load("tests/support/types.json", (CardParse){.strict = true}, &card, &issues);
    CHECK(ok && card.task_count == TASK_TYPE_COUNT - 1);
    for (int i = 0; i < issues.count; i++) fprintf(stderr, "%s\n", issues.at[i].text);
    Rng rng = {20260611};
    for (int round = 0; ok && round < ROUNDS; round++) {
        live(&rng, &card.tasks[below(&rng, card.task_count)]);
    }
    card_issues_free(&issues);
    card_free(&card);
    arena_free(&tasks_arena);
    return test_end();
}
