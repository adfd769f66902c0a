// Requests in, lines of JSON or complaints out: numbers, escapes, lists, places of mistakes, and comparing with what is expected.
#include "compute/compute.h"

#include "base/str.h"
#include "compute/family.h"
#include "compute/print.h"
#include "formats/csv.h"
#include "formats/npy.h"
#include "support/test.h"

#include <stdlib.h>

enum { HEARD_MOST = 8 };

typedef struct Heard {
    Arena arena;
    const char *answer[HEARD_MOST], *complaint[HEARD_MOST];
    int answers, complaints;
    ComputeTally tally;
} Heard;

static void hear_answer(void *user, const char *line) {
    Heard *heard = user;
    if (heard->answers < HEARD_MOST) {
        heard->answer[heard->answers++] = arena_copy(&heard->arena, line);
    }
}

static void hear_complaint(void *user, const char *line) {
    Heard *heard = user;
    if (heard->complaints < HEARD_MOST) {
        heard->complaint[heard->complaints++] = arena_copy(&heard->arena, line);
    }
}

typedef ComputeTally (*Compute)(const char *file, Bytes json, ComputeSink sink);

static Heard hear(Compute compute, const char *json) {
    Heard heard = {0};
    for (int i = 0; i < HEARD_MOST; i++) heard.answer[i] = heard.complaint[i] = "(nothing)";
    heard.tally = compute("f.json", (Bytes){json, strlen(json)},
                          (ComputeSink){hear_answer, hear_complaint, &heard});
    return heard;
}

static void check_answer(const char *json, const char *want) {
    Heard heard = hear(compute_text, json);
    CHECK(heard.answers == 1 && heard.complaints == 0);
    CHECK(heard.tally.passed == 1 && heard.tally.failed == 0);
    CHECK_TEXT(heard.answer[0], want);
    arena_free(&heard.arena);
}

static void check_refused(const char *json, const char *want) {
    Heard heard = hear(compute_text, json);
    CHECK(heard.answers == 0 && heard.complaints == 1);
    CHECK(heard.tally.passed == 0 && heard.tally.failed == 1);
    CHECK_TEXT(heard.complaint[0], want);
    arena_free(&heard.arena);
}

static void shortest_decimals_give_the_same_number_back(void) {
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},           {-0.0, "-0"},
                 {0.1, "0.1"},       {1.0 / 3, "0.3333333333333333"},
                 {100, "100"},       {1e300, "1e+300"},
                 {5e-324, "5e-324"}, {0.1 + 0.2, "0.30000000000000004"},
                 {-2.5, "-2.5"},     {9007199254740993.0, "9007199254740992"}};

    char text[STR_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int n = str_put_number(cases[i].value, text);
        CHECK_TEXT(text, cases[i].text);
        CHECK(n == (int)strlen(text) && strtod(text, NULL) == cases[i].value);
    }
}

static void any_number_gives_itself_back(void) {
    enum { TRIES = 20000 };

    uint64_t bits = 0x9E3779B97F4A7C15u;
    int same = 0, tried = 0;
    for (int t = 0; t < TRIES; t++) {
        double value = 0;
        char text[STR_NUMBER_SIZE];
        bits = bits * 6364136223846793005u + 1442695040888963407u;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value)) continue;
        tried++;
        str_put_number(value, text);
        if (strtod(text, NULL) == value && strlen(text) < STR_NUMBER_SIZE) same++;
    }
    CHECK(tried > TRIES / 2 && same == tried);
}

static void masked_numbers_are_null_and_whole_ones_have_no_point(void) {
    Arena arena = {0};
    const double numbers[] = {1.5, (double)NAN, -(double)INFINITY, 4};
    const double whole[] = {4503599627370497, -3};
    Result result = {0};
    result_add(&result, "a", (ResultShape){2, {2, 2}}, numbers);
    result_add_whole(&result, "b", (ResultShape){1, {2}}, whole);
    result_add_number(&result, "c", 0.25, &arena);
    CHECK_TEXT(print_answer(&arena, "s", "n", &result),
               "{\"scheme\":\"s\",\"case\":\"n\",\"result\":{"
               "\"a\":{\"shape\":[2,2],\"dtype\":\"float64\",\"data\":[1.5,null,null,4]},"
               "\"b\":{\"shape\":[2],\"dtype\":\"int64\",\"data\":[4503599627370497,-3]},"
               "\"c\":0.25}}");
    arena_free(&arena);
}

