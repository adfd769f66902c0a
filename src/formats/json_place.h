// Whether a text is well-formed JSON, and at which line and column a value stands: what cJSON does not tell.
//
// Stricter than cJSON 1.7: nothing may follow the value, keys appear once, numbers are finite, \u0000 and lone surrogates are
// refused, and nesting, members and values are bounded. What passes here is parsed by cJSON without a surprise.
#ifndef FORMATS_JSON_PLACE_H
#define FORMATS_JSON_PLACE_H

#include "base/file.h"

enum { JSON_DEPTH_MAX = 32, JSON_MEMBER_MAX = 4096, JSON_VALUE_MAX = 1000000 };

// Both from 1; columns count characters, not bytes.
typedef struct JsonPlace {
    int line, column;
} JsonPlace;

// Checks everything, without recursion. A byte order mark is passed over. On failure *place is where, and the error says what
// was found and what is allowed, without the place.
bool json_check(Bytes json, JsonPlace *place, Err *err);

// Where the value of a JSON pointer (RFC 6901) stands in a text that was checked; of the nearest value around it if there is
// none.
JsonPlace json_find(Bytes json, const char *pointer);
// The same for several pointers, in one pass over the text. places: (count)
void json_find_all(Bytes json, const char *const *pointers, int count, JsonPlace *places);

#endif
