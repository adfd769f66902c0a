// The linter's rules: the card to start from breaks none, and each rule objects to a change that breaks it, and to it alone.
#include "formats/card_lint.h"

#include "base/str.h"
#include "support/test.h"

#include <assert.h>
#include <stdlib.h>

// Replaced in assets/starter.json, the first occurrence.
typedef struct Row {
    const char *rule, *find, *put;
} Row;

static const Row ROWS[] = {
    {"key-length", "It is chosen before training, per head",
     "It is chosen before training, by a geometric series that starts anew for each head of a "
     "layer"},
    {"of-the-above", "It is computed from the text’s length", "None of the above."},
    {"option-twice", "It is computed from the text’s length",
     "it is trained with the rest of the head."},
    {"feedback-same", "T5 trains its biases; ALiBi does not.",
     "The length of the text plays no part in it"},
    {"feedback-same", "T5 trains its biases; ALiBi does not.",
     "Yes: a fixed series, such as 1/2, 1/4, 1/8 …"},
    {"feedback-same", "Count the steps from key to query: there are 12.",
     "The slope is a quarter: multiply by 1/4, not by 4."},
    {"negative-stem", "Where does ALiBi’s slope come from?",
     "Which of these does not set ALiBi’s slope?"},
    {"hint-stages", "\"stage\": \"principle\", ", ""},
    {"hint-stages", "\"stage\": \"principle\"", "\"stage\": \"almost\""},
    {"no-quote", "\"quote\": \"fixed in advance, one for each head\",", ""},
    {"explanation-repeats",
     "With eight heads the slopes are $\\\\frac12, \\\\frac14, \\\\dots, \\\\frac1{256}$: steep "
     "heads look nearby, gentle ones far back.",
     "It is chosen before training, per head."},
    {"explanation-repeats",
     "With eight heads the slopes are $\\\\frac12, \\\\frac14, \\\\dots, \\\\frac1{256}$: steep "
     "heads look nearby, gentle ones far back.",
     "Where does ALiBi’s slope come from? From a series."},
    {"prompt-twice",
     "A head has the slope 1/4. How much does ALiBi subtract for a key that stands 12 tokens back?",
     "Where does ALiBi’s slope  come *from*"},
    {"proof-not-of-answer", "answer == 12*slope(8, 1)", "12*(1/4) == 3"},
    {"unknown-rule", "\"id\": \"slope\",", "\"id\": \"slope\", \"x-allow\": [\"key-lenght\"],"},
    {"no-visual",
     "\"visual\": {\"view\": \"alibi-fan\", \"preset\": {\"heads\": 8, \"head\": 1, \"n\": 64}, "
     "\"observe\": \"The second head has lost 3 at distance 12.\", \"lesson\": \"fan\"},",
     ""},
    {"predict-place", "\"min\": 24, \"max\": 8192", "\"min\": 54, \"max\": 8192"},
    {"predict-place", "\"min\": 24, \"max\": 8192", "\"min\": 1, \"max\": 56"},
    {"predict-place", "\"min\": 24, \"max\": 8192", "\"min\": 10, \"max\": 250"},
    {"section-tasks", "\"sections\": [",
     "\"sections\": [{\"id\": \"zero\", \"markdown\": \"More.\"},"},
};

enum { ROW_COUNT = sizeof ROWS / sizeof *ROWS };

static char *replace(Arena *arena, const char *text, const char *find, const char *put) {
    const char *at = strstr(text, find);
    if (!at) fprintf(stderr, "    not in the text: %s\n", find);
    CHECK(at != NULL);
    if (!at) return arena_copy(arena, text);
    ArenaText out = {.arena = arena};
    arena_text_add(&out, text, (size_t)(at - text));
    arena_text_add(&out, put, strlen(put));
    arena_text_add(&out, at + strlen(find), strlen(at + strlen(find)));
    return arena_copy(arena, arena_text_done(&out));
}

static const char *starter(Arena *arena) {
    Bytes text;
    CHECK(file_read("assets/starter.json", 1 << 20, arena, &text, NULL));
    return text.at;
}

// How many issues are those of the rule; *others counts the rest. −1 if the card does not load.
static int objections(const char *json, const char *rule, int *others) {
    Card card;
    CardIssues issues;
    *others = 0;
    bool ok = card_parse("card.json", (Bytes){json, strlen(json)}, (CardParse){0}, &card, &issues);
    if (!ok && issues.count) fprintf(stderr, "    %s\n", issues.at[0].text);
    int found = ok ? 0 : -1;
    card_issues_free(&issues);
    if (ok) card_lint(&card, &issues);
    for (int i = 0; ok && i < issues.count; i++) {
        char mark[64];
        snprintf(mark, sizeof mark, ": [%s] ", rule);
        bool same = strstr(issues.at[i].text, mark) != NULL;
        found += same;
        *others += !same;
        if (!same) fprintf(stderr, "    %s\n", issues.at[i].text);
    }
    card_issues_free(&issues);
    card_free(&card);
    return found;
}

