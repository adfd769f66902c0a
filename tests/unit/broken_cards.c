// Broken cards and every word said about them: a table of changes to a sound card (tests/unit/broken), and files that no
// table can hold.
#include "base/str.h"
#include "formats/card_forms.h"
#include "formats/card_json.h"
#include "support/test.h"

#include <assert.h>
#include <stdlib.h>

// One row of the table; texts point into the table, found issues are compared as one text.
typedef struct Row {
    const char *name, *find,
        *put; // find NULL: put is the whole file; put NULL: the sound card as it is
    size_t put_size;
    bool strict;
    const char *says; // "error: …\nwarning: …\n"
} Row;

static bool view_exists(const char *view) {
    return str_same(view, "dial");
}

static const char *view_name(int index) {
    return index == 0 ? "dial" : NULL;
}

// A formula is fine here unless a brace opens.
static bool formula_ok(const char *tex, int n, Err *err) {
    return !memchr(tex, '{', (size_t)n) || err_set(err, "brace");
}

static const CardParse HOW = {
    .view_exists = view_exists, .view_name = view_name, .formula_ok = formula_ok};

static const char *issues_text(Arena *arena, const CardIssues *issues) {
    const char *all = "";
    for (int i = 0; i < issues->count; i++) {
        const char *kind = issues->at[i].warning ? "warning" : "error";
        all = arena_format(arena, "%s%s: %s\n", all, kind, issues->at[i].text);
    }
    return all;
}

// \n, \t, \\ and \xNN as bytes; the size counts NUL bytes too.
static const char *unescape(Arena *arena, const char *text, size_t *size) {
    char *out = arena_alloc(arena, strlen(text) + 1), *to = out;
    for (; *text; text++) {
        char c = *text;
        if (c == '\\') {
            c = *++text;
            if (c == 'n') {
                c = '\n';
            } else if (c == 't') {
                c = '\t';
            } else if (c == 'x') {
                char hex[3] = {text[1], text[2], '\0'};
                c = (char)strtol(hex, NULL, 16);
                text += 2;
            }
        }
        *to++ = c;
    }
    *size = (size_t)(to - out);
    return out;
}

// The sound card with the first occurrence of `find` replaced.
static Bytes change(Arena *arena, const Row *row, Bytes sound) {
    if (!row->put) return sound;
    if (!row->find) return (Bytes){row->put, row->put_size};
    const char *at = strstr(sound.at, row->find);
    CHECK(at != NULL);
    if (!at) return sound;
    size_t before = (size_t)(at - sound.at), cut = strlen(row->find),
           after = sound.size - before - cut;
    char *text = arena_alloc(arena, sound.size + row->put_size + 1);
    memcpy(text, sound.at, before);
    memcpy(text + before, row->put, row->put_size);
    memcpy(text + before + row->put_size, at + cut, after);
    return (Bytes){text, before + row->put_size + after};
}

static void check_row(Row row, Bytes sound) {
    Arena arena = {0};
    Card card;
    CardIssues issues;
    CardParse how = HOW;
    how.strict = row.strict;
    int failed = test_failed;
    bool ok = card_parse("card.json", change(&arena, &row, sound), how, &card, &issues);
    CHECK(ok == !strstr(row.says, "error: "));
    CHECK(ok == (issues.errors == 0));
    CHECK(ok || (!card.id && !card.arena.last));
    CHECK_TEXT(issues_text(&arena, &issues), row.says);
    if (test_failed > failed) fprintf(stderr, "    case: %s\n", row.name);
    card_free(&card);
    card_issues_free(&issues);
    arena_free(&arena);
}

static const char *after(const char *line, const char *key) {
    return str_starts(line, key) ? line + strlen(key) : NULL;
}

