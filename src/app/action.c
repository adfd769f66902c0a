// The table of actions and their text form.
#include "app/action.h"

#include "app/figure_state.h"
#include "base/str.h"

#include <string.h>

static const struct {
    const char *name, *arguments;
} ACTIONS[ACTION_COUNT] = {

#define ACTION(NAME, function, word, list) [ACT_##NAME] = {.name = (word), .arguments = (list)},
#include "app/actions.def"
#undef ACTION
};

void wish(Actions *wishes, Action action) {
    if (!action.text) action.text = "";
    wishes->at =
        arena_grow(wishes->arena, wishes->at, wishes->count, &wishes->capacity, sizeof action);
    wishes->at[wishes->count++] = action;
}

static const char *next_word(Arena *arena, const char **at) {
    *at += strspn(*at, " ");
    size_t n = strcspn(*at, " ");
    const char *word = arena_text(arena, *at, n);
    *at += n;
    return word;
}

static bool parse_target(const char *word, int *out) {
    if (str_same(word, "compare")) {
        *out = TARGET_COMPARE;
    } else if (str_same(word, "proof")) {
        *out = TARGET_PROOF;
    } else {
        int64_t lesson;
        if (!str_integer(word, &lesson) || lesson < 0 || lesson > 10000) return false;
        *out = TARGET_LESSON + (int)lesson;
    }
    return true;
}

static bool parse_argument(Arena *arena, char what, const char **at, Action *out, int *numbers) {
    if (what == 's') {
        *at += strspn(*at, " ");
        out->text = *at;
        *at += strlen(*at);
        return true;
    }
    const char *word = next_word(arena, at);
    if (what == 't') return parse_target(word, &out->target);
    if (what == 'k') return (out->key = (int)figure_key_find(word)) < KEY_COUNT;
    return str_number(word, (*numbers)++ ? &out->b : &out->a);
}

static bool refuse_form(ActionKind kind, const char *line, Err *err) {
    Arena scratch = {0};
    err_set(err, "action: found \"%.100s\", expected the form \"%s\"", line,
            action_form(&scratch, kind));
    arena_free(&scratch);
    return false;
}

bool action_parse(Arena *arena, const char *line, Action *out, Err *err) {
    const char *at = arena_copy(arena, line), *name = next_word(arena, &at);
    *out = (Action){.kind = ACTION_COUNT, .text = ""};
    for (ActionKind kind = 0; kind < ACTION_COUNT; kind++) {
        if (str_same(ACTIONS[kind].name, name)) out->kind = kind;
    }
    if (out->kind == ACTION_COUNT) {
        return err_set(err, "action: found \"%.60s\", expected one that phasor render --list names",
                       name);
    }
    int numbers = 0;
    for (const char *what = ACTIONS[out->kind].arguments; *what; what++) {
        if (!parse_argument(arena, *what, &at, out, &numbers)) {
            return refuse_form(out->kind, line, err);
        }
    }
    if (at[strspn(at, " ")] != '\0') return refuse_form(out->kind, line, err);
    return true;
}

static char *target_text(Arena *arena, int target) {
    if (target == TARGET_COMPARE) return arena_copy(arena, "compare");
    if (target == TARGET_PROOF) return arena_copy(arena, "proof");
    return arena_format(arena, "%d", target - TARGET_LESSON);
}

char *action_text(Arena *arena, const Action *action) {
    char *text = arena_copy(arena, ACTIONS[action->kind].name);
    int numbers = 0;
    for (const char *what = ACTIONS[action->kind].arguments; *what; what++) {
        if (*what == 't') {
            text = arena_format(arena, "%s %s", text, target_text(arena, action->target));
        }
        if (*what == 'k') {
            text = arena_format(arena, "%s %s", text, figure_key_info((FigureKey)action->key)->id);
        }
        if (*what == 'n') {
            text = arena_format(arena, "%s %.17g", text, numbers++ ? action->b : action->a);
        }
        if (*what == 's') text = arena_format(arena, "%s %s", text, action->text);
    }
    return text;
}

char *action_form(Arena *arena, ActionKind kind) {
    char *form = arena_copy(arena, ACTIONS[kind].name);
    for (const char *what = ACTIONS[kind].arguments; *what; what++) {
        form = arena_format(arena, "%s %c", form, *what);
    }
    return form;
}
