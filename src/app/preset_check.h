// Whether a figure understands one entry of a card's preset: for authors, when a card is checked.
#ifndef APP_PRESET_CHECK_H
#define APP_PRESET_CHECK_H

#include "base/err.h"
#include "card/card.h"

// The error says what was found and what is allowed, with the nearest key for a name that does not exist.
bool preset_check(const Value *entry, Err *err);

#endif
