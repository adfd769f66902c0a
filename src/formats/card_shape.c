// The loop that reads an object by its Shape, and one reader for each kind of field.
#include "formats/card_shape.h"

#include "base/rng.h"
#include "base/str.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"
#include "formats/card_slips.h"
#include "formats/json_place.h"
#include "formats/markdown.h"

#include <cjson/cJSON.h>

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Node node_member(const Node *node, const char *key) {
    return (Node){node, key, 0, cJSON_GetObjectItemCaseSensitive(node->json, key)};
}

const char *node_text(const Node *node) {
    return cJSON_IsString(node->json) ? node->json->valuestring : NULL;
}

const char *node_kind(const Node *node) {
    switch (node->json->type & 0xFF) {
    case cJSON_False:
    case cJSON_True: return "true or false";
    case cJSON_NULL: return "null";
    case cJSON_Number: return "a number";
    case cJSON_String: return "text";
    case cJSON_Array: return "a list";
    default: return "an object";
    }
}

bool node_next(Node *child) {
    assert(child->parent && child->parent->json);
    const cJSON *parent = child->parent->json;
    bool first = !child->json;
    child->json = first ? parent->child : child->json->next;
    child->index = first ? 0 : child->index + 1;
    child->key = child->json && cJSON_IsObject(parent) ? child->json->string : NULL;
    return child->json != NULL;
}

// A key as it stands in a pointer: ~ is ~0 and / is ~1.
static const char *escape_key(Arena *arena, const char *key) {
    if (!strpbrk(key, "~/")) return key;
    char *escaped = arena_alloc(arena, strlen(key) * 2 + 1), *to = escaped;
    for (; *key; key++, to++) {
        *to = *key;
        if (*key != '~' && *key != '/') continue;
        *to++ = '~';
        *to = '0';
        if (*key == '/') *to = '1';
    }
    return escaped;
}

const char *node_pointer(Arena *arena, const Node *node) {
    const char *pointer = "";
    for (; node->parent; node = node->parent) {
        pointer = node->key ? arena_format(arena, "/%s%s", escape_key(arena, node->key), pointer)
                            : arena_format(arena, "/%d%s", node->index, pointer);
    }
    return pointer;
}

__attribute__((format(printf, 4, 0))) static void report(Reader *r, const Node *node, bool warning,
                                                         const char *format, va_list args) {
    Arena scratch = {0};
    char text[600];
    vsnprintf(text, sizeof text, format, args);
    issue_add(r->issues, warning && !r->how.strict, node_pointer(&scratch, node), text);
    arena_free(&scratch);
}

void reader_error(Reader *reader, const Node *node, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(reader, node, false, format, args);
    va_end(args);
}

void reader_warn(Reader *reader, const Node *node, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(reader, node, true, format, args);
    va_end(args);
}

static bool expect(Reader *r, const Node *node, bool ok, const char *expected) {
    if (!ok) reader_error(r, node, "found %s, expected %s", node_kind(node), expected);
    return ok;
}

static const char *read_string(Reader *r, const Node *node) {
    const char *text = node_text(node);
    if (!expect(r, node, text != NULL, "text")) return NULL;
    if (text[strspn(text, " \t\r\n")] != '\0') return text;
    reader_error(r, node, "the text is empty");
    return NULL;
}

// Where a field goes, NULL if it is not kept.
static void *slot(void *object, size_t offset) {
    return object && offset != NOWHERE ? (char *)object + offset : NULL;
}

static void read_text(Reader *r, const Field *field, const Node *node, void *object) {
    const char *text = read_string(r, node);
    if (!text) return;
    if (field->form && !field->form->matches(text)) {
        reader_error(r, node, "found \"%s\", expected %s", issue_excerpt(&r->issues->arena, text),
                     field->form->expected);
        return;
    }
    if (!card_slips_escapes(r, node, text, false)) return;
    const char **to = slot(object, field->to);
    if (to) *to = arena_copy(&r->card->arena, text);
    if (field->check) field->check(r, node, text);
}

static void read_doc(Reader *r, const Field *field, const Node *node, void *object) {
    const char *text = read_string(r, node);
    if (!text || !card_slips_escapes(r, node, text, true)) return;
    Card *card = r->card;
    Doc *doc = slot(object, field->to);
    if (!doc) doc = arena_alloc(&card->arena, sizeof *doc);
    // A missing id is complained about elsewhere.
    const char *home = *card->id ? card->id : "a-card-without-an-id";
    Err err;
    if (!markdown_parse(&card->arena, text, home, doc, &err)) {
        reader_error(r, node, "%s", err.text);
        return;
    }
    if (doc->block_count == 0) reader_error(r, node, "the text is empty");
    card_slips_dollars(r, node, text);
    card->texts = arena_grow(&card->arena, card->texts, card->text_count, &r->text_capacity,
                             sizeof *card->texts);
    card->texts[card->text_count++] = (CardText){node_pointer(&card->arena, node), doc};
}