static void texts_are_escaped(void) {
    Arena arena = {0};
    CHECK_TEXT(print_answer(&arena, "a\"\\", "tab\tend\n é 注", &(Result){0}),
               "{\"scheme\":\"a\\\"\\\\\",\"case\":\"tab\\u0009end\\u000a é 注\",\"result\":{}}");
    arena_free(&arena);
}

static void a_request_is_answered_in_one_line(void) {
    check_answer(
        "{\"scheme\":\"rope\",\"case\":\"a \\\"b\\\"\",\"params\":{\"dim\":4,\"base\":10000}}",
        "{\"scheme\":\"rope\",\"case\":\"a \\\"b\\\"\",\"result\":{\"inv_freq\":{\"shape\":[2],"
        "\"dtype\":\"float64\",\"data\":[1,0.01]},\"attention_factor\":1}}");
}

static void what_is_expected_is_ignored_when_answering(void) {
    check_answer(
        "{\"scheme\":\"alibi\",\"params\":{\"heads\":2},\"expect\":{\"slopes\":7}}",
        "{\"scheme\":\"alibi\",\"case\":\"\",\"result\":{\"slopes\":{\"shape\":[2],\"dtype\":"
        "\"float64\",\"data\":[0.0625,0.00390625]}}}");
}

static void the_rest_of_a_list_is_answered(void) {
    Heard heard = hear(compute_text, "[{\"scheme\":\"alibi\",\"params\":{\"heads\":1}},"
                                     "{\"scheme\":\"alibi\",\"params\":{\"heads\":\"x\"}},"
                                     "{\"scheme\":\"alibi\",\"params\":{\"heads\":2}}]");
    CHECK(heard.answers == 2 && heard.complaints == 1);
    CHECK(heard.tally.passed == 2 && heard.tally.failed == 1);
    CHECK_TEXT(heard.complaint[0],
               "f.json: /1/params/heads: found the text \"x\", expected a whole "
               "number from 1 to 256");
    arena_free(&heard.arena);
}

static void mistakes_name_their_place(void) {
    check_refused("{\"scheme\":\"rope\",\"params\":{\"dim\":5000}}",
                  "f.json: /params/dim: found 5000, expected a whole number from 2 to 4096");
    check_refused("{\"scheme\":\"rope\",\"params\":{\"dim\":5}}",
                  "f.json: /params/dim: found 5, expected even numbers in the half_split layout");
    check_refused("{\"scheme\":\"rope\",\"params\":{\"dim\":4,\"positions\":{\"shape\":[2],"
                  "\"dtype\":\"int64\",\"data\":[1,-1]}}}",
                  "f.json: /params/positions/data/1: found -1, expected a whole number from 0 to "
                  "16777215");
    check_refused("[7]", "f.json: /0: found no object, expected a request");
    check_refused("{\"scheme\":\"rope\"}", "f.json: /params: found nothing, expected an object");
    check_refused("{\"scheme\":\"t5_bias\",\"params\":{}}",
                  "f.json: found no parameters that t5_bias answers");
}

static void a_misspelt_scheme_gets_the_nearest_name(void) {
    Heard heard = hear(compute_text, "{\"scheme\":\"ropee\",\"params\":{}}");
    CHECK(strstr(heard.complaint[0], "f.json: /scheme: found \"ropee\", expected one of "));
    CHECK(strstr(heard.complaint[0], "(did you mean rope?)"));
    arena_free(&heard.arena);
}

