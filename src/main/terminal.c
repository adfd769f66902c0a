// Wrapping at the terminal's width, colour, and reading lines.
#include "main/terminal.h"

#include "base/str.h"
#include "main/command.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_OTHERWISE = 80, WIDTH_MOST = 1000 };

static int width_now(void) {
    int64_t columns = 0;
    struct winsize size = {0};
    if (!str_integer(command_environment("COLUMNS"), &columns) || columns <= 0) {
        columns = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
    }
    if (columns <= 0) columns = WIDTH_OTHERWISE;
    if (columns < TERMINAL_LEAST) columns = TERMINAL_LEAST;
    return (int)(columns < WIDTH_MOST ? columns : WIDTH_MOST);
}

Terminal terminal_new(void) {
    bool plain = *command_environment("NO_COLOR") || str_same(command_environment("TERM"), "dumb");
    return (Terminal){.width = width_now(), .color = !plain && isatty(STDOUT_FILENO)};
}

static void put_ink(const Terminal *terminal, Ink ink) {
    static const char *const CODES[] = {
        [INK_PLAIN] = "0",   [INK_STRONG] = "1", [INK_FAINT] = "2",
        [INK_ACCENT] = "36", [INK_RIGHT] = "32", [INK_WRONG] = "31"};
    if (terminal->color) printf("\033[%sm", CODES[ink]);
}

static bool is_control(uint32_t code) {
    return code < ' ' || (code >= 0x7F && code < 0xA0);
}

// Prints n bytes without control characters; returns the columns they take.
static int put_word(const char *word, size_t n) {
    int columns = 0;
    for (const char *at = word, *end = word + n; at < end;) {
        const char *from = at;
        if (is_control(str_next(&at, end))) continue;
        (void)fwrite(from, 1, (size_t)(at - from), stdout);
        columns++;
    }
    return columns;
}

// Bytes of the word that fit into so many columns: all of them unless the word alone is wider than a line.
static size_t word_cut(const char *word, size_t n, int columns) {
    const char *at = word, *end = word + n;
    while (at < end && columns-- > 0) str_next(&at, end);
    return (size_t)(at - word);
}

void terminal_print(const Terminal *terminal, Ink ink, const char *lead, const char *text) {
    int indent = str_length(lead, strlen(lead)), column = indent;
    put_ink(terminal, ink);
    fputs(lead, stdout);
    for (const char *at = text + strspn(text, " \n"); *at;) {
        size_t n = word_cut(at, strcspn(at, " \n"), terminal->width - indent);
        int wide = str_length(at, n);
        if (column > indent && column + 1 + wide > terminal->width) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        column += put_word(at, n);
        at += n;
        at += strspn(at, " \n");
    }
    put_ink(terminal, INK_PLAIN);
    putchar('\n');
}

static void trim(char *line) {
    size_t from = strspn(line, " \t\r\n"), n = strlen(line + from);
    memmove(line, line + from, n + 1);
    while (n > 0 && strchr(" \t\r\n", line[n - 1])) line[--n] = '\0';
}

bool terminal_ask(const Terminal *terminal, const char *question,
                  char line[TERMINAL_LINE_MAX + 1]) {
    put_ink(terminal, INK_ACCENT);
    fputs(question, stdout);
    put_ink(terminal, INK_PLAIN);
    putchar(' ');
    if (fflush(stdout) != 0) return false; // nobody sees the question
    int count = 0, c;
    while ((c = getchar()) != EOF && c != '\n') {
        if (count < TERMINAL_LINE_MAX && c != '\0') line[count++] = (char)c;
    }
    line[count] = '\0';
    trim(line);
    // From a pipe nobody has pressed Enter: the line ends here.
    if (!isatty(STDIN_FILENO) || c == EOF) putchar('\n');
    return c != EOF || *line;
}
