// What a card is, once loaded: read-only, everything in the card's arena, ids unique, links checked.
#ifndef CARD_CARD_H
#define CARD_CARD_H

#include "base/arena.h"
#include "base/doc.h"
#include "base/file.h"
#include "card/expr.h"

#include <stdbool.h>
#include <stdint.h>

enum { CARD_FORMAT = 1, CARD_OPTION_MAX = 10, CARD_HINT_MAX = 5, CARD_ID_MAX = 64 };

// With the variables of a task, the controls or the two places of a cell fill a scope of EXPR_VARIABLE_MAX.
enum { CARD_VARIABLE_MAX = 8, CARD_CONTROL_MAX = 8, CARD_WRONG_MAX = 20, CARD_CHOICE_MAX = 100 };

// One named value of a preset. Numbers, words, switches and lists are kept as written: a number in `number`, a word in
// `word`, a switch as number 0 or 1, a list in `list` (its items, in the same form, without keys; nested lists allowed). A
// calculation of a task's variables is in `expr`, as written in `word`, and its `number` is none: task_visual gives it.
typedef enum ValueKind { VALUE_NUMBER, VALUE_WORD, VALUE_SWITCH, VALUE_LIST, VALUE_SUM } ValueKind;
typedef struct Value Value;

struct Value {
    const char *key;
    ValueKind kind;
    int count; // of the list
    double number;
    const char *word;
    const Expr *expr;
    const Value *list;
};

// A figure in a state: which view, its preset, and what is to be seen there.
typedef struct Visual {
    const char *view; // "" if there is none
    const Value *preset;
    int preset_count;
    Doc observe;
    bool withhold; // while its task is open, the figure shows no headline and no read-outs
} Visual;

// A calculation: as written, and what it means. Zero is "there is none".
typedef struct Sum {
    const char *text;
    const Expr *expr;
} Sum;

// What the reader is to foresee before a lesson's figure moves: a number on a scale (card/predict.h).
typedef struct Predict {
    const char *id; // "" if nothing is asked
    Doc prompt, explanation;
    const Value
        *move; // what the figure is set to when the outcome is shown: numbers, words and switches
    int move_count;
    Sum sum;          // the outcome, from the numbers of the preset and of the move
    double outcome;   // its value, within the scale
    const char *unit; // or ""
    double least, most, step;
    bool log; // distances are those of the logarithm
} Predict;

typedef struct Lesson {
    const char *id, *title;
    Visual visual;
    Predict predict;
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

// What a choice offers, or one of the items to put in order (then without `feedback` and `correct`).
typedef struct Option {
    const char *id;
    Doc text, feedback;
    const char *misconception; // what a learner who chooses it believes, or ""
    bool correct, fixed;       // fixed: keeps its authored place when the others are shuffled
} Option;

// A type that this version does not know is kept as TASK_UNKNOWN: listed, never scored.
typedef enum TaskType {
    TASK_UNKNOWN,

#define TASK_TYPE(NAME, name) TASK_##NAME,
#include "card/task_types.def"
#undef TASK_TYPE
    TASK_TYPE_COUNT
} TaskType;

typedef enum OptionOrder { ORDER_SHUFFLE, ORDER_ASCENDING, ORDER_AUTHORED } OptionOrder;

// The points of an answer that is right in part.
typedef enum Partial {
    // Choice: right ones chosen less wrong ones chosen, of the right ones. Ordering of n: the longest part in order less 1,
    // of n − 1.
    PARTIAL_SHARE,
    PARTIAL_OFF,
    PARTIAL_EACH, // choice: options judged rightly, of all
    PARTIAL_NET,  // choice: options judged rightly less those judged wrongly, of all
} Partial;

// An answer that is expected to be wrong, and what to say to it. The first one that matches is meant (card/diagnosis.h).
typedef struct Wrong {
    Sum sum;   // numeric: that number; none if there is a check
    Sum check; // holds for such answers
    Sum value; // for {value} in the feedback; may be none
    Doc feedback;
    const char *misconception; // or ""
} Wrong;

// A number that the learner sets: least, least + step … at most `most`.
typedef struct Control {
    const char *name;
    Doc label; // its source is "" if there is none: then the name says it
    double least, most, step;
    bool log;    // spread over the slider by its logarithm
    Sum witness; // its value in a solution that is shown on failure; may be none
} Control;

typedef enum VariableKind { VARIABLE_CHOOSE, VARIABLE_INT, VARIABLE_SUM } VariableKind;

// A number that differs from form to form of a task.
typedef struct Variable {
    const char *name;
    const double *choices; // VARIABLE_CHOOSE
    int choice_count;
    VariableKind kind;
    int64_t least, most; // VARIABLE_INT: inclusive, at most INT32_MAX away from 0
    Sum sum;             // VARIABLE_SUM: of the variables before it
} Variable;

typedef struct Task {
    const char *id;
    TaskType type;
    bool retired;          // kept so that old attempts can be shown; never asked
    const char *type_name; // as written
    Doc prompt, explanation;
    Hint *hints;
    Option *options; // of a choice; the items of an ordering
    int hint_count, option_count;
    OptionOrder option_order;
    Partial partial;
    Variable *variables;     // a task with variables is a template: card/task_form.h
    Sum proof;               // holds in every form; may be none
    Doc claim;               // what it shows; its source is "" if there is none
    Sum answer;              // numeric, as what follows up to `wrongs`
    double abs_tol, rel_tol; // whichever allows more
    const char *unit;        // or ""
    Wrong *wrongs;           // numeric, hotspot and parameter
    int *sequence; // ordering: indices of the items in the right order, option_count of them
    Sum check; // hotspot: holds for the cells (i, j) that are right; parameter: for right values of the controls
    Control *controls;
    int variable_count, wrong_count, control_count, try_count;
    const char *section; // id of the section that holds the answer, or ""
    const char *quote;   // its words, or ""
    Visual visual;
    double *tries; // points left at the 1st, 2nd … try; NULL: 1, ½, 0
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
int task_control_find(const Task *task, const char *name);

// Tasks that this version asks: known type, not retired.
bool task_is_asked(const Task *task);
int card_asked_count(const Card *card);

// The value of a preset by key, NULL if absent.
const Value *preset_find(const Visual *visual, const char *key);

// Frees the card's memory; a zero card is fine.
void card_free(Card *card);

#endif
