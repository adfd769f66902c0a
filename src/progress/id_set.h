// A set of numbers of events, such as the attempts that were undone: few among many.
#ifndef PROGRESS_ID_SET_H
#define PROGRESS_ID_SET_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

// Ascending. Zero is the empty set.
typedef struct IdSet {
    int64_t *ids;
    int count, capacity;
} IdSet;

// `arena` lives as long as the set.
void id_set_add(IdSet *set, int64_t id, Arena *arena);
bool id_set_has(const IdSet *set, int64_t id);
void id_set_remove(IdSet *set, int64_t id);

#endif