static void read_line(Arena *arena, const char *line, Row *row) {
    assert(line);
    const char *value;
    size_t size;
    if ((value = after(line, "case: "))) {
        *row = (Row){.name = value, .says = ""};
    } else if ((value = after(line, "find: "))) {
        row->find = unescape(arena, value, &size);
    } else if ((value = after(line, "put: "))) {
        row->put = unescape(arena, value, &row->put_size);
    } else if (str_same(line, "put:")) {
        row->put = "";
    } else if (str_same(line, "as: strict")) {
        row->strict = true;
    } else if (after(line, "error: ") || after(line, "warning: ")) {
        row->says = arena_format(arena, "%s%s\n", row->says, line);
    } else {
        CHECK(after(line, "schema: ") || line[0] == '#');
    }
}

static void every_broken_card_of_the_table_is_refused_in_these_words(void) {
    Arena arena = {0};
    Bytes sound, table;
    CHECK(file_read("tests/unit/broken/sound.json", 1 << 20, &arena, &sound, NULL));
    CHECK(file_read("tests/unit/broken/table.txt", 1 << 20, &arena, &table, NULL));
    Row row = {0};
    int rows = 0;
    for (const char *at = table.at; at && *at; at += *at == '\n') {
        size_t n = strcspn(at, "\n");
        const char *line = arena_text(&arena, at, n);
        at += n;
        if (n) read_line(&arena, line, &row);
        bool last = n == 0 || at[0] == '\0' || at[1] == '\0';
        if (!last || !row.name) continue;
        check_row(row, sound);
        row = (Row){0};
        rows++;
    }
    CHECK(rows >= 80);
    arena_free(&arena);
}

static void check_file(const char *path, const char *says) {
    Card card;
    CardIssues issues;
    CHECK(!card_load(path, HOW, &card, &issues));
    CHECK(issues.count == 1 && issues.errors == 1 && !issues.at[0].warning);
    if (issues.count) CHECK_TEXT(issues.at[0].text, says);
    card_issues_free(&issues);
    card_free(&card);
}

static void missing_files_and_folders_are_named(void) {
    check_file("tests/unit/broken/nothing.json",
               "tests/unit/broken/nothing.json: No such file or directory");
    check_file("tests/unit", "tests/unit: is a folder, expected a file");
    check_file("/dev/null", "/dev/null: is not a regular file");
}

static void check_bytes(const char *text, size_t size, const char *says) {
    Card card;
    CardIssues issues;
    CHECK(!card_parse("card.json", (Bytes){text, size}, HOW, &card, &issues));
    CHECK(issues.count == 1);
    if (issues.count) CHECK_TEXT(issues.at[0].text, says);
    card_issues_free(&issues);
    card_free(&card);
}

static void thirty_two_mebibytes_of_anything_are_answered_in_one_line(void) {
    char *text = malloc(CARD_BYTES_MAX + 1);
    assert(text);
    text[CARD_BYTES_MAX] = '\0';
    memset(text, '[', CARD_BYTES_MAX);
    check_bytes(text, CARD_BYTES_MAX, "card.json:1:33: nested deeper than 32");
    for (int i = 1; i < CARD_BYTES_MAX; i++) text[i] = i % 2 ? '1' : ',';
    check_bytes(text, CARD_BYTES_MAX, "card.json:1:2000000: more than 1000000 values");
    memset(text, ' ', CARD_BYTES_MAX);
    check_bytes(text, CARD_BYTES_MAX,
                "card.json:1:33554433: found the end of the file, expected a value");
    memset(text, '"', 1);
    check_bytes(
        text, CARD_BYTES_MAX,
        "card.json:1:33554433: found the end of the file, expected the closing quote of a text");
    free(text);
}

static void a_file_of_more_than_thirty_two_mebibytes_is_not_read(void) {
    const char *path = "/tmp/phasor-test-large-card.json";
    char *text = calloc(1, CARD_BYTES_MAX + 2);
    assert(text);
    Err err = {""};
    CHECK(file_write(path, text, CARD_BYTES_MAX + 1, &err));
    check_file(path,
               "/tmp/phasor-test-large-card.json: 33554433 bytes, at most 33554432 are allowed");
    CHECK(remove(path) == 0);
    free(text);
}

