// Answers of every type of task: how they are read, judged, scored, said, and kept as text.
#include "base/str.h"
#include "support/tasks.h"

static Attempt started(const Task *task) {
    Attempt attempt = {0};
    CHECK(play(&attempt, task, EVENT_START, "0,c,a,d,b,e"));
    return attempt;
}

static double value_in_form(const Task *task, uint64_t seed, const char *name) {
    TaskForm form;
    CHECK(task_form(task, seed, &form, NULL));
    for (int i = 0; i < form.count; i++) {
        if (str_same(form.values[i].name, name)) return form.values[i].value;
    }
    return -1;
}

typedef struct Row {
    const char *answer, *read; // read: NULL if it is invalid
    Verdict verdict;
    double share;
    int64_t index;
} Row;

#define COUNT(rows) ((int)(sizeof(rows) / sizeof *(rows)))

// Each row on its own, in a fresh attempt; a valid answer is then read as itself.
static void check_rows(const Task *task, const Row *rows, int count) {
    for (int i = 0; i < count; i++) {
        const Row *row = &rows[i];
        int failed = test_failed;
        char read[ANSWER_MAX + 1], again[ANSWER_MAX + 1];
        Err why = {0};
        Attempt attempt = started(task);
        bool ok = task_kind(task->type)->read(task, row->answer, read, &why);
        CHECK(ok == (row->read != NULL));
        CHECK_TEXT(read, row->read ? row->read : "");
        CHECK(ok || *why.text);
        Judgement judgement = attempt_judge(&attempt, task, row->answer, &why);
        CHECK(judgement.verdict == row->verdict && judgement.index == row->index);
        CHECK_NEAR(judgement.share, row->share, 1e-12);
        CHECK(play(&attempt, task, EVENT_CHECK, row->answer) == (row->verdict != VERDICT_INVALID));
        CHECK_NEAR(attempt.points, row->share, 1e-12);
        CHECK(attempt.known == (row->verdict == VERDICT_RIGHT) && attempt.right == attempt.known);
        if (row->read) CHECK(task_kind(task->type)->read(task, read, again, NULL));
        if (row->read) CHECK_TEXT(again, read);
        if (attempt.tries) CHECK_TEXT(attempt_answer(&attempt, 0), row->read);
        if (test_failed > failed) fprintf(stderr, "    answer: \"%s\"\n", row->answer);
    }
}

static void a_single_choice_is_one_option(void) {
    Task task = task_blank(TASK_SINGLE_CHOICE);
    Option options[] = {{.id = "long-one"}, {.id = "b", .correct = true}, {.id = "c"}};
    task.options = options;
    task.option_count = 3;
    static const Row rows[] = {
        {"b", "b", VERDICT_RIGHT, 1, 1},        {"long-one", "long-one", VERDICT_WRONG, 0, 0},
        {" b ", "b", VERDICT_RIGHT, 1, 1},      {"", NULL, VERDICT_INVALID, 0, -1},
        {"long", NULL, VERDICT_INVALID, 0, -1}, {"b,c", NULL, VERDICT_INVALID, 0, -1},
        {"z", NULL, VERDICT_INVALID, 0, -1},    {"B", NULL, VERDICT_INVALID, 0, -1},
    };
    check_rows(&task, rows, COUNT(rows));
}

static void a_multiple_choice_is_all_or_nothing_for_known_and_coverage_for_points(void) {
    Task task = task_multiple(PARTIAL_SHARE);
    static const Row rows[] = {
        {"a,b,c", "a,b,c", VERDICT_RIGHT, 1, -1},
        {"c,b,a", "a,b,c", VERDICT_RIGHT, 1, -1},
        {"c, a, b, a", "a,b,c", VERDICT_RIGHT, 1, -1},
        {"a,b", "a,b", VERDICT_WRONG, 2.0 / 3, -1},
        {"a", "a", VERDICT_WRONG, 1.0 / 3, -1},
        {"a,d", "a,d", VERDICT_WRONG, 0, -1},
        {"a,b,d", "a,b,d", VERDICT_WRONG, 1.0 / 3, -1},
        {"d,e", "d,e", VERDICT_WRONG, 0, -1},
        {"a,b,c,d", "a,b,c,d", VERDICT_WRONG, 2.0 / 3, -1},
        {"a,b,c,d,e", "a,b,c,d,e", VERDICT_WRONG, 1.0 / 3, -1},
        {"", NULL, VERDICT_INVALID, 0, -1},
        {",,", NULL, VERDICT_INVALID, 0, -1},
        {"a,z", NULL, VERDICT_INVALID, 0, -1},
    };
    check_rows(&task, rows, COUNT(rows));
}

