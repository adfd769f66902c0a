// Collects the text of an export and what it leaves out.
#include "formats/export.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void export_add(ArenaText *text, const char *more) {
    arena_text_add(text, more, strlen(more));
}

// Numbers and ids: what is longer than the buffer is text and goes through export_add.
void export_addf(ArenaText *text, const char *format, ...) {
    char piece[600];
    va_list args;
    va_start(args, format);
    vsnprintf(piece, sizeof piece, format, args);
    va_end(args);
    export_add(text, piece);
}

void export_leave(Export *out, const char *format, ...) {
    char line[600];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    Arena *arena = out->text.arena;
    out->left =
        arena_grow(arena, out->left, out->left_count, &out->left_capacity, sizeof *out->left);
    out->left[out->left_count++] = arena_copy(arena, line);
}

void export_leave_forms(Export *out, const Task *task, const TaskForm *form) {
    if (task->variable_count == 0) return;
    export_leave(out, "%s: all its forms but %s", task->id,
                 task_form_words(out->text.arena, task, form));
}
