// Formulas are laid out once and kept: a frame asks for the same ones again and again.
#include "base/rng.h"
#include "ui/ui.h"

#include <string.h>

enum { BUCKETS = 1024, ARENA_MOST = 4 << 20 };

// One formula at one size. What was handed out in a frame must stay as it is until the frame ends, so nothing is ever
// replaced; a cache that has grown too large starts over between two frames.
struct MathSlot {
    struct MathSlot *next;
    uint64_t key;
    const char *tex;
    bool ok;
    MathBox box;
};

void ui_math_begin(Ui *ui) {
    if (ui->math_cache.buckets && ui->math_cache.arena.held < ARENA_MOST) return;
    arena_free(&ui->math_cache.arena);
    ui->math_cache.buckets = arena_array(&ui->math_cache.arena, BUCKETS, sizeof(struct MathSlot *));
}

static struct MathSlot *slot_new(Ui *ui, uint64_t key, MathText text) {
    Arena *arena = &ui->math_cache.arena;
    struct MathSlot *slot = arena_alloc(arena, sizeof *slot);
    slot->key = key;
    slot->tex = arena_copy(arena, text.tex);
    slot->ok = math_layout(ui->math, arena, text, &slot->box, NULL);
    slot->next = ui->math_cache.buckets[key % BUCKETS];
    ui->math_cache.buckets[key % BUCKETS] = slot;
    return slot;
}

const MathBox *ui_math(Ui *ui, const char *tex, double size, bool display) {
    if (!ui->math) return NULL;
    uint64_t key = rng_mix(rng_hash(tex) ^ rng_mix((uint64_t)(size * 64) * 2 + display));
    struct MathSlot *slot = ui->math_cache.buckets[key % BUCKETS];
    while (slot && (slot->key != key || strcmp(slot->tex, tex) != 0)) slot = slot->next;
    if (!slot) slot = slot_new(ui, key, (MathText){tex, (int)strlen(tex), size, display});
    return slot->ok ? &slot->box : NULL;
}
