// Phasor: the table of subcommands, help and version.
#include "base/str.h"
#include "main/command.h"

#include <stdio.h>
#include <string.h>

const Command COMMANDS[] = {
#define COMMAND(name, text, list, what) \
    {.word = (text), .arguments = (list), .summary = (what), .run = cmd_##name},
#include "main/commands.def"
#undef COMMAND
};
const int COMMAND_COUNT = sizeof COMMANDS / sizeof *COMMANDS;

static int print_help(void) {
    puts("Phasor, a course card that computes: positional encodings and length generalization.\n");
    puts("usage: phasor [FILE|ID]            open the window on a card");
    puts("       phasor COMMAND [OPTIONS]    one of these:\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        printf("  %-8s %-22s %s\n", COMMANDS[i].word, COMMANDS[i].arguments, COMMANDS[i].summary);
    }
    puts("\n  phasor COMMAND --help   its options\n  phasor --version");
    return EXIT_DONE;
}

static const Command *command_find(const char *word) {
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (str_same(COMMANDS[i].word, word)) return &COMMANDS[i];
    }
    return NULL;
}

static int usage_error(const char *command, const char *what, const char *word) {
    fprintf(stderr, "phasor %s: %s %s (phasor %s --help lists the options)\n", command, word, what,
            command);
    return EXIT_USAGE;
}

static int print_command_help(const char *word, const CommandOption *options, int count) {
    const Command *command = command_find(word);
    if (command) {
        printf("usage: phasor %s %s\n%s\n\n", command->word, command->arguments, command->summary);
    }
    for (int i = 0; i < count; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s %s", options[i].name,
                 options[i].value ? options[i].value : "");
        printf("  %-24s %s\n", name, options[i].help);
    }
    return EXIT_DONE;
}

static const CommandOption *option_find(const CommandOption *options, int count, const char *name) {
    for (int i = 0; i < count; i++) {
        if (str_same(options[i].name, name)) return &options[i];
    }
    return NULL;
}

int command_read(int argc, char **argv, const CommandOption *options, int count,
                 Operands *operands) {
    operands->count = 0;
    bool only_operands = false;
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (only_operands || word[0] != '-' || word[1] == '\0') {
            if (operands->count == OPERANDS_MOST) {
                return usage_error(argv[0], "is one argument too many", word);
            }
            operands->at[operands->count++] = word;
        } else if (str_same(word, "--")) {
            only_operands = true;
        } else if (str_same(word, "--help") || str_same(word, "-h")) {
            return print_command_help(argv[0], options, count);
        } else {
            const CommandOption *option = option_find(options, count, word);
            if (!option) return usage_error(argv[0], "is not an option of this command", word);
            if (option->on) {
                *option->on = true;
            } else if (++i < argc) {
                *option->text = argv[i];
            } else {
                return usage_error(argv[0], "needs a value", word);
            }
        }
    }
    return -1;
}

int command_fail(const Err *err) {
    fprintf(stderr, "phasor: %s\n", err->text);
    return EXIT_FAILED;
}

int main(int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    if (str_same(word, "--help") || str_same(word, "-h") || str_same(word, "help")) {
        return print_help();
    }
    if (str_same(word, "--version")) {
        puts("phasor " PHASOR_VERSION);
        return EXIT_DONE;
    }
    const Command *command = command_find(word);
    if (command) return command->run(argc - 1, argv + 1);
    argv[0] = (char[]){"window"};
    return COMMANDS[0].run(argc, argv);
}
