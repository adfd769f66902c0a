// The table of subcommands, their help, and how their options are read.
#include "main/command.h"

#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const Command COMMANDS[] = {
#define COMMAND(name, text, list, what) \
    {.word = (text), .arguments = (list), .summary = (what), .run = cmd_##name},
#include "main/commands.def"
#undef COMMAND
};

enum { COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS };

const Command *command_first(void) {
    return &COMMANDS[0];
}

const Command *command_find(const char *word) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (str_same(COMMANDS[i].word, word)) return &COMMANDS[i];
    }
    return NULL;
}

const Command *command_near(const char *word) {
    enum { NEAR = 2 };

    const Command *nearest = NULL;
    int best = NEAR + 1;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        int distance = str_distance(word, COMMANDS[i].word, NEAR);
        if (distance >= best || 2 * distance > (int)strlen(word)) continue;
        best = distance;
        nearest = &COMMANDS[i];
    }
    return nearest;
}

// The text and spaces up to so many characters, at least one; printf's own widths count bytes.
static void put_padded(const char *text, int width) {
    int spaces = width - str_length(text, strlen(text));
    printf("%s%*s", text, spaces > 0 ? spaces : 1, "");
}

int command_help(void) {
    puts("Phasor, a course card that computes: positional encodings and length generalization.\n");
    puts("usage: phasor [FILE|ID]            open the window on a card");
    puts("       phasor COMMAND [OPTIONS]    one of these:\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("  %-8s ", COMMANDS[i].word);
        put_padded(COMMANDS[i].arguments, 32);
        puts(COMMANDS[i].summary);
    }
    puts("\n  phasor COMMAND --help   its options\n  phasor --version");
    return EXIT_DONE;
}

static int print_options(const char *word, const CommandOption *options, int count) {
    const Command *command = command_find(word);
    if (command) {
        printf("usage: phasor %s %s\n%s\n\n", command->word, command->arguments, command->summary);
    }
    for (int i = 0; i < count; i++) {
        char name[64];
        const char *value = options[i].value;
        snprintf(name, sizeof name, "%s%s%s", options[i].name, value ? " " : "",
                 value ? value : "");
        printf("  ");
        put_padded(name, 25);
        puts(options[i].help);
    }
    return EXIT_DONE;
}

static const CommandOption *option_find(const CommandOption *options, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        if (str_same(options[i].name, name)) return &options[i];
    }
    return NULL;
}

static bool add_operand(Operands *operands, const char *word, Err *err) {
    if (operands->count < operands->most) {
        operands->at[operands->count++] = word;
        return true;
    }
    if (operands->most == 0) return err_set(err, "found \"%.200s\", expected no argument", word);
    return err_set(err, "found \"%.200s\", expected %d argument%s at most", word, operands->most,
                   str_plural(operands->most));
}

// Takes the option at argv[*at] and its value.
static bool read_option(int argc, char **argv, int *at, const CommandOption *options, int count,
                        Err *err) {
    const char *word = argv[*at];
    const CommandOption *option = option_find(options, count, word);
    if (!option) return err_set(err, "found \"%.40s\", which is not an option", word);
    if (option->on) {
        *option->on = true;
        return true;
    }
    if (++*at == argc) return err_set(err, "%s: expected %s behind it", word, option->value);
    *option->text = argv[*at];
    return true;
}

int command_read(int argc, char **argv, const CommandOption *options, int count,
                 Operands *operands) {
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        bool operand = only_operands || word[0] != '-' || word[1] == '\0';
        if (!operand && str_same(word, "--")) {
            only_operands = true;
            continue;
        }
        if (!operand && (str_same(word, "--help") || str_same(word, "-h"))) {
            return print_options(argv[0], options, count);
        }
        Err err;
        bool ok = operand ? add_operand(operands, word, &err)
                          : read_option(argc, argv, &i, options, count, &err);
        if (!ok) return command_usage(argv[0], &err);
    }
    return -1;
}

bool command_number(const char *name, const char *text, double lo, double hi, double *out,
                    Err *err) {
    if (str_number(text, out) && *out >= lo && *out <= hi) return true;
    return err_set(err, "%s: found \"%.40s\", expected a number from %g to %g", name, text, lo, hi);
}

bool command_scale(const char *text, double *out, Err *err) {
    return command_number("--scale", text, 0.5, 4, out, err);
}

static const char *row_name(const void *rows, int row, size_t size) {
    return *(const char *const *)(const void *)((const char *)rows + (size_t)row * size);
}

int command_choice(const char *what, const char *text, const void *rows, int count, size_t size,
                   Err *err) {
    char names[200] = "";
    int n = 0;
    for (int row = 0; row < count; row++) {
        const char *name = row_name(rows, row, size), *link = str_link(row, count, " or ");
        if (str_same(name, text)) return row;
        n += snprintf(names + n, sizeof names - (size_t)n, "%s%s", link, name);
        assert((size_t)n < sizeof names);
    }
    err_set(err, "%sfound \"%.40s\", expected %s", what, text, names);
    return -1;
}

int command_usage(const char *command, const Err *err) {
    fprintf(stderr, "phasor %s: %s (phasor %s --help lists the options)\n", command, err->text,
            command);
    return EXIT_USAGE;
}

int command_fail(const Err *err) {
    fprintf(stderr, "phasor: %s\n", err->text);
    return EXIT_FAILED;
}

const char *command_environment(const char *name) {
    const char *value = getenv(name); // NOLINT(concurrency-mt-unsafe): one thread
    return value ? value : "";
}
