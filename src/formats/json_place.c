// A scanner for JSON with a stack of its own, which meets every value in turn.
#include "formats/json_place.h"

#include "base/rng.h"
#include "base/str.h"

#include <assert.h>
#include <string.h>

// A list or object that is open.
typedef struct Frame {
    const char *at;   // its bracket
    ptrdiff_t indent; // of the line that it is in
    bool object;
    int index;       // of the value being read
    const char *key; // in an object: between its quotes, as written
    int first_key;   // where the hashes of the object's keys begin
} Frame;

// One step of a JSON pointer: a key, with its index if it could be one, else −1.
typedef struct Step {
    const char *at, *end;
    int index;
} Step;

// A value that is looked for.
typedef struct Sought {
    Step steps[JSON_DEPTH_MAX];
    int depth;           // of the steps; what lies deeper than they reach cannot be met
    const char *nearest; // where it, or the nearest value around it, was met
    int nearest_depth;
} Sought;

typedef struct Scan {
    const char *start, *at, *end;
    Frame frame[JSON_DEPTH_MAX];
    int depth, values;
    const char *ended; // behind the last value
    const char *first; // what the line begins with, behind its indentation
    ptrdiff_t indent;
    const char *suspect; // the first bracket whose partner is indented otherwise, or NULL
    uint64_t *keys;      // hashes of the keys of all open objects; NULL: not looked at
    int key_count, key_capacity;
    Arena *arena;
    Sought *sought; // what is looked for
    int sought_count;
    Err *err;
} Scan;

static const char *text_start(Bytes json) {
    return str_starts(json.at, "\xEF\xBB\xBF") ? json.at + 3 : json.at;
}

static JsonPlace place_of(Bytes json, const char *at) {
    const char *line = text_start(json);
    JsonPlace place = {.line = 1};
    while (line < at) {
        const char *end = memchr(line, '\n', (size_t)(at - line));
        if (!end) break;
        place.line++;
        line = end + 1;
    }
    place.column = str_length(line, at > line ? (size_t)(at - line) : 0) + 1;
    return place;
}

static JsonPlace scan_place(const Scan *s, const char *at) {
    return place_of((Bytes){s->start, (size_t)(s->end - s->start)}, at);
}

// What was left open at the end of the file, as far as the indentation tells.
static bool refuse_end(Scan *s, const char *expected) {
    if (!s->depth) return err_set(s->err, "found the end of the file, expected %s", expected);
    const char *open = s->suspect ? s->suspect : s->frame[s->depth - 1].at;
    JsonPlace place = scan_place(s, open);
    return err_set(
        s->err, "found the end of the file, expected %s; the %s that begins in %d:%d is not closed",
        expected, *open == '{' ? "object" : "list", place.line, place.column);
}

// "found X, expected this", and what may be meant.
static bool refuse_with(Scan *s, const char *expected, const char *hint) {
    if (s->at >= s->end) return refuse_end(s, expected);
    const char *after = s->at;
    uint32_t code = str_next(&after, s->end);
    if (code < 0x20) {
        return err_set(s->err, "found a control character (U+%04X), expected %s", code, expected);
    }
    if (str_starts(s->at, "//") || str_starts(s->at, "/*") || *s->at == '#') {
        hint = ": JSON has no comments, a field \"x-note\" can hold one";
    }
    return err_set(s->err, "found ‘%.*s’, expected %s%s", (int)(after - s->at), s->at, expected,
                   hint);
}

static bool refuse(Scan *s, const char *expected) {
    return refuse_with(s, expected, "");
}

// A bracket where something should follow a comma.
static bool refuse_after_comma(Scan *s, const char *expected) {
    const char *before = s->at;
    while (before > s->start && strchr(" \t\r\n", before[-1])) before--;
    bool comma = before > s->start && before[-1] == ',' && s->at < s->end;
    if (!comma || (*s->at != '}' && *s->at != ']')) return refuse(s, expected);
    return err_set(s->err, "found ‘%c’, expected %s: the comma in line %d is one too many", *s->at,
                   expected, scan_place(s, before - 1).line);
}

// Between two values.
static bool refuse_between(Scan *s, const char *expected) {
    bool text = s->ended && s->ended[-1] == '"', newline = false;
    for (const char *at = s->ended; at && at < s->at; at++) newline |= *at == '\n';
    if (s->at >= s->end || !s->ended || strchr("}]:", *s->at)) return refuse(s, expected);
    if (text && !newline && (s->at == s->ended || !strchr("\"{[/#", *s->at))) {
        return refuse_with(s, expected, ": a quote inside of a text is written \\\"");
    }
    if (!strchr("\"{[", *s->at)) return refuse(s, expected);
    if (!newline) return refuse_with(s, expected, ": a comma is missing before it");
    return err_set(s->err, "found ‘%c’, expected %s: a comma is missing after line %d", *s->at,
                   expected, scan_place(s, s->ended).line);
}

