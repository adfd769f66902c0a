// UTF-8, numbers in text, and the distance of two words.
#include "base/str.h"

#include <assert.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

static bool in_range(uint32_t code, int length) {
    if (length == 3) return code >= 0x800 && (code < 0xD800 || code > 0xDFFF);
    if (length == 4) return code >= 0x10000 && code <= 0x10FFFF;
    return true;
}

uint32_t str_next(const char **at, const char *end) {
    const unsigned char *p = (const unsigned char *)*at;
    int length = sequence_length(*p);
    (*at)++;
    if (length == 1) return *p;
    if (length == 0 || end - (const char *)p < length) return STR_BAD;
    uint32_t code = *p & (0x7Fu >> length);
    for (int i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80) return STR_BAD;
        code = code << 6 | (p[i] & 0x3Fu);
    }
    if (!in_range(code, length)) return STR_BAD;
    *at = (const char *)p + length;
    return code;
}

bool str_valid(const char *text, size_t n, size_t *bad) {
    const char *at = text, *end = text + n;
    while (at < end) {
        const char *before = at;
        uint32_t code = str_next(&at, end);
        if (code == 0 || (code == STR_BAD && at - before != 3)) {
            if (bad) *bad = (size_t)(before - text);
            return false;
        }
    }
    return true;
}

int str_length(const char *text, size_t n) {
    int count = 0;
    for (const char *at = text, *end = text + n; at < end; count++) str_next(&at, end);
    return count;
}

int str_put(uint32_t code, char out[5]) {
    int n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char LEAD[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (int i = n - 1; i > 0; i--, code >>= 6) out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(n == 1 ? code : LEAD[n] | code);
    out[n] = '\0';
    return n;
}

bool str_same(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

bool str_starts(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

enum { WORD_MAX = 48 };

static int min3(int a, int b, int c) {
    int m = a < b ? a : b;
    return m < c ? m : c;
}

int str_distance(const char *a, const char *b, int limit) {
    size_t na = strlen(a), nb = strlen(b);
    if (na > WORD_MAX || nb > WORD_MAX) return limit + 1;
    // The last two rows and the one being filled (Damerau's restricted distance).
    int row[3][WORD_MAX + 1];
    for (size_t j = 0; j <= nb; j++) row[0][j] = (int)j;
    for (size_t i = 1; i <= na; i++) {
        int *now = row[i % 3], *last = row[(i + 2) % 3], *older = row[(i + 1) % 3];
        now[0] = (int)i;
        for (size_t j = 1; j <= nb; j++) {
            now[j] = min3(last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped && older[j - 2] + 1 < now[j]) now[j] = older[j - 2] + 1;
        }
    }
    int distance = row[na % 3][nb];
    return distance > limit ? limit + 1 : distance;
}

bool str_number(const char *text, double *out) {
    if (text[strspn(text, "+-.0123456789eE")] != '\0' || text[0] == '\0') return false;
    char *end;
    errno = 0;
    *out = strtod(text, &end); // the program never calls setlocale, so the point is '.'
    return *end == '\0' && isfinite(*out);
}

bool str_integer(const char *text, int64_t *out) {
    if (text[strspn(text, "+-0123456789")] != '\0' || text[0] == '\0') return false;
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    *out = value;
    return *end == '\0' && errno == 0;
}

int str_put_number(double value, char out[STR_NUMBER_SIZE]) {
    enum { DIGITS_SAFE = 15 }; // so many always survive, except where doubles run out of digits

    assert(isfinite(value));
    int digits = fabs(value) < DBL_MIN ? 1 : DIGITS_SAFE, n = 0;
    do {
        n = snprintf(out, STR_NUMBER_SIZE, "%.*g", digits, value);
    } while (strtod(out, NULL) != value && digits++ < DBL_DECIMAL_DIG);
    char *point = out + strspn(out, "-+0123456789e");
    if (*point) *point = '.'; // whatever the locale has
    return n;
}

bool str_take_count(const char **at, int *out) {
    enum { DIGITS_MOST = 9 };

    size_t digits = strspn(*at, "0123456789");
    if (digits == 0 || digits > DIGITS_MOST) return false;
    *out = 0;
    for (size_t i = 0; i < digits; i++) *out = *out * 10 + (*at)[i] - '0';
    *at += digits;
    return true;
}

const char *str_link(int at, int count, const char *last) {
    if (at == 0) return "";
    return at == count - 1 ? last : ", ";
}

const char *str_plural(int64_t count) {
    return count == 1 ? "" : "s";
}
