// Whether a figure understands one entry of a card's preset: for authors, when a card is checked.
#ifndef APP_PRESET_CHECK_H
#define APP_PRESET_CHECK_H

#include "base/err.h"
#include "card/card.h"

// The error says what was found and what is allowed, with the nearest key for a name that does not exist.
bool preset_check(const Value *entry, Err *err);

// Whether a prediction can move this setting of the figure `view`: one that a card may preset, with one value, within the range
// of the figure's control if it has one in its table. For entries that pass preset_check.
bool preset_move_check(const char *view, const Value *entry, Err *err);

#endif