static void text_that_is_no_json_is_refused_with_line_and_column(void) {
    check_refused("", "f.json:1:1: the file is empty, expected a JSON object");
    check_refused("{\n\"scheme\": NaN}", "f.json:2:11: found ‘N’, expected a value");
    check_refused("{} {}", "f.json:1:4: found ‘{’, expected nothing after the value");
    Heard heard = hear(compute_text, "{\"a\":1,\"a\":2}");
    CHECK(strstr(heard.complaint[0], "appears twice"));
    arena_free(&heard.arena);
    heard = hear(compute_text, "{\"scheme\":\"rope\",\"params\":{\"dim\":1e999}}");
    CHECK(heard.complaints == 1 && strstr(heard.complaint[0], "expected a number that a double"));
    arena_free(&heard.arena);
}

static void an_empty_list_asks_for_nothing(void) {
    Heard heard = hear(compute_text, "[]");
    CHECK(heard.answers == 0 && heard.complaints == 0);
    CHECK(heard.tally.passed == 0 && heard.tally.failed == 0);
    arena_free(&heard.arena);
}

static void a_complaint_stays_one_line_whatever_is_in_it(void) {
    Heard heard = hear(compute_text, "{\"scheme\":\"a\\nb\",\"params\":{}}");
    CHECK(heard.complaints == 1 && !strchr(heard.complaint[0], '\n'));
    arena_free(&heard.arena);
}

static void large_requests_are_refused_before_they_are_computed(void) {
    check_refused(
        "{\"scheme\":\"alibi\",\"params\":{\"heads\":256,\"q_len\":4000000,\"k_len\":4000000}}",
        "f.json: asks for an answer of 4096000000000000 numbers, at most 4194304 are allowed");
}

// An array of `rows` vectors of ones.
static const char *ones(Arena *arena, int rows, int D) {
    ArenaText text = {.arena = arena};
    const char *head =
        arena_format(arena, "{\"shape\":[%d,%d],\"dtype\":\"int64\",\"data\":[1", rows, D);
    arena_text_add(&text, head, strlen(head));
    for (int e = 1; e < rows * D; e++) arena_text_add(&text, ",1", 2);
    arena_text_add(&text, "]}", 2);
    return arena_text_done(&text);
}

static void too_many_multiplications_are_refused(void) {
    Arena arena = {0};
    const char *side = ones(&arena, 2000, 40);
    Heard heard = hear(
        compute_text,
        arena_format(&arena, "{\"scheme\":\"nope\",\"params\":{\"q\":%s,\"k\":%s}}", side, side));
    CHECK(heard.answers == 0 && heard.complaints == 1);
    CHECK(strstr(heard.complaint[0], "multiplications, at most 3e+08 are allowed") != NULL);
    arena_free(&heard.arena);
    arena_free(&arena);
}

// The answer about one query against three keys, of ones, with more parameters.
static Heard decode(const char *more) {
    Arena arena = {0};
    Heard heard = hear(
        compute_text,
        arena_format(
            &arena,
            "{\"scheme\":\"rope\",\"params\":{\"dim\":2,\"scale\":1,\"q_last\":%s,\"k_all\":%s%s}}",
            ones(&arena, 1, 2), ones(&arena, 3, 2), more));
    CHECK(heard.answers == 1);
    arena_free(&arena);
    return heard;
}

static void the_last_query_stands_where_the_last_key_stands_unless_it_says_otherwise(void) {
    Heard plain = decode(""), same = decode(",\"query_positions\":[2]"),
          scalar = decode(",\"query_positions\":2"), other = decode(",\"query_positions\":[7]"),
          moved = decode(",\"query_positions\":[9],\"key_positions\":[2,3,4]");
    CHECK_TEXT(plain.answer[0], same.answer[0]);
    CHECK_TEXT(plain.answer[0], scalar.answer[0]);
    const char *at = strstr(plain.answer[0], "\"logits\":{\"shape\":[3],");
    at = at ? strstr(at, "\"data\":[") : NULL;
    char *end = NULL;
    CHECK(at != NULL);
    if (at) CHECK_NEAR(strtod(at + strlen("\"data\":["), &end), 2 * cos(2), 1e-14);
    if (end) CHECK_NEAR(strtod(end + 1, &end), 2 * cos(1), 1e-14);
    CHECK(strcmp(plain.answer[0], other.answer[0]) != 0);
    const char *a = strstr(other.answer[0], "logits"), *b = strstr(moved.answer[0], "logits");
    CHECK(a && b && strncmp(a, b, 60) == 0); // distances 7, 6, 5 from both
    Heard all[] = {plain, same, scalar, other, moved};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) arena_free(&all[i].arena);
}

