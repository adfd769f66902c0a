// The rules of scoring, one case for each, and the order in which options are shown.
#include "card/attempt.h"

#include "base/str.h"
#include "support/test.h"

#include <stdlib.h>

#define TEXT(words) \
    { .source = (words) }

static Option letters[] = {
    {.id = "a", .text = TEXT("A"), .correct = true},
    {.id = "b", .text = TEXT("B")},
    {.id = "c", .text = TEXT("C")},
    {.id = "d", .text = TEXT("D")},
};
static Hint hints[] = {{.id = "h1", .cap = 1}, {.id = "h2", .cap = 0.75}, {.id = "h3", .cap = 0.5}};
static const Task TASK = {.id = "t",
                          .type = TASK_SINGLE_CHOICE,
                          .options = letters,
                          .option_count = 4,
                          .hints = hints,
                          .hint_count = 3};

static bool same(const Attempt *a, const Attempt *b) {
    bool order =
        a->order_count == b->order_count && memcmp(a->order, b->order, sizeof a->order) == 0;
    bool tries = a->tries == b->tries && memcmp(a->chosen, b->chosen, sizeof a->chosen) == 0;
    bool ends = a->right == b->right && a->done == b->done;
    return order && tries && ends && a->hints == b->hints && a->known == b->known && a->id == b->id;
}

static Arena arena; // of all attempts

static bool play(Attempt *attempt, const Task *task, EventKind kind, const char *value) {
    Event event = {.seq = kind == EVENT_START ? 7 : 8,
                   .attempt = kind == EVENT_START ? 0 : 7,
                   .kind = kind,
                   .value = value};
    return attempt_apply(attempt, task, &event, &arena);
}

static Attempt started(const Task *task) {
    Attempt attempt = {0};
    CHECK(play(&attempt, task, EVENT_START, "12,c,a,d,b"));
    return attempt;
}

// Plays a word of letters: 1 2 3 hints, a b c d answers, r reveal.
static Attempt played(const Task *task, const char *moves) {
    Attempt attempt = started(task);
    for (const char *m = moves; *m; m++) {
        char id[3] = {*m, '\0'};
        char hint[3] = {'h', *m, '\0'};
        if (*m == 'r') {
            play(&attempt, task, EVENT_REVEAL, "");
        } else if (*m <= '9') {
            play(&attempt, task, EVENT_HINT, hint);
        } else {
            play(&attempt, task, EVENT_CHECK, id);
        }
    }
    return attempt;
}

static void rule_1_known_is_the_first_try_with_at_most_the_first_hint_and_no_reveal(void) {
    CHECK(played(&TASK, "a").known);
    CHECK(played(&TASK, "1a").known);
    CHECK(!played(&TASK, "12a").known);
    CHECK(!played(&TASK, "ba").known);
    CHECK(!played(&TASK, "r").known);
    CHECK(!played(&TASK, "bcd").known);
    CHECK(!started(&TASK).known);
}

static void rule_2_points_are_the_lower_of_ladder_and_cap(void) {
    static const struct {
        const char *moves;
        double points;
    } rows[] = {{"a", 1},     {"1a", 1},     {"12a", 0.75},  {"123a", 0.5}, {"ba", 0.5},
                {"b1a", 0.5}, {"12ba", 0.5}, {"123ba", 0.5}, {"bca", 0},    {"1bca", 0},
                {"r", 0},     {"br", 0},     {"b", 0},       {"bb", 0},     {"bba", 0.5},
                {"11a", 1},   {"2a", 0.75},  {"", 0}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_NEAR(played(&TASK, rows[i].moves).points, rows[i].points, 0);
    }
}

static void rule_2_what_is_at_stake_never_rises(void) {
    static const char *const games[] = {"123bcd", "b1c2d", "1b2c3d", "r", "bc123"};
    for (size_t g = 0; g < sizeof games / sizeof *games; g++) {
        double before = 1;
        char moves[8] = "";
        for (size_t n = 0; n <= strlen(games[g]); n++) {
            memcpy(moves, games[g], n);
            Attempt attempt = played(&TASK, moves);
            CHECK(attempt_at_stake(&attempt, &TASK) <= before);
            before = attempt_at_stake(&attempt, &TASK);
        }
    }
}

