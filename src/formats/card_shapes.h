// The shape of a course card, as tables, and the pieces they share. Private to the card loader and linter.
#ifndef FORMATS_CARD_SHAPES_H
#define FORMATS_CARD_SHAPES_H

#include "formats/card_shape.h"

// Where a row's value goes: a member; a list `things` with its `thing_count`; nowhere.
#define TO(type, member)  .to = offsetof(type, member)
#define LIST(type, thing) .to = offsetof(type, thing##s), .count = offsetof(type, thing##_count)
#define UNKEPT            .to = NOWHERE, .count = NOWHERE

extern const Shape CARD_SHAPE, VISUAL_SHAPE;
extern const char *const DIFFICULTIES[], *const HINT_STAGES[]; // end with NULL

// Complains if the card has no such lesson.
void check_lesson(Reader *reader, const Node *node, const char *id);

// One task: looks at its type, then reads the fields of that type into a Task.
void task_read(Reader *reader, const Node *node, void *task);

// A figure's settings: any object of numbers, words, switches and lists of them. The view is read already.
void preset_read(Reader *reader, const Node *node, Visual *visual);
// The same without asking whether a figure understands it. False if it is no object.
bool preset_values(Reader *reader, const Node *node, const Value **out, int *count);
// Of a task's figure, whose preset was read without asking, once all of the task was read; `node` is the figure's: tells
// calculations of the task's variables from words, and warns of what the figure does not understand.
void preset_finish(Reader *reader, const Node *node, const Task *task, Visual *visual);

#endif