static void a_card_may_count_the_options_of_a_multiple_choice_otherwise(void) {
    static const struct {
        Partial partial;
        const char *answer;
        double share;
    } rows[] = {
        {PARTIAL_OFF, "a,b", 0},       {PARTIAL_EACH, "a,b", 0.8}, {PARTIAL_NET, "a,b", 0.6},
        {PARTIAL_EACH, "a,d", 0.4},    {PARTIAL_NET, "a,d", 0},    {PARTIAL_EACH, "d,e", 0},
        {PARTIAL_OFF, "a,b,c", 1},     {PARTIAL_EACH, "a,b,c", 1}, {PARTIAL_NET, "a,b,c", 1},
        {PARTIAL_NET, "a,b,c,d", 0.6},
    };

    for (int i = 0; i < COUNT(rows); i++) {
        Task task = task_multiple(rows[i].partial);
        Attempt attempt = started(&task);
        Judgement judgement = attempt_judge(&attempt, &task, rows[i].answer, NULL);
        CHECK_NEAR(judgement.share, rows[i].share, 1e-12);
    }
}

static void an_ordering_earns_its_longest_part_in_order(void) {
    Task task = task_ordering(PARTIAL_SHARE);
    static const Row rows[] = {
        {"c,a,d,b", "c,a,d,b", VERDICT_RIGHT, 1, -1},
        {"c, a, d, b", "c,a,d,b", VERDICT_RIGHT, 1, -1},
        {"a,c,d,b", "a,c,d,b", VERDICT_WRONG, 2.0 / 3, -1}, // c, d, b
        {"b,c,a,d", "b,c,a,d", VERDICT_WRONG, 2.0 / 3, -1}, // c, a, d
        {"a,b,c,d", "a,b,c,d", VERDICT_WRONG, 1.0 / 3, -1}, // a, b or c, d
        {"b,d,a,c", "b,d,a,c", VERDICT_WRONG, 0, -1},       // reversed: no two
        {"c,a,d", NULL, VERDICT_INVALID, 0, -1},
        {"c,a,d,d", NULL, VERDICT_INVALID, 0, -1},
        {"c,a,d,b,c", NULL, VERDICT_INVALID, 0, -1},
        {"c,a,d,z", NULL, VERDICT_INVALID, 0, -1},
        {"", NULL, VERDICT_INVALID, 0, -1},
    };
    check_rows(&task, rows, COUNT(rows));
    Task strict = task_ordering(PARTIAL_OFF);
    Attempt attempt = started(&strict);
    CHECK_NEAR(attempt_judge(&attempt, &strict, "a,c,d,b", NULL).share, 0, 0);
}

