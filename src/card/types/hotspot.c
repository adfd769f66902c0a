// A cell of a computed figure for which a predicate holds: an answer is "i,j", any right one is accepted.
#include "base/str.h"
#include "card/types/kinds.h"

#include <math.h>
#include <string.h>

enum { CELLS_MOST = 1 << 21 };

int64_t hotspot_size(const Task *task, const TaskForm *form) {
    Arena scratch = {0};
    Visual shown = form ? task_visual(&scratch, &task->visual, form) : task->visual;
    const Value *n = preset_find(&shown, "n");
    if (n && n->kind == VALUE_LIST && n->count > 0) n = &n->list[n->count - 1];
    bool bounded = n && n->kind == VALUE_NUMBER && n->number >= 1 && n->number < CELLS_MOST;
    int64_t size = bounded ? (int64_t)n->number : CELLS_MOST;
    arena_free(&scratch);
    return size;
}

// A whole number at *at, which moves behind it and the signs that may follow.
static bool take(const char **at, int64_t *out) {
    char digits[12];
    size_t n = strspn(*at, "0123456789");
    if (n == 0 || n >= sizeof digits) return false;
    memcpy(digits, *at, n);
    digits[n] = '\0';
    *at += n;
    return str_integer(digits, out);
}

// "7,1", "7 1", "(7, 1)"
bool hotspot_cell(const char *answer, int64_t *i, int64_t *j) {
    const char *at = answer + strspn(answer, " (");
    if (!take(&at, i)) return false;
    size_t between = strspn(at, " ,");
    at += between;
    return between > 0 && take(&at, j) && at[strspn(at, " )")] == '\0';
}

static bool read_answer(const Task *task, const char *text, char out[ANSWER_MAX + 1], Err *why) {
    int64_t i, j, size = hotspot_size(task, NULL);
    if (text[strspn(text, " ")] == '\0') return answer_refuse(out, why, "Choose a cell first.");
    if (!hotspot_cell(text, &i, &j)) {
        return answer_refuse(out, why, "A cell is two whole numbers: row i, then column j.");
    }
    if (i >= size || j >= size) {
        out[0] = '\0';
        return err_set(why, "There is no such cell: rows and columns are 0 to %lld.",
                       (long long)size - 1);
    }
    Arena scratch = {0};
    const char *cell = arena_format(&scratch, "%lld,%lld", (long long)i, (long long)j);
    memcpy(out, cell, strlen(cell) + 1);
    arena_free(&scratch);
    return true;
}

static const char *const SAID[] = {"i", "j"};

static int names(const Task *task, const char **out) {
    (void)task;
    memcpy(out, SAID, sizeof SAID);
    return 2;
}

static int values(const Task *task, const TaskForm *form, const char *answer, double *out) {
    (void)task, (void)form;
    int64_t i, j;
    if (!hotspot_cell(answer, &i, &j)) return 0;
    out[0] = (double)i;
    out[1] = (double)j;
    return 2;
}

bool hotspot_holds(const Task *task, const TaskForm *form, int64_t i, int64_t j, ExprCache *cache) {
    const ExprVariable cell[] = {{SAID[0], (double)i}, {SAID[1], (double)j}};
    double value;
    bool ok = task_value(&task->check, form, &(ExprScope){cell, 2, cache}, &value, NULL);
    return ok && fabs(value) > 0;
}

static Judgement judge(const Task *task, const TaskForm *form, const char *answer) {
    int64_t i, j;
    if (!hotspot_cell(answer, &i, &j)) return (Judgement){.index = -1};
    int64_t size = hotspot_size(task, form);
    if (i >= size || j >= size) return (Judgement){.index = -1};
    if (hotspot_holds(task, form, i, j, NULL)) return (Judgement){VERDICT_RIGHT, 1, -1};
    return (Judgement){VERDICT_WRONG, 0, answer_diagnosis(task, form, answer)};
}

bool hotspot_find(const Task *task, const TaskForm *form, bool wanted, ExprCache *cache,
                  int64_t cell[2]) {
    int64_t size = hotspot_size(task, form);
    if (size > HOTSPOT_SEARCH) size = HOTSPOT_SEARCH;
    double until = cache->work + SEARCH_WORK;
    for (int64_t at = 0; at < size * size && cache->work < until; at++) {
        if (hotspot_holds(task, form, at / size, at % size, cache) != wanted) continue;
        cell[0] = at / size;
        cell[1] = at % size;
        return true;
    }
    return false;
}

static char *key(const Task *task, const TaskForm *form, Arena *arena) {
    ExprCache cache = {0};
    int64_t cell[2];
    bool found = hotspot_find(task, form, true, &cache, cell);
    expr_cache_free(&cache);
    if (!found) return arena_copy(arena, "");
    return arena_format(arena, "%lld,%lld", (long long)cell[0], (long long)cell[1]);
}

static char *words(const Task *task, const TaskForm *form, const char *answer, Arena *arena) {
    (void)task, (void)form;
    int64_t i, j;
    if (!hotspot_cell(answer, &i, &j)) return arena_copy(arena, answer);
    return arena_format(arena, "row i = %s, column j = %s", task_number(arena, (double)i),
                        task_number(arena, (double)j));
}

const TaskKind KIND_hotspot = {
    .name = "hotspot",
    .read = read_answer,
    .judge = judge,
    .key = key,
    .words = words,
    .names = names,
    .values = values,
    .beyond = "There is no such cell in the figure of this question.",
};
