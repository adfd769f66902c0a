// Cards whose proofs, keys, predicates and witnesses do not hold are refused, with the values that show it.
#include "base/str.h"
#include "formats/card_json.h"
#include "support/test.h"

#include <stdlib.h>

static const char HEAD[] =
    "{\"format\": 1, \"id\": \"probe\", \"title\": \"Probe\", \"lang\": \"en\", \"version\": "
    "\"1.0.0\", \"sections\": [{\"id\": \"all\", \"markdown\": \"Text.\"}], \"tasks\": [\n";
static const char VISUAL[] = "\"visual\": {\"view\": \"comparison\", \"preset\": {\"n\": 16}}";

// Task number t of a type, with these fields; \' stands for a quotation mark, @ for a visual.
static void add_task(ArenaText *text, int t, const char *type, const char *fields) {
    const char *head = arena_format(text->arena,
                                    "%s{\"id\": \"t%d\", \"type\": \"%s\", \"prompt\": \"What?\", "
                                    "\"explanation\": \"So.\", ",
                                    t ? ",\n" : "", t, type);
    arena_text_add(text, head, strlen(head));
    for (; *fields; fields++) {
        if (*fields == '@') {
            arena_text_add(text, VISUAL, strlen(VISUAL));
        } else {
            arena_text_add(text, *fields == '\'' ? "\"" : fields, 1);
        }
    }
    arena_text_add(text, "}", 1);
}

// All complaints as one text, each from its pointer on.
static const char *complaints(Arena *arena, const CardIssues *issues) {
    const char *all = "";
    for (int i = 0; i < issues->count; i++) {
        const char *says = strstr(issues->at[i].text, ": ");
        all = arena_format(arena, "%s%s%s%s", all, *all ? "\n" : "",
                           issues->at[i].warning ? "warning: " : "",
                           says ? says + 2 : issues->at[i].text);
    }
    return all;
}

// A figure with a number n up to 32 and a word m.
static bool preset_ok(const Visual *visual, int index, Err *err) {
    const Value *entry = &visual->preset[index];
    bool list = entry->kind == VALUE_LIST;
    if (str_same(entry->key, "m") && entry->kind == VALUE_WORD) {
        return str_same(entry->word, "w") || err_set(err, "m: expected w");
    }
    if (list || (entry->kind == VALUE_NUMBER && entry->number <= 32)) return true;
    return err_set(err, "%s: expected a number up to 32", entry->key);
}

static void check_task(const char *type, const char *fields, const char *want) {
    Arena arena = {0};
    ArenaText text = {.arena = &arena};
    arena_text_add(&text, HEAD, strlen(HEAD));
    add_task(&text, 0, type, fields);
    arena_text_add(&text, "]}", 2);
    Card card;
    CardIssues issues;
    CardParse how = {.preset_ok = preset_ok, .every_answer = true};
    bool ok = card_parse("probe.json", (Bytes){text.at, text.n}, how, &card, &issues);
    CHECK(ok == (issues.errors == 0));
    CHECK_TEXT(complaints(&arena, &issues), want);
    card_issues_free(&issues);
    card_free(&card);
    arena_free(&arena);
}

#define FIGURE(preset)                                                                           \
    "'answer': 'w', 'vars': {'w': {'int': [2, 5]}}, 'visual': {'view': 'comparison', 'preset': " \
    "{" preset "}}"

static void a_figure_can_show_every_form(void) {
    check_task("numeric", FIGURE("'n': 'w^2', 'm': 'w', 'marks': [['w', 3], ['w - 1', 4]]"), "");
    check_task("numeric", FIGURE("'n': 'w^3'"),
               "warning: /tasks/0/visual/preset/n: n: expected a number up to 32, with w = 4");
    check_task("numeric", FIGURE("'n': '1/(w - 3)'"),
               "/tasks/0/visual/preset/n: \"1/(w - 3)\" has no value: column 2: a division by 0, "
               "with w = 3");
    check_task("numeric", FIGURE("'n': 'w + wide'"),
               "/tasks/0/visual/preset/n: \"wide\" has no value here, names with one are: w");
    check_task("numeric", FIGURE("'n': 'wide'"),
               "warning: /tasks/0/visual/preset/n: n: expected a number up to 32");
    check_task("numeric", FIGURE("'marks': [['w', '1/(w - 5)']]"),
               "/tasks/0/visual/preset/marks: \"1/(w - 5)\" has no value: column 2: a division by "
               "0, with w = 5");
    check_task("numeric", "'answer': '3', 'visual': {'view': 'comparison', 'preset': {'n': '2^3'}}",
               "warning: /tasks/0/visual/preset/n: n: expected a number up to 32");
}

