// Whether a figure understands one entry of a card's preset, and whether it follows a control.
#include "app/preset_check.h"

#include "app/figure.h"
#include "base/str.h"
#include "card/task_kind.h"
#include "engine/shuffle.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// What presets have beside the settings of one number.
static const char *const OTHERS[] = {"scheme", "schemes", "marks", "mark", "profiles"};

enum { OTHER_COUNT = sizeof OTHERS / sizeof *OTHERS, NEAR = 2, GUESS_SIZE = 96 };

static const char *name_at(int index) {
    if (index < KEY_COUNT) return figure_key_info((FigureKey)index)->id;
    return index < KEY_COUNT + OTHER_COUNT ? OTHERS[index - KEY_COUNT] : NULL;
}

typedef const char *NameAt(int index); // NULL behind the last

// `; did you mean "x"?` for the nearest of the names, or "". Written into `words`.
static const char *guess(const char *text, NameAt *name, char words[GUESS_SIZE]) {
    const char *nearest = NULL;
    int best = NEAR + 1;
    for (int i = 0; name(i); i++) {
        int distance = str_distance(text, name(i), NEAR);
        if (distance >= best || (size_t)distance * 2 > strlen(text)) continue;
        best = distance;
        nearest = name(i);
    }
    words[0] = '\0';
    if (nearest) snprintf(words, GUESS_SIZE, "; did you mean \"%.60s\"?", nearest);
    return words;
}

static bool is_key(const char *key) {
    for (int i = 0; name_at(i); i++) {
        if (str_same(name_at(i), key)) return true;
    }
    return false;
}

// The figure of a preset; FIGURE_COUNT if there is none of that name.
static FigureId figure_of(const Visual *visual) {
    bool exact;
    return figure_known(visual->view) ? figure_find(visual->view, &exact) : FIGURE_COUNT;
}

// "n, train, d": what a figure reads.
static const char *key_list(Arena *arena, FigureId figure) {
    const char *list = "";
    for (const char *at = figure_keys(figure); *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        list = arena_format(arena, "%s%s%.*s", list, *list ? ", " : "", (int)n, at);
        at += n;
    }
    return list;
}

static bool refuse_key(FigureId figure, const char *key, Err *err) {
    Arena scratch = {0};
    if (!is_key(key)) {
        char words[GUESS_SIZE];
        bool near = *guess(key, name_at, words) != '\0';
        err_set(err, "no figure has a setting \"%.60s\"%s", key,
                near ? words : " (phasor render --list names them)");
    } else {
        err_set(err, "%s does not use \"%s\"; it uses %s", figure_id(figure), key,
                key_list(&scratch, figure));
    }
    arena_free(&scratch);
    return false;
}

// Lists

static const char *scheme_at(int index) {
    return index < pe_scheme_count() ? pe_scheme_at(index)->id : NULL;
}

static bool check_scheme(const Value *value, Err *err) {
    if (value->kind == VALUE_WORD && pe_scheme_find(value->word)) return true;
    const char *found = value->kind == VALUE_WORD ? value->word : "no word";
    char words[GUESS_SIZE];
    return err_set(err, "found \"%.60s\", expected a scheme such as \"rope\" or \"alibi\"%s", found,
                   guess(found, scheme_at, words));
}

static bool check_schemes(const Value *entry, Err *err) {
    if (entry->kind != VALUE_LIST || entry->count == 0) {
        return err_set(err, "expected a list of schemes");
    }
    for (int i = 0; i < entry->count; i++) {
        if (!check_scheme(&entry->list[i], err)) return false;
    }
    return true;
}

static bool is_number(const Value *value) {
    return value->kind == VALUE_NUMBER;
}

// [10, 13] or 10.
static bool is_mark(const Value *value) {
    if (value->kind != VALUE_LIST) return is_number(value) && value->number >= 0;
    return value->count == 2 && is_number(&value->list[0]) && is_number(&value->list[1]);
}

static bool check_marks(const Value *entry, Err *err) {
    bool ok = entry->kind == VALUE_LIST ? entry->count > 0 && entry->count <= FIGURE_MARK_MAX
                                        : is_mark(entry);
    for (int i = 0; entry->kind == VALUE_LIST && i < entry->count; i++) {
        ok = ok && is_mark(&entry->list[i]);
    }
    return ok ||
           err_set(err, "expected a list of 1 to %d cells [i, j] or numbers", FIGURE_MARK_MAX);
}

static bool is_profile(const Value *value) {
    bool ok = value->kind == VALUE_LIST && value->count == FIGURE_DEPTHS;
    for (int d = 0; ok && d < value->count; d++) {
        const Value *share = &value->list[d];
        ok = is_number(share) && share->number >= 0 && share->number <= 1;
    }
    return ok;
}

