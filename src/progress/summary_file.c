// Words in and out of the lines of a summary.
#include "progress/summary_file.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MOST = 7000 }; // a value of 2000 bytes, each as %XX

uint64_t summary_hash(const char *bytes, size_t size) {
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
    return hash;
}

void summary_put_word(ArenaText *out, const char *word) {
    arena_text_add(out, word, strlen(word));
    arena_text_add(out, " ", 1);
}

void summary_put_integer(ArenaText *out, int64_t number) {
    char digits[32];
    snprintf(digits, sizeof digits, "%" PRId64, number);
    summary_put_word(out, digits);
}

void summary_put_double(ArenaText *out, double number) {
    char digits[32];
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    snprintf(digits, sizeof digits, "%016" PRIx64, bits);
    summary_put_word(out, digits);
}

// An '=' before it, so that an empty text is a word too.
void summary_put_text(ArenaText *out, const char *text) {
    arena_text_add(out, "=", 1);
    for (; *text; text++) {
        char escaped[4];
        bool plain = (unsigned char)*text > ' ' && *text != '%' && *text != '\x7f';
        if (!plain) snprintf(escaped, sizeof escaped, "%%%02X", (unsigned)(unsigned char)*text);
        arena_text_add(out, plain ? text : escaped, plain ? 1 : 3);
    }
    arena_text_add(out, " ", 1);
}

void summary_put_end(ArenaText *out) {
    arena_text_add(out, "\n", 1);
}

// The next word of the line, in `word`; its length, 0 if there is none.
static size_t peek(const SummaryReader *in, char word[WORD_MOST + 1]) {
    size_t left = (size_t)(in->end - in->at), n = 0;
    while (n < left && n < WORD_MOST && in->at[n] != ' ' && in->at[n] != '\n') n++;
    bool whole = !in->bad && n < left && in->at[n] == ' ';
    if (!whole) n = 0;
    memcpy(word, in->at, n);
    word[n] = '\0';
    return n;
}

static bool take(SummaryReader *in, char word[WORD_MOST + 1]) {
    size_t n = peek(in, word);
    if (n == 0) in->bad = true;
    in->at += n ? n + 1 : 0;
    return n > 0;
}

bool summary_take_word(SummaryReader *in, const char *word) {
    char next[WORD_MOST + 1];
    size_t n = peek(in, next);
    bool same = n > 0 && str_same(next, word);
    if (same) in->at += n + 1;
    return same;
}

int64_t summary_take_integer(SummaryReader *in) {
    char word[WORD_MOST + 1];
    int64_t number = 0;
    if (take(in, word) && !str_integer(word, &number)) in->bad = true;
    return in->bad ? 0 : number;
}

double summary_take_double(SummaryReader *in) {
    char word[WORD_MOST + 1], *rest = NULL;
    double number = 0;
    if (!take(in, word) || strlen(word) != 16) {
        in->bad = true;
        return 0;
    }
    uint64_t bits = strtoull(word, &rest, 16);
    if (*rest) in->bad = true;
    memcpy(&number, &bits, sizeof number);
    return in->bad ? 0 : number;
}

const char *summary_take_text(SummaryReader *in) {
    char word[WORD_MOST + 1], text[WORD_MOST + 1];
    if (!take(in, word) || word[0] != '=') {
        in->bad = true;
        return "";
    }
    size_t n = 0;
    for (const char *at = word + 1; *at; at++) {
        char hex[3] = {0};
        if (*at == '%' && at[1] && at[2]) {
            memcpy(hex, at + 1, 2);
            at += 2;
        }
        text[n] = *at;
        if (hex[0]) text[n] = (char)strtoul(hex, NULL, 16);
        n++;
    }
    return arena_text(in->arena, text, n);
}

void summary_take_end(SummaryReader *in) {
    if (in->bad || in->at >= in->end || *in->at != '\n') {
        in->bad = true;
    } else {
        in->at++;
    }
}

void summary_skip_line(SummaryReader *in) {
    const char *end = memchr(in->at, '\n', (size_t)(in->end - in->at));
    if (end) {
        in->at = end + 1;
    } else {
        in->bad = true;
    }
}