static void a_map_is_as_large_as_its_form(void) {
    check_task("hotspot",
               "'check': 'i == n - 1', 'vars': {'n': {'choose': [4, 8]}}, 'visual': {'view': "
               "'comparison', 'preset': {'n': 'n'}}",
               "");
    check_task("hotspot",
               "'check': 'i == 7', 'vars': {'n': {'choose': [8, 4]}}, 'visual': {'view': "
               "'comparison', 'preset': {'n': 'n'}}",
               "/tasks/0/check: \"i == 7\" holds for no cell of 4 × 4; for i = 0, j = 0: i = 0 == "
               "7 (false), with n = 4");
}

static void a_proof_holds_in_every_form(void) {
    check_task("numeric", "'answer': '3', 'proof': {'expr': '1 + 1 == 2'}", "");
    check_task("numeric", "'answer': '3', 'proof': {'expr': '40*(512 + 64)*2 == 45*1000 and 1/0'}",
               "/tasks/0/proof/expr: \"40*(512 + 64)*2 == 45*1000 and 1/0\" is not true: "
               "40*(512 + 64)*2 = 46080 == 45*1000 = 45000 (false)");
    check_task(
        "numeric", "'answer': '3', 'proof': {'expr': 'theta(10000, 64, 32) < 1'}",
        "/tasks/0/proof/expr: \"theta(10000, 64, 32) < 1\" has no value: column 1: theta: r is 32, "
        "allowed are whole numbers 0 … 31");
    check_task("numeric",
               "'answer': 'n', 'proof': {'expr': 'n*n < 100'}, 'vars': {'n': {'int': [2, 9]}}", "");
    check_task("numeric",
               "'answer': 'n', 'proof': {'expr': 'n*n < 50'}, 'vars': {'n': {'int': [2, 9]}}",
               "/tasks/0/proof/expr: \"n*n < 50\" is not true: n*n = 64 < 50 (false), with n = 8");
    check_task("numeric",
               "'answer': '3', 'proof': {'expr': 'a + b < 9 or c'}, 'vars': {'a': {'choose': [1, "
               "4]}, 'b': {'choose': [3, 7]}, 'c': {'expr': 'a - 4'}}",
               "/tasks/0/proof/expr: \"a + b < 9 or c\" is not true: a + b = 11 < 9 (false), with "
               "a = 4, b = 7");
}

static void a_proof_says_true_or_false(void) {
    static const char *const truths[] = {"not 2 < 1", "1 < 2 or 3", "1 < 2 ? 2 == 2 : 1 == 2",
                                         "(1 < 2)"};
    static const char *const numbers[] = {"3", "-(1 < 2)", "1 < 2 ? 2 == 2 : 1",
                                          "1 < 2 ? 1 : 2 == 2", "2 + (1 < 2)"};
    Arena arena = {0};
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        check_task("numeric",
                   arena_format(&arena, "'answer': '3', 'proof': {'expr': '%s'}", truths[i]), "");
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        check_task("numeric",
                   arena_format(&arena, "'answer': '3', 'proof': {'expr': '%s'}", numbers[i]),
                   arena_format(&arena,
                                "/tasks/0/proof/expr: \"%s\" is a number and says nothing, "
                                "expected a comparison such as \"a == b\"",
                                numbers[i]));
    }
    arena_free(&arena);
}

static void the_proof_of_a_number_may_name_it(void) {
    check_task("numeric",
               "'answer': '2*n', 'proof': {'expr': 'answer - n == n'}, 'vars': {'n': {'int': [2, "
               "9]}}",
               "");
    check_task("numeric",
               "'answer': '2*n + 1', 'proof': {'expr': 'answer - n == n'}, 'vars': {'n': {'int': "
               "[2, 9]}}",
               "/tasks/0/proof/expr: \"answer - n == n\" is not true: answer - n = 3 == n = 2 "
               "(false), with n = 2");
    check_task("numeric", "'answer': '1/0', 'proof': {'expr': 'answer == 1'}",
               "/tasks/0/answer: \"1/0\" has no value: column 2: a division by 0");
    check_task("hotspot", "@, 'check': 'i == 1', 'proof': {'expr': 'answer == 1'}",
               "/tasks/0/proof/expr: \"answer\" has no value here: the task has no \"vars\"");
}

