// Reads calculations and variables, and checks what they name.
#include "formats/card_sums.h"

#include "base/str.h"
#include "formats/card_guess.h"
#include "formats/card_issues.h"

#include <cjson/cJSON.h>

#include <math.h>
#include <string.h>

static void parse(Reader *r, const Node *node, const char *text, Sum *sum) {
    const Expr *expr = NULL;
    Err err;
    if (!expr_parse(text, &r->card->arena, &expr, &err)) {
        reader_error(r, node, "%s", err.text);
    } else if (sum) {
        *sum = (Sum){arena_copy(&r->card->arena, text), expr};
    }
}

void card_sum_read(Reader *reader, const Node *node, void *sum) {
    const char *text = node_text(node);
    if (text) {
        parse(reader, node, text, sum);
    } else {
        reader_error(reader, node, "found %s, expected a calculation as text", node_kind(node));
    }
}

void card_sum_read_number(Reader *reader, const Node *node, Sum *sum) {
    char text[STR_NUMBER_SIZE];
    if (!cJSON_IsNumber(node->json)) {
        card_sum_read(reader, node, sum);
        return;
    }
    str_put_number(node->json->valuedouble, text);
    parse(reader, node, text, sum);
}

static bool is_among(const char *name, const char *const *names) {
    for (; names && *names; names++) {
        if (str_same(name, *names)) return true;
    }
    return false;
}

// "a, b": what may be named.
static const char *known_names(Arena *arena, const Task *task, int count, const char *const *more) {
    const char *list = "";
    for (int i = 0; i < count; i++) {
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", task->variables[i].name);
    }
    for (; more && *more; more++) {
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", *more);
    }
    return list;
}

// Complains about names that are not among the first `count` variables nor among `more`.
static void check_names(Reader *r, const Node *node, const Sum *sum, const Task *task, int count,
                        const char *const *more) {
    const char *names[EXPR_VARIABLE_MAX];
    int found = sum->expr ? expr_variables(sum->expr, names, EXPR_VARIABLE_MAX) : 0;
    for (int n = 0; n < found; n++) {
        bool known = is_among(names[n], more);
        for (int i = 0; i < count; i++) known |= str_same(names[n], task->variables[i].name);
        if (known) continue;
        Arena *arena = &r->issues->arena;
        Guess guess = {.text = names[n]};
        for (int i = 0; i < count; i++) guess_try(&guess, task->variables[i].name);
        for (int i = 0; more && more[i]; i++) guess_try(&guess, more[i]);
        const char *list = known_names(arena, task, count, more);
        const char *why = *list                       ? ", names with one are: "
                          : task->variable_count == 0 ? ": the task has no \"vars\""
                                                      : "";
        reader_error(r, node, "\"%s\" has no value here%s%s%s", issue_excerpt(arena, names[n]), why,
                     list, guess_words(arena, &guess));
    }
}

void card_sum_check(Reader *reader, const Node *node, const Sum *sum, const Task *task,
                    const char *const *more) {
    check_names(reader, node, sum, task, task->variable_count, more);
}

void card_truth_check(Reader *reader, const Node *node, const Sum *sum, const Task *task,
                      const char *const *more) {
    check_names(reader, node, sum, task, task->variable_count, more);
    if (!sum->expr || expr_is_truth(sum->expr)) return;
    reader_error(reader, node,
                 "\"%s\" is a number and says nothing, expected a comparison such as \"a == b\"",
                 issue_excerpt(&reader->issues->arena, sum->text));
}

void card_name_check(Reader *reader, const Node *node, const char *name, const Task *task) {
    for (int i = 0; i < task->variable_count; i++) {
        if (!str_same(name, task->variables[i].name)) continue;
        reader_error(reader, node, "\"%s\" is a variable of the task and something else too", name);
    }
}

void card_variables_check(Reader *reader, const Node *node, const Task *task) {
    static const char *const TAKEN[] = {"and", "or", "not", "pi", NULL};
    Node vars = node_member(node, "vars"), item = {.parent = &vars};
    for (int i = 0; i < task->variable_count && node_next(&item); i++) {
        const Variable *variable = &task->variables[i];
        if (is_among(variable->name, TAKEN)) {
            reader_error(reader, &item, "\"%s\" means something else in calculations",
                         variable->name);
        }
        Node expr = node_member(&item, "expr");
        if (variable->kind == VARIABLE_SUM && expr.json) {
            check_names(reader, &expr, &variable->sum, task, i, NULL);
        }
    }
}

// Variables

static const Field CHOICE = {.kind = FIELD_NUMBER, .least = -1e300};

static void read_int(Reader *r, const Node *node, void *to) {
    Variable *variable = to;
    int64_t ends[2] = {0};
    Node end = {.parent = node};
    int count = 0;
    while (cJSON_IsArray(node->json) && node_next(&end)) {
        double value = cJSON_IsNumber(end.json) ? end.json->valuedouble : 0.5;
        bool whole = fabs(value) <= INT32_MAX && floor(value) == value;
        if (whole && count < 2) ends[count] = (int64_t)value;
        count = whole ? count + 1 : 3;
    }
    if (count != 2 || ends[0] > ends[1]) {
        reader_error(r, node, "expected the smallest and the largest value, two whole numbers");
        ends[1] = ends[0];
    }
    if (!variable) return;
    variable->least = ends[0];
    variable->most = ends[1];
}

static const Field VARIABLE_FIELDS[] = {
    {"choose", FIELD_LIST, .to = offsetof(Variable, choices),
     .count = offsetof(Variable, choice_count), .least = 1, .most = CARD_CHOICE_MAX,
     .item = &CHOICE, .size = sizeof(double)},
    {"int", FIELD_CUSTOM, .read = read_int},
    {"expr", FIELD_CUSTOM, TO(Variable, sum), .read = card_sum_read},
    {0},
};

static void finish_variable(Reader *r, const Node *node, void *object) {
    Variable *variable = object;
    bool choose = node_member(node, "choose").json, whole = node_member(node, "int").json,
         expr = node_member(node, "expr").json;
    if (choose + whole + expr != 1) {
        reader_error(r, node, "expected one of \"choose\", \"int\" and \"expr\"");
    }
    variable->kind = expr ? VARIABLE_SUM : whole ? VARIABLE_INT : VARIABLE_CHOOSE;
    // What is bad is not asked, but it may be looked at until the card is refused.
    if (variable->kind == VARIABLE_CHOOSE && variable->choice_count == 0) {
        variable->kind = VARIABLE_SUM;
    }
}

static const Shape VARIABLE = {
    .name = "a variable", .fields = VARIABLE_FIELDS, .finish = finish_variable};
const Field CARD_VARIABLE_ITEM = {.kind = FIELD_OBJECT, .shape = &VARIABLE};
