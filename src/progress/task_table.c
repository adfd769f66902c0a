// A hash table with open addressing, at most half full.
#include "progress/task_table.h"

#include "base/str.h"

#include <stdint.h>

static uint32_t hash_of(const char *card, const char *task) {
    uint32_t hash = 2166136261u;
    for (; *card; card++) hash = (hash ^ (unsigned char)*card) * 16777619u;
    hash = (hash ^ '/') * 16777619u;
    for (; *task; task++) hash = (hash ^ (unsigned char)*task) * 16777619u;
    return hash;
}

// Where the names are in the table, or where they go.
static int place_of(const TaskTable *table, const char *card, const char *task) {
    int at = (int)(hash_of(card, task) % (uint32_t)table->place_count);
    while (table->places[at] >= 0) {
        const struct TaskName *name = &table->names[table->places[at]];
        if (str_same(name->card, card) && str_same(name->task, task)) break;
        at = at + 1 == table->place_count ? 0 : at + 1;
    }
    return at;
}

static void grow(TaskTable *table, Arena *arena) {
    if (2 * (table->count + 1) < table->place_count) return;
    table->place_count = table->place_count ? 2 * table->place_count : 256;
    table->places = arena_array(arena, (size_t)table->place_count, sizeof *table->places);
    for (int i = 0; i < table->place_count; i++) table->places[i] = -1;
    for (int i = 0; i < table->count; i++) {
        table->places[place_of(table, table->names[i].card, table->names[i].task)] = i;
    }
}

int task_table_number(TaskTable *table, const char *card, const char *task, Arena *arena) {
    grow(table, arena);
    int at = place_of(table, card, task);
    if (table->places[at] >= 0) return table->places[at];
    table->names =
        arena_grow(arena, table->names, table->count, &table->capacity, sizeof *table->names);
    table->names[table->count] =
        (struct TaskName){arena_copy(arena, card), arena_copy(arena, task)};
    table->places[at] = table->count;
    return table->count++;
}
