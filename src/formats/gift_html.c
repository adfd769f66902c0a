// Reads the little HTML that questions use.
#include "formats/gift_html.h"

#include "base/str.h"
#include "formats/export.h"

#include <string.h>

// What has been seen of the line: only spaces, then only a number, or more.
typedef enum LineStart { LINE_BLANK, LINE_NUMBER, LINE_TEXT } LineStart;

static LineStart line_goes_on(LineStart start, char c) {
    if (c == '\n') return LINE_BLANK;
    if (start == LINE_BLANK && c == ' ') return LINE_BLANK;
    return start != LINE_TEXT && c >= '0' && c <= '9' ? LINE_NUMBER : LINE_TEXT;
}

void gift_put_plain(ArenaText *out, const char *text, size_t n) {
    LineStart start = out->n == 0 || out->at[out->n - 1] == '\n' ? LINE_BLANK : LINE_TEXT;
    for (const char *end = text + n; text < end; text++) {
        char c = (char)(strchr("\r\n\t", *text) ? ' ' : *text);
        char escaped[3] = {'\\', c, '\0'};
        bool list =
            (start == LINE_BLANK && strchr("-+=>", c)) || (start == LINE_NUMBER && strchr(".)", c));
        if (strchr("\\`*_[]<&$|~#!", c) || list) {
            export_add(out, escaped);
        } else {
            arena_text_add(out, &c, 1);
        }
        start = line_goes_on(start, c);
    }
}

typedef struct Tag {
    const char *name, *becomes;
} Tag;

static const Tag TAGS[] = {
    {"p", "\n\n"},   {"/p", "\n\n"},  {"div", "\n\n"},  {"/div", "\n\n"},  {"br", "\n\n"},
    {"b", "**"},     {"/b", "**"},    {"strong", "**"}, {"/strong", "**"}, {"i", "*"},
    {"/i", "*"},     {"em", "*"},     {"/em", "*"},     {"li", "\n\n- "},  {"/ul", "\n\n"},
    {"/ol", "\n\n"}, {"pre", "\n\n"}, {"/pre", "\n\n"},
};

static const Tag ENTITIES[] = {
    {"&amp;", "&"},   {"&lt;", "<"},     {"&gt;", ">"},        {"&quot;", "\""},
    {"&apos;", "'"},  {"&#39;", "'"},    {"&nbsp;", "\u00A0"}, {"&ndash;", "–"},
    {"&mdash;", "—"}, {"&hellip;", "…"}, {"&times;", "×"},     {"&deg;", "°"},
    {"&lsquo;", "‘"}, {"&rsquo;", "’"},  {"&ldquo;", "“"},     {"&rdquo;", "”"},
};

// The length of the tag at `at`, 0 if it is a plain <.
static size_t tag_length(const char *at) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!";
    const char *name = at[1] == '/' ? at + 2 : at + 1;
    const char *close = *name && strchr(LETTERS, *name) ? strchr(name, '>') : NULL;
    return close ? (size_t)(close - at) + 1 : 0;
}

static void put_tag(ArenaText *out, const char *at) {
    char name[12];
    size_t n = 1 + strcspn(at + 1, " \t\r\n/>");
    if (at[1] == '/') n = 2 + strcspn(at + 2, " \t\r\n/>");
    if (n > sizeof name) return;
    for (size_t i = 1; i < n; i++) name[i - 1] = (char)(at[i] | (at[i] == '/' ? 0 : 0x20));
    name[n - 1] = '\0';
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        if (str_same(name, TAGS[i].name)) export_add(out, TAGS[i].becomes);
    }
}

// Length of the entity at `at`; its character is added. 0 if it is a plain &.
static size_t put_entity(ArenaText *out, const char *at) {
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++) {
        if (!str_starts(at, ENTITIES[i].name)) continue;
        gift_put_plain(out, ENTITIES[i].becomes, strlen(ENTITIES[i].becomes));
        return strlen(ENTITIES[i].name);
    }
    return 0;
}

// The entities of a formula read, nothing else: it is TeX.
static const char *formula_text(Arena *arena, const char *at, size_t n) {
    char *copy = arena_text(arena, at, n), *to = copy;
    for (const char *from = copy; *from;) {
        size_t used = 1;
        char c = *from;
        if (str_starts(from, "&amp;")) used = 5;
        if (str_starts(from, "&lt;") || str_starts(from, "&gt;")) {
            used = 4;
            c = from[1] == 'l' ? '<' : '>';
        }
        *to++ = c;
        from += used;
    }
    *to = '\0';
    while (*copy == ' ' || *copy == '\n') copy++;
    while (to > copy && (to[-1] == ' ' || to[-1] == '\n')) *--to = '\0';
    return copy;
}

// Length of the formula at `at`, 0 if there is none.
static size_t put_math(ArenaText *out, const char *at) {
    static const char *const PAIRS[][2] = {{"\\(", "\\)"}, {"\\[", "\\]"}, {"$$", "$$"}};
    for (int i = 0; i < 3; i++) {
        if (!str_starts(at, PAIRS[i][0])) continue;
        const char *close = strstr(at + 2, PAIRS[i][1]);
        if (!close) return 0;
        gift_put_formula(out, formula_text(out->arena, at + 2, (size_t)(close - at - 2)), i > 0);
        if (close[2] >= '0' && close[2] <= '9') export_add(out, " ");
        return (size_t)(close - at) + 2;
    }
    return 0;
}

const char *gift_from_html(Arena *arena, const char *html) {
    ArenaText out = {.arena = arena};
    for (const char *at = html; *at;) {
        size_t n = 0;
        if (*at == '\\' || *at == '$') n = put_math(&out, at);
        if (*at == '&') n = put_entity(&out, at);
        if (*at == '<') {
            n = tag_length(at);
            if (n) put_tag(&out, at);
        }
        if (!n) {
            n = 1 + strcspn(at + 1, "\\$&<");
            gift_put_plain(&out, at, n);
        }
        at += n;
    }
    return arena_text_done(&out);
}
