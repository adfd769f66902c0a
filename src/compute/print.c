// Answers as text: one line of JSON each.
#include "compute/print.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void put(ArenaText *text, const char *words) {
    arena_text_add(text, words, strlen(words));
}

void print_number(ArenaText *text, double value) {
    char digits[STR_NUMBER_SIZE];
    if (!isfinite(value)) {
        put(text, "null");
        return;
    }
    arena_text_add(text, digits, (size_t)str_put_number(value, digits));
}

// Whole numbers below 2^53, never with an exponent.
static void put_whole(ArenaText *text, double value) {
    char digits[STR_NUMBER_SIZE];
    if (!isfinite(value)) {
        put(text, "null");
        return;
    }
    int n = snprintf(digits, sizeof digits, "%lld", (long long)value);
    arena_text_add(text, digits, (size_t)n);
}

void print_text(ArenaText *text, const char *words) {
    put(text, "\"");
    for (const char *c = words; *c; c++) {
        char escape[8];
        if (*c == '"' || *c == '\\') {
            arena_text_add(text, "\\", 1);
        } else if ((unsigned char)*c < 0x20 || *c == 127) {
            snprintf(escape, sizeof escape, "\\u%04x", (unsigned)*c);
            put(text, escape);
            continue;
        }
        arena_text_add(text, c, 1);
    }
    put(text, "\"");
}

static void put_array(ArenaText *text, const ResultItem *item) {
    for (int r = 0; r < item->rank; r++) {
        put(text, r > 0 ? "," : "{\"shape\":[");
        put_whole(text, item->shape[r]);
    }
    put(text,
        item->whole ? "],\"dtype\":\"int64\",\"data\":[" : "],\"dtype\":\"float64\",\"data\":[");
    for (int at = 0; at < item->count; at++) {
        if (at > 0) put(text, ",");
        if (item->whole) {
            put_whole(text, item->at[at]);
        } else {
            print_number(text, item->at[at]);
        }
    }
    put(text, "]}");
}

const char *print_answer(Arena *arena, const char *scheme, const char *name, const Result *result) {
    ArenaText text = {.arena = arena};
    put(&text, "{\"scheme\":");
    print_text(&text, scheme);
    put(&text, ",\"case\":");
    print_text(&text, name);
    put(&text, ",\"result\":{");
    for (int i = 0; i < result->count; i++) {
        const ResultItem *item = &result->item[i];
        if (i > 0) put(&text, ",");
        print_text(&text, item->key);
        put(&text, ":");
        if (item->rank > 0) {
            put_array(&text, item);
        } else if (item->whole) {
            put_whole(&text, item->at[0]);
        } else {
            print_number(&text, item->at[0]);
        }
    }
    put(&text, "}}");
    return arena_text_done(&text);
}
