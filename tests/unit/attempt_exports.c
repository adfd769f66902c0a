// Attempts as CSV rows and xAPI statements: every kind of attempt, and texts that need care.
#include "formats/attempts_csv.h"
#include "formats/xapi.h"
#include "support/test.h"

#include <cjson/cJSON.h>

static Option options[] = {{.id = "a", .correct = true}, {.id = "b"}};
static const Task SINGLE = {
    .id = "t", .type = TASK_SINGLE_CHOICE, .options = options, .option_count = 2};
static const Task ORDERING = {.id = "o", .type = TASK_ORDERING};

static const AttemptRow RIGHT = {.id = 7,
                                 .start_ms = 1767254400000,
                                 .end_ms = 1767254409250,
                                 .card = "rope",
                                 .task = "t",
                                 .asked = &SINGLE,
                                 .answer = "a",
                                 .tries = 1,
                                 .done = true,
                                 .right = true,
                                 .known = true,
                                 .confidence = CONFIDENCE_SURE,
                                 .points = 1,
                                 .rating = 3};

static char *csv_of(Arena *arena, const AttemptRow *row) {
    CsvRow out = {.text = {.arena = arena}};
    attempts_csv_add(&out, row);
    return out.text.at;
}

static void a_row_has_a_field_for_each_name(void) {
    Arena arena = {0};
    CsvRow head = {.text = {.arena = &arena}};
    attempts_csv_head(&head);
    CHECK_TEXT(head.text.at, "record,card,task,type,started,ended,verdict,points,known,tries,hints,"
                             "confidence,rating,test,undone,answer\r\n");
    CHECK_TEXT(
        csv_of(&arena, &RIGHT),
        "7,rope,t,single_choice,2026-01-01T08:00:00.000Z,2026-01-01T08:00:09.250Z,right,1,yes,"
        "1,0,sure,good,,no,a\r\n");
    AttemptRow odd = RIGHT;
    odd.answer = "q=\"1,5\",n=2";
    odd.undone = true;
    CHECK(strstr(csv_of(&arena, &odd), ",yes,\"q=\"\"1,5\"\",n=2\"\r\n") != NULL);
    static const char *const FORMULAS[] = {"=1", "+x", "-x", "@x", "\tx"};
    for (size_t i = 0; i < sizeof FORMULAS / sizeof *FORMULAS; i++) {
        odd.answer = FORMULAS[i];
        CHECK(strstr(csv_of(&arena, &odd), arena_format(&arena, "'%s", FORMULAS[i])) != NULL);
    }
    odd.answer = "-0.5";
    CHECK(strstr(csv_of(&arena, &odd), ",yes,-0.5\r\n") != NULL);
    AttemptRow gone = {.id = 9, .card = "c", .task = "t", .answer = "x", .tries = 2};
    CHECK_TEXT(csv_of(&arena, &gone),
               "9,c,t,,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,,,,2,0,,,,no,x\r\n");
    arena_free(&arena);
}

// Parsed again; the caller deletes it.
static cJSON *statements_of(const AttemptRow *rows, int count) {
    Arena arena = {0};
    Xapi out = {.text = {.arena = &arena}, .actor = "somebody \"x\""};
    xapi_begin(&out);
    for (int i = 0; i < count; i++) xapi_add(&out, &rows[i]);
    xapi_end(&out);
    cJSON *list = cJSON_ParseWithLength(out.text.at, out.text.n);
    CHECK(cJSON_IsArray(list));
    CHECK(cJSON_GetArraySize(list) == out.count);
    arena_free(&arena);
    return list;
}

// The member at "a.b.c".
static const cJSON *at(const cJSON *object, const char *path) {
    char name[120];
    while (object && *path) {
        size_t n = strcspn(path, ".");
        snprintf(name, sizeof name, "%.*s", (int)n, path);
        object = cJSON_GetObjectItemCaseSensitive(object, name);
        path += n + (path[n] == '.');
    }
    return object;
}

static const char *text_at(const cJSON *object, const char *path) {
    const char *text = cJSON_GetStringValue(at(object, path));
    return text ? text : "(none)";
}

static void nothing_is_a_formula_to_a_spreadsheet(void) {
    Arena arena = {0};
    AttemptRow row = RIGHT;
    row.card = "@SUM(1)";
    row.task = "+1+cmd|' /C calc'!A0";
    row.answer = "=HYPERLINK(\"x\")";
    const char *text = csv_of(&arena, &row);
    CHECK(strstr(text, ",'@SUM(1),'+1+cmd|' /C calc'!A0,") != NULL);
    CHECK(strstr(text, ",\"'=HYPERLINK(\"\"x\"\")\"\r\n") != NULL);
    row.answer = "-1.5";
    CHECK(strstr(csv_of(&arena, &row), ",-1.5\r\n") != NULL);
    arena_free(&arena);
}

