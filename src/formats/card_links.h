// What a card's texts refer to. Private to the card loader.
#ifndef FORMATS_CARD_LINKS_H
#define FORMATS_CARD_LINKS_H

#include "formats/card_json.h"

// Inside the card: citations, [[#section]] links, and formulas.
void card_check_texts(const Card *card, CardParse how, CardIssues *issues);

#endif