static bool check_profiles(const Value *entry, Err *err) {
    bool ok = entry->kind == VALUE_LIST && entry->count > 0 && entry->count <= FIGURE_PROFILE_MAX;
    for (int i = 0; ok && i < entry->count; i++) ok = is_profile(&entry->list[i]);
    return ok || err_set(err, "expected 1 or %d lists of %d shares from 0 to 1", FIGURE_PROFILE_MAX,
                         FIGURE_DEPTHS);
}

static bool check_order(const Value *entry, Err *err) {
    int order[SHUFFLE_TOKENS];
    bool ok = entry->count == SHUFFLE_TOKENS;
    for (int i = 0; ok && i < SHUFFLE_TOKENS; i++) {
        double number = is_number(&entry->list[i]) ? entry->list[i].number : -1;
        ok = number >= 0 && number < SHUFFLE_TOKENS && floor(number) == number;
        order[i] = ok ? (int)number : 0;
    }
    ok = ok && shuffle_number(order, SHUFFLE_TOKENS) >= 0;
    return ok || err_set(err, "expected each of the numbers 0 to %d once", SHUFFLE_TOKENS - 1);
}

// "methods": ["pi", "ntk"].
static bool check_set(const Value *entry, Err *err) {
    FigureState state = figure_state_new();
    for (int i = 0; i < entry->count; i++) {
        const Value *item = &entry->list[i];
        if (item->kind != VALUE_WORD) return err_set(err, "expected a list of words");
        if (!figure_set_text(&state, entry->key, item->word, err)) return false;
    }
    return entry->count > 0 || err_set(err, "the list is empty");
}

// Numbers

// Whether the figure takes the number as it is, not moved onto a step.
static bool check_number(FigureKey key, double value, Err *err) {
    const FigureKeyInfo *info = figure_key_info(key);
    if (!figure_check(key, value, err)) return false;
    FigureState state = figure_state_new();
    figure_set(&state, key, value);
    double drawn = state.value[key];
    if (fabs(drawn - value) <= 1e-9 * fabs(value)) return true;
    if (info->step == 1) return err_set(err, "found %.10g, expected a whole number", value);
    return err_set(err, "found %.10g and would draw %.10g, from %.10g on it goes in steps of %.10g",
                   value, drawn, info->lo, info->step);
}

static bool check_list(FigureKey key, const Value *entry, Err *err) {
    if (key == KEY_ORDER) return check_order(entry, err);
    if (figure_key_set(key)) return check_set(entry, err);
    bool range = entry->count == 2 && is_number(&entry->list[0]) && is_number(&entry->list[1]) &&
                 !figure_key_info(key)->words;
    if (!range) return err_set(err, "found a list, expected one value");
    return check_number(key, entry->list[0].number, err) &&
           check_number(key, entry->list[1].number, err);
}

// What must stay below another setting, or a part of it; `with` only where the figure reads both.
static const struct {
    FigureKey key, with;
    double part;
    bool reaches; // may be as large
} BOUNDS[] = {{KEY_HEAD, KEY_HEADS, 1, false},
              {KEY_PAIR, KEY_D, 0.5, false},
              {KEY_ROW, KEY_N, 1, false},
              {KEY_KV_HEADS, KEY_HEADS, 1, true}};

static bool check_bounds(const Visual *visual, FigureId figure, FigureKey key, Err *err) {
    FigureState state = figure_state_from(visual);
    for (size_t b = 0; b < sizeof BOUNDS / sizeof *BOUNDS; b++) {
        const FigureKeyInfo *info = figure_key_info(key), *with = figure_key_info(BOUNDS[b].with);
        if (BOUNDS[b].key != key || !figure_reads(figure, with->id)) continue;
        double limit = state.value[BOUNDS[b].with], most = limit * BOUNDS[b].part;
        if (!BOUNDS[b].reaches) most -= 1;
        if (state.value[key] <= most) continue;
        return err_set(err, "found %.10g, with %s %.10g allowed are %.10g to %.10g",
                       state.value[key], with->id, limit, info->lo, most);
    }
    return true;
}

static bool check_value(FigureKey key, const Value *entry, Err *err) {
    FigureState state = figure_state_new();
    const char *const *words = figure_key_info(key)->words;
    switch (entry->kind) {
    case VALUE_LIST: return check_list(key, entry, err);
    case VALUE_WORD: return figure_set_text(&state, entry->key, entry->word, err);
    case VALUE_SWITCH:
        if (words && words[0] && words[1] && !words[2]) return true;
        return err_set(err, "found true or false, expected %s", words ? "a word" : "a number");
    case VALUE_SUM: return true; // looked at as a number
    case VALUE_NUMBER: break;
    }
    return check_number(key, entry->number, err);
}

