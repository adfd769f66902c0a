// The forms of ids, dates and the like: hand-written matchers for the schema's patterns.
#include "formats/card_forms.h"

#include "base/str.h"
#include "base/utc.h"

#include <stdio.h>
#include <string.h>

#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

static bool is_made_of(const char *text, const char *letters) {
    return *text && text[strspn(text, letters)] == '\0';
}

static bool is_slug(const char *text) {
    size_t n = strlen(text);
    bool hyphens = text[0] == '-' || strstr(text, "--") || (n && text[n - 1] == '-');
    return n <= CARD_ID_MAX && !hyphens && is_made_of(text, LOWER DIGITS "-");
}

static bool is_key(const char *text) {
    return strlen(text) <= 80 && is_made_of(text, LOWER DIGITS);
}

// ^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$
static bool is_lang(const char *text) {
    size_t n = strspn(text, LOWER UPPER);
    if (n < 2 || n > 3) return false;
    for (text += n; *text == '-'; text += 1 + n) {
        n = strspn(text + 1, LOWER UPPER DIGITS);
        if (n < 2 || n > 8) return false;
    }
    return *text == '\0';
}

// Numbers with points between them: how many there are, 0 if it is something else.
static int count_numbers(const char *text) {
    for (int count = 1, number; str_take_count(&text, &number); count++, text++) {
        if (*text == '\0') return count;
        if (*text != '.') return 0;
    }
    return 0;
}

static bool is_version(const char *text) {
    return count_numbers(text) == 3;
}

static bool is_app(const char *text) {
    return count_numbers(text) == 2 || count_numbers(text) == 3;
}

// A second that there is, of a day that there is, from 1970 on.
static bool is_when(const char *text) {
    const char *at = text + 16; // behind the minutes
    char to_minutes[18];
    int second, offset_min;
    int64_t utc_ms;
    if (strlen(text) != 20) return false;
    snprintf(to_minutes, sizeof to_minutes, "%.16sZ", text);
    if (*at++ != ':' || !str_take_count(&at, &second)) return false;
    return utc_take_time(to_minutes, &utc_ms, &offset_min) && at == text + 19 && *at == 'Z' &&
           second < 60;
}

static bool is_name(const char *text) {
    bool letter = *text && strchr(LOWER UPPER, *text);
    return letter && strlen(text) <= EXPR_NAME_MAX && is_made_of(text, LOWER UPPER DIGITS "_");
}

static bool is_hash(const char *text) {
    return strlen(text) == 64 && is_made_of(text, "abcdef" DIGITS);
}

const Form FORM_SLUG = {is_slug, "an id (a–z, 0–9 and single hyphens, at most 64)"};
const Form FORM_KEY = {is_key, "a key (a–z and 0–9, at most 80)"};
const Form FORM_LANG = {is_lang, "a language as in BCP 47 (en, pt-BR)"};
const Form FORM_VERSION = {is_version, "a version (1.0.0)"};
const Form FORM_APP = {is_app, "a version (1.0 or 1.0.0)"};
const Form FORM_WHEN = {is_when, "a time in UTC (2026-01-31T12:00:00Z)"};
const Form FORM_NAME = {is_name, "a name (a letter, then letters, digits and _, at most 32)"};
const Form FORM_HASH = {is_hash, "a SHA-256 in hexadecimal (64 of 0–9 and a–f)"};

bool form_newer(const char *version, const char *other) {
    for (int i = 0; i < 3; i++) {
        int a = 0, b = 0;
        if (str_take_count(&version, &a) && *version) version++;
        if (str_take_count(&other, &b) && *other) other++;
        if (a != b) return a > b;
    }
    return false;
}
