// Memory with one lifetime: allocate many times, free once. The only place that calls malloc.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;

// Zero is an empty arena. Copying the struct does not copy what it owns.
typedef struct Arena {
    ArenaBlock *last;
    size_t held; // bytes obtained from the system, all blocks
} Arena;

// `size` zeroed bytes, aligned to 64 (a cache line); never NULL. Input from outside is bounded before
// it gets here, so running out of memory is not an input error: it ends the program with one line.
void *arena_alloc(Arena *arena, size_t size);

// Zeroed array of `count` items; asserts that the product fits.
void *arena_array(Arena *arena, size_t count, size_t item_size);

// A copy of n bytes of text with a NUL after it; of a whole C string.
char *arena_text(Arena *arena, const char *text, size_t n);
char *arena_copy(Arena *arena, const char *text);

// A text that grows at its end, in time proportional to what is added. Zero is an empty text once `arena` is set.
typedef struct ArenaText {
    Arena *arena;
    char *at; // NUL-terminated after the first addition
    size_t n, capacity;
} ArenaText;

void arena_text_add(ArenaText *text, const char *more, size_t n);
// What was added so far, "" if nothing was.
const char *arena_text_done(const ArenaText *text);

// printf into the arena; never NULL.
char *arena_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Makes room for one more item: returns `items`, moved to a larger array when `count` has reached
// *capacity. The caller writes at items[count].
void *arena_grow(Arena *arena, void *items, int count, int *capacity, size_t item_size);

// Forgets everything but keeps the largest block for reuse (frame arenas); gives everything back.
void arena_reset(Arena *arena);
void arena_free(Arena *arena);

#endif
