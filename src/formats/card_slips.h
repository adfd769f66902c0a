// Slips of the pen in a card's texts, which are read as something else than was meant. Private to the loader and to the import of
// GIFT.
#ifndef FORMATS_CARD_SLIPS_H
#define FORMATS_CARD_SLIPS_H

#include "formats/card_shape.h"

// Backslashes that JSON took for its own: an error for each control character that no text has, and in a formula for tabs and
// line ends that a command began with ("\theta" instead of "\\theta"). `formulas`: the text may have some. False if there is one.
bool card_slips_escapes(Reader *reader, const Node *node, const char *text, bool formulas);

// The first of these characters, NULL if there is none.
const char *card_slips_find(const char *text, bool formulas);

// Warns of a dollar that begins no formula although it looks like one that does.
void card_slips_dollars(Reader *reader, const Node *node, const char *text);

#endif
