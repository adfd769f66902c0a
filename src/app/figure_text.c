// States of figures to and from their text form.
#include "app/figure_state.h"
#include "base/str.h"

#include <string.h>

enum { TEXT_MOST = 8192 };

static bool parse_schemes(char *list, FigureState *state, Err *err) {
    state->scheme_count = 0;
    memset(state->own, 0, sizeof state->own);
    for (char *at = list; at;) {
        char *plus = strchr(at, '+');
        if (plus) *plus = '\0';
        if (!figure_set_scheme(state, state->scheme_count, at)) {
            return err_set(err, "state: schemes: \"%.60s\" is not a scheme, or more than %d", at,
                           FIGURE_PANEL_MAX);
        }
        at = plus ? plus + 1 : NULL;
    }
    return true;
}

static bool parse_marks(const char *list, FigureState *state, Err *err) {
    state->mark_count = 0;
    for (const char *at = list; *at;) {
        FigureCell mark = {0, -1};
        if (!str_take_count(&at, &mark.i)) break;
        if (*at == ',') {
            at++;
            if (!str_take_count(&at, &mark.j)) break;
        }
        if (state->mark_count == FIGURE_MARK_MAX || (*at && *at != '+')) break;
        state->marks[state->mark_count++] = mark;
        if (!*at) return true;
        at++;
    }
    return err_set(
        err,
        "state: marks: found \"%.60s\", expected at most %d numbers or pairs such as 10,13+500",
        list, FIGURE_MARK_MAX);
}

// "1,1,0.5,…+0.9,…": ten numbers from 0 to 1 each.
static bool parse_profiles(char *list, FigureState *state, Err *err) {
    int count = 0;
    char *at = list;
    while (at && count < FIGURE_PROFILE_MAX * FIGURE_DEPTHS) {
        char *end = at + strcspn(at, ",+"), stop = *end;
        bool last = count % FIGURE_DEPTHS == FIGURE_DEPTHS - 1;
        double value;
        *end = '\0';
        if (!str_number(at, &value) || !(value >= 0 && value <= 1)) break;
        if (last ? stop == ',' : stop != ',') break;
        state->profiles[count / FIGURE_DEPTHS][count % FIGURE_DEPTHS] = value;
        count++;
        at = stop ? end + 1 : NULL;
    }
    state->profile_count = count / FIGURE_DEPTHS;
    if (!at && count > 0) return true;
    return err_set(err, "state: profiles: expected one or two lists of %d numbers from 0 to 1",
                   FIGURE_DEPTHS);
}

// "1.factor" = "8": a parameter of the second panel's own.
static bool parse_own(FigureState *state, const char *key, const char *value, Err *err) {
    const char *at = key;
    int panel;
    if (!str_take_count(&at, &panel) || *at != '.') {
        return err_set(err, "state: %.60s: there is no such setting", key);
    }
    return figure_set_own_text(state, panel, at + 1, value, err);
}

static bool parse_one(FigureState *state, const char *key, char *value, Err *err) {
    if (*key >= '0' && *key <= '9') return parse_own(state, key, value, err);
    if (str_same(key, "schemes")) return parse_schemes(value, state, err);
    if (str_same(key, "marks")) return parse_marks(value, state, err);
    if (str_same(key, "profiles")) return parse_profiles(value, state, err);
    return figure_set_text(state, key, value, err);
}

bool figure_state_parse(const char *text, FigureState *state, Err *err) {
    char copy[TEXT_MOST];
    if (strlen(text) >= sizeof copy) {
        return err_set(err, "state: longer than %zu bytes", sizeof copy - 1);
    }
    memcpy(copy, text, strlen(text) + 1);
    FigureState parsed = *state;
    for (char *at = copy; at && *at;) {
        char *next = strchr(at, '&');
        if (next) *next++ = '\0';
        char *equals = strchr(at, '=');
        if (!equals) return err_set(err, "state: \"%.60s\" is not of the form key=value", at);
        *equals++ = '\0';
        if (!parse_one(&parsed, at, equals, err)) return false;
        at = next;
    }
    *state = parsed;
    return true;
}

