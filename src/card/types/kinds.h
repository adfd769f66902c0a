// The kinds of task, and what their files share. Private to the task types.
#ifndef CARD_TYPES_KINDS_H
#define CARD_TYPES_KINDS_H

#include "card/task_kind.h"

#define TASK_TYPE(NAME, name) extern const TaskKind KIND_##name;
#include "card/task_types.def"
#undef TASK_TYPE

// The next word of "a, b,c", without the spaces around it; *at moves behind it and is NULL at the end. False: there is none.
bool answer_next(const char **at, char *word, size_t size);
// Whether every word of the text is an option; says which is not.
bool answer_is_known(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why);
// False, with this reason.
bool answer_refuse(char out[ANSWER_MAX + 1], Err *why, const char *reason);
// Index of the diagnosis of a wrong answer, −1 if there is none.
int answer_diagnosis(const Task *task, const TaskForm *form, const char *answer);
// The texts of the options named, as written.
char *answer_texts(const Task *task, const TaskForm *form, const char *answer, const char *between,
                   Arena *arena);

#endif
