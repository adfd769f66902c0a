// Whether a figure understands one entry of a card's preset.
#include "app/preset_check.h"

#include "app/figure.h"
#include "base/str.h"
#include "engine/pe.h"

#include <stdio.h>
#include <string.h>

// Keys that are no settings of one number: lists, and what single figures read for themselves.
static const char *const OTHERS[] = {"scheme", "schemes", "mark",    "marks",   "profiles", "q",
                                     "k",      "stages",  "measure", "example", "layout"};

enum { OTHER_COUNT = sizeof OTHERS / sizeof *OTHERS, NEAR = 2, GUESS_SIZE = 96 };

static const char *name_at(int index) {
    if (index < KEY_COUNT) return figure_key_info((FigureKey)index)->id;
    return index < KEY_COUNT + OTHER_COUNT ? OTHERS[index - KEY_COUNT] : NULL;
}

// `; did you mean "x"?` for the nearest of the names, or "". Written into `words`.
typedef const char *NameAt(int index); // NULL behind the last

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

static bool refuse_name(const char *key, Err *err) {
    char words[GUESS_SIZE];
    bool near = *guess(key, name_at, words) != '\0';
    return err_set(err, "no figure has a setting \"%.60s\"%s", key,
                   near ? words : " (phasor render --list names them)");
}

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
    if (entry->kind != VALUE_LIST) return err_set(err, "expected a list of schemes");
    for (int i = 0; i < entry->count; i++) {
        if (!check_scheme(&entry->list[i], err)) return false;
    }
    return true;
}

static bool check_setting(FigureKey key, const Value *entry, Err *err) {
    FigureState state = figure_state_new();
    bool set = figure_key_set(key) != NULL;
    for (int i = 0; set && entry->kind == VALUE_LIST && i < entry->count; i++) {
        const Value *item = &entry->list[i];
        if (item->kind != VALUE_WORD) return err_set(err, "expected a list of words");
        if (!figure_set_text(&state, entry->key, item->word, err)) return false;
    }
    if (entry->kind == VALUE_LIST) return true; // no set: the figure that knows the list reads it
    if (entry->kind == VALUE_WORD) return figure_set_text(&state, entry->key, entry->word, err);
    return figure_check(key, entry->number, err);
}

// Every parameter of every scheme in turn.
static const char *param_at(int index) {
    for (int s = 0; s < pe_scheme_count(); s++) {
        const PeScheme *scheme = pe_scheme_at(s);
        if (index < scheme->param_count) return scheme->params[index].id;
        index -= scheme->param_count;
    }
    return NULL;
}

// "1.factor": some scheme must have that parameter and take that value; which scheme it is for, another entry says.
static bool check_own(const Value *entry, const char *param, Err *err) {
    char words[GUESS_SIZE];
    err_set(err, "no scheme has a parameter \"%.60s\"%s", param, guess(param, param_at, words));
    for (int s = 0; s < pe_scheme_count(); s++) {
        Pe pe;
        pe_init(&pe, pe_scheme_at(s));
        if (pe_param_index(pe.scheme, param) < 0) continue;
        bool word = entry->kind == VALUE_WORD;
        if (word ? pe_set_text(&pe, param, entry->word, err)
                 : pe_set(&pe, param, entry->number, err)) {
            return true;
        }
    }
    return false;
}

bool preset_check(const Value *entry, Err *err) {
    if (str_same(entry->key, "scheme")) return check_scheme(entry, err);
    if (str_same(entry->key, "schemes")) return check_schemes(entry, err);
    const char *at = entry->key;
    int panel;
    if (str_take_count(&at, &panel) && *at == '.') return check_own(entry, at + 1, err);
    FigureKey key = figure_key_find(entry->key);
    if (key < KEY_COUNT) return check_setting(key, entry, err);
    for (int i = 0; i < OTHER_COUNT; i++) {
        if (str_same(entry->key, OTHERS[i])) return true;
    }
    return refuse_name(entry->key, err);
}

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
