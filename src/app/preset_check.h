// Whether a figure understands a card's preset, and its controls: for authors, when a card is checked.
#ifndef APP_PRESET_CHECK_H
#define APP_PRESET_CHECK_H

#include "base/err.h"
#include "card/card.h"

// Entry `index` of the preset: a key that the figure reads, with a value that is drawn as it stands. The error says what was
// found and what is allowed, with the nearest key for a name that does not exist.
bool preset_check(const Visual *visual, int index, Err *err);

// Whether the figure follows the control over its whole range.
bool preset_control_check(const Visual *visual, const Control *control, Err *err);

// Where the control stands when the figure opens.
double preset_control_start(const Visual *visual, const Control *control);

// Whether a prediction can move this setting of the figure `view`: one that a card may preset, with one value, within the range
// of the figure's control if it has one in its table. For entries that pass preset_check.
bool preset_move_check(const char *view, const Value *entry, Err *err);

#endif
