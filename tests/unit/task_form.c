// Forms of a task: the same for the same seed, evenly drawn, and put into its texts.
#include "card/task_form.h"

#include "base/str.h"
#include "formats/markdown.h"
#include "support/tasks.h"

static const double lengths[] = {2048, 4096};
static Variable variables[4];

// L of two, k of 1 … 5, and twice L less k.
static Task template(void) {
    Task task = task_blank(TASK_NUMERIC);
    variables[0] =
        (Variable){.name = "L", .kind = VARIABLE_CHOOSE, .choices = lengths, .choice_count = 2};
    variables[1] = (Variable){.name = "k", .kind = VARIABLE_INT, .least = 1, .most = 5};
    variables[2] = (Variable){.name = "sum", .kind = VARIABLE_SUM, .sum = sum_of("2*L - k")};
    task.variables = variables;
    task.variable_count = 3;
    return task;
}

static void the_same_seed_gives_the_same_numbers(void) {
    Task task = template();
    for (uint64_t seed = 0; seed < 200; seed++) {
        TaskForm a, b;
        CHECK(task_form(&task, seed, &a, NULL) && task_form(&task, seed, &b, NULL));
        CHECK(a.count == 3 && b.count == 3);
        for (int i = 0; i < 3; i++) {
            CHECK_TEXT(a.values[i].name, task.variables[i].name);
            CHECK_NEAR(a.values[i].value, b.values[i].value, 0);
        }
        double L = a.values[0].value, k = a.values[1].value;
        CHECK((L == 2048 || L == 4096) && k >= 1 && k <= 5 && k == floor(k));
        CHECK_NEAR(a.values[2].value, 2 * L - k, 0);
    }
    TaskForm known;
    CHECK(task_form(&task, 12, &known, NULL)); // recorded: attempts of today are replayed for ever
    CHECK_TEXT(task_form_words(&tasks_arena, &task, &known), "L = 4,096, k = 3");
}

static void every_form_is_drawn_equally_often(void) {
    enum { DRAWS = 20000 };

    Task task = template();
    int count[2][6] = {{0}};
    for (int i = 0; i < DRAWS; i++) {
        TaskForm form;
        CHECK(task_form(&task, attempt_seed("card", "t", i), &form, NULL));
        count[form.values[0].value > 3000][(int)form.values[1].value]++;
    }
    for (int L = 0; L < 2; L++) {
        for (int k = 1; k <= 5; k++) CHECK_NEAR(count[L][k], DRAWS / 10.0, 200);
    }
}

static void forms_can_be_counted_and_visited_one_by_one(void) {
    Task task = template();
    CHECK(task_form_count(&task) == 10);
    int seen = 0;
    for (int64_t index = 0; index < 10; index++) {
        TaskForm form;
        CHECK(task_form_at(&task, index, &form, NULL));
        seen |= 1 << ((form.values[0].value > 3000) * 5 + (int)form.values[1].value - 1);
    }
    CHECK(seen == 1023);
    Task plain = task_blank(TASK_SINGLE_CHOICE);
    TaskForm form;
    CHECK(task_form_count(&plain) == 1 && task_form_at(&plain, 0, &form, NULL) && form.count == 0);
    Variable wide[3];
    for (int i = 0; i < 3; i++) {
        wide[i] =
            (Variable){.name = "x", .kind = VARIABLE_INT, .least = -INT32_MAX, .most = INT32_MAX};
    }
    task.variables = wide;
    CHECK(task_form_count(&task) == INT64_MAX);
    CHECK(task_form(&task, 9, &form, NULL) && task_form_at(&task, INT64_MAX - 1, &form, NULL));
}

static void a_variable_without_a_value_says_which(void) {
    Task task = template();
    variables[2].sum = sum_of("ln(k - 9)");
    TaskForm form;
    Err err = {0};
    CHECK(!task_form(&task, 3, &form, &err) && form.count == 3);
    CHECK(str_starts(err.text, "sum: "));
    CHECK_NEAR(form.values[2].value, 0, 0);
    Attempt attempt = {0};
    CHECK(play(&attempt, &task, EVENT_START, "3"));
    CHECK(!play(&attempt, &task, EVENT_CHECK, "1")); // no try is lost to a mistake of the card
}

