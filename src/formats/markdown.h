// The CommonMark subset of cards into a Doc: paragraphs, headings, lists, quotes, emphasis, code, links, $math$, $$math$$,
// [[card#section|label]] and [@citation].
#ifndef FORMATS_MARKDOWN_H
#define FORMATS_MARKDOWN_H

#include "base/arena.h"
#include "base/doc.h"
#include "base/err.h"

enum { MARKDOWN_BYTES_MAX = 64 << 10, MARKDOWN_DEPTH_MAX = 16 };

// Everything is copied into the arena. `home` is the card that a [[#section]] link means; "" if there is none. A link
// without a label is labelled with its section, or else its card. A display formula is a block of its own; what follows
// it in its paragraph is the next block. Paragraphs inside a list have the list's depth as their level.
// Fails for text longer than MARKDOWN_BYTES_MAX and for what the subset has no form for: tables, images, HTML, rules, nesting
// deeper than MARKDOWN_DEPTH_MAX, links to other than http, https and mailto, [[…]] that names no card. *out then has no blocks.
bool markdown_parse(Arena *arena, const char *text, const char *home, Doc *out, Err *err);

#endif
