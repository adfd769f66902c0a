// A task with variables is a template. A form of it is one set of their values, drawn by the seed of an attempt.
//
// The same task and seed always give the same form. Every form is drawn equally often.
#ifndef CARD_TASK_FORM_H
#define CARD_TASK_FORM_H

#include "card/card.h"

// The values of task->variables, in turn; their names are the task's. Zero is the only form of a task without variables.
typedef struct TaskForm {
    ExprVariable values[EXPR_VARIABLE_MAX + 1]; // room for what a diagnosis adds to a text
    int count;
} TaskForm;

// False: a variable's sum has no value ("n: …"); it and what follows are 0.
bool task_form(const Task *task, uint64_t seed, TaskForm *out, Err *err);

// How many forms there are, at least 1, at most INT64_MAX; and form `index` of them, from 0.
int64_t task_form_count(const Task *task);
bool task_form_at(const Task *task, int64_t index, TaskForm *out, Err *err);

// "L = 2,048, d = 64": the values that were drawn (a sum of them might give the answer away); "" if there are none.
char *task_form_words(Arena *arena, const Task *task, const TaskForm *form);
// The same of those that neither the prompt nor an option names.
char *task_form_untold(Arena *arena, const Task *task, const TaskForm *form);

// A number as people read it: "2,048", "−0.25", "1e−9".
char *task_number(Arena *arena, double value);

// The document with {name} replaced by the value of that name everywhere but in formulas. *doc itself if there is nothing to
// replace; what is new is in the arena.
Doc task_text(Arena *arena, const Doc *doc, const TaskForm *form);

// The figure as this form of the task shows it: numbers stand for the calculations in its preset, none (NaN) for what has no
// value. What is new is in the arena.
bool value_has_sums(const Value *value);
Visual task_visual(Arena *arena, const Visual *visual, const TaskForm *form);

// Whether the text has {name} where it is replaced.
bool task_text_names(const Doc *doc, const char *name);

// The value of a sum of the form's variables and `more` (which may be NULL). Their count is at most EXPR_VARIABLE_MAX.
bool task_value(const Sum *sum, const TaskForm *form, const ExprScope *more, double *out, Err *err);

#endif
