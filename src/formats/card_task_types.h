// What a card's file says of each type of task: its fields, and what must hold in every form. One file under types/ for
// each, ending in one CardTaskType. Private to the card loader.
#ifndef FORMATS_CARD_TASK_TYPES_H
#define FORMATS_CARD_TASK_TYPES_H

#include "formats/card_diagnoses.h"
#include "formats/card_proof.h"
#include "formats/card_shapes.h"

typedef struct CardTaskType {
    Shape shape;
    // Evaluates what a task claims in one form, and objects.
    void (*prove)(Proof *proof);
    // Goes over the answers of a form, each with walk_try; what that returns once it is not −1. NULL: cards foresee no wrong
    // answers by a check.
    int (*walk)(Walk *walk);
} CardTaskType;

#define TASK_TYPE(NAME, name) extern const CardTaskType card_type_##name;
#include "card/task_types.def"
#undef TASK_TYPE

// For TASK_UNKNOWN the fields that every task has, and any others; nothing to prove.
const CardTaskType *card_task_type(TaskType type);

// What every task has; the shape of a type has it and these fields more.
extern const Shape TASK_SHAPE;

#define TYPE_SHAPE(word, ...) \
    { .name = word " task", .base = &TASK_SHAPE, .fields = __VA_ARGS__ }

// The parts that they are made of.

// Options of a choice and their order.
extern const Field CARD_OPTION_ITEM;
extern const char *const CARD_OPTION_ORDERS[];

#define OPTIONS_FIELD(fewest, largest)                                                          \
    {                                                                                           \
        "options", FIELD_LIST, true, LIST(Task, option), .least = (fewest), .most = (largest),  \
                                                         .item = &CARD_OPTION_ITEM,             \
                                                         .size = sizeof(Option), .unique = "id" \
    }
#define OPTION_ORDER_FIELD \
    { "option_order", FIELD_CHOICE, TO(Task, option_order), .words = CARD_OPTION_ORDERS }

// Complains unless 1 to `most` of the options are right, which `allowed` says: "exactly one".
void card_correct_check(Reader *reader, const Node *node, const Task *task, int most,
                        const char *allowed);

// Wrong answers that are foreseen, each told by a check; a type in which they have more makes an item of its own.
extern const Field CARD_DIAGNOSIS_ITEM;

#define WRONGS_FIELD(item_)                                                              \
    {                                                                                    \
        "wrong", FIELD_LIST, LIST(Task, wrong), .most = CARD_WRONG_MAX, .item = (item_), \
                                                .size = sizeof(Wrong)                    \
    }
#define DIAGNOSIS_FIELDS                                                  \
    {"check", FIELD_CUSTOM, TO(Wrong, check), .read = card_sum_read},     \
        {"value", FIELD_CUSTOM, TO(Wrong, value), .read = card_sum_read}, \
        {"feedback", FIELD_DOC, true, TO(Wrong, feedback)}, {             \
        "misconception", FIELD_TEXT, TO(Wrong, misconception)             \
    }

void card_wrongs_check(Reader *reader, const Node *node, const Task *task);

// The task's own `check`, which may name what an answer gives names to; that there is a figure.
void card_predicate_check(Reader *reader, const Node *node, const Task *task);
void card_visual_check(Reader *reader, const Node *node);

#endif
