// What a type of task is: how its answers are read, judged and said. One file under types/ and one row of task_types.def each.
//
// An answer is text, the same in the store, in exports and in memory: single choice: an option's id; multiple choice: ids in
// authored order, joined by ","; numeric: the number in its shortest form; ordering: item ids in the learner's order;
// hotspot: "i,j"; parameter: "name=value,name=value" in the order of the controls.
#ifndef CARD_TASK_KIND_H
#define CARD_TASK_KIND_H

#include "card/task_form.h"

enum { ANSWER_MAX = 900 }; // bytes before the NUL

typedef enum Verdict { VERDICT_INVALID, VERDICT_WRONG, VERDICT_RIGHT } Verdict;

// Zero is "invalid", which is not a try.
typedef struct Judgement {
    Verdict verdict;
    double share; // of the points, 0 … 1; 1 if right
    // What the answer was recognised as: an option (TaskKind.one_option), else the index in task->wrongs; −1 if nothing.
    int index;
} Judgement;

typedef struct TaskKind {
    const char *name; // in a card
    // What somebody typed, or an old answer, as an answer. False: it is none (empty, out of range, not a number …), and
    // the reason is a sentence for the learner; `out` is then "". An answer is read as itself.
    bool (*read)(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why);
    // `answer` comes from read.
    Judgement (*judge)(const Task *task, const TaskForm *form, const char *answer);
    // A right answer, "" if none is known. May take milliseconds: call it once and keep it.
    char *(*key)(const Task *task, const TaskForm *form, Arena *arena);
    // An answer in words, for a log or below a question: "Rotating pairs …", "45 KiB", "query 7, key 1".
    char *(*words)(const Task *task, const TaskForm *form, const char *answer, Arena *arena);
    // What an answer gives names to, for a card's diagnoses (card/diagnosis.h): the names, and what they are in this answer. Both
    // fill (EXPR_VARIABLE_MAX) and return how many; of the values the last may be missing. NULL: nothing.
    int (*names)(const Task *task, const char **names);
    int (*values)(const Task *task, const TaskForm *form, const char *answer, double *values);
    const char *beyond; // why an answer that was read may have no verdict; NULL: the card is wrong
    bool one_option;    // an answer is one option, and Judgement.index is that option
    bool in_order;      // an answer is all options, in the learner's order
    bool by_number;     // the key is a number, task->answer, and what is near enough is right, too
} TaskKind;

// NULL for TASK_UNKNOWN.
const TaskKind *task_kind(TaskType type);
// Whether its key is a number (TaskKind.by_number); false for a type that is not known.
bool task_by_number(const Task *task);

// What the proof and the diagnoses of such a task call its key.
#define KEY_NAME "answer"

// TASK_UNKNOWN if there is none.
TaskType task_type_find(const char *name);

// Whether an id is one of those in an answer, "a,b,c".
bool answer_has(const char *answer, const char *id);
// The options named in an answer, as indices, in turn; each is told once and unknown ones are left out. indices:
// (CARD_OPTION_MAX); returns how many.
int answer_options(const Task *task, const char *answer, int *indices);
// Back: their ids joined by ","; false, and "", if that is longer than an answer can be.
bool answer_join(const Task *task, const int *indices, int count, char out[ANSWER_MAX + 1]);

// Cells of a hotspot's figure along each side: i and j are 0 … size − 1. `form` may be NULL: then a size that differs from form
// to form is not known, and the largest is meant.
int64_t hotspot_size(const Task *task, const TaskForm *form);
// The cell of an answer; false if it is not one.
bool hotspot_cell(const char *answer, int64_t *i, int64_t *j);

// Whether the predicate holds for a cell; `cache` may be NULL.
bool hotspot_holds(const Task *task, const TaskForm *form, int64_t i, int64_t j, ExprCache *cache);

// The first cell for which the predicate holds (or does not), among the first HOTSPOT_SEARCH rows and columns; false if there is
// none, or none was found with the work of SEARCH_WORK.
enum { HOTSPOT_SEARCH = 128, SEARCH_WORK = 1 << 25 };

bool hotspot_find(const Task *task, const TaskForm *form, bool holds, ExprCache *cache,
                  int64_t cell[2]);

// The allowed value nearest to this one.
double control_snap(const Control *control, double value);
// The value of each control in an answer: (task->control_count). False if it is not one.
bool parameter_values(const Task *task, const char *answer, double *values);

// Values of the controls for which the predicate holds (or does not): of all settings if there are at most PARAMETER_SEARCH,
// as far as SEARCH_WORK goes; false if none was found.
enum { PARAMETER_SEARCH = 200000 };

bool parameter_find(const Task *task, const TaskForm *form, bool holds, ExprCache *cache,
                    double *values);
// The card's own solution, if it has one: false if it has none or a value has none.
bool parameter_witness(const Task *task, const TaskForm *form, double *values, Err *err);
// How many settings there are.
double parameter_settings(const Task *task);
// Back: in `out`.
void parameter_answer(const Task *task, const double *values, char out[ANSWER_MAX + 1]);

#endif
