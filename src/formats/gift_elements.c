// Elements of HTML that become something else as a whole: scripts formulas, code a code span, pictures a word.
#include "base/str.h"
#include "formats/export.h"
#include "formats/gift_html.h"

#include <string.h>

enum { CONTENT_MAX = 60 };

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool starts_lower(const char *at, const char *prefix) {
    while (*prefix && lower(*at) == *prefix) at++, prefix++;
    return !*prefix;
}

// Where the tag that closes the element begins, NULL if there is none.
static const char *find_close(const char *at, const char *name) {
    for (at = strstr(at, "</"); at; at = strstr(at + 2, "</")) {
        size_t n = strlen(name);
        if (starts_lower(at + 2, name) && !is_letter(at[2 + n]) && strchr(at, '>')) return at;
    }
    return NULL;
}

static size_t behind(const char *at, const char *close) {
    return (size_t)(strchr(close, '>') - at) + 1;
}

// The text with its entities read; false if it holds a tag or is too long.
static bool read_content(const char *at, const char *end, char out[CONTENT_MAX + 1]) {
    size_t n = 0;
    while (at < end) {
        const char *text = at;
        size_t taken = *at == '&' ? gift_entity(at, &text) : 0, length = taken ? strlen(text) : 1;
        if (*at == '<' || n + length > CONTENT_MAX) return false;
        memcpy(out + n, text, length);
        n += length;
        at += taken ? taken : 1;
    }
    out[n] = '\0';
    return n > 0;
}

// Scripts

// "th" and words are words, "ij" is a product of two.
static bool is_word(const char *at, size_t n) {
    static const char *const ENDS[] = {"st", "nd", "rd", "th"};
    bool ordinal = false;
    for (int i = 0; i < 4; i++) ordinal |= n == 2 && memcmp(at, ENDS[i], 2) == 0;
    return n > 2 || ordinal;
}

// Letters, digits and signs as TeX; false for anything else.
static bool put_script(ArenaText *out, const char *text) {
    while (*text) {
        size_t n = 0;
        while (is_letter(text[n])) n++;
        if (is_word(text, n)) export_add(out, "\\text{");
        arena_text_add(out, text, n);
        if (is_word(text, n)) export_add(out, "}");
        text += n;
        size_t minus = str_starts(text, "−") ? strlen("−") : 0;
        if (minus) export_add(out, "-");
        text += minus;
        if (minus || !*text || is_letter(*text)) continue;
        if (!is_digit(*text) && !strchr(" +-=/*,.()'", *text)) return false;
        arena_text_add(out, text++, 1);
    }
    return true;
}

// The digits or the letter at the end of what is written, which the script belongs to; 0 if it ends in something else.
static size_t base_length(const ArenaText *out) {
    size_t n = 0;
    while (n < out->n && is_digit(out->at[out->n - 1 - n])) n++;
    size_t least = n ? n : 1;
    bool letter = out->n >= least && is_letter(out->at[out->n - least]);
    if (n) return letter ? 0 : n;
    return letter && !(out->n > 1 && is_letter(out->at[out->n - 2])) ? 1 : 0;
}

static void put_base(Html *html) {
    ArenaText *out = &html->out;
    if (html->script_end == out->n) { // a second script of the same base
        out->n--;
        return;
    }
    size_t n = base_length(out);
    const char *base = n ? arena_text(out->arena, out->at + out->n - n, n) : "{}";
    out->n -= n;
    if (out->n && out->at[out->n - 1] == '$') export_add(out, " ");
    export_add(out, "$");
    export_add(out, base);
}

static size_t take_script(Html *html, const char *at, size_t n, const char *name,
                          const char *sign) {
    const char *close = find_close(at + n, name);
    char content[CONTENT_MAX + 1];
    ArenaText tex = {.arena = html->out.arena};
    if (!close || !read_content(at + n, close, content)) return 0;
    const char *text = content + strspn(content, " ");
    if (!*text || !put_script(&tex, text)) return 0;
    put_base(html);
    export_add(&html->out, sign);
    export_add(&html->out, "{");
    export_add(&html->out, arena_text_done(&tex));
    export_add(&html->out, "}$");
    html->script_end = html->out.n;
    size_t taken = behind(at, close);
    if (is_digit(at[taken])) export_add(&html->out, " "); // no formula ends before a digit
    return taken;
}

size_t gift_take_superscript(Html *html, const char *at, size_t n) {
    return take_script(html, at, n, "sup", "^");
}

size_t gift_take_subscript(Html *html, const char *at, size_t n) {
    return take_script(html, at, n, "sub", "_");
}

// Others

size_t gift_take_code(Html *html, const char *at, size_t n) {
    const char *close = find_close(at + n, "code");
    char content[CONTENT_MAX + 1];
    if (!close || !read_content(at + n, close, content)) return 0;
    if (strpbrk(content, "`\n\\$[") || content[0] == ' ') return 0;
    export_add(&html->out, "`");
    export_add(&html->out, content);
    export_add(&html->out, "`");
    return behind(at, close);
}

// What stands for it where it cannot be seen, "" if nothing does.
static const char *alternative(Arena *arena, const char *at, size_t n) {
    const char *tag = arena_text(arena, at, n), *alt = strstr(tag, "alt=");
    if (!alt || !(alt[4] == '"' || alt[4] == '\'')) return "";
    const char *end = strchr(alt + 5, alt[4]);
    return end ? arena_text(arena, alt + 5, (size_t)(end - alt - 5)) : "";
}

size_t gift_take_picture(Html *html, const char *at, size_t n) {
    Arena *arena = html->out.arena;
    const char *alt = alternative(arena, at, n);
    const char *text = *alt ? arena_format(arena, "[picture: %s]", alt) : "[picture]";
    gift_put_plain(&html->out, text, strlen(text));
    gift_lose(html->losses, "a picture is left out");
    return n;
}

size_t gift_take_unseen(Html *html, const char *at, size_t n) {
    const char *name = starts_lower(at + 1, "style") ? "style" : "script";
    const char *close = find_close(at + n, name);
    gift_lose(html->losses,
              arena_format(html->out.arena, "<%s> and what is in it is left out", name));
    return close ? behind(at, close) : strlen(at);
}