// "a, b or c"
static const char *list_words(Arena *arena, const char *const *words) {
    const char *list = "";
    int count = 0;
    while (words[count]) count++;
    for (int i = 0; i < count; i++) {
        list = arena_format(arena, "%s%s%s", list, str_link(i, count, " or "), words[i]);
    }
    return list;
}

// Index of the word, −1 after a complaint.
static int find_word(Reader *r, const Field *field, const Node *node) {
    const char *text = read_string(r, node);
    for (int i = 0; text && field->words[i]; i++) {
        if (str_same(text, field->words[i])) return i;
    }
    Arena *arena = &r->issues->arena;
    if (!text) return -1;
    Guess guess = {.text = text};
    for (int i = 0; field->words[i]; i++) guess_try(&guess, field->words[i]);
    reader_error(r, node, "found \"%s\", expected %s%s", issue_excerpt(arena, text),
                 list_words(arena, field->words), guess_words(arena, &guess));
    return -1;
}

static void read_word(Reader *r, const Field *field, const Node *node, void *object) {
    int i = find_word(r, field, node);
    const char **to = slot(object, field->to);
    if (to && i >= 0) *to = field->words[i];
}

static void read_choice(Reader *r, const Field *field, const Node *node, void *object) {
    int i = find_word(r, field, node);
    int *to = slot(object, field->to);
    if (to && i >= 0) *to = i;
}

static void read_number(Reader *r, const Field *field, const Node *node, void *object) {
    if (!expect(r, node, cJSON_IsNumber(node->json), "a number")) return;
    double value = node->json->valuedouble;
    if (value < field->least) {
        reader_error(r, node, "found %g, at least %g is allowed", value, field->least);
        return;
    }
    if (field->most > 0 && value > field->most) {
        reader_error(r, node, "found %g, at most %g is allowed", value, field->most);
        return;
    }
    double *to = slot(object, field->to);
    if (to) *to = value;
}

static void read_switch(Reader *r, const Field *field, const Node *node, void *object) {
    bool *to = slot(object, field->to);
    bool ok = expect(r, node, cJSON_IsBool(node->json), "true or false");
    if (ok && to) *to = cJSON_IsTrue(node->json);
}

static void read_object(Reader *r, const Field *field, const Node *node, void *object) {
    if (expect(r, node, cJSON_IsObject(node->json), "an object") && field->shape) {
        shape_read(r, field->shape, node, slot(object, field->to));
    }
}

static void read_custom(Reader *r, const Field *field, const Node *node, void *object) {
    field->read(r, node, slot(object, field->to));
}

static void read_any(Reader *r, const Field *field, const Node *node, void *object) {
    (void)r, (void)field, (void)node, (void)object;
}

// What makes an item differ from its neighbours: the text of its `unique` field, or ("") its own.
static const char *identity(const Field *field, const Node *item) {
    Node id = *field->unique ? node_member(item, field->unique) : *item;
    return node_text(&id);
}

// The texts that were met, by their hashes: at most half of the places are taken.
typedef struct Met {
    const char **texts;
    int *indices;
    size_t room;
} Met;

// Index of the item that had this text before; −1 if none had, then it is kept.
static int meet_text(Met *met, const char *text, int index) {
    size_t at = rng_hash(text) % met->room;
    for (; met->texts[at]; at = (at + 1) % met->room) {
        if (str_same(met->texts[at], text)) return met->indices[at];
    }
    met->texts[at] = text;
    met->indices[at] = index;
    return -1;
}

// An item that is called as the item at `before`, whose line is looked up, which costs a scan of the file.
static void refuse_taken(Reader *r, const Field *field, const Node *item, int before) {
    Arena *arena = &r->issues->arena;
    Node at = *field->unique ? node_member(item, field->unique) : *item,
         first = {.parent = item->parent, .index = before};
    int line = 0;
    if (r->issues->count < CARD_ISSUE_MAX) {
        line = json_find(r->card->json, node_pointer(arena, &first)).line;
    }
    reader_error(r, &at, "\"%s\" is taken already, in line %d",
                 issue_excerpt(arena, identity(field, item)), line);
}

static void check_unique(Reader *r, const Field *field, const Node *list) {
    Arena scratch = {0};
    size_t room = 2 * (size_t)cJSON_GetArraySize(list->json) + 1;
    Met met = {arena_array(&scratch, room, sizeof *met.texts),
               arena_array(&scratch, room, sizeof *met.indices), room};
    Node item = {.parent = list};
    while (node_next(&item)) {
        const char *id = identity(field, &item);
        int before = id ? meet_text(&met, id, item.index) : -1;
        if (before < 0) continue;
        refuse_taken(r, field, &item, before);
    }
    arena_free(&scratch);
}

static bool check_length(Reader *r, const Field *field, const Node *node, int count) {
    enum { MOST_ITEMS = 1000 };

    int least = (int)field->least, most = field->most > 0 ? (int)field->most : MOST_ITEMS;
    if (count >= least && count <= most) return true;
    reader_error(r, node, "found %d items, expected %d to %d", count, least, most);
    return count <= most;
}

static bool check_key(Reader *r, const Field *field, const Node *item) {
    if (!field->form || field->form->matches(item->key)) return true;
    reader_error(r, item, "found the name \"%s\", expected %s",
                 issue_excerpt(&r->issues->arena, item->key), field->form->expected);
    return false;
}