static void numbers_read_like_numbers(void) {
    static const struct {
        double value;
        const char *words;
    } rows[] = {{2048, "2,048"}, {0.25, "0.25"},         {-1, "−1"},
                {999, "999"},    {1000000, "1,000,000"}, {-12345.5, "−12,345.5"},
                {0, "0"},        {1e-9, "1e−9"},         {1e300, "1e300"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_TEXT(task_number(&tasks_arena, rows[i].value), rows[i].words);
    }
}

static Doc parsed(const char *text) {
    Doc doc;
    Err err = {0};
    bool ok = markdown_parse(&tasks_arena, text, "card", &doc, &err);
    CHECK(ok);
    return doc;
}

static const char *runs_of(const Doc *doc) {
    const char *all = "";
    for (int b = 0; b < doc->block_count; b++) {
        for (int i = 0; i < doc->blocks[b].run_count; i++) {
            const Run *run = &doc->blocks[b].runs[i];
            const char *mark = run->kind == RUN_MATH ? "$" : "";
            all = arena_format(&tasks_arena, "%s%s%s%s", all, mark, run->text, mark);
        }
    }
    return all;
}

static void names_in_braces_become_numbers_but_not_in_formulas(void) {
    static const struct {
        const char *text, *want;
    } rows[] = {
        {"From {L} on", "From 2,048 on"},
        {"{L}{k}", "2,0483"},
        {"{L} and **{k}** in `{k}`", "2,048 and 3 in 3"},
        {"$x_{k}$ for {k}", "$x_{k}$ for 3"},
        {"{other} {} {L {k }", "{other} {} {L {k }"},
        {"{Lk}", "{Lk}"},
        {"{{L}}", "{2,048}"},
        {"Nothing", "Nothing"},
    };

    TaskForm form = {.values = {{"L", 2048}, {"k", 3}}, .count = 2};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Doc doc = parsed(rows[i].text), filled = task_text(&tasks_arena, &doc, &form);
        CHECK_TEXT(runs_of(&filled), rows[i].want);
        Doc before = parsed(rows[i].text);
        CHECK_TEXT(runs_of(&doc), runs_of(&before)); // the card is not changed
    }
    Doc doc = parsed("From {L} on");
    Doc same = task_text(&tasks_arena, &doc, &(TaskForm){0});
    CHECK(same.blocks == doc.blocks);
}

static void what_was_drawn_is_said_and_what_follows_from_it_is_not(void) {
    Task task = template();
    TaskForm form = {.values = {{"L", 2048}, {"k", 3}, {"sum", 4093}}, .count = 3};
    CHECK_TEXT(task_form_words(&tasks_arena, &task, &form), "L = 2,048, k = 3");
    CHECK_TEXT(task_form_words(&tasks_arena, &task, &(TaskForm){0}), "");
}

static void only_numbers_that_the_question_does_not_tell_are_told_beside_it(void) {
    Task task = template();
    Option option = {.text = parsed("It is {k}")};
    TaskForm form = {.values = {{"L", 2048}, {"k", 3}, {"sum", 4093}}, .count = 3};
    task.prompt = parsed("How long is $x_{L}$?"); // of a formula, not of a form
    CHECK_TEXT(task_form_untold(&tasks_arena, &task, &form), "L = 2,048, k = 3");
    task.prompt = parsed("How long is {L}?");
    CHECK_TEXT(task_form_untold(&tasks_arena, &task, &form), "k = 3");
    task.options = &option;
    task.option_count = 1;
    CHECK_TEXT(task_form_untold(&tasks_arena, &task, &form), "");
}

static void options_that_hold_numbers_are_sorted_by_those_of_the_form(void) {
    Task task = template();
    Option options[] = {{.id = "sum", .text = TEXT("{sum} tokens")},
                        {.id = "L", .text = TEXT("{L} tokens")},
                        {.id = "k", .text = TEXT("{k} tokens")}};
    task.options = options;
    task.option_count = 3;
    task.option_order = ORDER_ASCENDING;
    int order[CARD_OPTION_MAX];
    attempt_order(&task, 4, order);
    CHECK(order[0] == 2 && order[1] == 1 && order[2] == 0);
}

int main(void) {
    the_same_seed_gives_the_same_numbers();
    every_form_is_drawn_equally_often();
    forms_can_be_counted_and_visited_one_by_one();
    a_variable_without_a_value_says_which();
    numbers_read_like_numbers();
    names_in_braces_become_numbers_but_not_in_formulas();
    what_was_drawn_is_said_and_what_follows_from_it_is_not();
    only_numbers_that_the_question_does_not_tell_are_told_beside_it();
    options_that_hold_numbers_are_sorted_by_those_of_the_form();
    arena_free(&tasks_arena);
    return test_end();
}
