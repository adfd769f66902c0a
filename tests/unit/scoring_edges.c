// Where a rule of scoring ends: what is just inside it and what is just outside.
#include "support/tasks.h"

static Attempt started(const Task *task) {
    Attempt attempt = {0};
    CHECK(play(&attempt, task, EVENT_START, "0,c,a,d,b,e"));
    return attempt;
}

static Verdict verdict_of(const Task *task, const char *answer) {
    Attempt attempt = started(task);
    return attempt_judge(&attempt, task, answer, NULL).verdict;
}

static void a_hint_that_was_shown_is_not_shown_again(void) {
    Task task = task_multiple(PARTIAL_SHARE);
    Attempt attempt = started(&task);
    CHECK(play(&attempt, &task, EVENT_HINT, "h1") && play(&attempt, &task, EVENT_HINT, "h2"));
    CHECK(!play(&attempt, &task, EVENT_HINT, "h1") && !play(&attempt, &task, EVENT_HINT, "h2"));
    CHECK(attempt.hints == 2);
    CHECK(play(&attempt, &task, EVENT_CHECK, "a,b,c") && !attempt.known);
}

static void a_test_begins_and_ends_with_its_own_words_only(void) {
    static const struct {
        EventKind kind;
        const char *value;
        bool test, begin;
    } ROWS[] = {
        {EVENT_TEST, "begin", true, true},      {EVENT_TEST, "end", true, false},
        {EVENT_TEST, "", false, false},         {EVENT_TEST, "beginning", false, false},
        {EVENT_CHECK, "begin", false, false},   {EVENT_CHECK, "end", false, false},
        {EVENT_PREDICT, "begin", false, false},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        bool begin;
        Event event = {.kind = ROWS[i].kind, .value = ROWS[i].value};
        CHECK(event_test(&event, &begin) == ROWS[i].test && begin == ROWS[i].begin);
    }
}

static void a_confidence_is_found_by_its_word(void) {
    for (Confidence c = CONFIDENCE_NONE; c <= CONFIDENCE_SURE; c++) {
        CHECK(confidence_find(confidence_word(c)) == c);
    }
    CHECK(confidence_find("Sure") == CONFIDENCE_NONE && confidence_find("surely") == 0);
}

// 200 ± 1 and ± 2 % of it, which is ± 4.
static void of_two_tolerances_the_wider_one_counts_alone(void) {
    Task task = task_numeric("n - n + 200", 1, 0.02);
    CHECK(verdict_of(&task, "204") == VERDICT_RIGHT && verdict_of(&task, "196") == VERDICT_RIGHT);
    CHECK(verdict_of(&task, "204.5") == VERDICT_WRONG &&
          verdict_of(&task, "195.5") == VERDICT_WRONG);
    task.abs_tol = 6;
    CHECK(verdict_of(&task, "206") == VERDICT_RIGHT && verdict_of(&task, "206.5") == VERDICT_WRONG);
}

static void a_comma_is_refused_with_a_word_about_commas(void) {
    Task task = task_numeric("n", 0, 0);
    Err why = {0};
    char out[ANSWER_MAX + 1];
    CHECK(!task_kind(TASK_NUMERIC)->read(&task, "0,5", out, &why));
    CHECK(strstr(why.text, "comma") != NULL);
}

// n is 512, 1024 or 2048; a cell of the largest is none of the others, and no try is lost.
static void a_cell_beyond_the_figure_of_this_form_is_no_try(void) {
    static Variable variables[1];
    variables[0] = (Variable){
        .name = "n", .kind = VARIABLE_CHOOSE, .choices = task_choices, .choice_count = 3};
    Sum size = sum_of("n");
    const Value preset[] = {{.key = "n", .kind = VALUE_SUM, .word = "n", .expr = size.expr}};
    Task task = task_hotspot();
    task.visual.preset = preset;
    task.variables = variables;
    task.variable_count = 1;
    Err why = {0};
    for (uint64_t seed = 0; seed < 20; seed++) {
        char answer[64];
        TaskForm form;
        Err err = {0};
        CHECK(task_form(&task, seed, &form, &err));
        int64_t n = (int64_t)form.values[0].value;
        CHECK(hotspot_size(&task, &form) == n);
        snprintf(answer, sizeof answer, "%lld,0", (long long)n);
        CHECK(task_kind(TASK_HOTSPOT)->judge(&task, &form, answer).verdict == VERDICT_INVALID);
        snprintf(answer, sizeof answer, "%lld,%lld", (long long)n - 1, (long long)n - 7);
        CHECK(task_kind(TASK_HOTSPOT)->judge(&task, &form, answer).verdict == VERDICT_RIGHT);
        snprintf(answer, sizeof answer, "0,%lld", (long long)n);
        CHECK(task_kind(TASK_HOTSPOT)->judge(&task, &form, answer).verdict == VERDICT_INVALID);
        if (n == 2048) continue; // beyond the largest there is no cell in any form
        Attempt attempt = {.id = 1, .seed = seed};
        CHECK(attempt_judge(&attempt, &task, answer, &err).verdict == VERDICT_INVALID);
        CHECK_TEXT(err.text, "There is no such cell in the figure of this question.");
    }
    Attempt attempt = {.id = 1};
    task = task_numeric("0/0", 0, 0);
    CHECK(attempt_judge(&attempt, &task, "1", &why).verdict == VERDICT_INVALID);
    CHECK_TEXT(why.text, "This question cannot be judged: the card has a mistake.");
}

// A shuffle may come out solved; which two neighbours then change places must not tell the rest.
static void any_two_neighbours_of_a_solved_ordering_change_places(void) {
    Task task = task_ordering(PARTIAL_SHARE);
    task.option_order = ORDER_AUTHORED;
    static int sorted[] = {0, 1, 2, 3};
    task.sequence = sorted;
    int changed[3] = {0};
    for (int i = 0; i < 3000; i++) {
        int order[CARD_OPTION_MAX], at = 0;
        attempt_order(&task, attempt_seed("card", "t", i), order);
        while (order[at] == at) at++;
        CHECK(at < 3 && order[at] == at + 1 && order[at + 1] == at);
        changed[at]++;
    }
    for (int at = 0; at < 3; at++) CHECK_NEAR(changed[at], 1000, 150);
}

int main(void) {
    a_hint_that_was_shown_is_not_shown_again();
    a_test_begins_and_ends_with_its_own_words_only();
    a_confidence_is_found_by_its_word();
    of_two_tolerances_the_wider_one_counts_alone();
    a_comma_is_refused_with_a_word_about_commas();
    a_cell_beyond_the_figure_of_this_form_is_no_try();
    any_two_neighbours_of_a_solved_ordering_change_places();
    arena_free(&tasks_arena);
    return test_end();
}
