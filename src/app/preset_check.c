// Whether a figure understands one entry of a card's preset.
#include "app/preset_check.h"

#include "app/figure.h"
#include "base/str.h"
#include "engine/pe.h"

// Keys that are no settings of one number: lists, and what single figures read for themselves.
static const char *const OTHERS[] = {"scheme", "schemes", "mark",    "marks",   "profiles", "q",
                                     "k",      "stages",  "measure", "example", "layout"};

enum { OTHER_COUNT = sizeof OTHERS / sizeof *OTHERS, NEAR = 2 };

static const char *name_at(int index) {
    if (index < KEY_COUNT) return figure_key_info((FigureKey)index)->id;
    return index < KEY_COUNT + OTHER_COUNT ? OTHERS[index - KEY_COUNT] : NULL;
}

static bool refuse_name(const char *key, Err *err) {
    const char *nearest = NULL;
    int best = NEAR + 1;
    for (int i = 0; name_at(i); i++) {
        int distance = str_distance(key, name_at(i), NEAR);
        if (distance < best) {
            best = distance;
            nearest = name_at(i);
        }
    }
    if (nearest) {
        return err_set(err, "no figure has a setting \"%.60s\"; did you mean \"%s\"?", key,
                       nearest);
    }
    return err_set(err, "no figure has a setting \"%.60s\" (phasor render --list names them)", key);
}

static bool check_scheme(const Value *value, Err *err) {
    if (value->kind == VALUE_WORD && pe_scheme_find(value->word)) return true;
    const char *found = value->kind == VALUE_WORD ? value->word : "no word";
    return err_set(err, "found \"%.60s\", expected a scheme such as \"rope\" or \"alibi\"", found);
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
    if (entry->kind == VALUE_LIST) return true; // read by the figure that knows the list
    if (entry->kind == VALUE_WORD) return figure_set_text(&state, entry->key, entry->word, err);
    return figure_check(key, entry->number, err);
}

// "1.factor": some scheme must have that parameter and take that value; which scheme it is for, another entry says.
static bool check_own(const Value *entry, const char *param, Err *err) {
    err_set(err, "no scheme has a parameter \"%.60s\"", param);
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
