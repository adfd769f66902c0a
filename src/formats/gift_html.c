// Reads the little HTML that questions use.
#include "formats/gift_html.h"

#include "base/str.h"
#include "formats/export.h"

#include <stdint.h>
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

typedef struct Word {
    const char *name, *becomes;
} Word;

static const Word TAGS[] = {
    {"p", "\n\n"},    {"/p", "\n\n"},   {"div", "\n\n"},   {"/div", "\n\n"},   {"br", "\n\n"},
    {"h1", "\n\n"},   {"/h1", "\n\n"},  {"h2", "\n\n"},    {"/h2", "\n\n"},    {"h3", "\n\n"},
    {"/h3", "\n\n"},  {"h4", "\n\n"},   {"/h4", "\n\n"},   {"hr", "\n\n"},     {"pre", "\n\n"},
    {"/pre", "\n\n"}, {"b", "**"},      {"/b", "**"},      {"strong", "**"},   {"/strong", "**"},
    {"i", "*"},       {"/i", "*"},      {"em", "*"},       {"/em", "*"},       {"li", "\n\n- "},
    {"/ul", "\n\n"},  {"/ol", "\n\n"},  {"table", "\n\n"}, {"/table", "\n\n"}, {"tr", "\n\n"},
    {"/td", " \\| "}, {"/th", " \\| "},
};

// Tags of which more than the looks is lost, unless something takes the element as a whole.
typedef struct Element {
    const char *name;
    size_t (*take)(Html *html, const char *at, size_t n);
    const char *lost;
} Element;

static const Element ELEMENTS[] = {
    {"sup", gift_take_superscript, "a superscript (<sup>) becomes ordinary text"},
    {"sub", gift_take_subscript, "a subscript (<sub>) becomes ordinary text"},
    {"code", gift_take_code, NULL},
    {"img", gift_take_picture, NULL},
    {"script", gift_take_unseen, NULL},
    {"style", gift_take_unseen, NULL},
    {"table", NULL, "a table becomes lines of text"},
    {"a", NULL, "the address of a link is left out"},
};

// Of these only the looks are lost.
static const char *const LOOKS[] = {
    "span",  "font", "u",  "small",      "big", "center", "tbody", "thead", "tfoot", "td",     "th",
    "label", "ul",   "ol", "blockquote", "tt",  "wbr",    "abbr",  "cite",  "mark",  "section"};

static const Word ENTITIES[] = {
    {"&amp;", "&"},   {"&lt;", "<"},        {"&gt;", ">"},     {"&quot;", "\""}, {"&apos;", "'"},
    {"&#39;", "'"},   {"&nbsp;", "\u00A0"}, {"&ndash;", "–"},  {"&mdash;", "—"}, {"&hellip;", "…"},
    {"&times;", "×"}, {"&deg;", "°"},       {"&lsquo;", "‘"},  {"&rsquo;", "’"}, {"&ldquo;", "“"},
    {"&rdquo;", "”"}, {"&minus;", "−"},     {"&middot;", "·"},
};

// The length of the tag at `at`, 0 if it is a plain <.
static size_t tag_length(const char *at) {
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!";
    const char *name = at[1] == '/' ? at + 2 : at + 1;
    bool comment = str_starts(at, "<!--");
    const char *close = *name && strchr(LETTERS, *name) ? strchr(name, '>') : NULL;
    if (comment && strstr(at + 4, "-->")) close = strstr(at + 4, "-->") + 2;
    return close ? (size_t)(close - at) + 1 : 0;
}

enum { NAME_MAX_BYTES = 12 };

// In lower case, with its slash if it closes; "" if it is longer than any that is known.
static void read_name(const char *at, char name[NAME_MAX_BYTES + 1]) {
    size_t slash = at[1] == '/', n = slash + strcspn(at + 1 + slash, " \t\r\n/>");
    if (n > NAME_MAX_BYTES) n = 0;
    for (size_t i = 0; i < n; i++) {
        char c = at[1 + i];
        name[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    name[n] = '\0';
}

static const char *becomes(const char *name) {
    for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++) {
        if (str_same(name, TAGS[i].name)) return TAGS[i].becomes;
    }
    return NULL;
}

static const Element *find_element(const char *name) {
    for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++) {
        if (str_same(name, ELEMENTS[i].name)) return &ELEMENTS[i];
    }
    return NULL;
}

static void lose_tag(Html *html, const char *name) {
    if (*name == '/' || *name == '!') return;
    for (size_t i = 0; i < sizeof LOOKS / sizeof *LOOKS; i++) {
        if (str_same(name, LOOKS[i])) return;
    }
    gift_lose(html->losses, *name ? arena_format(html->out.arena, "<%s> is left out", name)
                                  : "an unknown tag is left out");
}

// The bytes taken: of the element or of its tag alone.
static size_t put_tag(Html *html, const char *at, size_t n) {
    char name[NAME_MAX_BYTES + 1];
    read_name(at, name);
    const Element *element = find_element(name);
    const char *text = becomes(name);
    if (str_same(name, "ol") || str_same(name, "/ol")) html->numbered = *name == 'o';
    size_t taken = element && element->take ? element->take(html, at, n) : 0;
    if (taken) return taken;
    if (element && element->lost) gift_lose(html->losses, element->lost);
    if (!element && !text) lose_tag(html, name);
    bool item = html->numbered && str_same(name, "li");
    export_add(&html->out, item ? "\n\n1. " : text ? text : "");
    return n;
}

size_t gift_entity(const char *at, const char **becomes) {
    for (size_t i = 0; i < sizeof ENTITIES / sizeof *ENTITIES; i++) {
        if (!str_starts(at, ENTITIES[i].name)) continue;
        *becomes = ENTITIES[i].becomes;
        return strlen(ENTITIES[i].name);
    }
    return 0;
}

static size_t put_entity(ArenaText *out, const char *at) {
    const char *text;
    size_t n = gift_entity(at, &text);
    if (n) gift_put_plain(out, text, strlen(text));
    return n;
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

const char *gift_from_html(Arena *arena, const char *source, GiftLosses *losses) {
    Html html = {.out = {.arena = arena}, .losses = losses, .script_end = SIZE_MAX};
    for (const char *at = source; *at;) {
        size_t n = 0;
        if (*at == '\\' || *at == '$') n = put_math(&html.out, at);
        if (*at == '&') n = put_entity(&html.out, at);
        if (*at == '<') {
            n = tag_length(at);
            if (n) n = put_tag(&html, at, n);
        }
        if (!n) {
            n = 1 + strcspn(at + 1, "\\$&<");
            gift_put_plain(&html.out, at, n);
        }
        at += n;
    }
    return arena_text_done(&html.out);
}
