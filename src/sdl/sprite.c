// A chained hash table over a fixed pool of sprites, with a doubly linked list in order of use.
#include "sdl/sprite.h"

#include <assert.h>

enum { SPRITES = 4096, NONE = -1 };

typedef struct Node {
    uint64_t key;
    Sprite sprite;
    Arena arena;      // owns the sprite's pixels
    int newer, older; // order of use
    int next;         // in the bucket, or in the list of free nodes
} Node;

struct SpriteCache {
    size_t budget, held;
    int count, newest, oldest, free_list;
    int buckets[SPRITES];
    Node nodes[SPRITES];
};

SpriteCache *sprites_new(Arena *arena, size_t budget) {
    SpriteCache *cache = arena_alloc(arena, sizeof *cache);
    cache->budget = budget;
    cache->newest = cache->oldest = cache->free_list = NONE;
    for (int i = 0; i < SPRITES; i++) {
        cache->buckets[i] = NONE;
        cache->nodes[i].next = cache->free_list;
        cache->free_list = i;
    }
    return cache;
}

static int *bucket_of(SpriteCache *cache, uint64_t key) {
    return &cache->buckets[key % SPRITES];
}

static void unlink_use(SpriteCache *cache, int i) {
    Node *node = &cache->nodes[i];
    if (node->newer == NONE) {
        cache->newest = node->older;
    } else {
        cache->nodes[node->newer].older = node->older;
    }
    if (node->older == NONE) {
        cache->oldest = node->newer;
    } else {
        cache->nodes[node->older].newer = node->newer;
    }
}

static void link_newest(SpriteCache *cache, int i) {
    Node *node = &cache->nodes[i];
    node->newer = NONE;
    node->older = cache->newest;
    if (cache->newest == NONE) {
        cache->oldest = i;
    } else {
        cache->nodes[cache->newest].newer = i;
    }
    cache->newest = i;
}

static void drop_oldest(SpriteCache *cache) {
    int i = cache->oldest;
    assert(i != NONE);
    Node *node = &cache->nodes[i];
    int *link = bucket_of(cache, node->key);
    while (*link != i) link = &cache->nodes[*link].next;
    *link = node->next;
    unlink_use(cache, i);
    cache->held -= node->arena.held;
    arena_free(&node->arena);
    node->next = cache->free_list;
    cache->free_list = i;
    cache->count--;
}

static void make_room(SpriteCache *cache, size_t bytes) {
    while (cache->count && cache->held + bytes > cache->budget) drop_oldest(cache);
}

void sprites_set_budget(SpriteCache *cache, size_t budget) {
    cache->budget = budget;
    make_room(cache, 0);
}

void sprites_end(SpriteCache *cache) {
    while (cache->count) drop_oldest(cache);
}

Sprite *sprites_find(SpriteCache *cache, uint64_t key) {
    for (int i = *bucket_of(cache, key); i != NONE; i = cache->nodes[i].next) {
        if (cache->nodes[i].key != key) continue;
        unlink_use(cache, i);
        link_newest(cache, i);
        return &cache->nodes[i].sprite;
    }
    return NULL;
}

static void allocate(Node *node, int w, int h, bool image) {
    if (w <= 0 || h <= 0) return;
    size_t pixels = (size_t)w * (size_t)h;
    node->sprite.w = w, node->sprite.h = h;
    if (image) {
        node->sprite.argb = arena_array(&node->arena, pixels, sizeof *node->sprite.argb);
    } else {
        node->sprite.cover = arena_alloc(&node->arena, pixels);
    }
}

Sprite *sprites_add(SpriteCache *cache, uint64_t key, int w, int h, bool image) {
    if (cache->free_list == NONE) drop_oldest(cache);
    int i = cache->free_list, *bucket = bucket_of(cache, key);
    Node *node = &cache->nodes[i];
    cache->free_list = node->next;
    *node = (Node){.key = key, .next = *bucket};
    *bucket = i;
    allocate(node, w, h, image);
    make_room(cache, node->arena.held);
    cache->held += node->arena.held;
    cache->count++;
    link_newest(cache, i);
    return &node->sprite;
}

size_t sprites_held(const SpriteCache *cache) {
    return cache->held;
}

int sprites_count(const SpriteCache *cache) {
    return cache->count;
}
