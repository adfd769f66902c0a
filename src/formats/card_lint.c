// The table of the linter's rules, what a card allows, and how an objection is said.
#include "formats/card_lint.h"

#include "base/str.h"
#include "formats/card_issues.h"
#include "formats/lint_rules.h"

#include <cjson/cJSON.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct LintRule {
    const char *id, *says;
    void (*look)(Lint *lint); // NULL: looked at here, before the others
} LintRule;

static const LintRule RULES[] = {
    {"unknown-rule", "x-allow names a rule that does not exist", NULL},
    {"key-longest",
     "over the card, the right option is the longest more often than chance explains",
     lint_key_longest},
    {"key-length", "the right option is 1.6 times as long as the others are on average",
     lint_key_length},
    {"key-position",
     "over the card, the right option stands at one place more often than chance explains",
     lint_key_position},
    {"of-the-above", "an option is \"all of the above\", \"none of the above\" or the like",
     lint_of_the_above},
    {"absolute-words",
     "always, never, all, none … stand in most wrong options and not in the right one",
     lint_absolute_words},
    {"option-twice", "two options of a task say the same", lint_option_twice},
    {"feedback-same", "feedback does not tell one wrong answer from another, or from the right one",
     lint_feedback_same},
    {"negative-stem", "the question turns on a \"not\" or \"except\" that is not emphasised",
     lint_negative_stem},
    {"hint-stages",
     "the hints are not, in turn, where to read, the principle, and nearly the answer",
     lint_hint_stages},
    {"no-section", "a task does not say which section holds its answer", lint_no_section},
    {"no-quote", "a task does not quote the words of its section", lint_no_quote},
    {"no-visual", "a task has no figure that proves its answer", lint_no_visual},
    {"prompt-twice", "two tasks ask the same", lint_prompt_twice},
    {"explanation-repeats", "an explanation only repeats the question or the answer",
     lint_explanation_repeats},
    {"section-tasks", "a section has fewer than two tasks", lint_section_tasks},
    {"no-tolerance", "a number that is no short decimal is right only to its last digit",
     lint_no_tolerance},
    {"proof-not-of-answer", "the proof of a number has nothing to do with it",
     lint_proof_of_answer},
    {"predict-place",
     "the outcome of a prediction lies at an end of its scale, or about where its slider begins",
     lint_predict_place},
};

enum { RULE_COUNT = sizeof RULES / sizeof *RULES };

int card_lint_count(void) {
    return RULE_COUNT;
}

const char *card_lint_id(int rule) {
    return RULES[rule].id;
}

const char *card_lint_says(int rule) {
    return RULES[rule].says;
}

// Whether "x-allow" of a card or task names the rule.
static bool allows(const cJSON *object, const char *rule) {
    const cJSON *allowed = cJSON_GetObjectItemCaseSensitive(object, "x-allow");
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, allowed) {
        const char *name = cJSON_IsObject(allowed) ? item->string : item->valuestring;
        if (name && str_same(name, rule)) return true;
    }
    return false;
}

static void object_to(Lint *lint, const char *pointer, const char *format, va_list args)
    __attribute__((format(printf, 3, 0)));

static void object_to(Lint *lint, const char *pointer, const char *format, va_list args) {
    char text[500], line[600];
    vsnprintf(text, sizeof text, format, args);
    snprintf(line, sizeof line, "[%s] %s", lint->rule, text);
    issue_add(lint->issues, false, pointer, line);
}

void lint_card(Lint *lint, const char *place, const char *format, ...) {
    if (allows(lint->json, lint->rule)) return;
    va_list args;
    va_start(args, format);
    object_to(lint, place, format, args);
    va_end(args);
}

static void add_issue(Lint *lint, const char *pointer, const char *text, int more) {
    char line[700];
    const char *rest = more ? arena_format(&lint->arena, "; the same for %d more tasks", more) : "";
    snprintf(line, sizeof line, "[%s] %s%s", lint->rule, text, rest);
    issue_add(lint->issues, false, pointer, line);
}

// The same objection to a few tasks is said for each, to more of them once with their number.
static void collect(Lint *lint, const char *pointer, const char *text) {
    LintGroup *group = lint->groups;
    int at = 0;
    while (at < lint->group_count && !str_same(group[at].text, text)) at++;
    if (at == LINT_GROUP_MAX) {
        add_issue(lint, pointer, text, 0);
        return;
    }
    if (at == lint->group_count) {
        group[lint->group_count++] = (LintGroup){.text = arena_copy(&lint->arena, text)};
    }
    int nth = group[at].count++;
    if (nth < LINT_SAID_MAX) group[at].pointers[nth] = arena_copy(&lint->arena, pointer);
}

static void say_groups(Lint *lint) {
    for (int i = 0; i < lint->group_count; i++) {
        const LintGroup *group = &lint->groups[i];
        bool each = group->count <= LINT_SAID_MAX;
        for (int k = 0; k < (each ? group->count : 1); k++) {
            add_issue(lint, group->pointers[k], group->text, each ? 0 : group->count - 1);
        }
    }
    lint->group_count = 0;
}

void lint_task(Lint *lint, int task, const char *place, const char *format, ...) {
    if (allows(lint->json, lint->rule) || allows(lint->tasks[task], lint->rule)) return;
    char pointer[80], text[500];
    snprintf(pointer, sizeof pointer, "/tasks/%d%s", task, place);
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    collect(lint, pointer, text);
}

static bool is_rule(const char *name) {
    for (int i = 0; i < RULE_COUNT; i++) {
        if (str_same(name, RULES[i].id)) return true;
    }
    return false;
}

static void check_allowed(Lint *lint, const cJSON *object, const char *place) {
    const cJSON *allowed = cJSON_GetObjectItemCaseSensitive(object, "x-allow");
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, allowed) {
        const char *name = cJSON_IsObject(allowed) ? item->string : item->valuestring;
        if (name && is_rule(name)) continue;
        lint_card(lint, arena_format(&lint->arena, "%s/x-allow", place),
                  "there is no rule \"%s\" (phasor check --rules lists them)",
                  name ? issue_excerpt(&lint->arena, name) : "");
    }
}

static void look(Lint *lint) {
    const cJSON *tasks = cJSON_GetObjectItemCaseSensitive(lint->json, "tasks"), *task = NULL;
    lint->tasks = arena_array(&lint->arena, (size_t)lint->card->task_count, sizeof(cJSON *));
    lint->rule = RULES[0].id;
    check_allowed(lint, lint->json, "");
    int count = 0;
    cJSON_ArrayForEach(task, tasks) {
        check_allowed(lint, task, arena_format(&lint->arena, "/tasks/%d", count));
        lint->tasks[count++] = task;
    }
    for (int i = 1; i < RULE_COUNT; i++) {
        lint->rule = RULES[i].id;
        RULES[i].look(lint);
        say_groups(lint);
    }
}

void card_lint(const Card *card, CardIssues *issues) {
    Lint lint = {.card = card, .issues = issues};
    cJSON *json = cJSON_ParseWithLength(card->json.at, card->json.size);
    lint.json = json;
    if (json) look(&lint);
    issues_place(issues, card);
    cJSON_Delete(json);
    arena_free(&lint.arena);
}
