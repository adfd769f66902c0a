// Looks for {names} in the texts of tasks, and for variables that neither a text nor a calculation uses.
#include "formats/card_names.h"

#include "base/str.h"
#include "card/diagnosis.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"

#include <string.h>

typedef struct Look {
    const Card *card;
    bool strict;
    CardIssues *issues;
    Arena arena;
    unsigned *used;      // (card->task_count): bit v for variable v
    const Task *task;    // whose text is looked at
    const char *pointer; // of the text
} Look;

static bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_name(char c) {
    return begins_name(c) || (c >= '0' && c <= '9') || c == '_';
}

static int variable_find(const Task *task, const char *name) {
    for (int v = 0; v < task->variable_count; v++) {
        if (str_same(task->variables[v].name, name)) return v;
    }
    return -1;
}

// The name of "{name}" at `at`, "" if none stands there.
static const char *name_at(Look *look, const char *at) {
    size_t n = 0;
    while (at[1 + n] && is_name(at[1 + n])) n++;
    bool ok = *at == '{' && begins_name(at[1]) && n <= EXPR_NAME_MAX && at[1 + n] == '}';
    return ok ? arena_text(&look->arena, at + 1, n) : "";
}

// "h, dist"
static const char *variable_names(Look *look) {
    const char *list = "";
    for (int v = 0; v < look->task->variable_count; v++) {
        list = arena_format(&look->arena, "%s%s%s", list, v ? ", " : "",
                            look->task->variables[v].name);
    }
    return list;
}

static void warn(Look *look, const char *text) {
    issue_add(look->issues, !look->strict, look->pointer, text);
}

// A task without variables may have braces in its texts, unless they name a variable of another one.
static void warn_foreign(Look *look, const char *name) {
    for (int t = 0; t < look->card->task_count; t++) {
        const Task *other = &look->card->tasks[t];
        if (variable_find(other, name) < 0) continue;
        warn(look, arena_format(&look->arena,
                                "\"{%s}\" stands for no number: the task has no \"vars\", those of "
                                "\"%s\" have it",
                                name, other->id));
        return;
    }
}

static void warn_unknown(Look *look, const char *name) {
    const Task *task = look->task;
    Arena *arena = &look->arena;
    if (task->variable_count == 0) {
        warn_foreign(look, name);
        return;
    }
    const char *nearest =
        guess_item(arena, name, task->variables, task->variable_count, sizeof(Variable));
    warn(look, arena_format(arena, "\"{%s}\" is no variable of the task, those are: %s%s", name,
                            variable_names(look), nearest));
}

// What the feedback to a wrong answer may name beside the variables: what was answered (card/diagnosis.h).
static bool is_said(const Look *look, const char *name) {
    const Task *task = look->task;
    const char *wrong = strstr(look->pointer, "/wrong/");
    if (!wrong) return false;
    int index;
    const char *at = wrong + strlen("/wrong/");
    bool known = str_take_count(&at, &index) && index < task->wrong_count;
    if (known && task->wrongs[index].value.expr && str_same(name, "value")) return true;
    const char *said[EXPR_VARIABLE_MAX];
    int names = diagnosis_names(task, said);
    for (int i = 0; i < names; i++) {
        if (str_same(name, said[i])) return true;
    }
    return false;
}

static void look_in_text(Look *look, const char *text) {
    for (const char *at = strchr(text, '{'); at; at = strchr(at + 1, '{')) {
        const char *name = name_at(look, at);
        if (!*name || variable_find(look->task, name) >= 0 || is_said(look, name)) continue;
        warn_unknown(look, name);
    }
}

// A group of its own, not what a command or a script takes.
static void look_in_formula(Look *look, const char *tex) {
    for (const char *at = strchr(tex, '{'); at; at = strchr(at + 1, '{')) {
        bool taken = at > tex && (strchr("^_}]", at[-1]) || begins_name(at[-1]));
        const char *name = taken ? "" : name_at(look, at);
        if (!*name || variable_find(look->task, name) < 0) continue;
        warn(look, arena_format(&look->arena,
                                "in a formula \"{%s}\" is the letter and not the number: put it "
                                "outside of the dollars",
                                name));
    }
}