static bool schemes_are_initial(const FigureState *state) {
    FigureState initial = figure_state_new();
    size_t size = (size_t)initial.scheme_count * sizeof *state->schemes;
    return state->scheme_count == initial.scheme_count &&
           memcmp(state->schemes, initial.schemes, size) == 0;
}

static char *schemes_text(Arena *arena, const FigureState *state) {
    if (schemes_are_initial(state)) return arena_copy(arena, "");
    char *text = arena_copy(arena, "schemes=");
    for (int i = 0; i < state->scheme_count; i++) {
        text =
            arena_format(arena, "%s%s%s", text, i ? "+" : "", pe_scheme_at(state->schemes[i])->id);
    }
    return text;
}

static char *marks_text(Arena *arena, const FigureState *state, char *text) {
    for (int at = 0; at < state->mark_count; at++) {
        FigureCell mark = state->marks[at];
        const char *before = at ? "+" : "&marks=";
        text = mark.j < 0 ? arena_format(arena, "%s%s%d", text, before, mark.i)
                          : arena_format(arena, "%s%s%d,%d", text, before, mark.i, mark.j);
    }
    return text;
}

static char *profiles_text(Arena *arena, const FigureState *state, char *text) {
    for (int at = 0; at < state->profile_count * FIGURE_DEPTHS; at++) {
        const char *before = at == 0 ? "&profiles=" : at % FIGURE_DEPTHS ? "," : "+";
        text = arena_format(arena, "%s%s%.10g", text, before,
                            state->profiles[at / FIGURE_DEPTHS][at % FIGURE_DEPTHS]);
    }
    return text;
}

static char *set_text(Arena *arena, FigureKey key, int set, char *text) {
    const char *const *words = figure_key_set(key);
    text = arena_format(arena, "%s&%s=", text, figure_key_info(key)->id);
    const char *before = set ? "" : "0";
    for (int w = 0; words[w]; w++) {
        if (!(set >> w & 1)) continue;
        text = arena_format(arena, "%s%s%s", text, before, words[w]);
        before = "+";
    }
    return set ? text : arena_format(arena, "%s0", text);
}

// The fewest digits that read back as the same number.
static char *number_text(Arena *arena, double value) {
    char *text = arena_format(arena, "%.10g", value);
    double again;
    if (str_number(text, &again) && again == value) return text;
    return arena_format(arena, "%.17g", value);
}

// One of a panel's own values as text: "factor=8".
static char *figure_own_text(Arena *arena, const FigureState *state, int panel, int param) {
    const PeParam *row = &pe_scheme_at(state->schemes[panel])->params[param];
    double value = state->own[panel].value[param];
    return arena_format(arena, "%s=%s", row->id,
                        row->choices ? row->choices[(int)value] : number_text(arena, value));
}

static char *owns_text(Arena *arena, const FigureState *state, char *text) {
    for (int panel = 0; panel < state->scheme_count; panel++) {
        for (int p = 0; p < pe_scheme_at(state->schemes[panel])->param_count; p++) {
            if (!(state->own[panel].set >> p & 1)) continue;
            text = arena_format(arena, "%s&%d.%s", text, panel,
                                figure_own_text(arena, state, panel, p));
        }
    }
    return text;
}

char *figure_state_text(Arena *arena, const FigureState *state) {
    char *text = schemes_text(arena, state);
    text = marks_text(arena, state, owns_text(arena, state, text));
    text = profiles_text(arena, state, text);
    for (FigureKey key = 0; key < KEY_COUNT; key++) {
        const FigureKeyInfo *info = figure_key_info(key);
        double value = state->value[key];
        if (value == info->initial) continue;
        if (figure_key_set(key)) {
            text = set_text(arena, key, (int)value, text);
            continue;
        }
        text = info->words
                   ? arena_format(arena, "%s&%s=%s", text, info->id, info->words[(int)value])
                   : arena_format(arena, "%s&%s=%.10g", text, info->id, value);
    }
    return *text == '&' ? text + 1 : text;
}
