// The order in which a task's options are shown: shuffled by seed, ascending, or as written.
#include "base/rng.h"
#include "base/str.h"
#include "card/attempt.h"

#include <assert.h>
#include <math.h>
#include <string.h>

uint64_t attempt_seed(const char *card, const char *task, int64_t number) {
    // Mixed after every part, so that ("a", "bc") and ("ab", "c") differ and neighbours share nothing.
    uint64_t seed = rng_mix(rng_hash(card) + 0x9e3779b97f4a7c15u);
    seed = rng_mix((seed ^ rng_hash(task)) + 0x9e3779b97f4a7c15u);
    return rng_mix((seed ^ (uint64_t)number) + 0x9e3779b97f4a7c15u);
}

// Fisher and Yates over the places that are free to move.
static void shuffle(const Task *task, uint64_t seed, int *order) {
    int free_places[CARD_OPTION_MAX], count = 0;
    for (int i = 0; i < task->option_count; i++) {
        if (!task->options[i].fixed) free_places[count++] = i;
    }
    Rng rng = {seed};
    for (int i = count - 1; i > 0; i--) {
        int j = (int)rng_below(&rng, (uint32_t)i + 1);
        int *a = &order[free_places[i]], *b = &order[free_places[j]], kept = *a;
        *a = *b;
        *b = kept;
    }
}

// The number a text begins with ("1,500: every index …" is 1500); infinity if there is none, so that words come last.
static double leading_number(const char *text) {
    char digits[40];
    size_t n = 0;
    text += strspn(text, "$ ");
    if (str_starts(text, "−")) {
        digits[n++] = '-';
        text += strlen("−");
    }
    for (; *text && strchr("+-.,0123456789", *text) && n + 1 < sizeof digits; text++) {
        if (*text != ',') digits[n++] = *text;
    }
    while (n && digits[n - 1] == '.') n--;
    digits[n] = '\0';
    double number = 0;
    return str_number(digits, &number) ? number : (double)INFINITY;
}

static void sort_ascending(const Task *task, int *order) {
    double key[CARD_OPTION_MAX];
    for (int i = 0; i < task->option_count; i++) {
        key[i] = leading_number(task->options[i].text.source);
    }
    for (int i = 1; i < task->option_count; i++) {
        int moving = order[i], at = i;
        for (; at > 0 && key[order[at - 1]] > key[moving]; at--) order[at] = order[at - 1];
        order[at] = moving;
    }
}

void attempt_order(const Task *task, uint64_t seed, int *order) {
    assert(task->option_count <= CARD_OPTION_MAX);
    for (int i = 0; i < task->option_count; i++) order[i] = i;
    switch (task->option_order) {
    case ORDER_SHUFFLE: shuffle(task, seed, order); break;
    case ORDER_ASCENDING: sort_ascending(task, order); break;
    case ORDER_AUTHORED: break;
    }
}

char *attempt_start_value(Arena *arena, const Task *task, uint64_t seed) {
    int order[CARD_OPTION_MAX];
    attempt_order(task, seed, order);
    char *value = arena_format(arena, "%llu", (unsigned long long)seed);
    for (int i = 0; i < task->option_count; i++) {
        value = arena_format(arena, "%s,%s", value, task->options[order[i]].id);
    }
    return value;
}
