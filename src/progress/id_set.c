// A sorted list, searched by halves.
#include "progress/id_set.h"

#include <string.h>

// Where a number is, or belongs.
static int place_of(const IdSet *set, int64_t id) {
    int low = 0, high = set->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (set->ids[middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void move(IdSet *set, int from, int to, int count) {
    memmove(&set->ids[to], &set->ids[from], (size_t)count * sizeof *set->ids);
}

bool id_set_has(const IdSet *set, int64_t id) {
    int at = place_of(set, id);
    return at < set->count && set->ids[at] == id;
}

void id_set_add(IdSet *set, int64_t id, Arena *arena) {
    if (id_set_has(set, id)) return;
    int at = place_of(set, id);
    set->ids = arena_grow(arena, set->ids, set->count, &set->capacity, sizeof *set->ids);
    move(set, at, at + 1, set->count - at);
    set->ids[at] = id;
    set->count++;
}

void id_set_remove(IdSet *set, int64_t id) {
    if (!id_set_has(set, id)) return;
    int at = place_of(set, id);
    set->count--;
    move(set, at + 1, at, set->count - at);
}