static void a_number_is_read_whatever_way_it_is_meant(void) {
    Task task = task_numeric("n - n + 45", 0.05, 0);
    static const Row rows[] = {
        {"45", "45", VERDICT_RIGHT, 1, -1},
        {"45.05", "45.05", VERDICT_RIGHT, 1, -1},
        {"44.95", "44.95", VERDICT_RIGHT, 1, -1},
        {"45.051", "45.051", VERDICT_WRONG, 0, -1},
        {"44.949", "44.949", VERDICT_WRONG, 0, -1},
        {"4.5e1", "45", VERDICT_RIGHT, 1, -1},
        {"45.000", "45", VERDICT_RIGHT, 1, -1},
        {"+45", "45", VERDICT_RIGHT, 1, -1},
        {" 45 KiB ", "45", VERDICT_RIGHT, 1, -1},
        {"45KiB", "45", VERDICT_RIGHT, 1, -1},
        {"-45", "-45", VERDICT_WRONG, 0, -1},
        {"−45", "-45", VERDICT_WRONG, 0, -1},
        {"-0", "0", VERDICT_WRONG, 0, -1},
        {"45,0", NULL, VERDICT_INVALID, 0, -1},
        {"2,048", "2048", VERDICT_WRONG, 0, -1},
        {"−1\u202f048\u202f576.5", "-1048576.5", VERDICT_WRONG, 0, -1},
        {"12\u00a0000", "12000", VERDICT_WRONG, 0, -1},
        {"0,045", NULL, VERDICT_INVALID, 0, -1},
        {"2,04", NULL, VERDICT_INVALID, 0, -1},
        {"2048,576", NULL, VERDICT_INVALID, 0, -1},
        {"1,048,57", NULL, VERDICT_INVALID, 0, -1},
        {"2,048e1", NULL, VERDICT_INVALID, 0, -1},
        {"45 MiB", NULL, VERDICT_INVALID, 0, -1},
        {"KiB", NULL, VERDICT_INVALID, 0, -1},
        {"", NULL, VERDICT_INVALID, 0, -1},
        {"  ", NULL, VERDICT_INVALID, 0, -1},
        {"nan", NULL, VERDICT_INVALID, 0, -1},
        {"inf", NULL, VERDICT_INVALID, 0, -1},
        {"1e999", NULL, VERDICT_INVALID, 0, -1},
        {"0x2d", NULL, VERDICT_INVALID, 0, -1},
        {"--45", NULL, VERDICT_INVALID, 0, -1},
        {"forty-five", NULL, VERDICT_INVALID, 0, -1},
    };
    check_rows(&task, rows, COUNT(rows));
    Err why = {0};
    char out[ANSWER_MAX + 1];
    CHECK(!task_kind(TASK_NUMERIC)->read(&task, "0,5", out, &why));
    CHECK(strstr(why.text, "0.5") != NULL);
}

static void a_wrong_number_that_was_expected_is_told_apart(void) {
    Task task = task_numeric("n", 0, 0);
    double n = value_in_form(&task, 0, "n");

    struct {
        double value;
        Verdict verdict;
        int index;
    } rows[] = {
        {n, VERDICT_RIGHT, -1},
        {2 * n, VERDICT_WRONG, 0},
        {n / 2, VERDICT_WRONG, 1},
        {n + 1, VERDICT_WRONG, -1},
    };

    for (int i = 0; i < COUNT(rows); i++) {
        char text[STR_NUMBER_SIZE];
        str_put_number(rows[i].value, text);
        Attempt attempt = started(&task);
        Judgement judgement = attempt_judge(&attempt, &task, text, NULL);
        CHECK(judgement.verdict == rows[i].verdict && judgement.index == rows[i].index);
        CHECK(play(&attempt, &task, EVENT_CHECK, text) && attempt.chosen[0] == rows[i].index);
    }
}

static void the_right_number_comes_before_a_mistake_with_the_same_value(void) {
    Task task = task_numeric("2*n", 0, 0);
    Attempt attempt = started(&task);
    char text[STR_NUMBER_SIZE];
    str_put_number(2 * value_in_form(&task, 0, "n"), text);
    CHECK(attempt_judge(&attempt, &task, text, NULL).verdict == VERDICT_RIGHT);
}

static void of_two_mistakes_with_one_value_the_first_is_meant(void) {
    Task task = task_numeric("n", 0, 0);
    Wrong wrongs[] = {{.sum = sum_of("n + n")}, {.sum = sum_of("2*n")}};
    task.wrongs = wrongs;
    Attempt attempt = started(&task);
    char text[STR_NUMBER_SIZE];
    str_put_number(2 * value_in_form(&task, 0, "n"), text);
    CHECK(attempt_judge(&attempt, &task, text, NULL).index == 0);
}

