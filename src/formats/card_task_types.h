// The shape of each type of task. Private to the card loader.
#ifndef FORMATS_CARD_TASK_TYPES_H
#define FORMATS_CARD_TASK_TYPES_H

#include "formats/card_shapes.h"

// What every task has.
extern const Shape TASK_SHAPE;

// All fields of a type; for TASK_UNKNOWN those that every task has, and any others.
const Shape *card_task_shape(TaskType type);

#endif
