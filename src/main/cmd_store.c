// phasor store: looks after the file that answers are kept in.
#include "app/format.h"
#include "base/str.h"
#include "formats/attempts_csv.h"
#include "formats/xapi.h"
#include "main/command.h"
#include "main/exchange.h"
#include "main/session.h"
#include "progress/backup.h"
#include "progress/filename.h"
#include "progress/log.h"
#include "progress/summary.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { LIST = 20, LIST_MOST = 100000 };

typedef struct StoreJob {
    Arena arena;
    const char *path;    // of the store
    const char *operand; // of the word, NULL if there is none
    const char *card, *format, *out, *actor;
    double most;
    bool due;
} StoreJob;

// One line about a file; false if it is not sound.
static bool examine(StoreJob *job, const char *path) {
    Err why;
    int64_t events;
    bool sound = backup_examine(path, &events, &why);
    printf("%s: %s\n", path,
           sound
               ? arena_format(&job->arena, "sound, %s", format_plural(&job->arena, events, "event"))
               : why.text);
    return sound;
}

static int run_check(StoreJob *job) {
    Backup *backups = NULL;
    int count = backup_list(job->path, &job->arena, &backups);
    bool sound = examine(job, job->path);
    for (int i = 0; i < count; i++) sound = examine(job, backups[i].path) && sound;
    if (count == 0) puts("There is no backup yet.");
    Err failed;
    if (backup_trouble(job->path, &failed)) printf("The last backup failed: %s\n", failed.text);
    return sound ? EXIT_DONE : EXIT_FAILED;
}

// A file, or the last part of a name beside the store, as `check` and `backup` print it.
static const char *find_source(StoreJob *job) {
    const char *slash = strrchr(job->path, '/');
    if (file_exists(job->operand) || strchr(job->operand, '/') || !slash) return job->operand;
    return arena_format(&job->arena, "%.*s/%s", (int)(slash - job->path), job->path, job->operand);
}

static int run_restore(StoreJob *job) {
    Err err;
    char aside[BACKUP_NAME_SIZE];
    int64_t events;
    const char *from = find_source(job);
    if (!file_exists(from)) {
        err_set(&err, "%s: no such file (phasor store check lists the backups)", job->operand);
        return command_fail(&err);
    }
    if (!backup_restore(job->path, from, aside, &events, &err)) return command_fail(&err);
    printf("%s: restored with %s", job->path, format_plural(&job->arena, events, "event"));
    if (*aside) printf("; what was there is now %s", aside);
    putchar('\n');
    return EXIT_DONE;
}

// The store, for reading, and the library, which says how answers are judged. What the learner did with its cards is not
// asked for: that may take seconds.
typedef struct OpenLog {
    Session library;
    Store *store;
    LogFilter filter;
} OpenLog;

static bool open_log(StoreJob *job, OpenLog *log, Err *err) {
    SessionOptions how = {.card = "", .store = "", .own = true, .quiet = true, .no_fonts = true};
    *log = (OpenLog){0};
    if (!file_exists(job->path)) return err_set(err, "%s: there is no such store", job->path);
    if (!session_open(&log->library, how, err)) return false;
    if (store_open_read(job->path, &log->store, NULL) == STORE_MEMORY) {
        return err_set(err, "%s: cannot be read (phasor store check says why)", job->path);
    }
    const App *app = &log->library.app;
    const Card **cards = arena_array(&job->arena, (size_t)app->shelf_count, sizeof(const Card *));
    for (int i = 0; i < app->shelf_count; i++) cards[i] = &app->shelves[i]->card;
    log->filter = (LogFilter){.cards = cards, .card_count = app->shelf_count, .card = job->card};
    return true;
}

static void close_log(OpenLog *log) {
    store_close(log->store);
    session_close(&log->library);
}

// What a long log adds up to, for a quick start. Nothing is lost without it.
static void summarize(StoreJob *job) {
    OpenLog log;
    if (open_log(job, &log, NULL)) {
        Zone zone = app_zone(&log.library.app);
        SummaryOf of = {log.filter.cards, log.filter.card_count, zone, SUMMARY_LEAST, LOG_REACH};
        summary_write(log.store, of, NULL);
    }
    close_log(&log);
}