static void a_tolerance_may_be_a_share_and_none_still_forgives_rounding(void) {
    static const struct {
        const char *answer, *typed;
        double abs_tol, rel_tol;
        bool right;
    } rows[] = {
        {"200", "202", 0, 0.01, true},         {"200", "202.1", 0, 0.01, false},
        {"-200", "-202", 0, 0.01, true},       {"200", "202", 2, 0.001, true},
        {"0.1*3", "0.3", 0, 0, true},          {"0.1*3", "0.300001", 0, 0, false},
        {"1e12", "1000000000001", 0, 0, true}, {"sin(pi)", "0", 0, 0, true},
        {"4096", "4096", 0, 0, true},          {"4096", "4097", 0, 0, false},
    };

    for (int i = 0; i < COUNT(rows); i++) {
        Task task = task_numeric(rows[i].answer, rows[i].abs_tol, rows[i].rel_tol);
        Attempt attempt = started(&task);
        Judgement judgement = attempt_judge(&attempt, &task, rows[i].typed, NULL);
        CHECK((judgement.verdict == VERDICT_RIGHT) == rows[i].right);
    }
}

static void a_key_that_cannot_be_calculated_costs_no_try(void) {
    Task task = task_numeric("1/(n - n)", 0, 0);
    Attempt attempt = started(&task);
    CHECK(!play(&attempt, &task, EVENT_CHECK, "1") && attempt.tries == 0);
    CHECK_TEXT(task_kind(TASK_NUMERIC)->key(&task, &(TaskForm){0}, &tasks_arena), "");
}

static void any_cell_that_satisfies_the_predicate_is_right(void) {
    Task task = task_hotspot();
    static const Row rows[] = {
        {"7,1", "7,1", VERDICT_RIGHT, 1, -1},
        {"15,9", "15,9", VERDICT_RIGHT, 1, -1},
        {"7 1", "7,1", VERDICT_RIGHT, 1, -1},
        {"(7, 1)", "7,1", VERDICT_RIGHT, 1, -1},
        {"007,01", "7,1", VERDICT_RIGHT, 1, -1},
        {"1,7", "1,7", VERDICT_WRONG, 0, -1},
        {"0,0", "0,0", VERDICT_WRONG, 0, -1},
        {"16,10", NULL, VERDICT_INVALID, 0, -1},
        {"-1,0", NULL, VERDICT_INVALID, 0, -1},
        {"7", NULL, VERDICT_INVALID, 0, -1},
        {"7,1,2", NULL, VERDICT_INVALID, 0, -1},
        {"7.5,1", NULL, VERDICT_INVALID, 0, -1},
        {"", NULL, VERDICT_INVALID, 0, -1},
        {"99999999999999999999,1", NULL, VERDICT_INVALID, 0, -1},
    };
    check_rows(&task, rows, COUNT(rows));
}

static void any_setting_that_satisfies_the_predicate_is_right(void) {
    Task task = task_parameter();
    static const Row rows[] = {
        {"x=0.3,k=2", "x=0.3,k=2", VERDICT_RIGHT, 1, -1},
        {"k=2,x=0.3", "x=0.3,k=2", VERDICT_RIGHT, 1, -1},
        {" x = 0.3 , k = 2 ", "x=0.3,k=2", VERDICT_RIGHT, 1, -1},
        {"x=0.30000000000000004,k=2", "x=0.3,k=2", VERDICT_RIGHT, 1, -1},
        {"x=0.6,k=1", "x=0.6,k=1", VERDICT_RIGHT, 1, -1},
        {"x=0.3,k=3", "x=0.3,k=3", VERDICT_WRONG, 0, -1},
        {"x=1,k=8", "x=1,k=8", VERDICT_WRONG, 0, -1},
        {"x=1.1,k=8", NULL, VERDICT_INVALID, 0, -1},
        {"x=-0.1,k=8", NULL, VERDICT_INVALID, 0, -1},
        {"x=0.35,k=2", NULL, VERDICT_INVALID, 0, -1},
        {"x=0.3", NULL, VERDICT_INVALID, 0, -1},
        {"k=2", NULL, VERDICT_INVALID, 0, -1}, // 0 could be meant and is not said
        {"x=0.3,k=2,k=2", NULL, VERDICT_INVALID, 0, -1},
        {"x=0.3,k=2,y=1", NULL, VERDICT_INVALID, 0, -1},
        {"x=0.3,k=nan", NULL, VERDICT_INVALID, 0, -1},
        {"x,k", NULL, VERDICT_INVALID, 0, -1},
        {"=,=", NULL, VERDICT_INVALID, 0, -1},
        {"", NULL, VERDICT_INVALID, 0, -1},
    };
    check_rows(&task, rows, COUNT(rows));
}

