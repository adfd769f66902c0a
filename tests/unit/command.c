// Options are read from a command line, and what is wrong with it is said in one line.
#include "main/command.h"

#include "base/str.h"
#include "support/test.h"

#include <stdlib.h>
#include <unistd.h>

enum { WORDS_MOST = 8 };

// What one reading gave.
typedef struct Reading {
    int code;
    const char *size;
    bool fast;
    Operands operands;
    char out[2000], err[400];
} Reading;

static void take(FILE *file, char *to, size_t size) {
    rewind(file);
    to[fread(to, 1, size - 1, file)] = '\0';
    CHECK(fclose(file) == 0);
}

// Sends a stream to a file; returns the stream's own descriptor.
static int divert(FILE *stream, FILE *to) {
    (void)fflush(stream);
    int own = dup(fileno(stream));
    CHECK(own >= 0 && dup2(fileno(to), fileno(stream)) >= 0);
    return own;
}

static void restore(FILE *stream, int own) {
    (void)fflush(stream);
    CHECK(dup2(own, fileno(stream)) >= 0);
    close(own);
}

// Reads the words, parted by spaces, as `phasor WORDS`.
static Reading read_line(const char *line, int most) {
    char words[200], *argv[WORDS_MOST + 1] = {0}, *rest = NULL;
    int argc = 0;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        argv[argc++] = word;
    }
    static char kept[WORDS_MOST][40]; // what the reading points to must outlive it
    for (int i = 0; i < argc; i++) {
        snprintf(kept[i], sizeof kept[i], "%s", argv[i]);
        argv[i] = kept[i];
    }
    Reading reading = {.size = "none", .operands = {.most = most}};
    const CommandOption options[] = {{"--size", "WxH", "of the window", &reading.size, NULL},
                                     {"--fast", NULL, "without waiting", NULL, &reading.fast}};
    FILE *out = tmpfile(), *err = tmpfile();
    CHECK(out && err);
    int own_out = divert(stdout, out), own_err = divert(stderr, err);
    reading.code = command_read(argc, argv, options, 2, &reading.operands);
    restore(stdout, own_out);
    restore(stderr, own_err);
    take(out, reading.out, sizeof reading.out);
    take(err, reading.err, sizeof reading.err);
    return reading;
}

static void options_and_operands_come_in_any_order(void) {
    Reading reading = read_line("quiz rope --size 3x4 --fast", 1);
    CHECK(reading.code == -1 && reading.fast && reading.operands.count == 1);
    CHECK_TEXT(reading.size, "3x4");
    CHECK_TEXT(reading.operands.at[0], "rope");
}

static void several_operands_and_none_are_fine(void) {
    Reading reading = read_line("quiz --fast a b c", OPERANDS_MOST);
    CHECK(reading.code == -1 && reading.operands.count == 3);
    CHECK_TEXT(reading.size, "none");
    CHECK_TEXT(reading.operands.at[2], "c");
    reading = read_line("quiz", 0);
    CHECK(reading.code == -1 && reading.operands.count == 0 && !reading.fast);
    CHECK_TEXT(reading.out, "");
    CHECK_TEXT(reading.err, "");
}

static void behind_two_dashes_nothing_is_an_option(void) {
    Reading reading = read_line("quiz -- --fast --help", 2);
    CHECK(reading.code == -1 && !reading.fast && reading.operands.count == 2);
    CHECK_TEXT(reading.operands.at[0], "--fast");
    CHECK_TEXT(reading.operands.at[1], "--help");
    reading = read_line("quiz - -- --", 2);
    CHECK(reading.code == -1 && reading.operands.count == 2);
    CHECK_TEXT(reading.operands.at[0], "-");
    CHECK_TEXT(reading.operands.at[1], "--");
}

static void a_value_may_look_like_an_option(void) {
    Reading reading = read_line("quiz --size --fast", 1);
    CHECK(reading.code == -1 && !reading.fast);
    CHECK_TEXT(reading.size, "--fast");
}

