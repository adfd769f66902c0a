// Memory in blocks that double, freed together.
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 64, FIRST_BLOCK = 4096, LARGEST_STEP = 1 << 20 };

struct ArenaBlock {
    ArenaBlock *before;
    size_t size, used; // of the bytes behind the header
};

// The header takes one alignment unit, so what follows it is aligned too.
static char *block_bytes(ArenaBlock *block) {
    return (char *)block + ALIGN;
}

static void out_of_memory(size_t size) {
    fprintf(stderr, "phasor: out of memory (%zu bytes more were needed)\n", size);
    abort();
}

static ArenaBlock *block_new(Arena *arena, size_t at_least) {
    size_t size = arena->last ? arena->last->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_STEP) size = LARGEST_STEP;
    if (size < at_least) size = at_least;
    ArenaBlock *block = aligned_alloc(ALIGN, size + ALIGN);
    if (!block) out_of_memory(size);
    *block = (ArenaBlock){.before = arena->last, .size = size};
    arena->last = block;
    arena->held += size + ALIGN;
    return block;
}

void *arena_alloc(Arena *arena, size_t size) {
    assert(size <= SIZE_MAX / 4);
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    ArenaBlock *block = arena->last;
    if (!block || block->size - block->used < size) block = block_new(arena, size);
    char *at = block_bytes(block) + block->used;
    block->used += size;
    return memset(at, 0, size);
}

void *arena_array(Arena *arena, size_t count, size_t item_size) {
    assert(item_size == 0 || count <= SIZE_MAX / 4 / item_size);
    return arena_alloc(arena, count * item_size);
}

char *arena_text(Arena *arena, const char *text, size_t n) {
    char *copy = arena_alloc(arena, n + 1);
    if (n) memcpy(copy, text, n);
    return copy;
}

char *arena_copy(Arena *arena, const char *text) {
    return arena_text(arena, text, strlen(text));
}

void arena_text_add(ArenaText *text, const char *more, size_t n) {
    if (text->n + n + 1 > text->capacity) {
        text->capacity = 2 * (text->n + n + 1);
        char *larger = arena_alloc(text->arena, text->capacity);
        if (text->n) memcpy(larger, text->at, text->n);
        text->at = larger;
    }
    if (n) memcpy(text->at + text->n, more, n);
    text->n += n;
    text->at[text->n] = '\0';
}

const char *arena_text_done(const ArenaText *text) {
    return text->at ? text->at : "";
}

char *arena_format(Arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    assert(n >= 0);
    char *text = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    va_end(args);
    return text;
}

void *arena_grow(Arena *arena, void *items, int count, int *capacity, size_t item_size) {
    if (count < *capacity) return items;
    int larger = *capacity ? *capacity * 2 : 16;
    assert(larger > *capacity);
    void *moved = arena_array(arena, (size_t)larger, item_size);
    if (count) memcpy(moved, items, (size_t)count * item_size);
    *capacity = larger;
    return moved;
}

void arena_reset(Arena *arena) {
    ArenaBlock *keep = NULL;
    for (ArenaBlock *block = arena->last, *before; block; block = before) {
        before = block->before;
        if (keep && keep->size >= block->size) {
            free(block);
            continue;
        }
        free(keep);
        keep = block;
    }
    if (keep) {
        keep->before = NULL;
        keep->used = 0;
    }
    *arena = (Arena){.last = keep, .held = keep ? keep->size + ALIGN : 0};
}

void arena_free(Arena *arena) {
    for (ArenaBlock *block = arena->last, *before; block; block = before) {
        before = block->before;
        free(block);
    }
    *arena = (Arena){0};
}
