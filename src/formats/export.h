// A card in another program's format: its text, and what that format could not hold.
#ifndef FORMATS_EXPORT_H
#define FORMATS_EXPORT_H

#include "card/task_form.h"

typedef struct Export {
    ArenaText text;
    int tasks;         // how many were written
    const char **left; // what was left out, one sentence each, without a full stop
    int left_count, left_capacity;
} Export;

void export_leave(Export *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Says which form of a template was written, if the task is one.
void export_leave_forms(Export *out, const Task *task, const TaskForm *form);

// Adds a C string; printf.
void export_add(ArenaText *text, const char *more);
void export_addf(ArenaText *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
