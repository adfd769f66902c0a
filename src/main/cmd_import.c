// phasor import: questions of a GIFT file as a card.
#include "base/file.h"
#include "base/str.h"
#include "formats/card_json.h"
#include "formats/gift.h"
#include "main/command.h"
#include "main/exchange.h"

#include <stdio.h>
#include <string.h>

static const char *const SUFFIX[] = {
    [GIFT_ERROR] = "", [GIFT_SKIPPED] = "", [GIFT_CHANGED] = " (warning)"};

static void print_notes(const GiftRead *read) {
    for (int i = 0; i < read->note_count; i++) {
        fprintf(stderr, "%s%s\n", read->notes[i].text, SUFFIX[read->notes[i].kind]);
    }
    if (read->more > 0) fprintf(stderr, "… and %d more\n", read->more);
}

// "quiz" of "a/quiz.gift".
static const char *stem_of(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return dot && dot > name ? arena_text(arena, name, (size_t)(dot - name)) : name;
}

// The card is read again as any other: what is made here must load.
static bool check_card(const GiftRead *read, Err *err) {
    Card card;
    CardIssues issues;
    Bytes json = {read->json, strlen(read->json)};
    bool ok = card_parse("the card", json, (CardParse){0}, &card, &issues);
    if (!ok) err_set(err, "%s", issues.count ? issues.at[0].text : "the card cannot be loaded");
    card_free(&card);
    card_issues_free(&issues);
    return ok;
}

static int write_card(const GiftRead *read, const char *path) {
    Err err;
    if (!check_card(read, &err)) return command_fail(&err);
    char tasks[40], said[120];
    exchange_count(read->tasks, "task", tasks);
    snprintf(said, sizeof said, "%s, %d skipped, %d malformed", tasks, read->skipped, read->errors);
    return exchange_write(path, read->json, strlen(read->json), said);
}

static int import_file(Arena *arena, const char *from, GiftNames names, const char *to) {
    Bytes gift;
    Err err;
    if (!file_read(from, GIFT_BYTES_MAX, arena, &gift, &err)) return command_fail(&err);
    GiftRead read;
    if (!names.id) names.id = stem_of(arena, to ? to : from);
    gift_read(from, gift, names, &read);
    print_notes(&read);
    int code = EXIT_FAILED;
    if (read.json) {
        code = write_card(&read, to);
    } else {
        fprintf(stderr, "phasor: %s: no question could be taken over\n", from);
    }
    if (read.errors) code = EXIT_FAILED;
    gift_read_free(&read);
    return code;
}

int cmd_import(int argc, char **argv) {
    const char *to = NULL;
    GiftNames names = {0};
    bool force = false;
    const CommandOption options[] = {
        {"-o", "CARD.json", "write to this file instead of standard output", &to, NULL},
        {"--id", "ID", "the card's id; else it is that of the file", &names.id, NULL},
        {"--title", "TEXT", "the card's title; else its only category, or the id", &names.title,
         NULL},
        {"--force", NULL, "replace CARD.json if it exists", NULL, &force},
    };
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    if (code >= 0) return code;
    Err err;
    if (operands.count == 0) {
        err_set(&err, "found no file, expected FILE.gift");
        return command_usage(argv[0], &err);
    }
    if (!exchange_may_write(to, operands.at[0], force, &err)) return command_fail(&err);
    Arena arena = {0};
    code = import_file(&arena, operands.at[0], names, to);
    arena_free(&arena);
    return code;
}
