// What is wrong with a card, collected: each with its place in the file, at most CARD_ISSUE_MAX of them.
#ifndef FORMATS_CARD_ISSUES_H
#define FORMATS_CARD_ISSUES_H

#include "formats/card_json.h"
#include "formats/json_place.h"

// Adds "path:line:column: pointer: text"; the place is looked up in `json` (which may be empty: then "path: text").
void issue_add(CardIssues *issues, bool warning, const Card *card, const char *pointer,
               const char *text);

// Adds a line about the file as a whole, or at a place that is known.
void issue_add_line(CardIssues *issues, CardIssue issue);

// Into the order of the file; equal places keep their order.
void issues_sort(CardIssues *issues);

// Text for a message, in the arena: at most 60 bytes of it, cut between characters, line ends as spaces.
const char *issue_excerpt(Arena *arena, const char *text);

#endif
