// The table of figure keys, setting them, and what a preset asks for.
#include "app/figure_state.h"

#include "base/str.h"
#include "engine/logits.h"
#include "engine/shuffle.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static const char *const WORDS_AS[] = {"encoding", "logit", NULL};
static const char *const WORDS_STAGE[] = {"raw", "bias", "mask", "softmax", NULL};
static const char *const WORDS_MASK[] = {"none", "causal", NULL};
static const char *const WORDS_CONTENT[] = {"position", "ones", "equal", "random", "effect", NULL};
static const char *const WORDS_MAP[] = {"table", "similarity", NULL};
static const char *const WORDS_TABLE[] = {"learned", "sinusoidal", NULL};
static const char *const WORDS_COLUMNS[] = {"pairs", "halves", NULL};
static const char *const WORDS_KERNEL[] = {"plain", "fused", NULL};
static const char *const WORDS_POLICY[] = {"renumber", "keep", "sinks", NULL};
static const char *const WORDS_METHOD[] = {"none", "pi", "ntk", "yarn", "longrope", NULL};
static const char *const WORDS_RAMP[] = {"paper", "code", NULL};
static const char *const WORDS_AXIS[] = {"wavelength", "ratio", NULL};
static const char *const WORDS_SHOW[] = {"mean", "depth", NULL};
static const char *const WORDS_SWITCH[] = {"off", "on", NULL};

_Static_assert(sizeof WORDS_STAGE / sizeof *WORDS_STAGE == STAGE_COUNT + 1,
               "a word for every stage");
_Static_assert(sizeof WORDS_CONTENT / sizeof *WORDS_CONTENT == CONTENT_COUNT + 1,
               "a word for every content");

static const FigureKeyInfo KEYS[KEY_COUNT] = {
#define KEY(name, key, text, measure, start, least, most, by, scale, list) \
    [KEY_##name] = {.id = (key),                                           \
                    .label = (text),                                       \
                    .unit = (measure),                                     \
                    .initial = (start),                                    \
                    .lo = (least),                                         \
                    .hi = (most),                                          \
                    .step = (by),                                          \
                    .log = (scale),                                        \
                    .words = (list)},
#include "app/figure_keys.def"
#undef KEY
};

static const char *const DEFAULT_SCHEMES[] = {"sinusoidal", "t5", "rope", "alibi"};

const FigureKeyInfo *figure_key_info(FigureKey key) {
    return &KEYS[key];
}

FigureKey figure_key_find(const char *id) {
    for (FigureKey key = 0; key < KEY_COUNT; key++) {
        if (str_same(KEYS[key].id, id)) return key;
    }
    return KEY_COUNT;
}

FigureState figure_state_new(void) {
    FigureState state = {.scheme_count = 4};
    for (FigureKey key = 0; key < KEY_COUNT; key++) state.value[key] = KEYS[key].initial;
    for (int i = 0; i < 4; i++) {
        state.schemes[i] = pe_scheme_index(pe_scheme_find(DEFAULT_SCHEMES[i]));
    }
    return state;
}

void figure_set(FigureState *state, FigureKey key, double value) {
    const FigureKeyInfo *info = &KEYS[key];
    if (!isfinite(value)) return;
    if (info->step > 0) value = info->lo + round((value - info->lo) / info->step) * info->step;
    state->value[key] = fmin(fmax(value, info->lo), info->hi);
}

static bool word_value(const FigureKeyInfo *info, const char *text, double *out) {
    for (int i = 0; info->words && info->words[i]; i++) {
        if (str_same(info->words[i], text)) {
            *out = i;
            return true;
        }
    }
    return false;
}

const char *const *figure_key_set(FigureKey key) {
    static const char *const CACHES[] = {"mha", "gqa", "mla", NULL};
    return key == KEY_METHODS ? WORDS_METHOD : key == KEY_COMPARE ? CACHES : NULL;
}

