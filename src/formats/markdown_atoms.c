// Finds formulas, [[links]] and [@citations] in a text and puts placeholders in their stead.
#include "formats/markdown_atoms.h"

#include "base/str.h"

#include <string.h>

// Plane 15 is for private use and no font has it; a text that holds such characters is refused.
enum { FIRST_PLACEHOLDER = 0xF0000, MOST_ATOMS = 0xFFFD };

const Atom *atoms_named(const Atoms *atoms, uint32_t code) {
    if (code < FIRST_PLACEHOLDER || code - FIRST_PLACEHOLDER >= (uint32_t)atoms->count) return NULL;
    return &atoms->at[code - FIRST_PLACEHOLDER];
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The next dollar that is not escaped, or NULL at a blank line or the end.
static const char *next_dollar(const char *at) {
    for (; *at; at++) {
        if (*at == '$') return at;
        if (*at == '\\' && at[1]) {
            at++;
        } else if (at[0] == '\n' && at[1] == '\n') {
            return NULL;
        }
    }
    return NULL;
}

// $…$ is a formula if no space follows the first dollar and neither a space precedes nor a digit follows the second: so
// "$5 and $6" and "$5/$6" are money.
static bool find_math(const char *at, const char *source, Atom *atom) {
    if (is_space(at[1]) || at[1] == '\0') return false;
    const char *close = next_dollar(at + 1);
    if (!close || close == at + 1 || is_space(close[-1]) || is_digit(close[1])) return false;
    size_t start = (size_t)(at - source), end = (size_t)(close - source);
    *atom = (Atom){ATOM_MATH, start, end + 1, start + 1, end};
    return true;
}

static bool find_display(const char *at, const char *source, Atom *atom) {
    const char *close = next_dollar(at + 2);
    while (close && close[1] != '$') close = next_dollar(close + 1);
    if (!close || close == at + 2) return false;
    size_t start = (size_t)(at - source), end = (size_t)(close - source);
    *atom = (Atom){ATOM_DISPLAY, start, end + 2, start + 2, end};
    return true;
}

static bool find_wiki(const char *at, const char *source, Atom *atom) {
    size_t n = strcspn(at + 2, "[]\n");
    if (!str_starts(at + 2 + n, "]]")) return false;
    size_t start = (size_t)(at - source);
    *atom = (Atom){ATOM_WIKI, start, start + n + 4, start + 2, start + 2 + n};
    return true;
}

static bool find_cite(const char *at, const char *source, Atom *atom) {
    static const char KEY[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_:.-";
    size_t n = strspn(at + 2, KEY), start = (size_t)(at - source);
    if (n == 0 || at[2 + n] != ']') return false;
    *atom = (Atom){ATOM_CITE, start, start + n + 3, start + 2, start + 2 + n};
    return true;
}

// How long the code span that begins at `at` is, with its backticks; only the backticks if nothing closes them.
static size_t code_length(const char *at) {
    size_t ticks = strspn(at, "`");
    for (const char *close = strchr(at + ticks, '`'); close; close = strchr(close, '`')) {
        size_t n = strspn(close, "`");
        if (n == ticks) return (size_t)(close + n - at);
        close += n;
    }
    return ticks;
}

static bool find_atom(const char *at, const char *source, Atom *atom) {
    if (str_starts(at, "$$")) return find_display(at, source, atom);
    if (*at == '$') return find_math(at, source, atom);
    if (str_starts(at, "[[")) return find_wiki(at, source, atom);
    if (str_starts(at, "[@")) return find_cite(at, source, atom);
    return false;
}

static size_t ordinary_length(const char *at) {
    if (*at == '`') return code_length(at);
    if (*at == '\\' && at[1]) return 2;
    size_t n = strcspn(at + 1, "`\\$[");
    return n + 1;
}

static bool check_characters(const char *source, Err *err) {
    for (const char *at = source, *end = source + strlen(source); at < end;) {
        uint32_t code = str_next(&at, end);
        if (code < FIRST_PLACEHOLDER) continue;
        return err_set(err, "character U+%X is for private use and not allowed", code);
    }
    return true;
}

static bool keep_atom(Arena *arena, Atoms *out, Atom atom, Err *err) {
    if (out->count == MOST_ATOMS) {
        return err_set(err, "more than %d formulas and links", MOST_ATOMS);
    }
    out->at = arena_grow(arena, out->at, out->count, &out->capacity, sizeof *out->at);
    out->at[out->count] = atom;
    char utf8[5];
    int n = str_put(FIRST_PLACEHOLDER + (uint32_t)out->count++, utf8);
    memcpy(out->text + out->size, utf8, (size_t)n);
    out->size += (size_t)n;
    return true;
}

bool atoms_find(Arena *arena, const char *source, Atoms *out, Err *err) {
    // The shortest atom, $x$, has three bytes and its placeholder four.
    *out = (Atoms){.source = source, .text = arena_alloc(arena, strlen(source) / 3 * 4 + 8)};
    if (!check_characters(source, err)) return false;
    for (const char *at = source; *at;) {
        Atom atom;
        if (find_atom(at, source, &atom)) {
            if (!keep_atom(arena, out, atom, err)) return false;
            at = source + atom.end;
            continue;
        }
        if (str_starts(at, "$$")) {
            return err_set(err, "a formula that begins with $$ is not closed with $$");
        }
        size_t n = ordinary_length(at);
        memcpy(out->text + out->size, at, n);
        out->size += n;
        at += n;
    }
    return true;
}

const char *atoms_stray_dollar(const Atoms *atoms) {
    const char *text = atoms->text;
    for (const char *at = text; *at; at += ordinary_length(at)) {
        bool begins = *at == '$' && at[1] && !is_space(at[1]) && !is_digit(at[1]);
        bool inside = at > text && !is_space(at[-1]) && at[-1] != '(';
        if (begins && !inside) return at;
    }
    return NULL;
}