static void rule_2_asking_never_costs_more_than_guessing(void) {
    Attempt asked = played(&TASK, "123"), guessed = played(&TASK, "b");
    CHECK(attempt_at_stake(&asked, &TASK) >= attempt_at_stake(&guessed, &TASK));
}

static void rule_2_a_task_may_bring_its_own_ladder(void) {
    double tries[] = {0.8, 0.2};
    Task task = TASK;
    task.tries = tries;
    task.try_count = 2;
    CHECK(attempt_try_limit(&task) == 2 && attempt_try_limit(&TASK) == 3);
    CHECK_NEAR(played(&task, "a").points, 0.8, 0);
    CHECK_NEAR(played(&task, "ba").points, 0.2, 0);
    CHECK(played(&task, "bc").done);
    CHECK_NEAR(played(&task, "bca").points, 0, 0);
}

static void rule_3_the_same_wrong_answer_again_and_what_is_no_option_are_invalid(void) {
    Attempt attempt = played(&TASK, "b");
    CHECK(attempt_judge(&attempt, &TASK, "b", NULL).verdict == VERDICT_INVALID);
    CHECK(attempt_judge(&attempt, &TASK, "", NULL).verdict == VERDICT_INVALID);
    CHECK(attempt_judge(&attempt, &TASK, "e", NULL).verdict == VERDICT_INVALID);
    CHECK(attempt_judge(&attempt, &TASK, "c", NULL).verdict == VERDICT_WRONG);
    CHECK(attempt_judge(&attempt, &TASK, "a", NULL).verdict == VERDICT_RIGHT);
    CHECK(!play(&attempt, &TASK, EVENT_CHECK, "b"));
    CHECK(!play(&attempt, &TASK, EVENT_CHECK, ""));
    CHECK(attempt.tries == 1 && !attempt.done);
}

static void rule_4_hints_come_one_by_one_and_the_last_is_announced(void) {
    static const struct {
        const char *moves;
        int next;
    } rows[] = {{"", 0},   {"1", 1},  {"12", 2}, {"123", -1},
                {"b1", 1}, {"a", -1}, {"r", -1}, {"bcd", -1}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Attempt attempt = played(&TASK, rows[i].moves);
        CHECK(attempt_next_hint(&attempt, &TASK) == rows[i].next);
    }
    CHECK(attempt_next_hint(&(Attempt){0}, &TASK) == -1);
    CHECK_NEAR(TASK.hints[TASK.hint_count - 1].cap, 0.5, 0);
}

static void rule_5_a_wrong_try_shows_its_feedback_only_and_the_end_shows_all(void) {
    Attempt attempt = played(&TASK, "b");
    CHECK(attempt_shows(&attempt, 1) && !attempt_shows(&attempt, 0) && !attempt_shows(&attempt, 2));
    static const char *const ends[] = {"a", "ba", "bcd", "r", "br"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        attempt = played(&TASK, ends[i]);
        CHECK(attempt.done);
        for (int option = 0; option < 4; option++) CHECK(attempt_shows(&attempt, option));
    }
}

static void nothing_happens_before_the_start_or_after_the_end(void) {
    Attempt attempt = {0};
    CHECK(!play(&attempt, &TASK, EVENT_CHECK, "a"));
    CHECK(attempt_judge(&attempt, &TASK, "a", NULL).verdict == VERDICT_INVALID);
    CHECK(same(&attempt, &(Attempt){0}));
    attempt = played(&TASK, "ba");
    Attempt before = attempt;
    CHECK(!play(&attempt, &TASK, EVENT_HINT, "h3"));
    CHECK(!play(&attempt, &TASK, EVENT_CHECK, "c"));
    CHECK(!play(&attempt, &TASK, EVENT_REVEAL, ""));
    CHECK(same(&attempt, &before));
}