// A card of so many tasks without quotes; how often that is objected to.
static int objections_to_tasks(int count) {
    Arena arena = {0};
    const char *json =
        "{\"format\":1,\"id\":\"c\",\"title\":\"C\",\"lang\":\"en\",\"version\":"
        "\"1.0.0\",\"x-allow\":[\"no-visual\",\"hint-stages\",\"explanation-repeats\"],"
        "\"sections\":[{\"id\":\"s\",\"markdown\":\"S\"}],\"tasks\":[";
    for (int i = 0; i < count; i++) {
        json =
            arena_format(&arena,
                         "%s%s{\"id\":\"t%d\",\"type\":\"numeric\",\"prompt\":\"P%d\",\"section\":"
                         "\"s\",\"explanation\":\"E\",\"answer\":\"%d\",\"abs_tol\":0}",
                         json, i ? "," : "", i, i, i);
    }
    int others, found = objections(arena_format(&arena, "%s]}", json), "no-quote", &others);
    CHECK(others == 0);
    arena_free(&arena);
    return found;
}

static void an_objection_to_many_tasks_is_one_line(void) {
    CHECK(objections_to_tasks(2) == 2);
    CHECK(objections_to_tasks(3) == 3);
    CHECK(objections_to_tasks(4) == 1);
    CHECK(objections_to_tasks(300) == 1);
}

static void the_card_to_start_from_breaks_no_rule(void) {
    Arena arena = {0};
    int others;
    CHECK(objections(starter(&arena), "none", &others) == 0 && others == 0);
    arena_free(&arena);
}

static void each_change_breaks_its_rule_and_no_other(void) {
    for (int i = 0; i < ROW_COUNT; i++) {
        Arena arena = {0};
        int failed = test_failed, others;
        const char *json = replace(&arena, starter(&arena), ROWS[i].find, ROWS[i].put);
        CHECK(objections(json, ROWS[i].rule, &others) == 1);
        CHECK(others == 0);
        if (test_failed > failed) fprintf(stderr, "    row %d: %s\n", i, ROWS[i].rule);
        arena_free(&arena);
    }
}

// Whether a text stands first in the second task of the card to start from.
static bool is_second(const char *text) {
    Arena arena = {0};
    const char *json = starter(&arena), *task = strstr(json, "\"id\": \"penalty-size\"");
    bool second = task && strstr(json, text) > task;
    arena_free(&arena);
    return second;
}

static void what_a_task_or_the_card_allows_is_not_objected_to(void) {
    for (int i = 0; i < ROW_COUNT; i++) {
        if (str_same(ROWS[i].rule, "unknown-rule") || str_same(ROWS[i].rule, "section-tasks") ||
            str_same(ROWS[i].rule, "predict-place")) {
            continue;
        }
        Arena arena = {0};
        int others;
        const char *json = replace(&arena, starter(&arena), ROWS[i].find, ROWS[i].put);
        const char *reason =
            arena_format(&arena, "\"x-allow\": {\"%s\": \"because\"}, \"format\"", ROWS[i].rule);
        CHECK(objections(replace(&arena, json, "\"format\"", reason), ROWS[i].rule, &others) == 0);
        const char *task =
            arena_format(&arena, "\"x-allow\": [\"%s\"], \"id\": \"%s\"", ROWS[i].rule, "slope");
        int left =
            objections(replace(&arena, json, "\"id\": \"slope\"", task), ROWS[i].rule, &others);
        CHECK(left == (is_second(ROWS[i].find) ? 1 : 0));
        arena_free(&arena);
    }
}

// A card of so many choices; `key` says where the right option stands and whether it is the longest.
static const char *many(Arena *arena, int count, int (*place)(int), bool longest) {
    ArenaText out = {.arena = arena};
    const char *head = "{\"format\":1,\"id\":\"c\",\"title\":\"C\",\"lang\":\"en\",\"version\":\"1."
                       "0.0\",\"x-allow\":["
                       "\"hint-stages\",\"no-quote\",\"no-visual\",\"key-length\"],\"sections\":[{"
                       "\"id\":\"s\",\"markdown\":"
                       "\"S\"}],\"tasks\":[";
    arena_text_add(&out, head, strlen(head));
    for (int i = 0; i < count; i++) {
        const char *task =
            arena_format(arena,
                         "%s{\"id\":\"t%d\",\"type\":\"single_choice\",\"prompt\":\"Number "
                         "%d?\",\"section\":\"s\",\"explanation\":\"E\",\"options\":[",
                         i ? "," : "", i, i);
        arena_text_add(&out, task, strlen(task));
        for (int k = 0; k < 4; k++) {
            bool key = k == place(i);
            const char *option = arena_format(
                arena, "%s{\"id\":\"o%d\",\"text\":\"%c%s\",\"correct\":%s,\"feedback\":\"F%d\"}",
                k ? "," : "", k, 'a' + k, key == longest ? " and more" : "", key ? "true" : "false",
                k);
            arena_text_add(&out, option, strlen(option));
        }
        arena_text_add(&out, "]}", 2);
    }
    arena_text_add(&out, "]}", 2);
    return arena_text_done(&out);
}

