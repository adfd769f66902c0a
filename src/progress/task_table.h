// Numbers for tasks by their names: 0, 1, 2 … in the order in which they are met.
#ifndef PROGRESS_TASK_TABLE_H
#define PROGRESS_TASK_TABLE_H

#include "base/arena.h"

// Zero is the empty table.
typedef struct TaskTable {
    struct TaskName {
        const char *card, *task;
    } * names;

    int count, capacity;
    int *places; // numbers by hash of their names, −1 where there is none
    int place_count;
} TaskTable;

// The task's number; a new one if it is not in the table yet, with copies of the names in the arena, which lives as long as
// the table.
int task_table_number(TaskTable *table, const char *card, const char *task, Arena *arena);

#endif