static void look_at_doc(Look *look, const Doc *doc) {
    for (int b = 0; b < doc->block_count; b++) {
        for (int i = 0; i < doc->blocks[b].run_count; i++) {
            const Run *run = &doc->blocks[b].runs[i];
            if (run->kind == RUN_MATH) {
                look_in_formula(look, run->text);
            } else if (run->kind != RUN_CODE && run->text) {
                look_in_text(look, run->text);
            }
        }
    }
}

// Every word of the text that is a variable: in braces, or as the letter that the line of the variant explains.
static unsigned used_by_text(const Task *task, const char *text) {
    unsigned used = 0;
    for (const char *at = text; *at;) {
        size_t n = 0;
        while (at[n] && is_name(at[n])) n++;
        for (int v = 0; n && v < task->variable_count; v++) {
            const char *name = task->variables[v].name;
            if (strlen(name) == n && memcmp(at, name, n) == 0) used |= 1U << v;
        }
        at += n ? n : 1;
    }
    return used;
}

static unsigned used_by_sum(const Task *task, const Sum *sum) {
    const char *names[EXPR_VARIABLE_MAX];
    int count = sum->expr ? expr_variables(sum->expr, names, EXPR_VARIABLE_MAX) : 0;
    unsigned used = 0;
    for (int n = 0; n < count; n++) {
        int v = variable_find(task, names[n]);
        if (v >= 0) used |= 1U << v;
    }
    return used;
}

// NOLINTNEXTLINE(misc-no-recursion): depth is bounded by JSON_DEPTH_MAX
static unsigned used_by_values(const Task *task, const Value *values, int count) {
    unsigned used = 0;
    for (int i = 0; i < count; i++) {
        const Value *value = &values[i];
        if (value->kind == VALUE_SUM) used |= used_by_sum(task, &(Sum){value->word, value->expr});
        if (value->kind == VALUE_LIST) used |= used_by_values(task, value->list, value->count);
    }
    return used;
}

static unsigned used_by_sums(const Task *task) {
    unsigned used = used_by_sum(task, &task->answer) | used_by_sum(task, &task->check) |
                    used_by_sum(task, &task->proof) |
                    used_by_values(task, task->visual.preset, task->visual.preset_count);
    for (int i = 0; i < task->wrong_count; i++) {
        const Wrong *wrong = &task->wrongs[i];
        used |= used_by_sum(task, &wrong->sum) | used_by_sum(task, &wrong->check) |
                used_by_sum(task, &wrong->value);
    }
    for (int i = 0; i < task->control_count; i++) {
        used |= used_by_sum(task, &task->controls[i].witness);
    }
    for (int i = 0; i < task->variable_count; i++) {
        used |= used_by_sum(task, &task->variables[i].sum);
    }
    return used;
}

// The task whose text this is, −1 if it is none of a task.
static int task_of(const Card *card, const char *pointer) {
    static const char TASKS[] = "/tasks/";
    if (!str_starts(pointer, TASKS)) return -1;
    const char *at = pointer + strlen(TASKS);
    int task;
    return str_take_count(&at, &task) && task < card->task_count ? task : -1;
}

static void warn_unused(Look *look, int t) {
    const Task *task = &look->card->tasks[t];
    unsigned used = look->used[t] | used_by_sums(task);
    for (int v = 0; v < task->variable_count; v++) {
        const char *name = task->variables[v].name;
        if (used >> v & 1U || !*name) continue;
        look->pointer = arena_format(&look->arena, "/tasks/%d/vars/%s", t, name);
        warn(look, "neither a text nor a calculation uses this variable");
    }
}

void card_check_names(const Card *card, bool strict, CardIssues *issues) {
    Look look = {.card = card, .strict = strict, .issues = issues};
    look.used = arena_array(&look.arena, (size_t)card->task_count, sizeof *look.used);
    for (int i = 0; i < card->text_count; i++) {
        int t = task_of(card, card->texts[i].pointer);
        if (t < 0) continue;
        look.task = &card->tasks[t];
        look.pointer = card->texts[i].pointer;
        look_at_doc(&look, card->texts[i].doc);
        look.used[t] |= used_by_text(look.task, card->texts[i].doc->source);
    }
    for (int t = 0; t < card->task_count; t++) warn_unused(&look, t);
    arena_free(&look.arena);
}
