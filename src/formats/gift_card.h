// A question that was taken apart as a task of a card. Private to formats/gift.
#ifndef FORMATS_GIFT_CARD_H
#define FORMATS_GIFT_CARD_H

#include "formats/gift_parts.h"

struct cJSON;

// Where a task is made: its texts live in `arena`. What had to change is told to `changed`, one sentence each.
typedef struct GiftMaking {
    Arena *arena;
    void (*changed)(void *user, const char *sentence);
    void *user;
} GiftMaking;

// The task, its id still empty; the caller frees it; NULL if the question cannot be one, and the error says why: what is wrong
// with it, or, with *skipped, what cards do not have.
struct cJSON *gift_task(const GiftMaking *making, const GiftQuestion *question, bool *skipped,
                        Err *err);

// Whether cards have tasks of this type; if not, what it is called ("a short answer").
bool gift_type_known(GiftType type, const char **name);

#endif
