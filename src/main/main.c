// Phasor: help, version, or the subcommand that was asked for.
#include "base/str.h"
#include "main/command.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

// Standard streams that are closed must not become the next files that are opened: what is printed would go into them.
static void keep_streams(void) {
    int file = 0;
    while (file >= 0 && file <= STDERR_FILENO) file = open("/dev/null", O_RDONLY);
    if (file >= 0) close(file);
}

// What was printed is only done when it has arrived.
static int end_output(int code) {
    bool arrived = fflush(stdout) == 0 && !ferror(stdout);
    if (arrived) return code;
    fputs("phasor: standard output cannot be written\n", stderr);
    return code == EXIT_DONE ? EXIT_FAILED : code;
}

static int run(int argc, char **argv) {
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
    // Two words begin no window, so the first was meant as a command.
    if (argc > 2 && argv[2][0] != '-' && command_near(word)) {
        fprintf(stderr, "phasor: there is no command \"%s\", did you mean \"%s\"?\n", word,
                command_near(word)->word);
        return EXIT_USAGE;
    }
    command = command_first();
    char name[32];
    snprintf(name, sizeof name, "%s", command->word);
    argv[0] = name; // for --help and what is said about options
    return command->run(argc, argv);
}

int main(int argc, char **argv) {
    keep_streams();
    // A file beyond the system's limit is a write that fails and is said, not the end of the program.
    (void)signal(SIGXFSZ, SIG_IGN);
    return end_output(run(argc, argv));
}