static void events_of_another_attempt_are_skipped(void) {
    Attempt attempt = started(&TASK);
    Event event = {.seq = 9, .attempt = 3, .kind = EVENT_CHECK, .value = "a"};
    CHECK(!attempt_apply(&attempt, &TASK, &event, &arena));
    CHECK(!attempt.done);
    attempt = played(&TASK, "bc");
    CHECK(play(&attempt, &TASK, EVENT_START, "5,a,b,c,d"));
    CHECK(attempt.tries == 0 && attempt.hints == 0 && attempt.seed == 5);
}

// The order as letters, "cadb".
static const char *shown(const Attempt *attempt, const Task *task) {
    static char word[CARD_OPTION_MAX + 1];
    for (int i = 0; i < attempt->order_count; i++) word[i] = task->options[attempt->order[i]].id[0];
    word[attempt->order_count] = '\0';
    return word;
}

static void rule_7_resume_uses_the_order_that_was_stored(void) {
    Attempt attempt = started(&TASK);
    CHECK_TEXT(shown(&attempt, &TASK), "cadb");
    CHECK(attempt.seed == 12 && attempt.id == 7);
    for (uint64_t seed = 0; seed < 50; seed++) {
        int order[CARD_OPTION_MAX];
        attempt_order(&TASK, seed, order);
        CHECK(play(&attempt, &TASK, EVENT_START, attempt_start_value(&arena, &TASK, seed)));
        CHECK(attempt.seed == seed && memcmp(order, attempt.order, 4 * sizeof *order) == 0);
    }
}

static void when_the_card_was_edited_the_tries_of_options_that_remain_are_kept(void) {
    Option edited[] = {{.id = "n", .text = TEXT("new")},
                       letters[0],
                       letters[1],
                       letters[3]}; // c is gone, n is new
    Task task = TASK;
    task.options = edited;
    Attempt attempt = started(&task); // was shown as c a d b
    CHECK_TEXT(shown(&attempt, &task), "adbn");
    CHECK(!play(&attempt, &task, EVENT_CHECK, "c"));
    CHECK(play(&attempt, &task, EVENT_CHECK, "b"));
    CHECK(attempt.tries == 1 && attempt.chosen[0] == 2);
    CHECK(!play(&attempt, &task, EVENT_HINT, "h9"));
    CHECK(play(&attempt, &task, EVENT_CHECK, "a"));
    CHECK_NEAR(attempt.points, 0.5, 0);
}

static void a_start_that_cannot_be_read_gives_an_order_all_the_same(void) {
    static const char *const values[] = {
        "", "x", ",", "5,,,", "5,a,a,a,a", "99999999999999999999999,zz", "5,a,b,c,d,e,f"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        Attempt attempt = {0};
        CHECK(play(&attempt, &TASK, EVENT_START, values[i]));
        bool seen[4] = {false};
        for (int place = 0; place < 4; place++) seen[attempt.order[place]] = true;
        CHECK(seen[0] && seen[1] && seen[2] && seen[3]);
    }
}

static void rule_7_over_ten_thousand_seeds_every_place_holds_the_key_equally_often(void) {
    enum { SEEDS = 10000 };

    for (int n = 2; n <= 4; n++) {
        int held[4] = {0};
        Task task = TASK;
        task.option_count = n;
        for (int i = 0; i < SEEDS; i++) {
            int order[CARD_OPTION_MAX];
            attempt_order(&task, attempt_seed("card", "task", i), order);
            for (int place = 0; place < n; place++) held[place] += order[place] == 0;
        }
        for (int place = 0; place < n; place++) {
            CHECK_NEAR((double)held[place] / SEEDS, 1.0 / n, 0.02);
        }
    }
}

static void rule_7_every_order_of_four_is_equally_frequent(void) {
    int count[256] = {0}, different = 0;
    for (int i = 0; i < 24000; i++) {
        int order[CARD_OPTION_MAX];
        attempt_order(&TASK, attempt_seed("card", "task", i), order);
        count[order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3]]++;
    }
    for (int i = 0; i < 256; i++) {
        different += count[i] > 0;
        if (count[i]) CHECK_NEAR(count[i], 1000, 150);
    }
    CHECK(different == 24);
}

