// Reads a GIFT file question by question and puts a card together.
#include "base/rng.h"
#include "base/str.h"
#include "formats/gift.h"
#include "formats/gift_card.h"

#include <cjson/cJSON.h>

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// More are read as if they had none.
enum { CATEGORY_MAX = 1000 };

// A part of the question bank: a section once a question of it is taken over.
typedef struct Category {
    const char *path, *title, *section; // NULL: not yet
} Category;

typedef struct Reading {
    GiftRead *out;
    const char *path;
    char *text;          // the file without its comments, which became empty lines
    const char *end;     // of it
    const char *counted; // up to here lines were counted
    int line;            // of `counted`
    const char *id;      // of the last comment [id:…], "" if it was used
    cJSON *tasks, *sections;
    Category *categories;
    int category_count, category_capacity;
    int category;        // that of what follows, −1 before the first
    const char *section; // of questions without a category; NULL: none yet
    const char **ids;    // those taken, by their hashes: (id_room), at most half full
    size_t id_room;
    const char *title;    // that is asked for, or NULL
    const char *question; // where the one being read begins
} Reading;

static int line_of(Reading *r, const char *at) {
    if (at < r->counted) {
        r->counted = r->text;
        r->line = 1;
    }
    for (; r->counted < at; r->counted++) r->line += *r->counted == '\n';
    return r->line;
}

__attribute__((format(printf, 4, 5))) static void note(Reading *r, GiftNoteKind kind,
                                                       const char *at, const char *format, ...) {
    GiftRead *out = r->out;
    out->errors += kind == GIFT_ERROR;
    out->skipped += kind == GIFT_SKIPPED;
    if (out->note_count == GIFT_NOTE_MAX) {
        out->more++;
        return;
    }
    char text[700];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    GiftNote made = {kind, line_of(r, at), ""};
    made.text = arena_format(&out->arena, "%s:%d: %s", r->path, made.line, text);
    out->notes = arena_grow(&out->arena, out->notes, out->note_count, &out->note_capacity,
                            sizeof *out->notes);
    out->notes[out->note_count++] = made;
}

static void note_change(void *user, const char *sentence) {
    Reading *r = user;
    note(r, GIFT_CHANGED, r->question, "%s", sentence);
}

// Ids

// Letters in lower case and digits with single hyphens between them, at most `most` bytes.
static char *slug_of(Arena *arena, const char *text, size_t most) {
    char *slug = arena_alloc(arena, most + 1), *to = slug;
    bool gap = false;
    for (; *text && to < slug + most; text++) {
        char c = (char)(*text >= 'A' && *text <= 'Z' ? *text + 32 : *text);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain && gap && to > slug) *to++ = '-';
        gap = !plain;
        if (plain && to < slug + most) *to++ = c;
    }
    while (to > slug && to[-1] == '-') to--;
    *to = '\0';
    return slug;
}

// Takes the id; false if somebody has it.
static bool take_id(Reading *r, const char *id) {
    size_t at = rng_hash(id) % r->id_room;
    for (; r->ids[at]; at = (at + 1) % r->id_room) {
        if (str_same(r->ids[at], id)) return false;
    }
    r->ids[at] = id;
    return true;
}

static const char *choose_id(Reading *r, const GiftQuestion *question) {
    Arena *arena = &r->out->arena;
    const char *name =
        *r->id ? r->id : gift_unescape(arena, question->title.at, question->title.end);
    const char *slug = slug_of(arena, name, CARD_ID_MAX - 8);
    int number = r->out->tasks + 1;
    const char *id = *slug ? slug : arena_format(arena, "question-%d", number);
    while (!take_id(r, id)) {
        id = arena_format(arena, "%s-%d", *slug ? slug : "question", number++);
    }
    return id;
}

// Sections

static bool section_exists(const Reading *r, const char *id) {
    const cJSON *section = NULL;
    cJSON_ArrayForEach(section, r->sections) {
        if (str_same(cJSON_GetObjectItemCaseSensitive(section, "id")->valuestring, id)) return true;
    }
    return false;
}

static const char *add_section(Reading *r, const char *title) {
    Arena *arena = &r->out->arena;
    const char *slug = slug_of(arena, title, CARD_ID_MAX - 8), *id = *slug ? slug : "section";
    for (int number = 2; section_exists(r, id); number++) {
        id = arena_format(arena, "%s-%d", *slug ? slug : "section", number);
    }
    cJSON *section = cJSON_CreateObject();
    cJSON_AddItemToArray(r->sections, section);
    cJSON_AddStringToObject(section, "id", id);
    cJSON_AddStringToObject(section, "title", *title ? title : "Questions");
    cJSON_AddStringToObject(section, "markdown", "Questions taken over from a GIFT file.");
    return id;
}

// The id of the section that the next question belongs to.
static const char *section_of(Reading *r) {
    const char **section = r->category < 0 ? &r->section : &r->categories[r->category].section;
    const char *title = r->category < 0 ? "" : r->categories[r->category].title;
    if (!*section) *section = add_section(r, *title ? title : "Questions");
    return *section;
}