static int run_backup(StoreJob *job) {
    Err err;
    char name[BACKUP_NAME_SIZE];
    int64_t now = session_utc_ms();
    if (job->due && !backup_is_due(job->path, now)) return EXIT_DONE;
    if (!backup_make(job->path, now, (BackupPace){0}, name, &err)) return command_fail(&err);
    printf("%s: examined and kept as %s\n", job->path, name);
    summarize(job);
    return EXIT_DONE;
}

static void print_row(const AttemptRow *row) {
    char when[40] = "";
    time_t seconds = (time_t)(row->end_ms / 1000);
    struct tm local;
    if (localtime_r(&seconds, &local)) strftime(when, sizeof when, "%Y-%m-%d %H:%M", &local);
    printf("%8lld  %-16s  %-8s  ", (long long)row->id, when,
           row->asked ? attempt_row_verdict(row) : "");
    printf("%-4.3g  %-5s  %-5s  %s/%s%s\n", row->points, attempt_row_rating(row),
           confidence_word(row->confidence), row->card, row->task, row->undone ? "  (undone)" : "");
}

static int run_list(StoreJob *job) {
    OpenLog log;
    AttemptRow *rows = NULL;
    Err err;
    int count = -1;
    if (open_log(job, &log, &err)) {
        count = log_newest(log.store, &log.filter, (int)job->most, &job->arena, &rows, &err);
    }
    if (count > 0) puts("  record  last act          verdict   pts   rating sure   card/task");
    for (int i = 0; i < count; i++) print_row(&rows[i]);
    if (count == 0) puts("There are no attempts.");
    close_log(&log);
    return count < 0 ? command_fail(&err) : EXIT_DONE;
}

static int run_undo(StoreJob *job) {
    Store *store = NULL;
    Err err;
    int64_t id;
    if (!str_integer(job->operand, &id)) {
        err_set(&err, "found \"%.40s\", expected the number of a record (phasor store list)",
                job->operand);
        return command_usage("store", &err);
    }
    if (!file_exists(job->path)) {
        err_set(&err, "%s: there is no such store", job->path);
        return command_fail(&err);
    }
    bool ok = store_open_change(job->path, &store, &err);
    ok = ok && log_undo(store, id, session_utc_ms(), &err);
    if (ok) printf("Attempt %lld no longer counts. Its record stays in the log.\n", (long long)id);
    store_close(store);
    return ok ? EXIT_DONE : command_fail(&err);
}

// Where an export goes, piece by piece.
typedef struct Outlet {
    FileWriter writer;
    bool file;
    Arena arena; // of one piece
    Xapi xapi;
    int rows;
} Outlet;

static void flush_text(Outlet *outlet, ArenaText *text) {
    if (outlet->file) {
        file_put(&outlet->writer, text->at, text->n);
    } else {
        (void)fwrite(text->at, 1, text->n, stdout); // main says whether it arrived
    }
    arena_reset(&outlet->arena);
    *text = (ArenaText){.arena = &outlet->arena};
}

static bool put_csv(void *self, const AttemptRow *row) {
    Outlet *outlet = self;
    CsvRow out = {.text = {.arena = &outlet->arena}};
    attempts_csv_add(&out, row);
    flush_text(outlet, &out.text);
    outlet->rows++;
    return true;
}

static bool export_csv(Store *store, const LogFilter *filter, Outlet *outlet, Err *err) {
    CsvRow head = {.text = {.arena = &outlet->arena}};
    attempts_csv_head(&head);
    flush_text(outlet, &head.text);
    return log_each(store, filter, put_csv, outlet, err);
}

static bool put_xapi(void *self, const AttemptRow *row) {
    Outlet *outlet = self;
    xapi_add(&outlet->xapi, row);
    flush_text(outlet, &outlet->xapi.text);
    outlet->rows++;
    return true;
}