// The verdict on "alibi" with two heads, whose slopes are 0.0625 and 0.00390625.
static void check_verdict(const char *expect, int passed, const char *complaint) {
    char json[600];
    snprintf(json, sizeof json, "{\"scheme\":\"alibi\",\"params\":{\"heads\":2}%s}", expect);
    Heard heard = hear(compute_verify, json);
    CHECK(heard.answers == 0 && heard.tally.passed == passed && heard.tally.failed == 1 - passed);
    CHECK(heard.complaints == 1 - passed);
    if (!passed) CHECK_TEXT(heard.complaint[0], complaint);
    arena_free(&heard.arena);
}

#define SLOPES(data) \
    ",\"expect\":{\"slopes\":{\"shape\":[2],\"dtype\":\"float64\",\"data\":[" data "]}}"

static void what_agrees_passes(void) {
    check_verdict(SLOPES("0.0625,0.00390625"), 1, "");
    check_verdict(SLOPES("0.0634,0.00390625") ",\"tol\":{\"slopes\":{\"f64\":[0.001,0]}}", 1, "");
    check_verdict(SLOPES("0.125,0.0078125") ",\"tol\":{\"slopes\":{\"f64\":[0,0.5]}}", 1, "");
}

static void what_differs_fails_with_the_number(void) {
    check_verdict(SLOPES("0.0625,0.004"), 0,
                  "f.json: /expect/slopes: number 1 is 0.00390625, expected "
                  "0.004 ± 0 + 0·|expected|");
    check_verdict(SLOPES("0.0636,0.00390625") ",\"tol\":{\"slopes\":{\"f64\":[0.001,0]}}", 0,
                  "f.json: /expect/slopes: number 0 is 0.0625, expected "
                  "0.0636 ± 0.001 + 0·|expected|");
    check_verdict(SLOPES("null,0.00390625"), 0,
                  "f.json: /expect/slopes: number 0 is 0.0625, expected null ± 0 + "
                  "0·|expected|");
}

static void what_cannot_be_compared_fails(void) {
    check_verdict("", 0, "f.json: /expect: found nothing to compare with");
    check_verdict(",\"expect\":{}", 0, "f.json: /expect: found nothing to compare with");
    check_verdict(",\"expect\":{\"other\":1}", 0,
                  "f.json: /expect/other: the answer has no such key");
    check_verdict(",\"expect\":{\"slopes\":0.0625}", 0,
                  "f.json: /expect/slopes: the answer has 2 numbers in 1 dimensions, expected "
                  "another shape");
    check_verdict(",\"expect\":{\"slopes\":{\"shape\":[1,2],\"dtype\":\"float64\",\"data\":"
                  "[0.0625,0.00390625]}}",
                  0,
                  "f.json: /expect/slopes: the answer has 2 numbers in 1 dimensions, expected "
                  "another shape");
    check_verdict(",\"expect\":{\"slopes\":{\"shape\":[7],\"data\":[0.0625,0.00390625]}}", 0,
                  "f.json: /expect/slopes: the answer has 2 numbers in 1 dimensions, expected "
                  "another shape");
    check_verdict(SLOPES("0.0625,0.00390625") ",\"tol\":{\"slopes\":{\"f64\":[-1,0]}}", 0,
                  "f.json: /expect/slopes: found a tolerance that is not two numbers of 0 or more");
}

