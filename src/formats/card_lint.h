// What a card of sound form does badly as a quiz: options that give the key away, tasks without hints or figures, and the like.
#ifndef FORMATS_CARD_LINT_H
#define FORMATS_CARD_LINT_H

#include "formats/card_json.h"

// Adds an issue (an error: this is for authors who want none) for everything that a rule objects to, "[rule] sentence", in
// the order of the file; the same of more than LINT_SAID_MAX tasks once, with their number. A card or a task may allow a rule by
// "x-allow": {"rule": "why"} or ["rule"]; the name of a rule that does not exist is objected to.
void card_lint(const Card *card, CardIssues *issues);

// The rules, in turn: "key-length" and what it objects to.
int card_lint_count(void);
const char *card_lint_id(int rule);
const char *card_lint_says(int rule);

#endif