// Items are blank until read, so that a bad one among them can be searched like the others. A map's item begins with its key.
static char *blank_items(Reader *r, const Field *field, int count) {
    char *items = arena_array(&r->card->arena, (size_t)count, field->size);
    for (int i = 0; i < count && field->size; i++) {
        char *at = items + (size_t)i * field->size;
        if (field->kind == FIELD_MAP) *(const char **)(void *)at = "";
        if (field->item->shape) card_shape_blank(field->item->shape, at);
    }
    return items;
}

static void read_item(Reader *r, const Field *field, const Node *item, char *at) {
    bool named = field->kind == FIELD_MAP && check_key(r, field, item);
    if (named) *(const char **)(void *)at = arena_copy(&r->card->arena, item->key);
    field_read(r, field->item, item, field->size ? at : NULL);
}

// Each item of the file gets its place even if some are bad, so that indices are those of JSON pointers.
static void read_items(Reader *r, const Field *field, const Node *node, void *object) {
    bool map = field->kind == FIELD_MAP;
    bool right_kind = map ? cJSON_IsObject(node->json) : cJSON_IsArray(node->json);
    if (!expect(r, node, right_kind, map ? "an object" : "a list")) return;
    int count = cJSON_GetArraySize(node->json);
    if (!check_length(r, field, node, count)) return;
    char *items = blank_items(r, field, count);
    Node item = {.parent = node};
    while (node_next(&item)) read_item(r, field, &item, items + (size_t)item.index * field->size);
    if (field->unique) check_unique(r, field, node);
    char **to = slot(object, field->to);
    int *length = slot(object, field->count);
    if (to) *to = items;
    if (length) *length = count;
}

void field_read(Reader *reader, const Field *field, const Node *node, void *object) {
    static void (*const READ[FIELD_KIND_COUNT])(Reader *, const Field *, const Node *, void *) = {
        [FIELD_ANY] = read_any,       [FIELD_TEXT] = read_text,     [FIELD_WORD] = read_word,
        [FIELD_CHOICE] = read_choice, [FIELD_NUMBER] = read_number, [FIELD_SWITCH] = read_switch,
        [FIELD_OBJECT] = read_object, [FIELD_LIST] = read_items,    [FIELD_MAP] = read_items,
        [FIELD_CUSTOM] = read_custom, [FIELD_DOC] = read_doc,
    };
    READ[field->kind](reader, field, node, object);
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the tables, which do not refer to themselves
static void blank_field(const Field *field, void *object) {
    void *to = slot(object, field->to);
    if (!to) return;
    switch (field->kind) {
    case FIELD_TEXT:
    case FIELD_WORD: *(const char **)to = ""; return;
    case FIELD_DOC: ((Doc *)to)->source = ""; return;
    case FIELD_NUMBER: *(double *)to = field->otherwise; return;
    case FIELD_OBJECT:
        if (field->shape) card_shape_blank(field->shape, to);
        return;
    default: return; // zero
    }
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by the tables, which do not refer to themselves
void card_shape_blank(const Shape *shape, void *object) {
    if (shape->base) card_shape_blank(shape->base, object);
    for (const Field *field = shape->fields; field->name; field++) blank_field(field, object);
}

static void read_fields(Reader *r, const Shape *shape, const Node *node, void *object) {
    for (const Field *field = shape->fields; field->name; field++) {
        Node member = node_member(node, field->name);
        if (member.json) {
            field_read(r, field, &member, object);
        } else if (field->required) {
            reader_error(r, node, "the field \"%s\" is missing", field->name);
        }
    }
}

static bool has_field(const Shape *shape, const char *name) {
    for (; shape; shape = shape->base) {
        for (const Field *field = shape->fields; field->name; field++) {
            if (str_same(name, field->name)) return true;
        }
    }
    return false;
}

static const char *guess_field(Arena *arena, const Shape *shape, const char *name) {
    Guess guess = {.text = name};
    for (; shape; shape = shape->base) {
        for (const Field *field = shape->fields; field->name; field++) {
            guess_try(&guess, field->name);
        }
    }
    return guess_words(arena, &guess);
}

static void check_unknown(Reader *r, const Shape *shape, const Node *node) {
    Node member = {.parent = node};
    while (node_next(&member)) {
        if (str_starts(member.key, "x-") || has_field(shape, member.key)) continue;
        Arena *arena = &r->issues->arena;
        reader_warn(r, &member, "unknown field \"%s\" of %s%s", issue_excerpt(arena, member.key),
                    shape->name, guess_field(arena, shape, member.key));
    }
}

void shape_read(Reader *reader, const Shape *shape, const Node *node, void *object) {
    card_shape_blank(shape, object);
    if (shape->base) read_fields(reader, shape->base, node, object);
    read_fields(reader, shape, node, object);
    if (!shape->open) check_unknown(reader, shape, node);
    if (shape->base && shape->base->finish) shape->base->finish(reader, node, object);
    if (shape->finish) shape->finish(reader, node, object);
}
