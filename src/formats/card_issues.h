// What is wrong with a card, collected: each with its place in the file, at most CARD_ISSUE_MAX of them.
#ifndef FORMATS_CARD_ISSUES_H
#define FORMATS_CARD_ISSUES_H

#include "formats/card_json.h"
#include "formats/json_place.h"

// Adds what is wrong at a place of the card. The caller ends with issues_place.
void issue_add(CardIssues *issues, bool warning, const char *pointer, const char *text);

// Makes every line "path:line:column: pointer: text", with the places in card->json, and sorts them: into the order of the
// file; equal places keep their order.
void issues_place(CardIssues *issues, const Card *card);

// Adds a line about the file as a whole, or at a place that is known.
void issue_add_line(CardIssues *issues, CardIssue issue);

// Text for a message, in the arena: at most 60 bytes of it, cut between characters, line ends as spaces.
const char *issue_excerpt(Arena *arena, const char *text);

#endif
