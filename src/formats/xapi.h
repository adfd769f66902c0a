// Attempts as statements of the Experience API (xAPI 1.0.3), which learning record stores read.
#ifndef FORMATS_XAPI_H
#define FORMATS_XAPI_H

#include "base/arena.h"
#include "card/attempt_row.h"

// A list of statements that is being written; zero it, set `text.arena` and `actor`. The text may be taken and the arena
// reset between two additions.
typedef struct Xapi {
    ArenaText text;
    const char *actor; // name of the account the statements are about, UTF-8, at most 200 bytes
    int64_t count;     // statements so far
} Xapi;

// The beginning and the end of the JSON array, and what is between: an attempt is one statement, with the verb "answered",
// or "attempted" if it is not done, and the same id each time it is exported; one that was undone is followed by a
// statement that voids it. Confidence and rating are extensions of the result; a test is a registration. The task is
// urn:phasor:card:CARD:task:TASK.
void xapi_begin(Xapi *out);
void xapi_add(Xapi *out, const AttemptRow *row);
void xapi_end(Xapi *out);

#endif