static void more_than_fifty_mistakes_are_counted(void) {
    Arena arena = {0};
    const char *items = "1";
    for (int i = 1; i < 70; i++) items = arena_format(&arena, "%s, %d", items, i);
    const char *text =
        arena_format(&arena,
                     "{\"format\": 1, \"id\": \"a\", \"title\": \"A\", \"lang\": \"en\", "
                     "\"version\": \"1.0.0\", \"sections\": [%s], \"tasks\": []}",
                     items);
    Card card;
    CardIssues issues;
    CHECK(!card_parse("card.json", (Bytes){text, strlen(text)}, HOW, &card, &issues));
    CHECK(issues.count == CARD_ISSUE_MAX && issues.more == 20 && issues.errors == 70);
    card_issues_free(&issues);
    arena_free(&arena);
}

static void an_object_of_too_many_fields_is_refused(void) {
    Arena arena = {0};
    char *text = arena_alloc(&arena, 6000 * 12);
    size_t n = 0;
    text[n++] = '{';
    for (int i = 0; i < 5000; i++) n += (size_t)snprintf(text + n, 12, "\"%d\":1,", i);
    CHECK(n < 6000 * 12);
    check_bytes(text, n,
                "card.json:1:35756: the field \"4096\" is one too many, at most 4096 are allowed");
    arena_free(&arena);
}

// The sound card, made for that version: how many warnings, all of which name it and this one.
static int warnings_for(const char *version) {
    Arena arena = {0};
    Bytes sound;
    CHECK(file_read("tests/unit/broken/sound.json", 1 << 20, &arena, &sound, NULL));
    const char *put = arena_format(&arena, "\"lang\": \"en\", \"min_app\": \"%s\"", version);
    Row row = {.find = "\"lang\": \"en\"", .put = put, .put_size = strlen(put)};
    Card card;
    CardIssues issues;
    CHECK(card_parse("card.json", change(&arena, &row, sound), HOW, &card, &issues));
    const char *says = arena_format(&arena,
                                    "card.json:5:27: /min_app: the card is made for version %s of "
                                    "the program, and this is %s",
                                    version, PHASOR_VERSION);
    int count = issues.count;
    for (int i = 0; i < count; i++) CHECK_TEXT(issues.at[i].text, says);
    CHECK(issues.errors == 0);
    card_issues_free(&issues);
    card_free(&card);
    arena_free(&arena);
    return count;
}

static void a_card_for_a_newer_version_of_the_program_loads_with_a_warning(void) {
    CHECK(warnings_for("0.0.9") == 0);
    CHECK(warnings_for(PHASOR_VERSION) == 0);
    CHECK(warnings_for("999.0") == 1);
    CHECK(warnings_for("999.0.1") == 1);
}

static void versions_are_compared_number_by_number(void) {
    CHECK(form_newer("1.10", "1.9.2") && !form_newer("1.9.2", "1.10"));
    CHECK(form_newer("1.0.1", "1.0") && !form_newer("1.0", "1.0.1"));
    CHECK(form_newer("2.0", "1.99.99") && !form_newer("1.99.99", "2.0"));
    CHECK(!form_newer("1.0", "1.0.0") && !form_newer("1.0.0", "1.0"));
}

int main(void) {
    versions_are_compared_number_by_number();
    a_card_for_a_newer_version_of_the_program_loads_with_a_warning();
    every_broken_card_of_the_table_is_refused_in_these_words();
    missing_files_and_folders_are_named();
    thirty_two_mebibytes_of_anything_are_answered_in_one_line();
    a_file_of_more_than_thirty_two_mebibytes_is_not_read();
    more_than_fifty_mistakes_are_counted();
    an_object_of_too_many_fields_is_refused();
    return test_end();
}