static void a_number_has_a_value_that_no_wrong_answer_has(void) {
    check_task(
        "numeric", "'answer': '1/(n - 4)', 'vars': {'n': {'int': [2, 9]}}",
        "/tasks/0/answer: \"1/(n - 4)\" has no value: column 2: a division by 0, with n = 4");
    check_task("numeric",
               "'answer': '45', 'abs_tol': 0.5, 'wrong': [{'expr': '40', 'feedback': 'A.'}, "
               "{'expr': '44.6', 'feedback': 'B.'}]",
               "/tasks/0/wrong/1/expr: \"44.6\" is said to be wrong and is right: it is 44.6, and "
               "the answer is 45");
    check_task("numeric",
               "'answer': 'n^2', 'vars': {'n': {'int': [1, 9]}}, 'wrong': [{'expr': '2*n', "
               "'feedback': 'A.'}]",
               "/tasks/0/wrong/0/expr: \"2*n\" is said to be wrong and is right: it is 4, and the "
               "answer is 4, with n = 2");
    check_task("numeric", "'answer': '3', 'wrong': [{'expr': 'ln(0)', 'feedback': 'A.'}]",
               "/tasks/0/wrong/0/expr: \"ln(0)\" has no value: column 1: ln: x is 0, allowed is "
               "more than 0");
    check_task(
        "numeric",
        "'answer': '3', 'wrong': [{'expr': '4', 'feedback': 'A.'}, {'expr': '2 + 2', 'feedback': "
        "'B.'}]",
        "warning: /tasks/0/wrong/1/expr: the same answer as wrong/0, whose feedback is shown");
    // In some forms only: each has its own say in the others.
    check_task("numeric",
               "'answer': '0', 'vars': {'n': {'int': [1, 3]}}, 'wrong': [{'expr': '2*n', "
               "'feedback': 'A.'}, {'expr': 'n + 1', 'feedback': 'B.'}]",
               "");
}

static void variables_have_values(void) {
    check_task("numeric",
               "'answer': 'm', 'vars': {'n': {'int': [0, 3]}, 'm': {'expr': '6/(n - 2)'}}",
               "/tasks/0/vars: m: column 2: a division by 0");
}

static void a_predicate_holds_somewhere_and_not_everywhere(void) {
    check_task("hotspot", "@, 'check': 'i - j == 6'", "");
    check_task("hotspot", "@, 'check': 'i - j == 60'",
               "/tasks/0/check: \"i - j == 60\" holds for no cell of 16 × 16; for i = 0, j = 0: i "
               "- j = 0 == 60 (false)");
    check_task("hotspot", "@, 'check': 'i + j >= 0'",
               "/tasks/0/check: \"i + j >= 0\" holds for every cell of 16 × 16");
    check_task(
        "hotspot", "@, 'check': 'i == 15 and j == n', 'vars': {'n': {'int': [12, 18]}}",
        "/tasks/0/check: \"i == 15 and j == n\" holds for no cell of 16 × 16; for i = 0, j = 0: "
        "i = 0 == 15 (false), with n = 16");
    check_task("hotspot", "@, 'check': 'j < i and bias(\\\"kerple\\\", 8, 0, i, j) < -1'", "");
    check_task("hotspot", "@, 'check': 'bias(\\\"kerple\\\", 8, 9, i, j) < -1'",
               "/tasks/0/check: \"bias(\"kerple\", 8, 9, i, j) < -1\" holds for no cell of 16 × "
               "16; for i = 0, j = 0: "
               "column 1: bias: head is 9, allowed are whole numbers 0 … 7");
}

#define BASE "'controls': [{'name': 'base', 'min': 10000, 'max': 1000000, 'step': 10}]"
#define CLOSE                                                                                   \
    "'check': 'abs(theta(base, 128, 63)/theta(10000, 128, 63) - 1/s) < 0.01/s', 'vars': {'s': " \
    "{'choose': [2, 4]}}"

