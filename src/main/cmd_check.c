// phasor check: loads cards and says everything that is wrong with them.
#include "main/command.h"
#include "main/session.h"

#include <stdio.h>

typedef struct Checked {
    Card cards[OPERANDS_MOST];
    const Card *good[OPERANDS_MOST];
    int good_count;
    int errors, warnings;
} Checked;

static void count_issues(Checked *checked, const CardIssues *issues) {
    checked->errors += issues->errors;
    checked->warnings += issues->count - issues->errors > 0 ? issues->count - issues->errors : 0;
}

static void check_links(Checked *checked, bool strict) {
    for (int i = 0; i < checked->good_count; i++) {
        CardIssues issues = {0};
        card_check_links(checked->good[i], checked->good, checked->good_count, &issues);
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

int cmd_check(int argc, char **argv) {
    bool strict = false;
    const CommandOption options[] = {{"--strict", NULL, "warnings are errors", NULL, &strict}};
    Operands operands = {.most = OPERANDS_MOST};
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
    if (operands.count > 1) check_links(checked, strict);
    int bad = operands.count - checked->good_count;
    printf("%d card%s checked: %d errors, %d warnings\n", operands.count,
           operands.count == 1 ? "" : "s", checked->errors, checked->warnings);
    code = bad || checked->errors ? EXIT_FAILED : EXIT_DONE;
    for (int i = 0; i < operands.count; i++) card_free(&checked->cards[i]);
    arena_free(&arena);
    return code;
}
