// A number, right within a tolerance: an answer is its shortest form. A wrong one that was expected is told apart.
#include "base/str.h"
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

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    char tidied[STR_NUMBER_SIZE * 2 + 1];
    double value;
    if (text[strspn(text, " \t")] == '\0') {
        return answer_refuse(out, why, "Type a number first.");
    }
    if (!tidy(task, text, tidied)) return answer_refuse(out, why, "That is too long a number.");
    if (strchr(tidied, ',')) {
        return answer_refuse(out, why,
                             "A comma could mean two things: write 2048 for two thousand and "
                             "forty-eight, and 0.5 for a half.");
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

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    double value, want;
    Judgement judgement = {.index = -1};
    if (!str_number(answer, &value)) return judgement;
    // A card whose key cannot be calculated costs the learner no try.
    if (!task_value(&task->answer, form, NULL, &want, NULL)) return judgement;
    if (matches(task, value, want)) return (Judgement){VERDICT_RIGHT, 1, -1};
    judgement.verdict = VERDICT_WRONG;
    for (int i = 0; i < task->wrong_count && judgement.index < 0; i++) {
        bool known = task_value(&task->wrongs[i].sum, form, NULL, &want, NULL);
        if (known && matches(task, value, want)) judgement.index = i;
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

const TaskKind KIND_numeric = {
    .name = "numeric", .read = read_answer, .judge = judge, .key = key, .words = words};