// "pi+ntk" as a set.
static bool set_value(const char *const *words, const char *text, double *out) {
    int set = 0;
    for (const char *at = text; at;) {
        const char *plus = strchr(at, '+');
        size_t n = plus ? (size_t)(plus - at) : strlen(at);
        int found = -1;
        for (int w = 0; words[w]; w++) {
            if (strlen(words[w]) == n && strncmp(words[w], at, n) == 0) found = w;
        }
        if (found < 0) return false;
        set |= 1 << found;
        at = plus ? plus + 1 : NULL;
    }
    *out = set;
    return true;
}

bool figure_check(FigureKey key, double value, Err *err) {
    const FigureKeyInfo *info = &KEYS[key];
    if (value >= info->lo && value <= info->hi) return true;
    return err_set(err, "%s: found %.10g, allowed are %.10g to %.10g", info->id, value, info->lo,
                   info->hi);
}

static char *word_list(Arena *arena, const char *const *words) {
    char *list = arena_copy(arena, words[0]);
    for (int i = 1; words[i]; i++) list = arena_format(arena, "%s, %s", list, words[i]);
    return list;
}

static bool refuse_text(FigureKey key, const char *text, Err *err) {
    const FigureKeyInfo *info = &KEYS[key];
    const char *const *words = figure_key_set(key) ? figure_key_set(key) : info->words;
    if (!words) return err_set(err, "%s: found \"%.60s\", expected a number", info->id, text);
    Arena scratch = {0};
    err_set(err, "%s: found \"%.60s\", expected %s", info->id, text, word_list(&scratch, words));
    arena_free(&scratch);
    return false;
}

bool figure_set_text(FigureState *state, const char *id, const char *text, Err *err) {
    FigureKey key = figure_key_find(id);
    if (key == KEY_COUNT) return err_set(err, "state: %.60s: there is no such setting", id);
    double value;
    bool set = figure_key_set(key) && set_value(figure_key_set(key), text, &value);
    if (!set && !word_value(&KEYS[key], text, &value) && !str_number(text, &value)) {
        return refuse_text(key, text, err);
    }
    if (!figure_check(key, value, err)) return false;
    figure_set(state, key, value);
    return true;
}

bool figure_set_scheme(FigureState *state, int panel, const char *scheme) {
    const PeScheme *found = pe_scheme_find(scheme);
    if (!found || panel < 0 || panel >= FIGURE_PANEL_MAX || panel > state->scheme_count) {
        return false;
    }
    int index = pe_scheme_index(found);
    bool new = panel == state->scheme_count;
    if (new || state->schemes[panel] != index) state->own[panel] = (FigureOwn){0};
    state->schemes[panel] = index;
    if (new) state->scheme_count++;
    return true;
}

bool figure_remove_panel(FigureState *state, int panel, Err *err) {
    if (panel < 0 || panel >= state->scheme_count) {
        return err_set(err, "remove: found panel %d, allowed are 0 to %d", panel,
                       state->scheme_count - 1);
    }
    if (state->scheme_count == 1) return err_set(err, "remove: this is the only panel");
    size_t after = (size_t)(state->scheme_count - 1 - panel);
    memmove(&state->schemes[panel], &state->schemes[panel + 1], after * sizeof *state->schemes);
    memmove(&state->own[panel], &state->own[panel + 1], after * sizeof *state->own);
    state->scheme_count--;
    state->own[state->scheme_count] = (FigureOwn){0};
    return true;
}

static bool need_panel(const FigureState *state, int panel, Err *err) {
    if (panel >= 0 && panel < state->scheme_count) return true;
    return err_set(err, "panel: found %d, allowed are 0 to %d", panel, state->scheme_count - 1);
}

bool figure_set_own(FigureState *state, int panel, const char *param, double value, Err *err) {
    if (!need_panel(state, panel, err)) return false;
    Pe pe;
    pe_init(&pe, pe_scheme_at(state->schemes[panel]));
    if (!pe_set(&pe, param, value, err)) return false;
    int p = pe_param_index(pe.scheme, param);
    state->own[panel].value[p] = value;
    state->own[panel].set |= 1u << p;
    return true;
}

