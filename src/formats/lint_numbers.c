// Rules about tasks whose answer is a number: what it asks of the learner, and what its proof proves.
#include "base/str.h"
#include "card/task_kind.h"
#include "formats/lint_rules.h"

#include <math.h>
#include <string.h>

enum { FORMS_MOST = 200, DIGITS_MOST = 6 };

static int significant_digits(double value) {
    char text[STR_NUMBER_SIZE];
    str_put_number(value, text);
    int digits = 0, zeros = 0;
    for (const char *c = text; *c && *c != 'e'; c++) {
        if (*c < '0' || *c > '9') continue;
        zeros = *c == '0' ? zeros + 1 : 0;
        digits += digits > 0 || *c != '0';
    }
    return digits - zeros; // of 1500 the first two
}

// An answer without a tolerance is met only by all of its digits.
void lint_no_tolerance(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        bool exact = task_by_number(task) && !(task->abs_tol > 0) && !(task->rel_tol > 0);
        if (!exact || task->retired) continue;
        int64_t forms = task_form_count(task);
        for (int64_t f = 0; f < forms && f < FORMS_MOST; f++) {
            TaskForm form;
            double value;
            char text[STR_NUMBER_SIZE];
            if (!task_form_at(task, f, &form, NULL) ||
                !task_value(&task->answer, &form, NULL, &value, NULL) || value == floor(value) ||
                significant_digits(value) <= DIGITS_MOST) {
                continue;
            }
            str_put_number(value, text);
            lint_task(lint, t, "/answer",
                      "only all digits of %s are right: give \"abs_tol\" or \"rel_tol\"", text);
            break;
        }
    }
}

// A proof of other numbers says nothing about the key.
void lint_proof_of_answer(Lint *lint) {
    for (int t = 0; t < lint->card->task_count; t++) {
        const Task *task = &lint->card->tasks[t];
        const char *names[EXPR_VARIABLE_MAX];
        if (!task_by_number(task) || task->retired || !task->proof.expr) continue;
        bool named = expr_variables(task->proof.expr, names, EXPR_VARIABLE_MAX) > 0;
        if (named || expr_calls(task->proof.expr)) continue;
        lint_task(
            lint, t, "/proof/expr",
            "it names neither \"answer\" nor a variable nor a function, so any answer passes");
    }
}