static void what_a_slider_gives_is_a_step_and_a_plain_number(void) {
    Control control = {.name = "x", .least = 0, .most = 1, .step = 0.1};
    CHECK_NEAR(control_snap(&control, 0.34), 0.3, 0);
    CHECK_NEAR(control_snap(&control, -5), 0, 0);
    CHECK_NEAR(control_snap(&control, 7), 1, 0);
    CHECK_NEAR(control_snap(&control, (double)NAN), 0, 0);
    control = (Control){.least = 1, .most = 10, .step = 4};
    CHECK_NEAR(control_snap(&control, 10), 9, 0);
    // Ends with more digits than a value is rounded to.
    control.least = 0.1234567890123456;
    control.most = 1.9876543210987654;
    control.step = control.most - control.least;
    CHECK_NEAR(control_snap(&control, 0), control.least, 0);
    CHECK_NEAR(control_snap(&control, 2), control.most, 0);
}

static void every_type_knows_a_right_answer_and_says_it(void) {
    Task numeric = task_numeric("180/pi/8", 0.1, 0), exact = task_numeric("2^20", 0, 0);
    Task multiple = task_multiple(PARTIAL_SHARE), ordering = task_ordering(PARTIAL_SHARE);
    Task hotspot = task_hotspot(), parameter = task_parameter(), witness = task_parameter();
    Control controls[2] = {witness.controls[0], witness.controls[1]};
    controls[0].witness = sum_of("3/10");
    controls[1].witness = sum_of("2");
    controls[0].label.source = "Share";
    witness.controls = controls;

    const struct {
        const Task *task;
        const char *key, *words;
    } rows[] = {
        {&multiple, "a,b,c", "A; B; C"},
        {&ordering, "c,a,d,b", "C → A → D → B"},
        {&numeric, "7.16", "7.16 KiB"},
        {&exact, "1048576", "1,048,576 KiB"},
        {&hotspot, "6,0", "row i = 6, column j = 0"},
        {&parameter, "x=0.1,k=6", "The share = 0.1, k = 6"},
        {&witness, "x=0.3,k=2", "Share = 0.3, k = 2"},
    };

    for (int i = 0; i < COUNT(rows); i++) {
        const Task *task = rows[i].task;
        const TaskKind *kind = task_kind(task->type);
        Attempt attempt = started(task);
        TaskForm form = attempt_form(&attempt, task);
        const char *key = kind->key(task, &form, &tasks_arena);
        CHECK_TEXT(key, rows[i].key);
        CHECK_TEXT(kind->words(task, &form, key, &tasks_arena), rows[i].words);
        CHECK(play(&attempt, task, EVENT_CHECK, key) && attempt.known);
    }
    parameter.check = sum_of("x > 2");
    CHECK_TEXT(task_kind(TASK_PARAMETER)->key(&parameter, &(TaskForm){0}, &tasks_arena), "");
    hotspot.check = sum_of("i < 0");
    CHECK_TEXT(task_kind(TASK_HOTSPOT)->key(&hotspot, &(TaskForm){0}, &tasks_arena), "");
}

