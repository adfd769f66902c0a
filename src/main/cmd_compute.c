// phasor compute: answers requests of files, compares answers with what the files expect, or prints a scheme's numbers.
#include "base/str.h"
#include "compute/compute.h"
#include "compute/model.h"
#include "main/command.h"
#include "main/compute_scheme.h"

#include <stdio.h>

typedef struct ComputeArguments {
    SchemeWords scheme;
    const char *model;
    bool verify, list;
} ComputeArguments;

static void put_answer(void *user, const char *line) {
    (void)user;
    puts(line);
}

static void put_complaint(void *user, const char *line) {
    (void)user;
    fprintf(stderr, "%s\n", line);
}

// All of standard input, in the arena.
static bool read_input(Arena *arena, Bytes *out, Err *err) {
    enum { PIECE = 1 << 16 };

    ArenaText text = {.arena = arena};
    char *piece = arena_alloc(arena, PIECE);
    size_t n = 0;
    while (text.n <= COMPUTE_FILE_MAX && (n = fread(piece, 1, PIECE, stdin)) > 0) {
        arena_text_add(&text, piece, n);
    }
    if (ferror(stdin)) return err_set(err, "standard input: cannot be read");
    if (text.n > COMPUTE_FILE_MAX) {
        return err_set(err, "standard input: more than the %d bytes that are allowed",
                       COMPUTE_FILE_MAX);
    }
    *out = (Bytes){arena_text_done(&text), text.n};
    return true;
}

static bool read_file(const char *path, size_t most, Arena *arena, Bytes *json, Err *err) {
    return str_same(path, "-") ? read_input(arena, json, err)
                               : file_read(path, most, arena, json, err);
}

static const char *name_of(const char *path) {
    return str_same(path, "-") ? "standard input" : path;
}

static ComputeTally answer_file(const char *path, bool verify) {
    Arena arena = {0};
    Bytes json = {0};
    Err err;
    ComputeTally tally = {.failed = 1};
    if (read_file(path, COMPUTE_FILE_MAX, &arena, &json, &err)) {
        const char *name = name_of(path);
        const ComputeSink sink = {put_answer, put_complaint, NULL};
        tally = verify ? compute_verify(name, json, sink) : compute_text(name, json, sink);
    } else {
        put_complaint(NULL, err.text);
    }
    arena_free(&arena);
    return tally;
}

static int answer_files(const Operands *files, bool verify) {
    ComputeTally sum = {0};
    for (int f = 0; f < files->count; f++) {
        ComputeTally tally = answer_file(files->at[f], verify);
        sum.passed += tally.passed;
        sum.failed += tally.failed;
    }
    if (verify) printf("%d passed, %d failed\n", sum.passed, sum.failed);
    return sum.failed ? EXIT_FAILED : EXIT_DONE;
}

static int report_model(const char *path, const char *format) {
    Arena arena = {0};
    Bytes json = {0};
    Err err;
    const char *report = "";
    bool ok = read_file(path, MODEL_BYTES_MAX, &arena, &json, &err) &&
              model_report(name_of(path), json, format, &arena, &report, &err);
    if (ok) {
        printf("%s%s", report, str_same(format, "json") ? "\n" : "");
    } else {
        put_complaint(NULL, err.text);
    }
    arena_free(&arena);
    return ok ? EXIT_DONE : EXIT_FAILED;
}

// Takes every "--set WORDS" out of the command line, which may name it more than once; returns what is left.
static int take_sets(int argc, char **argv, SchemeWords *words) {
    int left = 1;
    for (int i = 1; i < argc; i++) {
        bool set = str_same(argv[i], "--set") && i + 1 < argc && words->set_count < SCHEME_SETS_MAX;
        if (set) {
            words->set[words->set_count++] = argv[++i];
        } else {
            argv[left++] = argv[i];
        }
    }
    return left;
}

// Whether any option was given that says what to print of a scheme.
static bool has_scheme_words(const SchemeWords *words) {
    return words->set_count > 0 || *words->positions || *words->what || *words->head ||
           *words->content || *words->format || *words->out;
}

static int run(const ComputeArguments *a, const Operands *operands, const char *command) {
    Err err;
    const char *first = operands->count ? operands->at[0] : "";
    if (a->list) return scheme_print_list();
    SchemeWords others = a->scheme;
    others.format = "";
    bool alone = operands->count == 0 && !a->verify && !has_scheme_words(&others);
    if (*a->model && alone) return report_model(a->model, a->scheme.format);
    if (*a->model || operands->count == 0) {
        err_set(&err, *a->model ? "found more than --model FILE, expected --format at most"
                                : "found no file, expected FILE…, SCHEME or --model FILE");
        return command_usage(command, &err);
    }
    bool scheme = operands->count == 1 && !a->verify && scheme_is_meant(first);
    if (scheme) return scheme_print(first, &a->scheme, command);
    if (has_scheme_words(&a->scheme)) {
        err_set(&err, "found options for a scheme, expected one SCHEME (--list lists them)");
        return command_usage(command, &err);
    }
    return answer_files(operands, a->verify);
}

int cmd_compute(int argc, char **argv) {
    ComputeArguments a = {
        .scheme = {.positions = "", .what = "", .head = "", .content = "", .format = "", .out = ""},
        .model = ""};
    const char *none = "";
    argc = take_sets(argc, argv, &a.scheme);
    const CommandOption options[] = {
        {"--verify", NULL, "compare with what the files expect", NULL, &a.verify},
        {"--model", "FILE", "say what positions a model's config.json has", &a.model, NULL},
        {"--list", NULL, "print the schemes and their parameters", NULL, &a.list},
        {"--set", "KEY=VALUE", "a parameter of SCHEME (again for more)", &none, NULL},
        {"--positions", "LIST", "\"0:32\", \"0:1000:100\" or \"5,7,9\" (0:32)", &a.scheme.positions,
         NULL},
        {"--what", "WHAT", "table, freq, bias or logits (the first that there is)", &a.scheme.what,
         NULL},
        {"--head", "N", "one head, from 0 (all)", &a.scheme.head, NULL},
        {"--content", "WORD", "of logits: position, ones or random (position)", &a.scheme.content,
         NULL},
        {"--format", "WORD", "json, csv or npy (json); of a model text or json (text)",
         &a.scheme.format, NULL},
        {"-o", "FILE", "where it goes (standard output)", &a.scheme.out, NULL},
    };
    Operands operands = {.most = OPERANDS_MOST};
    int code = command_read(argc, argv, options, sizeof options / sizeof *options, &operands);
    return code >= 0 ? code : run(&a, &operands, argv[0]);
}
