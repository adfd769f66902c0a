// Reads a course card, format 1 (assets/card.schema.json), from JSON, and says everything that is wrong with it.
#ifndef FORMATS_CARD_JSON_H
#define FORMATS_CARD_JSON_H

#include "base/file.h"
#include "card/card.h"

enum { CARD_BYTES_MAX = 32 << 20, CARD_DEPTH_MAX = 32, CARD_TASK_MAX = 20000, CARD_ISSUE_MAX = 50 };

// One line each: "path:line:column: /json/pointer: what was found, what is allowed".
typedef struct CardIssue {
    bool warning; // an unknown field and the like; an error under `strict`
    int line, column;
    const char *text;
    const char *pointer; // until its place is looked up
} CardIssue;

// Everything found, in the order of the file, at most CARD_ISSUE_MAX; `more` counts the rest. Lives in `arena`.
typedef struct CardIssues {
    Arena arena;
    CardIssue *at;
    int count, capacity, more;
    int errors;
} CardIssues;

typedef struct CardParse {
    bool strict;
    bool every_answer; // try diagnoses on thousands of answers, which takes tenths of a second
    // What may be named by a lesson or a task; NULL means that every name is fine. Returns whether `view` exists.
    bool (*view_exists)(const char *view);
    // Their names in turn, then NULL, for "did you mean"; NULL means that none are known.
    const char *(*view_name)(int index);
    // Whether n bytes of TeX can be set; NULL means that all can. A formula that cannot is a warning: it is shown as its
    // source.
    bool (*formula_ok)(const char *tex, int n, Err *err);
    // Whether a figure understands entry `index` of a preset; NULL means that it does. What it does not is a warning.
    bool (*preset_ok)(const Visual *visual, int index, Err *err);
    // Whether a learner can point to a cell of the figure; NULL means that it is so in all.
    bool (*view_has_cells)(const char *view);
    // Whether the figure follows a control, over its whole range; NULL means that it does. Else it is a warning.
    bool (*control_ok)(const Visual *visual, const Control *control, Err *err);
    // Where a control stands when the figure opens; NULL means that nobody knows.
    double (*control_start)(const Visual *visual, const Control *control);
    // Whether a prediction can move this figure's setting there; NULL means that it can. Where it cannot, that is a warning.
    bool (*move_ok)(const char *view, const Value *entry, Err *err);
} CardParse;

// True if the card can be used (warnings allowed). Otherwise *card is zero. Either way the caller frees card and issues.
bool card_parse(const char *path, Bytes json, CardParse how, Card *card, CardIssues *issues);
bool card_load(const char *path, CardParse how, Card *card, CardIssues *issues);
void card_issues_free(CardIssues *issues);

// Links between cards: every wiki-link, `related` row and hint link of `card` must name a card of `cards` and a section in
// it. Adds a warning for each that does not.
void card_check_links(const Card *card, const Card *const *cards, int count, CardIssues *issues);

#endif
