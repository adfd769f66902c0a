// Finding things in a card, presets, and the cards that come with the program.
#include "card/card.h"

#include "base/file.h"
#include "base/str.h"
#include "card/task_kind.h"
#include "formats/card_json.h"
#include "formats/json_place.h"
#include "support/test.h"

static const char *const SHIPPED[] = {"cards/multi-latent-attention.json",
                                      "cards/positional-embeddings.json",
                                      "cards/positional-encodings.json", "cards/rope.json"};

enum { SHIPPED_COUNT = sizeof SHIPPED / sizeof *SHIPPED };

static void show(const CardIssues *issues) {
    for (int i = 0; i < issues->count; i++) fprintf(stderr, "    %s\n", issues->at[i].text);
}

static void
the_shipped_cards_load_strictly_without_a_complaint_and_their_links_lead_somewhere(void) {
    Card cards[SHIPPED_COUNT];
    const Card *all[SHIPPED_COUNT];
    CardIssues issues = {0};
    for (int i = 0; i < SHIPPED_COUNT; i++) {
        all[i] = &cards[i];
        CHECK(card_load(SHIPPED[i], (CardParse){.strict = true}, &cards[i], &issues));
        CHECK(issues.count == 0);
        show(&issues);
        card_issues_free(&issues);
    }
    for (int i = 0; i < SHIPPED_COUNT; i++) card_check_links(all[i], all, SHIPPED_COUNT, &issues);
    CHECK(issues.count == 0);
    show(&issues);
    card_issues_free(&issues);
    for (int i = 0; i < SHIPPED_COUNT; i++) card_free(&cards[i]);
}

static void the_shipped_cards_write_per_cent_in_one_way(void) {
    Arena arena = {0};
    for (int i = 0; i < SHIPPED_COUNT; i++) {
        Bytes text = {"", 0};
        CHECK(file_read(SHIPPED[i], CARD_BYTES_MAX, &arena, &text, NULL));
        for (const char *at = strchr(text.at, '%'); at; at = strchr(at + 1, '%')) {
            while (at[-1] == '\\') at--;
            CHECK(!strchr("0123456789}", at[-1])); // "91 %", and in a formula 91\,\%
            while (*at == '\\') at++;
        }
    }
    arena_free(&arena);
}

static void links_to_cards_and_sections_that_are_not_there_are_warnings(void) {
    Card card, other;
    CardIssues issues = {0};
    CHECK(card_load("cards/rope.json", (CardParse){0}, &card, &issues));
    CHECK(card_load("cards/positional-embeddings.json", (CardParse){0}, &other, &issues));
    other.section_count = 1;
    const Card *all[] = {&card, &other};
    card_check_links(&card, all, 2, &issues);
    CHECK(issues.count == 3 && issues.errors == 0);
    show(issues.count == 3 ? &(CardIssues){0} : &issues);
    bool section = false, absent = false;
    for (int i = 0; i < issues.count; i++) {
        CHECK(issues.at[i].warning && issues.at[i].line > 1);
        section |= strstr(issues.at[i].text,
                          "the card \"positional-embeddings\" has no section \"longrope\"") != NULL;
        absent |= strstr(issues.at[i].text,
                         "/related/0/card: there is no card \"positional-encodings\"") != NULL;
    }
    CHECK(section && absent);
    card_issues_free(&issues);
    card_free(&card);
    card_free(&other);
}

static void what_a_card_says_is_where_the_program_looks_for_it(void) {
    Card card;
    CardIssues issues = {0};
    CHECK(card_load("cards/positional-encodings.json", (CardParse){0}, &card, &issues));
    CHECK_TEXT(card.id, "positional-encodings");
    CHECK_TEXT(card.author, "Phasor authors");
    CHECK_TEXT(card.topic, "machine-learning");
    CHECK(card.task_count >= 26 && card_asked_count(&card) == card.task_count);
    CHECK(card.section_count == 11);
    CHECK(card.section_count == card.lesson_count && card.text_count > 200);
    CHECK(card.tasks[card_task_find(&card, "pi-index")].option_order == ORDER_ASCENDING);
    CHECK_TEXT(card_reference_find(&card, "su2023")->url, "https://arxiv.org/abs/2104.09864");
    CHECK(card_section_find(&card, "nowhere") == -1 && !card_reference_find(&card, "nobody"));
    card_issues_free(&issues);
    card_free(&card);
    card_free(&card);
}

