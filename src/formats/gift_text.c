// Escapes of GIFT, and formulas, links and HTML on the way in and out.
#include "formats/gift_text.h"

#include "base/doc.h"
#include "base/str.h"
#include "formats/card_slips.h"
#include "formats/export.h"
#include "formats/gift_html.h"
#include "formats/markdown.h"
#include "formats/markdown_atoms.h"

#include <string.h>

static const char SPECIAL[] = "\\#=~{}:";

void gift_put(ArenaText *out, const char *text) {
    while (*text) {
        size_t n = strcspn(text, "\\#=~{}:\n\r");
        arena_text_add(out, text, n);
        text += n;
        if (!*text) return;
        char escaped[3] = {'\\', (char)(*text == '\n' ? 'n' : *text), '\0'};
        if (*text != '\r') export_add(out, escaped);
        text++;
    }
}

// Out

static void put_math(ArenaText *out, const char *tex, size_t n, bool display) {
    export_add(out, display ? "\\\\[" : "\\\\(");
    for (; n > 0; tex++, n--) {
        char c =
            (char)(*tex == '\n' || *tex == '\r' ? ' '
                                                : *tex); // a line of it must not look like a list
        char escaped[3] = {'\\', c, '\0'};
        if (c == '<') {
            export_add(out, "&lt;");
        } else if (c == '&') {
            export_add(out, "&amp;");
        } else if (strchr("\\`*_[", c)) {
            export_add(out, escaped);
        } else {
            arena_text_add(out, &c, 1);
        }
    }
    export_add(out, display ? "\\\\]" : "\\\\)");
}

// card#section|label
static void put_label(ArenaText *out, const char *body, size_t n) {
    const char *bar = memchr(body, '|', n), *hash = memchr(body, '#', n);
    const char *from = bar ? bar + 1 : hash ? hash + 1 : body;
    arena_text_add(out, from, n - (size_t)(from - body));
}

// What stands between formulas and links.
static void put_ordinary(ArenaText *out, const char *at, size_t n, const TaskForm *form) {
    Doc piece = {.source = arena_text(out->arena, at, n)};
    export_add(out, task_text(out->arena, &piece, form).source);
}

const char *gift_markdown(Arena *arena, const char *source, const TaskForm *form) {
    Atoms atoms;
    ArenaText out = {.arena = arena};
    if (!atoms_find(arena, source, &atoms, NULL)) return source; // the loader refuses such texts
    size_t done = 0;
    for (int i = 0; i < atoms.count; i++) {
        const Atom *atom = &atoms.at[i];
        const char *body = source + atom->body;
        size_t n = atom->body_end - atom->body;
        put_ordinary(&out, source + done, atom->start - done, form);
        done = atom->end;
        switch (atom->kind) {
        case ATOM_MATH: put_math(&out, body, n, false); break;
        case ATOM_DISPLAY: put_math(&out, body, n, true); break;
        case ATOM_WIKI: put_label(&out, body, n); break;
        case ATOM_CITE:
            export_add(&out, "[");
            arena_text_add(&out, body, n);
            export_add(&out, "]");
            break;
        }
    }
    put_ordinary(&out, source + done, strlen(source + done), form);
    return arena_text_done(&out);
}

// In

const char *gift_find(const char *at, const char *end, const char *characters) {
    for (; at < end; at++) {
        if (*at == '\\' && at + 1 < end && strchr(SPECIAL, at[1])) {
            at++;
        } else if (*at && strchr(characters, *at)) {
            return at;
        }
    }
    return end;
}

char *gift_unescape(Arena *arena, const char *at, const char *end) {
    char *text = arena_alloc(arena, (size_t)(end - at) + 1), *to = text;
    for (; at < end; at++) {
        bool escape = *at == '\\' && at + 1 < end && (strchr(SPECIAL, at[1]) || at[1] == 'n');
        if (escape) at++;
        *to++ = *at;
        if (escape && *at == 'n') to[-1] = '\n';
    }
    *to = '\0';
    return text;
}

