// A number, right within a tolerance: an answer is its shortest form. A wrong one that was expected is told apart.
#include "base/str.h"
#include "card/diagnosis.h"
#include "card/types/kinds.h"

#include <math.h>
#include <string.h>

// What rounding in a calculation can do to a number that is meant to be exact.
static const double GRAIN = 1e-9, DUST = 1e-12;

// `text` without spaces around it and without the unit, a minus sign as a hyphen; false if it is too long.
static bool tidy(const Task *task, const char *text, char out[STR_NUMBER_SIZE * 2]) {
    text += strspn(text, " \t");
    size_t n = strlen(text), unit = task->unit ? strlen(task->unit) : 0;
    while (n > 0 && strchr(" \t", text[n - 1])) n--;
    if (unit > 0 && n > unit && memcmp(text + n - unit, task->unit, unit) == 0) n -= unit;
    while (n > 0 && strchr(" \t", text[n - 1])) n--;
    bool minus = n > 0 && str_starts(text, "−"), plus = n > 1 && text[0] == '+';
    size_t skip = minus ? strlen("−") : plus ? 1 : 0;
    if (n - skip >= (size_t)STR_NUMBER_SIZE * 2 - 1) return false;
    if (minus) *out++ = '-';
    memcpy(out, text + skip, n - skip);
    out[n - skip] = '\0';
    return true;
}

static size_t digits_at(const char *text) {
    return strspn(text, "0123456789");
}

// Bytes of a separator of thousands: a comma, a space, or one of the spaces that do not break.
static size_t separator_at(const char *text) {
    static const char *const SEPARATORS[] = {",", " ", "\u00a0", "\u2009", "\u202f"};
    for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS; i++) {
        if (str_starts(text, SEPARATORS[i])) return strlen(SEPARATORS[i]);
    }
    return 0;
}

// Takes the separators out of thousands as they are written here, "2,304" and "1 048 576.5": one to three digits of which the
// first is not 0, then threes, with the same separator each time. Anything else is left as it is.
static void join_thousands(char *text) {
    char joined[STR_NUMBER_SIZE * 2 + 1];
    size_t sign = text[0] == '-', first = digits_at(text + sign), n = sign + first;
    const char *at = text + n;
    size_t gap = separator_at(at);
    if (gap == 0 || first == 0 || first > 3 || text[sign] == '0') return;
    memcpy(joined, text, n);
    for (const char *separator = at; strncmp(at, separator, gap) == 0; at += gap + 3, n += 3) {
        if (digits_at(at + gap) != 3) return;
        memcpy(joined + n, at + gap, 3);
    }
    if (*at != '\0' && *at != '.') return;
    memcpy(joined + n, at, strlen(at) + 1);
    memcpy(text, joined, n + strlen(at) + 1);
}

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    char tidied[STR_NUMBER_SIZE * 2 + 1];
    double value;
    if (text[strspn(text, " \t")] == '\0') {
        return answer_refuse(out, why, "Type a number first.");
    }
    if (!tidy(task, text, tidied)) return answer_refuse(out, why, "That is too long a number.");
    join_thousands(tidied);
    if (strchr(tidied, ',')) {
        return answer_refuse(out, why,
                             "A comma is for thousands, as in 2,048. Write 0.5 for a half.");
    }
    if (!str_number(tidied, &value)) {
        return answer_refuse(out, why, "That is not a number. Write it like 2048, −0.5 or 1e-3.");
    }
    str_put_number(value == 0 ? 0 : value, out); // −0 is 0
    return true;
}

static bool matches(const Task *task, double value, double want) {
    double allowed = fmax(task->abs_tol, task->rel_tol * fabs(want));
    return fabs(value - want) <= allowed + GRAIN * fabs(want) + DUST;
}

static const char *const SAID[] = {"given", KEY_NAME};

static int names(const Task *task, const char **out) {
    (void)task;
    memcpy(out, SAID, sizeof SAID);
    return 2;
}

static int values(const Task *task, const TaskForm *form, const char *answer, double *out) {
    if (!str_number(answer, &out[0])) return 0;
    return task_value(&task->answer, form, NULL, &out[1], NULL) ? 2 : 1;
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    double value, want;
    Judgement judgement = {.index = -1};
    if (!str_number(answer, &value)) return judgement;
    // A card whose key cannot be calculated costs the learner no try.
    if (!task_value(&task->answer, form, NULL, &want, NULL)) return judgement;
    if (matches(task, value, want)) return (Judgement){VERDICT_RIGHT, 1, -1};
    judgement.verdict = VERDICT_WRONG;
    const ExprVariable said[] = {{SAID[0], value}, {SAID[1], want}};
    for (int i = 0; i < task->wrong_count && judgement.index < 0; i++) {
        bool known =
            task_value(&task->wrongs[i].sum, form, NULL, &want, NULL) && matches(task, value, want);
        if (known || diagnosis_holds(task, form, i, &(ExprScope){said, 2, NULL})) {
            judgement.index = i;
        }
    }
    return judgement;
}

// To as few digits as the tolerance leaves a meaning: 45, 7.16, 0.99.
static char *key(const Task *task, const TaskForm *form, Arena *arena) {
    double want;
    if (!task_value(&task->answer, form, NULL, &want, NULL)) return arena_copy(arena, "");
    for (int digits = 1; digits < 17; digits++) {
        char *text = arena_format(arena, "%.*g", digits, want);
        double value, allowed = fmax(task->abs_tol, task->rel_tol * fabs(want)) / 20;
        if (!str_number(text, &value)) continue;
        if (fabs(value - want) > allowed + DUST * fabs(want)) continue;
        str_put_number(value, text = arena_alloc(arena, STR_NUMBER_SIZE));
        return text;
    }
    char *text = arena_alloc(arena, STR_NUMBER_SIZE);
    str_put_number(want, text);
    return text;
}

static char *words(const Task *task, const TaskForm *form, const char *answer, Arena *arena) {
    (void)form;
    double value;
    if (!str_number(answer, &value)) return arena_copy(arena, answer);
    const char *unit = task->unit ? task->unit : "";
    return arena_format(arena, "%s%s%s", task_number(arena, value), *unit ? " " : "", unit);
}

const TaskKind KIND_numeric = {.name = "numeric",
                               .read = read_answer,
                               .judge = judge,
                               .key = key,
                               .words = words,
                               .names = names,
                               .values = values,
                               .by_number = true};