static bool caps_are(const Task *task, double a, double b, double c) {
    const Hint *hints = task->hints;
    return task->hint_count == 3 && hints[0].cap == a && hints[1].cap == b && hints[2].cap == c;
}

static bool is_whole(const Card *card, const Task *task) {
    const Visual *visual = &task->visual;
    bool linked = card_section_find(card, task->section) >= 0;
    bool shown = *visual->view && visual->preset_count > 0 && visual->observe.block_count > 0;
    bool answerable = task->type != TASK_SINGLE_CHOICE || task->option_count == 4;
    return linked && shown && answerable && &card->tasks[card_task_find(card, task->id)] == task;
}

static void every_task_of_the_main_card_is_whole(void) {
    Card card;
    CardIssues issues = {0};
    CHECK(card_load("cards/positional-encodings.json", (CardParse){0}, &card, &issues));
    for (int i = 0; i < card.task_count; i++) {
        CHECK(is_whole(&card, &card.tasks[i]));
        CHECK(caps_are(&card.tasks[i], 1, 0.75, 0.5));
    }
    for (int i = 0; i < card.section_count; i++) {
        CHECK(card.sections[i].lesson >= 0 && card.sections[i].text.block_count > 0);
    }
    card_issues_free(&issues);
    card_free(&card);
}

static void tasks_of_all_types_are_asked(void) {
    Card card;
    CardIssues issues = {0};
    CHECK(
        card_load("cards/positional-embeddings.json", (CardParse){.strict = true}, &card, &issues));
    CHECK(card.task_count >= 7 && card_asked_count(&card) == card.task_count);
    for (int i = 0; i < card.task_count; i++) {
        const Task *task = &card.tasks[i];
        CHECK_TEXT(task_kind(task->type)->name, task->type_name);
        CHECK(*task->id && task->prompt.block_count > 0 && task->hint_count == 3);
    }
    Task retired = {.type = TASK_SINGLE_CHOICE, .retired = true}, unknown = {0};
    CHECK(!task_is_asked(&retired) && !task_is_asked(&unknown));
    card_issues_free(&issues);
    card_free(&card);
}

static void a_preset_gives_numbers_words_switches_and_lists(void) {
    const Value list[] = {{.kind = VALUE_NUMBER, .number = 3}};
    const Value values[] = {{.key = "n", .kind = VALUE_NUMBER, .number = 16},
                            {.key = "mask", .kind = VALUE_WORD, .word = "causal"},
                            {.key = "on", .kind = VALUE_SWITCH, .number = 1},
                            {.key = "order", .kind = VALUE_LIST, .list = list, .count = 1}};
    Visual visual = {.view = "v", .preset = values, .preset_count = 4};
    CHECK_NEAR(preset_find(&visual, "n")->number, 16, 0);
    CHECK_NEAR(preset_find(&visual, "on")->number, 1, 0);
    CHECK_TEXT(preset_find(&visual, "mask")->word, "causal");
    CHECK(preset_find(&visual, "absent") == NULL);
    CHECK(preset_find(&visual, "order")->list[0].number == 3);
    CHECK(preset_find(&(Visual){0}, "n") == NULL);
}

