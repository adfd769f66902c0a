// Reading JSON objects by tables: a Shape lists an object's fields, and one loop reads any of them into a struct and says
// everything that is wrong on the way. Private to the card loader.
#ifndef FORMATS_CARD_SHAPE_H
#define FORMATS_CARD_SHAPE_H

#include "formats/card_json.h"

#include <stddef.h>

struct cJSON;

// A value and the way to it: the chain of nodes up to the root is its JSON pointer.
typedef struct Node {
    const struct Node *parent; // NULL in the root
    const char *key;           // in an object
    int index;                 // in a list
    const struct cJSON *json;
} Node;

typedef struct Reader {
    Card *card; // being filled; everything goes to its arena
    CardParse how;
    CardIssues *issues;
    int text_capacity; // of card->texts
} Reader;

// What a text must look like, and the words for it ("expected …").
typedef struct Form {
    bool (*matches)(const char *text);
    const char *expected;
} Form;

typedef struct Field Field;
typedef struct Shape Shape;

// What a field holds, and the C type it is read into.
typedef enum FieldKind {
    FIELD_ANY, // known, of no use here
    FIELD_TEXT, // const char *: text that is not empty, has the form and passes the check, if any; "" if absent
    FIELD_DOC,    // Doc: Markdown; it is entered in card->texts
    FIELD_WORD,   // const char *: one of `words`; "" if absent
    FIELD_CHOICE, // int (an enum): which of `words`
    FIELD_NUMBER, // double: finite, from `least` to `most`
    FIELD_SWITCH, // bool
    FIELD_OBJECT, // a struct, by `shape`
    FIELD_LIST, // pointer to an array of `least` to `most` items, each by `item`; its length goes to `count`
    FIELD_MAP, // the same of an object with keys of any name: the key is the first member of each item
    FIELD_CUSTOM, // whatever `read` makes of it
    FIELD_KIND_COUNT
} FieldKind;

enum { NOWHERE = 0xFFFF }; // `to` and `count` of what is checked and not kept

// One row. Only `name` and `kind` are needed; most 0 means no limit.
struct Field {
    const char *name;
    FieldKind kind;
    bool required;
    size_t to, count; // offsets in the struct
    double least, most;
    double otherwise;         // FIELD_NUMBER: value when the field is absent
    const char *const *words; // ends with NULL
    const Form *form;         // FIELD_TEXT: of the text; FIELD_MAP: of the keys
    const Shape *shape;
    const Field *item;
    size_t size;        // of an item
    const char *unique; // FIELD_LIST: the field that items must differ in; "": the items themselves
    void (*check)(Reader *reader, const Node *node, const char *text); // complains itself
    void (*read)(Reader *reader, const Node *node, void *to);
};

struct Shape {
    const char *name;    // "a section"
    const Shape *base;   // whose fields it has too, read first (one step: a base has no base)
    const Field *fields; // ends with a row without a name
    bool open;           // fields of other names are nobody's business
    void (*finish)(Reader *reader, const Node *node,
                   void *object); // what concerns several fields; may be NULL
};

// `object` may be NULL: then everything is checked and nothing kept.
void shape_read(Reader *reader, const Shape *shape, const Node *node, void *object);

// The value of one field of `object`, as a row says; for rows that are not in a shape.
void field_read(Reader *reader, const Field *field, const Node *node, void *object);

// Sets the fields of `object` to what they are when absent.
void card_shape_blank(const Shape *shape, void *object);

// The member of an object, NULL json if it is absent. Names are compared with their case.
Node node_member(const Node *node, const char *key);
// Its text, or NULL if it is something else.
const char *node_text(const Node *node);
// What it is, for messages: "text", "a number", …
const char *node_kind(const Node *node);
// Its JSON pointer, in the arena.
const char *node_pointer(Arena *arena, const Node *node);

// Every item of a list or member of an object in turn: `Node child = {.parent = node}; while (node_next(&child)) …`.
bool node_next(Node *child);

void reader_error(Reader *reader, const Node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void reader_warn(Reader *reader, const Node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