// Questions

// " “Its title”", or the beginning of its text.
static const char *name_of(Arena *arena, const GiftQuestion *question) {
    enum { CHARACTERS_MOST = 40 };

    Span span = span_empty(question->title) ? question->stem : question->title;
    char *name = gift_unescape(arena, span.at, span.end);
    const char *at = name, *end = name + strlen(name);
    for (int n = 0; at < end && *at != '\n' && n < CHARACTERS_MOST; n++) str_next(&at, end);
    bool more = at < end;
    name[at - name] = '\0';
    return *name ? arena_format(arena, " “%s%s”", name, more ? "…" : "") : "";
}

static void read_question(Reading *r, Span block) {
    GiftQuestion question;
    const char *at;
    Err err;
    r->question = block.at;
    if (!gift_take_apart(block, &question, &at, &err)) {
        note(r, GIFT_ERROR, at, "%s", err.text);
        return;
    }
    const char *type;
    if (!gift_type_known(question.type, &type)) {
        note(r, GIFT_SKIPPED, block.at, "skipped%s: cards have no tasks for %s",
             name_of(&r->out->arena, &question), type);
        return;
    }
    if (r->out->tasks == GIFT_QUESTION_MAX) {
        note(r, GIFT_ERROR, block.at, "more than %d questions", GIFT_QUESTION_MAX);
        return;
    }
    Arena scratch = {0};
    GiftMaking making = {&scratch, note_change, r};
    bool skipped = false;
    cJSON *task = gift_task(&making, &question, &skipped, &err);
    if (task) {
        cJSON *id = cJSON_CreateString(choose_id(r, &question));
        cJSON_AddStringToObject(task, "section", section_of(r));
        cJSON_ReplaceItemInObjectCaseSensitive(task, "id", id);
        cJSON_AddItemToArray(r->tasks, task);
        r->out->tasks++;
    } else {
        const char *name = skipped ? name_of(&scratch, &question) : "";
        note(r, skipped ? GIFT_SKIPPED : GIFT_ERROR, block.at, "%s%s%s%s", skipped ? "skipped" : "",
             name, skipped ? ": " : "", err.text);
    }
    arena_free(&scratch);
}

// Lines

// The id in a comment, for the question that follows.
static void read_comment(Reading *r, const char *at, size_t n) {
    char *comment = arena_text(&r->out->arena, at, n);
    const char *mark = strstr(comment, "[id:");
    size_t length = mark ? strcspn(mark + 4, "]") : 0;
    if (length) r->id = arena_text(&r->out->arena, mark + 4, length);
}

static bool is_blank(const char *at, size_t n) {
    for (size_t i = 0; i < n; i++) {
        if (!strchr(" \t\r", at[i])) return false;
    }
    return true;
}

// "Windows" of "$course$/top/Default for NLP 101/Windows"; a slash in a name is written twice. "" if nothing of it can be read.
static const char *category_title(Arena *arena, const char *path) {
    const char *last = path;
    for (const char *at = path; *at; at++) {
        bool twice = at[0] == '/' && at[1] == '/';
        if (*at == '/' && !twice && at[1]) last = at + 1;
        at += twice;
    }
    char *title = arena_copy(arena, last), *to = title;
    for (const char *from = title; *from; from++) {
        *to++ = (char)((unsigned char)*from < ' ' ? ' ' : *from); // which no title has
        if (from[0] == '/' && from[1] == '/') from++;
    }
    *to = '\0';
    return is_blank(title, strlen(title)) ? "" : title;
}

static void read_category(Reading *r, const char *at, size_t n) {
    enum { BYTES_MOST = 1000 };

    Arena *arena = &r->out->arena;
    Span path = span_trim((Span){at, at + n});
    r->category = -1;
    if (span_empty(path) || path.end - path.at > BYTES_MOST) return;
    const char *text = arena_text(arena, path.at, (size_t)(path.end - path.at));
    for (int i = 0; i < r->category_count; i++) {
        if (str_same(r->categories[i].path, text)) r->category = i;
    }
    if (r->category >= 0 || r->category_count == CATEGORY_MAX) return;
    r->categories = arena_grow(arena, r->categories, r->category_count, &r->category_capacity,
                               sizeof *r->categories);
    r->category = r->category_count++;
    r->categories[r->category] = (Category){.path = text, .title = category_title(arena, text)};
}

// What stands between two questions: ends the one before if there is one.
static void end_block(Reading *r, const char **start, const char *end) {
    if (*start) read_question(r, (Span){*start, end});
    if (*start) r->id = "";
    *start = NULL;
}

