// phasor check: loads cards and says everything that is wrong with them.
#include "base/str.h"
#include "engine/pe.h"
#include "formats/card_lint.h"
#include "main/command.h"
#include "main/session.h"

#include <stdio.h>

enum { CARDS_MOST = 256, LIBRARY_MOST = 512 };

typedef struct Checked {
    Card cards[CARDS_MOST];
    const Card *good[CARDS_MOST];
    int good_count;
    int errors, warnings;
} Checked;

static void count_issues(Checked *checked, const CardIssues *issues) {
    checked->errors += issues->errors;
    checked->warnings += issues->count - issues->errors > 0 ? issues->count - issues->errors : 0;
}

// The cards that links may lead to: those checked, and those of the library.
static int link_targets(const Checked *checked, const App *library, const Card **targets) {
    int count = 0;
    for (int i = 0; i < checked->good_count; i++) targets[count++] = checked->good[i];
    for (int i = 0; i < library->shelf_count && count < CARDS_MOST + LIBRARY_MOST; i++) {
        targets[count++] = &library->shelves[i]->card;
    }
    return count;
}

static void check_links(Checked *checked, const App *library, bool strict) {
    const Card *targets[CARDS_MOST + LIBRARY_MOST];
    int count = link_targets(checked, library, targets);
    for (int i = 0; i < checked->good_count; i++) {
        CardIssues issues = {0};
        card_check_links(checked->good[i], targets, count, &issues);
        for (int k = 0; k < issues.count; k++) {
            fprintf(stderr, "%s%s\n", issues.at[k].text, strict ? "" : " (warning)");
        }
        if (strict) {
            checked->errors += issues.count;
        } else {
            checked->warnings += issues.count;
        }
        card_issues_free(&issues);
    }
}

// What a card of sound form does badly: for authors who ask for it.
static void check_style(Checked *checked, const Card *card) {
    CardIssues issues = {0};
    card_lint(card, &issues);
    session_print_issues(&issues);
    checked->errors += issues.errors;
    card_issues_free(&issues);
}

static void check_card(Checked *checked, int index, const char *path, bool strict) {
    CardIssues issues = {0};
    Card *card = &checked->cards[index];
    CardParse how = session_rules(strict);
    how.every_answer = true;
    bool ok = card_load(path, how, card, &issues);
    session_print_issues(&issues);
    if (ok) checked->good[checked->good_count++] = card;
    count_issues(checked, &issues);
    card_issues_free(&issues);
    if (ok && strict) check_style(checked, card);
}

static int check_all(const Operands *operands, bool strict) {
    Arena arena = {0};
    Checked *checked = arena_alloc(&arena, sizeof *checked);
    for (int i = 0; i < operands->count; i++) check_card(checked, i, operands->at[i], strict);
    Session library;
    SessionOptions how = {.card = "",
                          .store = "",
                          .own = true,
                          .beside = operands->at[0],
                          .quiet = true,
                          .no_fonts = true};
    Err err;
    if (session_open(&library, how, &err)) {
        check_links(checked, &library.app, strict);
    } else {
        check_links(checked, &(App){0}, strict);
    }
    session_close(&library);
    int bad = operands->count - checked->good_count;
    printf("%d card%s checked: %d error%s, %d warning%s\n", operands->count,
           str_plural(operands->count), checked->errors, str_plural(checked->errors),
           checked->warnings, str_plural(checked->warnings));
    int code = bad || checked->errors ? EXIT_FAILED : EXIT_DONE;
    for (int i = 0; i < operands->count; i++) card_free(&checked->cards[i]);
    arena_free(&arena);
    return code;
}

static int print_rules(void) {
    for (int i = 0; i < card_lint_count(); i++) {
        printf("%-20s %s\n", card_lint_id(i), card_lint_says(i));
    }
    puts("\nA card or a task allows a rule by \"x-allow\": {\"RULE\": \"why\"}.");
    return EXIT_DONE;
}

static int print_functions(void) {
    for (int i = 0; i < expr_function_count(); i++) printf("%s\n", expr_function_says(i));
    puts("\nscheme, content, method and mask are words in double quotes, in a card (JSON) with "
         "backslashes:\n"
         "  \"expr\": \"bias(\\\"alibi\\\", 8, 0, 9, 1) == -4\"\n"
         "What a function does not ask for is as the scheme has it at first (phasor compute "
         "--list).");
    printf("schemes:");
    for (int i = 0; i < pe_scheme_count(); i++) printf(" %s", pe_scheme_at(i)->id);
    puts("");
    return EXIT_DONE;
}

static int print_schema(void) {
    enum { BYTES_MOST = 1 << 20 };

    Arena arena = {0};
    Err err;
    Bytes schema = {0};
    const char *root = session_find_root(&arena, &err);
    bool ok = root && file_read(arena_format(&arena, "%s/assets/card.schema.json", root),
                                BYTES_MOST, &arena, &schema, &err);
    if (ok && fwrite(schema.at, 1, schema.size, stdout) != schema.size) {
        ok = err_set(&err, "the schema could not be written");
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : command_fail(&err);
}

int cmd_check(int argc, char **argv) {
    bool strict = false, rules = false, schema = false, functions = false;
    const CommandOption options[] = {
        {"--strict", NULL, "warnings are errors, and so is what the rules object to", NULL,
         &strict},
        {"--rules", NULL, "print the rules of --strict", NULL, &rules},
        {"--functions", NULL, "print the functions of proofs, answers and predicates", NULL,
         &functions},
        {"--schema", NULL, "print the format of cards as a JSON Schema", NULL, &schema},
    };
    Operands operands = {.most = CARDS_MOST};
    int code = command_read(argc, argv, options, 4, &operands);
    if (code >= 0) return code;
    if (rules) return print_rules();
    if (functions) return print_functions();
    if (schema) return print_schema();
    if (operands.count > 0) return check_all(&operands, strict);
    Err err;
    err_set(&err, "found no card, expected FILE…");
    return command_usage(argv[0], &err);
}
