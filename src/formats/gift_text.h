// Texts of cards as texts of GIFT questions, and back. Private to formats/gift.
#ifndef FORMATS_GIFT_TEXT_H
#define FORMATS_GIFT_TEXT_H

#include "card/task_form.h"

// Adds the text with every character escaped that GIFT would take for its own.
void gift_put(ArenaText *out, const char *text);

// A card's Markdown as Moodle's: links between sections are their labels, citations [key], formulas \\(…\\) with what Markdown
// would change in them escaped, {name} outside of formulas the value in the form. In the arena, not yet escaped for GIFT.
const char *gift_markdown(Arena *arena, const char *source, const TaskForm *form);

typedef enum GiftFormat { GIFT_MOODLE, GIFT_HTML, GIFT_MARKDOWN, GIFT_PLAIN } GiftFormat;

// "[html]" at the start of a text: moves *at behind it and sets *format; else leaves both.
void gift_take_format(const char **at, const char *end, GiftFormat *format);

// What texts lost on the way in, each once, a sentence without a full stop.
enum { GIFT_LOSS_MAX = 12 };

typedef struct GiftLosses {
    const char *at[GIFT_LOSS_MAX];
    int count;
} GiftLosses;

void gift_lose(GiftLosses *losses, const char *sentence);

// Trimmed, with spaces for control characters that a card's text may not have; with one in a formula, for all that stand before
// a word.
char *gift_without_slips(Arena *arena, const char *text);

// A text between `at` and `end` of a GIFT file as a card's Markdown, trimmed, in the arena. It always parses as Markdown, at
// worst as plain text; NULL if it cannot (too long, characters that are not allowed). "" if nothing is left of it.
const char *gift_unmarkdown(Arena *arena, const char *at, const char *end, GiftFormat format,
                            GiftLosses *losses);

// The same without any format: only GIFT's escapes are read.
char *gift_unescape(Arena *arena, const char *at, const char *end);

// Whether a card may have this text. Two texts that are fine may not be when joined.
bool gift_text_ok(const char *text);

// The first of the characters that no backslash stands before, or `end`.
const char *gift_find(const char *at, const char *end, const char *characters);

#endif
