// The figures and their presets, for authors.
#include "main/figure_list.h"

#include "base/str.h"

#include <stdio.h>
#include <string.h>

static const char *const SAYS[] = {
    [FIGURE_COMPARISON] = "several schemes side by side, as encodings or as logits",
    [FIGURE_ROPE_PAIR] =
        "one pair of features turned by RoPE at two positions, and its dot product",
    [FIGURE_ROPE_DIALS] = "all pairs of RoPE as hands of dials at a position",
    [FIGURE_SEEN_ARCS] = "which relative angles of each pair training showed",
    [FIGURE_LOGIT_STAGES] = "the logits of one scheme, stage by stage up to the softmax",
    [FIGURE_PERMUTATION] = "six tokens in another order, and what attention makes of it",
    [FIGURE_MEMORY_METER] = "bytes of scores and of the cache against the length",
    [FIGURE_SINUSOIDAL_TABLE] = "the sinusoidal table, or all dot products of its rows",
    [FIGURE_LEARNED_CLIFF] = "a learned table and the positions behind its last row",
    [FIGURE_T5_STAIRCASE] = "T5's buckets against distance, and its bias",
    [FIGURE_ALIBI_FAN] = "the weights of ALiBi's heads against distance",
    [FIGURE_DECAY_CURVE] = "RoPE's score against distance",
    [FIGURE_WINDOW_REACH] = "how far a sliding window reaches through layers",
    [FIGURE_ROPE_PAIRING] = "which features are turned together in the two layouts",
    [FIGURE_TRUNCATION_TAPE] = "a full window when new tokens arrive",
    [FIGURE_SCALING_CHART] = "what methods of stretching do to the pairs of RoPE",
    [FIGURE_FRONTIER] = "shares of facts found by depth, whose mean hides the least",
};

_Static_assert(sizeof SAYS / sizeof *SAYS == FIGURE_COUNT, "a sentence for each figure");

// Keys that are no setting of one number or word.
static const struct {
    const char *key, *form, *says;
} OTHERS[] = {
    {"scheme", "\"rope\"", "one panel of this scheme (phasor compute --list)"},
    {"schemes", "[\"rope\", \"alibi\"]", "a panel for each"},
    {"own", "\"1.factor\": 8", "a parameter of a panel's scheme; panels count from 0"},
    {"marks", "[[10, 13], 200]", "up to 8 cells [i, j] or places; \"mark\": 200 is one"},
    {"profiles", "[[1, 1, …], [0.9, …]]", "one or two lists of ten shares from 0 to 1"},
};

static void print_other(const char *key) {
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        if (!str_same(key, OTHERS[i].key)) continue;
        printf("  %-14s %-17s %-40s %s\n", key, "", OTHERS[i].form, OTHERS[i].says);
    }
}

// "96", "pi" or, of a set, "pi, ntk".
static const char *value_words(Arena *arena, FigureKey key, double value) {
    const char *const *words = figure_key_info(key)->words, *const *set = figure_key_set(key);
    const char *list = "";
    if (words) return words[(int)value];
    for (int w = 0; set && set[w]; w++) {
        if ((int)value >> w & 1) {
            list = arena_format(arena, "%s%s%s", list, *list ? "+" : "", set[w]);
        }
    }
    return set ? list : arena_format(arena, "%.10g", value);
}

static void print_key(Arena *arena, const char *id) {
    FigureKey key = figure_key_find(id);
    if (key == KEY_COUNT) {
        print_other(id);
        return;
    }
    const FigureKeyInfo *info = figure_key_info(key);
    printf("  %-14s %-17s %-40s %s%s%s\n", id, value_words(arena, key, info->initial),
           figure_key_range(arena, key), info->label, *info->unit ? ", " : "", info->unit);
}

void figure_list_all(void) {
    for (FigureId id = 0; id < FIGURE_COUNT; id++) {
        printf("  %-17s %s\n", figure_id(id), SAYS[id]);
    }
}

void figure_list_print(FigureId id) {
    Arena arena = {0};
    printf("%s: %s\n", figure_id(id), SAYS[id]);
    puts(figure_has_cells(figure_id(id)) ? "has cells: a hotspot may ask for one"
                                         : "has no cells: no hotspot can ask for one");
    puts("keys of a preset: what it is unless given, what is allowed, what it means");
    for (const char *at = figure_keys(id); *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        print_key(&arena, arena_text(&arena, at, n));
        at += n;
    }
    arena_free(&arena);
}
