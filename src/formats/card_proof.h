// A form of a task while what the card claims of it is evaluated, and how to object. Private to the card loader.
#ifndef FORMATS_CARD_PROOF_H
#define FORMATS_CARD_PROOF_H

#include "card/task_form.h"
#include "formats/card_json.h"

// About 5 ns each: half a second for a card of any size, a tenth for a task. A form that was begun is ended, but with a
// card's work a search that was begun (SEARCH_WORK) is the last thing done.
enum { CARD_WORK = 100000000, TASK_WORK = 20000000 };

typedef struct Proof {
    CardIssues *issues;
    CardParse how;
    ExprCache cache;
    Arena arena; // for one form
    const Task *task;
    int index; // of the task
    TaskForm form;
    bool bad;                     // something was wrong in this form
    bool warned;                  // once for the task
    bool cut;                     // the card's work was used up within this form
    int64_t forms;                // looked at so far
    int64_t same[CARD_WRONG_MAX]; // forms in which a wrong answer is told as an earlier one
    int as[CARD_WRONG_MAX];       // which
    bool met[CARD_WRONG_MAX];     // a diagnosis that some wrong answer gets
} Proof;

// Objects to a field of the task ("wrong/0/expr"), with the form in which it is so.
void proof_error(Proof *proof, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// The same as a warning, said once for a task.
void proof_warn(Proof *proof, const char *field, const char *text);

// A calculation as the card has it, and with the form's values and `count` more in it; both in proof->arena.
const char *proof_text(Proof *proof, const Sum *sum);
const char *proof_explain(Proof *proof, const Sum *sum, const ExprVariable *more, int count);

// Whether the card's work is used up. What is left unproved then is no mistake.
bool proof_is_spent(Proof *proof);
// The value; objects if there is none.
bool proof_value(Proof *proof, const char *field, const Sum *sum, double *out);
// Whether a search for what should be found ended for want of work, of which the cache had done `before`; then it says nothing
// about what was not looked at.
bool proof_gave_up(Proof *proof, double before);

// What several types claim: that no two options, or items, of this field read the same; that no diagnosis holds for a right
// answer.
void proof_options(Proof *proof, const char *field);
void proof_diagnoses(Proof *proof);

#endif