static void skip_space(Scan *s) {
    const char *line = s->at == s->start ? s->at : NULL;
    for (; s->at < s->end && strchr(" \t\r\n", *s->at); s->at++) {
        if (*s->at == '\n') line = s->at + 1;
    }
    if (!line) return;
    s->first = s->at;
    s->indent = s->at - line;
}

static bool take(Scan *s, char c) {
    if (s->at >= s->end || *s->at != c) return false;
    s->at++;
    return true;
}

static int hex_digit(char c) {
    static const char DIGITS[] = "0123456789abcdef";
    const char *found = c ? strchr(DIGITS, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;
    return found ? (int)(found - DIGITS) : -1;
}

// Four hexadecimal digits at `at` (the text ends with a NUL), or −1.
static int32_t hex_unit(const char *at) {
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

// The next character of a string's content, escapes read; STR_BAD for a malformed escape.
static uint32_t string_next(const char **at, const char *end) {
    if (**at != '\\') return str_next(at, end);
    static const char LETTERS[] = "\"\\/bfnrt", MEANINGS[] = "\"\\/\b\f\n\r\t";
    char letter = (*at)[1];
    const char *found = letter ? strchr(LETTERS, letter) : NULL;
    if (found) {
        *at += 2;
        return (uint32_t)MEANINGS[found - LETTERS];
    }
    int32_t unit = letter == 'u' ? hex_unit(*at + 2) : -1;
    if (unit <= 0 || (unit >= 0xDC00 && unit < 0xE000)) return STR_BAD;
    if (unit < 0xD800 || unit >= 0xE000) {
        *at += 6;
        return (uint32_t)unit;
    }
    int32_t low = (*at)[6] == '\\' && (*at)[7] == 'u' ? hex_unit(*at + 8) : -1;
    if (low < 0xDC00 || low >= 0xE000) return STR_BAD;
    *at += 12;
    return 0x10000 + (((uint32_t)unit - 0xD800) << 10) + ((uint32_t)low - 0xDC00);
}

static bool refuse_escape(Scan *s) {
    int n = 1 + (int)strspn(s->at + 1, "u0123456789abcdefABCDEF");
    if (s->at[1] != 'u') {
        const char *after = s->at + 1;
        (void)str_next(&after, s->end);
        return err_set(
            s->err,
            "found the escape ‘%.*s’, which JSON has not: a backslash in a text is written \\\\",
            (int)(after - s->at), s->at);
    }
    return err_set(s->err, "found the escape ‘%.*s’, which is malformed or not allowed",
                   n > 6 ? 6 : n, s->at);
}

// A text that runs to the end of its line: its beginning is the place to look at.
static bool refuse_line_end(Scan *s, const char *start) {
    s->at = start;
    return err_set(
        s->err, "the text that begins here has no closing quote in its line (a line end in a text "
                "is written \\n, a quote \\\")");
}

static bool scan_string(Scan *s) {
    const char *start = s->at++;
    while (s->at < s->end && *s->at != '"') {
        if (*s->at == '\n' || *s->at == '\r') return refuse_line_end(s, start);
        if ((unsigned char)*s->at < 0x20) {
            return refuse(s, *s->at == '\t' ? "the rest of a text (a tab in it is written \\t)"
                                            : "the rest of a text");
        }
        const char *before = s->at;
        bool bad = string_next(&s->at, s->end) == STR_BAD && *before == '\\' && s->at == before;
        if (bad) return refuse_escape(s);
    }
    return take(s, '"') || refuse(s, "the closing quote of a text");
}

static bool scan_digits(Scan *s) {
    const char *before = s->at;
    while (s->at < s->end && *s->at >= '0' && *s->at <= '9') s->at++;
    return s->at > before || refuse(s, "a digit");
}

static bool scan_number(Scan *s) {
    const char *start = s->at;
    take(s, '-');
    if (!take(s, '0') && !scan_digits(s)) return false;
    if (take(s, '.') && !scan_digits(s)) return false;
    if (take(s, 'e') || take(s, 'E')) {
        if (!take(s, '+')) take(s, '-');
        if (!scan_digits(s)) return false;
    }
    char copy[64];
    size_t n = (size_t)(s->at - start);
    s->at = start;
    if (n >= sizeof copy) {
        return err_set(s->err, "found a number of %zu characters, at most 63 are allowed", n);
    }
    memcpy(copy, start, n);
    copy[n] = '\0';
    double value = 0;
    if (!str_number(copy, &value)) {
        return err_set(s->err, "found %s, expected a number that a double can hold", copy);
    }
    s->at = start + n;
    return true;
}

// Whether the word stands at `at`, in letters of any size.
static bool is_word(const char *at, const char *word) {
    for (; *word; at++, word++) {
        if (*at != *word && *at != *word - 'a' + 'A') return false;
    }
    return true;
}

static bool refuse_value(Scan *s) {
    static const char *const MEANT[][2] = {{"true", ": write true"},
                                           {"false", ": write false"},
                                           {"null", ": write null"},
                                           {"none", ": write null"},
                                           {".", ": a number begins with a digit, as 0.5"},
                                           {"+", ": a number has no plus sign"},
                                           {"'", ": texts stand in double quotes"},
                                           {"“", ": texts stand in straight double quotes"}};
    if (s->at < s->end && *s->at == ']') return refuse_after_comma(s, "a value");
    for (size_t i = 0; s->at < s->end && i < sizeof MEANT / sizeof *MEANT; i++) {
        if (is_word(s->at, MEANT[i][0])) return refuse_with(s, "a value", MEANT[i][1]);
    }
    return refuse(s, "a value");
}

static bool scan_scalar(Scan *s) {
    static const char *const WORDS[] = {"true", "false", "null"};
    if (s->at < s->end && *s->at == '"') return scan_string(s);
    if (s->at < s->end && strchr("-0123456789", *s->at)) return scan_number(s);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!str_starts(s->at, WORDS[i])) continue;
        s->at += strlen(WORDS[i]);
        return true;
    }
    return refuse_value(s);
}