static void mistakes_are_said_in_one_line(void) {
    static const struct {
        const char *line;
        int most;
        const char *said;
    } ROWS[] = {
        {"quiz --slow", 1, "phasor quiz: found \"--slow\", which is not an option"},
        {"quiz -f", 1, "phasor quiz: found \"-f\", which is not an option"},
        {"quiz --size", 1, "phasor quiz: --size: expected WxH behind it"},
        {"quiz a b", 1, "phasor quiz: found \"b\", expected 1 argument at most"},
        {"quiz a b c", 2, "phasor quiz: found \"c\", expected 2 arguments at most"},
        {"bench a", 0, "phasor bench: found \"a\", expected no argument"},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Reading reading = read_line(ROWS[i].line, ROWS[i].most);
        CHECK(reading.code == EXIT_USAGE);
        CHECK_TEXT(reading.out, "");
        CHECK(str_starts(reading.err, ROWS[i].said));
        char *end = strchr(reading.err, '\n');
        CHECK(end && end[1] == '\0' && strstr(reading.err, " --help lists the options)\n"));
    }
}

static void help_lists_every_option_in_one_column(void) {
    Reading reading = read_line("quiz --size 1x1 --help --slow", 0);
    CHECK(reading.code == EXIT_DONE);
    CHECK_TEXT(reading.err, "");
    CHECK_TEXT(reading.out, "usage: phasor quiz [FILE|ID]\n"
                            "answer the questions in this terminal\n\n"
                            "  --size WxH               of the window\n"
                            "  --fast                   without waiting\n");
}

// Where a command's summary begins, in characters; −1 if it is not in the help.
static int column_of(const char *help, const char *summary) {
    const char *at = strstr(help, summary), *line = at;
    while (line && line > help && line[-1] != '\n') line--;
    return at ? str_length(line, (size_t)(at - line)) : -1;
}

static void the_summaries_of_all_commands_stand_in_one_column(void) {
    char help[2000];
    FILE *out = tmpfile();
    int own = divert(stdout, out), code = command_help();
    restore(stdout, own);
    take(out, help, sizeof help);
    CHECK(code == EXIT_DONE);
    static const char *const SUMMARIES[] = {
#define COMMAND(name, word, arguments, summary) summary,
#include "main/commands.def"
#undef COMMAND
    };
    int column = column_of(help, SUMMARIES[0]);
    CHECK(column > 0);
    for (size_t i = 1; i < sizeof SUMMARIES / sizeof *SUMMARIES; i++) {
        CHECK(column_of(help, SUMMARIES[i]) == column);
    }
}

static void commands_are_found_by_their_word(void) {
    CHECK(command_find("window") == command_first());
    CHECK(command_find("check") != NULL && command_find("checks") == NULL);
    CHECK(command_find("") == NULL);
}

static void numbers_have_bounds(void) {
    double number = 0;
    Err err = {0};
    CHECK(command_scale("1.5", &number, &err) && number == 1.5);
    CHECK(!command_scale("nine", &number, &err));
    CHECK_TEXT(err.text, "--scale: found \"nine\", expected a number from 0.5 to 4");
    CHECK(!command_scale("9", &number, &err));
}

static void a_misspelt_command_is_guessed(void) {
    CHECK(command_near("chekc") == command_find("check"));
    CHECK(command_near("rneder") == command_find("render"));
    CHECK(!command_near("my-card.json") && !command_near("x") && !command_near(""));
}

static void a_choice_is_one_of_a_table(void) {
    static const struct {
        const char *name;
        int number;
    } ROWS[] = {{"one", 1}, {"two", 2}, {"three", 3}};

    Err err = {0};
    CHECK(command_choice("--x: ", "three", ROWS, 3, sizeof *ROWS, &err) == 2 && !*err.text);
    CHECK(command_choice("--x: ", "thre", ROWS, 3, sizeof *ROWS, &err) == -1);
    CHECK_TEXT(err.text, "--x: found \"thre\", expected one, two or three");
    CHECK(command_choice("", "two", ROWS, 1, sizeof *ROWS, &err) == -1);
    CHECK_TEXT(err.text, "found \"two\", expected one");
}

int main(void) {
    a_misspelt_command_is_guessed();
    options_and_operands_come_in_any_order();
    several_operands_and_none_are_fine();
    behind_two_dashes_nothing_is_an_option();
    a_value_may_look_like_an_option();
    mistakes_are_said_in_one_line();
    help_lists_every_option_in_one_column();
    the_summaries_of_all_commands_stand_in_one_column();
    commands_are_found_by_their_word();
    numbers_have_bounds();
    a_choice_is_one_of_a_table();
    return test_end();
}
