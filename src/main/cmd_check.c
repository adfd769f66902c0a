// phasor check: loads cards and says everything that is wrong with them.
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

static const char *plural(int count) {
    return count == 1 ? "" : "s";
}

int cmd_check(int argc, char **argv) {
    bool strict = false;
    const CommandOption options[] = {{"--strict", NULL, "warnings are errors", NULL, &strict}};
    Operands operands = {.most = CARDS_MOST};
    int code = command_read(argc, argv, options, 1, &operands);
    if (code >= 0) return code;
    if (operands.count == 0) {
        Err err;
        err_set(&err, "found no card, expected FILE…");
        return command_usage(argv[0], &err);
    }
    Arena arena = {0};
    Checked *checked = arena_alloc(&arena, sizeof *checked);
    for (int i = 0; i < operands.count; i++) {
        CardIssues issues = {0};
        bool ok = session_load_card(operands.at[i], strict, &checked->cards[i], &issues);
        if (ok) checked->good[checked->good_count++] = &checked->cards[i];
        count_issues(checked, &issues);
        card_issues_free(&issues);
    }
    Session library;
    Err err;
    if (session_open(&library, (SessionOptions){.card = "", .store = "", .no_fonts = true}, &err)) {
        check_links(checked, &library.app, strict);
    } else {
        check_links(checked, &(App){0}, strict);
    }
    session_close(&library);
    int bad = operands.count - checked->good_count;
    printf("%d card%s checked: %d error%s, %d warning%s\n", operands.count, plural(operands.count),
           checked->errors, plural(checked->errors), checked->warnings, plural(checked->warnings));
    code = bad || checked->errors ? EXIT_FAILED : EXIT_DONE;
    for (int i = 0; i < operands.count; i++) card_free(&checked->cards[i]);
    arena_free(&arena);
    return code;
}
