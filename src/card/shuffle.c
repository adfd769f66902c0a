// The order in which a task's options are shown: shuffled by seed, ascending, or as written.
#include "base/num.h"
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

static void swap(int *a, int *b) {
    int kept = *a;
    *a = *b;
    *b = kept;
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
        swap(&order[free_places[i]], &order[free_places[j]]);
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

static void sort_ascending(const Task *task, uint64_t seed, int *order) {
    double key[CARD_OPTION_MAX];
    Arena scratch = {0};
    TaskForm form;
    if (!task_form(task, seed, &form, NULL)) form = (TaskForm){0};
    for (int i = 0; i < task->option_count; i++) {
        key[i] = leading_number(task_text(&scratch, &task->options[i].text, &form).source);
    }
    arena_free(&scratch);
    for (int i = 1; i < task->option_count; i++) {
        int moving = order[i], at = i;
        for (; at > 0 && key[order[at - 1]] > key[moving]; at--) order[at] = order[at - 1];
        order[at] = moving;
    }
}

static bool is_solved(const Task *task, const int *order) {
    size_t size = (size_t)task->option_count * sizeof *order;
    return task->sequence && task->option_count > 1 && memcmp(order, task->sequence, size) == 0;
}

void attempt_order(const Task *task, uint64_t seed, int *order) {
    assert(task->option_count <= CARD_OPTION_MAX);
    for (int i = 0; i < task->option_count; i++) order[i] = i;
    switch (task->option_order) {
    case ORDER_SHUFFLE: shuffle(task, seed, order); break;
    case ORDER_ASCENDING: sort_ascending(task, seed, order); break;
    case ORDER_AUTHORED: break;
    }
    // Which two change places differs from seed to seed, so that the first of two neighbours tells nothing.
    int at = (int)(seed % (uint64_t)num_most(1, task->option_count - 1));
    if (is_solved(task, order)) swap(&order[at], &order[at + 1]);
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
