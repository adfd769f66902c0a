// The rules of the linter, what they see, and how they object. Private to formats/card_lint.
#ifndef FORMATS_LINT_RULES_H
#define FORMATS_LINT_RULES_H

#include "card/task_form.h"
#include "formats/card_lint.h"

#include <stddef.h>

struct cJSON;

// One objection of a rule to several tasks: the places of the first ones.
enum { LINT_GROUP_MAX = 8, LINT_SAID_MAX = 3 };

typedef struct LintGroup {
    const char *text, *pointers[LINT_SAID_MAX];
    int count;
} LintGroup;

typedef struct Lint {
    const Card *card;
    const struct cJSON *json;   // the card as read by cJSON
    const struct cJSON **tasks; // (card->task_count)
    CardIssues *issues;
    Arena arena;      // of this run
    const char *rule; // id of the one that looks
    LintGroup groups[LINT_GROUP_MAX];
    int group_count;
} Lint;

// Objects to a place in the card, or in a task (its place in the list) behind whose pointer `place` is added ("/options/2").
void lint_card(Lint *lint, const char *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void lint_task(Lint *lint, int task, const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// Choices of which one option is right, not retired.
bool lint_is_choice(const Task *task);
int lint_key(const Task *task); // index of the first right option, −1 if none

// The words of a text as they are seen, in lower case, single spaces between them, no full stop at the end; formulas as TeX.
// In lint->arena.
char *lint_words(Lint *lint, const Doc *doc);
// How long a text looks, in characters; a command of a formula counts as one.
int lint_length(const Doc *doc);
// Whether the words hold this one (or these), with nothing but spaces and punctuation around.
bool lint_has(const char *words, const char *word);

// lint_options.c
void lint_key_longest(Lint *lint);
void lint_key_length(Lint *lint);
void lint_key_position(Lint *lint);
void lint_of_the_above(Lint *lint);
void lint_absolute_words(Lint *lint);
void lint_option_twice(Lint *lint);
void lint_feedback_same(Lint *lint);

// lint_predict.c
void lint_predict_place(Lint *lint);

// lint_numbers.c
void lint_no_tolerance(Lint *lint);
void lint_proof_of_answer(Lint *lint);

// lint_tasks.c
void lint_negative_stem(Lint *lint);
void lint_hint_stages(Lint *lint);
void lint_no_section(Lint *lint);
void lint_no_quote(Lint *lint);
void lint_no_visual(Lint *lint);
void lint_prompt_twice(Lint *lint);
void lint_explanation_repeats(Lint *lint);
void lint_section_tasks(Lint *lint);

#endif
