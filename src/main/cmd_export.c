// phasor export: a card's tasks as a file for Moodle or Anki.
#include "base/str.h"
#include "formats/anki.h"
#include "formats/gift.h"
#include "main/command.h"
#include "main/exchange.h"
#include "main/session.h"

#include <stdio.h>

typedef struct ExportFormat {
    const char *name;
    void (*write)(const Card *card, Export *out);
} ExportFormat;

static const ExportFormat FORMATS[] = {{"gift", gift_write}, {"anki", anki_write}};

enum { FORMAT_COUNT = sizeof FORMATS / sizeof *FORMATS };

static const ExportFormat *find_format(const char *name) {
    for (int i = 0; i < FORMAT_COUNT; i++) {
        if (str_same(name, FORMATS[i].name)) return &FORMATS[i];
    }
    return NULL;
}

// How and where to.
typedef struct ExportJob {
    const ExportFormat *format;
    const char *path; // NULL: standard output
    bool force;
} ExportJob;

static int export_card(const Card *card, const ExportJob *job) {
    Err err;
    if (!exchange_may_write(job->path, card->path, job->force, &err)) return command_fail(&err);
    Arena arena = {0};
    Export out = {.text = {.arena = &arena}};
    job->format->write(card, &out);
    for (int i = 0; i < out.left_count; i++) fprintf(stderr, "left out: %s\n", out.left[i]);
    char said[40];
    exchange_count(out.tasks, "task", said);
    int code = exchange_write(job->path, arena_text_done(&out.text), out.text.n, said);
    arena_free(&arena);
    return code;
}

// A file is loaded by itself; an id is looked up in the library.
static int export_named(const char *name, const ExportJob *job) {
    if (file_exists(name)) {
        Card card;
        CardIssues issues;
        bool ok = session_load_card(name, false, &card, &issues);
        int code = ok ? export_card(&card, job) : EXIT_FAILED;
        card_issues_free(&issues);
        card_free(&card);
        return code;
    }
    Session session;
    SessionOptions how = {.card = name, .store = "", .own = true, .no_fonts = true};
    Err err;
    bool open = session_open(&session, how, &err);
    int code = open ? export_card(&session.app.shelf->card, job) : command_fail(&err);
    session_close(&session);
    return code;
}

int cmd_export(int argc, char **argv) {
    const char *name = "";
    ExportJob job = {0};
    const CommandOption options[] = {
        {"--format", "gift|anki", "Moodle's GIFT, or text for Anki", &name, NULL},
        {"-o", "FILE", "write to this file instead of standard output", &job.path, NULL},
        {"--force", NULL, "replace FILE if it exists", NULL, &job.force},
    };
    Operands operands = {.most = 1};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    if (code >= 0) return code;
    Err err;
    job.format = find_format(name);
    if (operands.count == 0) {
        err_set(&err, "found no card, expected FILE or ID");
        return command_usage(argv[0], &err);
    }
    if (!job.format) {
        err_set(&err, "--format: found \"%.40s\", expected gift or anki", name);
        return command_usage(argv[0], &err);
    }
    return export_named(operands.at[0], &job);
}