static int in_turn(int i) {
    return i % 4;
}

static int mostly_second(int i) {
    return i % 2 ? 1 : i % 4;
}

static int always_first(int i) {
    (void)i;
    return 0;
}

static void places_and_lengths_are_judged_over_the_card(void) {
    Arena arena = {0};
    int others;
    CHECK(objections(many(&arena, 16, in_turn, false), "key-position", &others) == 0 &&
          others == 0);
    CHECK(objections(many(&arena, 32, mostly_second, false), "key-position", &others) == 1);
    CHECK(objections(many(&arena, 4, always_first, false), "key-position", &others) == 1);
    CHECK(objections(many(&arena, 3, always_first, false), "key-position", &others) == 0);
    const char *allowed = replace(&arena, many(&arena, 4, always_first, false), "\"hint-stages\"",
                                  "\"key-position\",\"hint-stages\"");
    CHECK(objections(allowed, "key-position", &others) == 0);
    CHECK(objections(many(&arena, 1, in_turn, false), "section-tasks", &others) == 1);
    CHECK(objections(many(&arena, 2, in_turn, false), "section-tasks", &others) == 0);
    CHECK(objections(many(&arena, 16, in_turn, true), "key-longest", &others) == 1 && others == 0);
    arena_free(&arena);
}

static void absolute_words_in_most_wrong_options_are_objected_to(void) {
    Arena arena = {0};
    int others;
    const char *json =
        replace(&arena, starter(&arena), "It is trained with", "It is always set by");
    CHECK(objections(json, "absolute-words", &others) == 0 && others == 0);
    json = replace(&arena, json, "It is computed from", "It is only set by");
    CHECK(objections(json, "absolute-words", &others) == 1 && others == 0);
    json = replace(&arena, json, "It is chosen before", "It is never made in");
    CHECK(objections(json, "absolute-words", &others) == 0 && others == 0);
    arena_free(&arena);
}

static void an_answer_of_many_digits_has_a_tolerance(void) {
    Arena arena = {0};
    int others;
    const char *json = replace(&arena, starter(&arena), "answer == 12*slope(8, 1)", "answer > 1");
    json = replace(&arena, json, "\"abs_tol\": 0.001", "\"abs_tol\": 0");

    static const struct {
        const char *answer;
        int objections;
    } ANSWERS[] = {{"12/4", 0}, {"3.14159", 0}, {"1234567890", 0}, {"sqrt(5)", 1}, {"10/3", 1}};

    for (size_t i = 0; i < sizeof ANSWERS / sizeof *ANSWERS; i++) {
        const char *text = arena_format(&arena, "\"answer\": \"%s\"", ANSWERS[i].answer),
                   *card = replace(&arena, json, "\"answer\": \"12/4\"", text);
        CHECK(objections(card, "no-tolerance", &others) == ANSWERS[i].objections && others == 0);
    }
    arena_free(&arena);
}

static void emphasis_makes_a_negative_question_fair(void) {
    Arena arena = {0};
    int others;
    const char *json = replace(&arena, starter(&arena), "Where does ALiBi’s slope come from?",
                               "It does not learn. Which of these does **not** set its slope?");
    CHECK(objections(json, "negative-stem", &others) == 0 && others == 0);
    arena_free(&arena);
}

static void every_rule_has_an_id_and_a_sentence(void) {
    for (int i = 0; i < card_lint_count(); i++) {
        const char *id = card_lint_id(i);
        CHECK(id[strspn(id, "abcdefghijklmnopqrstuvwxyz-")] == '\0' &&
              strlen(card_lint_says(i)) > 20);
    }
}

int main(void) {
    the_card_to_start_from_breaks_no_rule();
    an_objection_to_many_tasks_is_one_line();
    each_change_breaks_its_rule_and_no_other();
    what_a_task_or_the_card_allows_is_not_objected_to();
    places_and_lengths_are_judged_over_the_card();
    absolute_words_in_most_wrong_options_are_objected_to();
    an_answer_of_many_digits_has_a_tolerance();
    emphasis_makes_a_negative_question_fair();
    every_rule_has_an_id_and_a_sentence();
    return test_end();
}
