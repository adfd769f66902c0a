// The CommonMark subset of cards into a Doc: paragraphs, headings, lists, emphasis, code, $math$, $$math$$, [[wiki]] and [@cite].
#ifndef FORMATS_MARKDOWN_H
#define FORMATS_MARKDOWN_H

#include "base/err.h"
#include "card/doc.h"
#include "base/arena.h"

// Everything is copied into the arena. Fails for what the subset has no form for (tables, images, HTML, nesting deeper
// than 16); `home` is the card that a [[#section]] link means.
bool markdown_parse(Arena *arena, const char *text, const char *home, Doc *out, Err *err);

#endif