static bool export_xapi(Store *store, const LogFilter *filter, Outlet *outlet, Err *err) {
    outlet->xapi.text.arena = &outlet->arena;
    xapi_begin(&outlet->xapi);
    bool ok = log_each(store, filter, put_xapi, outlet, err);
    xapi_end(&outlet->xapi);
    flush_text(outlet, &outlet->xapi.text);
    return ok;
}

static const struct {
    const char *name;
    bool (*write)(Store *store, const LogFilter *filter, Outlet *outlet, Err *err);
} FORMATS[] = {{"csv", export_csv}, {"xapi", export_xapi}};

enum { FORMAT_COUNT = sizeof FORMATS / sizeof *FORMATS };

static int run_export(StoreJob *job) {
    OpenLog log;
    Outlet outlet = {.xapi = {.actor = job->actor}};
    Err err;
    int format =
        command_choice("--format: ", job->format, FORMATS, FORMAT_COUNT, sizeof *FORMATS, &err);
    if (format < 0) return command_usage("store", &err);
    outlet.file = job->out && !str_same(job->out, "-");
    bool ok = open_log(job, &log, &err);
    if (ok && outlet.file) ok = file_begin(&outlet.writer, job->out, &err);
    if (ok) {
        ok = FORMATS[format].write(log.store, &log.filter, &outlet, &err);
        if (outlet.file) ok = file_end(&outlet.writer, ok, ok ? &err : NULL) && ok;
    }
    if (ok && outlet.file) {
        printf("%s: %s\n", job->out, format_plural(&job->arena, outlet.rows, "attempt"));
    }
    arena_free(&outlet.arena);
    close_log(&log);
    return ok ? EXIT_DONE : command_fail(&err);
}

static const struct {
    const char *word, *operand;
    int (*run)(StoreJob *job);
} WORDS[] = {
    {"check", NULL, run_check}, {"backup", NULL, run_backup}, {"restore", "FILE", run_restore},
    {"list", NULL, run_list},   {"undo", "RECORD", run_undo}, {"export", NULL, run_export},
};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

static int run(StoreJob *job, const Operands *operands) {
    Err err;
    const char *name = operands->count ? operands->at[0] : "";
    int word = command_choice("", name, WORDS, WORD_COUNT, sizeof *WORDS, &err);
    if (word < 0) return command_usage("store", &err);
    const char *wants = WORDS[word].operand;
    if (operands->count != (wants ? 2 : 1)) {
        err_set(&err, "%s: found %d words behind it, expected %s", name, operands->count - 1,
                wants ? wants : "none");
        return command_usage("store", &err);
    }
    job->operand = wants ? operands->at[1] : NULL;
    return WORDS[word].run(job);
}

int cmd_store(int argc, char **argv) {
    const char *path = NULL, *most = NULL;
    StoreJob job = {.format = "", .actor = "anonymous", .most = LIST};
    const CommandOption options[] = {
        {"--store", "FILE", "the store (where answers are kept)", &path, NULL},
        {"--most", "N", "list: the N attempts done last (20)", &most, NULL},
        {"--card", "ID", "list, export: only this card", &job.card, NULL},
        {"--format", "csv|xapi", "export: rows, or statements for a record store", &job.format,
         NULL},
        {"--actor", "NAME", "export: whose statements they are (anonymous)", &job.actor, NULL},
        {"-o", "FILE", "export: write to this file instead of standard output", &job.out, NULL},
        {"--due", NULL, "backup: only if there is none of today", NULL, &job.due},
    };
    Operands operands = {.most = 2};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    if (code >= 0) return code;
    Err err;
    if (most && !command_number("--most", most, 1, LIST_MOST, &job.most, &err)) {
        return command_usage("store", &err);
    }
    if (!str_valid(job.actor, strlen(job.actor), NULL) || strlen(job.actor) > 200) {
        err_set(&err, "--actor: expected at most 200 bytes of UTF-8");
        return command_usage("store", &err);
    }
    job.path = filename_target(path ? path : session_store_path(&job.arena), &job.arena);
    code = run(&job, &operands);
    arena_free(&job.arena);
    return code;
}