// The verdict on logits of a window of one token with these numbers expected.
static void check_window(const char *data, int passed) {
    char json[600];
    snprintf(json, sizeof json,
             "{\"scheme\":\"sliding_window\",\"params\":{\"window\":1,\"dim\":2,"
             "\"positions\":[0,1],\"q\":{\"shape\":[2,2],\"dtype\":\"int64\",\"data\":[1,0,1,0]},"
             "\"k\":{\"shape\":[2,2],\"dtype\":\"int64\",\"data\":[1,0,1,0]},\"scale\":1},"
             "\"expect\":{\"logits\":{\"shape\":[2,2],\"dtype\":\"float64\",\"data\":[%s]}},"
             "\"tol\":{\"logits\":{\"f64\":[1e-12,0]}}}",
             data);
    Heard heard = hear(compute_verify, json);
    CHECK(heard.tally.passed == passed && heard.complaints == 1 - passed);
    arena_free(&heard.arena);
}

static void masked_numbers_agree_only_with_null(void) {
    check_window("1,null,null,1", 1);
    check_window("1,0,null,1", 0);
    check_window("1,null,null,null", 0);
}

static void families_are_found_by_name(void) {
    Arena arena = {0};
    CHECK(family_find("rope") && !family_find("rop") && !family_find(""));
    CHECK(strstr(family_list(&arena), "sinusoidal, learned_absolute") != NULL);
    arena_free(&arena);
}

static void csv_quotes_what_needs_it(void) {
    Arena arena = {0};
    CsvRow row = {.text.arena = &arena};
    csv_add_text(&row, "plain");
    csv_add_text(&row, "a,b");
    csv_add_text(&row, "say \"x\"");
    csv_end_row(&row);
    csv_add_number(&row, 0.1);
    csv_add_number(&row, (double)NAN);
    csv_add_number(&row, -(double)INFINITY);
    csv_end_row(&row);
    CHECK_TEXT(arena_text_done(&row.text), "plain,\"a,b\",\"say \"\"x\"\"\"\r\n0.1,,-inf\r\n");
    arena_free(&arena);
}

static void npy_headers_are_aligned_and_say_their_length(void) {
    static const int shapes[][NPY_RANK_MAX] = {{5}, {3, 4}, {2, 1000000, 3}, {1, 2, 3, 4}};
    static const char *const words[] = {"(5,)", "(3, 4)", "(2, 1000000, 3)", "(1, 2, 3, 4)"};
    for (int rank = 1; rank <= NPY_RANK_MAX; rank++) {
        char header[NPY_HEADER_MAX + 1] = {0};
        size_t n = npy_header(rank, shapes[rank - 1], header);
        CHECK(n % 64 == 0 && memcmp(header, "\x93NUMPY\x01\x00", 8) == 0);
        CHECK((size_t)(unsigned char)header[8] + 256u * (unsigned char)header[9] + 10 == n);
        CHECK(header[n - 1] == '\n' && strstr(header + 10, words[rank - 1]) != NULL);
        CHECK(strstr(header + 10, "'descr': '<f8'") != NULL);
    }
    char bytes[NPY_NUMBER_SIZE];
    npy_number(1, bytes);
    CHECK(memcmp(bytes, "\0\0\0\0\0\0\xF0\x3F", NPY_NUMBER_SIZE) == 0);
}

int main(void) {
    shortest_decimals_give_the_same_number_back();
    any_number_gives_itself_back();
    masked_numbers_are_null_and_whole_ones_have_no_point();
    texts_are_escaped();
    a_request_is_answered_in_one_line();
    what_is_expected_is_ignored_when_answering();
    the_rest_of_a_list_is_answered();
    mistakes_name_their_place();
    a_misspelt_scheme_gets_the_nearest_name();
    text_that_is_no_json_is_refused_with_line_and_column();
    an_empty_list_asks_for_nothing();
    a_complaint_stays_one_line_whatever_is_in_it();
    large_requests_are_refused_before_they_are_computed();
    too_many_multiplications_are_refused();
    the_last_query_stands_where_the_last_key_stands_unless_it_says_otherwise();
    what_agrees_passes();
    what_differs_fails_with_the_number();
    what_cannot_be_compared_fails();
    masked_numbers_agree_only_with_null();
    families_are_found_by_name();
    csv_quotes_what_needs_it();
    npy_headers_are_aligned_and_say_their_length();
    return test_end();
}