static void rule_3_the_same_wrong_answer_in_other_words_is_no_try(void) {
    Task tasks[] = {task_multiple(PARTIAL_SHARE), task_ordering(PARTIAL_SHARE),
                    task_numeric("45", 0, 0), task_hotspot(), task_parameter()};
    static const char *const said[][2] = {{"a,d", "d, a"},
                                          {"a,b,c,d", "a, b, c, d"},
                                          {"46", "46.0 KiB"},
                                          {"1,7", "(1, 7)"},
                                          {"x=0.3,k=3", "k=3, x=0.3"}};
    for (int i = 0; i < COUNT(tasks); i++) {
        Attempt attempt = started(&tasks[i]);
        Err why = {0};
        CHECK(play(&attempt, &tasks[i], EVENT_CHECK, said[i][0]));
        CHECK(!play(&attempt, &tasks[i], EVENT_CHECK, said[i][1]));
        CHECK(attempt_judge(&attempt, &tasks[i], said[i][1], &why).verdict == VERDICT_INVALID);
        CHECK_TEXT(why.text, "That one has been tried. Choose another.");
        CHECK(attempt.tries == 1);
        CHECK_TEXT(attempt_answer(&attempt, 0), said[i][0]);
    }
}

// Answers separated by spaces; 1 2 3 hints, r reveal.
static Attempt played(const Task *task, const char *moves) {
    Attempt attempt = started(task);
    while (*moves) {
        char word[40] = "", hint[3] = {'h', *moves, '\0'};
        size_t n = strcspn(moves, " ");
        memcpy(word, moves, n);
        moves += n + (moves[n] == ' ');
        EventKind kind = str_same(word, "r")                          ? EVENT_REVEAL
                         : n == 1 && word[0] >= '1' && word[0] <= '3' ? EVENT_HINT
                                                                      : EVENT_CHECK;
        CHECK(play(&attempt, task, kind, kind == EVENT_HINT ? hint : word));
    }
    return attempt;
}

static void rule_8_points_are_the_most_that_any_try_earned(void) {
    static const struct {
        const char *moves;
        double points;
        bool known, done;
    } rows[] = {
        {"a,b,c", 1, true, true},
        {"1 a,b,c", 1, true, true},
        {"a,b", 2.0 / 3, false, false},
        {"a,b a,b,c", 2.0 / 3, false, true}, // ½ for the second try is less than what it has
        {"d a,b,c", 0.5, false, true},
        {"1 2 a,b", 0.5, false, false},       // ⅔ of ¾
        {"1 2 3 a,b", 1.0 / 3, false, false}, // ⅔ of ½
        {"d a,b", 1.0 / 3, false, false},
        {"d e a,b,c", 0, false, true}, // the third try earns nothing
        {"a,b r", 2.0 / 3, false, true},
        {"r", 0, false, true},
    };

    Task task = task_multiple(PARTIAL_SHARE);
    for (int i = 0; i < COUNT(rows); i++) {
        Attempt attempt = played(&task, rows[i].moves);
        CHECK_NEAR(attempt.points, rows[i].points, 1e-12);
        CHECK(attempt.known == rows[i].known && attempt.done == rows[i].done);
    }
}

static void answers_are_kept_in_turn_and_anew_in_the_next_attempt(void) {
    Task task = task_multiple(PARTIAL_SHARE);
    double ladder[] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    task.tries = ladder;
    task.try_count = 10;
    static const char *const said[] = {"a",   "b",   "c",   "d",     "e",
                                       "a,b", "a,c", "a,d", "a,b,d", "a,b,c,d"};
    Attempt attempt = started(&task);
    for (int i = 0; i < COUNT(said); i++) CHECK(play(&attempt, &task, EVENT_CHECK, said[i]));
    CHECK(attempt.done && !attempt.right);
    for (int i = 0; i < COUNT(said); i++) CHECK_TEXT(attempt_answer(&attempt, i), said[i]);
    size_t held = tasks_arena.held;
    for (int round = 0; round < 1000; round++) {
        CHECK(play(&attempt, &task, EVENT_START, "3,a"));
        for (int i = 0; i < COUNT(said); i++) CHECK(play(&attempt, &task, EVENT_CHECK, said[i]));
    }
    CHECK(tasks_arena.held == held); // a long history takes no more memory than a short one
}