static void controls_have_a_setting_that_does(void) {
    check_task("parameter", "@, " BASE ", " CLOSE, "");
    check_task("parameter", "@, " BASE ", " CLOSE ", 'witness': {'base': '10000*s^(128/126)'}", "");
    check_task("parameter",
               "@, 'check': 'base > n', 'vars': {'n': {'choose': [20000, 30000]}}, 'witness': "
               "{'base': 25000}, " BASE,
               "/tasks/0/witness: base=25000 does not do: base = 25000 > n = 30000 (false), with n "
               "= 30,000");
    check_task("parameter", "@, 'check': 'base > 5', 'witness': {'base': '1/0'}, " BASE,
               "/tasks/0/witness: has no value: column 2: a division by 0");
    check_task("parameter", "@, 'check': 'base < 10000', " BASE,
               "/tasks/0/check: \"base < 10000\": no setting was found for which it holds, of "
               "99001; a \"witness\" may help");
    check_task("parameter", "@, 'check': 'base >= 10000', " BASE,
               "/tasks/0/check: \"base >= 10000\" holds whatever is set");
    check_task("parameter",
               "@, 'check': 'a < b', 'controls': [{'name': 'a', 'min': 0, 'max': 999, 'step': 1}, "
               "{'name': 'b', 'min': 0, 'max': 999, 'step': 1}]",
               "/tasks/0/check: \"a < b\": no setting was found for which it holds, of 1000000; "
               "with so many the card has to give a \"witness\"");
    check_task("parameter",
               "@, 'check': 'a < b', 'witness': {'a': 3, 'b': 4}, 'controls': [{'name': 'a', "
               "'min': 0, 'max': 999, 'step': 1}, {'name': 'b', 'min': 0, 'max': 999, 'step': 1}]",
               "");
}

static void options_differ_in_every_form(void) {
    check_task("single_choice",
               "'vars': {'n': {'int': [3, 6]}, 'm': {'expr': '2*n - 5'}}, 'options': ["
               "{'id': 'a', 'text': '{n} tokens', 'correct': true, 'feedback': 'A.'}, {'id': 'b', "
               "'text': '{m} tokens', 'correct': false, 'feedback': 'B.'}]",
               "/tasks/0/options/1/text: \"a\" and \"b\" read the same: \"5 tokens\", with n = 5");
    check_task("ordering",
               "'vars': {'n': {'int': [3, 6]}, 'm': {'expr': '2*n - 5'}}, 'items': ["
               "{'id': 'a', 'text': '{n} tokens'}, {'id': 'b', 'text': '{m} tokens'}, "
               "{'id': 'c', 'text': 'none'}], 'answer': ['c', 'a', 'b']",
               "/tasks/0/items/1/text: \"a\" and \"b\" read the same: \"5 tokens\", with n = 5");
}

static void a_task_that_is_never_asked_proves_nothing(void) {
    check_task("numeric", "'answer': '1/0', 'retired': true", "");
}

// Parses a card of `count` tasks, each of these in turn. Returns from which one on nothing is proved, −1: all is.
static int proved_until(const char *const (*fields)[2], int kinds, int count) {
    Arena arena = {0};
    ArenaText text = {.arena = &arena};
    arena_text_add(&text, HEAD, strlen(HEAD));
    for (int t = 0; t < count; t++) add_task(&text, t, fields[t % kinds][0], fields[t % kinds][1]);
    arena_text_add(&text, "]}", 2);
    Card card;
    CardIssues issues;
    CHECK(card_parse("probe.json", (Bytes){text.at, text.n}, (CardParse){0}, &card, &issues));
    int until = -1;
    for (int i = 0; i < issues.count && until < 0; i++) {
        const char *at = strstr(issues.at[i].text, "/tasks/");
        if (at && strstr(at, ": from here on nothing is proved")) until = atoi(at + 7);
    }
    card_issues_free(&issues);
    card_free(&card);
    arena_free(&arena);
    return until;
}

// Each of these could be evaluated for minutes.
static void hostile_cards_end_soon(void) {
    static const char *const fields[][2] = {
        {"numeric", "'answer': 'entropy(\\\"rope\\\", 8000, \\\"random\\\") + a + b + c', 'vars': "
                    "{'a': {'int': [0, 999]}, 'b': {'int': [0, 999]}, 'c': {'int': [0, 999]}}"},
        {"hotspot", "@, 'check': 'entropy(\\\"rope\\\", 8000 + i, \\\"random\\\") < j - 100'"},
        {"parameter", "@, 'check': 'reach_share(20, 400, 0.5, 0.5) == x + 0*n', 'controls': "
                      "[{'name': 'x', 'min': 1, "
                      "'max': 190000, 'step': 1}], 'vars': {'n': {'int': [0, 9999]}}"},
    };
    static const char *const cells[][2] = {
        {"hotspot", "'visual': {'view': 'comparison', 'preset': {}}, 'check': "
                    "'logit(\\\"rope\\\", i, j) > 0 and i + j == 200'"}};
    int until = proved_until(fields, 3, 300);
    CHECK(until > 0 && until < 9);
    until = proved_until(cells, 1, 1000);
    CHECK(until > 0 && until < 9);
}

