// HTML in questions from elsewhere as a card's Markdown. Private to formats/gift.
#ifndef FORMATS_GIFT_HTML_H
#define FORMATS_GIFT_HTML_H

#include "base/arena.h"

#include <stdbool.h>

// Paragraphs, line ends, lists, bold, italic and code are kept, other tags dropped; \(…\), \[…\] and $$…$$ are formulas.
const char *gift_from_html(Arena *arena, const char *html);

// Text of n bytes in which Markdown finds nothing to do: what it could take for its own is escaped.
void gift_put_plain(ArenaText *out, const char *text, size_t n);

// A formula without its delimiters, as a card's; as plain text if it cannot be one.
void gift_put_formula(ArenaText *out, const char *tex, bool display);

#endif
