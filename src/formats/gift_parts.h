// A question of a GIFT file, taken apart but not yet judged. Private to formats/gift.
#ifndef FORMATS_GIFT_PARTS_H
#define FORMATS_GIFT_PARTS_H

#include "base/err.h"
#include "formats/gift_text.h"

enum { GIFT_ANSWER_MAX = 50 };

// A stretch of the file; escapes still in it.
typedef struct Span {
    const char *at, *end;
} Span;

typedef struct GiftAnswer {
    char sign; // '=' or '~'
    bool weighed;
    double weight; // percent; 100 for '=' and 0 for '~' unless weighed
    Span text, feedback;
} GiftAnswer;

typedef enum GiftType {
    GIFT_DESCRIPTION, // no answers at all
    GIFT_ESSAY,
    GIFT_TRUE_FALSE,
    GIFT_CHOICE,
    GIFT_NUMERIC,
    GIFT_MATCHING,
    GIFT_SHORT
} GiftType;

typedef struct GiftQuestion {
    GiftType type;
    GiftFormat format;                // of all its texts, unless they say otherwise
    const char *id;                   // of a comment [id:…], "" if none
    Span title, stem, tail, feedback; // tail: what follows the answers; feedback: the general one
    bool truth;                       // of GIFT_TRUE_FALSE
    GiftAnswer answers[GIFT_ANSWER_MAX];
    int answer_count; // GIFT_TRUE_FALSE: 2, feedback for the wrong and for the right answer
} GiftQuestion;

// False: the error says what is malformed, and *at is where.
bool gift_take_apart(Span block, GiftQuestion *out, const char **at, Err *err);

Span span_trim(Span span);

static inline bool span_empty(Span span) {
    return span.at == span.end;
}

#endif
