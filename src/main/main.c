// Phasor: help, version, or the subcommand that was asked for.
#include "base/str.h"
#include "main/command.h"

#include <stdio.h>

int main(int argc, char **argv) {
    const char *word = argc > 1 ? argv[1] : "";
    if (str_same(word, "--help") || str_same(word, "-h") || str_same(word, "help")) {
        return command_help();
    }
    if (str_same(word, "--version")) {
        puts("phasor " PHASOR_VERSION);
        return EXIT_DONE;
    }
    const Command *command = command_find(word);
    if (command) return command->run(argc - 1, argv + 1);
    command = command_first();
    char name[32];
    snprintf(name, sizeof name, "%s", command->word);
    argv[0] = name; // for --help and what is said about options
    return command->run(argc, argv);
}