static uint64_t key_hash(const char *key, const char *end) {
    uint64_t hash = 0;
    while (*key != '"') hash = rng_mix(hash * 31 + string_next(&key, end) + 1);
    return hash;
}

static bool refuse_key(Scan *s, const char *key, const char *why) {
    s->at = key - 1;
    int n = (int)strcspn(key, "\"");
    return err_set(s->err, "the field \"%.*s\" %s", n > 80 ? 0 : n, key, why);
}

_Static_assert(JSON_MEMBER_MAX == 4096, "a message below names the number");

static bool keep_key(Scan *s, const Frame *frame) {
    uint64_t hash = key_hash(frame->key, s->end);
    for (int i = frame->first_key; i < s->key_count; i++) {
        if (s->keys[i] == hash) return refuse_key(s, frame->key, "appears twice");
    }
    if (s->key_count - frame->first_key >= JSON_MEMBER_MAX) {
        return refuse_key(s, frame->key, "is one too many, at most 4096 are allowed");
    }
    s->keys = arena_grow(s->arena, s->keys, s->key_count, &s->key_capacity, sizeof *s->keys);
    s->keys[s->key_count++] = hash;
    return true;
}

static bool scan_key(Scan *s) {
    Frame *frame = &s->frame[s->depth - 1];
    skip_space(s);
    if (s->at >= s->end || *s->at != '"') {
        return refuse_after_comma(s, "a field name in double quotes");
    }
    frame->key = s->at + 1;
    if (!scan_string(s)) return false;
    if (s->arena && !keep_key(s, frame)) return false;
    skip_space(s);
    return take(s, ':') || refuse(s, "‘:’");
}

// A step of a pointer against the key or index of a frame.
static bool step_same(const Scan *s, const Frame *frame, const Step *step) {
    if (!frame->object) return step->index == frame->index;
    const char *key = frame->key, *at = step->at;
    while (at < step->end && *key != '"') {
        uint32_t want = str_next(&at, step->end);
        if (want == '~' && at < step->end) want = *at++ == '1' ? '/' : '~';
        if (string_next(&key, s->end) != want) return false;
    }
    return at == step->end && *key == '"';
}

// Called at the start of every value: remembers it if the way to it is the pointer, or begins it and is the longest so far.
static void meet(const Scan *s, Sought *sought) {
    if (s->depth <= sought->nearest_depth || s->depth > sought->depth) return;
    for (int i = 0; i < s->depth; i++) {
        if (!step_same(s, &s->frame[i], &sought->steps[i])) return;
    }
    sought->nearest = s->at;
    sought->nearest_depth = s->depth;
}

