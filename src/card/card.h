// What a card is, once loaded: read-only, everything in the card's arena, ids unique, links checked.
#ifndef CARD_CARD_H
#define CARD_CARD_H

#include "base/arena.h"
#include "base/doc.h"
#include "base/file.h"

#include <stdbool.h>

enum { CARD_FORMAT = 1, CARD_OPTION_MAX = 10, CARD_HINT_MAX = 5, CARD_ID_MAX = 64 };

// One named value of a preset. Numbers, words, switches and lists are kept as written: a number in `number`, a word in
// `word`, a switch as number 0 or 1, a list in `list` (its items, in the same form, without keys; nested lists allowed).
typedef enum ValueKind { VALUE_NUMBER, VALUE_WORD, VALUE_SWITCH, VALUE_LIST } ValueKind;
typedef struct Value Value;

struct Value {
    const char *key;
    ValueKind kind;
    int count; // of the list
    double number;
    const char *word;
    const Value *list;
};

// A figure in a state: which view, its preset, and what is to be seen there.
typedef struct Visual {
    const char *view; // "" if there is none
    const Value *preset;
    int preset_count;
    Doc observe;
} Visual;

typedef struct Lesson {
    const char *id, *title;
    Visual visual;
} Lesson;

typedef struct Section {
    const char *id, *title;
    Doc text;
    int lesson; // index into card->lessons, −1 if none
} Section;

typedef struct Hint {
    const char *id;
    double cap; // most points once it was shown, 0 … 1
    Doc text;
} Hint;

typedef struct Option {
    const char *id;
    Doc text, feedback;
    bool correct, fixed; // fixed: keeps its authored place when the others are shuffled
} Option;

// A task type that this version does not ask is kept as TASK_UNKNOWN and listed, never scored.
typedef enum TaskType { TASK_UNKNOWN, TASK_SINGLE_CHOICE, TASK_TYPE_COUNT } TaskType;

typedef enum OptionOrder { ORDER_SHUFFLE, ORDER_ASCENDING, ORDER_AUTHORED } OptionOrder;

typedef struct Task {
    const char *id;
    TaskType type;
    bool retired;          // kept so that old attempts can be shown; never asked
    const char *type_name; // as written
    Doc prompt, explanation;
    Hint *hints;
    int hint_count;
    Option *options;
    int option_count;
    OptionOrder option_order;
    const char *section; // id of the section that holds the answer, or ""
    const char *quote;   // its words, or ""
    Visual visual;
    double *tries; // points left at the 1st, 2nd … try; NULL: 1, ½, 0
    int try_count;
} Task;

typedef struct Related {
    const char *card, *kind, *why;
} Related;

typedef struct Reference {
    const char *key, *text, *url;
} Reference;

// Any text of the card and its place in the file, a JSON pointer.
typedef struct CardText {
    const char *pointer;
    const Doc *doc;
} CardText;

typedef struct Card {
    Arena arena;
    const char *path; // where it was loaded from
    const char *id, *title, *version, *topic, *difficulty, *author, *created, *license;
    Section *sections;
    Task *tasks;
    Lesson *lessons;
    Related *related;
    Reference *references;
    // All of them, also those of tasks that are not asked, in the order they were read.
    CardText *texts;
    int section_count, task_count, lesson_count, related_count, reference_count, text_count;
    Bytes json; // the file, to say where something stands
} Card;

// Index or −1.
int card_section_find(const Card *card, const char *id);
int card_task_find(const Card *card, const char *id);
int card_lesson_find(const Card *card, const char *id);
const Reference *card_reference_find(const Card *card, const char *key); // NULL if none

int task_option_find(const Task *task, const char *id);
int task_hint_find(const Task *task, const char *id);

// Tasks that this version asks: known type, not retired.
bool task_is_asked(const Task *task);
int card_asked_count(const Card *card);

// The value of a preset by key, NULL if absent.
const Value *preset_find(const Visual *visual, const char *key);

// Frees the card's memory; a zero card is fine.
void card_free(Card *card);

#endif