void gift_take_format(const char **at, const char *end, GiftFormat *format) {
    static const char *const NAMES[] = {"[moodle]", "[html]", "[markdown]", "[plain]"};
    for (int i = 0; i < 4; i++) {
        size_t n = strlen(NAMES[i]);
        if ((size_t)(end - *at) < n || memcmp(*at, NAMES[i], n) != 0) continue;
        *at += n;
        *format = (GiftFormat)i;
        return;
    }
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static char *trim(char *text) {
    while (is_blank(*text)) text++;
    size_t n = strlen(text);
    while (n > 0 && is_blank(text[n - 1])) n--;
    text[n] = '\0';
    return text;
}

// A formula as Markdown had it, without Markdown's escapes.
static char *unescape_math(Arena *arena, const char *at, size_t n) {
    char *text = arena_alloc(arena, n + 1), *to = text;
    for (const char *end = at + n; at < end; at++) {
        if (str_starts(at, "&lt;") || str_starts(at, "&amp;")) {
            *to++ = at[1] == 'l' ? '<' : '&';
            at += at[1] == 'l' ? 3 : 4;
        } else {
            if (*at == '\\' && at + 1 < end && strchr("\\`*_[]{}()#+-.!|", at[1])) at++;
            *to++ = *at;
        }
    }
    *to = '\0';
    return trim(text);
}

// $tex$; as it is if it could not be told from money.
void gift_put_formula(ArenaText *out, const char *tex, bool display) {
    size_t n = strlen(tex);
    bool odd = n == 0 || strchr(tex, '$') || strstr(tex, "\n\n") || tex[n - 1] == '\\';
    if (odd) {
        gift_put_plain(out, n ? tex : "$$", n ? n : 2);
        return;
    }
    if (out->n && out->at[out->n - 1] == '$') export_add(out, " "); // $$ would be another formula
    export_add(out, display ? "$$" : "$");
    export_add(out, tex);
    export_add(out, display ? "$$" : "$");
}

// Moodle's Markdown as a card's: \\(…\\) becomes $…$, and nothing may look like a link to a section or a citation.
static const char *from_markdown(Arena *arena, const char *text) {
    ArenaText out = {.arena = arena};
    while (*text) {
        bool display = str_starts(text, "\\\\["), math = display || str_starts(text, "\\\\(");
        const char *close = math ? strstr(text + 3, display ? "\\\\]" : "\\\\)") : NULL;
        if (close) {
            const char *tex = unescape_math(arena, text + 3, (size_t)(close - text - 3));
            gift_put_formula(&out, tex, display);
            text = close + 3;
            if (*text >= '0' && *text <= '9') export_add(&out, " ");
            continue;
        }
        if (str_starts(text, "[[") || str_starts(text, "[@")) export_add(&out, "\\");
        size_t n = *text == '\\' && text[1] ? 2 : 1 + strcspn(text + 1, "\\[");
        arena_text_add(&out, text, n);
        text += n;
    }
    return arena_text_done(&out);
}

static const char *from_plain(Arena *arena, const char *text) {
    ArenaText out = {.arena = arena};
    gift_put_plain(&out, text, strlen(text));
    return arena_text_done(&out);
}

bool gift_text_ok(const char *text) {
    Arena scratch = {0};
    Doc doc;
    bool ok = markdown_parse(&scratch, text, "card", &doc, NULL) && doc.block_count > 0;
    arena_free(&scratch);
    return ok;
}

void gift_lose(GiftLosses *losses, const char *sentence) {
    for (int i = 0; i < losses->count; i++) {
        if (str_same(losses->at[i], sentence)) return;
    }
    if (losses->count < GIFT_LOSS_MAX) losses->at[losses->count++] = sentence;
}

char *gift_without_slips(Arena *arena, const char *text) {
    char *clean = arena_copy(arena, text);
    for (char *at = clean; *at; at++) {
        if ((unsigned char)*at < ' ' && !strchr("\t\n\r", *at)) *at = ' ';
    }
    for (char *at = card_slips_find(clean, true) ? clean : ""; *at; at++) {
        bool word = (at[1] >= 'a' && at[1] <= 'z') || (at[1] >= 'A' && at[1] <= 'Z');
        if (word && strchr("\t\n\r", *at)) *at = ' ';
    }
    return trim(clean);
}

const char *gift_unmarkdown(Arena *arena, const char *at, const char *end, GiftFormat format,
                            GiftLosses *losses) {
    while (at < end && is_blank(*at)) at++;
    gift_take_format(&at, end, &format);
    char *text = trim(gift_unescape(arena, at, end));
    if (!*text) return "";
    const char *made;
    switch (format) {
    case GIFT_MARKDOWN: made = from_markdown(arena, text); break;
    case GIFT_PLAIN: made = from_plain(arena, text); break;
    default: made = gift_from_html(arena, text, losses); break;
    }
    made = trim(arena_copy(arena, made));
    made = gift_without_slips(arena, made);
    if (!*made || gift_text_ok(made)) return made;
    made = gift_without_slips(arena, from_plain(arena, text));
    if (!gift_text_ok(made)) return NULL;
    gift_lose(losses, "a text with a form that cards do not have is kept as it is written");
    return made;
}