static void presets_keep_nested_lists_from_the_file(void) {
    Card card;
    CardIssues issues = {0};
    CHECK(card_load("cards/positional-encodings.json", (CardParse){0}, &card, &issues));
    int found = 0;
    for (int i = 0; i < card.task_count; i++) {
        const Value *profiles = preset_find(&card.tasks[i].visual, "profiles");
        if (!profiles) continue;
        found++;
        CHECK(profiles->kind == VALUE_LIST && profiles->count == 2 &&
              profiles->list[0].count == 10);
        const Value *last = &profiles->list[0].list[9];
        bool sum = last->kind == VALUE_SUM && str_same(last->word, "9 < good ? 1 : low/100");
        CHECK(sum || (last->kind == VALUE_NUMBER && last->number == 0.1));
    }
    CHECK(found >= 1);
    card_issues_free(&issues);
    card_free(&card);
}

static void a_pointer_is_found_at_its_line_and_column(void) {
    static const char text[] = "\xEF\xBB\xBF{\n \"a\": [1, {\"b/c\": \"ü\", \"d\": 2}],\n \"~\": "
                               "3, \"\\u0065\": {\"k\": []}\n}\n";
    Bytes json = {text, sizeof text - 1};
    JsonPlace place;
    Err err;
    CHECK(json_check(json, &place, &err));

    static const struct {
        const char *pointer;
        int line, column;
    } rows[] = {{"", 1, 1},           {"/a", 2, 7},      {"/a/0", 2, 8},     {"/a/1", 2, 11},
                {"/a/1/b~1c", 2, 19}, {"/a/1/d", 2, 29}, {"/~0", 3, 7},      {"/e/k", 3, 26},
                {"/a/1/no", 2, 11},   {"/a/7", 2, 7},    {"/nothing", 1, 1}, {"/a/0/deeper", 2, 8},
                {"/e", 3, 20}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        place = json_find(json, rows[i].pointer);
        CHECK(place.line == rows[i].line && place.column == rows[i].column);
        if (place.column != rows[i].column) {
            fprintf(stderr, "    %s: %d:%d\n", rows[i].pointer, place.line, place.column);
        }
    }
}

static void a_reference_leads_somewhere_by_each_of_its_numbers(void) {
    static const char text[] =
        "{\"format\": 1, \"id\": \"a\", \"title\": \"A\", \"lang\": \"en\", \"version\": "
        "\"1.0.0\", "
        "\"sections\": [{\"id\": \"s\", \"markdown\": \"Text.\"}], \"tasks\": [], \"references\": {"
        "\"a\": {\"text\": \"A\", \"arxiv\": \"2104.09864\", \"doi\": \"10.1/x\"},"
        "\"b\": {\"text\": \"B\", \"doi\": \"10.1/x\"}, \"c\": {\"text\": \"C\"},"
        "\"d\": {\"text\": \"D\", \"url\": \"https://d\", \"arxiv\": \"1\"}}}";
    static const char *const urls[] = {"https://arxiv.org/abs/2104.09864", "https://doi.org/10.1/x",
                                       "", "https://d"};
    Card card;
    CardIssues issues;
    CHECK(card_parse("a.json", (Bytes){text, strlen(text)}, (CardParse){0}, &card, &issues));
    CHECK(card.reference_count == 4);
    for (int i = 0; i < card.reference_count; i++) CHECK_TEXT(card.references[i].url, urls[i]);
    card_issues_free(&issues);
    card_free(&card);
}

int main(void) {
    the_shipped_cards_write_per_cent_in_one_way();
    the_shipped_cards_load_strictly_without_a_complaint_and_their_links_lead_somewhere();
    links_to_cards_and_sections_that_are_not_there_are_warnings();
    what_a_card_says_is_where_the_program_looks_for_it();
    every_task_of_the_main_card_is_whole();
    tasks_of_all_types_are_asked();
    a_preset_gives_numbers_words_switches_and_lists();
    presets_keep_nested_lists_from_the_file();
    a_pointer_is_found_at_its_line_and_column();
    a_reference_leads_somewhere_by_each_of_its_numbers();
    return test_end();
}