bool figure_set_own_text(FigureState *state, int panel, const char *param, const char *text,
                         Err *err) {
    if (!need_panel(state, panel, err)) return false;
    Pe pe;
    pe_init(&pe, pe_scheme_at(state->schemes[panel]));
    return pe_set_text(&pe, param, text, err) &&
           figure_set_own(state, panel, param, pe_get(&pe, param, 0), err);
}

bool figure_clear_own(FigureState *state, int panel, Err *err) {
    if (!need_panel(state, panel, err)) return false;
    state->own[panel] = (FigureOwn){0};
    return true;
}

int figure_int(const FigureState *state, FigureKey key) {
    return (int)lround(state->value[key]);
}

static int clamp_index(double at, int n) {
    return at > n - 1 ? n - 1 : at > 0 ? (int)at : 0;
}

bool figure_cursor(const FigureState *state, int n, int *i, int *j) {
    if (state->hovering) {
        *i = clamp_index(state->hover_i, n);
        *j = clamp_index(state->hover_j, n);
        return true;
    }
    *i = clamp_index(state->value[KEY_I], n);
    *j = clamp_index(state->value[KEY_J], n);
    return state->value[KEY_PINNED] > 0;
}

static void schemes_from(FigureState *state, const Value *list) {
    int count = 0;
    for (int i = 0; i < list->count && count < FIGURE_PANEL_MAX; i++) {
        if (list->list[i].kind != VALUE_WORD) continue;
        const PeScheme *scheme = pe_scheme_find(list->list[i].word);
        if (scheme) state->schemes[count++] = pe_scheme_index(scheme);
    }
    if (count > 0) state->scheme_count = count;
}

// "marks": [[10, 13], [500, 503]] are cells, [200, 2000] are numbers; "mark": 6000 is one number.
static void marks_from(FigureState *state, const Value *value) {
    int count = value->kind == VALUE_LIST ? value->count : 1;
    for (int at = 0; at < count && state->mark_count < FIGURE_MARK_MAX; at++) {
        const Value *item = value->kind == VALUE_LIST ? &value->list[at] : value;
        bool pair = item->kind == VALUE_LIST && item->count == 2;
        if (!pair && item->kind != VALUE_NUMBER) continue;
        FigureCell mark = {clamp_index(pair ? item->list[0].number : item->number, INT_MAX), -1};
        if (pair) mark.j = clamp_index(item->list[1].number, INT_MAX);
        state->marks[state->mark_count++] = mark;
    }
}

// A pair such as "n": [2048, 131072] is a range; the figure opens at its end.
static double value_number(const Value *value) {
    if (value->kind != VALUE_LIST) return value->number;
    return value->count > 0 ? value->list[value->count - 1].number : 0;
}

// A permutation of six tokens, kept as its number.
static void order_from(FigureState *state, const Value *value) {
    int order[6];
    if (value->count != 6) return;
    for (int i = 0; i < 6; i++) order[i] = (int)value->list[i].number;
    int number = shuffle_number(order, 6);
    if (number >= 0) state->value[KEY_ORDER] = number;
}

// "methods": ["pi", "ntk"].
static void set_from(FigureState *state, FigureKey key, const Value *value) {
    int set = 0;
    for (int i = 0; i < value->count; i++) {
        double bit;
        const Value *item = &value->list[i];
        bool known = item->kind == VALUE_WORD && set_value(figure_key_set(key), item->word, &bit);
        if (known) set |= (int)bit;
    }
    if (set) state->value[key] = set;
}

// "profiles": [[1, 1, …], [0.91, …]], ten accuracies each.
static void profiles_from(FigureState *state, const Value *value) {
    for (int p = 0; p < value->count && state->profile_count < FIGURE_PROFILE_MAX; p++) {
        const Value *profile = &value->list[p];
        if (profile->kind != VALUE_LIST || profile->count != FIGURE_DEPTHS) continue;
        double *to = state->profiles[state->profile_count++];
        for (int d = 0; d < FIGURE_DEPTHS; d++) to[d] = fmin(fmax(profile->list[d].number, 0), 1);
    }
}

