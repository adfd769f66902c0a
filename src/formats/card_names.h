// Variables of tasks in their texts: names that stand for nothing, and variables that nothing uses. Private to the card loader.
#ifndef FORMATS_CARD_NAMES_H
#define FORMATS_CARD_NAMES_H

#include "formats/card_json.h"

void card_check_names(const Card *card, bool strict, CardIssues *issues);

#endif
