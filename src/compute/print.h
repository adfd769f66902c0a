// Answers as text: one line of JSON each.
#ifndef COMPUTE_PRINT_H
#define COMPUTE_PRINT_H

#include "compute/result.h"

// {"scheme":…,"case":…,"result":{key: {"shape":[…],"dtype":…,"data":[…]} or number, …}}, without a line end. Numbers are the
// shortest decimals that give the same double back; NaN and infinities are null.
const char *print_answer(Arena *arena, const char *scheme, const char *name, const Result *result);

// One number, "null" if it is not finite.
void print_number(ArenaText *text, double value);
// A text in quotes, escaped.
void print_text(ArenaText *text, const char *words);

#endif
