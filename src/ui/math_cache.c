// Formulas are laid out once and kept: a frame asks for the same ones again and again.
#include "base/rng.h"
#include "ui/ui.h"

#include <string.h>

enum { SLOTS = 1024, ARENA_MOST = 4 << 20 };

struct MathSlot {
    uint64_t key; // 0 is free
    bool ok;
    MathBox box;
};

// A full or large cache starts over; what is on the screen is laid out again within a frame.
static struct MathSlot *slots_ready(Ui *ui) {
    if (ui->math_cache.slots && ui->math_cache.arena.held < ARENA_MOST) return ui->math_cache.slots;
    arena_free(&ui->math_cache.arena);
    ui->math_cache.slots = arena_array(&ui->math_cache.arena, SLOTS, sizeof(struct MathSlot));
    return ui->math_cache.slots;
}

const MathBox *ui_math(Ui *ui, const char *tex, double size, bool display) {
    if (!ui->math) return NULL;
    struct MathSlot *slots = slots_ready(ui);
    uint64_t key = rng_mix(rng_hash(tex) ^ rng_mix((uint64_t)(size * 64) * 2 + display)) | 1;
    struct MathSlot *slot = &slots[key % SLOTS];
    if (slot->key != key) {
        *slot = (struct MathSlot){.key = key};
        slot->ok = math_layout(ui->math, &ui->math_cache.arena,
                               (MathText){tex, (int)strlen(tex), size, display}, &slot->box, NULL);
    }
    return slot->ok ? &slot->box : NULL;
}
