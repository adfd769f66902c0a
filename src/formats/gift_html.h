// HTML in questions from elsewhere as a card's Markdown. Private to formats/gift.
#ifndef FORMATS_GIFT_HTML_H
#define FORMATS_GIFT_HTML_H

#include "formats/gift_text.h"

// Paragraphs, line ends, lists, bold, italic and code are kept, scripts become formulas, other tags are dropped; \(…\), \[…\]
// and $$…$$ are formulas. What is lost by that is added to `losses`.
const char *gift_from_html(Arena *arena, const char *source, GiftLosses *losses);

// Whole elements, <sup>…</sup> and the like, whose first tag is at `at` and has n bytes. Each gives the bytes it took, 0 if it
// cannot be kept so, and then has written nothing.
typedef struct Html {
    ArenaText out;
    GiftLosses *losses;
    size_t script_end; // where the formula of the last script ends, if nothing followed
    bool numbered;     // in an <ol>
} Html;

size_t gift_take_superscript(Html *html, const char *at, size_t n);
size_t gift_take_subscript(Html *html, const char *at, size_t n);
size_t gift_take_code(Html *html, const char *at, size_t n);
size_t gift_take_picture(Html *html, const char *at, size_t n);
// A script or a style: with all that is in it.
size_t gift_take_unseen(Html *html, const char *at, size_t n);

// Its characters; the length of the entity at `at`, 0 if it is a plain &.
size_t gift_entity(const char *at, const char **becomes);

// Text of n bytes in which Markdown finds nothing to do: what it could take for its own is escaped.
void gift_put_plain(ArenaText *out, const char *text, size_t n);

// A formula without its delimiters, as a card's; as plain text if it cannot be one.
void gift_put_formula(ArenaText *out, const char *tex, bool display);

#endif
