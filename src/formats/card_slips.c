// Finds backslashes that JSON took for its own, and dollars without a partner.
#include "formats/card_slips.h"

#include "base/str.h"
#include "formats/markdown_atoms.h"

#include <string.h>

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int letters(const char *at) {
    int n = 0;
    while (is_letter(at[n])) n++;
    return n;
}

static const struct {
    char c, letter;
    const char *is;
} ESCAPES[] = {{'\b', 'b', "a backspace"},
               {'\t', 't', "a tab"},
               {'\n', 'n', "a line end"},
               {'\f', 'f', "a form feed"},
               {'\r', 'r', "a carriage return"}};

// "\theta" for a tab before "heta".
static void refuse(Reader *r, const Node *node, const char *at) {
    enum { SHOWN = 20 };

    int n = letters(at + 1);
    if (n > SHOWN) n = SHOWN;
    for (size_t i = 0; i < sizeof ESCAPES / sizeof *ESCAPES; i++) {
        if (*at != ESCAPES[i].c) continue;
        reader_error(r, node,
                     "\"\\%c%.*s\" is %s in JSON: a backslash is written twice, \"\\\\%c%.*s\"",
                     ESCAPES[i].letter, n, at + 1, ESCAPES[i].is, ESCAPES[i].letter, n, at + 1);
        return;
    }
    reader_error(r, node, "found the control character U+%04X, which no text has",
                 (unsigned)(unsigned char)*at);
}

// Commands of formulas that begin with n: a line end may stand in a formula, before other letters.
static bool is_command(const char *rest, int n) {
    static const char *const AFTER_N[] = {"abla",     "atural", "e",        "earrow", "eg",
                                          "eq",       "exists", "geq",      "i",      "leq",
                                          "mid",      "ot",     "otin",     "u",      "ewline",
                                          "parallel", "prec",   "subseteq", "warrow", NULL};
    for (int i = 0; AFTER_N[i]; i++) {
        if ((int)strlen(AFTER_N[i]) == n && str_starts(rest, AFTER_N[i])) return true;
    }
    return false;
}

static bool begins_command(const char *at) {
    int n = letters(at + 1);
    return *at == '\n' ? is_command(at + 1, n) : (*at == '\t' || *at == '\r') && n > 0;
}

static const char *find_command(const char *at, const char *end) {
    for (; at < end; at++) {
        if (begins_command(at)) return at;
    }
    return NULL;
}

// A formula that begins with such a command is none, because a space follows its dollar.
static const char *find_opening(const char *text) {
    for (const char *at = strchr(text, '$'); at; at = strchr(at + 1, '$')) {
        bool escaped = at > text && at[-1] == '\\';
        if (!escaped && begins_command(at + 1) && strchr(at + 1, '$')) return at + 1;
    }
    return NULL;
}

static const char *find_in_formulas(const char *text) {
    Arena scratch = {0};
    Atoms atoms;
    Err err;
    const char *found = NULL;
    bool ok = strpbrk(text, "\t\r\n") && strchr(text, '$');
    if (ok && atoms_find(&scratch, text, &atoms, &err)) {
        for (int i = 0; i < atoms.count && !found; i++) {
            bool formula = atoms.at[i].kind == ATOM_MATH || atoms.at[i].kind == ATOM_DISPLAY;
            const Atom *atom = &atoms.at[i];
            if (formula) found = find_command(text + atom->body, text + atom->body_end);
        }
        if (!found) found = find_opening(text);
    }
    arena_free(&scratch);
    return found;
}

const char *card_slips_find(const char *text, bool formulas) {
    for (const char *at = text; *at; at++) {
        if ((unsigned char)*at < ' ' && !strchr("\t\n\r", *at)) return at;
    }
    return formulas ? find_in_formulas(text) : NULL;
}

bool card_slips_escapes(Reader *reader, const Node *node, const char *text, bool formulas) {
    const char *found = card_slips_find(text, formulas);
    if (found) refuse(reader, node, found);
    return !found;
}

void card_slips_dollars(Reader *reader, const Node *node, const char *text) {
    Arena scratch = {0};
    Atoms atoms;
    Err err;
    if (strchr(text, '$') && atoms_find(&scratch, text, &atoms, &err)) {
        const char *stray = atoms_stray_dollar(&atoms);
        if (stray) {
            enum { SHOWN = 20 };

            int n = (int)strcspn(stray, "\n\xF3"); // a placeholder begins with the latter
            while (n > SHOWN || (n > 0 && ((unsigned char)stray[n] & 0xC0) == 0x80)) n--;
            reader_warn(reader, node,
                        "no other dollar closes \"%.*s\", which is shown as it is (a plain dollar "
                        "is written \\\\$)",
                        n, stray);
        }
    }
    arena_free(&scratch);
}