static void an_answered_task_is_a_statement(void) {
    static const char *const WANT[][2] = {
        // Python: uuid5(uuid5(NAMESPACE_URL, "urn:phasor:statement"), "attempt 7 1767254400000 rope/t")
        {"id", "6be7a253-a92a-5276-b73d-73d19ecd49a3"},
        {"actor.account.name", "somebody \"x\""},
        {"verb.id", "http://adlnet.gov/expapi/verbs/answered"},
        {"object.id", "urn:phasor:card:rope:task:t"},
        {"object.definition.interactionType", "choice"},
        {"result.duration", "PT9.25S"},
        {"result.response", "a"},
        {"result.extensions.urn:phasor:confidence", "sure"},
        {"result.extensions.urn:phasor:rating", "good"},
        {"timestamp", "2026-01-01T08:00:09.250Z"},
    };
    cJSON *list = statements_of(&RIGHT, 1);
    const cJSON *first = cJSON_GetArrayItem(list, 0);
    for (size_t i = 0; i < sizeof WANT / sizeof *WANT; i++) {
        CHECK_TEXT(text_at(first, WANT[i][0]), WANT[i][1]);
    }
    CHECK(cJSON_IsTrue(at(first, "result.success")) &&
          cJSON_IsTrue(at(first, "result.completion")));
    CHECK_NEAR(at(first, "result.score.scaled")->valuedouble, 1, 0);
    cJSON_Delete(list);
}

static void what_was_asked_in_a_test_says_so(void) {
    Arena arena = {0};
    AttemptRow rows[3] = {RIGHT, RIGHT, RIGHT};
    rows[0].test = rows[1].test = 5;
    rows[1].id = 8;
    rows[0].rating = 4; // easy
    CHECK(strstr(csv_of(&arena, &rows[0]), ",sure,easy,5,no,a\r\n") != NULL);
    rows[1].right = rows[1].known = false;
    rows[1].revealed = true; // the key followed the only try
    CHECK(strstr(csv_of(&arena, &rows[1]), ",wrong,") != NULL);
    cJSON *list = statements_of(rows, 3);
    const cJSON *one = cJSON_GetArrayItem(list, 0), *other = cJSON_GetArrayItem(list, 1),
                *practice = cJSON_GetArrayItem(list, 2);
    // Python: uuid5(uuid5(NAMESPACE_URL, "urn:phasor:statement"), "test 5 rope")
    CHECK_TEXT(text_at(one, "context.registration"), "4100adbf-35ff-5f3d-9567-889582691824");
    CHECK_TEXT(text_at(other, "context.registration"), "4100adbf-35ff-5f3d-9567-889582691824");
    CHECK(!at(practice, "context.registration"));
    CHECK_TEXT(text_at(one, "result.extensions.urn:phasor:rating"), "easy");
    cJSON_Delete(list);
    arena_free(&arena);
}

static void what_was_undone_is_voided(void) {
    AttemptRow row = RIGHT;
    row.undone = true;
    cJSON *list = statements_of(&row, 1), *before = statements_of(&RIGHT, 1);
    const cJSON *made = cJSON_GetArrayItem(list, 0), *taken = cJSON_GetArrayItem(list, 1);
    CHECK(cJSON_GetArraySize(list) == 2);
    CHECK_TEXT(text_at(made, "id"), text_at(cJSON_GetArrayItem(before, 0), "id"));
    CHECK_TEXT(text_at(taken, "verb.id"), "http://adlnet.gov/expapi/verbs/voided");
    CHECK_TEXT(text_at(taken, "object.objectType"), "StatementRef");
    CHECK_TEXT(text_at(taken, "object.id"), text_at(made, "id"));
    CHECK(strcmp(text_at(taken, "id"), text_at(made, "id")) != 0);
    cJSON_Delete(list);
    cJSON_Delete(before);
}

static void other_attempts_say_what_is_known_of_them(void) {
    AttemptRow rows[3] = {
        RIGHT, RIGHT, {.id = 9, .card = "a b/ö", .task = "t\"", .answer = "\x01"}};
    rows[0].asked = &ORDERING;
    rows[0].answer = "x,y,z";
    rows[0].end_ms = rows[0].start_ms - 1; // the clock went back
    rows[1].done = rows[1].right = false;
    rows[2].tries = 1;
    cJSON *list = statements_of(rows, 3);
    const cJSON *ordering = cJSON_GetArrayItem(list, 0), *open = cJSON_GetArrayItem(list, 1),
                *gone = cJSON_GetArrayItem(list, 2);
    CHECK_TEXT(text_at(ordering, "result.response"), "x[,]y[,]z");
    CHECK_TEXT(text_at(ordering, "object.definition.interactionType"), "sequencing");
    CHECK(!at(ordering, "result.duration"));
    CHECK_TEXT(text_at(open, "verb.id"), "http://adlnet.gov/expapi/verbs/attempted");
    CHECK(cJSON_IsFalse(at(open, "result.completion")) && !at(open, "result.score"));
    CHECK_TEXT(text_at(gone, "object.id"), "urn:phasor:card:a%20b%2F%C3%B6:task:t%22");
    CHECK_TEXT(text_at(gone, "result.response"), "\x01");
    CHECK(!at(gone, "result.success"));
    cJSON_Delete(list);
}

static void no_attempts_are_an_empty_list(void) {
    cJSON_Delete(statements_of(NULL, 0));
}

int main(void) {
    a_row_has_a_field_for_each_name();
    nothing_is_a_formula_to_a_spreadsheet();
    an_answered_task_is_a_statement();
    what_was_asked_in_a_test_says_so();
    what_was_undone_is_voided();
    other_attempts_say_what_is_known_of_them();
    no_attempts_are_an_empty_list();
    return test_end();
}