static void confidence_counts_before_the_first_try_and_easy_after_what_is_known(void) {
    Task task = task_hotspot();
    Attempt attempt = {0};
    CHECK(!play(&attempt, &task, EVENT_CONFIDENCE, "sure"));
    attempt = started(&task);
    CHECK(play(&attempt, &task, EVENT_CONFIDENCE, "guess"));
    CHECK(play(&attempt, &task, EVENT_CONFIDENCE, "sure"));
    CHECK(!play(&attempt, &task, EVENT_CONFIDENCE, "certain"));
    CHECK(attempt.confidence == CONFIDENCE_SURE);
    CHECK(!play(&attempt, &task, EVENT_RATE, "easy"));
    CHECK(play(&attempt, &task, EVENT_PREDICT, "3|5") && attempt.predictions == 1);
    CHECK(play(&attempt, &task, EVENT_CHECK, "1,7"));
    CHECK(!play(&attempt, &task, EVENT_CONFIDENCE, "think"));
    CHECK(play(&attempt, &task, EVENT_CHECK, "7,1") && !attempt.known);
    CHECK(!play(&attempt, &task, EVENT_RATE, "easy"));
    attempt = played(&task, "7,1");
    CHECK(!play(&attempt, &task, EVENT_RATE, "hard") && !attempt.easy);
    CHECK(play(&attempt, &task, EVENT_RATE, "easy") && attempt.easy);
    CHECK(!play(&attempt, &task, EVENT_TEST, "begin") && !play(&attempt, &task, EVENT_UNDO, "7"));
    CHECK_NEAR(attempt.points, 1, 0);
}

static void an_ordering_is_never_shown_solved(void) {
    Task task = task_ordering(PARTIAL_SHARE);
    int first[4] = {0};
    for (int i = 0; i < 4000; i++) {
        int order[CARD_OPTION_MAX], seen = 0;
        attempt_order(&task, attempt_seed("card", "t", i), order);
        CHECK(memcmp(order, task_sequence, sizeof task_sequence) != 0);
        for (int place = 0; place < 4; place++) seen |= 1 << order[place];
        CHECK(seen == 15);
        first[order[0]]++;
    }
    for (int item = 0; item < 4; item++) CHECK_NEAR(first[item], 1000, 150);
    task.option_order = ORDER_AUTHORED;
    int sorted[] = {0, 1, 2, 3}, order[CARD_OPTION_MAX];
    task.sequence = sorted;
    attempt_order(&task, 5, order);
    CHECK(memcmp(order, sorted, sizeof sorted) != 0);
}

static void a_type_is_found_by_its_name(void) {
    CHECK(task_type_find("single_choice") == TASK_SINGLE_CHOICE);
    CHECK(task_type_find("parameter") == TASK_PARAMETER);
    CHECK(task_type_find("matching") == TASK_UNKNOWN && task_type_find("") == TASK_UNKNOWN);
    CHECK(task_kind(TASK_UNKNOWN) == NULL);
    for (int type = TASK_UNKNOWN + 1; type < TASK_TYPE_COUNT; type++) {
        CHECK(task_type_find(task_kind((TaskType)type)->name) == (TaskType)type);
    }
}

int main(void) {
    a_single_choice_is_one_option();
    a_multiple_choice_is_all_or_nothing_for_known_and_coverage_for_points();
    a_card_may_count_the_options_of_a_multiple_choice_otherwise();
    an_ordering_earns_its_longest_part_in_order();
    a_number_is_read_whatever_way_it_is_meant();
    a_wrong_number_that_was_expected_is_told_apart();
    the_right_number_comes_before_a_mistake_with_the_same_value();
    of_two_mistakes_with_one_value_the_first_is_meant();
    a_tolerance_may_be_a_share_and_none_still_forgives_rounding();
    a_key_that_cannot_be_calculated_costs_no_try();
    any_cell_that_satisfies_the_predicate_is_right();
    any_setting_that_satisfies_the_predicate_is_right();
    what_a_slider_gives_is_a_step_and_a_plain_number();
    every_type_knows_a_right_answer_and_says_it();
    rule_3_the_same_wrong_answer_in_other_words_is_no_try();
    rule_8_points_are_the_most_that_any_try_earned();
    answers_are_kept_in_turn_and_anew_in_the_next_attempt();
    confidence_counts_before_the_first_try_and_easy_after_what_is_known();
    an_ordering_is_never_shown_solved();
    a_type_is_found_by_its_name();
    arena_free(&tasks_arena);
    return test_end();
}