// A search that ends for want of work has found no mistake.
static void what_takes_too_long_is_not_refused(void) {
    check_task("hotspot",
               "'visual': {'view': 'comparison', 'preset': {}}, 'check': "
               "'logit(\\\"rope\\\", i, j) > 0 and i + j == 254'",
               "warning: /tasks/0/check: it takes so much work that not all of it could be proved");
    check_task("parameter",
               "@, 'check': 'reach_share(20, 400, 0.5, 0.5) == -x', 'controls': [{'name': 'x', "
               "'min': 1, 'max': 190000, 'step': 1}]",
               "warning: /tasks/0/check: it takes so much work that not all of it could be proved");
}

static void a_diagnosis_is_of_wrong_answers_only_and_of_some(void) {
    check_task(
        "hotspot",
        "@, 'check': 'i == 2*j and j > 0', 'wrong': [{'check': 'i < 2*j', 'value': '2*j - i', "
        "'feedback': '{value} too few in {i}.'}, {'check': 'i > 2*j', 'feedback': 'B.'}]",
        "");
    check_task("hotspot", "@, 'check': 'i == 2*j', 'wrong': [{'check': 'i > j', 'feedback': 'A.'}]",
               "/tasks/0/wrong/0/check: \"i > j\" is said of wrong answers and holds for i=2,j=1, "
               "which is right");
    check_task(
        "hotspot",
        "@, 'check': 'i == 2*j', 'wrong': [{'check': 'i < 2*j', 'feedback': 'A.'}, {'check': "
        "'i < j', 'feedback': 'B.'}]",
        "warning: /tasks/0/wrong/1/check: no wrong answer was found that gets this feedback");
    check_task("parameter",
               "@, 'controls': [{'name': 'n', 'min': 2, 'max': 32, 'step': 1}], 'check': 'n == k', "
               "'vars': {'k': {'int': [3, 9]}}, 'wrong': [{'check': 'n > 8', 'feedback': 'A.'}]",
               "/tasks/0/wrong/0/check: \"n > 8\" is said of wrong answers and holds for n=9, "
               "which is right, with k = 9");
    check_task("numeric",
               "'answer': '45', 'abs_tol': 0.5, 'wrong': [{'check': 'given > answer', 'feedback': "
               "'A.'}]",
               "/tasks/0/wrong/0/check: \"given > answer\" is said of wrong answers and holds for "
               "45.5, which is right");
    check_task("numeric",
               "'answer': '45', 'wrong': [{'check': 'given > answer', 'feedback': '{given}.'}]",
               "");
    check_task("numeric", "'answer': '45', 'wrong': [{'feedback': 'A.'}]",
               "/tasks/0/wrong/0: expected one of \"expr\" and \"check\"");
    check_task("hotspot", "@, 'check': 'i == 2*j', 'wrong': [{'feedback': 'A.'}]",
               "/tasks/0/wrong/0: the field \"check\" is missing");
    check_task(
        "numeric", "'answer': '45', 'wrong': [{'check': 'i > 50', 'feedback': 'A.'}]",
        "/tasks/0/wrong/0/check: \"i\" has no value here, names with one are: given, answer");
}

int main(void) {
    a_figure_can_show_every_form();
    a_map_is_as_large_as_its_form();
    a_proof_holds_in_every_form();
    a_proof_says_true_or_false();
    the_proof_of_a_number_may_name_it();
    a_number_has_a_value_that_no_wrong_answer_has();
    a_diagnosis_is_of_wrong_answers_only_and_of_some();
    variables_have_values();
    a_predicate_holds_somewhere_and_not_everywhere();
    controls_have_a_setting_that_does();
    options_differ_in_every_form();
    a_task_that_is_never_asked_proves_nothing();
    hostile_cards_end_soon();
    what_takes_too_long_is_not_refused();
    return test_end();
}