// After the start of a list or object: true if a value comes next, or if it was empty and is closed.
static bool open_frame(Scan *s, bool object, bool *closed) {
    if (s->depth == JSON_DEPTH_MAX) return err_set(s->err, "nested deeper than %d", JSON_DEPTH_MAX);
    s->at++;
    s->frame[s->depth++] =
        (Frame){.at = s->at - 1, .indent = s->indent, .object = object, .first_key = s->key_count};
    skip_space(s);
    *closed = take(s, object ? '}' : ']');
    if (*closed) s->depth--;
    return *closed || !object || scan_key(s);
}

// A closing bracket at the beginning of its line is indented as the line of its partner.
static void compare_indents(Scan *s) {
    const Frame *frame = &s->frame[s->depth - 1];
    bool other = s->at - 1 == s->first && s->indent != frame->indent;
    if (other && !s->suspect) s->suspect = frame->at;
}

// After a value: commas and closing brackets until another value comes or the text is over.
static bool after_value(Scan *s, bool *over) {
    for (;;) {
        s->ended = s->at;
        skip_space(s);
        *over = s->depth == 0;
        if (*over) return s->at == s->end || refuse(s, "nothing after the value");
        Frame *frame = &s->frame[s->depth - 1];
        if (take(s, ',')) {
            frame->index++;
            return !frame->object || scan_key(s);
        }
        if (!take(s, frame->object ? '}' : ']')) {
            return refuse_between(s, frame->object ? "‘,’ or ‘}’" : "‘,’ or ‘]’");
        }
        compare_indents(s);
        s->key_count = frame->first_key;
        s->depth--;
    }
}

static bool scan(Scan *s) {
    for (bool over = false; !over;) {
        skip_space(s);
        if (++s->values > JSON_VALUE_MAX) {
            return err_set(s->err, "more than %d values", JSON_VALUE_MAX);
        }
        for (int i = 0; i < s->sought_count; i++) meet(s, &s->sought[i]);
        bool object = s->at < s->end && *s->at == '{', list = s->at < s->end && *s->at == '[';
        bool closed = true;
        bool ok = object || list ? open_frame(s, object, &closed) : scan_scalar(s);
        if (!ok || (closed && !after_value(s, &over))) return false;
    }
    return true;
}

static bool check_bytes(Bytes json, JsonPlace *place, Err *err) {
    size_t bad = 0;
    if (str_valid(json.at, json.size, &bad)) return true;
    *place = place_of(json, json.at + bad);
    unsigned byte = (unsigned char)json.at[bad];
    if (byte == 0) return err_set(err, "found a NUL byte, expected text");
    return err_set(err, "found the byte 0x%02X, which is not UTF-8 here", byte);
}

bool json_check(Bytes json, JsonPlace *place, Err *err) {
    *place = (JsonPlace){1, 1};
    if (json.size == 0) return err_set(err, "the file is empty, expected a JSON object");
    if (!check_bytes(json, place, err)) return false;
    Arena arena = {0};
    Scan s = {.start = text_start(json), .end = json.at + json.size, .arena = &arena, .err = err};
    s.at = s.start;
    bool ok = scan(&s);
    if (!ok) *place = place_of(json, s.at);
    arena_free(&arena);
    return ok;
}

static int step_index(const char *at, const char *end) {
    const char *digits = at;
    int index = 0;
    if (!str_take_count(&digits, &index) || digits != end) return -1;
    return index;
}

static Sought seek(const char *pointer, const char *start) {
    Sought sought = {.nearest = start, .nearest_depth = -1};
    while (*pointer == '/' && sought.depth < JSON_DEPTH_MAX) {
        const char *at = pointer + 1, *end = at + strcspn(at, "/");
        sought.steps[sought.depth++] = (Step){at, end, step_index(at, end)};
        pointer = end;
    }
    return sought;
}

void json_find_all(Bytes json, const char *const *pointers, int count, JsonPlace *places) {
    assert(json.at);
    Arena arena = {0};
    Scan s = {.start = text_start(json), .end = json.at + json.size};
    s.sought = arena_array(&arena, (size_t)count, sizeof *s.sought);
    s.sought_count = count;
    s.at = s.start;
    for (int i = 0; i < count; i++) s.sought[i] = seek(pointers[i], s.start);
    (void)scan(&s);
    for (int i = 0; i < count; i++) places[i] = place_of(json, s.sought[i].nearest);
    arena_free(&arena);
}

JsonPlace json_find(Bytes json, const char *pointer) {
    JsonPlace place;
    json_find_all(json, &pointer, 1, &place);
    return place;
}
