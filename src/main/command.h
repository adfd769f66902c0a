// A subcommand, its options, and how they are read from the command line.
#ifndef MAIN_COMMAND_H
#define MAIN_COMMAND_H

#include "base/err.h"

#include <stdbool.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

// One option of a command. `value` is its meaning in the help ("FILE"), NULL for a switch.
typedef struct CommandOption {
    const char *name, *value, *help; // "--size", "WxH", "…"
    const char **text;               // where the value goes
    bool *on;                        // where a switch goes
} CommandOption;

typedef struct Command {
    const char *word, *arguments, *summary;
    int (*run)(int argc, char **argv); // argv[0] is the command's word
} Command;

extern const Command COMMANDS[];
extern const int COMMAND_COUNT;

#define COMMAND(name, word, arguments, summary) int cmd_##name(int argc, char **argv);
#include "main/commands.def"
#undef COMMAND

enum { OPERANDS_MOST = 256 };

// What is left when the options are taken out.
typedef struct Operands {
    const char *at[OPERANDS_MOST];
    int count;
} Operands;

// Reads the options of a command. Returns −1 to go on, or the exit code: after --help (printed), or after a mistake (one line
// on standard error, EXIT_USAGE).
int command_read(int argc, char **argv, const CommandOption *options, int count,
                 Operands *operands);

// One line on standard error, "phasor: …"; returns EXIT_FAILED.
int command_fail(const Err *err);

#endif