static bool refuse_param(const Pe *pe, int panel, const char *param, Err *err) {
    const char *list = "", *nearest = "";
    int best = NEAR + 1;
    Arena scratch = {0};
    for (int p = 0; p < pe->scheme->param_count; p++) {
        const char *id = pe->scheme->params[p].id;
        int distance = str_distance(param, id, NEAR);
        list = arena_format(&scratch, "%s%s%s", list, p ? ", " : "", id);
        if (distance >= best || (size_t)distance * 2 > strlen(param)) continue;
        best = distance;
        nearest = arena_format(&scratch, "; did you mean \"%s\"?", id);
    }
    err_set(err, "panel %d is %s, which has no \"%.60s\"; it has %s%s", panel, pe->scheme->id,
            param, *list ? list : "no parameters", nearest);
    arena_free(&scratch);
    return false;
}

// "1.factor": a parameter of the second panel's scheme.
static bool check_own(const Visual *visual, const Value *entry, int panel, const char *param,
                      Err *err) {
    FigureState state = figure_state_from(visual);
    if (panel >= state.scheme_count) {
        return err_set(err, "there is no panel %d, panels are 0 to %d", panel,
                       state.scheme_count - 1);
    }
    Pe pe;
    pe_init(&pe, pe_scheme_at(state.schemes[panel]));
    if (pe_param_index(pe.scheme, param) >= 0) {
        return entry->kind == VALUE_WORD ? pe_set_text(&pe, param, entry->word, err)
                                         : pe_set(&pe, param, entry->number, err);
    }
    return refuse_param(&pe, panel, param, err);
}

bool preset_check(const Visual *visual, int index, Err *err) {
    const Value *entry = &visual->preset[index];
    FigureId figure = figure_of(visual);
    if (figure == FIGURE_COUNT) return true; // said already
    const char *at = entry->key;
    int panel;
    bool own = str_take_count(&at, &panel) && *at == '.';
    if (!figure_reads(figure, own ? "own" : entry->key)) {
        return own ? err_set(err, "%s has no panels with parameters of their own",
                             figure_id(figure))
                   : refuse_key(figure, entry->key, err);
    }
    if (own) return check_own(visual, entry, panel, at + 1, err);
    if (str_same(entry->key, "scheme")) return check_scheme(entry, err);
    if (str_same(entry->key, "schemes")) return check_schemes(entry, err);
    if (str_same(entry->key, "profiles")) return check_profiles(entry, err);
    FigureKey key = figure_key_find(entry->key);
    if (key == KEY_COUNT) return check_marks(entry, err);
    return check_value(key, entry, err) && check_bounds(visual, figure, key, err);
}

// Controls

static bool check_range(const FigureKeyInfo *info, const Control *control, Err *err) {
    if (control->least < info->lo || control->most > info->hi) {
        return err_set(err, "%s goes from %.10g to %.10g, the figure's from %.10g to %.10g",
                       info->id, control->least, control->most, info->lo, info->hi);
    }
    double steps = info->step > 0 ? control->step / info->step : 1,
           first = info->step > 0 ? (control->least - info->lo) / info->step : 0;
    if (fabs(steps - round(steps)) < 1e-9 && fabs(first - round(first)) < 1e-9) return true;
    return err_set(
        err, "%s goes from %.10g in steps of %.10g, the figure's from %.10g in steps of %.10g",
        info->id, control->least, control->step, info->lo, info->step);
}

bool preset_control_check(const Visual *visual, const Control *control, Err *err) {
    FigureId figure = figure_of(visual);
    FigureKey key = figure_key_find(control->name);
    if (figure == FIGURE_COUNT) return true;
    if (key < KEY_COUNT && figure_reads(figure, control->name)) {
        return check_range(figure_key_info(key), control, err);
    }
    Arena scratch = {0};
    err_set(err, "%s does not follow \"%.40s\"; it uses %s", figure_id(figure), control->name,
            key_list(&scratch, figure));
    arena_free(&scratch);
    return false;
}

double preset_control_start(const Visual *visual, const Control *control) {
    FigureState state = figure_state_from(visual);
    FigureKey key = figure_key_find(control->name);
    return control_snap(control, key < KEY_COUNT ? state.value[key] : control->least);
}

// Predictions

// The control of the figure that moves this setting, NULL if it has none in its table.
static const FigureControl *control_of(const char *view, FigureKey key) {
    bool exact;
    const FigureInfo *info = figure_info(figure_find(view, &exact));
    for (int i = 0; exact && i < info->control_count; i++) {
        if (info->controls[i].key == key) return &info->controls[i];
    }
    return NULL;
}

bool preset_move_check(const char *view, const Value *entry, Err *err) {
    FigureKey key = figure_key_find(entry->key);
    if (key == KEY_COUNT) {
        return err_set(err, "\"%.60s\" is no setting of one number or word, so it cannot be moved",
                       entry->key);
    }
    const FigureControl *control = control_of(view, key);
    bool number = entry->kind == VALUE_NUMBER;
    if (!control || !number || (entry->number >= control->lo && entry->number <= control->hi)) {
        return true;
    }
    return err_set(err,
                   "%s: found %.10g, the control of the figure \"%.60s\" goes from %.10g to %.10g",
                   entry->key, entry->number, view, control->lo, control->hi);
}