// "1.factor": 8 is a parameter of the second panel's own; what its scheme refuses is left as it was.
static void owns_from(FigureState *state, const Visual *visual) {
    for (int i = 0; i < visual->preset_count; i++) {
        const Value *value = &visual->preset[i];
        const char *at = value->key;
        int panel;
        if (!str_take_count(&at, &panel) || *at != '.') continue;
        if (value->kind == VALUE_WORD) {
            figure_set_own_text(state, panel, at + 1, value->word, NULL);
        } else {
            figure_set_own(state, panel, at + 1, value->number, NULL);
        }
    }
}

void figure_set_value(FigureState *state, const Value *value) {
    FigureKey key = figure_key_find(value->key);
    if (key == KEY_COUNT) return;
    if (key == KEY_ORDER && value->kind == VALUE_LIST) {
        order_from(state, value);
    } else if (figure_key_set(key) && value->kind == VALUE_LIST) {
        set_from(state, key, value);
    } else if (value->kind == VALUE_WORD) {
        figure_set_text(state, value->key, value->word, NULL);
    } else {
        figure_set(state, key, value_number(value));
    }
}

// Asking for the mask means the stage that shows it; a length without a training length is all trained; a table has as many rows
// as were trained unless it says otherwise.
static void complete(FigureState *state, const Visual *visual) {
    bool stage = preset_find(visual, "stage") != NULL;
    if (!stage && state->value[KEY_MASK] > 0) state->value[KEY_STAGE] = STAGE_MASK;
    if (!preset_find(visual, "bidirectional")) {
        state->value[KEY_BIDIRECTIONAL] = state->value[KEY_MASK] > 0 ? 0 : 1;
    }
    if (!preset_find(visual, "train") && preset_find(visual, "n")) {
        state->value[KEY_TRAIN] = state->value[KEY_N];
    }
    if (!preset_find(visual, "rows")) {
        state->value[KEY_ROWS] = fmin(state->value[KEY_TRAIN], KEYS[KEY_ROWS].hi);
    }
    bool marked = state->mark_count > 0; // the cursor opens on the first mark
    double i = marked ? state->marks[0].i : floor(state->value[KEY_N] * 0.7),
           j = marked ? fmax(state->marks[0].j, 0) : floor(state->value[KEY_N] * 0.3);
    if (!preset_find(visual, "i")) figure_set(state, KEY_I, i);
    if (!preset_find(visual, "j")) figure_set(state, KEY_J, j);
}

FigureState figure_state_from(const Visual *visual) {
    FigureState state = figure_state_new();
    for (int i = 0; i < visual->preset_count; i++) {
        const Value *value = &visual->preset[i];
        if (str_same(value->key, "schemes") && value->kind == VALUE_LIST) {
            schemes_from(&state, value);
        } else if (str_same(value->key, "scheme") && value->kind == VALUE_WORD) {
            if (figure_set_scheme(&state, 0, value->word)) state.scheme_count = 1;
        } else if (str_same(value->key, "marks") || str_same(value->key, "mark")) {
            marks_from(&state, value);
        } else if (str_same(value->key, "profiles")) {
            profiles_from(&state, value);
        } else {
            figure_set_value(&state, value);
        }
    }
    owns_from(&state, visual);
    complete(&state, visual);
    return state;
}

FigureState figure_state_of(const Task *task, const TaskForm *form) {
    Arena scratch = {0};
    Visual visual = task_visual(&scratch, &task->visual, form);
    FigureState state = figure_state_from(&visual);
    arena_free(&scratch);
    return state;
}

bool figure_key_is_switch(FigureKey key) {
    return KEYS[key].words == WORDS_SWITCH;
}

char *figure_key_range(Arena *arena, FigureKey key) {
    const FigureKeyInfo *info = &KEYS[key];
    const char *const *set = figure_key_set(key);
    if (set) return arena_format(arena, "a list of %s", word_list(arena, set));
    if (info->words) return word_list(arena, info->words);
    return arena_format(arena, "%.10g to %.10g", info->lo, info->hi);
}