static void rule_7_two_tasks_do_not_share_permutations(void) {
    int same = 0;
    for (int i = 0; i < 2400; i++) {
        int one[CARD_OPTION_MAX], two[CARD_OPTION_MAX];
        attempt_order(&TASK, attempt_seed("card", "task", i), one);
        attempt_order(&TASK, attempt_seed("card", "task-2", i), two);
        same += memcmp(one, two, 4 * sizeof *one) == 0;
    }
    CHECK_NEAR(same, 100, 40); // as often as chance has it
    CHECK(attempt_seed("a", "bc", 1) != attempt_seed("ab", "c", 1));
    CHECK(attempt_seed("a", "b", 1) != attempt_seed("a", "b", 2));
    CHECK(attempt_seed("a", "b", 1) != attempt_seed("b", "a", 1));
}

static void rule_7_fixed_options_stay_and_the_others_move(void) {
    Option options[4];
    memcpy(options, letters, sizeof options);
    options[3].fixed = options[1].fixed = true;
    Task task = TASK;
    task.options = options;
    int moved = 0;
    for (int i = 0; i < 1000; i++) {
        int order[CARD_OPTION_MAX];
        attempt_order(&task, attempt_seed("c", "t", i), order);
        CHECK(order[3] == 3 && order[1] == 1);
        moved += order[0] == 2;
    }
    CHECK_NEAR(moved, 500, 60);
    Attempt attempt = {0};
    CHECK(play(&attempt, &task, EVENT_START, "12,d,c,gone")); // a is new; b and d are fixed
    CHECK_TEXT(shown(&attempt, &task), "cbad");
}

static void rule_7_numbers_stay_ascending(void) {
    Option options[] = {
        {.id = "a", .text = TEXT("Any distance")}, {.id = "b", .text = TEXT("1,904: the index")},
        {.id = "c", .text = TEXT("$12$ tokens")},  {.id = "d", .text = TEXT("−3.5 back")},
        {.id = "e", .text = TEXT("1,500. Then")},  {.id = "f", .text = TEXT("0.25")}};
    Task task = {.options = options, .option_count = 6, .option_order = ORDER_ASCENDING};
    Attempt attempt = {0};
    CHECK(play(&attempt, &task, EVENT_START, "1,a,b"));
    CHECK_TEXT(shown(&attempt, &task), "dfceba");
    task.option_order = ORDER_AUTHORED;
    CHECK(play(&attempt, &task, EVENT_START, "1,f,e"));
    CHECK_TEXT(shown(&attempt, &task), "abcdef");
}

int main(void) {
    rule_1_known_is_the_first_try_with_at_most_the_first_hint_and_no_reveal();
    rule_2_points_are_the_lower_of_ladder_and_cap();
    rule_2_what_is_at_stake_never_rises();
    rule_2_asking_never_costs_more_than_guessing();
    rule_2_a_task_may_bring_its_own_ladder();
    rule_3_the_same_wrong_answer_again_and_what_is_no_option_are_invalid();
    rule_4_hints_come_one_by_one_and_the_last_is_announced();
    rule_5_a_wrong_try_shows_its_feedback_only_and_the_end_shows_all();
    nothing_happens_before_the_start_or_after_the_end();
    events_of_another_attempt_are_skipped();
    rule_7_resume_uses_the_order_that_was_stored();
    when_the_card_was_edited_the_tries_of_options_that_remain_are_kept();
    a_start_that_cannot_be_read_gives_an_order_all_the_same();
    rule_7_over_ten_thousand_seeds_every_place_holds_the_key_equally_often();
    rule_7_every_order_of_four_is_equally_frequent();
    rule_7_two_tasks_do_not_share_permutations();
    rule_7_fixed_options_stay_and_the_others_move();
    rule_7_numbers_stay_ascending();
    arena_free(&arena);
    return test_end();
}
