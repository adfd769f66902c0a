// SDL's events into one frame of UiInput.
#ifndef SDL_INPUT_H
#define SDL_INPUT_H

#include "ui/input.h"

#include <SDL.h>

// True if the frame can still take the event without hiding something that happened before it: a click, a drag, a key
// beyond UI_KEYS_MOST. If not, it belongs to the next frame.
bool input_has_room(const UiInput *in, const SDL_Event *event);

// Adds the event. `points`: logical pixels per unit of SDL's window coordinates.
void input_add(UiInput *in, const SDL_Event *event, double points);

// The frame after `before`: what is held stays, what happened is forgotten.
UiInput input_next(const UiInput *before);

#endif
