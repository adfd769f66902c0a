// Text for people in a terminal: wrapped at its width, in colour only where colour is wanted.
#ifndef MAIN_TERMINAL_H
#define MAIN_TERMINAL_H

#include "base/arena.h"

#include <stdbool.h>

typedef enum Ink { INK_PLAIN, INK_STRONG, INK_FAINT, INK_ACCENT, INK_RIGHT, INK_WRONG } Ink;

typedef struct Terminal {
    int width; // columns, at least TERMINAL_LEAST
    bool color;
} Terminal;

enum { TERMINAL_LEAST = 24 };

// Standard output as it is now: $COLUMNS, else what the terminal says, else 80 columns. Colour if it is a terminal, NO_COLOR
// is unset or empty and TERM is not dumb.
Terminal terminal_new(void);

// Prints `lead` and then the text (UTF-8), broken at spaces into lines of at most the width; lines after the first begin
// below the text. `lead` must fit. Control characters are left out: a card's text cannot steer the terminal.
void terminal_print(const Terminal *terminal, Ink ink, const char *lead, const char *text);

enum { TERMINAL_LINE_MAX = 200 };

// Asks, and reads one line from standard input without the spaces around it; what is longer than TERMINAL_LINE_MAX bytes is
// dropped. False at its end.
bool terminal_ask(const Terminal *terminal, const char *question, char line[TERMINAL_LINE_MAX + 1]);

#endif