// A question is what stands between blank lines. Comments in it are made spaces, so that places stay.
static void read_lines(Reading *r) {
    const char *start = NULL;
    for (char *at = r->text; at < r->end;) {
        size_t n = strcspn(at, "\n");
        size_t indent = strspn(at, " \t");
        if (str_starts(at + indent, "//")) {
            read_comment(r, at, n);
            memset(at, ' ', n);
        } else if (str_starts(at, "$CATEGORY:")) {
            end_block(r, &start, at);
            read_category(r, at + 10, n - 10);
        } else if (is_blank(at, n)) {
            end_block(r, &start, at);
        } else if (!start) {
            start = at;
        }
        at += n + (at[n] == '\n');
    }
    end_block(r, &start, r->end);
}

// Line ends of other systems become \n.
static void unify_lines(Reading *r) {
    char *to = r->text;
    for (const char *at = r->text; at < r->end; at++) {
        if (*at == '\r' && at[1] == '\n') continue;
        *to++ = (char)(*at == '\r' ? '\n' : *at);
    }
    *to = '\0';
    r->end = to;
}

// The card

static const char *card_title(const Reading *r, const char *id) {
    if (r->title) return r->title;
    bool one = r->category_count == 1 && cJSON_GetArraySize(r->sections) == 1;
    if (one && *r->categories[0].title) return r->categories[0].title;
    char *title = arena_copy(&r->out->arena, id);
    for (char *c = title; *c; c++) {
        if (*c == '-') *c = ' ';
    }
    if (*title >= 'a' && *title <= 'z') *title = (char)(*title - 32);
    return title;
}

static cJSON *make_card(Reading *r, const char *id) {
    cJSON *card = cJSON_CreateObject();
    cJSON_AddStringToObject(card, "$schema", "urn:x-card:schema:1");
    cJSON_AddNumberToObject(card, "format", CARD_FORMAT);
    cJSON_AddStringToObject(card, "id", id);
    cJSON_AddStringToObject(card, "title", card_title(r, id));
    cJSON_AddStringToObject(card, "lang", "en");
    cJSON_AddStringToObject(card, "version", "1.0.0");
    cJSON_AddItemToObject(card, "sections", r->sections);
    cJSON_AddItemToObject(card, "tasks", r->tasks);
    return card;
}

// cJSON's own layout, one space for each of its tabs (in a text a tab is \t).
static const char *print_card(Arena *arena, const cJSON *card) {
    char *text = cJSON_Print(card);
    assert(text);
    for (char *at = text; *at; at++) {
        if (*at == '\t') *at = ' ';
    }
    ArenaText copy = {.arena = arena};
    arena_text_add(&copy, text, strlen(text));
    arena_text_add(&copy, "\n", 1);
    cJSON_free(text);
    return arena_text_done(&copy);
}

// No more questions than lines, and no more than are allowed.
static size_t count_most(const Reading *r) {
    size_t lines = 1;
    for (const char *at = r->text; at < r->end; at++) lines += *at == '\n';
    return lines < GIFT_QUESTION_MAX ? lines : GIFT_QUESTION_MAX;
}

static void read_all(Reading *r, const char *id) {
    Arena scratch = {0};
    r->id_room = 2 * count_most(r);
    r->ids = arena_array(&scratch, r->id_room, sizeof *r->ids);
    read_lines(r);
    if (r->out->tasks > 0) {
        const char *slug = slug_of(&r->out->arena, id, CARD_ID_MAX);
        cJSON *card = make_card(r, *slug ? slug : "questions");
        r->out->json = print_card(&r->out->arena, card);
        cJSON_Delete(card);
    } else {
        cJSON_Delete(r->tasks);
        cJSON_Delete(r->sections);
        if (r->out->note_count == 0) note(r, GIFT_ERROR, r->text, "found no question");
    }
    arena_free(&scratch);
}

void gift_read(const char *path, Bytes gift, GiftNames names, GiftRead *out) {
    *out = (GiftRead){0};
    size_t bom = str_starts(gift.at, "\xEF\xBB\xBF") ? 3 : 0, bad = 0;
    Reading r = {.out = out, .path = path, .id = "", .category = -1, .line = 1};
    r.title = names.title;
    r.text = arena_text(&out->arena, gift.at + bom, gift.size - bom);
    r.end = r.text + (gift.size - bom);
    r.counted = r.text;
    if (gift.size > GIFT_BYTES_MAX) {
        note(&r, GIFT_ERROR, r.text, "%zu bytes, at most %d are allowed", gift.size,
             GIFT_BYTES_MAX);
    } else if (!str_valid(r.text, gift.size - bom, &bad)) {
        note(&r, GIFT_ERROR, r.text + bad, "found the byte 0x%02X, which is not UTF-8 here",
             (unsigned)(unsigned char)r.text[bad]);
    } else {
        unify_lines(&r);
        r.tasks = cJSON_CreateArray();
        r.sections = cJSON_CreateArray();
        read_all(&r, names.id);
    }
}

void gift_read_free(GiftRead *read) {
    arena_free(&read->arena);
    *read = (GiftRead){0};
}
