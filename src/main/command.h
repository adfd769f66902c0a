// A subcommand, its options, and how they are read from the command line.
#ifndef MAIN_COMMAND_H
#define MAIN_COMMAND_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

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

const Command *command_find(const char *word); // NULL if there is none
// The command that a misspelt word may mean, NULL if none is near.
const Command *command_near(const char *word);
const Command *command_first(void); // what runs when no command is named

// Prints what the program can do; returns EXIT_DONE.
int command_help(void);

#define COMMAND(name, word, arguments, summary) int cmd_##name(int argc, char **argv);
#include "main/commands.def"
#undef COMMAND

enum { OPERANDS_MOST = 4096 };

// What is left when the options are taken out.
typedef struct Operands {
    int most; // allowed, set by the caller, up to OPERANDS_MOST
    int count;
    const char *at[OPERANDS_MOST];
} Operands;

// Reads the options of a command. Returns −1 to go on, or the exit code: after --help (printed), or after a mistake (one line
// on standard error, EXIT_USAGE).
int command_read(int argc, char **argv, const CommandOption *options, int count,
                 Operands *operands);

// The number that an option was given, within bounds.
bool command_number(const char *name, const char *text, double lo, double hi, double *out,
                    Err *err);
// That of --scale: device pixels for each logical pixel.
bool command_scale(const char *text, double *out, Err *err);

// Which of `count` rows of `size` bytes, each of which begins with its name, was asked for; −1: "found \"x\", expected a, b
// or c", behind `what` ("--format: ").
int command_choice(const char *what, const char *text, const void *rows, int count, size_t size,
                   Err *err);

// One line on standard error, "phasor COMMAND: … (phasor COMMAND --help lists the options)"; returns EXIT_USAGE.
int command_usage(const char *command, const Err *err);

// One line on standard error, "phasor: …"; returns EXIT_FAILED.
int command_fail(const Err *err);

// "" if the variable is not set.
const char *command_environment(const char *name);

#endif
